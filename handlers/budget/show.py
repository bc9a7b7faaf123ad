"""`/budget`: a year at a glance, and one sheet in full with the buttons of who looks."""

from typing import Any

from bot import budget
from bot.budget import OPEN, UNDECIDED, Deadline, Sheet, State
from bot.budget.sheets import must_be_a_year
from bot.errors import N_, Refusal
from bot.people import May, Person, Seat
from handlers import kit
from handlers.budget import books, files, speech, tell
from handlers.budget.books import Books, Folder
from handlers.desk import Desk
from handlers.items.board import board
from handlers.payload import Action
from handlers.reply import PressReply, Reply
from handlers.words import Words

PAGE = 12
"""Sheets on one page: each takes two of the fifty blocks of a message."""

MOST_HISTORY = 10
"""The last things that happened to a sheet."""

MOST_WARNINGS = 5

DECISIONS = {
    "principle": UNDECIDED | {State.AGREED_IN_PRINCIPLE},
    "approve": UNDECIDED | {State.AGREED_IN_PRINCIPLE, State.APPROVED},
    "elaborate": frozenset({State.ASKED}),
    "refuse": UNDECIDED | {State.AGREED_IN_PRINCIPLE},
    "release": frozenset({State.AGREED_IN_PRINCIPLE, State.APPROVED}),
    "move": OPEN,
    "settle": frozenset({State.APPROVED}),
    "correct": frozenset(State) - {State.ASKED, State.MOVED_TO_YEAR},
}
"""What officer and chair may press, and in which states; the rules check it again."""


def command(text: str, me: Person, seat: Seat, desk: Desk, reply: Reply) -> None:
    """`/budget` or `/budget 2026`."""
    if text and not (text.isdigit() and len(text) == 4):
        raise Refusal(
            N_(
                "Dat begrijp ik niet. Typ «/budget» of «/budget 2026» voor een jaar, «/budget vraag» om iets te vragen "
                "en «/budget export» voor een rekenblad."
            )
        )
    show_year(seat.body, int(text) if text else None, me=me, desk=desk, reply=reply)


