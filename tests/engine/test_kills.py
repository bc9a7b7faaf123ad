"""Nothing is lost and nothing is said twice when a bot is killed, wherever that is, with one bot and with two."""

import random
import signal
import time
from collections import Counter
from collections.abc import Iterator
from multiprocessing.process import BaseProcess

import pytest
from structlog.testing import capture_logs

from sandbox.team import Team
from storage import outbox
from storage.database import Database
from tests.engine.bot import SHORT, Orders, Point, decide, start
from tests.engine.stage import Clock, Stage, title_of

ON_AN_EDIT, ON_A_POST = 1, 2
"""What `tell_all` makes a bot do first, and second."""
TITLES = ["een", "twee", "drie"]


@pytest.fixture
def shared(database_url: str, team: Team, clock: Clock) -> Iterator[Stage]:
    """A stage on either database, which bots in other processes share."""
    with Database(database_url, now=clock.now) as database, capture_logs():
        yield Stage(database, team, clock, pace=SHORT)


def orders(stage: Stage, dies: Point | None = None, on: int = 1) -> Orders:
    return Orders(
        database=stage.database.url.render_as_string(hide_password=False),
        slack=stage.team.ground.url,
        token=stage.team.bot_token,
        ahead=stage.clock.ahead,
        dies=dies,
        on=on,
    )


def tell_all(stage: Stage) -> None:
    """Three messages in a channel, a thread below another, a direct message, and an edit of what stands already."""
    stage.tell("oud")
    stage.drain()
    stage.refresh("oud")
    for title in TITLES:
        stage.tell(title)
    stage.tell("stemming", to=outbox.channel(stage.plenary.id))
    stage.tell("kandidaat", to=outbox.channel(stage.plenary.id), thread_of="stemming")
    stage.tell("brief", to=outbox.user(stage.member.id))


def everything_said(stage: Stage) -> dict[str, list[str]]:
    root = stage.officer.read(stage.plenary)
    return {
        "comite": stage.said(),
        "plenair": [title_of(message) for message in root],
        "draad": [title_of(message) for message in stage.officer.thread(root[0])][-1:] if root else [],
        "dm": [title_of(message) for message in stage.member.dm()],
    }


ALL = {"comite": ["oud", *TITLES], "plenair": ["stemming"], "draad": ["kandidaat"], "dm": ["brief"]}


def faults_left(stage: Stage) -> int:
    """How many of the planned troubles did not happen yet."""
    return len(stage.team.faults._waiting)


def until_dead(bot: BaseProcess) -> None:
    bot.join(10)
    assert bot.exitcode == -signal.SIGKILL


@pytest.mark.parametrize(
    ("point", "on"),
    [
        *((point, ON_A_POST) for point in Point),
        *((point, ON_AN_EDIT) for point in (Point.BEFORE_SLACK_IS_CALLED, Point.AFTER_SLACK_HAS_ANSWERED)),
    ],
)
def test_a_bot_that_is_killed_loses_and_repeats_nothing(shared: Stage, point: Point, on: int) -> None:
    tell_all(shared)
    until_dead(start(orders(shared, point, on)))
    shared.drain(within=20)
    assert everything_said(shared) == ALL


@pytest.mark.slow
@pytest.mark.parametrize("point", list(Point))
def test_a_bot_that_is_killed_beside_another_loses_and_repeats_nothing(shared: Stage, point: Point) -> None:
    tell_all(shared)
    doomed = start(orders(shared, point, ON_A_POST))
    shared.drain(within=20)
    doomed.kill()
    doomed.join()
    shared.drain(within=20)
    assert everything_said(shared) == ALL


@pytest.mark.parametrize("trouble", ["timeout_after", "timeout_before"])
def test_a_bot_that_is_killed_while_slack_works_loses_and_repeats_nothing(shared: Stage, trouble: str) -> None:
    tell_all(shared)
    shared.team.fail("chat.postMessage", with_=trouble)
    before = shared.calls("chat.postMessage")
    bot = start(orders(shared))
    while faults_left(shared):
        time.sleep(0.002)
    bot.kill()
    bot.join()
    assert shared.calls("chat.postMessage") >= before
    shared.drain(within=20)
    assert everything_said(shared) == ALL


