"""A bot in a process of its own, that can be told where to die: by SIGKILL, as if the power went."""

import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

import structlog
from slack_sdk import WebClient
from sqlalchemy import event

from handlers.desk import Desk
from handlers.table import Table
from handlers.ticker import Pace, Ticker
from handlers.words import Words
from storage import outbox
from storage.database import Database, Session
from storage.outbox import Letter
from tests.engine.stage import CALL_SECONDS, FAST, NOTE, Clock, note

T = TypeVar("T")

SHORT = replace(FAST, lease=1.5)
"""A lease that is soon over, and still leaves the other bots' calls to Slack the time they take."""

PROCESSES = get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.engine.bot"])


class Point(StrEnum):
    """Where a bot can die, in the order in which it gets there with one message."""

    BEFORE_THE_CLAIM_IS_COMMITTED = "before the claim is committed"
    AFTER_THE_CLAIM_IS_COMMITTED = "after the claim is committed"
    WHILE_THE_FACTS_ARE_LOADED = "while the facts are loaded"
    BEFORE_SLACK_IS_CALLED = "before Slack is called"
    AFTER_SLACK_HAS_ANSWERED = "after Slack has answered"
    BEFORE_THE_OUTCOME_IS_COMMITTED = "before the outcome is committed"
    AFTER_THE_OUTCOME_IS_COMMITTED = "after the outcome is committed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """What a bot's process needs to know."""

    database: str
    slack: str
    token: str
    ahead: timedelta = timedelta()
    pace: Pace = SHORT
    dies: Point | None = None
    on: int = 1
    """It dies the so-many-th time it gets there."""


def start(orders: Orders) -> BaseProcess:
    """A bot at work, until somebody kills it or it dies at its point."""
    process = PROCESSES.Process(target=run, args=(orders,), daemon=True)
    process.start()
    return process


def run(orders: Orders) -> None:
    """The bot's process."""
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
    death = _Death(orders)
    clock = Clock(orders.ahead)
    with Database(orders.database, now=clock.now) as database:
        table = Table()
        table.message(NOTE, death.teller)
        desk = Desk(sessions=_Sessions(database, death), now=clock.now)
        ticker = Ticker(desk, table, death.client_for, pace=orders.pace)
        ticker.start()
        threading.Event().wait()


def decide(orders: Orders, workspace: int, channel: str, *, commits: bool) -> BaseProcess:
    """A process that decides to say "besluit", and dies just before its commit or just after it."""
    process = PROCESSES.Process(target=_decide, args=(orders, workspace, channel, commits), daemon=True)
    process.start()
    return process


def _decide(orders: Orders, workspace: int, channel: str, commits: bool) -> None:
    with Database(orders.database, now=Clock(orders.ahead).now) as database:
        with database.begin() as db:
            to, about = outbox.channel(channel), {"title": "besluit"}
            outbox.tell(db, NOTE, workspace=workspace, to=to, key="besluit", about=about)
            if not commits:
                os.kill(os.getpid(), signal.SIGKILL)
        os.kill(os.getpid(), signal.SIGKILL)


class _Death:
    """Waits at one point."""

    def __init__(self, orders: Orders) -> None:
        self._orders = orders
        self._passed = 0
        self.has_claim = False

    def at(self, point: Point) -> None:
        if point is self._orders.dies:
            self._passed += 1
            if self._passed == self._orders.on:
                os.kill(os.getpid(), signal.SIGKILL)

    def teller(self, db: Session, letter: Letter, words: Words) -> Mapping[str, Any] | None:
        self.at(Point.WHILE_THE_FACTS_ARE_LOADED)
        return note(db, letter, words)

    def client_for(self, _: int) -> WebClient:
        client = _Client(
            token=self._orders.token,
            base_url=f"{self._orders.slack}/api/",
            timeout=CALL_SECONDS,  # type: ignore[arg-type] # a part of a second will do as well
            retry_handlers=[],
        )
        client.logger.setLevel("CRITICAL")
        client.death = self
        return client


class _Client(WebClient):
    death: _Death

    def chat_postMessage(self, **given: Any) -> Any:  # type: ignore[override] # noqa: N802 - Slack's own name.
        return self._between(lambda: super(_Client, self).chat_postMessage(**given))

    def chat_update(self, **given: Any) -> Any:  # type: ignore[override] # only passes on what it gets
        return self._between(lambda: super(_Client, self).chat_update(**given))

    def _between(self, call: Callable[[], Any]) -> Any:
        self.death.at(Point.BEFORE_SLACK_IS_CALLED)
        answer = call()
        self.death.at(Point.AFTER_SLACK_HAS_ANSWERED)
        return answer


class _Sessions:
    """The bot's units of work: one that touches the outbox is a claim, or else the outcome of a claim before it."""

    def __init__(self, database: Database, death: _Death) -> None:
        self._database = database
        self._death = death

    @contextmanager
    def begin(self) -> Iterator[Session]:
        touched: list[bool] = []
        with self._database.begin() as db:
            event.listen(
                db.connection(),
                "before_cursor_execute",
                lambda *asked: touched.append(asked[2].startswith("UPDATE outbox")),
            )
            yield db
            settles = self._death.has_claim
            if any(touched):
                self._death.at(
                    Point.BEFORE_THE_OUTCOME_IS_COMMITTED if settles else Point.BEFORE_THE_CLAIM_IS_COMMITTED
                )
        if any(touched):
            self._death.at(Point.AFTER_THE_OUTCOME_IS_COMMITTED if settles else Point.AFTER_THE_CLAIM_IS_COMMITTED)
            self._death.has_claim = not settles

    @contextmanager
    def read(self) -> Iterator[Session]:
        with self._database.read() as db:
            yield db

    def ask(self, ask: Callable[[Session], T]) -> T:
        return self._database.ask(ask)
