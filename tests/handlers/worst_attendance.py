"""The worst facts of the templates about attendance."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

from bot.attendance import (
    Answer,
    Chair,
    DayRole,
    Expected,
    Forecast,
    Gathering,
    Instead,
    Invitee,
    Outsider,
    Part,
    Quorum,
    Says,
    SectorForecast,
    State,
    Substitution,
)
from bot.mandates import Mandate, Place
from bot.people import Role
from handlers import kit
from handlers.attendance import dayroles, form, overview, presence, request, rounds, said, speech
from handlers.attendance.request import MOST_MEETINGS, Request
from handlers.attendance.roll import Roll
from handlers.words import Mention, Sentence, Words
from storage.people import Member
from tests.handlers.parts import worst_part
from tests.handlers.worst import LONG, Facts, worst
from tests.handlers.worst_meetings import BODY, LONGEST, OFFICER

NAME = LONG[:50]
ORGANISATION = LONG[:100]
HUGE = 2**63 - 1
SLACK = Mention("U0123456789", NAME)
LONGEST_REQUEST = Request(
    body=HUGE,
    member=HUGE,
    meetings=(HUGE,) * MOST_MEETINGS,
    part=Part.WHOLE,
    instead=Instead.OTHER,
    substitute=HUGE,
    outsider=Outsider(name=NAME, email=("e" * 190) + "@x.be"),
)
CARRIED = request.written(LONGEST_REQUEST)


def seat(id_: int, *, member: int = 1, **changes: Any) -> Invitee:
    """A place of somebody who is excused and replaced, unless said otherwise."""
    answer = Answer(
        meeting=1,
        mandate=id_,
        member=member,
        says=Says.EXCUSED,
        day=LONGEST.day,
        entered_by=1,
        at=datetime(2026, 3, 4, 9, tzinfo=UTC),
        seeks=True,
    )
    substitution = Substitution(
        id=HUGE,
        meeting=1,
        mandate=id_,
        absent=member,
        substitute=2,
        state=State.ACCEPTED,
        day=LONGEST.day,
        asked_by=1,
        asked_at=answer.at,
        needs_consent=True,
    )
    mandate = Mandate(
        id=id_, body=1, member=member, role=Role.EFFECTIVE_MEMBER, has_vote=True, organisation=1, sector=1
    )
    given = {"place": Place(mandate=mandate), "answer": answer, "substitution": substitution} | changes
    return Invitee(**given)


def roll(many: int) -> Roll:
    """A meeting with so many places, each of another person."""
    invitees = tuple(seat(n, member=n) for n in range(1, many + 1))
    members = {
        n: Member(id=n, body=1, name=f"{n} {NAME}"[:50], slack_user="U0123456789") for n in range(1, max(many, 2) + 1)
    }
    return Roll(
        body=BODY,
        meeting=LONGEST,
        today=date(2026, 9, 1),
        places=tuple(each.place for each in invitees),
        gathering=Gathering(meeting=LONGEST, invitees=invitees),
        members=members,
        organisations={1: ORGANISATION},
        sectors={1: ORGANISATION},
        sits_for={},
    )


def occasion(words: Words) -> Sentence:
    """The longest day, hours and place."""
    return speech.occasion(words, roll(1))


def means(words: Words, meetings: int) -> Facts:
    """What an excuse for so many meetings means."""
    row = [kit.bold(occasion(words)), words.say(": vervangen door "), SLACK]
    told = words.say("⚠ {told}", told=LONG[:600])
    return {
        "request": CARRIED,
        "name": NAME,
        "rows": [row, [told], [told], [told]] * meetings,
        "asks_warned": True,
        "forward": None,
        "consent": True,
        "warned": False,
    }


@worst("attendance/preview")
def previewed(words: Words) -> Iterator[Facts]:
    yield means(words, 1) | {"name": "", "consent": False, "asks_warned": False}
    yield means(words, 1) | {"forward": speech.some(words, [NAME] * MOST_MEETINGS), "warned": False}
    yield means(words, MOST_MEETINGS)


@worst("attendance/check")
def checked(words: Words) -> Iterator[Facts]:
    for facts in previewed(words):
        for dropped in (None, words.say("{phrase}", phrase=LONG[:300])):
            yield facts | {"dropped": dropped}


@worst("attendance/done")
def done(words: Words) -> Iterator[Facts]:
    days = speech.some(words, [speech.meeting(words, LONGEST)] * MOST_MEETINGS)
    yield {"told": words.say("{name} is verontschuldigd voor {days}.", name=NAME, days=days)}


@worst("attendance/coming")
def coming(words: Words) -> Iterator[Facts]:
    yield {"of": occasion(words), "name": "", "released": None}
    yield {"of": occasion(words), "name": NAME, "released": words.join([NAME, NAME])}


@worst("attendance/where")
def where(words: Words) -> Iterator[Facts]:
    for many in (2, 25):
        yield {"bodies": [(NAME, HUGE - n) for n in range(many)]}


@worst("attendance/which")
def which(words: Words) -> Iterator[Facts]:
    for many, dropped in ((2, None), (25, words.say("{phrase}", phrase=LONG[:300]))):
        choices = [kit.button("attendance.preview", NAME, CARRIED) for _ in range(many)]
        yield {"choices": choices, "dropped": dropped}


@worst("attendance/until")
def until(words: Words) -> Iterator[Facts]:
    for many, dropped in ((1, None), (MOST_MEETINGS, words.say("{phrase}", phrase=LONG[:300]))):
        yield {"meetings": [occasion(words)] * many, "request": CARRIED, "dropped": dropped}


@worst("attendance/unread")
def unread(words: Words) -> Iterator[Facts]:
    for body, carried in ((None, None), (HUGE, None), (None, CARRIED)):
        yield {"why": words.say("{phrase}", phrase=LONG[:500]), "body": body, "request": carried}


@worst("attendance/excuse")
def filled(words: Words) -> Iterator[Facts]:
    one, many = [roll(2)], [roll(2)] * MOST_MEETINGS
    own = Request(body=1, member=1, meetings=())
    yield form.fill(words, one, own, me=OFFICER).as_facts() | {"may_act_for_others": False}
    full = form.fill(words, many, own, me=OFFICER, notices=[words.say("{phrase}", phrase=LONG[:500])]).as_facts()
    choice = kit.Choice(HUGE, NAME)
    yield full | {
        "meetings": [kit.Choice(n, occasion(words)) for n in range(MOST_MEETINGS)],
        "chosen": [str(n) for n in range(MOST_MEETINGS)],
        "who": choice,
        "behalf": choice,
        "user": "U0123456789",
        "part_hour": time(10, 30),
        "outsider": f"{NAME} {'e' * 190}@x.be",
    }


@worst("attendance/list")
def listed(words: Words) -> Iterator[Facts]:
    here = roll(overview.PAGE)
    lines = [speech.line(words, here, each) for each in here.gathering.invitees]
    labels = [words.say(speech.LISTS[expected]) for expected in Expected]
    bare = {
        "meeting": 1,
        "occasion": occasion(words),
        "cancelled": False,
        "groups": [(label, 0, []) for label in labels],
        "more": None,
        "rest": 0,
        "sectors": [],
        "outlook": [],
        "roles": [],
        "may_answer": False,
        "value": f"{HUGE}:{HUGE}",
        "may_note": False,
        "may_enter": False,
        "may_appoint": False,
    }
    yield bare
    outlook = Forecast(
        sectors=(SectorForecast(sector=1, seats=9, sure=0, possible=0),) * overview.MOST_SECTORS,
        sure=1,
        possible=2,
        needed=3,
    )
    yield bare | {
        "cancelled": True,
        "groups": [(label, 200, lines[n * 11 : n * 11 + 12]) for n, label in enumerate(labels)],
        "more": f"{HUGE}:45",
        "rest": 155,
        "sectors": overview.sectors(words, here, outlook),
        "outlook": overview.forecast(words, here, outlook),
        "roles": [words.say("{role}: {name}", role=words.say(speech.DAY_ROLES[role]), name=NAME) for role in DayRole],
        "may_answer": True,
        "may_note": True,
        "may_enter": True,
        "may_appoint": True,
    }


@worst("attendance/presence")
def presences(words: Words) -> Iterator[Facts]:
    yield presence.facts(words, roll(1), None)
    yield presence.facts(words, roll(140), None)
    chair = Chair(mandates=(HUGE,), member=HUGE, is_expected=True)
    boxes = [kit.Choice(f"{chair.key}{n}", NAME, ORGANISATION) for n in range(presence.IN_A_GROUP)]
    yield {
        "meeting": HUGE,
        "occasion": occasion(words),
        "shared": True,
        "groups": [
            (f"present_{n}", ORGANISATION, boxes, [str(box.value) for box in boxes])
            for n in range(presence.MOST_GROUPS)
        ],
        "later": LONG[:2000],
        "earlier": LONG[:2000],
        "guests": LONG[:2500],
    }


@worst("attendance/roles")
def day_roles(words: Words) -> Iterator[Facts]:
    bare = {"body": 1, "meeting": 1, "occasion": occasion(words), "chair": None, "reporter": None, "mirror": None}
    yield bare | {"turns": []}
    choice = kit.Choice(HUGE, NAME)
    turn = words.say("{name}, laatst op {day}", name=NAME, day=date(2026, 9, 24))
    yield bare | {"chair": choice, "reporter": choice, "mirror": choice, "turns": [turn] * dayroles.NEXT_MIRRORS}


@worst("attendance/noted")
def noted(words: Words) -> Iterator[Facts]:
    here = roll(2)
    full = {
        "of": occasion(words),
        "part": words.say(speech.PARTLY[Part.LATE]),
        "coming": False,
        "away": True,
        "substitute": speech.substitute(words, here, here.gathering.invitees[0]),
        "forward": speech.invitation(words, here, here.gathering.invitees[0]).plain,
        "vouch": HUGE,
        "value": f"{HUGE}:{HUGE}",
    }
    bare = full | {"away": False, "substitute": None, "forward": "", "vouch": None}
    yield {"name": "", "by": "", "meetings": [bare, bare | {"coming": True}], "more": 0}
    yield {"name": "", "by": NAME, "meetings": [bare], "more": 0}
    yield {"name": NAME, "by": "", "meetings": [full] * said.MOST_NOTED, "more": 18}


@worst("attendance/request")
def asked(words: Words) -> Iterator[Facts]:
    for state in State:
        for yes in (False, True):
            yield {
                "id": HUGE,
                "absent": SLACK if yes else NAME,
                "body_name": NAME,
                "occasion": occasion(words),
                "state": state.value,
                "warned": yes,
                "over": not yes,
            }


@worst("attendance/released")
def released(words: Words) -> Iterator[Facts]:
    for coming in (False, True):
        yield {"absent": NAME, "occasion": occasion(words), "coming": coming}


@worst("attendance/accepted")
def accepted(words: Words) -> Iterator[Facts]:
    yield {"substitute": NAME, "occasion": occasion(words), "value": f"{HUGE}:{HUGE}"}


@worst("attendance/declined")
def declined(words: Words) -> Iterator[Facts]:
    for barred, absent in ((False, ""), (True, NAME)):
        yield {
            "substitute": SLACK,
            "barred": barred,
            "open": barred,
            "absent": absent,
            "occasion": occasion(words),
            "value": f"{HUGE}:{HUGE}",
        }


@worst("attendance/consent")
def consented(words: Words) -> Iterator[Facts]:
    for sector, open_ in (("", False), (ORGANISATION, True)):
        yield {
            "id": HUGE,
            "absent": NAME,
            "substitute": SLACK,
            "sector": sector,
            "other": words.join([ORGANISATION] * 3),
            "occasion": occasion(words),
            "open": open_,
        }


@worst("attendance/heads_up")
def warned(words: Words) -> Iterator[Facts]:
    here = roll(2)
    for roles in (None, speech.roles(words, DayRole)):
        yield {
            "name": NAME,
            "occasion": occasion(words),
            "substitute": speech.substitute(words, here, here.gathering.invitees[0]),
            "roles": roles,
            "meeting": HUGE,
        }


@worst("attendance/role")
def role(words: Words) -> Iterator[Facts]:
    for each in DayRole:
        yield {
            "role": each.value,
            "role_name": words.say(speech.DAY_ROLES[each]),
            "occasion": occasion(words),
            "value": f"{HUGE}:{HUGE}",
        }


@worst_part(rounds.PART)
def reminded(words: Words) -> Iterator[Facts]:
    here = roll(2)
    about = {"occasion": occasion(words), "body_name": NAME, "meeting": HUGE, "value": f"{HUGE}:{HUGE}"}
    parts = {
        "asked": about,
        "seeking": about,
        "waiting": about | {"substitute": NAME, "vouch": HUGE},
        "roles": about | {"role": speech.roles(words, DayRole)},
        "forecasts": about
        | {
            "counts": [words.say("{label}: {n}", label=NAME, n=200)] * 4,
            "warnings": [
                speech.quorum(words, outlook, needed=9, sure=1, possible=2) for outlook in Quorum for _ in here.members
            ],
            "vacant": speech.roles(words, DayRole),
        },
    }
    empty: Facts = {"title": words.say("Kom je? {body_name}, {occasion}", body_name=NAME, occasion=occasion(words))}
    empty |= {name: [] for name in parts}
    for name, entry in parts.items():
        yield empty | {name: [entry]}
    yield empty | {name: [entry] * rounds.MOST_TOLD for name, entry in parts.items()}


@worst("attendance/moved")
def moved(words: Words) -> Iterator[Facts]:
    yield {"occasion": occasion(words), "value": f"{HUGE}:{HUGE}"}


@worst("help/verontschuldigd")
def help_(words: Words) -> Iterator[Facts]:
    yield {}


@worst("attendance/seeking")
def sought(words: Words) -> Iterator[Facts]:
    for mandate, organisation in ((None, ""), (f"{HUGE}:{HUGE}", ORGANISATION)):
        yield {
            "absent": NAME,
            "organisation": organisation,
            "body_name": NAME,
            "occasion": occasion(words),
            "mandate": mandate,
            "value": f"{HUGE}:{HUGE}",
        }


@worst("attendance/suggest")
def suggesting(words: Words) -> Iterator[Facts]:
    yield {"body": HUGE, "meeting": HUGE, "mandate": HUGE, "absent": NAME, "occasion": occasion(words)}


@worst("attendance/suggested")
def suggested(words: Words) -> Iterator[Facts]:
    for who in (NAME, SLACK):
        yield {"by": NAME, "who": who, "absent": NAME, "occasion": occasion(words), "request": CARRIED}
