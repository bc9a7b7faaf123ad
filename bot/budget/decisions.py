"""What the body decides about a sheet, and the money that moves with it (domain.md 7).

Principle is not approval: it reserves, approval commits, a release gives back, settling closes with the real cost.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot import texts
from bot.budget.entries import DECISIONS, Deed, Entry, Step, step
from bot.budget.ledger import Account, Balances, Line, gather, give_back, must_fit, transfer
from bot.budget.places import OUTSIDE, Place, Scales, must_be_decided_there
from bot.budget.sheets import (
    CONDITION_LENGTH,
    MOST_HEADS,
    OPEN,
    UNDECIDED,
    Cofunding,
    Sheet,
    State,
    Terms,
    must_be_a_year,
    must_be_own,
)
from bot.budget.terms import payable
from bot.errors import N_, Refusal
from bot.people import May, Person


def agree_in_principle(
    sheet: Sheet,
    *,
    cents: int | None,
    terms: Terms,
    place: Place,
    scales: Scales,
    by: Person,
    now: datetime,
    today: date,
) -> Step:
    """**Principieel akkoord**: reserves `cents` (nothing while the amount is not known), commits nothing.

    A second agreement in principle changes the reservation. Raises `Refusal` about `due` when nobody knows the amount
    and nothing says when the concrete ask comes.
    """
    _must_be(sheet, UNDECIDED | {State.AGREED_IN_PRINCIPLE}, by=by)
    must_be_decided_there(place, sheet, today=today)
    reserved = cents if cents is not None else _suggested(sheet, terms)
    if reserved is None and terms.due is None:
        raise Refusal(N_("Er is nog geen bedrag: vul in tegen wanneer de concrete vraag komt."), about="due")
    if terms.due is not None and terms.due < today:
        raise Refusal(N_("Die datum is al voorbij. Kies een dag vanaf vandaag."), about="due")
    lines = transfer(
        Account.FREE, Account.RESERVED, (reserved or 0) - scales.held.reserved, year=sheet.plan_year, sheet=sheet.id
    )
    return _decided(
        sheet,
        replace(sheet, state=State.AGREED_IN_PRINCIPLE, terms=_sound(terms)),
        Deed.AGREED_IN_PRINCIPLE,
        lines,
        cents=reserved,
        place=place,
        scales=scales,
        by=by,
        now=now,
    )


def approve(
    sheet: Sheet,
    *,
    cents: int | None,
    terms: Terms,
    place: Place,
    scales: Scales,
    by: Person,
    now: datetime,
    today: date,
) -> Step:
    """**Goedgekeurd**: commits `cents`, or what was asked with the conditions computed; what was reserved more is free.

    A second approval changes the commitment. Raises `Refusal` about `amount` when nobody knows how much it is.
    """
    _must_be(sheet, UNDECIDED | {State.AGREED_IN_PRINCIPLE, State.APPROVED}, by=by)
    must_be_decided_there(place, sheet, today=today)
    amount = cents if cents is not None else _suggested(sheet, terms)
    if amount is None:
        raise Refusal(N_("Vul in hoeveel er goedgekeurd is: een bedrag, of een maximum."), about="amount")
    kept = replace(_sound(terms), due=None, due_from=None, due_phrase="")
    return _decided(
        sheet,
        replace(sheet, state=State.APPROVED, terms=kept),
        Deed.APPROVED,
        gather(Account.COMMITTED, amount, year=sheet.plan_year, sheet=sheet.id, held=scales.held),
        cents=amount,
        place=place,
        scales=scales,
        by=by,
        now=now,
    )


def elaborate(
    sheet: Sheet, *, reason: str, place: Place, scales: Scales, by: Person, now: datetime, today: date
) -> Step:
    """**Verder uit te werken**: back with the requester, who asks again."""
    _must_be(sheet, frozenset({State.ASKED}), by=by)
    must_be_decided_there(place, sheet, today=today)
    after = replace(sheet, state=State.TO_ELABORATE)
    why = texts.reason(reason)
    return _decided(sheet, after, Deed.TO_ELABORATE, [], reason=why, place=place, scales=scales, by=by, now=now)


def refuse(sheet: Sheet, *, reason: str, place: Place, scales: Scales, by: Person, now: datetime, today: date) -> Step:
    """**Geweigerd**: what was reserved is free again."""
    _must_be(sheet, UNDECIDED | {State.AGREED_IN_PRINCIPLE}, by=by)
    must_be_decided_there(place, sheet, today=today)
    after = replace(sheet, state=State.REFUSED)
    lines = give_back(year=sheet.plan_year, sheet=sheet.id, held=scales.held)
    why = texts.reason(reason)
    return _decided(sheet, after, Deed.REFUSED, lines, reason=why, place=place, scales=scales, by=by, now=now)


def release(sheet: Sheet, *, reason: str, place: Place, scales: Scales, by: Person, now: datetime, today: date) -> Step:
    """**Vrijgegeven**: all that was reserved or approved is free again."""
    _must_be(sheet, frozenset({State.AGREED_IN_PRINCIPLE, State.APPROVED}), by=by)
    must_be_decided_there(place, sheet, today=today, needed=False)
    after = replace(sheet, state=State.RELEASED)
    lines = give_back(year=sheet.plan_year, sheet=sheet.id, held=scales.held)
    why = _perhaps(reason)
    return _decided(sheet, after, Deed.RELEASED, lines, reason=why, place=place, scales=scales, by=by, now=now)


def withdraw(sheet: Sheet, *, scales: Scales, by: Person, now: datetime) -> Step:
    """**Intrekken**: the requester does not need it any more; approved money is released by the body instead."""
    must_be_own(sheet, by=by)
    if sheet.state not in UNDECIDED | {State.AGREED_IN_PRINCIPLE}:
        raise Refusal(N_("Deze fiche kun je niet meer intrekken. Vraag de ondersteuner om het geld vrij te geven."))
    after = replace(sheet, state=State.WITHDRAWN)
    lines = give_back(year=sheet.plan_year, sheet=sheet.id, held=scales.held)
    return _decided(sheet, after, Deed.WITHDRAWN, lines, place=OUTSIDE, scales=scales, by=by, now=now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A sheet that left one year and entered another: the old one, and the new one (id 0 until it is stored)."""

    left: Step
    arrived: Step


