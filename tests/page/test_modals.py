"""Modals: filling in, errors, updates, the stack, and the keyboard."""

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from sandbox.channels import Channel
from sandbox.slackers import Slacker
from tests.page import gallery
from tests.page.visit import Visit, visit
from tests.sandbox.toy import Toy

pytestmark = pytest.mark.chromium


@pytest.fixture
def form(at_lena: Visit) -> Locator:
    """The form of the toy, open on Lena's page."""
    at_lena.say("/form")
    expect(at_lena.modal).to_be_visible()
    return at_lena.modal


def submit(form: Locator) -> None:
    form.get_by_role("button", name="Verstuur").click()


def test_a_modal_opens_on_its_first_field(form: Locator) -> None:
    expect(form.get_by_label("Titel")).to_be_focused()


def test_what_was_filled_in_reaches_the_bot(form: Locator, toy: Toy, wout: Slacker) -> None:
    form.get_by_label("Titel").fill("Gezinshuizen")
    form.get_by_label("Te behandelen vóór").fill("2026-04-24")
    form.get_by_label("Twee").check()
    who = form.get_by_role("combobox", name="Wie")
    who.fill("haene")
    who.press("Enter")
    who.press("Escape")
    source = form.get_by_role("combobox", name="Bron")
    source.press_sequentially("juni")
    form.page.get_by_role("option", name="Vergadering van juni").click()
    submit(form)
    expect(form).to_have_count(0)
    held = {name: block["value"] for name, block in toy.payloads[-1]["view"]["state"]["values"].items()}
    assert held["titel"]["value"] == "Gezinshuizen"
    assert held["soort"]["selected_option"]["value"] == "bespreking"
    assert held["te_behandelen_vóór"]["selected_date"] == "2026-04-24"
    assert [option["value"] for option in held["vinkjes"]["selected_options"]] == ["twee"]
    assert held["wie"]["selected_users"] == [wout.id]
    assert held["bron"]["selected_option"]["text"]["text"] == "Vergadering van juni"


def test_enter_in_a_line_of_text_submits(form: Locator) -> None:
    form.get_by_label("Titel").fill("Gezinshuizen")
    form.get_by_label("Titel").press("Enter")
    expect(form).to_have_count(0)


def test_a_required_field_is_asked_for_before_the_bot_hears_of_it(form: Locator, toy: Toy) -> None:
    heard = len(toy.payloads)
    submit(form)
    expect(form.get_by_label("Titel")).to_have_accessible_description("Vul dit veld in.")
    expect(form.get_by_label("Titel")).to_be_focused()
    assert len(toy.payloads) == heard


def test_an_error_of_the_bot_stands_next_to_its_field(form: Locator, toy: Toy) -> None:
    toy.submit_answer = {"response_action": "errors", "errors": {"te_behandelen_vóór": "Die dag is voorbij."}}
    form.get_by_label("Titel").fill("Gezinshuizen")
    submit(form)
    day = form.get_by_label("Te behandelen vóór")
    expect(day).to_have_accessible_description("Die dag is voorbij.")
    expect(day).to_be_focused()
    expect(form.get_by_label("Titel")).to_have_value("Gezinshuizen")


def test_an_error_disappears_when_the_form_is_accepted_after_all(form: Locator, toy: Toy) -> None:
    toy.submit_answer = {"response_action": "errors", "errors": {"titel": "Bestaat al."}}
    form.get_by_label("Titel").fill("Gezinshuizen")
    submit(form)
    expect(form.get_by_text("Bestaat al.")).to_be_visible()
    toy.submit_answer = {}
    form.get_by_label("Titel").fill("Pleegzorg")
    submit(form)
    expect(form).to_have_count(0)


def test_an_answer_that_slack_does_not_understand_is_told_in_the_modal(form: Locator, toy: Toy) -> None:
    toy.submit_answer = {"response_action": "errors", "errors": {"bestaat_niet": "Oei"}}
    form.get_by_label("Titel").fill("Gezinshuizen")
    submit(form)
    expect(form.get_by_role("alert").filter(has_text="het venster reageert niet")).to_be_visible()


def test_an_update_of_the_bot_keeps_what_was_typed_and_the_focus(form: Locator) -> None:
    form.get_by_label("Titel").fill("Gezinshuizen")
    form.get_by_label("Twee").check()
    more = form.get_by_role("button", name="Meer", exact=True)
    more.press("Enter")
    expect(form.get_by_text("Nog meer")).to_be_visible()
    expect(form.get_by_label("Titel")).to_have_value("Gezinshuizen")
    expect(form.get_by_label("Twee")).to_be_checked()
    expect(more).to_be_focused()


def test_a_press_in_a_modal_tells_the_bot_what_is_filled_in(form: Locator, toy: Toy) -> None:
    form.get_by_label("Titel").fill("Gezinshuizen")
    form.get_by_role("button", name="Meer", exact=True).click()
    expect(form.get_by_text("Nog meer")).to_be_visible()
    assert toy.payloads[-1]["view"]["state"]["values"]["titel"]["value"]["value"] == "Gezinshuizen"


