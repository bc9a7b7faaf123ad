"""Channels, messages and threads: reading, writing, pressing, editing, with a real bot behind the page."""

import pytest
from playwright.sync_api import BrowserContext, expect

from sandbox.channels import Channel
from sandbox.slackers import Slacker
from tests.page.visit import Visit, visit
from tests.sandbox.toy import Toy

pytestmark = pytest.mark.chromium


def test_a_message_is_sent_with_enter(at_lena: Visit, lena: Slacker) -> None:
    at_lena.say("Dag *iedereen*")
    expect(at_lena.message("Dag iedereen").locator("strong").last).to_have_text("iedereen")
    assert lena.read("#plenair")[-1].text == "Dag *iedereen*"


def test_two_tabs_are_two_people_who_see_each_other_write(
    context: BrowserContext, at_lena: Visit, wout: Slacker, plenary: Channel
) -> None:
    at_wout = visit(context, wout, plenary)
    at_lena.say("Wie brengt koffie mee?")
    at_wout.say("Ik!")
    expect(at_lena.message("Ik!")).to_contain_text("Wout D’Haene")
    expect(at_wout.message("koffie")).to_contain_text("Lena Verhulst")


def test_what_a_member_types_is_never_html(at_lena: Visit) -> None:
    at_lena.say('<img src=x onerror="document.title=1"> & <b>')
    expect(at_lena.message("onerror").locator(".text")).to_have_text('<img src=x onerror="document.title=1"> & <b>')


def test_an_empty_channel_says_that_it_is_empty(at_lena: Visit) -> None:
    expect(at_lena.timeline).to_contain_text("Hier is nog niets gezegd.")


def test_two_hundred_messages_open_at_the_newest(context: BrowserContext, lena: Slacker, plenary: Channel) -> None:
    for number in range(200):
        lena.say("#plenair", f"bericht {number}")
    at_lena = visit(context, lena, plenary)
    expect(at_lena.timeline.locator("li.message")).to_have_count(200)
    expect(at_lena.message("bericht 199")).to_be_in_viewport()


def test_reading_further_up_is_not_disturbed_by_a_new_message(
    context: BrowserContext, lena: Slacker, wout: Slacker, plenary: Channel
) -> None:
    for number in range(60):
        lena.say("#plenair", f"bericht {number}")
    at_lena = visit(context, lena, plenary)
    at_lena.timeline.evaluate("list => { list.scrollTop = 0 }")
    wout.say("#plenair", "Iets nieuws")
    newest = at_lena.page.get_by_role("button", name="Nieuwste berichten")
    expect(newest).to_be_visible()
    expect(at_lena.message("Iets nieuws")).not_to_be_in_viewport()
    newest.click()
    expect(at_lena.message("Iets nieuws")).to_be_in_viewport()


def test_new_messages_are_read_aloud_and_ones_own_are_not(at_lena: Visit, wout: Slacker) -> None:
    news = at_lena.page.locator("body > .visually-hidden[role=status]")
    at_lena.say("van mezelf")
    expect(at_lena.message("van mezelf")).to_be_visible()
    expect(news).to_have_text("")
    wout.say("#plenair", "Tot morgen")
    expect(news).to_have_text("Nieuw bericht van Wout D’Haene: Tot morgen")


def test_a_reply_goes_to_the_thread(at_lena: Visit, lena: Slacker, wout: Slacker) -> None:
    root = wout.say("#plenair", "Wie komt?")
    at_lena.message("Wie komt?").hover()
    at_lena.message("Wie komt?").get_by_role("button", name="Antwoorden in draad").click()
    reply = at_lena.thread.get_by_role("textbox", name="Antwoord in de draad")
    reply.fill("Ik kom")
    reply.press("Enter")
    expect(at_lena.thread.locator("li.message")).to_have_count(2)
    assert [message.text for message in lena.thread(root)] == ["Ik kom"]


def test_a_thread_is_opened_from_its_count_and_closed_with_escape(at_lena: Visit, wout: Slacker) -> None:
    root = wout.say("#plenair", "Wie komt?")
    wout.say("#plenair", "Ik alvast", thread=root)
    at_lena.page.get_by_role("button", name="1 antwoord van Wout D’Haene").click()
    expect(at_lena.thread).to_contain_text("Ik alvast")
    at_lena.page.keyboard.press("Escape")
    expect(at_lena.thread).to_be_hidden()


def test_a_thread_has_an_address_of_its_own(context: BrowserContext, lena: Slacker, plenary: Channel) -> None:
    root = lena.say("#plenair", "Wie komt?")
    at_lena = visit(context, lena, plenary, draad=root.ts)
    expect(at_lena.thread).to_contain_text("Wie komt?")


