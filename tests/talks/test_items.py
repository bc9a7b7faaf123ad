"""Agenda points, as people propose, judge and follow them in Slack."""

from datetime import date, datetime

import pytest

from bot.people import Role
from sandbox.slackers import Slacker
from sandbox.team import together
from tests.talks.scene import APRIL, BRUSSELS, JUNE, Scene

LINE = "/agendapunt Gezinshuizen: stand van zaken | 20 min | bespreking | 24 april"


@pytest.fixture(autouse=True)
def meetings(scene: Scene) -> None:
    """Two dated meetings ahead."""
    scene.meeting(APRIL)
    scene.meeting(JUNE)


# Proposing.


def test_a_line_is_noted_at_once_and_says_what_was_understood(lena: Slacker) -> None:
    answer = lena.command(LINE)
    assert "genoteerd voor vrijdag 24 april 2026" in answer.all_text
    assert "20 min" in answer.all_text
    assert "Ter bespreking" in answer.all_text


def test_the_parts_of_a_line_come_in_any_order(lena: Slacker) -> None:
    answer = lena.command("/agendapunt Overkop | 19 juni | ter info | door Wim | 5'")
    assert "vrijdag 19 juni 2026" in answer.all_text
    assert "toelichting door Wim" in answer.all_text
    assert "Ter informatie" in answer.all_text


def test_a_line_without_a_meeting_aims_at_the_next_one(lena: Slacker) -> None:
    assert "de eerstvolgende vergadering" in lena.command("/agendapunt Overkop | 10 min").all_text


def test_a_month_with_one_meeting_is_that_meeting(lena: Slacker) -> None:
    assert "vrijdag 19 juni 2026" in lena.command("/agendapunt Overkop | juni").all_text


def test_a_season_goes_to_the_pool(lena: Slacker) -> None:
    assert "najaar 2026" in lena.command("/agendapunt Overkop | najaar 2026").all_text


def test_the_card_appears_in_the_comite_channel_with_its_four_decisions(lena: Slacker, chair: Slacker) -> None:
    lena.command(LINE)
    card = chair.read("#comite")[-1]
    assert "Gezinshuizen: stand van zaken" in card.all_text
    assert card.buttons == ["Aanvaarden", "Terugsturen", "Uitstellen", "Weigeren"]


def test_a_text_without_a_bar_opens_the_form_with_it(lena: Slacker) -> None:
    lena.command("/agendapunt Gezinshuizen")
    assert lena.modal is not None
    assert lena.modal.title == "Agendapunt voorstellen"
    assert lena.modal.value_of("Titel") == "Gezinshuizen"


def test_the_form_has_every_field_of_the_contract(officer: Slacker) -> None:
    officer.command("/agendapunt")
    assert officer.modal is not None
    wanted = {
        "Titel",
        "Soort",
        "Wanneer",
        "Periode",
        "Minuten",
        "Toelichting door",
        "Externe gast",
        "Toelichting",
        "Bijlagen",
        "Te behandelen vóór",
        "Namens",
    }
    assert wanted <= set(officer.modal.labels)


def test_a_member_is_not_offered_to_act_for_others(lena: Slacker) -> None:
    lena.command("/agendapunt")
    assert lena.modal is not None
    assert "Namens" not in lena.modal.labels


def test_a_full_form_becomes_a_full_card(lena: Slacker, chair: Slacker) -> None:
    lena.command("/agendapunt")
    errors = lena.submit(
        {
            "Titel": "Netwerkdag",
            "Soort": "Ter beslissing",
            "Wanneer": "vrijdag 19 juni 2026",
            "Minuten": 15,
            "Toelichting door": "Nadia",
            "Externe gast": ["Externe gast"],
            "Toelichting": "Steun vragen.\n\nZie nota.",
            "Bijlagen": "https://voorbeeld.be/nota.pdf",
            "Te behandelen vóór": date(2026, 7, 1),
        }
    )
    assert errors == {}
    card = chair.read("#comite")[-1].all_text
    for said in (
        "Netwerkdag",
        "Ter beslissing",
        "15 min",
        "Nadia",
        "externe gast",
        "Zie nota.",
        "nota.pdf",
        "1 juli 2026",
    ):
        assert said in card


