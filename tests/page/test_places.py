"""Going about: channels, the bot's home tab, and acting as somebody else."""

import re

import pytest
from playwright.sync_api import BrowserContext, Route, expect

from sandbox.channels import Channel
from sandbox.slackers import Slacker
from sandbox.team import Team
from tests.page.visit import Visit, visit
from tests.sandbox.toy import Toy

pytestmark = pytest.mark.chromium


def test_an_unread_channel_shows_how_many(at_lena: Visit, team: Team, lena: Slacker, wout: Slacker) -> None:
    team.add_channel("comite", private=True, members=[lena, wout], bot=True)
    wout.say("#comite", "Iets nieuws")
    wout.say("#comite", "En nog iets")
    link = at_lena.sidebar.get_by_role("link", name="comite (privé) 2 ongelezen")
    link.click()
    expect(at_lena.message("En nog iets")).to_be_visible()
    expect(at_lena.sidebar.get_by_role("link", name="comite")).not_to_contain_text("ongelezen")


def test_an_archived_channel_is_read_only(at_lena: Visit, team: Team, plenary: Channel) -> None:
    team.archive(plenary)
    expect(at_lena.composer).to_be_disabled()
    expect(at_lena.composer).to_have_attribute("placeholder", "Dit kanaal is gearchiveerd.")


def test_who_is_no_member_only_reads_along(
    context: BrowserContext, team: Team, lena: Slacker, toy: Toy, wout: Slacker
) -> None:
    public = team.add_channel("nieuws", members=[wout])
    wout.say("#nieuws", "Dag")
    at_lena = visit(context, lena, public)
    expect(at_lena.message("Dag")).to_be_visible()
    expect(at_lena.composer).to_be_disabled()


def test_a_private_channel_is_not_shown_to_an_outsider(
    context: BrowserContext, team: Team, lena: Slacker, wout: Slacker, plenary: Channel
) -> None:
    secret = team.add_channel("geheim", private=True, members=[wout])
    at_lena = visit(context, lena, secret)
    expect(at_lena.page.get_by_role("heading", level=1, name="toy")).to_be_visible()
    assert at_lena.sidebar.get_by_role("link", name="geheim").count() == 0


def test_an_unknown_person_in_the_address_becomes_somebody_who_exists(
    context: BrowserContext, lena: Slacker, plenary: Channel
) -> None:
    page = context.new_page()
    page.goto(f"{lena.team.ground.url}/?als=UNIEMAND")
    expect(page.get_by_role("combobox", name="Handelen als")).not_to_have_value("")


def test_drafts_wait_in_their_own_channel(at_lena: Visit, team: Team, lena: Slacker) -> None:
    team.add_channel("comite", private=True, members=[lena])
    at_lena.composer.fill("half bericht")
    at_lena.sidebar.get_by_role("link", name="comite").click()
    expect(at_lena.composer).to_have_value("")
    at_lena.page.go_back()
    expect(at_lena.composer).to_have_value("half bericht")


def test_acting_as_somebody_else_is_kept_in_the_address(at_lena: Visit, wout: Slacker) -> None:
    picker = at_lena.page.get_by_role("combobox", name="Handelen als")
    picker.fill("haene")
    picker.press("Enter")
    expect(at_lena.page).to_have_url(re.compile(f"als={wout.id}"))
    at_lena.page.reload()
    expect(picker).to_have_value("Wout D’Haene")
    expect(at_lena.page.locator(".face")).to_have_text("WD")


def test_the_home_tab_is_opened_and_drawn(at_lena: Visit, lena: Slacker) -> None:
    at_lena.sidebar.get_by_role("link", name="toy").click()
    home = at_lena.page.get_by_role("region", name="Start")
    expect(home).to_contain_text(f"Dag {lena.id}")
    home.get_by_role("button", name="Thuis").click()
    expect(at_lena.notice).to_have_count(0)


def test_from_the_home_tab_one_goes_to_the_messages_of_the_bot(at_lena: Visit) -> None:
    at_lena.sidebar.get_by_role("link", name="toy").click()
    at_lena.page.get_by_role("button", name="Berichten", exact=True).click()
    at_lena.say("/echo hallo bot")
    expect(at_lena.message("Je zei: hallo bot")).to_be_visible()


def test_another_person_comes_to_their_own_talk_with_the_bot(at_lena: Visit, wout: Slacker) -> None:
    at_lena.sidebar.get_by_role("link", name="toy").click()
    picker = at_lena.page.get_by_role("combobox", name="Handelen als")
    picker.fill("wout")
    picker.press("Enter")
    expect(at_lena.page.get_by_role("region", name="Start")).to_contain_text(f"Dag {wout.id}")


def test_a_slow_answer_does_not_pull_the_focus_away(at_lena: Visit) -> None:
    held: list[Route] = []
    at_lena.page.route("**/page/state*", lambda route: held.append(route))
    at_lena.sidebar.get_by_role("link", name="toy").click()
    picker = at_lena.page.get_by_role("combobox", name="Handelen als")
    picker.fill("wou")
    for route in held:
        route.continue_()
    at_lena.page.unroute("**/page/state*")
    expect(at_lena.page.get_by_role("region", name="Start")).to_contain_text("Dag")
    expect(picker).to_be_focused()
    expect(picker).to_have_value("wou")
