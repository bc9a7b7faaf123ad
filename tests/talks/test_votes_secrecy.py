"""After a secret vote over the wire: no log, trail, outbox or inbox knows who voted what; and what a vote asks."""

import json
import logging
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from handlers import logs
from sandbox.slackers import Slacker
from storage.audit import AuditRow
from storage.inbox import InboxRow
from storage.outbox import OutboxRow
from storage.votes.rows import BallotRow, EntryRow, FormerBallotRow
from tests.talks.ballots import CLOSES, ballots, committee, kept, newest, open_vote, press, vote_secretly
from tests.talks.scene import Scene
from tests.talks.test_statements import statements

CHOICES = ("for", "against", "abstain", "Voor", "Tegen", "Onthouding")


@pytest.fixture
def voters(scene: Scene) -> list[Slacker]:
    """Seven members of the comité."""
    return committee(scene, 7)


@pytest.fixture
def said() -> Iterator[list[str]]:
    """Everything that any logger says at any level, as it leaves the process."""
    lines: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(self.format(record))

    ear = Ear(level=logging.DEBUG)
    ear.addFilter(logs.discreet)
    root = logging.getLogger()
    before = root.level
    root.addHandler(ear)
    root.setLevel(logging.DEBUG)
    try:
        yield lines
    finally:
        root.removeHandler(ear)
        root.setLevel(before)


def test_no_log_trail_or_queue_holds_what_somebody_voted_in_secret(
    scene: Scene, chair: Slacker, voters: list[Slacker], said: list[str]
) -> None:
    open_vote(chair, Methode="Geheim")
    before = len(said)
    for who, choice in zip(voters, ("Voor", "Tegen", "Onthouding", "Voor", "Tegen"), strict=False):
        assert vote_secretly(who, choice) == {}
    scene.move_to(CLOSES)
    assert newest(scene).closed_at is not None
    with scene.database.read() as db:
        about = [
            json.dumps([*row]) for row in db.execute(select(OutboxRow.dedupe_key, OutboxRow.about, OutboxRow.name))
        ]
        deeds = [json.dumps([*row]) for row in db.execute(select(AuditRow.deed, AuditRow.detail))]
        inbox = list(db.scalars(select(InboxRow.key)))
        named = [db.execute(select(row.line_id)).all() for row in (BallotRow, FormerBallotRow, EntryRow)]
        actors = {row.deed: row.actor for row in db.execute(select(AuditRow.deed, AuditRow.actor))}
    words = [f'"{choice}"' for choice in CHOICES] + [f":{choice}" for choice in CHOICES]
    assert [text for text in about + deeds for word in words if word in text] == []
    assert all(len(key) == 64 and set(key) <= set("0123456789abcdef") for key in inbox)
    assert named == [[], [], []]
    assert "votes.cast" not in actors
    spoken = [line for line in said[before:] for who in voters if who.id in line and any(c in line for c in CHOICES)]
    assert spoken == []


def test_the_journal_is_empty_once_the_bot_has_nothing_left_to_say(
    scene: Scene, chair: Slacker, voters: list[Slacker]
) -> None:
    if scene.database.url.get_backend_name() != "sqlite":
        pytest.skip("the journal of PostgreSQL is the server's")
    open_vote(chair, Methode="Geheim")
    vote_secretly(voters[0], "Voor")
    chair.read("#comite")
    with scene.database.read() as db:
        waiting = db.execute(select(OutboxRow.next_at, OutboxRow.error).where(OutboxRow.name == "votes.wipe")).all()
    assert waiting == [(None, None)]


def test_a_press_asks_as_much_of_the_database_with_many_votes_and_voters_as_with_few(
    scene: Scene, chair: Slacker, voters: list[Slacker]
) -> None:
    counts = []
    for _ in range(2):
        open_vote(chair)
        ballot = ballots(voters[0])[0]
        with statements() as asked:
            voters[0].click(ballot, "Voor")
        counts.append(len(asked))
        for who in voters[1:6]:
            press(who, "Tegen")
    assert counts[0] == counts[1]
    assert counts[0] <= 20


@pytest.mark.parametrize("look", ["/stemming", "home"])
def test_a_look_asks_as_much_with_five_votes_as_with_one(
    scene: Scene, chair: Slacker, voters: list[Slacker], look: str
) -> None:
    counts = []
    for more in (1, 4):
        for _ in range(more):
            open_vote(chair)
        with statements() as asked:
            voters[0].home() if look == "home" else voters[0].command(look)
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert kept(scene)[0] == []