def test_the_proposer_gets_a_note_that_lasts(lena: Slacker) -> None:
    lena.command("/agendapunt")
    lena.submit(Titel="Netwerkdag")
    assert "staat genoteerd" in lena.dm()[-1].text
    assert lena.dm()[-1].buttons == ["Wijzig", "Intrekken"]


def test_later_needs_a_period_that_can_be_read(lena: Slacker) -> None:
    lena.command("/agendapunt")
    assert "Periode" in lena.submit({"Titel": "Netwerkdag", "Wanneer": "Later: maand of periode"})
    assert "Periode" in lena.submit(Periode="zo snel mogelijk")
    assert lena.submit(Periode="najaar 2026") == {}


def test_a_file_comes_along(lena: Slacker, chair: Slacker) -> None:
    lena.command("/agendapunt")
    lena.submit({"Titel": "Netwerkdag", "Bestanden": [("nota.pdf", b"%PDF")]})
    assert "nota.pdf" in chair.read("#comite")[-1].all_text


def test_the_support_officer_proposes_in_somebodys_name(officer: Slacker, lena: Slacker) -> None:
    officer.command("/agendapunt")
    officer.submit(Titel="Netwerkdag", Namens="Lena ’t Kindt")
    assert "staat genoteerd" in lena.dm()[-1].text
    assert "ingegeven door" in officer.read("#comite")[-1].all_text


def test_the_support_officer_names_somebody_in_one_line(officer: Slacker, lena: Slacker) -> None:
    officer.command("/agendapunt Netwerkdag | namens Lena ’t Kindt")
    assert "Netwerkdag" in lena.dm()[-1].text


def test_somebody_is_named_whatever_the_apostrophe(officer: Slacker, lena: Slacker) -> None:
    officer.command("/agendapunt Netwerkdag | namens lena 't kindt")
    assert "Netwerkdag" in lena.dm()[-1].text


def test_a_member_does_not_act_for_somebody_else(lena: Slacker, chair: Slacker) -> None:
    answer = lena.command("/agendapunt Netwerkdag | namens Katrijn Van den Bulcke")
    assert "rechten" in answer.all_text
    assert chair.read("#comite") == []


def test_a_message_becomes_a_point_with_a_link_to_it(scene: Scene, lena: Slacker, chair: Slacker) -> None:
    message = lena.say("#iroj-plenair", "Kunnen we het eens over pleegzorg hebben?\nEr is veel vraag.")
    lena.shortcut("Maak agendapunt", message)
    assert lena.modal is not None
    assert lena.modal.value_of("Titel") == "Kunnen we het eens over pleegzorg hebben?"
    assert lena.submit() == {}
    assert "Er is veel vraag." in chair.read("#comite")[-1].all_text


def test_a_mentioned_member_is_named(lena: Slacker, katrijn: Slacker) -> None:
    assert "Katrijn Van den Bulcke" in lena.command(f"/agendapunt Overkop | door {katrijn}").all_text


# The comité decides.


def test_an_accepted_point_is_told_to_its_proposer(lena: Slacker, chair: Slacker) -> None:
    lena.command(LINE)
    chair.click(chair.read("#comite")[-1], "Aanvaarden")
    assert "aanvaard voor vrijdag 24 april 2026" in lena.dm()[-1].text


def test_the_card_is_edited_in_place_with_the_decision(lena: Slacker, chair: Slacker) -> None:
    lena.command(LINE)
    before = chair.read("#comite")
    chair.click(before[-1], "Aanvaarden")
    after = chair.read("#comite")
    assert [card.ts for card in after] == [card.ts for card in before]
    assert "Aanvaard door" in after[-1].all_text
    assert after[-1].buttons == []