def test_a_decision_that_dies_before_its_commit_says_nothing(shared: Stage) -> None:
    until_dead(decide(orders(shared), shared.workspace, shared.committee.id, commits=False))
    shared.drain()
    assert shared.said() == []


def test_a_decision_that_dies_after_its_commit_is_said_by_whoever_lives(shared: Stage) -> None:
    until_dead(decide(orders(shared), shared.workspace, shared.committee.id, commits=True))
    shared.drain()
    assert shared.said() == ["besluit"]


def test_two_bots_share_the_work_and_say_everything_once(shared: Stage) -> None:
    titles = [f"bericht {number}" for number in range(30)]
    lanes = [outbox.channel(shared.committee.id), outbox.channel(shared.plenary.id), outbox.user(shared.member.id)]
    for number, title in enumerate(titles):
        shared.tell(title, to=lanes[number % len(lanes)])
    bots = [start(orders(shared)) for _ in range(2)]
    try:
        _until_idle(shared)
    finally:
        for bot in bots:
            bot.kill()
            bot.join()
    said = [*shared.said(), *shared.said(shared.plenary), *(title_of(message) for message in shared.member.dm())]
    assert sorted(said) == sorted(titles)


def test_two_bots_keep_the_order_of_a_lane(shared: Stage) -> None:
    titles = [f"{number}" for number in range(15)]
    for title in titles:
        shared.tell(title)
    bots = [start(orders(shared)) for _ in range(2)]
    try:
        _until_idle(shared)
    finally:
        for bot in bots:
            bot.kill()
            bot.join()
    assert shared.said() == titles


@pytest.mark.slow
def test_bots_killed_at_random_among_faults_lose_and_repeat_nothing(shared: Stage) -> None:
    """Three bots, twenty kills, eighty faults, 240 messages in twelve lanes."""
    luck = random.Random(20260302)
    channels = [shared.team.add_channel(f"kanaal-{n}", members=[shared.officer], bot=True) for n in range(12)]
    told = Counter(f"bericht {number}" for number in range(240))
    for number, title in enumerate(told):
        shared.tell(title, to=outbox.channel(channels[number % 12].id))
    for way in luck.choices(["timeout_after", "timeout_before", "drop", 500, "internal_error", 429], k=80):
        shared.team.fail("chat.postMessage", with_=way, retry_after=0, channel=luck.choice(channels))
    bots = [start(orders(shared)) for _ in range(3)]
    for _ in range(20):
        time.sleep(luck.uniform(0.1, 0.4))
        victim = luck.randrange(3)
        bots[victim].kill()
        bots[victim].join()
        bots[victim] = start(orders(shared))
    _until_idle(shared, within=90)
    for bot in bots:
        bot.kill()
        bot.join()
    said = Counter(title for channel in channels for title in shared.said(channel))
    lost, twice = told - said, said - told
    assert (lost, twice, faults_left(shared)) == (Counter(), Counter(), 0)


@pytest.mark.slow
def test_bots_killed_during_a_burst_of_reminders_lose_and_repeat_nothing(shared: Stage) -> None:
    """Two bots, twelve kills, 500 reminders to fifty people that are all due at once, and Slack that asks to wait."""
    luck = random.Random(20260303)
    people = [shared.team.add_person(f"Lid {n}") for n in range(50)]
    told = Counter(f"herinnering {number}" for number in range(500))
    for number, title in enumerate(told):
        shared.tell(title, to=outbox.user(people[number % 50].id))
    for way in luck.choices([429, 429, 429, "timeout_after", "drop"], k=60):
        shared.team.fail("chat.postMessage", with_=way, retry_after=0)
    bots = [start(orders(shared)) for _ in range(2)]
    for _ in range(12):
        time.sleep(luck.uniform(0.2, 0.6))
        victim = luck.randrange(2)
        bots[victim].kill()
        bots[victim].join()
        bots[victim] = start(orders(shared))
    _until_idle(shared, within=100)
    for bot in bots:
        bot.kill()
        bot.join()
    said = Counter(title_of(message) for person in people for message in person.dm())
    lost, twice = told - said, said - told
    assert (lost, twice, faults_left(shared)) == (Counter(), Counter(), 0)


def _until_idle(stage: Stage, *, within: float = 20.0) -> None:
    ends = time.monotonic() + within
    while not stage.ticker.idle():
        assert time.monotonic() < ends, "the outbox does not get empty"
        time.sleep(0.01)