def test_a_modal_on_top_gives_back_the_one_below_as_it_was(at_lena: Visit, form: Locator) -> None:
    form.get_by_label("Titel").fill("onderste")
    form.get_by_role("button", name="Bovenop").click()
    expect(at_lena.modal.get_by_role("heading", name="Bovenop")).to_be_visible()
    at_lena.page.keyboard.press("Escape")
    expect(at_lena.modal.get_by_role("heading", name="Formulier")).to_be_visible()
    expect(at_lena.modal.get_by_label("Titel")).to_have_value("onderste")


def test_three_modals_stack_and_the_fourth_is_refused_in_words(at_lena: Visit, form: Locator) -> None:
    for _ in range(2):
        at_lena.modal.get_by_role("button", name="Bovenop", exact=True).click()
        expect(at_lena.modal.get_by_role("heading", name="Bovenop")).to_be_visible()
    expect(at_lena.page.locator("dialog.modal")).to_have_count(3)
    at_lena.modal.get_by_role("button", name="Bovenop", exact=True).click()
    expect(at_lena.modal.locator(".trouble")).to_contain_text("Er ging iets mis bij de verbinding met de app")


def test_the_cross_closes_the_whole_stack(at_lena: Visit, form: Locator) -> None:
    form.get_by_role("button", name="Bovenop").click()
    expect(at_lena.modal.get_by_role("heading", name="Bovenop")).to_be_visible()
    at_lena.modal.get_by_role("button", name="Alles sluiten").click()
    expect(at_lena.page.locator("dialog.modal")).to_have_count(0)


def test_closing_tells_the_bot_that_asked_for_it(at_lena: Visit, form: Locator, toy: Toy) -> None:
    form.get_by_role("button", name="Annuleer").click()
    expect(form).to_have_count(0)
    assert toy.payloads[-1]["type"] == "view_closed"


def test_after_closing_the_focus_is_where_one_was(at_lena: Visit, form: Locator) -> None:
    at_lena.page.keyboard.press("Escape")
    expect(form).to_have_count(0)
    expect(at_lena.composer).to_be_focused()


def test_tab_does_not_leave_the_modal(at_lena: Visit, form: Locator) -> None:
    at_lena.page.evaluate("""document.addEventListener("focusin", ({ target }) => {
      if (!target.closest("dialog")) document.title = "de focus is ontsnapt";
    })""")
    for _ in range(25):
        at_lena.page.keyboard.press("Tab")
    assert "ontsnapt" not in at_lena.page.title()


def test_an_open_modal_is_still_there_after_a_reload(at_lena: Visit, form: Locator) -> None:
    at_lena.page.reload()
    expect(at_lena.modal.get_by_role("heading", name="Formulier")).to_be_visible()


def test_a_modal_of_one_person_is_not_shown_to_another(
    at_lena: Visit, form: Locator, context: BrowserContext, wout: Slacker
) -> None:
    at_wout = visit(context, wout)
    expect(at_wout.page.locator("dialog")).to_have_count(0)


def test_every_input_of_slack_can_be_sent_in_from_the_page(
    at_lena: Visit, lena: Slacker, toy: Toy, plenary: Channel
) -> None:
    lena.command("/quiet")
    toy.client.views_open(trigger_id=toy.payloads[-1]["trigger_id"], view=gallery.modal())
    toy.bolt.view("gallery.modal")(lambda ack: ack())
    modal = at_lena.modal
    modal.get_by_label("Titel").fill("Alles")
    modal.get_by_role("radiogroup", name="Stemrecht").get_by_label("Nee").check()
    modal.get_by_label("Sluit op").fill("2026-04-24T09:00")
    modal.get_by_label("Minuten").fill("20")
    modal.get_by_label("E-mail").fill("lena@voorbeeld.be")
    modal.get_by_label("Link", exact=True).fill("https://voorbeeld.be")
    modal.get_by_label("Bespreking", exact=True).fill("*vet*")
    channel = modal.get_by_role("combobox", name="Plenair kanaal")
    channel.fill("plen")
    channel.press("Enter")
    modal.get_by_label("Bijlagen").set_input_files(
        {"name": "nota.pdf", "mimeType": "application/pdf", "buffer": b"inhoud"}
    )
    expect(modal.get_by_text("nota.pdf (6 bytes)")).to_be_visible()
    modal.get_by_role("button", name="Bewaren").click()
    expect(modal).to_have_count(0)
    values = {
        name: value for block in toy.payloads[-1]["view"]["state"]["values"].values() for name, value in block.items()
    }
    assert values["gallery.moment"]["selected_date_time"] == 1777014000
    assert values["gallery.channel"]["selected_channel"] == plenary.id
    assert [file["name"] for file in values["gallery.files"]["files"]] == ["nota.pdf"]
    assert values["gallery.rich"]["rich_text_value"]["elements"][0]["elements"][0]["style"] == {"bold": True}


def test_the_gallery_is_what_slack_accepts(at_lena: Visit, lena: Slacker, toy: Toy, plenary: Channel) -> None:
    toy.client.chat_postMessage(channel=plenary.id, text="Alles", blocks=gallery.message(lena.id, plenary.id))
    toy.client.views_publish(user_id=lena.id, view=gallery.home("Een lijn"))
    expect(at_lena.message("Alles wat een bericht kan").locator(".block")).to_have_count(12)
    assert at_lena.page.locator(".unsupported").count() == 0