def test_the_proposer_hears_when_a_point_is_postponed(lena: Slacker, chair: Slacker) -> None:
    lena.command(LINE)
    chair.click(chair.read("#comite")[-1], "Uitstellen")
    chair.submit(Naar="september 2026")
    assert "uitgesteld naar september 2026" in lena.dm()[-1].text


def test_sending_back_gives_the_reason_and_a_way_to_try_again(lena: Slacker, chair: Slacker) -> None:
    lena.command(LINE)
    chair.click(chair.read("#comite")[-1], "Terugsturen")
    chair.submit(Reden="Graag een nota erbij.")
    note = lena.dm()[-1]
    assert "Graag een nota erbij." in note.all_text
    lena.click(note, "Wijzig")
    assert lena.submit(Minuten=25) == {}
    card = chair.read("#comite")[-1]
    assert "25 min" in card.all_text
    assert "Aanvaarden" in card.buttons


def test_refusing_needs_a_reason(lena: Slacker, chair: Slacker) -> None:
    lena.command(LINE)
    chair.click(chair.read("#comite")[-1], "Weigeren")
    assert "Reden" in chair.submit(Reden="...")
    assert chair.submit(Reden="Dit hoort bij de werkgroep.") == {}
    assert "geweigerd" in lena.dm()[-1].text


def test_nobody_decides_on_their_own_point(katrijn: Slacker) -> None:
    katrijn.command(LINE)
    katrijn.click(katrijn.read("#comite")[-1], "Aanvaarden")
    assert "eigen punt" in katrijn.ephemerals("#comite")[-1].text


def test_an_outsider_in_the_comite_channel_decides_nothing(scene: Scene, lena: Slacker) -> None:
    lena.command(LINE)
    scene.team.invite("#comite", lena)
    lena.click(lena.read("#comite")[-1], "Aanvaarden")
    assert "comité" in lena.ephemerals("#comite")[-1].text


def test_a_second_press_on_an_old_card_is_answered_kindly(lena: Slacker, chair: Slacker, katrijn: Slacker) -> None:
    lena.command(LINE)
    old = katrijn.read("#comite")[-1]
    chair.click(chair.read("#comite")[-1], "Aanvaarden")
    katrijn.click(old, "Weigeren")
    assert "al beslist" in katrijn.ephemerals("#comite")[-1].text


def test_a_double_press_decides_once(lena: Slacker, chair: Slacker) -> None:
    lena.command(LINE)
    chair.press_twice(chair.read("#comite")[-1], "Aanvaarden")
    assert len([note for note in lena.dm() if "aanvaard" in note.text]) == 1


def test_two_people_at_the_same_moment_decide_once(lena: Slacker, chair: Slacker, katrijn: Slacker) -> None:
    lena.command(LINE)
    card = chair.read("#comite")[-1]
    together(lambda: chair.click(card, "Aanvaarden"), lambda: katrijn.click(card, "Aanvaarden"))
    assert len([note for note in lena.dm() if "aanvaard" in note.text]) == 1


def test_the_thread_of_a_card_stays_free_for_talk(lena: Slacker, chair: Slacker) -> None:
    lena.command(LINE)
    card = chair.read("#comite")[-1]
    chair.say("#comite", "Goed punt, wat mij betreft.", thread=card)
    assert [reply.text for reply in chair.thread(card)] == ["Goed punt, wat mij betreft."]


# One's own points.


def test_mijn_lists_my_points_with_their_state(lena: Slacker, chair: Slacker) -> None:
    lena.command(LINE)
    lena.command("/agendapunt Overkop | juni")
    chair.click(chair.read("#comite")[0], "Aanvaarden")
    listed = lena.command("/agendapunt mijn").all_text
    assert "Gezinshuizen" in listed
    assert "Aanvaard" in listed
    assert "Overkop" in listed


def test_mijn_is_empty_for_who_proposed_nothing(katrijn: Slacker, lena: Slacker) -> None:
    lena.command(LINE)
    assert "nog geen agendapunten" in katrijn.command("/agendapunt mijn").all_text


