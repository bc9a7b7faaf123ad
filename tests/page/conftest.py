"""A real Chromium for the tests of the sandbox page; a script error or a request to another host fails the test."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from tests.page.kit import Kit

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


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh browser window, watched: at the end nothing may have gone wrong in it, or have left this computer."""
    troubles: list[str] = []
    window = _window(browser, troubles)
    yield window
    window.close()
    assert troubles == []


@pytest.fixture(scope="session")
def kit_window(browser: Browser) -> Iterator[tuple[Kit, list[str]]]:
    troubles: list[str] = []
    window = _window(browser, troubles)
    yield Kit(window.new_page()), troubles
    window.close()


@pytest.fixture
def kit(kit_window: tuple[Kit, list[str]]) -> Iterator[Kit]:
    """The Block Kit of the page, without a Slack behind it; one window for all tests, cleared for each."""
    kit, troubles = kit_window
    kit.clear()
    troubles.clear()
    yield kit
    assert troubles == []


def _window(browser: Browser, troubles: list[str]) -> BrowserContext:
    """A window that writes down script errors and requests to other hosts."""

    def watch(page: Page) -> None:
        page.on("pageerror", lambda error: troubles.append(f"script error: {error}"))
        page.on("request", lambda request: troubles.extend(_elsewhere(request)))

    window = browser.new_context(viewport={"width": 1280, "height": 800}, locale="nl-BE", reduced_motion="reduce")
    window.set_default_timeout(5000)
    window.on("page", watch)
    return window


def _elsewhere(request: Request) -> list[str]:
    address = urlsplit(request.url)
    leaves = address.scheme in ("http", "https", "ws", "wss") and address.hostname not in OURS
    return [f"asked {request.url}"] if leaves else []
