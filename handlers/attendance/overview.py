"""`/verontschuldigd lijst`: who is expected, excused, replaced or without news; for who leads, by sector too."""

from typing import Any

from bot import attendance, moments
from bot.attendance import Expected, Forecast
from bot.errors import N_, Refusal
from bot.meetings import TAKES_POINTS, Meeting, State
from bot.names import fold
from bot.people import May, Person, Seat
from handlers.attendance import speech
from handlers.attendance.roll import Roll, ahead, roll
from handlers.desk import Desk
from handlers.items.board import Board, board
from handlers.payload import Action
from handlers.reply import Reply
from handlers.words import Sentence, Words
from storage import attendance as stored
from storage import meetings as stored_meetings
from storage.database import Session

PAGE = 45
"""Names on one page: with their organisations they stay within the text of one message."""

MOST_SECTORS = 25
MOST_AHEAD = 12
"""Coming meetings among which one's own next one is looked for."""


def command(text: str, me: Person, seat: Seat, desk: Desk, reply: Reply) -> None:
    """The list of the next meeting, or of the day that was typed."""
    me.must_be_allowed(May.READ, in_=seat.body)
    with desk.sessions.read() as db:
        here = board(db, seat.body, within=me, now=desk.now())
        meant = _meant(db, text, here, desk=desk) if text else _next(db, here, seat, desk=desk)
        facts = page(db, roll(db, meant.id, within=me, now=desk.now()), me=me, words=reply.words, start=0)
    reply.show("attendance/list", **facts)


