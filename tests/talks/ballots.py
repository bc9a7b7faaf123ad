"""What conversations about votes set up and look at beside what people see."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from bot.people import Role
from bot.votes import Ballot, Choice, Poll, Result, Seat, State
from sandbox.seen import Message
from sandbox.slackers import Slacker
from storage.votes import boxes, polls
from storage.votes.rows import FormerBallotRow, SecretBallotRow
from tests.talks.scene import BRUSSELS, Scene

CLOSES = datetime(2026, 3, 10, 17, tzinfo=BRUSSELS)
"""What the form proposes on the day when every conversation begins: a Tuesday, at five."""

QUESTION = "We keuren het draaiboek goed"
DAY = timedelta(days=1)


def committee(scene: Scene, number: int) -> list[Slacker]:
    """So many members of the comité in its channel, Katrijn first."""
    names = ("Wim Aerts", "Nele Baert", "Jef Claes", "An D’Hondt", "Tom Engels", "Lut François", "Piet Geens")
    others = []
    for name in names[: number - 1]:
        who = scene.team.add_person(name)
        scene.team.invite(scene.committee, who)
        scene.join(who, Role.EFFECTIVE_MEMBER, Role.COMMITTEE_MEMBER)
        others.append(who)
    return [scene.katrijn, *others]


def open_vote(who: Slacker, title: str = QUESTION, **fields: Any) -> Message:
    """Open a vote about a question by the form; its root message in the comité channel."""
    assert ask(who, title, **fields) == {}
    who.submit()
    who.close_all()
    return root(who)


def ask(who: Slacker, title: str = QUESTION, **fields: Any) -> dict[str, str]:
    """Fill in the form; the errors by label, and the summary on screen when there are none."""
    who.command("/stemming nieuw")
    filled = {"Of een voorstel": title, "Methode": "Openbaar", "Sluit op": CLOSES}
    return who.submit(filled | {name.replace("_", " "): value for name, value in fields.items()})


def root(who: Slacker) -> Message:
    """The newest root message of a vote in the comité channel."""
    return next(each for each in reversed(who.read("#comite")) if each.text.startswith("Stemming:"))


def ballots(who: Slacker, vote: Message | None = None) -> list[Message]:
    """The ballots in the thread of a vote."""
    return [each for each in who.thread(vote or root(who)) if each.text.startswith("Stembrief")]


def press(who: Slacker, words: str, nth: int = 0) -> str:
    """Press on a ballot in the thread of the newest vote; what the bot says to that."""
    who.click(ballots(who)[nth], words)
    return who.ephemerals("#comite")[-1].all_text


def vote_secretly(who: Slacker, *choices: str) -> dict[str, str]:
    """Put a secret ballot in the box of the newest vote; the errors by label."""
    who.click(ballots(who)[0], "Stem geheim")
    screen = who.modal
    assert screen is not None
    labels = [label for label in screen.labels if label.startswith("Keuze")]
    errors = who.submit(dict(zip(labels, choices, strict=True)))
    if not errors:
        who.close_all()
    return errors


def result(who: Slacker) -> str:
    """The newest result in the thread of the newest vote."""
    return next(each for each in reversed(who.thread(root(who))) if each.text.startswith("Uitslag")).all_text


def newest(scene: Scene) -> Poll:
    """The vote that was asked for last."""
    with scene.database.read() as db:
        found = polls.of_body(db, scene.body, states=tuple(State), workspace=scene.workspace, most=50)
    return max(found, key=lambda poll: poll.id)


def kept(scene: Scene) -> tuple[list[Ballot], list[Seat], Result | None]:
    """The named ballots, seats and result of the newest vote."""
    poll = newest(scene)
    with scene.database.read() as db:
        return boxes.ballots(db, poll.id), polls.seats(db, poll.id), polls.result(db, poll.id)


def frozen(scene: Scene) -> Result:
    """The result of the newest vote."""
    found = kept(scene)[2]
    assert found is not None
    return found


def former(scene: Scene) -> list[Choice]:
    """What was in the box before somebody changed it."""
    with scene.database.read() as db:
        return list(db.scalars(select(FormerBallotRow.choice).order_by(FormerBallotRow.id)))


def secret(scene: Scene) -> list[Choice]:
    """What lies in all secret boxes."""
    with scene.database.read() as db:
        return sorted(db.scalars(select(SecretBallotRow.choice)))
