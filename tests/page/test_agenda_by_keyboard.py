"""An agenda of forty points put in order with nothing but a keyboard."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from sandbox.server import Server
from sandbox.slack import Slack
from tests.page.visit import visit
from tests.talks.agendas import fill, titles
from tests.talks.conftest import MANIFEST
from tests.talks.scene import APRIL, Scene, scene_on

pytestmark = pytest.mark.chromium

MOST_TABS = 120


@pytest.fixture
def scene(sqlite_url: str) -> Iterator[Scene]:
    slack = Slack(MANIFEST)
    with Server(slack), scene_on(slack, sqlite_url) as scene:
        yield scene


def tab_to(page: Page, words: str, *, beside: str = "") -> int:
    """Press Tab until the button with these words, in a block that says `beside`, has the focus; how often."""
    for pressed in range(1, MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate(
            """([words, beside]) => {
                const at = document.activeElement;
                const name = at.getAttribute("aria-label") || at.innerText || "";
                return name.trim() === words && (at.closest(".block")?.innerText ?? "").includes(beside);
            }""",
            [words, beside],
        ):
            return pressed
    raise AssertionError(f"{words!r} beside {beside!r} is not reached with {MOST_TABS} tabs")


def test_forty_points_are_ordered_by_keyboard(scene: Scene, context: BrowserContext) -> None:
    meeting = scene.meeting(APRIL)
    fill(scene, meeting, 40)
    here = visit(context, scene.officer, scene.plenary)
    here.say("/agenda")
    tab_to(here.page, "Ordenen")
    here.page.keyboard.press("Enter")
    expect(here.modal).to_contain_text("Punt 40 over de regionale werking")
    tab_to(here.page, "Meer keuzes", beside="Punt 38 over")
    here.page.keyboard.press("Enter")
    here.page.keyboard.press("Enter")
    expect(here.modal.locator(".block").filter(has_text="Punt 38 over")).to_contain_text("· 37")
    # The focus went along with the line: once more, without a Tab.
    here.page.keyboard.press("Enter")
    here.page.keyboard.press("Enter")
    expect(here.modal.locator(".block").filter(has_text="Punt 38 over")).to_contain_text("· 36")
    scene.team.ground.settle()
    assert [title[:8] for title in titles(scene.database, meeting)[34:39]] == [
        "Punt 35 ",
        "Punt 38 ",
        "Punt 36 ",
        "Punt 37 ",
        "Punt 39 ",
    ]
