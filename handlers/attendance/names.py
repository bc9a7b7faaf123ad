"""Learning what a Slack user is called who was named as a substitute and is no member: slow, so by the ticker."""

from slack_sdk import WebClient

from bot import texts
from bot.bodies import Body
from bot.names import NAME_LENGTH
from bot.people import BRUSSELS
from handlers.desk import Desk
from storage import outbox
from storage import people as stored_people
from storage.database import Session
from storage.outbox import Letter

NAME = "attendance.name"


def ask(db: Session, user: str, *, body: Body) -> None:
    """Have the name of a Slack user looked up, once."""
    outbox.tell(
        db,
        NAME,
        workspace=body.workspace,
        to=outbox.errand(NAME),
        key=f"{NAME}:{body.id}:{user}",
        about={"user": user},
        body=body.id,
    )


def learn(desk: Desk, client: WebClient, letter: Letter) -> None:
    """Ask Slack who a user is, and keep the name."""
    user = str(letter.about["user"])
    found = client.users_info(user=user, include_locale=True)["user"]
    profile = found.get("profile") or {}
    name = texts.line(found.get("real_name") or profile.get("display_name") or found.get("name") or user)
    with desk.sessions.begin() as db:
        stored_people.rename(
            db,
            workspace=letter.workspace,
            slack_user=user,
            name=name[:NAME_LENGTH].rstrip() or user,
            language=str(found.get("locale") or "nl")[:2],
            zone=str(found.get("tz") or BRUSSELS.key),
        )
