"""The slow work with a posted list, done by the ticker: fetching it from Slack, and taking it over."""

from slack_sdk import WebClient

from bot import importing
from bot.bodies import Body
from bot.errors import Refusal
from bot.importing import Outcome
from bot.people import Person
from handlers.desk import Desk
from handlers.documents import download
from handlers.importing import tell
from handlers.importing.take import held_against
from storage import bodies
from storage import importing as stored
from storage.database import Session
from storage.importing import List, State
from storage.outbox import Letter


def fetch(desk: Desk, client: WebClient, letter: Letter) -> None:
    """Fetch the file and show what it would change, or say why it cannot be read."""
    with desk.sessions.read() as db:
        list_, body = _of(db, letter)
    if list_.state is not State.FETCHING:
        return
    try:
        _, content = download.fetch(client, list_.file, most=importing.LARGEST)
        importing.read(content)
    except Refusal as why:
        state, content, found = State.REFUSED, None, _kept(why)
    else:
        state, found = State.WAITING, {}
    with desk.sessions.begin() as db:
        stored.settle(db, list_, state, content=content, found=found)
        tell.read_to(db, list_, body, user=str(letter.about["user"]))


def take(desk: Desk, client: WebClient, letter: Letter) -> None:
    """Take a confirmed list over, all of it in one unit of work, as things stand now."""
    by = _who(desk, letter)
    with desk.sessions.begin() as db:
        list_, body = _of(db, letter)
        if list_.state is not State.CONFIRMED:
            return
        bodies.hold(db, body.id)
        try:
            offer = held_against(db, importing.read(list_.content or b""), body, by=by, now=desk.now())
        except Refusal as why:
            stored.settle(db, list_, State.REFUSED, found=_kept(why))
        else:
            offer.take()
            counts = {
                str(outcome): sum(verdict.outcome is outcome for verdict in offer.verdicts) for outcome in Outcome
            }
            stored.settle(db, list_, State.DONE, found={"kind": str(offer.kind), **counts})
        tell.changed(db, list_.id, workspace=body.workspace)


def _who(desk: Desk, letter: Letter) -> Person:
    """Who confirmed, with the rights of this moment."""
    with desk.sessions.read() as db:
        team = bodies.team(db, letter.workspace)
    return desk.who(team=team, user=str(letter.about["user"]))


def _of(db: Session, letter: Letter) -> tuple[List, Body]:
    list_ = stored.get(db, letter.about["list"], body=letter.body or 0)
    return list_, bodies.load(db, list_.body, workspace=letter.workspace)


def _kept(why: Refusal) -> dict[str, object]:
    return {"why": why.sentence, "facts": {name: str(fact) for name, fact in why.facts.items()}}
