"""What is done with a dossier: drafted, confirmed, worked on, decided, sent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot import texts
from bot.dossiers.applying import Application
from bot.dossiers.steps import LONGEST_PASTE, Step, current, read_steps
from bot.dossiers.values import AGENCY_LENGTH, Dossier, State, Wanted
from bot.errors import N_, Refusal
from bot.items import Aim, Item, When
from bot.items import Kind as ItemKind
from bot.items import State as ItemState
from bot.meetings import TAKES_POINTS, Meeting
from bot.people import May, Person

KEEPS = May.NOTE_OUTCOMES
"""Keeping dossiers and signals is the secretarial work of the support officer, like noting outcomes."""

_RUNNING = frozenset({State.OPEN, State.DECIDED})


def draft(
    wanted: Wanted, *, body: int, by: Person, now: datetime, zone: ZoneInfo, meetings: Sequence[Meeting]
) -> Dossier:
    """A dossier to look at, not stored yet (id 0). What is over already counts as done, so that nobody is nagged.

    Raises `Refusal` about `title`, `agency`, `steps` or `year`.
    """
    by.must_be_allowed(KEEPS, in_=body)
    today = now.astimezone(zone).date()
    read = _read(wanted, now=now, zone=zone, meetings=meetings)
    return Dossier(
        id=0,
        body=body,
        title=read.title,
        agency=read.agency,
        state=State.DRAFT,
        made_by=by.member_in(body),
        made_at=now,
        deadline=wanted.deadline,
        steps=tuple(replace(step, is_done=step.last < today) for step in read.steps),
    )


def change(
    dossier: Dossier, wanted: Wanted, *, by: Person, now: datetime, zone: ZoneInfo, meetings: Sequence[Meeting]
) -> Dossier:
    """**Wijzig**: another title, agency, deadline or list of steps. Raises `Refusal` like `draft`.

    A step that says the same on the same days stays what it was: done, or linked to its meeting. Without `steps` in
    `wanted` the list stays as it is.
    """
    _must_run(dossier, by=by)
    read = _read(wanted, now=now, zone=zone, meetings=meetings, kept=dossier.steps)
    known = {(step.text, step.first, step.last): step for step in (current(each, meetings) for each in dossier.steps)}
    steps = tuple(known.get((step.text, step.first, step.last), step) for step in read.steps)
    return replace(dossier, title=read.title, agency=read.agency, deadline=wanted.deadline, steps=steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    title: str
    agency: str
    steps: tuple[Step, ...]


def _read(
    wanted: Wanted, *, now: datetime, zone: ZoneInfo, meetings: Sequence[Meeting], kept: tuple[Step, ...] = ()
) -> _Read:
    """What the form says, cleaned; `kept` are the steps there are when it says nothing about them."""
    title = texts.title(wanted.title)
    if wanted.year is not None and not 2000 <= wanted.year <= now.year + 10:
        raise Refusal(N_("Typ het jaar met vier cijfers, bijvoorbeeld {year}."), about="year", year=str(now.year))
    return _Read(
        title=title,
        agency=texts.short_enough(texts.line(wanted.agency), most=AGENCY_LENGTH, about="agency"),
        steps=kept
        if kept and not wanted.steps
        else read_steps(
            texts.short_enough(wanted.steps, most=LONGEST_PASTE, about="steps"),
            title=title,
            deadline=wanted.deadline,
            year=wanted.year,
            now=now,
            zone=zone,
            meetings=meetings,
        ),
    )


def confirm(dossier: Dossier, *, by: Person) -> Dossier:
    """**Bevestig**: what was shown is what is kept."""
    by.must_be_allowed(KEEPS, in_=dossier.body)
    if dossier.state is not State.DRAFT:
        raise Refusal(N_("Dit dossier was al bewaard."))
    return replace(dossier, state=State.OPEN)


def tick(dossier: Dossier, step: int, *, by: Person) -> Dossier:
    """**Klaar** on a step; twice is harmless."""
    _must_run(dossier, by=by)
    if all(each.id != step for each in dossier.steps):
        raise Refusal(N_("Deze stap bestaat niet (meer)."))
    steps = tuple(replace(each, is_done=True) if each.id == step else each for each in dossier.steps)
    return replace(dossier, steps=steps)


def apply(
    dossier: Dossier, applications: tuple[Application, ...], *, available: int | None, is_ordered: bool, by: Person
) -> Dossier:
    """The applications as they are now, with the points there are (hundredths) and whether their order counts."""
    _must_run(dossier, by=by)
    return replace(dossier, applications=applications, available=available, is_ordered=is_ordered)


def agendize(dossier: Dossier, *, on: Meeting, position: int, by: Person, now: datetime, explanation: str) -> Item:
    """The agenda point on which the body gives its advice; not stored yet (id 0)."""
    _must_run(dossier, by=by)
    if dossier.item is not None:
        raise Refusal(N_("Dit dossier heeft al een agendapunt."))
    if on.state not in TAKES_POINTS or on.body != dossier.body:
        raise Refusal(N_("Die vergadering neemt geen punten meer aan. Kies een andere."), about="meeting")
    me = by.member_in(dossier.body)
    return Item(
        id=0,
        body=dossier.body,
        title=dossier.title,
        state=ItemState.ACCEPTED,
        aim=Aim(when=When.MEETING, meeting=on.id),
        proposer=me,
        entered_by=me,
        created_at=now,
        kind=ItemKind.ADVICE,
        meeting=on.id,
        position=position,
        explanation=explanation,
        judged_by=me,
        judged_at=now,
    )


def on_agenda(dossier: Dossier, item: int) -> Dossier:
    """The dossier with the point that stands for it on an agenda."""
    return replace(dossier, item=item)


def decide(dossier: Dossier, outcome: str, *, by: Person) -> Dossier:
    """**Beslissing**: what the body advised; a correction while it was not sent."""
    _must_run(dossier, by=by)
    text = texts.paragraphs(outcome)
    if not text:
        raise Refusal(N_("Noteer kort wat er beslist is."), about="outcome")
    kept = texts.short_enough(text, most=texts.EXPLANATION_LENGTH, about="outcome")
    return replace(dossier, state=State.DECIDED, outcome=kept)


def send(dossier: Dossier, *, on: date, by: Person) -> Dossier:
    """**Verstuurd**: the advice left the house."""
    _must_run(dossier, by=by)
    if dossier.state is not State.DECIDED:
        raise Refusal(N_("Noteer eerst wat er beslist is, dan kun je het als verstuurd noteren."))
    return replace(dossier, state=State.SENT, sent_on=on)


def drop(dossier: Dossier, *, by: Person) -> Dossier:
    """**Stopzetten**: nobody has to think of it any more."""
    _must_run(dossier, by=by)
    return replace(dossier, state=State.DROPPED)


def _must_run(dossier: Dossier, *, by: Person) -> None:
    by.must_be_allowed(KEEPS, in_=dossier.body)
    if dossier.state not in _RUNNING:
        raise Refusal(N_("Dit dossier is al verstuurd of stopgezet."))
