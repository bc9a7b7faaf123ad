"""Storing follow-ups with all that follows: log, trail, reminders. Other parts of the bot make theirs here."""

from dataclasses import replace
from datetime import datetime

from bot import followups
from bot.errors import N_, Refusal
from bot.followups import Entry, FollowUp, Origin, Owner, Source, Wanted, Whose
from bot.meetings import Meeting
from bot.people import Person
from storage import audit
from storage import followups as stored
from storage import items as stored_items
from storage import mandates as stored_mandates
from storage import meetings as stored_meetings
from storage import people as stored_people
from storage.database import Session


def make(db: Session, wanted: Wanted, *, body: int, by: Person, now: datetime) -> FollowUp:
    """Make a follow-up in the unit of work of `db`: from a form, a line, an excuse gap, a vote, a budget sheet.

    With an `origin` asking twice is harmless: the one that was made first is given back, as it stands now.
    Raises `Refusal` about `text`, `who`, `source` or `waiting_for`, and for an owner or source of another body.
    """
    source = _known_source(db, wanted.source, body=body, by=by)
    new = followups.make(replace(wanted, source=source), body=body, by=by, now=now)
    _must_know_owners(db, wanted.owners, body=body)
    made = stored.add(db, new)
    if made is None:
        known = stored.by_origin(db, body, new.origin)
        if known is None:
            raise Refusal(N_("Iemand was je net voor: kijk opnieuw."))
        return known
    audit.note(db, "followups.make", by=by, body=body, noun="followup", id_=made.id, now=now, origin=new.origin)
    return made


def need(db: Session, wanted: Wanted, *, body: int, by: Person, now: datetime) -> FollowUp:
    """Make what another part of the bot needs followed up, or open it again when it was settled before."""
    made = make(db, wanted, body=body, by=by, now=now)
    if made.is_live:
        return made
    return keep(db, followups.resume(made, now=now), was=made, by=by, now=now)


def settle(db: Session, origin: Origin, id_: int | str, *, body: int, by: Person, now: datetime) -> None:
    """What another part of the bot had followed up has been done; nothing when there is nothing to do any more."""
    found = stored.by_origin(db, body, followups.origin_of(origin, id_))
    if found is not None and found.is_live:
        keep(db, followups.settle(found, now=now), was=found, by=by, now=now)


def settle_at(db: Session, meeting: Meeting, origin: Origin, *, by: Person, now: datetime) -> None:
    """A meeting was held or cancelled: what another part of the bot wanted done by then is past."""
    for each in stored.live_at(db, meeting.id, origin):
        keep(db, followups.settle(each, now=now), was=each, by=by, now=now)


def keep(db: Session, done: tuple[FollowUp, Entry], *, was: FollowUp, by: Person, now: datetime) -> FollowUp:
    """Save what a deed gave, unless somebody changed it meanwhile (`Refusal`), with its line in the log."""
    follow_up, entry = done
    if follow_up.owners != was.owners:
        _must_know_owners(db, follow_up.owners, body=was.body)
    if follow_up.source != was.source:
        follow_up = replace(follow_up, source=_known_source(db, follow_up.source, body=was.body, by=by))
    saved = stored.save(db, follow_up, was=was)
    stored.note(db, [entry])
    audit.note(
        db,
        f"followups.{entry.deed.value}",
        by=by,
        body=was.body,
        noun="followup",
        id_=was.id,
        now=now,
        was=was.state.value,
    )
    return saved


def _must_know_owners(db: Session, owners: tuple[Owner, ...], *, body: int) -> None:
    """Raise `Refusal` about `who` for an owner that is not of this body: what comes from a form may be anything."""
    members = {owner.id for owner in owners if owner.whose is Whose.MEMBER}
    unknown = members - stored_people.names(db, list(members), body=body).keys()
    organisations = {owner.id for owner in owners if owner.whose is Whose.ORGANISATION}
    if organisations:
        unknown |= organisations - stored_mandates.organisations(db, body).keys()
    groups = {owner.id for owner in owners if owner.whose is Whose.GROUP}
    if groups:
        unknown |= groups - {group.id for group in stored_mandates.groups(db, body)}
    if unknown:
        raise Refusal(N_("Wie je koos ken ik niet (meer). Kies opnieuw."), about="who")


def _known_source(db: Session, source: Source, *, body: int, by: Person) -> Source:
    """The source, with the meeting of its point. Raises `Refusal` about `source` for one of another body."""
    if source.item is not None:
        item = stored_items.load(db, source.item, workspace=by.workspace)
        if item.body != body:
            raise Refusal(N_("Dit agendapunt bestaat niet (meer)."), about="source")
        source = replace(source, meeting=item.meeting or source.meeting)
    if source.meeting is not None and source.meeting not in stored_meetings.by_ids(db, [source.meeting], body=body):
        raise Refusal(N_("Die vergadering ken ik niet (meer)."), about="source")
    return source