def test_a_withdrawn_point_leaves_the_card_without_buttons(lena: Slacker, chair: Slacker) -> None:
    lena.command(LINE)
    lena.command("/agendapunt mijn")
    lena.click("Intrekken")
    card = chair.read("#comite")[-1]
    assert "Ingetrokken" in card.all_text
    assert card.buttons == []


def test_a_point_that_was_accepted_is_not_withdrawn(lena: Slacker, chair: Slacker) -> None:
    answer = lena.command(LINE)
    chair.click(chair.read("#comite")[-1], "Aanvaarden")
    lena.click(answer.messages[0], "Intrekken")
    assert "al beslist" in lena.ephemerals()[-1].text


# Deadlines.


def test_a_point_after_the_submission_deadline_is_marked_late(scene: Scene, lena: Slacker, chair: Slacker) -> None:
    scene.move_to(datetime(2026, 4, 13, 9, 0, tzinfo=BRUSSELS))
    lena.command(LINE)
    assert "laattijdig" in chair.read("#comite")[-1].all_text


def test_after_sending_only_the_support_officer_adds(scene: Scene, lena: Slacker, officer: Slacker) -> None:
    scene.move_to(datetime(2026, 4, 20, 9, 0, tzinfo=BRUSSELS))
    assert "de deur uit" in lena.command(LINE).all_text
    assert "genoteerd" in officer.command(LINE).all_text


def test_a_deadline_before_the_next_meeting_raises_the_alarm(lena: Slacker, officer: Slacker, chair: Slacker) -> None:
    lena.command("/agendapunt Advies uitbreiding | voor 20 april")
    for who in (officer, chair):
        assert "vóór maandag 20 april 2026" in who.dm()[-1].text
        assert "vrijdag 24 april 2026" in who.dm()[-1].text


def test_a_deadline_after_the_next_meeting_raises_none(lena: Slacker, officer: Slacker) -> None:
    lena.command("/agendapunt Advies uitbreiding | voor 20 mei")
    assert officer.dm() == []


# Bad input: one clear sentence, nothing lost, nothing half done.


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("| 20 min", "titel"),
        ("😀😀 | 20 min", "in woorden"),
        (":tada: | 20 min", "in woorden"),
        ("Overkop | -5 min", "van 1 tot 480"),
        ("Overkop | 0 min", "van 1 tot 480"),
        ("Overkop | 9999 min", "van 1 tot 480"),
        ("Overkop | 32 mei", "24 april"),
        ("Overkop | 30 februari", "24 april"),
        ("Overkop | 1 maart 2020", "geen vergadering"),
        ("Overkop | 25 april", "24 april"),
        ("Overkop | 24 april | 19 juni", "twee keer"),
        ("Overkop | 24 april en 19 juni", "meer dan één dag"),
        ("Overkop | blabla", "begrijp"),
        ("Overkop | 20 min | 30 min", "twee keer"),
        ("x" * 151 + " | 20 min", "te lang"),
        ("x" * 10_000 + " | 20 min", "te lang"),
    ],
)
def test_a_line_that_cannot_be_meant_gets_one_sentence_and_stores_nothing(
    lena: Slacker, chair: Slacker, line: str, sentence: str
) -> None:
    assert sentence in lena.command(f"/agendapunt {line}").text
    assert chair.read("#comite") == []


def test_an_unread_line_comes_back_with_a_way_on(lena: Slacker) -> None:
    answer = lena.command("/agendapunt Overkop | blabla | 20 min")
    assert "Overkop | blabla | 20 min" in answer.all_text
    lena.click("Verbeter in het formulier")
    assert lena.modal is not None
    assert lena.modal.value_of("Titel") == "Overkop"
    assert lena.modal.value_of("Minuten") == "20"


def test_an_ambiguous_day_gets_two_buttons(scene: Scene, lena: Slacker, chair: Slacker) -> None:
    scene.meeting(date(2026, 3, 13))
    answer = lena.command("/agendapunt Overkop | volgende vrijdag")
    assert "vrijdag 13 maart 2026" in answer.buttons
    lena.click("vrijdag 13 maart 2026")
    assert "Overkop" in chair.read("#comite")[-1].all_text


