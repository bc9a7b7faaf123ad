"""Who somebody is in a body, and what that lets them do."""

from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.errors import N_, Refusal

BRUSSELS = ZoneInfo("Europe/Brussels")


class Role(StrEnum):
    """What a mandate makes of a person (interface.md, modal Lid).

    `GROUP_MEMBER` is a place in a working group, also for somebody without a seat; `CLOCK` is the ticker itself.
    """

    EFFECTIVE_MEMBER = "effective_member"
    CLIENT_REPRESENTATIVE = "client_representative"
    CLIENT_SUPPORTER = "client_supporter"
    COMMITTEE_MEMBER = "committee_member"
    CHAIR = "chair"
    SUPPORT_OFFICER = "support_officer"
    OBSERVER = "observer"
    GROUP_MEMBER = "group_member"
    CLOCK = "clock"


class May(StrEnum):
    """A deed that needs a right; what no role was given is denied."""

    READ = "read"
    PROPOSE_POINT = "propose_point"
    ASK_BUDGET = "ask_budget"
    STAND = "stand"
    NOMINATE = "nominate"
    EXCUSE_ONESELF = "excuse_oneself"
    EDIT_OWN = "edit_own"
    JUDGE_PROPOSALS = "judge_proposals"
    JUDGE_OWN_PROPOSAL = "judge_own_proposal"
    ORDER_AGENDA = "order_agenda"
    PUBLISH_AGENDA = "publish_agenda"
    PLAN_MEETINGS = "plan_meetings"
    EDIT_STANDING_POINTS = "edit_standing_points"
    NOTE_PRESENCE = "note_presence"
    NOTE_OUTCOMES = "note_outcomes"
    ADD_AFTER_SENDING = "add_after_sending"
    MANAGE_MEMBERS = "manage_members"
    ACT_FOR_OTHERS = "act_for_others"
    SET_UP_BODY = "set_up_body"
    RUN_VOTES = "run_votes"
    CALL_CANDIDATES = "call_candidates"
    ADMIT_CANDIDACY = "admit_candidacy"
    RATIFY = "ratify"
    CREATE_FOLLOW_UP = "create_follow_up"
    TEND_ANY_FOLLOW_UP = "tend_any_follow_up"
    DECIDE_BUDGET = "decide_budget"
    CHANGE_RULES = "change_rules"
    SEE_TROUBLE = "see_trouble"


_EVERYONE = frozenset(
    {
        May.READ,
        May.PROPOSE_POINT,
        May.ASK_BUDGET,
        May.STAND,
        May.NOMINATE,
        May.EXCUSE_ONESELF,
        May.EDIT_OWN,
        May.CREATE_FOLLOW_UP,
    }
)
_COMMITTEE = _EVERYONE | {May.JUDGE_PROPOSALS}
_CHAIR = _COMMITTEE | {
    May.PUBLISH_AGENDA,
    May.RUN_VOTES,
    May.CALL_CANDIDATES,
    May.ADMIT_CANDIDACY,
    May.RATIFY,
    May.TEND_ANY_FOLLOW_UP,
    May.DECIDE_BUDGET,
    May.CHANGE_RULES,
}

RIGHTS: dict[Role, frozenset[May]] = {
    Role.EFFECTIVE_MEMBER: _EVERYONE,
    Role.CLIENT_REPRESENTATIVE: _EVERYONE,
    Role.CLIENT_SUPPORTER: _EVERYONE,
    Role.COMMITTEE_MEMBER: _COMMITTEE,
    Role.CHAIR: _CHAIR,
    Role.SUPPORT_OFFICER: frozenset(May),
    Role.OBSERVER: frozenset({May.READ}),
    Role.GROUP_MEMBER: frozenset({May.READ, May.EXCUSE_ONESELF}),
    Role.CLOCK: frozenset({May.READ}),
}
"""Deed by role, always within one body (decisions.md, "Who may do what")."""

NO_VOTE_BY_DEFAULT = frozenset({Role.CHAIR, Role.SUPPORT_OFFICER, Role.CLIENT_SUPPORTER, Role.OBSERVER})
"""Roles whose mandate carries no vote unless said otherwise (domain.md 2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One person's place in one body today: which member, which body, all roles of running mandates."""

    body: int
    member: int
    body_name: str
    plenary_channel: str
    committee_channel: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Whoever acts now: a Slack user of one workspace, with a seat in zero or more bodies.

    `workspace` is the database id, `user` the Slack id. `language` and `zone` are the person's own.
    """

    workspace: int
    user: str
    name: str
    seats: tuple[Seat, ...] = ()
    language: str = "nl"
    zone: ZoneInfo = BRUSSELS

    def seat_in(self, body: int) -> Seat | None:
        """The person's seat in `body`, if there is one."""
        return next((seat for seat in self.seats if seat.body == body), None)

    def member_in(self, body: int) -> int:
        """The person's member id in `body`. Raises `Refusal` for somebody without a seat there."""
        seat = self.seat_in(body)
        if seat is None:
            raise Refusal(N_("Je bent geen lid van dit overlegorgaan. Vraag de ondersteuner om je toe te voegen."))
        return seat.member

    def may(self, deed: May, *, in_: int) -> bool:
        """Whether one of the person's roles in the body allows `deed`."""
        seat = self.seat_in(in_)
        return seat is not None and any(deed in RIGHTS[role] for role in seat.roles)

    def must_be_allowed(self, deed: May, *, in_: int) -> None:
        """Raise `Refusal` unless the person may do `deed` in the body; unknown is denied."""
        self.member_in(in_)
        if not self.may(deed, in_=in_):
            raise Refusal(_DENIED.get(deed, N_("Je hebt hier geen rechten voor. Vraag het aan de ondersteuner.")))


_DENIED = {
    May.JUDGE_PROPOSALS: N_("Alleen het comité, de voorzitter en de ondersteuner beslissen over voorstellen."),
    May.PUBLISH_AGENDA: N_("Alleen de voorzitter en de ondersteuner publiceren de agenda."),
    May.CHANGE_RULES: N_("Alleen de voorzitter en de ondersteuner wijzigen de spelregels."),
    May.DECIDE_BUDGET: N_("Alleen de voorzitter en de ondersteuner beslissen over het budget."),
    May.ASK_BUDGET: N_("Als waarnemer kun je meelezen, maar geen budget vragen."),
    May.PROPOSE_POINT: N_("Als waarnemer kun je meelezen, maar geen punten voorstellen."),
}


def clock(*, workspace: int, body: int) -> Person:
    """The ticker as a named actor in one body; it reads, and decides nothing a person should."""
    seat = Seat(
        body=body,
        member=0,
        body_name="",
        plenary_channel="",
        committee_channel="",
        roles=frozenset({Role.CLOCK}),
    )
    return Person(workspace=workspace, user="", name="CLOCK", seats=(seat,))


def operator(*, workspace: int, body: int) -> Person:
    """Whoever works on the bot's own machine: a support officer of the body, without being one of its members."""
    seat = Seat(
        body=body,
        member=0,
        body_name="",
        plenary_channel="",
        committee_channel="",
        roles=frozenset({Role.SUPPORT_OFFICER}),
    )
    return Person(workspace=workspace, user="", name="irojbot", seats=(seat,))
