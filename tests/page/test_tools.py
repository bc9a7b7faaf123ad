"""The clock of the bot and the traffic between Slack and the bot."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from sandbox.team import Team
from tests.page.visit import Visit

pytestmark = pytest.mark.chromium


def test_the_clock_moves_the_time_of_the_bot(at_lena: Visit, team: Team) -> None:
    before = team.ground.clock.now()
    at_lena.page.get_by_role("button", name="Klok van de bot").click()
    panel = at_lena.page.get_by_role("dialog", name="Klok van de bot")
    panel.get_by_role("button", name="+1 week").click()
    expect(panel.get_by_text("De klok wordt verzet…")).to_have_count(0)
    moved = team.ground.clock.now() - before
    assert timedelta(days=7) <= moved < timedelta(days=7, minutes=1)


def test_the_clock_goes_to_a_date_and_says_it_in_full(at_lena: Visit) -> None:
    at_lena.page.get_by_role("button", name="Klok van de bot").click()
    panel = at_lena.page.get_by_role("dialog", name="Klok van de bot")
    panel.get_by_label("Naar datum").fill("2040-04-24T09:00")
    panel.get_by_role("button", name="Ga").click()
    expect(panel).to_contain_text("dinsdag 24 april 2040 om 09:00")


def test_the_traffic_shows_a_command_with_its_body(at_lena: Visit) -> None:
    at_lena.say("/echo hallo")
    at_lena.page.get_by_role("button", name="Verkeer tussen Slack en de bot").click()
    traffic = at_lena.page.get_by_role("region", name="Verkeer", exact=True)
    traffic.get_by_role("searchbox").fill("/echo")
    line = traffic.locator("li:visible").last
    line.locator("summary").click()
    expect(line.locator("pre")).to_contain_text('"command": "/echo"')


def test_tokens_do_not_stand_in_the_traffic(at_lena: Visit, team: Team) -> None:
    at_lena.say("/card")
    at_lena.page.get_by_role("button", name="Verkeer tussen Slack en de bot").click()
    line = at_lena.page.locator(".traffic li").filter(has_text="chat.postMessage").last
    line.locator("summary").click()
    expect(line.locator("pre")).to_contain_text('"channel"')
    assert team.bot_token not in at_lena.page.content()


def test_a_sandbox_that_is_gone_is_told_and_the_text_is_kept(at_lena: Visit) -> None:
    at_lena.page.route("**/page/act", lambda route: route.abort())
    at_lena.composer.fill("Dag allemaal")
    at_lena.composer.press("Enter")
    expect(at_lena.notice).to_contain_text("De zandbak antwoordt niet.")
    expect(at_lena.composer).to_have_value("Dag allemaal")


def test_a_lost_line_is_told_until_it_is_back(at_lena: Visit) -> None:
    lost = at_lena.page.get_by_text("De zandbak antwoordt niet. Deze pagina probeert opnieuw…")
    at_lena.page.route("**/page/changes", lambda route: route.abort())
    at_lena.page.reload()
    expect(lost).to_be_visible()
    at_lena.page.unroute_all()
    expect(lost).to_be_hidden(timeout=10_000)


def test_a_notice_can_be_put_away(at_lena: Visit) -> None:
    at_lena.composer.fill("/bestaatniet")
    at_lena.composer.press("Enter")
    at_lena.notice.get_by_role("button", name="Melding sluiten").click()
    expect(at_lena.notice).to_have_count(0)
