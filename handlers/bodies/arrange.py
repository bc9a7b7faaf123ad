"""`/iroj instellen`: a workspace admin founds a body, its support officers rearrange it."""

from dataclasses import replace
from datetime import date
from http.client import HTTPException
from typing import Any

import structlog
from slack_bolt import BoltContext
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot import agenda, bodies
from bot.bodies import Arrangement, Body
from bot.errors import N_, Refusal
from bot.people import BRUSSELS, May, Person, Role
from handlers.bodies import survey
from handlers.desk import Desk
from handlers.payload import Action, Submission
from handlers.reminders import due as reminders
from handlers.reply import Reply
from storage import agenda as stored_agenda
from storage import audit
from storage import bodies as stored
from storage import channels as stored_channels
from storage import people as stored_people
from storage.database import Session

log = structlog.get_logger()

MOST_OFFERED = 24
"""Bodies to choose from: Slack takes 25 buttons in a row, and one is for a new body."""

NEW = frozenset({"nieuw", "nieuwe", "nog een"})


def command(
    text: str, channel: str, context: BoltContext, me: Person, client: WebClient, desk: Desk, reply: Reply
) -> None:
    """`/iroj instellen`: the form of the body one supports, or of a first one; `nieuw` for one more."""
    mine = [seat for seat in me.seats if me.may(May.SET_UP_BODY, in_=seat.body)]
    here = [seat for seat in mine if channel in (seat.plenary_channel, seat.committee_channel)] or mine
    if text.casefold() in NEW or not here:
        _open_new(me, context, client, desk, reply)
    elif len(here) == 1:
        _open(here[0].body, me, desk, reply)
    else:
        reply.show("bodies/which", bodies=[(seat.body, seat.body_name) for seat in here[:MOST_OFFERED]])


