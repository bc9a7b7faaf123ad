"""The thread that says what is due, one message after the other, and wakes when something was decided."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Thread

import structlog
from slack_sdk import WebClient

from handlers import trouble
from handlers.delivery import Delivery, Later, Lost, Orphan, Outcome, Said, Silence
from handlers.desk import Desk
from handlers.table import Table
from handlers.verdict import SLACK_TROUBLE, Answer, Verdict, verdict_on
from storage import inbox, outbox
from storage.database import Session, Unavailable
from storage.outbox import Letter

log = structlog.get_logger()

SWEEP_SECONDS = 3600
GIVE_UP_TRIES = 150
"""With the back-off below that is about a day."""
GIVE_UP_TRIES_UNKNOWN = 6
"""For an error of Slack's that nobody knows, or one of our own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How fast the ticker goes; seconds of the machine. The defaults keep to what Slack asks of an app."""

    tick: float = 5.0
    """Looks at least this often; a commit of this process wakes it at once."""
    gather: float = 0.05
    """Between a wake and a look: what is decided meanwhile is looked at together."""
    look: float = 0.25
    """Between two looks while something that is due waits for its lane: the count of a vote is awaited."""
    post: float = 1.1
    """Between two messages in one lane."""
    edit: float = 1.5
    """Between two edits in one lane, and of one workspace in the long run."""
    lease: float = 60.0
    """How long a message is held: much longer than the time-out of one call to Slack."""
    call: float = 10.0
    """The time-out of one call to Slack: a lease with less left is too short to speak."""
    first_back_off: float = 2.0
    longest_back_off: float = 600.0
    locked_out: float = 60.0
    """Between two tries while Slack refuses the bot's own token."""

    def back_off(self, tries: int) -> float:
        """Doubles with each try, and differs a little so that many do not come back at once."""
        grown: float = min(self.first_back_off * 2.0 ** min(tries - 1, 20), self.longest_back_off)
        return grown * random.uniform(0.8, 1.2)  # noqa: S311 - nobody gains by guessing it.