def show(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Aanwezigheid** of a meeting, or **Meer** of its names: the value is "meeting" or "meeting:start"."""
    meeting, _, start = action.value.partition(":")
    if not meeting.isdigit() or not (start or "0").isdigit():
        raise Refusal(N_("Dit is verouderd. Typ /verontschuldigd lijst."))
    with desk.sessions.read() as db:
        here = roll(db, int(meeting), within=me, now=desk.now())
        me.must_be_allowed(May.READ, in_=here.body.id)
        facts = page(db, here, me=me, words=reply.words, start=int(start or 0))
    reply.show("attendance/list", **facts)


def page(db: Session, here: Roll, *, me: Person, words: Words, start: int) -> dict[str, Any]:
    """One page of the list, with the buttons that this person may press."""
    lists = {
        expected: sorted(found, key=lambda each: fold(here.name(each.member)))
        for expected, found in attendance.in_lists(here.gathering).items()
    }
    rows = [(expected, each) for expected in _ORDER for each in lists[expected]]
    shown = rows[start : start + PAGE]
    is_officer = me.may(May.NOTE_PRESENCE, in_=here.body.id)
    leads = is_officer or me.may(May.PUBLISH_AGENDA, in_=here.body.id)
    outlook = attendance.forecast(here.gathering, quorum=here.body.rules.quorum)
    roles = stored.roles(db, here.meeting.id, mirror=here.meeting.mirror)
    member = me.member_in(here.body.id)
    open_ = here.meeting.state in TAKES_POINTS and not attendance.is_over(here.meeting, today=here.today)
    return {
        "meeting": here.meeting.id,
        "occasion": speech.occasion(words, here),
        "cancelled": here.meeting.state is State.CANCELLED,
        "groups": [
            (
                words.say(speech.LISTS[expected]),
                len(lists[expected]),
                [speech.line(words, here, each) for each in names],
            )
            for expected in _ORDER
            if (names := [each for found, each in shown if found is expected]) or (not lists[expected] and not start)
        ],
        "more": f"{here.meeting.id}:{start + PAGE}" if len(rows) > start + PAGE else None,
        "rest": max(0, len(rows) - start - PAGE),
        "sectors": sectors(words, here, outlook) if leads and not start else [],
        "outlook": forecast(words, here, outlook) if leads and not start else [],
        "roles": _roles(words, here, roles) if not start else [],
        "may_answer": open_ and bool(here.gathering.of(member)) and me.may(May.EXCUSE_ONESELF, in_=here.body.id),
        "value": here.value_of(member),
        "may_note": is_officer and _can_be_noted(here),
        "may_enter": is_officer and not open_ and _can_be_noted(here),
        "may_appoint": is_officer and open_,
    }


_ORDER = (Expected.COMING, Expected.EXCUSED, Expected.REPLACED, Expected.NO_NEWS)


def sectors(words: Words, here: Roll, outlook: Forecast) -> list[Sentence]:
    """Each sector with its seats and the voices that come."""
    return [
        words.say(
            "{sector}: {sure} van {seats} stemmen zeker, {possible} mogelijk",
            sector=here.sectors.get(each.sector or 0) or words.say("zonder sector"),
            sure=each.sure,
            seats=each.seats,
            possible=each.possible,
        )
        for each in outlook.sectors[:MOST_SECTORS]
    ]


def forecast(words: Words, here: Roll, outlook: Forecast) -> list[Sentence]:
    """What support officer and chair should know ahead: silent sectors, the quorum, substitutes still to find."""
    told = [
        words.say("Sector {sector} heeft geen stem op deze vergadering.", sector=here.sectors[sector])
        for sector in outlook.silent[:MOST_SECTORS]
    ]
    if outlook.quorum is not None and outlook.needed is not None:
        told.append(
            speech.quorum(words, outlook.quorum, needed=outlook.needed, sure=outlook.sure, possible=outlook.possible)
        )
    asked = [
        here.name(each.substitution.substitute)
        for each in here.gathering.invitees
        if each.substitution is not None and each.expected is not Expected.REPLACED
    ]
    if asked:
        told.append(words.say("Nog geen antwoord van {names}.", names=words.join(asked[:MOST_SECTORS])))
    seeking = [here.name(each.member) for each in here.gathering.invitees if each.seeks]
    if seeking:
        told.append(words.say("Nog geen plaatsvervanger voor {names}.", names=words.join(seeking[:MOST_SECTORS])))
    return told


def _roles(words: Words, here: Roll, roles: attendance.DayRoles) -> list[Sentence]:
    """Who presides, reports and holds the mirror, and what is open."""
    held = {
        attendance.DayRole.CHAIR: attendance.presiding(here.gathering, roles),
        attendance.DayRole.REPORTER: roles.reporter,
        attendance.DayRole.MIRROR: roles.mirror,
    }
    away = attendance.vacant(here.gathering, roles)
    told = []
    for role, member in held.items():
        label = words.say(speech.DAY_ROLE_TITLES[role])
        if role in away:
            told.append(words.say("{role}: nog te bepalen", role=label))
        elif member is not None:
            told.append(words.say("{role}: {name}", role=label, name=here.name(member) or "–"))
    return told


def _can_be_noted(here: Roll) -> bool:
    """Whether the form for who is there has a use now; the rule decides when it is sent."""
    day, state = here.meeting.day, here.meeting.state
    return day is not None and day <= here.today and state not in attendance.LOCKED


def _next(db: Session, here: Board, seat: Seat, *, desk: Desk) -> Meeting:
    """The next meeting that this person is invited to; or else the next one. Raises `Refusal` when there is none."""
    if not here.coming:
        raise Refusal(N_("Er is nog geen vergadering gepland."))
    mine = [each for each in ahead(db, here.body, now=desk.now(), most=MOST_AHEAD) if each.gathering.of(seat.member)]
    return mine[0].meeting if mine else here.coming[0]


def _meant(db: Session, text: str, here: Board, *, desk: Desk) -> Meeting:
    """The meeting of a typed day, ahead or else past. Raises `Refusal` when there is none."""
    now, zone = desk.now(), here.body.zone
    try:
        line = attendance.read(text, now=now, zone=zone, meetings=here.meetings, people=[])
    except Refusal:
        back = moments.read(text, now=now, zone=zone, prefer=moments.Prefer.PAST)
        past = stored_meetings.on_days(db, here.body.id, [back.day]) if isinstance(back, moments.Point) else []
        if not past:
            raise
        return past[0]
    return here.by_id[line.meetings[0]]
