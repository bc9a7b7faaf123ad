"""**Jaarbudget**: how much a body has in a year."""

from typing import Any

from bot import budget
from bot.budget import Overspent, Year
from bot.budget.sheets import must_be_a_year
from bot.errors import N_, Refusal
from bot.people import May, Person
from handlers.budget import form
from handlers.desk import Desk
from handlers.payload import Action, Submission
from handlers.reply import Reply
from handlers.words import Words
from storage import audit
from storage import budget as stored


def ask(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Jaarbudget** of a year: the value is "body:year"."""
    body, _, year = action.value.partition(":")
    if not body.isdigit() or not year.isdigit():
        raise Refusal(N_("Dit is verouderd. Open het opnieuw met /budget."))
    me.must_be_allowed(May.DECIDE_BUDGET, in_=int(body))
    with desk.sessions.read() as db:
        balances = stored.balances_of(db, int(body), int(year))[int(year)]
        known = next((each for each in stored.years(db, int(body)) if each.year == int(year)), None)
    year_now = known or Year(body=int(body), year=int(year))
    amount = form.spoken(balances.budget) if balances.is_set else ""
    reply.open("budget/budget", **_facts(reply.words, year_now, amount=amount))


def submit(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The amount of the year, as a line with the difference."""
    body, year = submission.id("body"), must_be_a_year(submission.id("year"))
    me.must_be_allowed(May.DECIDE_BUDGET, in_=body)
    cents = form.whole(submission, "amount")
    if cents is None:
        raise Refusal(N_("Vul het bedrag in."), about="amount")
    confirmed = submission.id("short") if submission.choices("sure") else None
    seen = Year(body=body, year=year, turn=submission.id("turn"))
    try:
        with desk.sessions.begin() as db:
            stored.hold_year(db, body, year)
            before = stored.balances_of(db, body, year)[year]
            entry = budget.set_budget(seen, cents=cents, before=before, confirmed=confirmed, by=me, now=desk.now())
            stored.turn_year(db, seen)
            stored.enter(db, entry, body=body, sheet=None)
            audit.note(db, "budget.year", by=me, body=body, noun="budget_year", id_=year, now=desk.now(), cents=cents)
    except Overspent as short:
        return reply.update("budget/budget", **_facts(reply.words, seen, amount=submission.text("amount"), short=short))
    return reply.done("Het jaarbudget van {year} is {money}.", year=str(year), money=reply.words.money(cents))


def _facts(words: Words, year: Year, *, amount: str, short: Overspent | None = None) -> dict[str, Any]:
    return {
        "body": year.body,
        "year": str(year.year),
        "turn": year.turn,
        "amount": amount,
        "lacking": short.shortage if short else None,
        "warning": words.say(short.sentence, **short.facts) if short else None,
        "shortage": words.money(short.shortage) if short else None,
    }