def open_form(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """The button **Instellen** of a body."""
    _open(action.id, me, desk, reply)


def open_new(me: Person, context: BoltContext, client: WebClient, desk: Desk, reply: Reply) -> None:
    """The button **Nog een overlegorgaan**."""
    _open_new(me, context, client, desk, reply)


def found(
    submission: Submission, context: BoltContext, me: Person, client: WebClient, desk: Desk, reply: Reply
) -> None:
    """The form of a new body was sent. Whether it comes from an admin is asked again: forms can be sent anew."""
    wanted, team = _read(submission), _team(context)
    admin = is_admin(client, me, team=team)
    with desk.sessions.begin() as db:
        me = replace(me, workspace=stored.open_workspace(db, team, now=desk.now()))
        new = bodies.found(wanted, by=me, is_admin=admin, others=stored.of_workspace(db, me.workspace))
        new = replace(new, id=stored.add(db, new, now=desk.now()))
        stored_agenda.keep_standing_points(db, new.id, list(agenda.STANDING_POINTS))
        _appoint(db, new, wanted, desk=desk)
        _survey(db, new, was=None, take_over=_takes_over(submission), desk=desk)
        reminders.begin(db, new)
        audit.note(db, "bodies.found", by=me, body=new.id, noun="body", id_=new.id, now=desk.now())
    reply.done("{body} is ingesteld. De ondersteuners krijgen zo een bericht met de volgende stappen.", body=new.name)


def arrange(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The form of an existing body was sent."""
    wanted, id_ = _read(submission), submission.id("body")
    with desk.sessions.begin() as db:
        me.must_be_allowed(May.SET_UP_BODY, in_=id_)
        stored.hold(db, id_)
        was = stored.get(db, id_, within=me)
        now = bodies.rearrange(was, wanted, by=me, others=stored.of_workspace(db, me.workspace))
        stored.save(db, now)
        _appoint(db, now, wanted, desk=desk)
        _survey(db, now, was=was, take_over=_takes_over(submission), desk=desk)
        audit.note(db, "bodies.arrange", by=me, body=id_, noun="body", id_=id_, now=desk.now())
    reply.done("{body} is bewaard. Wat me opvalt aan de kanalen, stuur ik je zo.", body=now.name)


def _open(body: int, me: Person, desk: Desk, reply: Reply) -> None:
    me.must_be_allowed(May.SET_UP_BODY, in_=body)
    with desk.sessions.read() as db:
        here = stored.get(db, body, within=me)
        today = desk.now().astimezone(here.zone).date()
        officers = _users(db, body, Role.SUPPORT_OFFICER, today=today)
        chairs = _users(db, body, Role.CHAIR, today=today)
    reply.open(
        "bodies/arrange",
        body=body,
        name=here.name,
        plenary_channel=here.plenary_channel,
        committee_channel=here.committee_channel,
        officers=officers,
        chair=chairs[0] if chairs else None,
    )


def _open_new(me: Person, context: BoltContext, client: WebClient, desk: Desk, reply: Reply) -> None:
    bodies.must_be_admin(is_admin(client, me, team=_team(context)))
    with desk.sessions.read() as db:
        others = stored.of_workspace(db, me.workspace)
    reply.open("bodies/found", others=[other.name for other in others])


def _users(db: Session, body: int, role: Role, *, today: date) -> list[str]:
    return [member.slack_user for member in stored_people.with_roles(db, body, role, today=today) if member.slack_user]


def _team(context: BoltContext) -> str:
    """Slack's id of the bot's own workspace: somebody in a shared channel may come from another one."""
    known = context.authorize_result
    return str((known and known.team_id) or context.team_id)


def is_admin(client: WebClient, me: Person, *, team: str) -> bool:
    """Whether Slack says that this person administers this workspace. Raises `Refusal` when it does not answer."""
    try:
        user: dict[str, Any] = client.users_info(user=me.user)["user"]
    except (SlackClientError, OSError, HTTPException) as error:
        log.warning("nobody knows who is admin", error=type(error).__name__)
        raise Refusal(N_("Slack antwoordt nu niet. Probeer het over een minuut opnieuw.")) from error
    return user.get("team_id") == team and bool(user.get("is_admin") or user.get("is_owner"))


def _read(submission: Submission) -> Arrangement:
    return Arrangement(
        name=submission.text("name"),
        plenary_channel=submission.choice("plenary_channel") or "",
        committee_channel=submission.choice("committee_channel") or "",
        officers=tuple(submission.choices("officers")),
        chair=submission.choice("chair") or "",
    )


def _takes_over(submission: Submission) -> bool:
    return bool(submission.choices("take_over"))


def _appoint(db: Session, body: Body, wanted: Arrangement, *, desk: Desk) -> None:
    """Give support officers and chair their mandates; who is none any more keeps a past one."""
    today = desk.now().astimezone(BRUSSELS).date()
    for role, users in ((Role.SUPPORT_OFFICER, wanted.officers), (Role.CHAIR, (wanted.chair,))):
        members = [_member(db, body, user, desk=desk) for user in users]
        stored_people.end_mandates(db, body=body.id, role=role, today=today, keep=members)
        for member in members:
            stored_people.add_mandate(db, body=body.id, member=member, role=role, has_vote=False, valid_from=today)


def _member(db: Session, body: Body, user: str, *, desk: Desk) -> int:
    """The member behind a Slack user. The survey finds the name; until then it is the id, which Slack shows well."""
    return stored_people.add_member(db, body=body.id, name=user, slack_user=user, now=desk.now())


def _survey(db: Session, body: Body, *, was: Body | None, take_over: bool, desk: Desk) -> None:
    """Have the channels looked at; the people of a new comité channel become its members."""
    if was is None or was.committee_channel != body.committee_channel:
        stored_channels.want_people(db, body.committee_channel, workspace=body.workspace)
    if take_over:
        stored_channels.want_people(db, body.plenary_channel, workspace=body.workspace)
    survey.ask(db, body, now=desk.now(), first=was is None)
