"""Action sheets: what somebody asks of the regional budget, and what the requester does with it."""

from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from enum import StrEnum

from bot import texts
from bot.errors import N_, Refusal
from bot.items import Attachment
from bot.money import Amount
from bot.people import May, Person

FIRST_YEAR, LAST_YEAR = 2000, 2100
NAME_LENGTH = 100
SUPPORT_LENGTH = 150
MOST_SUPPORT = 10
MOST_COFUNDING = 5
MOST_ATTACHMENTS = 10
MOST_HEADS = 10_000
CONDITION_LENGTH = 500


class State(StrEnum):
    """Where a sheet stands (domain.md 7)."""

    ASKED = "asked"
    TO_ELABORATE = "to_elaborate"
    AGREED_IN_PRINCIPLE = "agreed_in_principle"
    APPROVED = "approved"
    SETTLED = "settled"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    RELEASED = "released"
    MOVED_TO_YEAR = "moved_to_year"


UNDECIDED = frozenset({State.ASKED, State.TO_ELABORATE})
OPEN = UNDECIDED | {State.AGREED_IN_PRINCIPLE, State.APPROVED}
"""Something is still to be done about it."""


class Sort(StrEnum):
    """Soort bedrag."""

    EXACT = "exact"
    ESTIMATE = "estimate"
    CAP = "cap"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """How much is asked, in cents: exactly, about, at most, or nobody knows yet (`cents` is None then).

    With `per_head` it counts once for every participant.
    """

    sort: Sort
    cents: int | None = None
    per_head: bool = False

    def total(self, heads: int | None) -> int | None:
        """The whole sum in cents; None while nobody can tell."""
        if self.cents is None or not self.per_head:
            return self.cents
        return None if heads is None else self.cents * heads


