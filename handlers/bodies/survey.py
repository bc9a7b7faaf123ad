"""Slow reads of Slack for a body: its channels and the people in them, page by page, by the ticker.

One errand reads one page and asks for the next, so that whatever happens is resumed where it stopped.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot import texts
from bot.bodies import NAME_LENGTH, Body
from bot.channels import Channel, Purpose, taken_over_as
from bot.people import BRUSSELS, Person
from handlers.bodies import tell
from handlers.desk import Desk
from storage import bodies, outbox, people
from storage import channels as stored
from storage.database import Session
from storage.outbox import Letter

log = structlog.get_logger()

PAGE = 20
"""People of one page: each is one question to Slack, and all of them fit in one lease."""

SLACKBOT = "USLACKBOT"

_CANNOT_JOIN = frozenset(
    {
        "is_archived",
        "method_not_supported_for_channel_type",
        "missing_scope",
        "restricted_action",
        "team_access_not_granted",
        "channel_not_found",
    }
)
_CANNOT_SEE = frozenset({"channel_not_found", "not_in_channel", "missing_scope", "team_access_not_granted"})
_NOBODY = frozenset({"user_not_found", "user_not_visible"})


class Step(StrEnum):
    """What one errand does. The people of the body itself come first, then each channel and who is in it."""

    PEOPLE = "people"
    PLENARY = "plenary"
    COMMITTEE = "committee"
    REPORT = "report"


_NEXT = {Step.PEOPLE: Step.PLENARY, Step.PLENARY: Step.COMMITTEE, Step.COMMITTEE: Step.REPORT}
_PURPOSES = {Step.PLENARY: Purpose.PLENARY, Step.COMMITTEE: Purpose.COMMITTEE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """One step of one survey. `run` tells surveys of a body apart; `first` is the one at its founding."""

    body: int
    run: str
    first: bool
    step: Step = Step.PEOPLE
    cursor: str = ""

    def about(self) -> dict[str, Any]:
        """As the outbox keeps it."""
        return asdict(self)


def ask(db: Session, body: Body, *, now: datetime, first: bool = False) -> None:
    """Have the body surveyed."""
    _tell(db, Errand(body=body.id, run=f"{now.timestamp():.6f}", first=first), workspace=body.workspace)


def joined(event: Mapping[str, Any], me: Person, context: Mapping[str, Any], desk: Desk) -> None:
    """Somebody let the bot into a channel: if a body uses it, it can be looked at now."""
    if event["user"] != context["bot_user_id"]:
        return
    with desk.sessions.begin() as db:
        for body in bodies.of_workspace(db, me.workspace):
            if event["channel"] in (body.plenary_channel, body.committee_channel):
                ask(db, body, now=desk.now())


def run(desk: Desk, client: WebClient, letter: Letter) -> None:
    """Do one step, and ask for what comes behind it in the same unit of work that notes this one."""
    errand = Errand(**{**letter.about, "step": Step(letter.about["step"])})
    with desk.sessions.read() as db:
        body = bodies.load(db, errand.body, workspace=letter.workspace)
        team = bodies.team(db, letter.workspace)
    match errand.step:
        case Step.PEOPLE:
            _meet_known(desk, client, body, team)
            _go_on(desk, errand, body)
        case Step.PLENARY | Step.COMMITTEE:
            _visit(desk, client, errand, body, team)
        case Step.REPORT:
            with desk.sessions.begin() as db:
                tell.surveyed_to_officers(db, body, run=errand.run, first=errand.first, now=desk.now())


def _meet_known(desk: Desk, client: WebClient, body: Body, team: str) -> None:
    """Learn the names of support officers and chair, who were appointed by their Slack id."""
    with desk.sessions.read() as db:
        unknown = [member.slack_user for member in people.members(db, body.id) if member.name == member.slack_user]
    for user in unknown:
        found = colleague(client, str(user), team=team)
        if found is not None:
            with desk.sessions.begin() as db:
                _name(db, body, found)


def _visit(desk: Desk, client: WebClient, errand: Errand, body: Body, team: str) -> None:
    """Look at the channel first; then read a page of its people, when they or the guests among them matter."""
    purpose = _PURPOSES[errand.step]
    id_ = body.plenary_channel if purpose is Purpose.PLENARY else body.committee_channel
    with desk.sessions.read() as db:
        wanted = stored.wants_people(db, id_, workspace=body.workspace)
    if not errand.cursor:
        channel = look(client, id_)
        with desk.sessions.begin() as db:
            stored.keep(db, channel, workspace=body.workspace, now=desk.now())
        if not channel.visible or channel.archived or not (wanted or purpose is Purpose.COMMITTEE):
            return _go_on(desk, errand, body)
    users, cursor = page(client, id_, errand.cursor)
    for user in users:
        found = colleague(client, user, team=team)
        if found is not None:
            _note(desk, body, found, id_, purpose, wanted=wanted)
    return _go_on(desk, errand, body, cursor=cursor, read=None if cursor else id_)


def _go_on(desk: Desk, errand: Errand, body: Body, *, cursor: str = "", read: str | None = None) -> None:
    """Ask for the next page, or for the next step; `read` is the channel whose people are all known now."""
    step = errand.step if cursor else _NEXT[errand.step]
    with desk.sessions.begin() as db:
        if read is not None:
            stored.people_read(db, read, workspace=body.workspace)
        _tell(db, replace(errand, step=step, cursor=cursor), workspace=body.workspace)


def _tell(db: Session, errand: Errand, *, workspace: int) -> None:
    outbox.tell(
        db,
        "bodies.survey",
        workspace=workspace,
        to=outbox.errand("bodies.survey"),
        key=f"bodies.survey:{errand.body}:{errand.run}:{errand.step}:{errand.cursor}",
        about=errand.about(),
        body=errand.body,
    )


def look(client: WebClient, id_: str) -> Channel:
    """The channel as it is now; the bot joins it when it is public and open."""
    try:
        found: dict[str, Any] = client.conversations_info(channel=id_)["channel"]
    except SlackApiError as error:
        if error.response["error"] not in _CANNOT_SEE:
            raise
        return Channel(id=id_, visible=False)
    private, archived = bool(found.get("is_private")), bool(found.get("is_archived"))
    has_bot = bool(found.get("is_member"))
    return Channel(
        id=id_,
        name=str(found.get("name") or ""),
        has_bot=has_bot or (not private and not archived and _join(client, id_)),
        private=private,
        shared=bool(found.get("is_ext_shared") or found.get("is_pending_ext_shared")),
        archived=archived,
    )


def _join(client: WebClient, id_: str) -> bool:
    """Whether the bot could join a public channel."""
    try:
        client.conversations_join(channel=id_)
    except SlackApiError as error:
        if error.response["error"] not in _CANNOT_JOIN:
            raise
        log.info("cannot join", channel=id_, error=error.response["error"])
        return False
    return True


def page(client: WebClient, id_: str, cursor: str) -> tuple[list[str], str]:
    """The user ids of one page, and where the next begins ("" for the last)."""
    answer = client.conversations_members(channel=id_, limit=PAGE, cursor=cursor or None)
    return list(answer["members"]), str((answer.get("response_metadata") or {}).get("next_cursor") or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Somebody of our own workspace, as Slack describes them."""

    user: str
    name: str
    language: str
    zone: str
    guest: bool


