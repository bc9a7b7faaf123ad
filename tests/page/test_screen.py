"""What the page asks of a screen and of a reader: narrow widths, dark mode, keyboard only, landmarks, contrast."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect

from sandbox.channels import Channel
from sandbox.slackers import Slacker
from tests.page import gallery
from tests.page.visit import Visit, visit
from tests.sandbox.toy import Toy

pytestmark = pytest.mark.chromium

ANYTHING = re.compile(r"\S")
PHONE = ViewportSize(width=360, height=740)


@pytest.fixture
def on_a_phone(context: BrowserContext, toy: Toy, lena: Slacker, plenary: Channel) -> Visit:
    here = visit(context, lena, plenary)
    here.page.set_viewport_size(PHONE)
    return here


def overflowing(page: Page) -> list[str]:
    """What sticks out of the window at its side, boxes that scroll by themselves left out."""
    found: list[str] = page.evaluate("""() => [...document.querySelectorAll("body *")]
        .filter((node) => node.checkVisibility({ visibilityProperty: true }))
        .filter((node) => !node.closest(".table-frame, .visually-hidden, .skip"))
        .filter((node) => node.getBoundingClientRect().right > innerWidth + 1)
        .map((node) => node.outerHTML.slice(0, 120))""")
    return found


@pytest.fixture
def everything(lena: Slacker, toy: Toy, plenary: Channel) -> None:
    """A message with every block, in the plenary channel."""
    toy.client.chat_postMessage(channel=plenary.id, text="Alles", blocks=gallery.message(lena.id, plenary.id))


@pytest.mark.usefixtures("everything")
def test_a_message_with_everything_fits_on_a_phone(on_a_phone: Visit) -> None:
    expect(on_a_phone.message("Alles wat een bericht kan")).to_be_visible()
    assert overflowing(on_a_phone.page) == []


def test_the_longest_title_fits_on_a_phone(on_a_phone: Visit, lena: Slacker) -> None:
    lena.say("#plenair", "Jeugdhulpverleningsnetwerkoverleg" * 5)
    expect(on_a_phone.message("Jeugdhulp")).to_be_visible()
    assert overflowing(on_a_phone.page) == []


def test_a_modal_with_every_field_fits_on_a_phone(on_a_phone: Visit, lena: Slacker, toy: Toy) -> None:
    lena.command("/quiet")
    toy.client.views_open(trigger_id=toy.payloads[-1]["trigger_id"], view=gallery.modal())
    expect(on_a_phone.modal).to_be_visible()
    assert overflowing(on_a_phone.page) == []


@pytest.mark.parametrize("opener", ["Klok van de bot", "Verkeer tussen Slack en de bot", "Kanalen tonen"])
def test_every_drawer_fits_on_a_phone(on_a_phone: Visit, opener: str) -> None:
    on_a_phone.page.get_by_role("button", name=opener).click()
    assert overflowing(on_a_phone.page) == []


def test_the_channels_are_a_drawer_on_a_phone(on_a_phone: Visit) -> None:
    expect(on_a_phone.sidebar).to_be_hidden()
    opener = on_a_phone.page.get_by_role("button", name="Kanalen tonen")
    opener.press("Enter")
    expect(on_a_phone.sidebar.get_by_role("link", name="plenair")).to_be_focused()
    on_a_phone.page.keyboard.press("Escape")
    expect(on_a_phone.sidebar).to_be_hidden()
    expect(opener).to_be_focused()


def test_choosing_a_channel_closes_the_drawer(on_a_phone: Visit) -> None:
    on_a_phone.page.get_by_role("button", name="Kanalen tonen").click()
    on_a_phone.sidebar.get_by_role("link", name="toy").click()
    expect(on_a_phone.sidebar).to_be_hidden()
    expect(on_a_phone.page.get_by_role("region", name="Start")).to_be_visible()


def test_a_thread_covers_the_phone_and_has_a_way_back(on_a_phone: Visit, wout: Slacker) -> None:
    root = wout.say("#plenair", "Wie komt?")
    wout.say("#plenair", "Ik", thread=root)
    on_a_phone.page.get_by_role("button", name="1 antwoord").click()
    on_a_phone.thread.get_by_role("button", name="Terug").click()
    expect(on_a_phone.thread).to_be_hidden()


def test_the_landmarks_have_names(at_lena: Visit) -> None:
    page = at_lena.page
    expect(page.get_by_role("navigation", name="Kanalen en gesprekken")).to_be_visible()
    expect(page.get_by_role("main")).to_be_visible()
    expect(page.get_by_role("banner")).to_be_visible()
    expect(page.get_by_role("heading", level=1, name="plenair")).to_be_visible()


@pytest.mark.usefixtures("everything")
def test_every_control_on_the_page_has_a_name(at_lena: Visit) -> None:
    expect(at_lena.message("Alles wat een bericht kan")).to_be_visible()
    for role in ("button", "link", "textbox", "combobox", "checkbox", "radio", "img"):
        for control in at_lena.page.get_by_role(role).all():
            expect(control).to_have_accessible_name(ANYTHING)


def test_the_first_tab_leads_past_the_channels(at_lena: Visit) -> None:
    at_lena.page.evaluate("document.activeElement.blur()")
    at_lena.page.keyboard.press("Tab")
    skip = at_lena.page.get_by_role("link", name="Naar het gesprek")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()


def test_a_card_is_reached_and_pressed_with_the_keyboard_alone(at_lena: Visit) -> None:
    at_lena.composer.press_sequentially("/card")
    at_lena.composer.press("Enter")
    expect(at_lena.message("Kaart")).to_be_visible()
    for _ in range(12):
        at_lena.page.keyboard.press("Shift+Tab")
        if at_lena.message("Kaart").get_by_role("button", name="Ja").evaluate("b => b === document.activeElement"):
            break
    at_lena.page.keyboard.press("Space")
    expect(at_lena.message("Kaart 1 keer")).to_be_visible()


def test_arrows_walk_from_message_to_message_and_tab_reaches_the_tools(
    at_lena: Visit, lena: Slacker, wout: Slacker
) -> None:
    for words in ("eerste", "tweede"):
        wout.say("#plenair", words)
    expect(at_lena.message("tweede")).to_be_visible()
    at_lena.timeline.focus()
    at_lena.page.keyboard.press("ArrowUp")
    expect(at_lena.message("tweede")).to_be_focused()
    at_lena.page.keyboard.press("ArrowUp")
    expect(at_lena.message("eerste")).to_be_focused()
    at_lena.page.keyboard.press("Tab")
    expect(at_lena.message("eerste").get_by_role("button", name="Antwoorden in draad")).to_be_focused()


def test_tab_passes_a_long_conversation_in_one_step(at_lena: Visit, lena: Slacker) -> None:
    for number in range(30):
        lena.say("#plenair", f"bericht {number}")
    expect(at_lena.message("bericht 29")).to_be_visible()
    at_lena.composer.focus()
    at_lena.page.keyboard.press("Shift+Tab")
    expect(at_lena.timeline).to_be_focused()


def test_the_tools_of_a_message_show_when_they_have_the_focus(at_lena: Visit, lena: Slacker) -> None:
    lena.say("#plenair", "Dag")
    more = at_lena.message("Dag").get_by_role("button", name="Meer acties")
    more.focus()
    expect(at_lena.message("Dag").locator(".message-tools")).to_have_css("opacity", "1")


@pytest.fixture(params=["light", "dark"])
def scheme(at_lena: Visit, request: pytest.FixtureRequest) -> Page:
    at_lena.page.emulate_media(color_scheme=request.param)
    return at_lena.page


PAIRS = [
    ("ink", "paper"),
    ("ink", "sunken"),
    ("muted", "paper"),
    ("muted", "sunken"),
    ("muted", "raised"),
    ("muted", "info-soft"),
    ("on-accent", "accent"),
    ("danger", "raised"),
    ("danger", "danger-soft"),
    ("paper", "danger"),
    ("mention", "paper"),
    ("mention", "mention-soft"),
    ("ink", "mine-soft"),
    ("warning", "warning-soft"),
    ("info", "info-soft"),
    ("success", "success-soft"),
    ("success", "raised"),
    ("side-muted", "side"),
    ("side-muted", "side-raised"),
    ("side-ink", "side"),
]


def test_text_stands_out_from_its_ground(scheme: Page) -> None:
    weak = {pair: ratio for pair in PAIRS if (ratio := contrast(scheme, *pair)) < 4.5}
    assert weak == {}


def contrast(page: Page, text: str, ground: str) -> float:
    """The WCAG contrast ratio of two colours of the page."""
    bright, dark = sorted((luminance(page, text), luminance(page, ground)), reverse=True)
    return round((bright + 0.05) / (dark + 0.05), 2)


def luminance(page: Page, colour: str) -> float:
    written = page.evaluate(f"getComputedStyle(document.documentElement).getPropertyValue('--{colour}')").strip()
    parts = [int(written[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