NOT_KNOWN = Ask(sort=Sort.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cofunding:
    """Money from somebody else, in cents."""

    cents: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """One thing that is asked beside money: rooms, invitations. `follow_up` is the follow-up it became."""

    text: str
    id: int = 0
    follow_up: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the body decided about a sheet beside its money.

    `fee` (cents per participant) and `cap` (cents) are the conditions that can be computed. `due` is the last day for
    the concrete ask, `due_from` the first of a vague period, `due_phrase` what was typed.
    """

    condition: str = ""
    fee: int | None = None
    cap: int | None = None
    due: date | None = None
    due_from: date | None = None
    due_phrase: str = ""

    @property
    def has_condition(self) -> bool:
        """Whether anything must be met."""
        return bool(self.condition) or self.fee is not None or self.cap is not None


NO_TERMS = Terms()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What somebody filled in for a sheet, cleaned: the same for the form, the line and the edit.

    `plan_year` and the year of `event` may differ: that is asked, never corrected (domain.md 7). `fee` is what
    participants pay, in cents. `requester` is a member id; `requester_name` somebody who is none.
    """

    title: str
    plan_year: int
    ask: Ask = NOT_KNOWN
    requester: int | None = None
    requester_name: str = ""
    organisation: str = ""
    event: date | None = None
    fee: int | None = None
    heads: int | None = None
    cofunding: tuple[Cofunding, ...] = ()
    support: tuple[Support, ...] = ()
    explanation: str = ""
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet(Draft):
    """An action sheet. `turn` grows with everything that happens to it, so that nothing is decided on an old view.

    `origin` is the sheet of another year that it was moved from, `item` its agenda point, `sure` the oddities that
    somebody said are right, `concrete_at` when the concrete ask came after an agreement in principle.
    """

    id: int
    body: int
    state: State
    turn: int
    entered_by: int | None
    created_at: datetime
    terms: Terms = NO_TERMS
    origin: int | None = None
    item: int | None = None
    concrete_at: datetime | None = None
    sure: tuple[str, ...] = ()

    @property
    def total(self) -> int | None:
        """What is asked in all, in cents."""
        return self.ask.total(self.heads)


def draft(
    *,
    title: str,
    plan_year: int,
    ask: Ask = NOT_KNOWN,
    requester: int | None = None,
    requester_name: str = "",
    organisation: str = "",
    event: date | None = None,
    fee: int | None = None,
    heads: int | None = None,
    cofunding: tuple[Cofunding, ...] = (),
    support: tuple[Support, ...] = (),
    explanation: str = "",
    attachments: tuple[Attachment, ...] = (),
) -> Draft:
    """A clean draft. Raises `Refusal` about the field, by the name of the parameter (`ask` is about `amount`)."""
    must_be_a_year(plan_year)
    if heads is not None and not 1 <= heads <= MOST_HEADS:
        raise Refusal(N_("Vul een aantal in van 1 tot {most}."), about="heads", most=str(MOST_HEADS))
    if len(cofunding) > MOST_COFUNDING:
        raise Refusal(N_("Noteer hoogstens {most} andere geldbronnen."), about="cofunding", most=MOST_COFUNDING)
    if len(support) > MOST_SUPPORT:
        raise Refusal(N_("Noteer hoogstens {most} dingen, één per lijn."), about="support", most=MOST_SUPPORT)
    if len(attachments) > MOST_ATTACHMENTS:
        raise Refusal(N_("Voeg hoogstens {most} bijlagen toe."), about="attachments", most=MOST_ATTACHMENTS)
    return Draft(
        title=texts.title(title),
        plan_year=plan_year,
        ask=_sound(ask),
        requester=requester,
        requester_name=texts.short_enough(texts.line(requester_name), most=NAME_LENGTH, about="requester"),
        organisation=texts.short_enough(texts.line(organisation), most=NAME_LENGTH, about="organisation"),
        event=event,
        fee=fee,
        heads=heads,
        cofunding=tuple(
            replace(each, source=texts.short_enough(texts.line(each.source), most=NAME_LENGTH, about="cofunding"))
            for each in cofunding
        ),
        support=tuple(
            replace(each, text=texts.short_enough(texts.line(each.text), most=SUPPORT_LENGTH, about="support"))
            for each in support
            if texts.line(each.text)
        ),
        explanation=texts.short_enough(
            texts.paragraphs(explanation), most=texts.EXPLANATION_LENGTH, about="explanation"
        ),
        attachments=attachments,
    )


def must_be_a_year(year: int, *, about: str = "plan_year") -> int:
    """`year`. Raises `Refusal` about the field for a slip of the keys."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refusal(N_("Vul een jaar in van vier cijfers, bijvoorbeeld 2026."), about=about)
    return year


def asked(amount: Amount | None, sort: Sort | None) -> Ask:
    """What a typed amount and *Soort bedrag* say together. Raises `Refusal` about `amount` when they do not agree."""
    if amount is None:
        if sort in (None, Sort.UNKNOWN):
            return NOT_KNOWN
        raise Refusal(N_("Vul het bedrag in, of kies «Nog niet gekend»."), about="amount")
    if sort is Sort.UNKNOWN:
        raise Refusal(N_("Je vulde een bedrag in: kies dan Exact, Raming of Maximum."), about="sort")
    return Ask(sort=sort or Sort.EXACT, cents=amount.cents, per_head=amount.per is not None)


def _sound(ask: Ask) -> Ask:
    if (ask.sort is Sort.UNKNOWN) is not (ask.cents is None):
        raise Refusal(N_("Vul het bedrag in, of kies «Nog niet gekend»."), about="amount")
    if ask.cents == 0:
        raise Refusal(
            N_("Een vraag van nul euro is geen vraag. Laat het bedrag leeg als je het niet weet."), about="amount"
        )
    return ask


def propose(wanted: Draft, *, body: int, by: Person, now: datetime) -> Sheet:
    """A sheet that was just asked for, not stored yet (id 0).

    Everybody asks for themselves or for somebody outside; in the name of another member only the support officer.
    """
    by.must_be_allowed(May.ASK_BUDGET, in_=body)
    me = by.member_in(body)
    _must_speak_for(wanted, by=by, body=body)
    mine = wanted.requester is None and not wanted.requester_name
    said = {field.name: getattr(wanted, field.name) for field in fields(wanted)}
    return Sheet(
        **said | {"requester": me if mine else wanted.requester},
        id=0,
        body=body,
        state=State.ASKED,
        turn=1,
        entered_by=me,
        created_at=now,
    )


def _must_speak_for(wanted: Draft, *, by: Person, body: int) -> None:
    if wanted.requester is not None and wanted.requester != by.member_in(body):
        by.must_be_allowed(May.ACT_FOR_OTHERS, in_=body)


def must_be_own(sheet: Sheet, *, by: Person) -> None:
    """Raise `Refusal` unless `by` asked it, entered it, or may act for others."""
    by.must_be_allowed(May.EDIT_OWN, in_=sheet.body)
    if by.member_in(sheet.body) not in {sheet.requester, sheet.entered_by} and not by.may(
        May.ACT_FOR_OTHERS, in_=sheet.body
    ):
        raise Refusal(N_("Dit is niet jouw fiche. Alleen de aanvrager en de ondersteuner wijzigen ze."))


def must_be_editable(sheet: Sheet, *, by: Person) -> None:
    """Raise `Refusal` unless `by` may change what was asked: the requester while undecided, the support officer while
    anything is still open."""
    must_be_own(sheet, by=by)
    if sheet.state not in OPEN:
        raise Refusal(N_("Deze fiche is afgerond. Dien een nieuwe vraag in."))
    if sheet.state not in UNDECIDED and not by.may(May.ACT_FOR_OTHERS, in_=sheet.body):
        raise Refusal(N_("Hierover is al beslist. Vraag de ondersteuner om het nog te wijzigen."))


def edit(sheet: Sheet, wanted: Draft, *, by: Person) -> Sheet:
    """The sheet with what was changed; one that had to be worked out further is asked again by its requester.

    The plan year of a sheet that holds money changes only with **Verschuiven naar jaar**.
    """
    must_be_editable(sheet, by=by)
    if sheet.state not in UNDECIDED and wanted.plan_year != sheet.plan_year:
        raise Refusal(N_("Er is al geld voor opzij gezet: gebruik «Verschuiven naar jaar»."), about="plan_year")
    if wanted.requester != sheet.requester:
        _must_speak_for(wanted, by=by, body=sheet.body)
    resubmitted = sheet.state is State.TO_ELABORATE
    return _filled(sheet, wanted, state=State.ASKED if resubmitted else sheet.state)


def must_take_concrete(sheet: Sheet, *, by: Person) -> None:
    """Raise `Refusal` unless the sheet waits for a concrete ask and `by` may give it."""
    must_be_own(sheet, by=by)
    if sheet.state is not State.AGREED_IN_PRINCIPLE:
        raise Refusal(N_("Een concrete vraag volgt op een principieel akkoord. Dat is er hier niet (meer)."))


def concretise(sheet: Sheet, wanted: Draft, *, by: Person, now: datetime) -> Sheet:
    """The concrete ask after an agreement in principle: the money stays reserved as it was until it is decided on."""
    must_take_concrete(sheet, by=by)
    if wanted.ask.cents is None:
        raise Refusal(N_("Een concrete vraag heeft een bedrag."), about="amount")
    if wanted.plan_year != sheet.plan_year:
        raise Refusal(N_("Er is al geld voor opzij gezet: gebruik «Verschuiven naar jaar»."), about="plan_year")
    return replace(_filled(sheet, wanted, state=sheet.state), concrete_at=now)


def _filled(sheet: Sheet, wanted: Draft, *, state: State) -> Sheet:
    said = {field.name: getattr(wanted, field.name) for field in fields(Draft)}
    if wanted.requester is None and not wanted.requester_name:
        said |= {"requester": sheet.requester, "requester_name": sheet.requester_name}
    return replace(sheet, **said, state=state, turn=sheet.turn + 1)


def changes(before: Sheet, after: Sheet) -> tuple[str, ...]:
    """The names of the fields that say something else now, for the history."""
    return tuple(field.name for field in fields(Draft) if _said(before, field.name) != _said(after, field.name))


def _said(sheet: Sheet, field: str) -> object:
    """What a field says: of what is asked beside money only the words, whatever became of it."""
    return tuple(each.text for each in sheet.support) if field == "support" else getattr(sheet, field)


def be_sure(sheet: Sheet, oddity: str, *, by: Person) -> Sheet:
    """**Klopt zo**: somebody looked at an oddity and says that it is right."""
    must_be_own(sheet, by=by)
    return replace(sheet, sure=tuple(sorted({*sheet.sure, oddity})), turn=sheet.turn + 1)
