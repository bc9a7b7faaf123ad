"""`handlers → storage → bot`, and one clock: the law of the rooms holds for every file."""

import pytest

from tests.house import law
from tests.house.tree import ROOMS, Module, modules


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_imports_only_what_the_law_allows(room: str) -> None:
    assert [broken for module in modules(room) for broken in law.broken_imports(module)] == []


@pytest.mark.parametrize("room", ROOMS)
def test_no_modules_of_a_room_import_each_other_in_a_circle(room: str) -> None:
    assert law.import_circle(modules(room)) == []


@pytest.mark.parametrize("room", ROOMS)
def test_only_the_roof_and_the_machinery_read_a_clock_or_the_environment(room: str) -> None:
    assert [broken for module in modules(room) for broken in law.broken_clocks(module)] == []


@pytest.mark.parametrize("room", ROOMS)
def test_the_law_finds_modules_in_every_room(room: str) -> None:
    assert room in {module.name for module in modules(room)}


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("bot.votes", "import sqlalchemy"),
        ("bot.votes", "from storage import votes"),
        ("bot.votes", "def late():\n    from handlers import votes"),
        ("bot.votes", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import jinja2"),
        ("bot.votes", "import bot.__main__"),
        ("bot.votes", "from bot import __main__"),
        ("bot.votes", "from . import agenda"),
        ("bot.votes", "from .agenda import Item"),
        ("bot.votes", "import tests.conftest"),
        ("bot.votes", "__import__('sqlalchemy')"),
        ("bot.votes", "import importlib\nimportlib.import_module('sqlalchemy')"),
        ("storage.votes", "from slack_sdk import WebClient"),
        ("storage.votes", "from handlers import votes"),
        ("storage.votes", "from bot.__main__ import main"),
        ("handlers.votes", "from sqlalchemy.orm import Session"),
        ("handlers.votes", "from sandbox import people"),
        ("sandbox.people", "from bot import people"),
        ("sandbox.people", "import slack_sdk"),
    ],
)
def test_an_import_against_the_law_is_found(name: str, source: str) -> None:
    assert len(law.broken_imports(Module(name=name, source=source))) == 1


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("bot.votes", "import re\nfrom bot import people\nfrom dateutil.easter import easter"),
        ("storage.votes", "from bot import votes\nfrom sqlalchemy.orm import Session"),
        ("handlers.votes", "from storage import votes as stored\nfrom slack_bolt import Ack"),
        ("sandbox.people", "import yaml\nfrom sandbox import channels"),
        ("bot.__main__", "import typer\nfrom sandbox import server"),
    ],
)
def test_an_import_within_the_law_passes(name: str, source: str) -> None:
    assert law.broken_imports(Module(name=name, source=source)) == []


def test_a_circle_of_imports_is_found() -> None:
    circle = law.import_circle(
        [
            Module(name="bot.votes", source="from bot import decisions"),
            Module(name="bot.decisions", source="from bot.agenda import Item"),
            Module(name="bot.agenda", source="import bot.votes"),
        ]
    )
    assert set(circle) == {"bot.votes", "bot.decisions", "bot.agenda"}


def test_a_chain_of_imports_is_no_circle() -> None:
    chain = [
        Module(name="bot.votes", source="from bot import decisions, agenda"),
        Module(name="bot.decisions", source="from bot.agenda import Item"),
        Module(name="bot.agenda", source="import re"),
    ]
    assert law.import_circle(chain) == []


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("bot.votes", "from datetime import UTC, datetime\nnow = datetime.now(UTC)"),
        ("bot.votes", "import datetime as dt\nnow = dt.datetime.utcnow()"),
        ("bot.votes", "from datetime import date as day\ntoday = day.today()"),
        ("bot.votes", "import time\nnow = time.time()"),
        ("bot.votes", "from time import time"),
        ("bot.votes", "import os\nport = os.environ['PORT']"),
        ("bot.votes", "from os import getenv"),
        ("storage.votes", "from sqlalchemy import func\nnow = func.now()"),
        ("handlers.votes", "from datetime import UTC, datetime\nnow = datetime.now(tz=UTC)"),
        ("handlers.ticker", "import os\ntoken = os.getenv('SLACK_BOT_TOKEN')"),
        ("storage.outbox_words", "from datetime import UTC, datetime\nnow = datetime.now(UTC)"),
    ],
)
def test_a_clock_or_environment_of_ones_own_is_found(name: str, source: str) -> None:
    assert len(law.broken_clocks(Module(name=name, source=source))) == 1


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("bot.votes", "from datetime import datetime\ndef close(now: datetime) -> None: ..."),
        ("handlers.votes", "def cast(desk): return desk.now()"),
        ("handlers.ticker.lease", "from datetime import UTC, datetime\nnow = datetime.now(UTC)"),
        ("storage.outbox", "from datetime import UTC, datetime\nnow = datetime.now(UTC)"),
        ("bot.__main__", "import os\nport = os.environ['PORT']"),
        ("sandbox.clock", "from datetime import UTC, datetime\nnow = datetime.now(UTC)"),
    ],
)
def test_the_desk_clock_and_the_machinery_pass(name: str, source: str) -> None:
    assert law.broken_clocks(Module(name=name, source=source)) == []
