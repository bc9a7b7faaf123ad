"""Who comes into or leaves the plenary channel, or Slack: noticed and proposed, never done by itself."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from slack_sdk import WebClient

from bot.bodies import Body
from bot.mandates import Forum, Mandate
from bot.people import May, Person, Role
from handlers.bodies import survey
from handlers.desk import Desk
from handlers.payload import Action
from handlers.people import form
from handlers.people.circle import Circle, circle, for_clock
from handlers.reply import Reply
from handlers.words import Mention, Words
from storage import bodies, outbox
from storage import people as stored_people
from storage.database import Session, now_in
from storage.outbox import Letter
from storage.people import Member

PATIENCE = timedelta(minutes=5)
"""How long somebody who left a channel has to come back before it is told."""


def joined(event: Mapping[str, Any], me: Person, context: Mapping[str, Any], desk: Desk) -> None:
    """Somebody came into a channel: the bot itself, or somebody who may have to become a member."""
    if event["user"] == context["bot_user_id"]:
        survey.joined(event, me, context, desk)
        return
    with desk.sessions.begin() as db:
        for body in _with_plenary(db, str(event["channel"]), workspace=me.workspace):
            for officer in _officers(db, body, now=desk.now()):
                outbox.cancel(db, _left_key(body, me.user, officer, now=desk.now()), workspace=body.workspace)
            if not _living(db, body, me.user, now=desk.now()):
                outbox.tell(
                    db,
                    "people.joined",
                    workspace=body.workspace,
                    to=outbox.errand("people.joined"),
                    key=f"people.joined:{body.id}:{me.user}:{_today(body, desk.now())}",
                    about={"user": me.user},
                    body=body.id,
                )


def meet(desk: Desk, client: WebClient, letter: Letter) -> None:
    """Ask Slack who came in; a colleague is proposed to the support officers, a bot or an outsider is not."""
    user = str(letter.about["user"])
    with desk.sessions.read() as db:
        body = bodies.load(db, letter.body or 0, workspace=letter.workspace)
        team = bodies.team(db, letter.workspace)
    found = survey.colleague(client, user, team=team)
    if found is None:
        return
    with desk.sessions.begin() as db:
        about = {"user": user, "name": found.name}
        for officer in _officers(db, body, now=desk.now()):
            _tell(db, "people/joined", body, officer, about=about, key=f"people/joined:{letter.id}:{officer.id}")


def left(event: Mapping[str, Any], me: Person, desk: Desk) -> None:
    """Somebody left a channel: the seat stays, and the support officers hear of it."""
    with desk.sessions.begin() as db:
        for body in _with_plenary(db, str(event["channel"]), workspace=me.workspace):
            if _living(db, body, me.user, now=desk.now()):
                for officer in _officers(db, body, now=desk.now()):
                    key = _left_key(body, me.user, officer, now=desk.now())
                    at = desk.now() + PATIENCE
                    _tell(db, "people/left", body, officer, about={"user": me.user}, key=key, at=at)
                    # Somebody who came back and leaves again the same day is told of again.
                    outbox.refresh(db, key, workspace=body.workspace)


def user_changed(event: Mapping[str, Any], me: Person, desk: Desk) -> None:
    """Slack says something new of an account; when it was closed, the seat stays and it is reported."""
    user: Mapping[str, Any] = event["user"]
    with desk.sessions.begin() as db:
        changed = stored_people.set_deactivated(
            db, str(user["id"]), workspace=me.workspace, deactivated=bool(user.get("deleted"))
        )
        if not user.get("deleted"):
            return
        for member in changed:
            body = bodies.load(db, member.body, workspace=me.workspace)
            if _living(db, body, str(user["id"]), now=desk.now()):
                for officer in _officers(db, body, now=desk.now()):
                    key = f"people/closed:{member.id}:{desk.now().timestamp():.6f}:{officer.id}"
                    _tell(db, "people/closed", body, officer, about={"user": user["id"]}, key=key)


def propose(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """Who came in, to the support officer; nothing when they are a member meanwhile."""
    here = for_clock(db, letter.body or 0, workspace=letter.workspace, now=now_in(db))
    user = str(letter.about["user"])
    if _mandates(here, user):
        return None
    name = str(letter.about["name"])
    return {
        "who": Mention(user, name),
        "body_name": here.body.name,
        "channel_link": here.body.plenary_channel,
        "value": f"{here.body.id}:{user}:{name}",
    }


def report(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """Who left the channel or Slack, to the support officer; nothing when there is no seat any more."""
    here = for_clock(db, letter.body or 0, workspace=letter.workspace, now=now_in(db))
    held = _mandates(here, str(letter.about["user"]))
    if not held:
        return None
    member = here.members[held[0].member]
    if letter.name == "people/left" and member.deactivated:
        # The closed account is reported by itself.
        return None
    return {
        "name": member.name,
        "body_name": here.body.name,
        "channel_link": here.body.plenary_channel,
        "mandate": held[0].id,
    }


def ask_add(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Lid toevoegen** beside somebody who came in: the form with who it is."""
    body, user, name = (*action.value.split(":", 2), "", "")[:3]
    in_ = int(body) if body.isdigit() else 0
    me.must_be_allowed(May.MANAGE_MEMBERS, in_=in_)
    with desk.sessions.read() as db:
        here = circle(db, in_, within=me, now=desk.now())
    reply.open("people/add", **form.empty(reply.words, here, name=name, slack_user=user).as_facts())


def _with_plenary(db: Session, channel: str, *, workspace: int) -> list[Body]:
    return [body for body in bodies.of_workspace(db, workspace) if body.plenary_channel == channel]


def _living(db: Session, body: Body, user: str, *, now: datetime) -> list[Mandate]:
    return _mandates(for_clock(db, body.id, workspace=body.workspace, now=now), user)


def _mandates(here: Circle, user: str) -> list[Mandate]:
    """The seats of a Slack user that run, will run or wait, the one in the plenary first."""
    mine = [each for each in here.mandates if here.members[each.member].slack_user == user]
    return sorted(mine, key=lambda each: each.forum is not Forum.PLENARY)


def _officers(db: Session, body: Body, *, now: datetime) -> list[Member]:
    """The support officers who can be told something in Slack."""
    found = stored_people.with_roles(db, body.id, Role.SUPPORT_OFFICER, today=_today(body, now))
    return [member for member in found if member.slack_user is not None and not member.deactivated]


def _tell(
    db: Session,
    name: str,
    body: Body,
    officer: Member,
    *,
    about: Mapping[str, Any],
    key: str,
    at: datetime | None = None,
) -> None:
    outbox.tell(
        db,
        name,
        workspace=body.workspace,
        to=outbox.user(str(officer.slack_user)),
        key=key,
        about=about,
        body=body.id,
        at=at,
    )


def _left_key(body: Body, user: str, officer: Member, *, now: datetime) -> str:
    return f"people/left:{body.id}:{user}:{_today(body, now)}:{officer.id}"


def _today(body: Body, now: datetime) -> date:
    return now.astimezone(body.zone).date()