def year(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """A button that shows a year, or more of its sheets: the value is "body:year:start", or only "body"."""
    body, year, start = (*action.value.split(":"), "", "")[:3]
    if not body.isdigit() or not (year or "2000").isdigit() or not (start or "0").isdigit():
        raise Refusal(N_("Dit is verouderd. Open het opnieuw met /budget."))
    show_year(int(body), int(year) if year else None, start=int(start or 0), me=me, desk=desk, reply=reply)


def sheet(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Bekijk** of a sheet."""
    show_sheet(action.id, me=me, desk=desk, reply=reply)


def show_year(body: int, year: int | None, *, start: int = 0, me: Person, desk: Desk, reply: Reply) -> None:
    """One year of a body; its picture follows in the direct messages, once for each way it stands."""
    me.must_be_allowed(May.READ, in_=body)
    with desk.sessions.begin() as db:
        here = board(db, body, within=me, now=desk.now())
        found = books.of_year(db, here, must_be_a_year(year or here.today.year, about="text"))
        files.send_picture(db, found, to=me)
    reply.show("budget/year", **year_facts(reply.words, found, start=start, me=me))


def year_facts(words: Words, found: Books, *, start: int, me: Person) -> dict[str, Any]:
    """What a year at a glance says."""
    shown, body = found.overview, found.here.body.id
    page = found.sheets[start : start + PAGE]
    more = start + PAGE if len(found.sheets) > start + PAGE else None
    return {
        "body": body,
        "body_name": found.here.body.name,
        "year": str(found.year),
        "before": str(found.year - 1),
        "after": str(found.year + 1),
        "told": speech.free(words, shown),
        "rows": [
            words.say("*{label}*\n{money}", label=words.say(label), money=words.money(cents))
            for label, cents in (
                (N_("Jaarbudget"), shown.balances.budget),
                (N_("Afgerekend"), shown.balances.settled),
                (N_("Goedgekeurd"), shown.balances.committed),
                (N_("Principieel gereserveerd"), shown.balances.reserved),
                (N_("Gevraagd"), shown.asked + shown.more),
                (N_("Vrij"), shown.balances.free),
            )
        ],
        "outlook": speech.outlook(words, shown),
        "is_short": shown.left_if_all < 0 or shown.balances.free < 0,
        "compared": _compared(words, found),
        "sheets": [_row(words, each, found) for each in page],
        "none_yet": not found.sheets,
        "more": f"{body}:{found.year}:{more}" if more is not None else None,
        "warnings": _warnings(words, found),
        "may_ask": me.may(May.ASK_BUDGET, in_=body),
        "may_decide": me.may(May.DECIDE_BUDGET, in_=body),
    }


def _row(words: Words, sheet: Sheet, found: Books) -> dict[str, Any]:
    return {
        "id": sheet.id,
        "title": sheet.title,
        "stands": speech.stands(words, sheet, found.held[sheet.id]),
        "event": sheet.event,
        "requester": speech.requester(words, sheet, found.names),
        "odd": bool(found.oddities(sheet)),
        "lapsed": budget.is_lapsed(sheet, today=found.here.today),
    }


def _warnings(words: Words, found: Books) -> list[Any]:
    """What is due around now, the most urgent first."""
    rules, today = found.here.body.rules, found.here.today
    due = [each for sheet in found.sheets for each in found.due(sheet)]
    near = sorted((each for each in due if budget.is_shown(each, rules=rules, today=today)), key=_urgency)
    return [speech.deadline(words, each, today_left=each.left(today)) for each in near[:MOST_WARNINGS]]


def _urgency(due: Deadline) -> tuple[Any, ...]:
    return due.day, due.sheet.id


def _compared(words: Words, found: Books) -> Any:
    """The year beside the one before, once anything is known of that."""
    last, this = found.last, found.overview
    if not last.balances.is_set and not last.balances.held:
        return None
    return words.say(
        "Vorig jaar ({year}): budget {budget}, afgerekend {settled}, goedgekeurd {committed}. "
        "Dit jaar is dat {budget_now}, {settled_now} en {committed_now}.",
        year=str(last.year),
        budget=words.money(last.balances.budget),
        settled=words.money(last.balances.settled),
        committed=words.money(last.balances.committed),
        budget_now=words.money(this.balances.budget),
        settled_now=words.money(this.balances.settled),
        committed_now=words.money(this.balances.committed),
    )


def show_sheet(sheet: int, *, me: Person, desk: Desk, reply: Reply, instead: bool = False) -> None:
    """One sheet in full."""
    with desk.sessions.read() as db:
        found = books.folder(db, sheet, within=me, now=desk.now())
        me.must_be_allowed(May.READ, in_=found.sheet.body)
    facts = sheet_facts(reply.words, found, me=me)
    if instead and isinstance(reply, PressReply):
        return reply.show("budget/sheet", instead=True, **facts)
    return reply.show("budget/sheet", **facts)


def sheet_facts(words: Words, found: Folder, *, me: Person) -> dict[str, Any]:
    """What a sheet in full says, with the buttons of this person."""
    sheet = found.sheet
    entries = [
        speech.entry(words, each, names=found.names, meetings=found.meetings) for each in found.history[-MOST_HISTORY:]
    ]
    mine = _is_own(sheet, me) and me.may(May.EDIT_OWN, in_=sheet.body)
    officer = me.may(May.ACT_FOR_OTHERS, in_=sheet.body)
    decides = me.may(May.DECIDE_BUDGET, in_=sheet.body)
    return tell.said(words, found) | {
        "lapsed": budget.is_lapsed(sheet, today=found.here.today),
        "fee": sheet.fee,
        "heads": sheet.heads,
        "cofunding": [
            words.say("{money} van {source}", money=words.money(each.cents), source=each.source)
            if each.source
            else words.say("{money}", money=words.money(each.cents))
            for each in sheet.cofunding
        ],
        "support": [
            {
                "value": f"{sheet.id}:{each.id}",
                "text": each.text,
                "taken": each.follow_up is not None,
                "may": me.may(May.CREATE_FOLLOW_UP, in_=sheet.body),
            }
            for each in sheet.support
        ],
        "explanation": sheet.explanation,
        "attachments": [[kit.link(each.url, each.title or each.url)] for each in sheet.attachments],
        "odd": [
            {
                "value": f"{sheet.id}:{each.value}",
                "told": speech.oddity(words, each, sheet, found.twin),
                "may": mine or officer,
            }
            for each in found.oddities
        ],
        "due": tell.due(words, found),
        "came_from": _elsewhere(found.came_from),
        "moved_to": _elsewhere(found.moved_to),
        "history": [[line, " ", kit.italic(reason)] if reason else [line] for line, reason in entries],
        "may_edit": (mine and sheet.state in UNDECIDED) or (officer and sheet.state in OPEN),
        "may_concrete": (mine or officer) and sheet.state is State.AGREED_IN_PRINCIPLE,
        "may_withdraw": (mine or officer) and sheet.state in UNDECIDED | {State.AGREED_IN_PRINCIPLE},
        "may_schedule": me.may(May.ORDER_AGENDA, in_=sheet.body) and sheet.state in OPEN and not found.is_scheduled,
        "decisions": [name for name, states in DECISIONS.items() if decides and sheet.state in states],
    }


def _elsewhere(other: Sheet | None) -> dict[str, Any] | None:
    return None if other is None else {"id": other.id, "year": str(other.plan_year)}


def _is_own(sheet: Sheet, me: Person) -> bool:
    return me.member_in(sheet.body) in {sheet.requester, sheet.entered_by}
