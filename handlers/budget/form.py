"""The form **Actiefiche**: what it opens with, and what was filled in."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from bot import budget, money, texts
from bot.budget import Cofunding, Draft, Sheet, Sort, Support, lines
from bot.budget.sheets import NAME_LENGTH, SUPPORT_LENGTH
from bot.errors import N_, Refusal
from bot.items import Attachment
from bot.people import May, Person
from handlers import kit
from handlers.budget import speech
from handlers.items import form as form_items
from handlers.items.board import Board
from handlers.payload import Submission
from handlers.people import choose
from handlers.words import Sentence, Words
from storage.people import Member

YEARS_BACK, YEARS_AHEAD = 1, 3
NEW = "new:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the form shows: its choices, and what stands in its fields. `sheet` is 0 for a new one."""

    body: int
    sheet: int
    turn: int
    body_name: str
    sorts: list[kit.Choice]
    years: list[kit.Choice]
    trouble: Sentence | None = None
    title: str = ""
    requester: kit.Choice | None = None
    organisation: str = ""
    amount: str = ""
    sort: str | None = None
    plan_year: str = ""
    event: Any = None
    fee: str = ""
    heads: int | None = None
    cofunding: str = ""
    support: str = ""
    explanation: str = ""
    links: str = ""
    kept: Sequence[str] = ()

    def as_facts(self) -> dict[str, Any]:
        """For the template, by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def empty(here: Board, *, words: Words, year: int | None = None) -> Facts:
    """The form for a new sheet."""
    return Facts(
        body=here.body.id,
        sheet=0,
        turn=0,
        body_name=here.body.name,
        sorts=[kit.Choice(sort.value, words.say(label)) for sort, label in speech.SORTS.items()],
        years=_years(here, year),
        plan_year=str(year or here.today.year),
    )


def of_line(form: Facts, line: lines.Line, here: Board, *, trouble: Sentence | None = None) -> Facts:
    """The form with what could be read of a line."""
    fits = len(line.title) <= texts.TITLE_LENGTH
    year = lines.plan_year(line, today=here.today)
    outside = kit.Choice(f"{NEW}{line.requester}", line.requester) if 0 < len(line.requester) <= NAME_LENGTH else None
    return replace(
        form,
        trouble=trouble,
        title=line.title if fits else "",
        explanation="" if fits else line.title[: texts.EXPLANATION_LENGTH],
        amount=spoken(line.amount.cents, per=line.amount.per is not None) if line.amount else "",
        sort=line.sort.value if line.sort else None,
        fee=spoken(line.fee) if line.fee is not None else "",
        heads=line.heads if line.heads and line.heads <= budget.sheets.MOST_HEADS else None,
        years=_years(here, year),
        plan_year=str(year),
        event=line.event,
        requester=outside,
        support=line.support[:SUPPORT_LENGTH],
    )


def of_sheet(form: Facts, sheet: Sheet, here: Board, names: dict[int, Member]) -> Facts:
    """The form with what a sheet holds; a file in Slack is kept, links can be edited."""
    member = names.get(sheet.requester or 0)
    outside = kit.Choice(f"{NEW}{sheet.requester_name}", sheet.requester_name) if sheet.requester_name else None
    return replace(
        form,
        sheet=sheet.id,
        turn=sheet.turn,
        title=sheet.title,
        requester=choose.of_member(member) or outside,
        organisation=sheet.organisation,
        amount="" if sheet.ask.cents is None else spoken(sheet.ask.cents, per=sheet.ask.per_head),
        sort=sheet.ask.sort.value,
        years=_years(here, sheet.plan_year),
        plan_year=str(sheet.plan_year),
        event=sheet.event,
        fee="" if sheet.fee is None else spoken(sheet.fee),
        heads=sheet.heads,
        cofunding="\n".join(f"{spoken(each.cents)} | {each.source}".strip(" |") for each in sheet.cofunding),
        support="\n".join(each.text for each in sheet.support),
        explanation=sheet.explanation,
        links="\n".join(each.url for each in sheet.attachments if not each.file),
        kept=[each.title for each in sheet.attachments if each.file],
    )


def read(submission: Submission, *, kept: Sequence[Attachment] = ()) -> Draft:
    """What was filled in. Raises `Refusal` about the field that cannot be meant."""
    who = choose.chosen(submission, "requester")
    sort = submission.choice("sort")
    return budget.draft(
        title=submission.text("title"),
        plan_year=int(submission.choice("plan_year") or 0),
        ask=budget.asked(amount(submission, "amount"), Sort(sort) if sort else None),
        requester=who.id,
        requester_name=who.name,
        organisation=submission.text("organisation"),
        event=submission.day("event"),
        fee=cents(submission, "fee"),
        heads=submission.number("heads"),
        cofunding=tuple(_cofunding(row) for row in _rows(submission.text("cofunding"))),
        support=tuple(Support(text=row) for row in _rows(submission.text("support"))),
        explanation=submission.text("explanation"),
        attachments=(*form_items.links(submission.text("attachments")), *kept, *form_items.files(submission)),
    )


def amount(submission: Submission, field: str) -> money.Amount | None:
    """A typed amount, None for nothing. Raises `Refusal` about the field."""
    typed = submission.text(field)
    return money.read(typed, about=field) if typed else None


def cents(submission: Submission, field: str) -> int | None:
    """A typed amount in cents; "per deelnemer" behind it says nothing new here."""
    found = amount(submission, field)
    return None if found is None else found.cents


def whole(submission: Submission, field: str) -> int | None:
    """A typed amount that is one sum. Raises `Refusal` about the field for one per participant."""
    found = amount(submission, field)
    if found is not None and found.per is not None:
        raise Refusal(N_("Vul hier het hele bedrag in, niet per deelnemer."), about=field)
    return None if found is None else found.cents


def requesters(query: str, found: list[kit.Choice], *, me: Person, body: int, words: Words) -> list[kit.Choice]:
    """Who can be chosen as *Aanvrager*: members by their name, and whoever was typed as somebody from outside."""
    mine = me.member_in(body)
    offered = [each for each in found if me.may(May.ACT_FOR_OTHERS, in_=body) or str(each.value) == str(mine)]
    typed = texts.line(query)
    if any(letter.isalpha() for letter in typed) and len(typed) <= NAME_LENGTH:
        offered.append(kit.Choice(f"{NEW}{typed}", typed, words.say("Iemand van buiten het overlegorgaan")))
    return offered


def _rows(text: str) -> list[str]:
    return [row.strip() for row in text.splitlines() if row.strip()]


def _cofunding(row: str) -> Cofunding:
    typed, _, source = row.partition("|")
    found = money.read(typed, about="cofunding")
    return Cofunding(cents=found.cents, source=source)


def spoken(cents: int, *, per: bool = False) -> str:
    """An amount as somebody types it, which is read back as the same."""
    return money.spoken(money.Amount(cents=cents, per="participant" if per else None))


def _years(here: Board, year: int | None) -> list[kit.Choice]:
    this = here.today.year
    known = sorted({*range(this - YEARS_BACK, this + YEARS_AHEAD + 1), year or this})
    return [kit.Choice(each, str(each)) for each in known]