def move(
    sheet: Sheet,
    *,
    to: int,
    reason: str,
    place: Place,
    scales: Scales,
    there: Balances,
    by: Person,
    now: datetime,
    today: date,
) -> Moved:
    """**Verschuiven naar jaar**: two linked lines, and no cent lost. `there` are the balances of the new year.

    The new sheet stands where the old one stood, with the same money; its event still needs a day in that year.
    """
    _must_be(sheet, OPEN, by=by)
    must_be_decided_there(place, sheet, today=today, needed=False)
    must_be_a_year(to, about="to_year")
    if to == sheet.plan_year:
        raise Refusal(N_("Deze fiche staat al in {year}. Kies een ander jaar."), about="to_year", year=str(to))
    left = _decided(
        sheet,
        replace(sheet, state=State.MOVED_TO_YEAR),
        Deed.MOVED,
        give_back(year=sheet.plan_year, sheet=sheet.id, held=scales.held),
        reason=_perhaps(reason),
        cents=scales.held.reserved + scales.held.committed,
        place=place,
        scales=scales,
        by=by,
        now=now,
    )
    event = sheet.event if sheet.event is not None and sheet.event.year == to else None
    terms = replace(sheet.terms, due=None, due_from=None, due_phrase="")
    new = replace(
        sheet, id=0, plan_year=to, event=event, origin=sheet.id, turn=1, item=None, terms=terms, sure=(), created_at=now
    )
    lines = [
        line
        for account in (Account.RESERVED, Account.COMMITTED)
        for line in transfer(Account.FREE, account, scales.held.of(account), year=to, sheet=0)
    ]
    shortage = must_fit(lines, year=to, before=there, confirmed=scales.confirmed)
    entry = Entry(
        deed=Deed.ARRIVED,
        turn=1,
        year=to,
        by=by.member_in(sheet.body),
        at=now,
        became=new.state,
        meeting=left.entry.meeting,
        item=left.entry.item,
        cents=left.entry.cents,
        terms=terms,
        shortage=shortage,
        lines=tuple(lines),
    )
    return Moved(left=left, arrived=Step(sheet=new, entry=entry))


