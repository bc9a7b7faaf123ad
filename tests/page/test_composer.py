"""The composer: slash commands with their usage, people and channels, and what Enter does."""

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from sandbox.channels import Channel
from sandbox.slackers import Slacker
from sandbox.team import Team
from tests.page.visit import Visit, visit
from tests.sandbox.toy import Toy

pytestmark = pytest.mark.chromium


def offers(visit: Visit) -> Locator:
    return visit.page.locator(".completions").get_by_role("option")


def typed(visit: Visit, text: str) -> Locator:
    visit.composer.press_sequentially(text)
    return offers(visit).locator("visible=true")


def test_a_slash_lists_the_commands_with_their_usage(at_lena: Visit) -> None:
    expect(typed(at_lena, "/e")).to_have_text(["/echo [tekst]Zegt na", "/brokenGaat stuk", "/quietAntwoordt later"])


@pytest.mark.parametrize("key", ["Tab", "Enter"])
def test_tab_and_enter_complete_a_command(at_lena: Visit, key: str) -> None:
    typed(at_lena, "/ec")
    at_lena.composer.press(key)
    expect(at_lena.composer).to_have_value("/echo ")


def test_arrows_go_round_the_offers(at_lena: Visit) -> None:
    typed(at_lena, "/e")
    for key in ("ArrowDown", "ArrowUp", "ArrowUp", "Enter"):
        at_lena.composer.press(key)
    expect(at_lena.composer).to_have_value("/quiet ")


def test_escape_closes_the_offers(at_lena: Visit) -> None:
    expect(typed(at_lena, "/form")).to_have_count(1)
    at_lena.composer.press("Escape")
    expect(offers(at_lena).locator("visible=true")).to_have_count(0)


def test_enter_sends_a_command_that_is_typed_in_full(at_lena: Visit, toy: Toy) -> None:
    typed(at_lena, "/quiet")
    at_lena.composer.press("Enter")
    expect(at_lena.message("Alleen voor jou")).to_be_visible()


def test_the_usage_stays_in_sight_while_the_rest_is_typed(at_lena: Visit) -> None:
    typed(at_lena, "/echo hallo")
    expect(at_lena.page.locator(".main .usage")).to_have_text("/echo [tekst] Zegt na")


def test_a_slash_inside_a_text_offers_nothing(at_lena: Visit) -> None:
    expect(typed(at_lena, "ja/nee en /e")).to_have_count(0)


def test_a_person_is_found_by_any_part_of_the_name_and_sent_by_id(at_lena: Visit, toy: Toy, wout: Slacker) -> None:
    typed(at_lena, "/echo @haene")
    at_lena.composer.press("Tab")
    expect(at_lena.composer).to_have_value("/echo @Wout D’Haene ")
    at_lena.composer.press("Enter")
    expect(at_lena.message("Je zei").locator(".mention")).to_have_text("@Wout D’Haene")
    assert toy.payloads[-1]["text"] == f"<@{wout.id}>"


def test_of_two_namesakes_the_chosen_one_is_meant(
    context: BrowserContext, team: Team, toy: Toy, lena: Slacker, plenary: Channel
) -> None:
    team.add_person("Tom Maes")
    other = team.add_person("Tom Maes")
    at_lena = visit(context, lena, plenary)
    typed(at_lena, "/echo @tom m").nth(1).click()
    at_lena.composer.press("Enter")
    expect(at_lena.message("Je zei").locator(".mention")).to_have_text("@Tom Maes")
    assert toy.payloads[-1]["text"] == f"<@{other.id}>"


def test_a_channel_is_completed_after_its_sign(at_lena: Visit, toy: Toy, plenary: Channel) -> None:
    typed(at_lena, "/echo #ple")
    at_lena.composer.press("Tab")
    at_lena.composer.press("Enter")
    expect(at_lena.message("Je zei").locator(".mention")).to_have_text("#plenair")
    assert toy.payloads[-1]["text"] == f"<#{plenary.id}|plenair>"


def test_shift_enter_begins_a_line_and_does_not_send(at_lena: Visit, lena: Slacker) -> None:
    at_lena.composer.press_sequentially("een")
    at_lena.composer.press("Shift+Enter")
    at_lena.composer.press_sequentially("twee")
    expect(at_lena.composer).to_have_value("een\ntwee")
    assert lena.read("#plenair") == []


def test_only_spaces_are_not_sent(at_lena: Visit, lena: Slacker) -> None:
    at_lena.composer.fill("   ")
    at_lena.composer.press("Enter")
    assert lena.read("#plenair") == []


def test_the_field_grows_with_what_is_typed(at_lena: Visit) -> None:
    before = at_lena.composer.evaluate("field => field.clientHeight")
    at_lena.composer.fill("een\ntwee\ndrie\nvier")
    assert at_lena.composer.evaluate("field => field.clientHeight") > 2 * before


def test_an_unknown_command_is_refused_and_stays_in_the_field(at_lena: Visit) -> None:
    at_lena.composer.fill("/bestaatniet nu")
    at_lena.composer.press("Enter")
    expect(at_lena.notice).to_contain_text("/bestaatniet is geen geldige opdracht")
    expect(at_lena.composer).to_have_value("/bestaatniet nu")
