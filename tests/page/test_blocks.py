"""Blocks and the elements that act at once: buttons, menus, selects in a message."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.page import gallery
from tests.page.gallery import CONFIRM, KINDS, mrkdwn, option, plain
from tests.page.kit import Kit

pytestmark = pytest.mark.chromium


def actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "block_id": "deeds", "elements": list(elements)}


def button(words: str, **more: Any) -> dict[str, Any]:
    return {"type": "button", "action_id": "proef.knop", "text": plain(words), **more}


SURFACES = {
    "message": gallery.message("ULENA", "CPLENAIR"),
    "modal": gallery.modal()["blocks"],
    "home": gallery.home("Een lijn")["blocks"],
}


@pytest.mark.parametrize("surface", SURFACES)
def test_everything_the_bot_may_use_is_drawn(kit: Kit, surface: str) -> None:
    blocks = SURFACES[surface]
    kit.draw(*blocks)
    drawn = kit.place.locator("> .block")
    assert (drawn.count(), kit.place.locator(".unsupported").count()) == (len(blocks), 0)


@pytest.mark.parametrize("kind", ["video", "hologram"])
def test_an_unknown_block_is_a_red_box_that_names_it(kit: Kit, kind: str) -> None:
    kit.draw({"type": kind})
    assert kit.place.inner_text() == f"niet ondersteund: {kind}"


def test_an_unknown_element_is_a_red_box_beside_its_neighbours(kit: Kit) -> None:
    kit.draw(actions({"type": "workflow_button", "action_id": "w"}, button("Klaar")))
    assert kit.place.inner_text().split("\n") == ["niet ondersteund: workflow_button", "Klaar"]


def test_an_unknown_cell_of_a_table_is_a_red_box(kit: Kit) -> None:
    kit.draw({"type": "table", "rows": [[{"type": "raw_text", "text": "Kop"}], [{"type": "hologram"}]]})
    assert kit.place.locator("td").inner_text() == "niet ondersteund: hologram"


def test_a_press_names_the_block_and_the_action(kit: Kit) -> None:
    kit.draw(actions(button("Klaar", value="7"))).get_by_role("button", name="Klaar").click()
    assert kit.acts == [{"block_id": "deeds", "action_id": "proef.knop", "value": None}]


def test_a_question_before_the_press_that_is_answered_with_no_does_nothing(kit: Kit) -> None:
    kit.draw(actions(button("Weigeren", confirm=CONFIRM))).get_by_role("button", name="Weigeren").click()
    kit.page.get_by_role("alertdialog").get_by_role("button", name="Nee").click()
    assert kit.acts == []


def test_a_question_before_the_press_that_is_answered_with_yes_lets_it_through(kit: Kit) -> None:
    kit.draw(actions(button("Weigeren", confirm=CONFIRM))).get_by_role("button", name="Weigeren").click()
    question = kit.page.get_by_role("alertdialog", name="Ben je zeker?")
    expect(question).to_contain_text("Dit kan niet ongedaan gemaakt worden.")
    question.get_by_role("button", name="Ja, doe maar").click()
    expect(question).to_have_count(0)
    assert len(kit.acts) == 1


def test_a_select_goes_back_to_what_it_was_when_the_question_is_denied(kit: Kit) -> None:
    select = {
        "type": "static_select",
        "action_id": "soort",
        "options": KINDS,
        "initial_option": KINDS[0],
        "confirm": CONFIRM,
    }
    field = kit.draw(actions(select)).get_by_role("combobox")
    field.fill("advies")
    field.press("Enter")
    kit.page.get_by_role("alertdialog").get_by_role("button", name="Nee").click()
    expect(field).to_have_value("Ter informatie")
    assert kit.acts == []


def test_a_button_with_a_script_for_an_address_opens_nothing(kit: Kit) -> None:
    opened: list[object] = []
    kit.page.once("popup", lambda popup: opened.append(popup))
    kit.draw(actions(button("Verslag", url="javascript:alert(1)"))).get_by_role("button", name="Verslag").click()
    kit.page.wait_for_function("kit.log.acts.length === 1")
    assert opened == []


def test_an_overflow_menu_tells_which_option_was_chosen(kit: Kit) -> None:
    kit.draw(actions({"type": "overflow", "action_id": "meer", "options": KINDS[:2]}))
    kit.place.get_by_role("button", name="Meer keuzes").press("Enter")
    kit.page.keyboard.press("ArrowDown")
    kit.page.keyboard.press("Enter")
    assert kit.acts[0]["value"] == {"type": "overflow", "selected_option": KINDS[1]}


def test_escape_closes_a_menu_and_gives_the_focus_back(kit: Kit) -> None:
    kit.draw(actions({"type": "overflow", "action_id": "meer", "options": KINDS[:2]}))
    opener = kit.place.get_by_role("button", name="Meer keuzes")
    opener.click()
    kit.page.keyboard.press("Escape")
    expect(kit.page.get_by_role("menu")).to_have_count(0)
    expect(opener).to_be_focused()


def test_a_select_in_a_message_tells_the_bot_at_once(kit: Kit) -> None:
    select = {"type": "static_select", "action_id": "soort", "placeholder": plain("Soort"), "options": KINDS}
    kit.draw(actions(select)).get_by_role("combobox", name="Soort").click()
    kit.page.get_by_role("option", name="Ter beslissing").click()
    assert kit.acts[0]["value"] == {"type": "static_select", "selected_option": KINDS[2]}


def test_checkboxes_in_a_message_tell_the_bot_all_that_is_ticked(kit: Kit) -> None:
    kit.draw(actions({"type": "checkboxes", "action_id": "opties", "options": KINDS, "initial_options": [KINDS[0]]}))
    kit.place.get_by_label("Advies").check()
    assert kit.acts[0]["value"]["selected_options"] == [KINDS[0], KINDS[3]]


def test_a_half_typed_date_is_not_told(kit: Kit) -> None:
    kit.draw(actions({"type": "datepicker", "action_id": "dag"}))
    kit.place.locator("input[type=date]").fill("0002-01-01")
    assert kit.acts == []


def test_an_image_of_elsewhere_is_a_link_and_not_fetched(kit: Kit) -> None:
    kit.draw({"type": "image", "image_url": "https://voorbeeld.be/foto.png", "alt_text": "Een foto"})
    assert kit.place.locator("img").count() == 0
    assert kit.place.get_by_role("link", name="Een foto").get_attribute("href") == "https://voorbeeld.be/foto.png"


@pytest.mark.parametrize(
    "file",
    [{"id": "F0BUDGET2026"}, {"url": "http://127.0.0.1/files-pri/T01-F0BUDGET2026/budget.png"}],
    ids=["id", "url"],
)
def test_a_file_of_this_slack_is_shown_as_an_image_to_the_person_who_looks(kit: Kit, file: dict[str, str]) -> None:
    kit.draw({"type": "image", "slack_file": file, "alt_text": "Budget"})
    assert kit.place.get_by_role("img", name="Budget").get_attribute("src") == "/files/F0BUDGET2026/afbeelding?as=ULENA"


def test_a_table_has_a_head_and_aligned_columns(kit: Kit) -> None:
    kit.draw(gallery.table())
    assert kit.place.get_by_role("columnheader").all_inner_texts() == ["Actie", "Bedrag"]
    assert kit.place.get_by_role("cell", name="€ 1.250").evaluate("cell => getComputedStyle(cell).textAlign") == "end"


@pytest.mark.parametrize(("level", "word"), [("warning", "Let op"), ("error", "Fout"), ("success", "In orde")])
def test_an_alert_says_its_level_in_a_word_and_not_by_colour_alone(kit: Kit, level: str, word: str) -> None:
    kit.draw({"type": "alert", "level": level, "text": mrkdwn("De stemming sluit *morgen*.")})
    assert kit.place.inner_text().split("\n") == [word, "De stemming sluit morgen."]


def test_a_button_says_its_accessible_label(kit: Kit) -> None:
    kit.draw(actions(button("Klaar", accessibility_label="Opvolgpunt 3 is klaar")))
    assert kit.place.get_by_role("button", name="Opvolgpunt 3 is klaar").inner_text() == "Klaar"


def test_plain_text_draws_emoji_unless_told_not_to(kit: Kit) -> None:
    texts = [plain("Klaar :tada:"), plain("Klaar :tada:") | {"emoji": False}]
    kit.draw({"type": "section", "fields": texts})
    assert kit.place.locator(".plain").all_inner_texts() == ["Klaar 🎉", "Klaar :tada:"]


def test_right_to_left_text_runs_from_the_right(kit: Kit) -> None:
    kit.draw({"type": "section", "text": plain("شكرا على الاقتراح")})
    assert kit.place.locator(".text").evaluate("text => getComputedStyle(text).direction") == "rtl"


def test_the_longest_words_stay_inside_their_block(kit: Kit) -> None:
    endless = "Jeugdhulpverlening" * 8
    fields = [mrkdwn(endless), mrkdwn(endless)]
    kit.draw(
        {"type": "header", "text": plain(endless)}, {"type": "section", "fields": fields}, actions(button(endless[:75]))
    )
    assert kit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_an_option_shows_its_description(kit: Kit) -> None:
    select = {"type": "static_select", "action_id": "wie", "options": [option("Tom", description="CAW, voorzitter")]}
    kit.draw(actions(select)).get_by_role("combobox").click()
    assert kit.page.get_by_role("option").inner_text().split("\n") == ["Tom", "CAW, voorzitter"]


def test_a_button_beside_a_text_is_described_by_it(kit: Kit) -> None:
    kit.draw({"type": "section", "text": plain("Punt 3: Gezinshuizen"), "accessory": button("Wijzig")})
    expect(kit.place.get_by_role("button", name="Wijzig")).to_have_accessible_description("Punt 3: Gezinshuizen")