def settle(
    sheet: Sheet,
    *,
    cost: int | None,
    paid: int | None,
    heads: int | None,
    scales: Scales,
    by: Person,
    now: datetime,
) -> Step:
    """**Afgerekend**: closes with the real cost. `paid` when something else was paid than can be computed.

    Computed, it is the cost less what others bring in, at most the cap and at most what was approved. Raises `Refusal`
    about `cost` or `heads` when it cannot be computed.
    """
    _must_be(sheet, frozenset({State.APPROVED}), by=by)
    counted = heads if heads is not None else sheet.heads
    if counted is not None and not 0 <= counted <= MOST_HEADS:
        raise Refusal(N_("Vul een aantal in van 1 tot {most}."), about="heads", most=str(MOST_HEADS))
    amount = paid if paid is not None else _computed(sheet, cost, counted, scales.held.committed)
    return _decided(
        sheet,
        replace(sheet, state=State.SETTLED),
        Deed.SETTLED,
        gather(Account.SETTLED, amount, year=sheet.plan_year, sheet=sheet.id, held=scales.held),
        cents=amount,
        cost=cost,
        heads=heads,
        place=OUTSIDE,
        scales=scales,
        by=by,
        now=now,
    )


def _computed(sheet: Sheet, cost: int | None, heads: int | None, committed: int) -> int:
    if cost is None:
        raise Refusal(N_("Vul in wat het werkelijk gekost heeft."), about="cost")
    if sheet.terms.fee is not None and heads is None:
        raise Refusal(
            N_("Er is een bijdrage per deelnemer gevraagd: vul in hoeveel er deelnamen, dan reken ik het uit."),
            about="heads",
        )
    return min(payable(cost, terms=sheet.terms, heads=heads, cofunding=sheet.cofunding), committed)


def correct(sheet: Sheet, *, history: Sequence[Entry], reason: str, scales: Scales, by: Person, now: datetime) -> Step:
    """**Corrigeren**: the last decision taken back by counter-lines, with a reason; nothing is wiped out.

    `history` are the sheet's entries, oldest first. A move is taken back by moving on.
    """
    by.must_be_allowed(May.DECIDE_BUDGET, in_=sheet.body)
    last = next((each for each in reversed(history) if each.deed in DECISIONS | {Deed.CORRECTED}), None)
    if last is None or last.deed is Deed.CORRECTED or last.became is not sheet.state or last.was is None:
        raise Refusal(N_("Er is geen beslissing om recht te zetten. Beslis gewoon opnieuw."))
    if last.deed is Deed.MOVED:
        raise Refusal(N_("Verschuif de fiche terug vanuit het jaar waar ze nu staat."))
    lines = [line.counter for line in reversed(last.lines)]
    after = replace(sheet, state=last.was, terms=last.before)
    why = texts.reason(reason)
    return _decided(
        sheet,
        after,
        Deed.CORRECTED,
        lines,
        cents=last.cents,
        reason=why,
        undoes=last.turn,
        place=OUTSIDE,
        scales=scales,
        by=by,
        now=now,
    )


def _decided(
    before: Sheet,
    after: Sheet,
    deed: Deed,
    lines: Sequence[Line],
    *,
    place: Place,
    scales: Scales,
    by: Person,
    now: datetime,
    **facts: object,
) -> Step:
    shortage = must_fit(lines, year=before.plan_year, before=scales.year, confirmed=scales.confirmed)
    why = facts.pop("reason", "") or _perhaps(place.reason)
    return step(
        before,
        after,
        deed,
        by=by,
        now=now,
        lines=tuple(lines),
        shortage=shortage,
        meeting=place.meeting.id if place.meeting else None,
        item=place.item,
        reason=why,
        **facts,
    )


def _suggested(sheet: Sheet, terms: Terms) -> int | None:
    """What was asked, with the conditions that can be computed already."""
    if sheet.total is None:
        return terms.cap
    known: tuple[Cofunding, ...] = ()
    fee = replace(terms, fee=terms.fee if sheet.heads is not None else None)
    return payable(sheet.total, terms=fee, heads=sheet.heads, cofunding=known)


def _sound(terms: Terms) -> Terms:
    return replace(
        terms,
        condition=texts.short_enough(texts.paragraphs(terms.condition), most=CONDITION_LENGTH, about="condition"),
    )


def _perhaps(reason: str) -> str:
    """A reason that may be left out."""
    return texts.reason(reason) if reason.strip() else ""


def must_decide(sheet: Sheet, *, by: Person) -> None:
    """Raise `Refusal` unless `by` may decide on money, and there is something to decide."""
    _must_be(sheet, OPEN | {State.SETTLED, State.REFUSED, State.RELEASED, State.WITHDRAWN}, by=by)


def _must_be(sheet: Sheet, states: frozenset[State], *, by: Person) -> None:
    by.must_be_allowed(May.DECIDE_BUDGET, in_=sheet.body)
    if sheet.state not in states:
        raise Refusal(N_("Zo staat deze fiche er niet (meer) voor. Kijk opnieuw met /budget."))
