"""Follow-ups kept and found, with their owners and snoozes; and the log of what happened to each."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Select, bindparam, delete, func, insert, select, update

from bot.errors import N_, Refusal
from bot.followups import LIVE, Deed, Due, Entry, FollowUp, Origin, Owner, Snooze, Source
from bot.people import Person
from storage.bodies import BodyRow
from storage.database import Session, insert_once, table_of
from storage.followups.rows import FollowUpLogRow, FollowUpOwnerRow, FollowUpRow, FollowUpSnoozeRow

_COLUMNS = tuple(FollowUpRow.__table__.c)
_BY_ID = (
    select(*_COLUMNS)
    .join(BodyRow, BodyRow.id == FollowUpRow.body_id)
    .where(FollowUpRow.id == bindparam("id"), BodyRow.workspace_id == bindparam("workspace"))
)
_LIVE = (
    select(*_COLUMNS)
    .where(FollowUpRow.body_id == bindparam("body"), FollowUpRow.state.in_(LIVE))
    .order_by(FollowUpRow.id)
    .limit(bindparam("most"))
)
_CLOSED = (
    select(*_COLUMNS)
    .where(FollowUpRow.body_id == bindparam("body"), FollowUpRow.closed_at.is_not(None))
    .order_by(FollowUpRow.closed_at.desc(), FollowUpRow.id.desc())
    .offset(bindparam("skip"))
    .limit(bindparam("most"))
)
_LIVE_AT = (
    select(*_COLUMNS)
    .where(
        FollowUpRow.due_meeting == bindparam("meeting"),
        FollowUpRow.state.in_(LIVE),
        FollowUpRow.origin.like(bindparam("origin")),
    )
    .order_by(FollowUpRow.id)
)
_MANY = (
    select(*_COLUMNS)
    .where(FollowUpRow.body_id == bindparam("body"), FollowUpRow.id.in_(bindparam("wanted", expanding=True)))
    .order_by(FollowUpRow.id)
)
_BY_ORIGIN = select(*_COLUMNS).where(
    FollowUpRow.body_id == bindparam("body"), FollowUpRow.origin == bindparam("origin")
)
_OWNERS = (
    select(FollowUpOwnerRow.follow_up_id, FollowUpOwnerRow.whose, FollowUpOwnerRow.owner_id)
    .where(FollowUpOwnerRow.follow_up_id.in_(bindparam("ids", expanding=True)))
    .order_by(FollowUpOwnerRow.follow_up_id, FollowUpOwnerRow.place)
)
_SNOOZES = (
    select(FollowUpSnoozeRow.follow_up_id, FollowUpSnoozeRow.member_id, FollowUpSnoozeRow.until)
    .where(FollowUpSnoozeRow.follow_up_id.in_(bindparam("ids", expanding=True)))
    .order_by(FollowUpSnoozeRow.member_id)
)
_LOG = (
    select(FollowUpLogRow.follow_up_id, FollowUpLogRow.deed, FollowUpLogRow.by, FollowUpLogRow.at, FollowUpLogRow.text)
    .where(FollowUpLogRow.follow_up_id == bindparam("id"))
    .order_by(FollowUpLogRow.id.desc())
    .limit(bindparam("most"))
)
_ADD_OWNER = insert(table_of(FollowUpOwnerRow))
_ADD_SNOOZE = insert(table_of(FollowUpSnoozeRow))
_ADD_ENTRY = insert(table_of(FollowUpLogRow))

MOST_LIVE = 2000
"""Live follow-ups of one body that are read at all: many years of meetings."""

MOST_AT_ONCE = 500
"""Follow-ups whose owners are asked for in one query: databases take only so many values."""


def get(db: Session, follow_up: int, *, within: Person) -> FollowUp:
    """The follow-up, if the person has a seat in its body. Raises `Refusal` otherwise."""
    found = load(db, follow_up, workspace=within.workspace)
    within.member_in(found.body)
    return found


def load(db: Session, follow_up: int, *, workspace: int) -> FollowUp:
    """The follow-up by id within a workspace, for the ticker. Raises `Refusal` when there is none."""
    found = _follow_ups(db, _BY_ID, id=follow_up, workspace=workspace)
    if not found:
        raise Refusal(N_("Dit opvolgpunt bestaat niet (meer)."))
    return found[0]


def live(db: Session, body: int, *, most: int = MOST_LIVE) -> list[FollowUp]:
    """What is still to be done in a body, oldest first. Whoever asks must have a seat there: check it."""
    return _follow_ups(db, _LIVE, body=body, most=most)


def closed(db: Session, body: int, *, skip: int = 0, most: int) -> list[FollowUp]:
    """What was done or dropped, the latest first."""
    return _follow_ups(db, _CLOSED, body=body, skip=skip, most=most)


def by_origin(db: Session, body: int, origin: str) -> FollowUp | None:
    """What another part of the bot made, by its "excuse:12"; None when there is nothing."""
    found = _follow_ups(db, _BY_ORIGIN, body=body, origin=origin)
    return found[0] if found else None


def many(db: Session, ids: Collection[int], *, body: int) -> list[FollowUp]:
    """Those of the body among these ids, however they ended, by id."""
    return _follow_ups(db, _MANY, body=body, wanted=list(ids)) if ids else []


def live_at(db: Session, meeting: int, origin: Origin) -> list[FollowUp]:
    """What another part of the bot wants followed up by a meeting, by id."""
    return _follow_ups(db, _LIVE_AT, meeting=meeting, origin=f"{origin.value}:%")


def log(db: Session, follow_up: int, *, most: int = 50) -> list[Entry]:
    """What happened to a follow-up, the latest first."""
    return [
        Entry(follow_up=row.follow_up_id, deed=row.deed, by=row.by, at=row.at, text=row.text)
        for row in db.execute(_LOG, {"id": follow_up, "most": most})
    ]


def last_updates(db: Session, ids: Collection[int]) -> dict[int, str]:
    """What was last written about each of these, for those of which something was."""
    if not ids:
        return {}
    told = (
        select(func.max(FollowUpLogRow.id))
        .where(
            FollowUpLogRow.follow_up_id.in_(list(ids)),
            FollowUpLogRow.deed.in_([Deed.UPDATE, Deed.WAITING]),
            FollowUpLogRow.text != "",
        )
        .group_by(FollowUpLogRow.follow_up_id)
    )
    rows = db.execute(select(FollowUpLogRow.follow_up_id, FollowUpLogRow.text).where(FollowUpLogRow.id.in_(told)))
    return {row.follow_up_id: row.text for row in rows}


def add(db: Session, follow_up: FollowUp) -> FollowUp | None:
    """Store a new follow-up with its owners; gives it with its id, None when its origin made one already."""
    new = insert_once(db, FollowUpRow).values(**_values(follow_up), version=follow_up.version)
    id_: int | None = db.scalar(new.returning(FollowUpRow.id))
    if id_ is None:
        return None
    _put_owners(db, id_, follow_up.owners)
    note(db, [Entry(follow_up=id_, deed=Deed.MADE, by=follow_up.made_by, at=follow_up.made_at)])
    return replace(follow_up, id=id_)


def save(db: Session, follow_up: FollowUp, *, was: FollowUp) -> FollowUp:
    """Write it back with owners and snoozes, unless somebody changed it meanwhile (`Refusal`)."""
    changed = replace(follow_up, version=was.version + 1)
    mine = (FollowUpRow.id == was.id, FollowUpRow.body_id == was.body, FollowUpRow.version == was.version)
    written = update(FollowUpRow).where(*mine).values(**_values(changed), version=changed.version)
    if db.scalar(written.returning(FollowUpRow.id)) is None:
        raise Refusal(N_("Iemand was je net voor: kijk opnieuw."))
    if changed.owners != was.owners:
        db.execute(delete(FollowUpOwnerRow).where(FollowUpOwnerRow.follow_up_id == was.id))
        _put_owners(db, was.id, changed.owners)
    if changed.snoozes != was.snoozes:
        db.execute(delete(FollowUpSnoozeRow).where(FollowUpSnoozeRow.follow_up_id == was.id))
        _put_snoozes(db, was.id, changed.snoozes)
    return changed


def note(db: Session, entries: Iterable[Entry]) -> None:
    """Add lines to the log."""
    rows = [
        {"follow_up_id": each.follow_up, "deed": each.deed, "by": each.by, "at": each.at, "text": each.text}
        for each in entries
    ]
    if rows:
        db.execute(_ADD_ENTRY, rows)


def _put_owners(db: Session, id_: int, owners: Sequence[Owner]) -> None:
    rows = [
        {"follow_up_id": id_, "whose": owner.whose, "owner_id": owner.id, "place": place}
        for place, owner in enumerate(dict.fromkeys(owners))
    ]
    if rows:
        db.execute(_ADD_OWNER, rows)


def _put_snoozes(db: Session, id_: int, snoozes: Collection[Snooze]) -> None:
    rows = [{"follow_up_id": id_, "member_id": each.member, "until": each.until} for each in snoozes]
    if rows:
        db.execute(_ADD_SNOOZE, rows)


def _follow_ups(db: Session, query: Select[*tuple[Any, ...]], **values: Any) -> list[FollowUp]:
    """The rows with owners and snoozes: two queries more for every five hundred."""
    rows = db.execute(query, values).all()
    owners: dict[int, list[Owner]] = {}
    snoozes: dict[int, list[Snooze]] = {}
    for start in range(0, len(rows), MOST_AT_ONCE):
        ids = {"ids": [row.id for row in rows[start : start + MOST_AT_ONCE]]}
        for whose in db.execute(_OWNERS, ids):
            owners.setdefault(whose.follow_up_id, []).append(Owner(whose=whose.whose, id=whose.owner_id))
        for row in db.execute(_SNOOZES, ids):
            snoozes.setdefault(row.follow_up_id, []).append(Snooze(member=row.member_id, until=row.until))
    return [_follow_up(row, tuple(owners.get(row.id, ())), tuple(snoozes.get(row.id, ()))) for row in rows]


def _values(follow_up: FollowUp) -> dict[str, Any]:
    due, source = follow_up.due, follow_up.source
    return {
        "body_id": follow_up.body,
        "state": follow_up.state,
        "text": follow_up.text,
        "due_kind": due.kind,
        "due_phrase": due.phrase,
        "due_first": due.first,
        "due_last": due.last,
        "due_meeting": due.meeting,
        "source_meeting": source.meeting,
        "source_item": source.item,
        "source_link": source.link,
        "waiting_for": follow_up.waiting_for,
        "reason": follow_up.reason,
        "origin": follow_up.origin,
        "made_by": follow_up.made_by,
        "made_at": follow_up.made_at,
        "closed_at": follow_up.closed_at,
    }


def _follow_up(row: Any, owners: tuple[Owner, ...], snoozes: tuple[Snooze, ...]) -> FollowUp:
    return FollowUp(
        id=row.id,
        body=row.body_id,
        text=row.text,
        state=row.state,
        made_by=row.made_by,
        made_at=row.made_at,
        owners=owners,
        due=Due(
            kind=row.due_kind,
            phrase=row.due_phrase,
            first=row.due_first,
            last=row.due_last,
            meeting=row.due_meeting,
        ),
        source=Source(meeting=row.source_meeting, item=row.source_item, link=row.source_link),
        waiting_for=row.waiting_for,
        reason=row.reason,
        origin=row.origin,
        closed_at=row.closed_at,
        version=row.version,
        snoozes=snoozes,
    )
