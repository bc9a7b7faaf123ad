"""The worst facts of the templates about meetings."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from typing import Any

from bot import groups, schedules
from bot.bodies import Body
from bot.groups import Group
from bot.meetings import PLACE_LENGTH, Kind, Meeting, State, Wanted
from bot.people import Person, Role, Seat
from bot.schedules import Concern, Reason, Series
from handlers import kit
from handlers.items.board import Board
from handlers.meetings import change, form, offer, overview, plan, speech, wish
from handlers.meetings.wish import Wish
from handlers.words import Words
from storage.people import Member
from tests.handlers.worst import LONG, Facts, worst

PLACE = LONG[:PLACE_LENGTH]
NAME = LONG[:50]
TITLE = LONG[:150]
BODY = Body(id=1, workspace=1, name=NAME, plenary_channel="C0123456789", committee_channel="G0123456789")
OFFICER = Person(
    workspace=1,
    user="U0123456789",
    name=NAME,
    seats=(
        Seat(
            body=1,
            member=1,
            body_name=NAME,
            plenary_channel="C0123456789",
            committee_channel="G0123456789",
            roles=frozenset({Role.SUPPORT_OFFICER}),
        ),
    ),
)
GROUP = Group(id=2**63 - 1, body=1, kind=groups.Kind.CORE_GROUP, name=LONG[: groups.NAME_LENGTH])
LONGEST = Meeting(
    id=2**63 - 1,
    body=1,
    kind=Kind.WORKING_GROUP,
    state=State.AGENDA_PUBLISHED,
    month=date(2026, 9, 1),
    day=date(2026, 9, 24),
    starts=time(10, 15),
    ends=time(12, 45),
    place=PLACE,
    version="ABC",
    group=GROUP,
)
BARE = Meeting(id=1, body=1, kind=Kind.PLENARY, state=State.PLANNED, month=date(2026, 6, 1))
CONCERNS = (
    Concern(reason=Reason.PUBLIC_HOLIDAY, name="Onze-Lieve-Vrouw-Hemelvaart"),
    Concern(reason=Reason.SCHOOL_HOLIDAY, name="zomervakantie"),
    Concern(reason=Reason.TAKEN, kind=Kind.WORKING_GROUP),
    Concern(reason=Reason.TAKEN, kind=Kind.PLENARY),
)


def shown(words: Words, meeting: Meeting, by: Person = OFFICER) -> dict[str, Any]:
    """One meeting as the lists show it."""
    return speech.facts(words, meeting, body=BODY, me=by, today=date(2026, 12, 31))


@worst("meetings/list")
def listed(words: Words) -> Iterator[Facts]:
    facts = {"body": 1, "body_name": NAME, "may_plan": True}
    yield facts | {"coming": [], "past": [], "later": None, "earlier": None}
    yield facts | {"coming": [], "past": [], "later": None, "earlier": None, "may_plan": False}
    for state in State:
        yield facts | {"coming": [shown(words, replace(BARE, state=state))], "past": [], "later": None, "earlier": None}
    first = [shown(words, LONGEST)] * overview.FIRST_COMING, [shown(words, LONGEST)] * overview.FIRST_PAST
    yield facts | {"coming": first[0], "past": first[1], "later": "1:coming:6", "earlier": "1:past:2"}
    page = [shown(words, LONGEST)] * overview.PAGE
    yield facts | {"coming": page, "past": [], "later": "1:coming:16", "earlier": None}
    yield facts | {"coming": [], "past": page, "later": None, "earlier": "1:past:12"}


@worst("meetings/planned")
def planned(words: Words) -> Iterator[Facts]:
    yield {"meeting": shown(words, BARE), "concerns": []}
    yield {"meeting": shown(words, LONGEST), "concerns": speech.concerns(words, CONCERNS)}


@worst("meetings/changed")
def changed(words: Words) -> Iterator[Facts]:
    was = speech.meeting(words, LONGEST)
    for yes in (False, True):
        yield {
            "meeting": shown(words, LONGEST if yes else BARE),
            "concerns": speech.concerns(words, CONCERNS) if yes else [],
            "was": was,
            "moved": yes,
            "told": yes,
            "plenary": yes,
        }
    yield {
        "meeting": shown(words, BARE),
        "concerns": [],
        "was": was,
        "moved": False,
        "told": True,
        "plenary": False,
    }


@worst("meetings/plan")
@worst("meetings/change")
def filled(words: Words) -> Iterator[Facts]:
    here = Board(body=BODY, meetings=(), today=date(2026, 3, 4))
    mirror = Member(id=2**63 - 1, body=1, name=NAME, slack_user=None)
    yield form.fill(words, here, Wanted()).as_facts()
    yield form.fill(words, here, Wanted(), groups=[GROUP] * 120).as_facts()
    yield form.fill(
        words,
        here,
        Wanted(day=date(2026, 9, 24), starts=time(10), ends=time(12), place=PLACE, mirror=mirror.id),
        of=LONGEST,
        seen="0" * 16,
        mirror=mirror,
        kind=Kind.WORKING_GROUP,
        groups=[GROUP, GROUP],
    ).as_facts()
    yield form.fill(words, here, Wanted(month=date(2020, 1, 1)), of=BARE).as_facts()


@worst("meetings/series")
def series(words: Words) -> Iterator[Facts]:
    for days, place, concerns in ((1, "", ()), (schedules.MOST, PLACE, CONCERNS)):
        wished = Wish(
            body=2**63 - 1,
            series=Series(days=tuple(date(2026, 9, 24) for _ in range(days)), starts=time(10), ends=time(12)),
            kind=Kind.WORKING_GROUP,
            place=place,
            group=2**63 - 1,
        )
        told = speech.concerns(words, concerns)
        yield {
            "body_name": NAME,
            "days": [[kit.bold("donderdag 24 september 2026"), *told]] * days,
            "hours": speech.hours(words, time(10), time(12)) if days > 1 else None,
            "place": place,
            "kind": words.say(speech.KINDS[Kind.WORKING_GROUP]),
            "value": wish.written(wished),
        }


@worst("meetings/confirmed")
def confirmed(words: Words) -> Iterator[Facts]:
    name = speech.meeting(words, LONGEST)
    for planned, already in ((0, 1), (1, 0), (schedules.MOST, 0), (1, schedules.MOST - 1)):
        yield {"body": 1, "planned": [name] * planned, "already": already}


@worst("meetings/which")
def which(words: Words) -> Iterator[Facts]:
    wished = Wish(body=1, series=Series(days=(date(2026, 9, 24),)), kind=Kind.PLENARY, place=PLACE)
    choices = [(date(2026, 9, 24), wish.written(wished))] * 3
    yield {"body": 1, "why": words.say("{phrase}", phrase=LONG[:160]), "choices": choices}


@worst("meetings/unread")
def unread(words: Words) -> Iterator[Facts]:
    yield {"body": 1, "why": words.say("{phrase}", phrase=LONG[:500]), "line": LONG[: plan.LONGEST_LINE]}
    yield {"body": 1, "why": words.say("{phrase}", phrase=LONG[:500]), "line": ""}


@worst("meetings/in_the_way")
def in_the_way(words: Words) -> Iterator[Facts]:
    name = speech.meeting(words, LONGEST)
    point = words.say("«{title}» van {proposer}", title=TITLE, proposer=NAME)
    yield {"id": 1, "name": name, "points": [point], "more": False}
    yield {"id": 1, "name": name, "points": [point] * change.MOST_POINTS, "more": True}


@worst("meetings/moved")
def moved(words: Words) -> Iterator[Facts]:
    bare = {"was": words.month(date(2026, 6, 1)), "was_hours": None, "name": speech.meeting(words, BARE)}
    yield bare | {"hours": None, "place": "", "submission": None, "sending": None}
    yield bare | {"hours": None, "place": "", "submission": date(2026, 9, 11), "sending": date(2026, 9, 16)}
    yield {
        "was": words.when(date(2026, 9, 24)),
        "was_hours": speech.hours(words, time(10, 15), None),
        "name": speech.meeting(words, LONGEST),
        "hours": speech.hours(words, time(10, 15), time(12, 45)),
        "place": PLACE,
        "submission": date(2026, 9, 11),
        "sending": date(2026, 9, 16),
    }


@worst("meetings/cancelled")
def cancelled(words: Words) -> Iterator[Facts]:
    yield {"name": speech.meeting(words, BARE), "hours": None}
    yield {"name": speech.meeting(words, LONGEST), "hours": speech.hours(words, time(10, 15), time(12, 45))}


@worst("meetings/offer")
def offered(words: Words) -> Iterator[Facts]:
    name = speech.meeting(words, LONGEST)
    choices = [kit.Choice(n, TITLE, words.say("{phrase}", phrase=LONG[:150])) for n in range(offer.IN_A_GROUP)]
    yield {"meeting": 1, "name": name, "groups": [], "more": 0}
    yield {"meeting": 1, "name": name, "groups": [choices[:1]], "more": 0}
    yield {"meeting": 1, "name": name, "groups": [choices] * offer.GROUPS, "more": 170}


@worst("meetings/taken")
def taken(words: Words) -> Iterator[Facts]:
    name = speech.meeting(words, LONGEST)
    for titles, gone in ((0, 1), (1, 0), (offer.GROUPS * offer.IN_A_GROUP, 2)):
        yield {"id": 1, "name": name, "titles": [TITLE] * titles, "gone": gone}
