"""What people do with a follow-up: make, change, tell how it stands, defer, snooze, finish, drop, hand over.

Each deed gives the follow-up as it is then, and the line for its log.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot import texts
from bot.errors import N_, Refusal
from bot.followups.values import (
    LIVE,
    Circle,
    Deed,
    Due,
    Entry,
    FollowUp,
    Origin,
    Owner,
    Snooze,
    State,
    Wanted,
    Whose,
)
from bot.people import May, Person, Role

TEXT_LENGTH = 300
WAITING_LENGTH = 150
NOTE_LENGTH = 1000
MOST_OWNERS = 10
LONGEST_SNOOZE = timedelta(days=366)

_Done = tuple[FollowUp, Entry]


def make(wanted: Wanted, *, body: int, by: Person, now: datetime) -> FollowUp:
    """A new follow-up, not stored yet (id 0). Raises `Refusal` about `text`, `who` or `waiting_for`.

    The clock makes one only for another part of the bot, which decided by its own rules.
    """
    seat = by.seat_in(body)
    if wanted.origin is None or seat is None or Role.CLOCK not in seat.roles:
        by.must_be_allowed(May.CREATE_FOLLOW_UP, in_=body)
    text, waiting_for = _clean(wanted)
    return FollowUp(
        id=0,
        body=body,
        text=text,
        state=State.WAITING if waiting_for else State.OPEN,
        made_by=by.member_in(body) or None,
        made_at=now,
        owners=wanted.owners,
        due=wanted.due,
        source=wanted.source,
        waiting_for=waiting_for,
        origin=origin_of(wanted.origin, wanted.origin_id),
    )


def edit(follow_up: FollowUp, wanted: Wanted, *, by: Person, circle: Circle, now: datetime) -> _Done:
    """The follow-up with what was filled in now. Raises `Refusal` about `text`, `who` or `waiting_for`."""
    must_be_changeable_by(by, follow_up, circle=circle)
    _must_be_live(follow_up)
    text, waiting_for = _clean(wanted)
    state = State.WAITING if waiting_for else State.OPEN if follow_up.state is State.WAITING else follow_up.state
    edited = replace(
        follow_up,
        text=text,
        owners=wanted.owners,
        due=wanted.due,
        source=wanted.source,
        waiting_for=waiting_for,
        state=state,
    )
    return edited, _entry(edited, Deed.CHANGED, by=by, now=now)


def tell_how_it_stands(
    follow_up: FollowUp, note: str, *, waiting_for: str, by: Person, circle: Circle, now: datetime
) -> _Done:
    """**Update**: a line in the log, and whom or what it waits for now. Raises `Refusal` about `note`."""
    must_be_tended_by(by, follow_up, circle=circle)
    _must_be_live(follow_up)
    note, waiting_for = _note(note), _waiting(waiting_for)
    if not note and waiting_for == follow_up.waiting_for:
        raise Refusal(N_("Schrijf kort hoe het ervoor staat."), about="note")
    state = State.WAITING if waiting_for else State.OPEN if follow_up.state is State.WAITING else follow_up.state
    told = replace(follow_up, waiting_for=waiting_for, state=state)
    deed = Deed.WAITING if waiting_for and waiting_for != follow_up.waiting_for else Deed.UPDATE
    return told, _entry(told, deed, by=by, now=now, text=note or waiting_for)


def defer(follow_up: FollowUp, due: Due, reason: str, *, by: Person, circle: Circle, now: datetime) -> _Done:
    """**Uitstellen**: another term, for everybody. Snoozes fall away with the old one."""
    must_be_tended_by(by, follow_up, circle=circle)
    _must_be_live(follow_up)
    reason = _note(reason, about="reason")
    deferred = replace(follow_up, due=due, state=State.DEFERRED, reason=reason, snoozes=())
    return deferred, _entry(deferred, Deed.DEFERRED, by=by, now=now, text=reason)


def snooze(follow_up: FollowUp, until: date, *, by: Person, circle: Circle, now: datetime, today: date) -> _Done:
    """**Snooze**: no reminder for this one person before `until`. Raises `Refusal` about `until`."""
    must_be_tended_by(by, follow_up, circle=circle)
    _must_be_live(follow_up)
    if until <= today:
        raise Refusal(N_("Kies een dag na vandaag."), about="until")
    if until > today + LONGEST_SNOOZE:
        raise Refusal(N_("Dat is meer dan een jaar weg. Gebruik dan Uitstellen."), about="until")
    me = by.member_in(follow_up.body)
    others = tuple(each for each in follow_up.snoozes if each.member != me)
    snoozed = replace(follow_up, snoozes=(*others, Snooze(member=me, until=until)))
    return snoozed, _entry(snoozed, Deed.SNOOZED, by=by, now=now, text=until.isoformat())


def finish(follow_up: FollowUp, note: str = "", *, by: Person, circle: Circle, now: datetime) -> _Done:
    """**Klaar**, perhaps with a note on how. What belongs to all members each of them may close."""
    must_be_tended_by(by, follow_up, circle=circle)
    if follow_up.state is State.DONE:
        return _noted_again(follow_up, note, by=by, now=now)
    _must_be_live(follow_up)
    note = _note(note)
    done = replace(follow_up, state=State.DONE, reason=note, closed_at=now, snoozes=())
    return done, _entry(done, Deed.DONE, by=by, now=now, text=note)


def _noted_again(follow_up: FollowUp, note: str, *, by: Person, now: datetime) -> _Done:
    """A note with what was done already; without one there is nothing new."""
    note = _note(note)
    if not note:
        raise Refusal(N_("Dit stond al als klaar."))
    return replace(follow_up, reason=note), _entry(follow_up, Deed.UPDATE, by=by, now=now, text=note)


def drop(follow_up: FollowUp, reason: str, *, by: Person, circle: Circle, now: datetime) -> _Done:
    """**Laten vallen**: it will not be done, and why. Raises `Refusal` about `reason`."""
    must_be_changeable_by(by, follow_up, circle=circle)
    _must_be_live(follow_up)
    reason = _note(reason, about="reason")
    if not any(character.isalnum() for character in reason):
        raise Refusal(N_("Schrijf kort waarom dit niet meer hoeft."), about="reason")
    dropped = replace(follow_up, state=State.DROPPED, reason=reason, closed_at=now, snoozes=())
    return dropped, _entry(dropped, Deed.DROPPED, by=by, now=now, text=reason)


def reopen(follow_up: FollowUp, *, by: Person, circle: Circle, now: datetime) -> _Done:
    """**Toch niet klaar**: done or dropped by mistake."""
    must_be_changeable_by(by, follow_up, circle=circle)
    if follow_up.is_live:
        raise Refusal(N_("Dit staat al open."))
    state = State.WAITING if follow_up.waiting_for else State.OPEN
    opened = replace(follow_up, state=state, reason="", closed_at=None)
    return opened, _entry(opened, Deed.REOPENED, by=by, now=now)


def hand_over(follow_up: FollowUp, *, from_: Owner, to: tuple[Owner, ...], by: Person, now: datetime) -> _Done:
    """The follow-up of somebody who left, with its next owners beside those who stay. Raises `Refusal` about `who`."""
    by.must_be_allowed(May.TEND_ANY_FOLLOW_UP, in_=follow_up.body)
    if not to:
        raise Refusal(N_("Kies wie dit overneemt."), about="who")
    stay = tuple(owner for owner in follow_up.owners if owner != from_)
    owners = tuple(dict.fromkeys((*stay, *to)))
    handed = replace(follow_up, owners=_owners(owners), snoozes=_without(follow_up.snoozes, from_))
    return handed, _entry(handed, Deed.HANDED_OVER, by=by, now=now)


def settle(follow_up: FollowUp, *, now: datetime) -> _Done:
    """What another part of the bot made is not needed any more: by its rules it has been done."""
    return (
        replace(follow_up, state=State.DONE, closed_at=now, snoozes=()),
        Entry(follow_up=follow_up.id, deed=Deed.DONE, by=None, at=now),
    )


def resume(follow_up: FollowUp, *, now: datetime) -> _Done:
    """What another part of the bot made is needed again."""
    return (
        replace(follow_up, state=State.OPEN, closed_at=None, reason=""),
        Entry(follow_up=follow_up.id, deed=Deed.REOPENED, by=None, at=now),
    )


def may_tend(by: Person, follow_up: FollowUp, *, circle: Circle) -> bool:
    """Whether `by` is an owner, chair or support officer (decisions.md, "Who may do what")."""
    seat = by.seat_in(follow_up.body)
    if seat is None:
        return False
    if by.may(May.TEND_ANY_FOLLOW_UP, in_=follow_up.body):
        return True
    if seat.member not in circle.owners_of(follow_up):
        return False
    # All members does not mean those who only read along.
    named = any(
        owner.whose is not Whose.EVERYBODY and seat.member in circle.people(owner) for owner in follow_up.owners
    )
    return named or by.may(May.CREATE_FOLLOW_UP, in_=follow_up.body)


def must_be_tended_by(by: Person, follow_up: FollowUp, *, circle: Circle) -> None:
    """Raise `Refusal` unless `by` may say done, how it stands, later or snooze."""
    by.must_be_allowed(May.READ, in_=follow_up.body)
    if not may_tend(by, follow_up, circle=circle):
        raise Refusal(N_("Dit is niet jouw opvolgpunt. Alleen de eigenaar, de voorzitter en de ondersteuner doen dit."))


def may_change(by: Person, follow_up: FollowUp, *, circle: Circle) -> bool:
    """Whether `by` may change it: whoever may tend it, and whoever made it."""
    seat = by.seat_in(follow_up.body)
    mine = seat is not None and seat.member == follow_up.made_by and by.may(May.EDIT_OWN, in_=follow_up.body)
    return mine or may_tend(by, follow_up, circle=circle)


def must_be_changeable_by(by: Person, follow_up: FollowUp, *, circle: Circle) -> None:
    """Raise `Refusal` unless `by` may change or drop it."""
    by.must_be_allowed(May.READ, in_=follow_up.body)
    if not may_change(by, follow_up, circle=circle):
        raise Refusal(
            N_(
                "Dit is niet jouw opvolgpunt. "
                "Alleen wie het maakte, de eigenaar, de voorzitter en de ondersteuner wijzigen het."
            )
        )


def _must_be_live(follow_up: FollowUp) -> None:
    if follow_up.state is State.DONE:
        raise Refusal(N_("Dit stond al als klaar."))
    if follow_up.state not in LIVE:
        raise Refusal(N_("Dit opvolgpunt is geschrapt."))


def _clean(wanted: Wanted) -> tuple[str, str]:
    text = texts.line(wanted.text)
    if not any(character.isalnum() for character in text):
        raise Refusal(N_("Schrijf kort wat er moet gebeuren."), about="text")
    _owners(wanted.owners)
    return texts.short_enough(text, most=TEXT_LENGTH, about="text"), _waiting(wanted.waiting_for)


def _owners(owners: tuple[Owner, ...]) -> tuple[Owner, ...]:
    if len(owners) > MOST_OWNERS:
        raise Refusal(N_("Kies hoogstens {most} eigenaars, of een werkgroep."), about="who", most=MOST_OWNERS)
    return owners


def _waiting(text: str) -> str:
    return texts.short_enough(texts.line(text), most=WAITING_LENGTH, about="waiting_for")


def _note(text: str, *, about: str = "note") -> str:
    return texts.short_enough(texts.paragraphs(text), most=NOTE_LENGTH, about=about)


def origin_of(origin: Origin | None, id_: int | str) -> str:
    """What tells the follow-ups apart that other parts of the bot made; "" for one that somebody made."""
    return f"{origin.value}:{id_}" if origin is not None else ""


def _without(snoozes: tuple[Snooze, ...], owner: Owner) -> tuple[Snooze, ...]:
    return tuple(each for each in snoozes if owner.whose is not Whose.MEMBER or each.member != owner.id)


def _entry(follow_up: FollowUp, deed: Deed, *, by: Person, now: datetime, text: str = "") -> Entry:
    return Entry(follow_up=follow_up.id, deed=deed, by=by.member_in(follow_up.body) or None, at=now, text=text)