def colleague(client: WebClient, user: str, *, team: str) -> Colleague | None:
    """Who a user is; None for a bot, for somebody who left, and for somebody of another workspace."""
    if user == SLACKBOT:
        return None
    try:
        found: dict[str, Any] = client.users_info(user=user, include_locale=True)["user"]
    except SlackApiError as error:
        if error.response["error"] not in _NOBODY:
            raise
        return None
    teams = {found.get("team_id"), *(found.get("enterprise_user") or {}).get("teams", ())}
    if found.get("is_bot") or found.get("deleted") or found.get("is_stranger") or team not in teams:
        return None
    profile = found.get("profile") or {}
    name = texts.line(found.get("real_name") or profile.get("display_name") or found.get("name") or user)
    return Colleague(
        user=user,
        name=name[:NAME_LENGTH].rstrip() or user,
        language=str(found.get("locale") or "nl")[:2],
        zone=str(found.get("tz") or BRUSSELS.key),
        guest=bool(found.get("is_restricted") or found.get("is_ultra_restricted")),
    )


def _note(desk: Desk, body: Body, found: Colleague, channel: str, purpose: Purpose, *, wanted: bool) -> None:
    """Keep what was learned of somebody in a channel: a guest, a member, or a name that changed."""
    today = desk.now().astimezone(BRUSSELS).date()
    with desk.sessions.begin() as db:
        bodies.hold(db, body.id)
        if found.guest:
            stored.guest_seen(db, channel, workspace=body.workspace)
        role = taken_over_as(purpose, people.roles_of(db, found.user, body=body.id, today=today)) if wanted else None
        if role is not None:
            member = people.add_member(db, body=body.id, name=found.name, slack_user=found.user, now=desk.now())
            people.add_mandate(
                db,
                body=body.id,
                member=member,
                role=role,
                has_vote=role not in body.rules.non_voting_roles,
                valid_from=today,
            )
        _name(db, body, found)


def _name(db: Session, body: Body, found: Colleague) -> None:
    people.rename(
        db,
        workspace=body.workspace,
        slack_user=found.user,
        name=found.name,
        language=found.language,
        zone=found.zone,
    )
