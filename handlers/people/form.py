"""The form **Lid**: what it opens with, and what was filled in."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from bot import mandates, names
from bot.errors import N_, Refusal
from bot.mandates import Mandate
from bot.people import Role
from handlers import kit
from handlers.payload import Submission
from handlers.people import choose, speech
from handlers.people.choose import Chosen
from handlers.people.circle import Circle
from handlers.people.keep import Somebody
from handlers.words import Sentence, Words

YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the form shows: its choices, and what stands in its fields. `mandate` is 0 for a new one."""

    body: int
    mandate: int
    seen: str
    body_name: str
    roles: list[kit.Choice]
    votes: list[kit.Choice]
    name: str = ""
    slack_user: str | None = None
    email: str = ""
    organisation: kit.Choice | None = None
    sector: kit.Choice | None = None
    role: str = Role.EFFECTIVE_MEMBER.value
    vote: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    substitute: kit.Choice | None = None
    told: Sentence | None = None

    def as_facts(self) -> dict[str, Any]:
        """For the template, by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def empty(
    words: Words, circle: Circle, *, name: str = "", slack_user: str | None = None, told: Sentence | None = None
) -> Facts:
    """The form for a new member."""
    return Facts(
        body=circle.body.id,
        mandate=0,
        seen="",
        body_name=circle.body.name,
        roles=_roles(words),
        votes=_votes(words),
        name=name,
        slack_user=slack_user,
        valid_from=circle.today,
        told=told,
    )


def of_mandate(words: Words, circle: Circle, mandate: Mandate) -> Facts:
    """The form with what a mandate holds."""
    member = circle.members[mandate.member]
    organisation, sector = mandate.organisation, mandate.sector
    return Facts(
        body=circle.body.id,
        mandate=mandate.id,
        seen=mandates.fingerprint(mandate),
        body_name=circle.body.name,
        roles=_roles(words),
        votes=_votes(words),
        name=member.name,
        slack_user=member.slack_user,
        email=member.email,
        organisation=choose.of_label(organisation, circle.organisations.get(organisation or 0, "")),
        sector=choose.of_label(sector, circle.sectors.get(sector or 0, "")),
        role=mandate.role.value,
        vote=YES if mandate.has_vote else NO,
        valid_from=mandate.valid_from,
        valid_until=mandate.valid_until,
        substitute=choose.of_member(circle.members.get(mandate.substitute or 0)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What was filled in, before anybody or anything new is stored."""

    somebody: Somebody
    organisation: Chosen
    sector: Chosen
    substitute: Chosen
    role: Role
    has_vote: bool | None
    valid_from: date | None
    valid_until: date | None


def read(submission: Submission) -> Filled:
    """The fields. Raises `Refusal` about the one that cannot be meant."""
    vote = submission.choice("has_vote")
    return Filled(
        somebody=Somebody(
            name=names.full_name(submission.text("name")),
            slack_user=submission.choice("slack_user"),
            email=names.email(submission.text("email")),
        ),
        organisation=choose.chosen(submission, "organisation"),
        sector=choose.chosen(submission, "sector"),
        substitute=choose.chosen(submission, "substitute"),
        role=_role(submission),
        has_vote=None if vote is None else vote == YES,
        valid_from=submission.day("valid_from"),
        valid_until=submission.day("valid_until"),
    )


def _role(submission: Submission) -> Role:
    chosen = submission.choice("role")
    if chosen not in {role.value for role in speech.CHOICES}:
        raise Refusal(N_("Kies een rol."), about="role")
    return Role(chosen)


def _roles(words: Words) -> list[kit.Choice]:
    return [kit.Choice(role.value, words.say(speech.ROLES[role])) for role in speech.CHOICES]


def _votes(words: Words) -> list[kit.Choice]:
    return [kit.Choice(YES, words.say("Ja")), kit.Choice(NO, words.say("Nee"))]
