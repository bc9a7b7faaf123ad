"""The worst facts of the templates about the budget: sheets at their longest, and one of which little is known."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from bot import budget, money, texts
from bot.alarms import Useful
from bot.bodies import Body, RuleSheet
from bot.budget import Ask, Balances, Cofunding, Deed, Entry, Sheet, Sort, State, Support, Terms
from bot.budget.deadlines import Deadline
from bot.budget.deadlines import Sort as Due
from bot.budget.sheets import (
    CONDITION_LENGTH,
    MOST_ATTACHMENTS,
    MOST_COFUNDING,
    MOST_HEADS,
    MOST_SUPPORT,
    NAME_LENGTH,
    SUPPORT_LENGTH,
)
from bot.items import Attachment
from bot.meetings import Kind, Meeting
from bot.meetings import State as MeetingState
from bot.people import Person, Role, Seat
from handlers import kit
from handlers.budget import ask, decide, form, remind, show, speech, tell
from handlers.budget.books import Books, Folder
from handlers.items.board import Board
from handlers.words import Words
from storage.people import Member
from tests.handlers.parts import worst_part
from tests.handlers.worst import LONG, Facts, worst

ID = 2**63 - 1
NOW = datetime(2026, 9, 30, 12, 0, tzinfo=UTC)
DAY = date(2026, 9, 30)
TITLE = LONG[: texts.TITLE_LENGTH]
NAME = LONG[:50]
MOST = money.LARGEST
MEETING = Meeting(id=ID, body=1, kind=Kind.PLENARY, state=MeetingState.HELD, month=DAY.replace(day=1), day=DAY)
BODY = Body(id=1, workspace=1, name=NAME, plenary_channel="C1", committee_channel="C2", rules=RuleSheet())
HERE = Board(body=BODY, meetings=(replace(MEETING, state=MeetingState.AGENDA_OPEN),), today=DAY)
OFFICER = Person(
    workspace=1,
    user="U1",
    name=NAME,
    seats=(
        Seat(
            body=1,
            member=1,
            body_name=NAME,
            plenary_channel="C1",
            committee_channel="C2",
            roles=frozenset({Role.SUPPORT_OFFICER}),
        ),
    ),
)
MEMBERS = {1: Member(id=1, body=1, name=NAME, slack_user="U0123456789")}
HELD = Balances(free=-MOST, reserved=MOST, committed=MOST, settled=MOST)
YEAR = Balances(free=-MOST, reserved=MOST, committed=MOST, settled=MOST, budget=MOST, is_set=True)

BARE = Sheet(
    id=1,
    body=1,
    state=State.ASKED,
    turn=1,
    entered_by=1,
    created_at=NOW,
    title="Studiedag",
    plan_year=2026,
    requester_name="Jan Aerts",
)
LONGEST = Sheet(
    id=ID,
    body=1,
    state=State.AGREED_IN_PRINCIPLE,
    turn=ID,
    entered_by=1,
    created_at=NOW,
    title=TITLE,
    plan_year=2027,
    ask=Ask(sort=Sort.ESTIMATE, cents=MOST, per_head=True),
    requester=1,
    organisation=LONG[:NAME_LENGTH],
    event=date(2026, 9, 29),
    fee=MOST,
    cofunding=(Cofunding(cents=MOST, source=LONG[:NAME_LENGTH]),) * MOST_COFUNDING,
    support=tuple(Support(id=n, text=LONG[:SUPPORT_LENGTH]) for n in range(1, MOST_SUPPORT + 1)),
    explanation=LONG[: texts.EXPLANATION_LENGTH],
    attachments=(Attachment(url="https://voorbeeld.be/" + "x" * 200, title=LONG[:200]),) * MOST_ATTACHMENTS,
    terms=Terms(
        condition=LONG[:CONDITION_LENGTH],
        fee=MOST,
        cap=MOST,
        due=DAY,
        due_from=DAY,
        due_phrase=LONG[: decide.DUE_LENGTH],
    ),
    origin=ID,
)
ENTRY = Entry(
    deed=Deed.APPROVED,
    turn=ID,
    year=2026,
    by=1,
    at=NOW,
    id=ID,
    sheet=ID,
    meeting=ID,
    cents=MOST,
    cost=MOST,
    reason=LONG[: texts.REASON_LENGTH],
    shortage=MOST,
    changed=tuple(speech.FIELDS),
)


def folder(sheet: Sheet, **more: Any) -> Folder:
    """A sheet with everything around it."""
    facts: dict[str, Any] = {
        "here": HERE,
        "sheet": sheet,
        "held": HELD,
        "year": YEAR,
        "history": (ENTRY,) * (show.MOST_HISTORY + 5),
        "twin": replace(LONGEST, id=5, plan_year=2025),
        "came_from": LONGEST,
        "moved_to": LONGEST,
        "names": MEMBERS,
        "meetings": {ID: MEETING},
        "item": None,
    }
    return Folder(**facts | more)


EMPTY = {"history": (), "twin": None, "came_from": None, "moved_to": None, "names": {}, "meetings": {}}
FOLDERS = (folder(BARE, held=budget.NOTHING, year=budget.NOTHING, **EMPTY), folder(LONGEST))
IN_EVERY_STATE = (*FOLDERS, *(folder(replace(LONGEST, state=state)) for state in State))


def books(words: Words, sheets: tuple[Sheet, ...], balances: Balances) -> Books:
    """A year with these sheets."""
    held = {sheet.id: HELD for sheet in sheets}
    overview = budget.overview(2026, sheets, balances=balances, held=held)
    return Books(
        here=HERE,
        year=2026,
        sheets=sheets,
        held=held,
        overview=overview,
        last=replace(overview, year=2025),
        others=(replace(LONGEST, id=5, plan_year=2025),),
        names=MEMBERS,
    )


@worst("budget/year")
def year(words: Words) -> Iterator[Facts]:
    yield show.year_facts(words, books(words, (), budget.NOTHING), start=0, me=OFFICER)
    yield show.year_facts(words, books(words, (BARE,), YEAR), start=0, me=OFFICER)
    many = tuple(replace(LONGEST, id=n) for n in range(1, 41))
    yield show.year_facts(words, books(words, many, YEAR), start=0, me=OFFICER)
    yield show.year_facts(words, books(words, many, YEAR), start=36, me=OFFICER)


@worst("budget/sheet")
def sheet(words: Words) -> Iterator[Facts]:
    for each in IN_EVERY_STATE:
        yield show.sheet_facts(words, each, me=OFFICER)


@worst("budget/card")
def card(words: Words) -> Iterator[Facts]:
    for each in IN_EVERY_STATE:
        yield tell.said(words, each)


@worst("budget/noted")
def noted(words: Words) -> Iterator[Facts]:
    for each in FOLDERS:
        yield tell.noted_facts(words, each)


@worst("budget/decided")
def decided(words: Words) -> Iterator[Facts]:
    for deed in Deed:
        for each in IN_EVERY_STATE:
            yield tell.decided_facts(words, each, replace(ENTRY, deed=deed))


@worst("budget/unread")
def unread(words: Words) -> Iterator[Facts]:
    why = words.say("{text}", text=TITLE)
    yield {"why": why, "line": None, "form": None, "days": []}
    line = f"{ID}|{LONG[: ask.LONGEST_LINE]}"
    days = [kit.button("budget.line", words.when(DAY), line) for _ in range(3)]
    yield {"why": why, "line": LONG[: ask.LONGEST_LINE], "form": line, "days": days}


@worst("budget/ask")
@worst("budget/edit")
@worst("budget/concrete")
def filled(words: Words) -> Iterator[Facts]:
    empty = form.empty(HERE, words=words)
    yield empty.as_facts()
    full = form.of_sheet(empty, LONGEST, HERE, MEMBERS)
    yield replace(full, trouble=words.say("{text}", text=LONG[:500])).as_facts()


@worst("budget/principle")
@worst("budget/approve")
@worst("budget/elaborate")
@worst("budget/refuse")
@worst("budget/release")
@worst("budget/move")
@worst("budget/settle")
@worst("budget/correct")
def deciding(words: Words) -> Iterator[Facts]:
    bare: Facts = {
        "sheet": 1,
        "turn": 1,
        "title": "Studiedag",
        "stands": words.say("Gevraagd"),
        "asked": words.say("bedrag nog niet gekend"),
        "year": "2026",
        "free": None,
        "outcome": None,
        "meetings": [kit.Choice(decide.OUTSIDE, words.say("Buiten een vergadering"))],
        "decided_on": decide.OUTSIDE,
        **dict.fromkeys(("how", "amount", "condition", "fee", "cap", "due", "reason", "cost", "paid", "heads"), ""),
        "years": [kit.Choice(n, str(n)) for n in range(2025, 2031)],
        "to_year": "2027",
        "terms": [],
        "lacking": None,
        "warning": None,
        "shortage": None,
    }
    yield bare
    for sentence in _warnings():
        yield bare | {
            "sheet": ID,
            "turn": ID,
            "title": TITLE,
            "stands": speech.stands(words, LONGEST, HELD),
            "asked": speech.amount(words, LONGEST.ask, MOST_HEADS),
            "free": words.money(-MOST),
            "outcome": words.join([words.say("Voorwaardelijk advies"), words.say("Principieel akkoord")]),
            "meetings": [kit.Choice(n, TITLE) for n in range(decide.MOST_MEETINGS + 1)],
            "decided_on": "0",
            **dict.fromkeys(("amount", "fee", "cap", "cost", "paid"), "€ 10.000.000,00"),
            **dict.fromkeys(("how", "condition", "reason"), LONG[:500]),
            "due": LONG[: decide.DUE_LENGTH],
            "heads": "10000",
            "terms": speech.terms(words, LONGEST.terms),
            "lacking": MOST,
            "warning": words.say(sentence, year="2026"),
            "shortage": words.money(MOST),
        }


def _warnings() -> Iterator[str]:
    """The sentences of both kinds of shortage."""
    line = budget.Line(year=2026, source=budget.Account.FREE, target=budget.Account.COMMITTED, cents=1)
    for before in (budget.NOTHING, Balances(is_set=True)):
        try:
            budget.must_fit([line], year=2026, before=before, confirmed=None)
        except budget.Overspent as short:
            yield short.sentence


@worst("budget/budget")
def amount_of_year(words: Words) -> Iterator[Facts]:
    bare: Facts = {
        "body": 1,
        "year": "2026",
        "turn": 0,
        "amount": "",
        "lacking": None,
        "warning": None,
        "shortage": None,
    }
    yield bare
    for sentence in _warnings():
        warning = words.say(sentence, year="2026")
        yield bare | {"amount": "€ 10.000.000,00", "lacking": MOST, "warning": warning, "shortage": words.money(MOST)}


@worst("budget/schedule")
def schedule(words: Words) -> Iterator[Facts]:
    meetings = [kit.Choice(n, TITLE) for n in range(20)]
    bare: Facts = {
        "sheet": ID,
        "turn": ID,
        "title": TITLE,
        "stands": speech.stands(words, LONGEST, HELD),
        "useful": None,
        "meetings": meetings[:1],
        "chosen": "0",
    }
    yield bare
    yield bare | {"useful": deadlines(words)[-1], "meetings": meetings}


def deadlines(words: Words) -> list[Any]:
    """Every deadline in words, early and late."""
    useful = (Useful(meeting=None), Useful(meeting=MEETING, is_next=True), Useful(meeting=MEETING))
    return [
        speech.deadline(words, Deadline(sort=sort, sheet=LONGEST, day=DAY, useful=each), today_left=left)
        for sort in Due
        for each in useful
        for left in (-1, 1)
    ]


@worst_part(remind.PART)
def reminded(words: Words) -> Iterator[Facts]:
    facts = {"title": words.count("Regiobudget: {n} fiche vraagt iets", "Regiobudget: {n} fiches vragen iets", 9999)}
    facts |= {"body": ID, "body_name": NAME}
    rows = [{"id": n, "title": TITLE, "told": told, "concrete": n % 2 == 0} for n, told in enumerate(deadlines(words))]
    yield facts | {"rows": rows[:1], "rest": 0}
    yield facts | {"rows": rows[-remind.MOST_TOLD :], "rest": 9999}
