"""The form of a meeting: what it opens with, and what was filled in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

from bot.errors import N_, Refusal
from bot.groups import Group
from bot.meetings import Kind, Meeting, Wanted
from handlers import kit
from handlers.items.board import Board
from handlers.meetings import speech
from handlers.payload import Submission
from handlers.words import Sentence, Words
from storage.people import Member

MONTHS = 24
"""Months ahead that can be chosen while the day is not known."""

MOST_GROUPS = 100
"""Choices that Slack takes in one list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the form shows: its choices, and what stands in its fields. `meeting` is 0 for a new one."""

    body: int
    meeting: int
    seen: str
    name: Sentence
    kinds: list[kit.Choice]
    months: list[kit.Choice]
    kind: str
    wanted: Wanted
    month: str | None
    groups: list[kit.Choice]
    group: int | None
    mirror: kit.Choice | None
    trouble: Sentence | None

    def as_facts(self) -> dict[str, Any]:
        """For the template, by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def fill(
    words: Words,
    here: Board,
    wanted: Wanted,
    *,
    groups: Sequence[Group] = (),
    kind: Kind = Kind.PLENARY,
    of: Meeting | None = None,
    seen: str = "",
    mirror: Member | None = None,
    trouble: Sentence | None = None,
) -> Facts:
    """The form for a new meeting, or the one `of` an existing meeting as it was `seen`.

    Which of the body's `groups` meets is asked where there is a choice.
    """
    asks_group = len(groups) > 1 and (of is None or kind is Kind.WORKING_GROUP)
    months = [*_months(here.today)]
    if wanted.month is not None and wanted.month not in months:
        months.append(wanted.month)
    return Facts(
        body=here.body.id,
        meeting=of.id if of else 0,
        seen=seen,
        name=speech.meeting(words, of) if of else words.say("{body_name}", body_name=here.body.name),
        kinds=[kit.Choice(each.value, words.say(label)) for each, label in speech.KINDS.items()],
        months=[kit.Choice(first.isoformat(), words.month(first)) for first in months],
        kind=kind.value,
        wanted=wanted,
        month=wanted.month.isoformat() if wanted.month else None,
        groups=[kit.Choice(each.id, each.name) for each in groups[:MOST_GROUPS]] if asks_group else [],
        group=wanted.group.id if wanted.group is not None else None,
        mirror=kit.Choice(mirror.id, mirror.name) if mirror else None,
        trouble=trouble,
    )


def read(submission: Submission, groups: Sequence[Group] = ()) -> Wanted:
    """What was filled in; the rules judge it. Raises `Refusal` about `group` for one the body does not have."""
    month, mirror, group = (submission.choice(name) for name in ("month", "mirror", "group"))
    return Wanted(
        day=submission.day("day"),
        month=date.fromisoformat(month) if month else None,
        starts=submission.hour("starts"),
        ends=submission.hour("ends"),
        place=submission.text("place"),
        mirror=int(mirror) if mirror else None,
        group=known(groups, int(group)) if group else None,
    )


def known(groups: Sequence[Group], id_: int) -> Group:
    """One of the body's groups. Raises `Refusal` about `group` when it is none of them."""
    found = next((each for each in groups if each.id == id_), None)
    if found is None:
        raise Refusal(N_("Deze groep ken ik niet (meer)."), about="group")
    return found


def _months(today: date) -> Iterator[date]:
    first = today.replace(day=1)
    for _ in range(MONTHS):
        yield first
        first = (first + timedelta(days=31)).replace(day=1)
