"""A workspace with a body, an outbox, and a bot that says what is in it, at a pace for tests."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from slack_sdk import WebClient

from bot.bodies import Body
from bot.people import Role
from handlers import trouble
from handlers.desk import Desk
from handlers.table import Table
from handlers.ticker import Pace, Ticker
from handlers.words import Words
from sandbox.channels import Channel
from sandbox.seen import Message
from sandbox.slackers import Slacker
from sandbox.team import Team
from storage import bodies, outbox, people
from storage.database import Database, Session
from storage.outbox import Lane, Letter

FAST = Pace(
    tick=0.02,
    post=0.01,
    edit=0.01,
    lease=4.0,
    call=1.0,
    first_back_off=0.02,
    longest_back_off=0.1,
    locked_out=0.05,
)
CALL_SECONDS = 0.8
NOTE = "agenda/moved"
"""A small message of the bot, whose title is what a test has to say."""


def facts(title: str) -> Mapping[str, Any]:
    return {"title": title, "was": "april", "on_meeting": False, "place": "juni", "reason": ""}


def note(db: Session, letter: Letter, words: Words) -> Mapping[str, Any] | None:
    return facts(letter.about["title"])


def client_of(team: Team) -> WebClient:
    client = WebClient(
        token=team.bot_token, base_url=f"{team.ground.url}/api/", timeout=CALL_SECONDS, retry_handlers=[]
    )
    client.logger.setLevel("CRITICAL")
    return client


@dataclass
class Clock:
    """The work's clock: real time, and as much later as a test says."""

    ahead: timedelta = field(default_factory=timedelta)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead


class Stage:
    """One bot in one workspace, with a comité channel, a member and a support officer."""

    def __init__(self, database: Database, team: Team, clock: Clock, *, pace: Pace = FAST) -> None:
        self.database, self.team, self.clock = database, team, clock
        self.member = team.add_person("Nele Wouters")
        self.officer = team.add_person("Bram Claes")
        self.committee = team.add_channel("comite", members=[self.member, self.officer], bot=True)
        self.plenary = team.add_channel("plenair", members=[self.member, self.officer], bot=True)
        with database.begin() as db:
            self.workspace = bodies.open_workspace(db, team.id, now=clock.now())
            self.body = bodies.add(db, self._body(), now=clock.now())
        self.seat(self.member)
        self.seat(self.officer, Role.SUPPORT_OFFICER)
        self.desk = Desk(sessions=database, now=clock.now)
        self.table = Table()
        trouble.listen(self.table)
        self.told: Callable[..., Any] = note
        self.table.message(NOTE, lambda *given: self.told(*given))
        self.ticker = self.another_bot(pace)

    def seat(self, slacker: Slacker, role: Role = Role.EFFECTIVE_MEMBER, *, language: str = "nl") -> None:
        """Make somebody of Slack a member of the body."""
        with self.database.begin() as db:
            member = people.add_member(
                db,
                body=self.body,
                name=slacker.name,
                slack_user=slacker.id,
                now=self.clock.now(),
                language=language,
            )
            people.add_mandate(db, body=self.body, member=member, role=role, has_vote=False)

    def another_bot(self, pace: Pace = FAST) -> Ticker:
        """One more worker on the same outbox."""
        return Ticker(self.desk, self.table, lambda _: client_of(self.team), pace=pace)

    def tell(self, title: str, *, to: Lane | None = None, key: str | None = None, **rest: Any) -> None:
        lane = to or outbox.channel(self.committee.id)
        with self.database.begin() as db:
            outbox.tell(
                db,
                NOTE,
                workspace=self.workspace,
                to=lane,
                key=key or title,
                about={"title": title},
                body=self.body,
                **rest,
            )

    def refresh(self, key: str) -> None:
        with self.database.begin() as db:
            outbox.refresh(db, key, workspace=self.workspace)

    def cancel(self, key: str) -> None:
        with self.database.begin() as db:
            outbox.cancel(db, key, workspace=self.workspace)

    def drain(self, *, within: float = 10.0) -> None:
        """Let the bot say all that is due, as its thread would."""
        ends = time.monotonic() + within
        while not self.ticker.idle():
            assert time.monotonic() < ends, "the outbox does not get empty"
            if not self.ticker.tick():
                time.sleep(0.005)

    def dead(self) -> list[str]:
        with self.database.read() as db:
            return [letter.error for letter in outbox.dead(db, self.body)]

    def said(self, channel: Channel | None = None) -> list[str]:
        """The titles that stand in the channel, from old to new."""
        return [title_of(message) for message in self.officer.read(channel or self.committee)]

    def calls(self, method: str) -> int:
        """How often the bot called a method of Slack's."""
        return sum(entry.what == method for entry in self.team.ground.traffic.after(0))

    def _body(self) -> Body:
        return Body(
            id=0,
            workspace=self.workspace,
            name="Overleg Demerland",
            plenary_channel=self.plenary.id,
            committee_channel=self.committee.id,
        )


def title_of(message: Message) -> str:
    """What a test said in a message, without the sentence around it."""
    return message.text.partition("«")[2].partition("»")[0]
