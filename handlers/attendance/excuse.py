"""Excusing oneself: the form or one line, what it means for the meeting, and **Bevestig**."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot import attendance
from bot.attendance import Decided, Instead, Outsider, Part, Substitution, Wish
from bot.errors import N_
from bot.items import Item
from bot.items import State as ItemState
from bot.names import same
from bot.people import May, Person
from handlers import kit
from handlers.attendance import form, keep, names, request, speech, tell
from handlers.attendance.request import MOST_MEETINGS, NEW, Request
from handlers.attendance.roll import Roll, ahead, rolls
from handlers.desk import Desk
from handlers.payload import Action, Submission
from handlers.reply import Reply
from handlers.words import Mention, Sentence, Words
from storage import bodies
from storage import items as stored_items
from storage import people as stored_people
from storage.database import Session
from storage.people import Member

DROPPED = N_("Ik bewaar alleen de datum en een naam. Wat je verder typte, is nergens bewaard, en dat hoeft ook niet.")


MOST_POINTS = 50
"""One's own points looked at, the newest first."""


def open_form(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """The button **Verontschuldigen** of a body."""
    show_form(Request(body=action.id, member=me.member_in(action.id), meetings=()), me=me, desk=desk, reply=reply)


def adjust(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Aanpassen**: the form with what was understood so far."""
    show_form(request.read(action.value), me=me, desk=desk, reply=reply)


def show_form(wanted: Request, *, me: Person, desk: Desk, reply: Reply, notices: tuple[Sentence, ...] = ()) -> None:
    """Open the form with what is wanted so far."""
    with desk.sessions.read() as db:
        body = bodies.get(db, wanted.body, within=me)
        offered = ahead(db, body, now=desk.now(), most=MOST_MEETINGS)
        known_ids = {here.meeting.id for here in offered}
        past = [meeting for meeting in wanted.meetings if meeting not in known_ids]
        offered = [*(rolls(db, past, within=me, now=desk.now()) if past else []), *offered]
        known = stored_people.names(db, [wanted.substitute, wanted.member], body=body.id)
    offered = [here.knowing(*known.values()) for here in offered]
    reply.open("attendance/excuse", **form.fill(reply.words, offered, wanted, me=me, notices=notices).as_facts())


def submit(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The form was sent: what it means is shown first."""
    wanted = form.read(submission, me=me)
    with desk.sessions.read() as db:
        facts = preview(db, wanted, me=me, now=desk.now(), words=reply.words)
    reply.update("attendance/preview", **facts)


def preview_again(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """One of several readings of a line was chosen: what it means."""
    show_preview(request.read(action.value), me=me, desk=desk, reply=reply)


def show_preview(wanted: Request, *, me: Person, desk: Desk, reply: Reply, dropped: bool = False) -> None:
    """What an excuse means, as a message with **Bevestig**."""
    with desk.sessions.read() as db:
        facts = preview(db, wanted, me=me, now=desk.now(), words=reply.words)
    reply.show("attendance/check", **facts, dropped=reply.words.say(DROPPED) if dropped else None)


def confirm_form(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """**Bevestig** under the form."""
    wanted = request.read(str(submission.metadata.get("request")))
    done = _confirm(wanted, me=me, desk=desk, words=reply.words)
    reply.done(done)


def confirm(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Bevestig** under a message; whether the substitute was told stands beside it."""
    told = action.form.choice("warned")
    wanted = request.read(action.value)
    if told is not None:
        wanted = replace(wanted, warned=told != "no")
    reply.show("attendance/done", instead=True, told=_confirm(wanted, me=me, desk=desk, words=reply.words))


def preview(db: Session, wanted: Request, *, me: Person, now: datetime, words: Words) -> dict[str, Any]:
    """What the confirmation shows, for each meeting. Raises `Refusal` for what cannot be."""
    wanted = _recognised(db, wanted)
    found = _with_substitute(db, rolls(db, wanted.meetings, within=me, now=now), wanted)
    submitted = stored_items.mine(db, wanted.body, wanted.member, most=MOST_POINTS)
    shown = [_previewed(db, here, wanted, submitted, me=me, now=now, words=words) for here in found]
    is_own = wanted.member == me.member_in(wanted.body)
    waits = {each for shown_ in shown for each in shown_.unreachable}
    return {
        "request": request.written(wanted),
        "forward": speech.some(words, sorted(waits)) if waits else None,
        "name": "" if is_own else found[0].name(wanted.member),
        "rows": [row for each in shown for row in each.rows],
        "asks_warned": any(each.somebody for each in shown),
        "consent": any(each.consent for each in shown),
        "warned": wanted.warned,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """One meeting of a preview: its lines, whether somebody comes instead, and whether that needs consent.

    `unreachable` are the names of those who would come instead and have no Slack.
    """

    rows: list[list[Any]]
    somebody: bool
    consent: bool
    unreachable: frozenset[str]


def _previewed(
    db: Session,
    here: Roll,
    wanted: Request,
    submitted: Sequence[Item],
    *,
    me: Person,
    now: datetime,
    words: Words,
) -> _Shown:
    """What the excuse does to one meeting; `submitted` are the member's own points, the comité may not have judged."""
    decided = _decide(here, wanted, me=me, now=now)
    waiting = [item for item in submitted if item.state is ItemState.SUBMITTED and item.aim.meeting == here.meeting.id]
    found = attendance.consequences(
        here.gathering,
        decided,
        member=wanted.member,
        name=here.name(wanted.member),
        places=here.places,
        items=[*stored_items.of_meeting(db, here.meeting.id), *waiting],
        quorum=here.body.rules.quorum,
    )
    then = attendance.foresee(here.gathering, decided, here.places)
    places = then.of(wanted.member)
    coming = [each.substitution for each in places if each.substitution is not None]
    seeks = any(each.seeks for each in places)
    name = "" if wanted.member == me.member_in(wanted.body) else here.name(wanted.member)
    told = speech.consequences(words, found, here, name=name)
    head = [kit.bold(speech.meeting(words, here.meeting)), *_instead(words, here, wanted, coming, seeks=seeks)]
    return _Shown(
        rows=[head, *([words.say("⚠ {told}", told=each)] for each in told)],
        somebody=bool(coming),
        consent=any(each.needs_consent for each in coming),
        unreachable=frozenset(here.name(each.substitute) for each in coming if each.substitute in here.offline),
    )


def _instead(
    words: Words, here: Roll, wanted: Request, coming: list[Substitution], *, seeks: bool
) -> Iterator[Sentence | Mention | str]:
    """Who comes instead, or for which part one is excused, behind the day."""
    if wanted.part is not Part.WHOLE:
        yield words.say(": {part}. De plaats blijft bezet.", part=speech.partly(words, wanted.part, wanted.hour))
    elif coming:
        yield words.say(": vervangen door ")
        for place, each in enumerate(coming):
            yield from ([", "] if place else [])
            yield here.who(each.substitute)
    elif seeks:
        yield words.say(": vervanger nog niet gekend")
    else:
        yield words.say(": niemand vervangt")


def _confirm(wanted: Request, *, me: Person, desk: Desk, words: Words) -> Sentence:
    """Write the excuse down for every meeting at once, and tell whom it is about."""
    now = desk.now()
    with desk.sessions.begin() as db:
        bodies.get(db, wanted.body, within=me)
        wanted = _met(db, _recognised(db, wanted), me=me, now=now)
        found = _with_substitute(db, rolls(db, wanted.meetings, within=me, now=now, hold=True), wanted)
        for here in found:
            decided = _decide(here, wanted, me=me, now=now)
            tell.heads_up(db, here, wanted.member, by=me, now=now)
            keep.keep(db, here, decided, deed="attendance.excuse", by=me, now=now)
        ids = [here.meeting.id for here in found]
        tell.noted_to_member(db, found[0], wanted.member, ids, by=me, now=now)
        if wanted.user:
            names.ask(db, wanted.user, body=found[0].body)
    days = speech.some(words, [speech.meeting(words, here.meeting) for here in found])
    if wanted.part is not Part.WHOLE:
        part = speech.partly(words, wanted.part, wanted.hour)
        return words.say("Genoteerd voor {days}: {part}.", days=days, part=part)
    if wanted.member == me.member_in(wanted.body):
        return words.say(
            "Je bent verontschuldigd voor {days}. De details staan in je berichten met irojbot.", days=days
        )
    return words.say("{name} is verontschuldigd voor {days}.", name=found[0].name(wanted.member), days=days)


def _decide(here: Roll, wanted: Request, *, me: Person, now: datetime) -> Decided:
    """What the rules make of the request for one meeting."""
    wish = Wish(
        part=wanted.part,
        hour=wanted.hour,
        instead=wanted.instead or form.usual(here, wanted.member),
        substitute=wanted.substitute,
        warned=wanted.warned,
    )
    return attendance.excuse(
        here.gathering,
        wanted.member,
        wish,
        by=me,
        today=here.today,
        now=now,
        sectors=here.sits_for,
        offline=here.offline,
        two_seats=here.body.rules.substitute_for_two,
    )


def _recognised(db: Session, wanted: Request) -> Request:
    """The request with the member that a Slack user or an outsider turns out to be; else with `NEW`."""
    if wanted.instead is not Instead.OTHER:
        return wanted
    if wanted.user:
        known = stored_people.by_slack_user(db, wanted.user, body=wanted.body)
        return replace(wanted, substitute=known.id if known else NEW, user="" if known else wanted.user)
    if wanted.outsider is not None:
        found = _called(db, wanted.outsider, body=wanted.body)
        return replace(wanted, substitute=found.id if found else NEW, outsider=None if found else wanted.outsider)
    return wanted


def _called(db: Session, outsider: Outsider, *, body: int) -> Member | None:
    """The one member of that name whom the address does not contradict."""
    found = [
        member
        for member in stored_people.search(db, body, outsider.name, most=10)
        if same(member.name, outsider.name)
        and (not outsider.email or not member.email or member.email.casefold() == outsider.email)
    ]
    return found[0] if len(found) == 1 else None


def _met(db: Session, wanted: Request, *, me: Person, now: datetime) -> Request:
    """The request once a new substitute is written down among the people of the body, without any mandate."""
    if wanted.instead is not Instead.OTHER or wanted.substitute != NEW:
        return wanted
    me.must_be_allowed(May.EXCUSE_ONESELF, in_=wanted.body)
    new = stored_people.add_member(
        db,
        body=wanted.body,
        name=wanted.outsider.name if wanted.outsider else wanted.user,
        slack_user=wanted.user or None,
        email=wanted.outsider.email if wanted.outsider else "",
        named_here=wanted.outsider is not None,
        now=now,
    )
    return replace(wanted, substitute=new)


def _with_substitute(db: Session, found: list[Roll], wanted: Request) -> list[Roll]:
    """The rolls, with the name of a substitute who has no part in them yet."""
    if wanted.substitute == NEW:
        outsider = wanted.outsider
        name = outsider.name if outsider else wanted.user
        new = Member(id=NEW, body=wanted.body, name=name, slack_user=wanted.user or None)
        return [here.knowing(new) for here in found]
    if wanted.substitute is not None and wanted.instead is Instead.OTHER:
        member = stored_people.get(db, wanted.substitute, body=wanted.body)
        return [here.knowing(member) for here in found]
    return found
