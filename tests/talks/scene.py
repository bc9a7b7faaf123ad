"""The scene of a conversation: a workspace, a body with four people in it, and a bot over HTTP."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.agenda import STANDING_POINTS
from bot.bodies import Body
from bot.meetings import Kind, Meeting, State
from bot.people import Role
from handlers import assemble
from handlers.guard import Door
from handlers.serve import Bot, health
from handlers.ticker import Pace
from sandbox.channels import Channel
from sandbox.slack import Slack
from sandbox.slackers import Slacker
from sandbox.team import Team
from storage import agenda, bodies, meetings, people
from storage.database import Database
from tests.databases import database_on

FAST = Pace(tick=0.2, gather=0, post=0.001, edit=0.001, lease=6, call=2, first_back_off=0.05, longest_back_off=0.2)
BRUSSELS = ZoneInfo("Europe/Brussels")
START = datetime(2026, 3, 4, 10, 0, tzinfo=BRUSSELS)
"""When every conversation begins: Wednesday 4 March 2026, ten o'clock in Brussels."""

APRIL = date(2026, 4, 24)
JUNE = date(2026, 6, 19)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Everything a test can look at; what it does it does as one of the people."""

    slack: Slack
    team: Team
    bot: Bot
    database: Database
    workspace: int
    body: int
    plenary: Channel
    committee: Channel
    officer: Slacker
    chair: Slacker
    katrijn: Slacker
    lena: Slacker

    def now(self) -> datetime:
        """The time of the work."""
        return self.slack.clock.now()

    def move_to(self, moment: datetime) -> None:
        """Let time pass until then."""
        self.slack.clock.set(moment)

    def meeting(self, day: date | None = None, *, month: date | None = None, kind: Kind = Kind.PLENARY) -> int:
        """A meeting from 9u30 to 12u without its standing points, straight in the database; its id."""
        first = (day or month or APRIL).replace(day=1)
        new = Meeting(
            id=0,
            body=self.body,
            kind=kind,
            state=State.AGENDA_OPEN if day else State.PLANNED,
            month=first,
            day=day,
            starts=time(9, 30),
            ends=time(12),
            place="Kasteelhoeve",
        )
        with self.database.begin() as db:
            return meetings.add(db, new, now=self.now())

    def join(self, who: Slacker, *roles: Role) -> int:
        """Make somebody a member with these roles; the member's id."""
        with self.database.begin() as db:
            return _join(db, self.body, who, *roles, now=self.now())


@contextmanager
def scene_on(slack: Slack, database_url: str) -> Iterator[Scene]:
    """A scene on this database, taken down at the end."""
    slack.clock.offset = START - (slack.clock.now() - slack.clock.offset)
    team = slack.add_workspace("Jeugdhulp Leiedal")
    officer, chair, katrijn, lena = (
        team.add_person(name) for name in ("Veerle Ostyn", "Bart D’Hoore", "Katrijn Van den Bulcke", "Lena ’t Kindt")
    )
    plenary = team.add_channel("iroj-plenair", members=[officer, chair, katrijn, lena], bot=True)
    committee = team.add_channel("comite", private=True, members=[officer, chair, katrijn], bot=True)
    with database_on(database_url, now=slack.clock.now) as database:
        bot = assemble.bot(
            database,
            token=team.bot_token,
            signing_secret=team.signing_secret,
            api_url=f"{slack.url}/api/",
            now=slack.clock.now,
            pace=FAST,
        )
        with database.begin() as db:
            workspace = bodies.open_workspace(db, team.id, now=slack.clock.now())
            new = Body(
                id=0,
                workspace=workspace,
                name="IROJ Leiedal",
                plenary_channel=plenary.id,
                committee_channel=committee.id,
            )
            body = bodies.add(db, new, now=slack.clock.now())
            agenda.keep_standing_points(db, body, list(STANDING_POINTS))
            for who, roles in (
                (officer, [Role.SUPPORT_OFFICER]),
                (chair, [Role.CHAIR]),
                (katrijn, [Role.EFFECTIVE_MEMBER, Role.COMMITTEE_MEMBER]),
                (lena, [Role.EFFECTIVE_MEMBER]),
            ):
                _join(db, body, who, *roles, now=slack.clock.now())
        bot.ticker.start()
        slack.idle, slack.waken = bot.ticker.idle, bot.ticker.wake
        with health(Door(bot.app, bot.checks()), port=0, host="127.0.0.1") as port:
            team.deliver_to(f"http://127.0.0.1:{port}/slack/events")
            try:
                yield Scene(
                    slack=slack,
                    team=team,
                    bot=bot,
                    database=database,
                    workspace=workspace,
                    body=body,
                    plenary=plenary,
                    committee=committee,
                    officer=officer,
                    chair=chair,
                    katrijn=katrijn,
                    lena=lena,
                )
            finally:
                slack.idle, slack.waken = (lambda: True), (lambda: None)
                bot.ticker.stop()
                slack.remove_workspace(team)


def _join(db, body: int, who: Slacker, *roles: Role, now: datetime) -> int:  # type: ignore[no-untyped-def]  # A session.
    member = people.add_member(db, body=body, name=who.name, slack_user=who.id, now=now)
    for role in roles:
        voting = role in {Role.EFFECTIVE_MEMBER, Role.CLIENT_REPRESENTATIVE, Role.COMMITTEE_MEMBER}
        people.add_mandate(db, body=body, member=member, role=role, has_vote=voting)
    return member