@pytest.mark.parametrize(
    "title",
    [
        "<!channel> kom allemaal",
        "*vet* _schuin_ ~weg~ `code`",
        "\"citaat\" & 'nog een' <b>",
        "مرحبا بكم في الاجتماع",
        "CAW’s en ’t Spoor: 24+ (Oostende)",
        "{title} {{ 7*7 }} %s \\n",
    ],
)
def test_a_strange_title_is_shown_as_it_was_typed_and_pings_nobody(lena: Slacker, chair: Slacker, title: str) -> None:
    lena.command("/agendapunt")
    assert lena.submit(Titel=title) == {}
    card = chair.read("#comite")[-1]
    assert "<!channel>" not in str(card.blocks)
    assert card.all_text.translate(LOOKALIKES).count(title.translate(LOOKALIKES)) >= 1


LOOKALIKES = str.maketrans("∗ˍ∼ˋ", "*_~`")


def test_the_form_tells_at_the_field_what_is_wrong(lena: Slacker, chair: Slacker) -> None:
    lena.command("/agendapunt")
    assert "Titel" in lena.submit(Titel="😀")
    assert "Te behandelen vóór" in lena.submit({"Titel": "Overkop", "Te behandelen vóór": date(2026, 3, 4)})
    assert "Bijlagen" in lena.submit({"Te behandelen vóór": None, "Bijlagen": "geen link"})
    assert chair.read("#comite") == []


def test_somebody_who_is_no_member_is_told_whom_to_ask(scene: Scene) -> None:
    outsider = scene.team.add_person("Jef Janssens")
    assert "overlegorgaan" in outsider.command(LINE).text


def test_an_observer_proposes_nothing(scene: Scene, chair: Slacker) -> None:
    watcher = scene.team.add_person("Wim Waarnemer")
    scene.join(watcher, Role.OBSERVER)
    assert "waarnemer" in watcher.command(LINE).text.casefold()
    assert chair.read("#comite") == []


def test_a_modal_submitted_twice_is_one_point(lena: Slacker, chair: Slacker) -> None:
    lena.command("/agendapunt")
    lena.submit(Titel="Overkop")
    lena.resend()
    assert len(chair.read("#comite")) == 1


def test_a_stranger_from_a_shared_channel_reaches_nothing(scene: Scene, lena: Slacker) -> None:
    lena.command(LINE)
    stranger = scene.team.add_person("Vera Vreemd", stranger=True)
    scene.team.invite("#comite", stranger)
    stranger.click(stranger.read("#comite")[-1], "Aanvaarden")
    assert "Aanvaarden" in lena_sees(scene)


def lena_sees(scene: Scene) -> list[str]:
    """The buttons on the card: still all four when nothing was decided."""
    return scene.chair.read("#comite")[-1].buttons


def test_an_archived_comite_channel_becomes_a_dead_letter_for_the_support_officer(
    scene: Scene, lena: Slacker, officer: Slacker
) -> None:
    scene.team.archive("#comite")
    assert "genoteerd" in lena.command(LINE).all_text
    assert "comite" in officer.dm()[-1].all_text


def test_a_channel_the_bot_was_thrown_out_of_becomes_a_dead_letter(
    scene: Scene, lena: Slacker, officer: Slacker
) -> None:
    scene.team.kick_bot("#comite")
    lena.command(LINE)
    assert officer.dm() != []


def test_everything_is_written_in_the_trail(scene: Scene, lena: Slacker, chair: Slacker) -> None:
    lena.command(LINE)
    chair.click(chair.read("#comite")[-1], "Aanvaarden")
    with scene.database.read() as db:
        rows = db.connection().exec_driver_sql("SELECT deed, noun, noun_id FROM audit ORDER BY id").all()
    assert [row.deed for row in rows] == ["items.propose", "items.accept"]