class Ticker:
    """Drains the outbox in a thread of its own. Any number of them, in any number of processes, share the work."""

    def __init__(
        self,
        desk: Desk,
        table: Table,
        client_for: Callable[[int], WebClient],
        *,
        pace: Pace | None = None,
        machine: Callable[[], float] = time.time,
    ) -> None:
        """`client_for` gives the client of a workspace (by our id): without retry handlers, and with a time-out."""
        self._desk = desk
        self._table = table
        self._client_for = client_for
        self._pace = pace or Pace()
        self._machine = machine
        self._bell = Event()
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="ticker", daemon=True)
        self._swept_at = float("-inf")

    def start(self) -> None:
        """Begin, in a thread of its own."""
        self._thread.start()

    def wake(self) -> None:
        """There may be something to do: look now."""
        self._bell.set()

    def stop(self) -> None:
        """Finish the message in hand and end."""
        self._stopping.set()
        self._bell.set()
        if self._thread.is_alive():
            self._thread.join()

    def alive(self) -> bool:
        """Whether it still works."""
        return self._thread.is_alive()

    def idle(self) -> bool:
        """Whether all that is due was said. Raises `Unavailable`."""
        with self._desk.sessions.read() as db:
            return outbox.idle(db)

    def _run(self) -> None:
        while not self._stopping.is_set():
            # Something that is due may wait for its lane: that is looked at again soon, and a look is cheap.
            waits = self._drain()
            soon = min(self._pace.look, self._pace.post, self._pace.tick)
            if self._bell.wait(soon if waits else self._pace.tick):
                self._stopping.wait(self._pace.gather)
            self._bell.clear()

    def _drain(self) -> bool:
        """Say all that may be said now; whether something due is left for later."""
        try:
            while not self._stopping.is_set():
                if not self.tick():
                    self._sweep()
                    return not self.idle()
        except Unavailable as error:
            log.warning("the database is not available", cause=str(error))
        return False

    def tick(self) -> bool:
        """Say one message; whether there was one. Raises `Unavailable`."""
        # A look takes the pen from nobody; a claim would, also when there is nothing to claim.
        if not self._desk.sessions.ask(lambda db: outbox.has_work(db, machine=self._machine())):
            return False
        with self._desk.sessions.begin() as db:
            letter = outbox.claim(db, machine=self._machine(), lease=self._pace.lease, edit_seconds=self._pace.edit)
        if letter is None:
            return False
        self._settle(letter, self._try(letter))
        return True

    def _try(self, letter: Letter) -> Outcome | Answer:
        if letter.tries > GIVE_UP_TRIES:
            return Answer(verdict=Verdict.NEVER, error="gave_up")
        try:
            return Delivery(
                letter=letter,
                desk=self._desk,
                table=self._table,
                client=self._client_for(letter.workspace),
                in_time=lambda: self._machine() + self._pace.call < letter.lease_until,
            ).make()
        except SLACK_TROUBLE as error:
            answer = verdict_on(error)
            log.warning("not said", letter=letter.id, name=letter.name, verdict=answer.verdict, error=answer.error)
            return answer
        except Unavailable:
            raise
        except Exception as error:
            # One message that cannot be made (a template, a teller) must not keep all others from being said.
            log.error("cannot be said", letter=letter.id, name=letter.name, exc_info=error)
            return Answer(verdict=Verdict.BROKEN, error=type(error).__name__)

    def _settle(self, letter: Letter, outcome: Outcome | Answer) -> None:
        """Write down what became of it; for as long as the lease lasts, since by then somebody else looks."""
        while True:
            try:
                with self._desk.sessions.begin() as db:
                    self._write(db, letter, outcome)
                return
            except Unavailable:
                if self._machine() > letter.lease_until or self._stopping.wait(self._pace.post):
                    raise

    def _write(self, db: Session, letter: Letter, outcome: Outcome | Answer) -> None:
        machine = self._machine()
        match outcome:
            case Said(channel=channel, ts=ts):
                pause = self._pace.post if letter.ts is None else self._pace.edit
                outbox.sent(db, letter, channel=channel, ts=ts, free_at=machine + pause)
            case Silence():
                outbox.nothing_to_say(db, letter, machine=machine)
            case Later(until=until):
                outbox.postpone(db, letter, until=until, machine=machine)
            case Lost():
                outbox.let_go(db, letter, machine=machine)
            case Orphan():
                trouble.bury(db, letter, error="parent_dead", machine=machine)
            case Answer():
                self._write_answer(db, letter, outcome, machine=machine)

    def _write_answer(self, db: Session, letter: Letter, answer: Answer, *, machine: float) -> None:
        error = answer.error
        match answer.verdict:
            case Verdict.NEVER:
                trouble.bury(db, letter, error=error, machine=machine)
            case Verdict.GONE:
                # Somebody took the message away in Slack: that is respected, and only noted.
                outbox.nothing_to_say(db, letter, machine=machine, error=error)
            case Verdict.LOCKED_OUT:
                outbox.hold_lane(db, letter, seconds=self._pace.locked_out, machine=machine, error=error)
            case Verdict.WAIT if letter.ts is None:
                outbox.hold_lane(db, letter, seconds=answer.seconds, machine=machine, error=error)
            case Verdict.WAIT:
                outbox.hold_edits(db, letter, seconds=answer.seconds, machine=machine, error=error)
            case Verdict.UNKNOWN | Verdict.BROKEN if letter.tries >= GIVE_UP_TRIES_UNKNOWN:
                trouble.bury(db, letter, error=error, machine=machine)
            case verdict:
                outbox.hold(
                    db,
                    letter,
                    seconds=self._pace.back_off(letter.tries),
                    machine=machine,
                    error=error,
                    perhaps_said=verdict in (Verdict.LOOK_FIRST, Verdict.BROKEN),
                )

    def _sweep(self) -> None:
        """Once an hour forget the deliveries that nobody will repeat, and do what the nouns want done so often."""
        if self._machine() - self._swept_at > SWEEP_SECONDS:
            with self._desk.sessions.begin() as db:
                inbox.forget(db)
                for sweep in self._table.sweeps:
                    sweep(db)
            self._swept_at = self._machine()