def test_a_command_in_a_thread_is_refused_with_the_reason(at_lena: Visit, lena: Slacker) -> None:
    lena.say("#plenair", "Wie komt?")
    at_lena.message("Wie komt?").hover()
    at_lena.message("Wie komt?").get_by_role("button", name="Antwoorden in draad").click()
    reply = at_lena.thread.get_by_role("textbox")
    reply.fill("/echo hallo")
    reply.press("Enter")
    expect(at_lena.notice).to_contain_text("Slack laat in een draad geen opdrachten met / toe.")
    expect(reply).to_have_value("/echo hallo")


def test_ones_own_message_can_be_edited(at_lena: Visit, lena: Slacker, wout: Slacker) -> None:
    lena.say("#plenair", f"Vraag het aan {wout.mention}")
    at_lena.menu("Vraag het aan", "Bewerken")
    field = at_lena.page.get_by_role("textbox", name="Tekst")
    expect(field).to_have_value("Vraag het aan @Wout D’Haene")
    field.fill("Vraag het morgen aan @Wout D’Haene")
    at_lena.page.get_by_role("button", name="Opslaan").click()
    expect(at_lena.message("Vraag het morgen")).to_contain_text("(bewerkt)")
    expect(at_lena.message("Vraag het morgen").locator(".mention")).to_have_text("@Wout D’Haene")


def test_ones_own_message_can_be_deleted_after_a_question(at_lena: Visit, lena: Slacker) -> None:
    lena.say("#plenair", "Vergissing")
    at_lena.menu("Vergissing", "Verwijderen")
    at_lena.page.get_by_role("alertdialog").get_by_role("button", name="Verwijderen").click()
    expect(at_lena.timeline.locator("li.message")).to_have_count(0)


def test_the_message_of_somebody_else_cannot_be_edited(at_lena: Visit, wout: Slacker) -> None:
    wout.say("#plenair", "Van Wout")
    at_lena.message("Van Wout").hover()
    at_lena.message("Van Wout").get_by_role("button", name="Meer acties").click()
    entries = at_lena.page.get_by_role("menuitem")
    expect(entries).to_have_text(["Antwoorden in draad", "Onthoud ditOnthoudt een bericht"])


def test_a_message_shortcut_reaches_the_bot_with_its_message(at_lena: Visit, wout: Slacker, toy: Toy) -> None:
    wout.say("#plenair", "Zet dit op de agenda")
    at_lena.menu("Zet dit op de agenda", "Onthoud dit")
    expect(at_lena.modal).to_be_visible()
    assert toy.payloads[-1]["message"]["text"] == "Zet dit op de agenda"


def test_a_global_shortcut_starts_beside_the_composer(at_lena: Visit) -> None:
    at_lena.page.get_by_role("main").get_by_role("button", name="Snelkoppelingen").click()
    at_lena.page.get_by_role("menuitem", name="Nieuw ding").click()
    expect(at_lena.modal.get_by_role("heading", name="Formulier")).to_be_visible()


def test_a_press_changes_the_card_and_keeps_the_focus_on_its_button(at_lena: Visit) -> None:
    at_lena.say("/card")
    at_lena.message("Kaart").get_by_role("button", name="Ja").press("Enter")
    expect(at_lena.message("Kaart 1 keer")).to_be_visible()
    expect(at_lena.message("Kaart").get_by_role("button", name="Ja")).to_be_focused()


def test_an_overflow_choice_is_answered_to_this_person_only(
    context: BrowserContext, at_lena: Visit, wout: Slacker, plenary: Channel
) -> None:
    at_lena.say("/card")
    at_lena.message("Kaart").get_by_role("button", name="Meer keuzes").click()
    at_lena.page.get_by_role("menuitem", name="Tweede").click()
    expect(at_lena.message("Tweede")).to_contain_text("Alleen zichtbaar voor jou")
    at_wout = visit(context, wout, plenary)
    expect(at_wout.timeline.locator("li.message")).to_have_count(1)


def test_a_choice_in_a_card_is_still_there_after_a_reload(at_lena: Visit, toy: Toy) -> None:
    at_lena.say("/card")
    at_lena.message("Kaart").get_by_role("combobox").click()
    at_lena.page.get_by_role("option", name="Deze maand").click()
    expect(at_lena.message("Kaart").get_by_role("combobox")).to_have_value("Deze maand")
    at_lena.page.reload()
    expect(at_lena.message("Kaart").get_by_role("combobox")).to_have_value("Deze maand")


def test_a_bot_that_fails_is_told_in_a_sentence(at_lena: Visit) -> None:
    at_lena.composer.fill("/broken")
    at_lena.composer.press("Enter")
    expect(at_lena.notice).to_contain_text("De bot antwoordde niet binnen 3 seconden.")
    expect(at_lena.composer).to_have_value("/broken")
