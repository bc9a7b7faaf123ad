"""A real Chromium for the tests of the sandbox page; a script error or a request to another host fails the test."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from sandbox.channels import Channel
from sandbox.server import Server
from sandbox.slack import Slack
from sandbox.slackers import Slacker
from sandbox.team import Team
from tests.page.kit import Kit
from tests.page.visit import Visit, visit
from tests.sandbox import toy as toys
from tests.sandbox.toy import MANIFEST, Toy

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
OURS = {"127.0.0.1", "zandbak.test"}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@dataclass(frozen=True, slots=True)
class Window:
    """A browser window, and what went wrong in it: script errors, and requests to other computers."""

    context: BrowserContext
    troubles: list[str]


@pytest.fixture(scope="session")
def window(browser: Browser) -> Iterator[Window]:
    troubles: list[str] = []

    def watch(page: Page) -> None:
        page.on("pageerror", lambda error: troubles.append(f"script error: {error}"))
        page.on("request", lambda request: troubles.extend(_elsewhere(request)))

    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="nl-BE", reduced_motion="reduce")
    context.set_default_timeout(5000)
    context.on("page", watch)
    yield Window(context, troubles)
    context.close()


def _elsewhere(request: Request) -> list[str]:
    address = urlsplit(request.url)
    leaves = address.scheme in ("http", "https", "ws", "wss") and address.hostname not in OURS
    return [f"asked {request.url}"] if leaves else []


@pytest.fixture
def context(window: Window) -> Iterator[BrowserContext]:
    """The one window, to open tabs in; the tabs of a test close with it, and nothing may have gone wrong in them."""
    before = list(window.context.pages)
    window.troubles.clear()
    yield window.context
    for page in window.context.pages:
        if page not in before:
            page.close()
    assert window.troubles == []


@pytest.fixture(scope="session")
def slack() -> Iterator[Slack]:
    slack = Slack(MANIFEST)
    with Server(slack):
        yield slack


@pytest.fixture
def team(slack: Slack) -> Iterator[Team]:
    team = slack.add_workspace("Proefland")
    yield team
    slack.remove_workspace(team)


@pytest.fixture
def toy(team: Team) -> Iterator[Toy]:
    with toys.over_http(team) as toy:
        yield toy


@pytest.fixture
def lena(team: Team) -> Slacker:
    return team.add_person("Lena Verhulst", admin=True)


@pytest.fixture
def wout(team: Team) -> Slacker:
    return team.add_person("Wout D’Haene")


@pytest.fixture
def plenary(team: Team, lena: Slacker, wout: Slacker) -> Channel:
    return team.add_channel("plenair", members=[lena, wout], bot=True)


@pytest.fixture
def at_lena(context: BrowserContext, toy: Toy, lena: Slacker, plenary: Channel) -> Visit:
    """Lena's page, in the plenary channel, with the toy bot behind it."""
    return visit(context, lena, plenary)


@pytest.fixture(scope="session")
def kit_page(window: Window) -> Kit:
    return Kit(window.context.new_page())


@pytest.fixture
def kit(context: BrowserContext, kit_page: Kit) -> Kit:
    """The Block Kit of the page, without a Slack behind it; cleared for each test."""
    kit_page.clear()
    return kit_page
