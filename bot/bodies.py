"""A consultation body and its rule sheet: the rules differ by region, so they are data of the body."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import time
from enum import StrEnum
from hashlib import sha256
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.errors import N_, Refusal
from bot.people import May, Person, Role


class Method(StrEnum):
    """How the body decides (domain.md 5)."""

    CONSENT = "consent"
    NAMED = "named"
    SECRET = "secret"  # noqa: S105 - a way of voting, not a credential.


class PersonMethod(StrEnum):
    """How the body decides about persons."""

    CONSENT_ELSE_SECRET = "consent_else_secret"  # noqa: S105 - a way of voting, not a credential.
    CONSENT = "consent"
    NAMED = "named"
    SECRET = "secret"  # noqa: S105 - a way of voting, not a credential.


class Electorate(StrEnum):
    """Whose voices count by default."""

    COMMITTEE = "committee"
    PLENARY = "plenary"


class MajorityBase(StrEnum):
    """What the majority is a majority of."""

    CAST_WITHOUT_ABSTENTIONS = "cast_without_abstentions"
    CAST = "cast"
    ENTITLED = "entitled"


class Tie(StrEnum):
    """What happens when the votes are equal; never a silent pick."""

    TO_MEETING = "to_meeting"
    REJECTED = "rejected"
    SECOND_ROUND = "second_round"
    CHAIR_DECIDES = "chair_decides"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSheet:
    """The rules of one body with the defaults of domain.md 8. Days are calendar days, times wall time."""

    send_days: int = 8
    submit_days: int = 5
    decision_method: Method = Method.CONSENT
    person_vote_method: PersonMethod = PersonMethod.CONSENT_ELSE_SECRET
    electorate: Electorate = Electorate.COMMITTEE
    vote_decides: bool = False
    quorum: int | None = None
    majority_base: MajorityBase = MajorityBase.CAST_WITHOUT_ABSTENTIONS
    tie: Tie = Tie.TO_MEETING
    candidate_votes: bool = False
    non_voting_roles: tuple[Role, ...] = (Role.CHAIR, Role.SUPPORT_OFFICER, Role.CLIENT_SUPPORTER)
    chair_term_years: int = 3
    report_correction_days: int = 14
    reminder_days: tuple[int, ...] = (14, 7, 1, 0)
    quiet_from: time = time(20)
    quiet_until: time = time(8)
    digest_weekday: int = 0
    digest_at: time = time(8, 30)
    zone: str = "Europe/Brussels"
    language: str = "nl"
    log_days: int = 90
    substitute_for_two: bool = False


MOST_REMINDERS = 10
"""Reminders of one thing; more is nagging."""

SHORTEST_SECRET = 3
"""A secret ballot needs at least this many voters (domain.md 8)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """One consultation body in one workspace; channels are Slack ids."""

    id: int
    workspace: int
    name: str
    plenary_channel: str
    committee_channel: str
    rules: RuleSheet = field(default_factory=RuleSheet)

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the body's wall times."""
        return ZoneInfo(self.rules.zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """What the form Overlegorgaan instellen asks: channels and people are Slack ids."""

    name: str
    plenary_channel: str
    committee_channel: str
    officers: tuple[str, ...]
    chair: str


def found(wanted: Arrangement, *, by: Person, is_admin: bool, others: Sequence[Body]) -> Body:
    """A new body, not stored yet (id 0). `is_admin`: whether Slack says that `by` administers the workspace.

    Only such a person founds one; from then on the body is its support officers' (interface.md, /iroj instellen).
    """
    must_be_admin(is_admin)
    _must_be_sound(wanted, others=others)
    return Body(
        id=0,
        workspace=by.workspace,
        name=must_be_a_name(wanted.name),
        plenary_channel=wanted.plenary_channel,
        committee_channel=wanted.committee_channel,
    )


def must_be_admin(is_admin: bool) -> None:
    """Raise `Refusal` unless Slack says that this person administers the workspace."""
    if not is_admin:
        raise Refusal(
            N_(
                "Alleen een beheerder van deze Slack-werkruimte stelt een nieuw overlegorgaan in. "
                "Bestaat het al, vraag dan de ondersteuner om het te wijzigen."
            )
        )


def rearrange(body: Body, wanted: Arrangement, *, by: Person, others: Sequence[Body]) -> Body:
    """The body with another name or other channels. Raises `Refusal` about the field."""
    by.must_be_allowed(May.SET_UP_BODY, in_=body.id)
    _must_be_sound(wanted, others=[other for other in others if other.id != body.id])
    return replace(
        body,
        name=must_be_a_name(wanted.name),
        plenary_channel=wanted.plenary_channel,
        committee_channel=wanted.committee_channel,
    )


def _must_be_sound(wanted: Arrangement, *, others: Sequence[Body]) -> None:
    """One channel per purpose and per body, since a command in a channel is about that body (domain.md 2)."""
    if wanted.plenary_channel == wanted.committee_channel:
        raise Refusal(
            N_("Kies een ander kanaal dan het plenaire: het comité overlegt apart."), about="committee_channel"
        )
    if not wanted.officers:
        raise Refusal(N_("Kies minstens één ondersteuner."), about="officers")
    for about, mine in (
        ("plenary_channel", wanted.plenary_channel),
        ("committee_channel", wanted.committee_channel),
    ):
        for other in others:
            if mine in (other.plenary_channel, other.committee_channel):
                raise Refusal(N_("Dit kanaal hoort al bij {body}."), about=about, body=other.name)


def fingerprint(rules: RuleSheet) -> str:
    """16 hexadecimal digits that change with any rule: whether somebody saw the sheet as it is now."""
    return sha256(repr(rules).encode()).hexdigest()[:16]


def must_be_as_seen(rules: RuleSheet, seen: str) -> None:
    """Raise `Refusal` when somebody else changed the rules since their `fingerprint` was `seen`."""
    if fingerprint(rules) != seen:
        raise Refusal(N_("Iemand heeft de spelregels intussen gewijzigd. Sluit dit venster en open het opnieuw."))


def change_rules(body: Body, wanted: RuleSheet, *, by: Person, voters: int, officers_with_vote: Sequence[Role]) -> Body:
    """The body with its new rule sheet; holds for votes opened later.

    `voters` is today's number of voices in the electorate, `officers_with_vote` the roles among chair and
    support officer whose mandate carries a vote. Raises `Refusal` about the field for impossible combinations
    (domain.md 8).
    """
    by.must_be_allowed(May.CHANGE_RULES, in_=body.id)
    _must_be_sane(wanted)
    _must_be_possible(wanted, voters=voters, officers_with_vote=officers_with_vote)
    return replace(body, rules=wanted)


def _must_be_sane(rules: RuleSheet) -> None:
    """Numbers within what a consultation body can mean by them."""
    bounds = {
        "send_days": (rules.send_days, 0, 60),
        "submit_days": (rules.submit_days, 0, 60),
        "chair_term_years": (rules.chair_term_years, 1, 12),
        "report_correction_days": (rules.report_correction_days, 0, 90),
        "log_days": (rules.log_days, 7, 730),
    }
    for about, (number, low, high) in bounds.items():
        if not low <= number <= high:
            raise Refusal(N_("Vul een getal in van {low} tot en met {high}."), about=about, low=low, high=high)
    if rules.quorum is not None and rules.quorum < 1:
        raise Refusal(N_("Een quorum is minstens 1 stem; laat het veld leeg voor geen quorum."), about="quorum")
    if any(not 0 <= days <= 90 for days in rules.reminder_days) or len(rules.reminder_days) > MOST_REMINDERS:
        raise Refusal(N_("Herinner tussen 0 en 90 dagen vooraf, bv. 14, 7, 1, 0."), about="reminder_days")
    try:
        ZoneInfo(rules.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Refusal(N_("Die tijdzone ken ik niet. Typ bijvoorbeeld Europe/Brussels."), about="zone") from None


def _must_be_possible(rules: RuleSheet, *, voters: int, officers_with_vote: Sequence[Role]) -> None:
    if rules.tie is Tie.CHAIR_DECIDES and Role.CHAIR not in officers_with_vote:
        raise Refusal(
            N_("De voorzitter heeft geen stem en kan dus niet beslissen bij gelijke stand. Kies een andere regel."),
            about="tie",
        )
    if rules.quorum is not None and rules.quorum > voters:
        raise Refusal(
            N_("Een quorum van {quorum} kan niet: er zijn maar {voters} stemgerechtigden."),
            about="quorum",
            quorum=rules.quorum,
            voters=voters,
        )
    if rules.decision_method is Method.SECRET and voters < SHORTEST_SECRET:
        raise Refusal(N_("Geheim stemmen kan pas vanaf 3 stemgerechtigden."), about="decision_method")
    if rules.person_vote_method is PersonMethod.SECRET and voters < SHORTEST_SECRET:
        raise Refusal(N_("Geheim stemmen kan pas vanaf 3 stemgerechtigden."), about="person_vote_method")


NAME_LENGTH = 50


def must_be_a_name(name: str, *, about: str = "name") -> str:
    """`name` without surrounding space. Raises `Refusal` when empty or over 50 characters."""
    clean = " ".join(name.split())
    if not clean:
        raise Refusal(N_("Vul een naam in."), about=about)
    if len(clean) > NAME_LENGTH:
        raise Refusal(N_("Maak de naam korter: hoogstens {most} tekens."), about=about, most=NAME_LENGTH)
    return clean
