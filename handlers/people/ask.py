"""Asking the right party about a gap: once, by direct message, and only while it is still a gap."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from bot import gaps, moments
from bot.errors import N_, Refusal
from bot.gaps import TERM_NOTICE, Gap, Kind
from bot.people import May, Person, Role
from handlers.delivery import Later
from handlers.desk import Desk
from handlers.payload import Action
from handlers.people import speech
from handlers.people.circle import Circle, circle, for_clock
from handlers.reply import Reply
from handlers.words import Words
from storage import mandates as stored
from storage import outbox
from storage import people as stored_people
from storage.database import Session, now_in
from storage.outbox import Letter
from storage.people import Member

ASKED_AT = time(9)
"""The wall time of a question, on a working day after the deed: what was a slip is corrected by then."""

_SETTLED = N_("Dit is intussen geregeld.")

AGAIN = timedelta(days=7)
"""How soon it is looked at again whether an end comes before the next meeting."""


def plan(db: Session, here: Circle, mandates: Collection[int], *, now: datetime) -> None:
    """Have the gaps of these mandates asked about, now or when they will be gaps."""
    for gap in _coming(here, set(mandates)):
        _tell(db, gap, here, at=_moment(gap, here))


def value(gap: Gap) -> str:
    """What a button about a gap carries."""
    return f"{gap.mandate.id}:{gap.kind}"


def readers(gap: Gap, here: Circle) -> list[Member]:
    """Whom to ask in Slack: the organisation's people, for the chair's term the chair and the support officers."""
    ids = gaps.owners(gap, here.places)
    if gap.kind is Kind.CHAIR_TERM:
        ids += [each.mandate.member for each in here.places if each.mandate.role is Role.SUPPORT_OFFICER]
    found = (here.members[id_] for id_ in dict.fromkeys(ids))
    return [member for member in found if member.slack_user is not None and not member.deactivated]


def ask_now(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Vraag na**: the support officer has a gap asked about at once."""
    mandate, kind = asked(action.value)
    with desk.sessions.begin() as db:
        here, gap = gap_of(db, mandate, kind, me=me, now=desk.now())
        me.must_be_allowed(May.MANAGE_MEMBERS, in_=here.body.id)
        people = readers(gap, here)
        if not people:
            raise Refusal(N_("Er is niemand met Slack om dit aan te vragen. Bel of mail de organisatie zelf."))
        _tell(db, gap, here, at=None)
    reply.say(
        "Gevraagd aan {names}. Wie al gevraagd werd, krijgt het niet opnieuw.", names=names_of(reply.words, people)
    )


def ask_all(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Vraag alles na**: every gap, each party once."""
    with desk.sessions.begin() as db:
        me.must_be_allowed(May.MANAGE_MEMBERS, in_=action.id)
        here = circle(db, action.id, within=me, now=desk.now())
        open_ = [gap for gap in here.gaps if readers(gap, here)]
        for gap in open_:
            _tell(db, gap, here, at=None)
    if not open_:
        raise Refusal(N_("Er is niemand met Slack om iets aan te vragen."))
    reply.say(reply.words.count("{n} vraag is verstuurd.", "{n} vragen zijn verstuurd.", len(open_)))


def question(db: Session, letter: Letter, words: Words) -> dict[str, Any] | Later | None:
    """The question, if it still is one; an end that is not near yet is looked at again later."""
    here = for_clock(db, letter.body or 0, workspace=letter.workspace, now=now_in(db))
    key = letter.about["gap"]
    gap = next((each for each in here.gaps if each.key == key), None)
    if gap is None:
        coming = any(each.key == key for each in _coming(here, {letter.about["mandate"]}))
        return Later(until=now_in(db) + AGAIN) if coming else None
    officers = stored_people.with_roles(db, here.body.id, Role.SUPPORT_OFFICER, today=here.today)
    return {
        "body_name": here.body.name,
        "told": speech.missing(words, gap, here),
        "kind": gap.kind.value,
        "gap": value(gap),
        "answerable": gap.kind is not Kind.CHAIR_TERM,
        "officers": names_of(words, officers[:3]) if officers else None,
    }


def _coming(here: Circle, mandates: set[int]) -> list[Gap]:
    """The gaps of these mandates, those that time will bring included."""
    found = [gap for gap in here.gaps if gap.mandate.id in mandates]
    known = {gap.key for gap in found}
    ahead = [gap for each in here.mandates if each.id in mandates for gap in gaps.ahead(each, rules=here.body.rules)]
    succeeded = {each.succeeds for each in here.mandates}
    return found + [
        gap
        for gap in ahead
        if gap.key not in known and gap.mandate.id not in succeeded and gap.day is not None and gap.day >= here.today
    ]


def _moment(gap: Gap, here: Circle) -> datetime:
    """When to ask: on the next working day, and not long before it matters."""
    soon = moments.working_days_after(here.today, 1)
    if gap.kind in (Kind.ENDING, Kind.CHAIR_TERM) and gap.day is not None:
        soon = max(soon, moments.working_days_after(gap.day - TERM_NOTICE - timedelta(days=1), 1))
    return _at(soon, here)


def _at(day: date, here: Circle) -> datetime:
    return datetime.combine(day, ASKED_AT, here.body.zone).astimezone(UTC)


def _tell(db: Session, gap: Gap, here: Circle, *, at: datetime | None) -> None:
    """Ask each reader once; without a moment at once, also when it was planned for later."""
    for member in readers(gap, here):
        key = f"people/question:{gap.key}:{member.id}"
        outbox.tell(
            db,
            "people/question",
            workspace=here.body.workspace,
            to=outbox.user(str(member.slack_user)),
            key=key,
            about={"gap": gap.key, "mandate": gap.mandate.id},
            body=here.body.id,
            at=at,
        )
        if at is None:
            outbox.refresh(db, key, workspace=here.body.workspace)
            outbox.hasten(db, key, workspace=here.body.workspace)


def gap_of(db: Session, mandate: int, kind: Kind, *, me: Person, now: datetime) -> tuple[Circle, Gap]:
    """A gap of a body in which the person has a seat. Raises `Refusal` when it is not there (any more)."""
    body = stored.body_of(db, mandate)
    if body is None:
        raise Refusal(_SETTLED)
    here = circle(db, body, within=me, now=now)
    found = next((gap for gap in here.gaps if gap.kind is kind and gap.mandate.id == mandate), None)
    if found is None:
        raise Refusal(_SETTLED)
    return here, found


def asked(text: str) -> tuple[int, Kind]:
    mandate, _, kind = text.partition(":")
    kind = kind.partition(":")[0]
    if not mandate.isdigit() or kind not in set(Kind):
        raise Refusal(N_("Dit is verouderd. Open de ledenlijst opnieuw met /iroj leden."))
    return int(mandate), Kind(kind)


def names_of(words: Words, members: Collection[Member]) -> Any:
    return words.join(member.name for member in members)
