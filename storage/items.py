"""Agenda points, their attachments, and the pool."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    String,
    Text,
    and_,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from bot.errors import N_, Refusal
from bot.items import Aim, Attachment, Item, Kind, Sort, State, When
from bot.meetings import Meeting
from bot.people import Person
from storage.bodies import BodyRow
from storage.database import Base, Moment, Session, table_of
from storage.ready import Ready


class ItemRow(Base):
    """One line of an agenda, or a proposal that may become one."""

    __tablename__ = "items"
    __table_args__ = (
        Index("ix_items_meeting", "meeting_id", "position"),
        Index("ix_items_state", "body_id", "state"),
        Index("ix_items_proposer", "proposer", "state"),
        Index("ix_items_before", "body_id", "before"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    sort: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(150))
    kind: Mapped[str] = mapped_column(String(20))
    aim_when: Mapped[str] = mapped_column(String(20))
    aim_meeting: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    aim_phrase: Mapped[str] = mapped_column(String(150))
    aim_start: Mapped[date | None]
    aim_end: Mapped[date | None]
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("items.id"))
    position: Mapped[int]
    number: Mapped[str] = mapped_column(String(10))
    minutes: Mapped[int | None]
    fixed_at: Mapped[time | None]
    presenter: Mapped[str] = mapped_column(String(150))
    guest: Mapped[bool]
    closing: Mapped[bool]
    explanation: Mapped[str] = mapped_column(Text)
    before: Mapped[date | None]
    late: Mapped[bool]
    proposer: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    judged_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    judged_at: Mapped[datetime | None] = mapped_column(Moment)
    reason: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Moment)


class AttachmentRow(Base):
    """A link or a Slack file of a point."""

    __tablename__ = "attachments"
    __table_args__ = (Index("ix_attachments_item", "item_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"))
    url: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    file: Mapped[str] = mapped_column(String(32))


_COLUMNS = tuple(ItemRow.__table__.c)
_ON_MEETING = (ItemRow.meeting_id == bindparam("meeting"), ItemRow.state == State.ACCEPTED)
_OF_MEETING = Ready(select(*_COLUMNS).where(*_ON_MEETING).order_by(ItemRow.position, ItemRow.id))
_BY_ID = Ready(
    select(*_COLUMNS)
    .join(BodyRow, BodyRow.id == ItemRow.body_id)
    .where(ItemRow.id == bindparam("item"), BodyRow.workspace_id == bindparam("workspace"))
)
OPEN_FOR_PROPOSER = (State.SUBMITTED, State.SENT_BACK, State.ACCEPTED, State.POSTPONED)


_ADD = Ready(insert(table_of(ItemRow)).returning(ItemRow.id))
_PLACE = (
    update(ItemRow)
    .where(ItemRow.id == bindparam("item"))
    .values(position=bindparam("place"), parent_id=bindparam("under"), number=bindparam("called"))
)
_ATTACH = insert(table_of(AttachmentRow))
_LEAVES = select(AttachmentRow.item_id, AttachmentRow.url, AttachmentRow.title, AttachmentRow.file).order_by(
    AttachmentRow.id
)
_ATTACHED = _LEAVES.where(AttachmentRow.item_id.in_(bindparam("items", expanding=True)))
_ATTACHED_ON_MEETING = Ready(_LEAVES.join(ItemRow, ItemRow.id == AttachmentRow.item_id).where(*_ON_MEETING))
_ATTACHED_TO = Ready(_LEAVES.where(AttachmentRow.item_id == bindparam("item")))


def get(db: Session, item: int, *, within: Person) -> Item:
    """The point, if the person has a seat in its body. Raises `Refusal` otherwise."""
    found = load(db, item, workspace=within.workspace)
    within.member_in(found.body)
    return found


def load(db: Session, item: int, *, workspace: int) -> Item:
    """The point by id within a workspace, for the ticker. Raises `Refusal` when there is none."""
    row = _BY_ID.one(db, item=item, workspace=workspace)
    if row is None:
        raise Refusal(N_("Dit agendapunt bestaat niet (meer)."))
    return _with_leaves([row], _ATTACHED_TO.all(db, item=item))[0]


def of_meeting(db: Session, meeting: int) -> list[Item]:
    """The lines of a meeting's agenda, by position."""
    return _with_leaves(_OF_MEETING.all(db, meeting=meeting), _ATTACHED_ON_MEETING.all(db, meeting=meeting))


def pool(db: Session, body: int, *, most: int = 200) -> list[Item]:
    """The points that wait in the pool, soonest period first, undated last."""
    waiting = (
        ItemRow.body_id == body,
        ItemRow.meeting_id.is_(None),
        ItemRow.state.in_([State.ACCEPTED, State.POSTPONED]),
    )
    return _where(db, *waiting, order=(ItemRow.aim_start.is_(None), ItemRow.aim_start, ItemRow.id), most=most)


def count_pool(db: Session, body: int) -> int:
    """How many points wait in the pool."""
    waiting = select(func.count(ItemRow.id)).where(
        ItemRow.body_id == body,
        ItemRow.meeting_id.is_(None),
        ItemRow.state.in_([State.ACCEPTED, State.POSTPONED]),
    )
    return db.scalar(waiting) or 0


def waiting(db: Session, body: int, *, most: int = 50) -> list[Item]:
    """The proposals that wait for the comité, oldest first."""
    return _where(db, ItemRow.body_id == body, ItemRow.state == State.SUBMITTED, order=(ItemRow.id,), most=most)


def mine(db: Session, body: int, member: int, *, most: int = 30) -> list[Item]:
    """What a member proposed, newest first."""
    return _where(
        db,
        ItemRow.body_id == body,
        or_(ItemRow.proposer == member, ItemRow.entered_by == member),
        ItemRow.sort == Sort.POINT,
        order=(ItemRow.id.desc(),),
        most=most,
    )


