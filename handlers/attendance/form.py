"""The form Verontschuldigen: what it opens with, and what was filled in."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import time
from typing import Any

from bot import attendance
from bot.attendance import Instead, Outsider, Part
from bot.errors import N_, Refusal
from bot.people import May, Person
from handlers import kit
from handlers.attendance import speech
from handlers.attendance.request import MOST_MEETINGS, Request
from handlers.attendance.roll import Roll
from handlers.payload import Submission
from handlers.words import Sentence, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the form shows: its choices, and what stands in its fields."""

    body: int
    body_name: str
    meetings: list[kit.Choice]
    chosen: list[str]
    parts: list[kit.Choice]
    part: str
    part_hour: time | None
    substitutes: list[kit.Choice]
    instead: str
    who: kit.Choice | None
    user: str
    outsider: str
    warned: bool
    may_act_for_others: bool
    behalf: kit.Choice | None
    notices: list[Sentence]

    def as_facts(self) -> dict[str, Any]:
        """For the template, by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def fill(
    words: Words, rolls: Sequence[Roll], wanted: Request, *, me: Person, notices: Sequence[Sentence] = ()
) -> Facts:
    """The form with what is wanted so far. Raises `Refusal` when there is no meeting to be excused for."""
    me.must_be_allowed(May.EXCUSE_ONESELF, in_=wanted.body)
    is_officer = me.may(May.ACT_FOR_OTHERS, in_=wanted.body)
    offered = [here for here in rolls if _may_be_chosen(here, wanted, is_officer=is_officer)][:MOST_MEETINGS]
    if not offered:
        raise Refusal(N_("Er is geen vergadering gepland waarop jij verwacht wordt."))
    first = next((here for here in offered if here.meeting.id in wanted.meetings), offered[0])
    fixed = _fixed(first, wanted.member)
    ids = {here.meeting.id for here in offered}
    is_own = wanted.member == me.member_in(wanted.body)
    has_fixed = bool(fixed) or (is_officer and is_own)
    return Facts(
        body=wanted.body,
        body_name=first.body.name,
        meetings=[kit.Choice(here.meeting.id, speech.meeting(words, here.meeting)) for here in offered],
        chosen=[str(meeting) for meeting in wanted.meetings if meeting in ids],
        parts=[kit.Choice(part.value, words.say(label)) for part, label in speech.PARTS.items()],
        part=wanted.part.value,
        part_hour=wanted.hour,
        substitutes=[
            kit.Choice(instead.value, _labelled(words, instead, fixed))
            for instead in Instead
            if instead is not Instead.FIXED or has_fixed
        ],
        instead=(wanted.instead or (Instead.FIXED if has_fixed else Instead.UNKNOWN)).value,
        who=first.option(wanted.substitute),
        user=wanted.user,
        outsider=f"{wanted.outsider.name} {wanted.outsider.email}".strip() if wanted.outsider else "",
        warned=wanted.warned,
        may_act_for_others=is_officer,
        behalf=None if is_own else first.option(wanted.member),
        notices=list(notices),
    )


def _may_be_chosen(here: Roll, wanted: Request, *, is_officer: bool) -> bool:
    """A meeting to come with a place for the member; the support officer chooses any, also one that was asked for."""
    if attendance.is_over(here.meeting, today=here.today):
        return is_officer and here.meeting.id in wanted.meetings
    return is_officer or bool(here.gathering.of(wanted.member))


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Who was chosen to come instead: a member, a Slack user or somebody outside Slack; perhaps nobody."""

    member: int | None
    user: str
    outsider: Outsider | None

    @property
    def is_named(self) -> bool:
        """Whether anybody was."""
        return self.member is not None or bool(self.user) or self.outsider is not None


def somebody(submission: Submission) -> Chosen:
    """Who was chosen in the three fields. Raises `Refusal` about `who` for more than one, or about `outsider`."""
    who, user, typed = submission.choice("who"), submission.choice("user"), submission.text("outsider")
    outsider = attendance.outsider(typed) if typed else None
    if sum(given is not None for given in (who, user, outsider)) > 1:
        raise Refusal(N_("Je gaf meer dan één plaatsvervanger op. Laat de andere velden leeg."), about="who")
    return Chosen(member=int(who) if who else None, user=user or "", outsider=outsider)


def read(submission: Submission, *, me: Person) -> Request:
    """What was filled in. Raises `Refusal` about the field that cannot be meant; the rules judge the rest."""
    body = submission.id("body")
    behalf, chosen = submission.choice("on_behalf_of"), somebody(submission)
    instead = Instead(submission.choice("substitute") or Instead.UNKNOWN)
    if chosen.is_named:
        # Whoever names somebody means somebody else, whatever stands in the list above it.
        instead = Instead.OTHER
    part = Part(submission.choice("part") or Part.WHOLE)
    meetings = submission.choices("meetings")
    if not meetings:
        raise Refusal(N_("Kies minstens één vergadering."), about="meetings")
    if instead is Instead.FIXED and me.may(May.ACT_FOR_OTHERS, in_=body):
        # The form opens before it is known in whose name: then the usual is meant, whoever that turns out to be.
        usually: Instead | None = None
    else:
        usually = instead
    return Request(
        body=body,
        member=int(behalf) if behalf else me.member_in(body),
        meetings=tuple(int(meeting) for meeting in meetings)[:MOST_MEETINGS],
        part=part,
        hour=None if part is Part.WHOLE else submission.hour("hour"),
        instead=usually,
        substitute=chosen.member,
        user=chosen.user,
        outsider=chosen.outsider,
        warned=submission.choice("warned") != "no",
    )


def usual(here: Roll, member: int) -> Instead:
    """Who comes instead while nothing was said about it: the fixed substitute before anybody else (domain.md 4)."""
    return Instead.FIXED if _fixed(here, member) else Instead.UNKNOWN


def _labelled(words: Words, instead: Instead, fixed: str) -> Sentence:
    label = words.say(speech.INSTEAD[instead])
    if instead is Instead.FIXED and fixed:
        return words.say("{label}: {name}", label=label, name=fixed)
    return label


def _fixed(here: Roll, member: int) -> str:
    """The name of the fixed substitute of the main place; nothing for none."""
    principal = here.gathering.principal(member)
    return here.name(attendance.fixed_for(principal)) if principal is not None else ""
