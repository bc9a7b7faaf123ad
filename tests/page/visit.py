"""One person behind the sandbox page in a real browser, found and pressed by what is on screen."""

from dataclasses import dataclass
from urllib.parse import urlencode

from playwright.sync_api import BrowserContext, Locator, Page, expect

from sandbox.channels import Channel
from sandbox.slackers import Slacker


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A tab of the page. `person` is who acts in it."""

    page: Page
    person: Slacker

    @property
    def timeline(self) -> Locator:
        return self.page.get_by_role("main").get_by_role("region", name="Berichten", exact=True)

    @property
    def thread(self) -> Locator:
        return self.page.get_by_role("complementary", name="Draad")

    @property
    def composer(self) -> Locator:
        return self.page.get_by_role("textbox", name="Bericht", exact=True)

    @property
    def modal(self) -> Locator:
        """The modal on top."""
        return self.page.locator("dialog.modal:not(.under)")

    @property
    def notice(self) -> Locator:
        return self.page.locator(".notice")

    @property
    def sidebar(self) -> Locator:
        return self.page.get_by_role("navigation", name="Kanalen en gesprekken")

    def message(self, words: str) -> Locator:
        """The newest message in the channel that holds these words."""
        return self.timeline.locator("li.message").filter(has_text=words).last

    def say(self, text: str) -> None:
        """Type and send; waits until it went."""
        self.composer.fill(text)
        self.composer.press("Enter")
        expect(self.composer).to_have_value("")

    def menu(self, words: str, entry: str) -> None:
        """Choose from the menu of a message."""
        message = self.message(words)
        message.hover()
        message.get_by_role("button", name="Meer acties").click()
        self.page.get_by_role("menuitem", name=entry).click()


def visit(window: BrowserContext, person: Slacker, channel: Channel | None = None, **place: str) -> Visit:
    """Open the page as `person`, in a channel if one is named."""
    where = {"als": person.id, **({"kanaal": channel.id} if channel else {}), **place}
    page = window.new_page()
    page.goto(f"{person.team.ground.url}/?{urlencode(where)}")
    expect(page.locator("body.ready")).to_be_attached()
    return Visit(page=page, person=person)