def in_the_way(db: Session, meeting: Meeting, *, most: int) -> list[Item]:
    """The points that need the meeting: on its agenda (not standing ones or breaks), or aiming at it."""
    on_it = and_(ItemRow.meeting_id == meeting.id, ItemRow.state == State.ACCEPTED)
    aims_at_it = and_(ItemRow.meeting_id.is_(None), ItemRow.aim_meeting == meeting.id)
    return _where(
        db,
        ItemRow.body_id == meeting.body,
        ItemRow.sort == Sort.POINT,
        ItemRow.state.in_(OPEN_FOR_PROPOSER),
        or_(on_it, aims_at_it),
        order=(ItemRow.position, ItemRow.id),
        most=most,
    )


def add(db: Session, item: Item) -> Item:
    """Store a new point with its attachments; gives it with its id."""
    new = _ADD.one(db, **_values(item))
    _attach(db, new.id, item.attachments)
    return replace(item, id=new.id)


def add_lines(db: Session, lines: Sequence[Item]) -> None:
    """Store new lines without attachments, all at once: the standing points of meetings."""
    if lines:
        db.execute(insert(ItemRow), [_values(line) for line in lines])


def save(db: Session, item: Item, *, was: State) -> None:
    """Write the point back with its attachments, unless somebody moved it on in the meantime."""
    mine = (ItemRow.id == item.id, ItemRow.state == was)
    if not db.scalar(update(ItemRow).where(*mine).values(_values(item)).returning(ItemRow.id)):
        raise Refusal(N_("Iemand was je net voor: kijk opnieuw."))
    db.execute(delete(AttachmentRow).where(AttachmentRow.item_id == item.id))
    _attach(db, item.id, item.attachments)


def remove(db: Session, item: Item) -> None:
    """Drop a break or a standing point from its agenda; proposed points are kept for ever."""
    db.execute(delete(ItemRow).where(ItemRow.id == item.id, ItemRow.sort != Sort.POINT))


def make_room(db: Session, meeting: int, position: int) -> None:
    """Shift every line of the meeting at `position` or later one place down."""
    db.execute(
        update(ItemRow)
        .where(ItemRow.meeting_id == meeting, ItemRow.position >= position)
        .values(position=ItemRow.position + 1)
    )


def place(db: Session, items: Iterable[Item]) -> None:
    """Write back positions, parents and numbers only, in one statement for all."""
    moved = [{"item": item.id, "place": item.position, "under": item.parent, "called": item.number} for item in items]
    if moved:
        db.execute(_PLACE, moved)


def _where(db: Session, *conditions: ColumnElement[bool], order: Sequence[Any], most: int) -> list[Item]:
    return _items(db, db.execute(select(*_COLUMNS).where(*conditions).order_by(*order).limit(most)))


def _attach(db: Session, item: int, attachments: Sequence[Attachment]) -> None:
    if attachments:
        db.execute(
            _ATTACH,
            [{"item_id": item, "url": a.url, "title": a.title, "file": a.file} for a in attachments],
        )


def _items(db: Session, found: Iterable[Any]) -> list[Item]:
    """The rows with their attachments: two queries whatever the number of points."""
    rows = list(found)
    if not rows:
        return []
    return _with_leaves(rows, db.execute(_ATTACHED, {"items": [row.id for row in rows]}))


def _with_leaves(rows: Iterable[Any], leaves: Iterable[Any]) -> list[Item]:
    attached: dict[int, list[Attachment]] = {}
    for a in leaves:
        attached.setdefault(a.item_id, []).append(Attachment(url=a.url, title=a.title, file=a.file))
    return [_item(row, tuple(attached.get(row.id, ()))) for row in rows]


def _values(item: Item) -> dict[str, Any]:
    return {
        "body_id": item.body,
        "sort": item.sort.value,
        "state": item.state.value,
        "title": item.title,
        "kind": item.kind.value,
        "aim_when": item.aim.when.value,
        "aim_meeting": item.aim.meeting,
        "aim_phrase": item.aim.phrase,
        "aim_start": item.aim.start,
        "aim_end": item.aim.end,
        "meeting_id": item.meeting,
        "parent_id": item.parent,
        "position": item.position,
        "number": item.number,
        "minutes": item.minutes,
        "fixed_at": item.fixed_at,
        "presenter": item.presenter,
        "guest": item.guest,
        "closing": item.closing,
        "explanation": item.explanation,
        "before": item.before,
        "late": item.late,
        "proposer": item.proposer,
        "entered_by": item.entered_by,
        "judged_by": item.judged_by,
        "judged_at": item.judged_at,
        "reason": item.reason,
        "created_at": item.created_at,
    }


def _item(row: Any, attachments: tuple[Attachment, ...]) -> Item:
    return Item(
        id=row.id,
        body=row.body_id,
        sort=Sort(row.sort),
        state=State(row.state),
        title=row.title,
        kind=Kind(row.kind),
        aim=Aim(
            when=When(row.aim_when),
            meeting=row.aim_meeting,
            phrase=row.aim_phrase,
            start=row.aim_start,
            end=row.aim_end,
        ),
        meeting=row.meeting_id,
        parent=row.parent_id,
        position=row.position,
        number=row.number,
        minutes=row.minutes,
        fixed_at=row.fixed_at,
        presenter=row.presenter,
        guest=row.guest,
        closing=row.closing,
        explanation=row.explanation,
        before=row.before,
        late=row.late,
        proposer=row.proposer,
        entered_by=row.entered_by,
        judged_by=row.judged_by,
        judged_at=row.judged_at,
        reason=row.reason,
        created_at=row.created_at,
        attachments=attachments,
    )
