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
QUESTION, ANSWER = "vraag", "antwoord"
KEYS = (QUESTION, ANSWER, "nieuws")
LANES = {QUESTION: "C1", ANSWER: "C2", "nieuws": "C2"}
MOST_HANDS = 3

_TEMPLATE = TemporaryDirectory()
_EMPTY = Path(_TEMPLATE.name) / "empty.db"


@dataclass(eq=False)
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
    """The outbox, a Slack that is a dictionary, and workers that may die, or come back after their lease."""

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
        self.hands: list[Hand] = []

    @precondition(lambda self: len(self.facts) < len(KEYS))
    @rule()
    def tell(self) -> None:
        key = KEYS[len(self.facts)]
        self.facts[key] = 0
        with self.database.begin() as db:
            outbox.tell(
                db,
                "items/card",
                workspace=self.workspace,
                to=outbox.channel(LANES[key]),
                key=key,
                about={"key": key},
                thread_of=QUESTION if key == ANSWER else None,
            )

    @precondition(lambda self: self.facts)
    @rule(data=st.data())
    def change(self, data: st.DataObject) -> None:
        self._change(data.draw(st.sampled_from(sorted(self.facts))))

    @precondition(lambda self: self.hands)
    @rule(data=st.data())
    def change_in_hand(self, data: st.DataObject) -> None:
        """The decision falls while the letter about it is on its way."""
        self._change(data.draw(st.sampled_from(self.hands)).letter.about["key"])

    def _change(self, key: str) -> None:
        self.facts[key] += 1
        with self.database.begin() as db:
            outbox.refresh(db, key, workspace=self.workspace)

    @precondition(lambda self: self.facts and len(self.hands) < MOST_HANDS)
    @rule(speaks=st.booleans(), after=st.sampled_from([2.0, LEASE]))
    def take(self, speaks: bool, after: float) -> None:
        """Somebody takes the next letter, after a back-off or a lease is over; most speak at once."""
        self.machine += after
        with self.database.begin() as db:
            letter = outbox.claim(db, machine=self.machine, lease=LEASE, edit_seconds=0.0)
        if letter is not None:
            self.hands.append(Hand(letter))
            if speaks:
                self._say(self.hands[-1])

    @precondition(lambda self: self._in_time())
    @rule(data=st.data())
    def speak(self, data: st.DataObject) -> None:
        """As `handlers.delivery` does it: not after the lease, an edit where it stands, a look when in doubt."""
        self._say(data.draw(st.sampled_from(self._in_time())))

    def _say(self, hand: Hand) -> None:
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

    @precondition(lambda self: self._with_something_said())
    @rule(data=st.data())
    def settle(self, data: st.DataObject) -> None:
        self._settle(data.draw(st.sampled_from(self._with_something_said())))

    def _settle(self, hand: Hand) -> None:
        self.hands.remove(hand)
        with self.database.begin() as db:
            lane = LANES[hand.letter.about["key"]]
            outbox.sent(db, hand.letter, channel=lane, ts=hand.said_as, free_at=self.machine)

    @precondition(lambda self: self.hands)
    @rule(data=st.data())
    def hear_nothing(self, data: st.DataObject) -> None:
        """A time-out: it may have been said."""
        hand = data.draw(st.sampled_from(self.hands))
        self.hands.remove(hand)
        with self.database.begin() as db:
            outbox.hold(db, hand.letter, seconds=2.0, machine=self.machine, error="TimeoutError", perhaps_said=True)

    @precondition(lambda self: self._with_nothing_said())
    @rule(data=st.data())
    def be_refused(self, data: st.DataObject) -> None:
        """Slack surely did not do it; its answer may come when the lease is over."""
        hand = data.draw(st.sampled_from(self._with_nothing_said()))
        self.hands.remove(hand)
        with self.database.begin() as db:
            outbox.hold_lane(db, hand.letter, seconds=2.0, machine=self.machine, error="ratelimited")

    @precondition(lambda self: self.hands)
    @rule(data=st.data())
    def die(self, data: st.DataObject) -> None:
        self.hands.remove(data.draw(st.sampled_from(self.hands)))

    @invariant()
    def nothing_is_said_twice(self) -> None:
        assert max(Counter(post.key for post in self.slack.values()).values(), default=0) <= 1

    @invariant()
    def an_answer_stands_under_its_question(self) -> None:
        for post in self.slack.values():
            assert post.under == (self._ts_of(QUESTION) if post.key == ANSWER else None)

    def teardown(self) -> None:
        """In the end everything is said, with the newest facts."""
        try:
            self._finish()
        finally:
            self.database.close()
            self.folder.cleanup()

    def _finish(self) -> None:
        self.hands.clear()
        for _ in range(3 * len(KEYS)):
            self.take(speaks=True, after=LEASE)
            for hand in list(self.hands):
                self._settle(hand)
        self.nothing_is_said_twice()
        with self.database.read() as db:
            assert outbox.idle(db)
        assert {post.key: post.fact for post in self.slack.values()} == self.facts

    def _with_nothing_said(self) -> list[Hand]:
        return [hand for hand in self.hands if hand.said_as is None]

    def _in_time(self) -> list[Hand]:
        return [hand for hand in self._with_nothing_said() if self.machine < hand.letter.lease_until]

    def _with_something_said(self) -> list[Hand]:
        return [hand for hand in self.hands if hand.said_as is not None]

    def _ts_of(self, key: str) -> str | None:
        return next((ts for ts, post in self.slack.items() if post.key == key), None)


TestAnyOrder = Outbox.TestCase
TestAnyOrder.settings = settings(
    max_examples=60, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)
