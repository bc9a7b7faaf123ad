"""Whatever the order of telling, changing, claiming, speaking, dying and waking up too late: said once, and newest."""

import shutil
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from storage import bodies, migrations, outbox
from storage.database import Database
from storage.outbox import Letter

LEASE = 60.0
KEYS = ("een", "twee", "drie", "antwoord")
LANES = {"een": "C1", "twee": "C1", "drie": "C2", "antwoord": "C2"}
WORKERS = ("anna", "bert")

_TEMPLATE = TemporaryDirectory()
_EMPTY = Path(_TEMPLATE.name) / "empty.db"


@dataclass
class Hand:
    """A letter in somebody's hands, and the `ts` that Slack gave, once it was said."""

    letter: Letter
    said_as: str | None = None


@dataclass
class Post:
    """A message as it stands in the Slack of this test."""

    mark: str
    key: str
    fact: int
    under: str | None


class Outbox(RuleBasedStateMachine):
    """The outbox, a Slack that is a dictionary, and two workers that may die or come back after their lease."""

    def __init__(self) -> None:
        super().__init__()
        if not _EMPTY.exists():
            migrations.upgrade(f"sqlite:///{_EMPTY}")
        self.folder = TemporaryDirectory()
        file = Path(self.folder.name) / "outbox.db"
        shutil.copy(_EMPTY, file)
        self.database = Database(f"sqlite:///{file}", now=lambda: datetime(2026, 3, 2, tzinfo=UTC))
        with self.database.begin() as db:
            self.workspace = bodies.open_workspace(db, "T1", now=datetime(2026, 3, 2, tzinfo=UTC))
        self.machine = 1_000.0
        self.facts: dict[str, int] = {}
        self.slack: dict[str, Post] = {}
        self.hands: dict[str, Hand] = {}

    @rule(key=st.sampled_from(KEYS))
    def tell(self, key: str) -> None:
        if key == "antwoord" and "drie" not in self.facts:
            return
        self.facts.setdefault(key, 0)
        with self.database.begin() as db:
            outbox.tell(
                db,
                "items/card",
                workspace=self.workspace,
                to=outbox.channel(LANES[key]),
                key=key,
                about={"key": key},
                thread_of="drie" if key == "antwoord" else None,
            )

    @rule(key=st.sampled_from(KEYS))
    def change(self, key: str) -> None:
        if key in self.facts:
            self.facts[key] += 1
            with self.database.begin() as db:
                outbox.refresh(db, key, workspace=self.workspace)

    @rule(worker=st.sampled_from(WORKERS))
    def take(self, worker: str) -> None:
        with self.database.begin() as db:
            letter = outbox.claim(db, machine=self.machine, lease=LEASE, edit_seconds=0.0)
        if letter is not None:
            self.hands[worker] = Hand(letter)

    @rule(worker=st.sampled_from(WORKERS))
    def speak(self, worker: str) -> None:
        """As `handlers.delivery` does it: not after the lease, an edit where it stands, a look when in doubt."""
        hand = self.hands.get(worker)
        if hand is None or hand.said_as is not None or self.machine >= hand.letter.lease_until:
            return
        letter, key = hand.letter, hand.letter.about["key"]
        ts = letter.ts
        if ts is None and letter.doubt_since is not None:
            ts = next((known for known, post in self.slack.items() if post.mark == letter.mark), None)
        if ts is None:
            ts = f"{len(self.slack)}.0"
            under = letter.parent.ts if letter.parent else None
            self.slack[ts] = Post(mark=letter.mark, key=key, fact=self.facts[key], under=under)
        else:
            self.slack[ts].fact = self.facts[key]
        hand.said_as = ts

    @rule(worker=st.sampled_from(WORKERS))
    def settle(self, worker: str) -> None:
        hand = self.hands.get(worker)
        if hand is not None and hand.said_as is not None:
            del self.hands[worker]
            with self.database.begin() as db:
                lane = LANES[hand.letter.about["key"]]
                outbox.sent(db, hand.letter, channel=lane, ts=hand.said_as, free_at=self.machine)

    @rule(worker=st.sampled_from(WORKERS))
    def hear_nothing(self, worker: str) -> None:
        """A time-out: it may have been said."""
        hand = self.hands.pop(worker, None)
        if hand is not None:
            with self.database.begin() as db:
                outbox.hold(db, hand.letter, seconds=2.0, machine=self.machine, error="TimeoutError", perhaps_said=True)

    @rule(worker=st.sampled_from(WORKERS))
    def be_refused(self, worker: str) -> None:
        """Slack surely did not do it."""
        hand = self.hands.get(worker)
        if hand is not None and hand.said_as is None:
            del self.hands[worker]
            with self.database.begin() as db:
                outbox.hold_lane(db, hand.letter, seconds=2.0, machine=self.machine, error="ratelimited")

    @precondition(lambda self: self.hands)
    @rule(worker=st.sampled_from(WORKERS))
    def die(self, worker: str) -> None:
        self.hands.pop(worker, None)

    @rule(seconds=st.sampled_from([1.0, 3.0, LEASE]))
    def pass_time(self, seconds: float) -> None:
        self.machine += seconds

    @invariant()
    def nothing_is_said_twice(self) -> None:
        assert max(Counter(post.key for post in self.slack.values()).values(), default=0) <= 1

    @invariant()
    def an_answer_stands_under_its_question(self) -> None:
        for post in self.slack.values():
            assert post.under == (self._ts_of("drie") if post.key == "antwoord" else None)

    def teardown(self) -> None:
        """In the end everything is said, with the newest facts."""
        self.hands.clear()
        for _ in range(3 * len(KEYS)):
            self.pass_time(LEASE)
            self.take("anna")
            self.speak("anna")
            self.settle("anna")
        self.nothing_is_said_twice()
        with self.database.read() as db:
            assert outbox.idle(db)
        assert {post.key: post.fact for post in self.slack.values()} == self.facts
        self.database.close()
        self.folder.cleanup()

    def _ts_of(self, key: str) -> str | None:
        return next((ts for ts, post in self.slack.items() if post.key == key), None)


TestAnyOrder = Outbox.TestCase
TestAnyOrder.settings = settings(
    max_examples=60, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)
