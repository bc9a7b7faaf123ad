"""Meetings, as people list, plan, move and cancel them in Slack."""

from datetime import date, datetime, time

import pytest

from bot.people import Role
from sandbox.slackers import Slacker
from sandbox.team import together
from sandbox.values import ClientRefuses
from storage import items as stored_items
from storage import meetings as stored
from tests.talks.pool import fill_pool
from tests.talks.scene import APRIL, BRUSSELS, JUNE, Scene

LINE = "/vergadering 24 april 2026 9u30-12u | Brugge"
SERIES = "/vergadering elke eerste dinsdag 10u-12u van september tot december | online"


def planned(scene: Scene) -> list[date | None]:
    """The days of all meetings, soonest first."""
    with scene.database.read() as db:
        return [meeting.day for meeting in stored.coming(db, scene.body, today=scene.now().date(), most=100)]


# Planning.


def test_a_line_is_planned_at_once_and_echoed_with_weekday_and_year(officer: Slacker, scene: Scene) -> None:
    answer = officer.command(LINE)
    for said in ("vrijdag 24 april 2026", "9u30–12u", "Brugge", "donderdag 16 april 2026", "zaterdag 11 april 2026"):
        assert said in answer.all_text
    assert "Wijzig" in answer.buttons
    assert planned(scene) == [APRIL]


def test_a_new_meeting_has_the_standing_points_on_its_agenda(officer: Slacker) -> None:
    officer.command(LINE)
    assert "Verwelkoming en verontschuldigingen" in officer.command("/agenda").all_text


def test_a_date_without_a_bar_opens_the_form_with_it(officer: Slacker, scene: Scene) -> None:
    officer.command("/vergadering 24 april 2026 9u30-12u")
    assert officer.modal is not None
    assert officer.modal.title == "Vergadering plannen"
    assert officer.modal.value_of("Datum") == "2026-04-24"
    assert officer.modal.value_of("Van") == "09:30"
    assert planned(scene) == []


def test_the_form_has_every_field_of_the_contract(officer: Slacker) -> None:
    officer.command("/vergadering nieuw")
    assert officer.modal is not None
    assert officer.modal.labels == ["Soort", "Datum", "Maand", "Van", "Tot", "Plaats", "Spiegel"]


def test_a_full_form_is_planned(officer: Slacker) -> None:
    officer.command("/vergadering nieuw")
    values = {
        "Soort": "Comité",
        "Datum": JUNE,
        "Van": time(9),
        "Tot": time(10),
        "Plaats": "Gent",
        "Spiegel": "Lena ’t Kindt",
    }
    assert officer.submit(values) == {}
    said = officer.modal.text if officer.modal else ""
    assert "vrijdag 19 juni 2026 (Comité)" in said
    assert "Gent" in said


def test_a_month_is_enough_while_the_day_is_not_known(officer: Slacker) -> None:
    officer.command("/vergadering nieuw")
    assert officer.submit(Maand="juni 2026") == {}
    assert "De dag ligt nog niet vast" in officer.command("/vergadering").all_text


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({}, "Datum"),
        ({"Datum": date(2026, 3, 3)}, "Datum"),
        ({"Datum": APRIL, "Van": time(12), "Tot": time(9, 30)}, "Tot"),
        ({"Datum": APRIL, "Tot": time(12)}, "Van"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    officer: Slacker, scene: Scene, values: dict[str, object], field: str
) -> None:
    officer.command("/vergadering nieuw")
    assert list(officer.submit(values)) == [field]
    assert planned(scene) == []


@pytest.mark.parametrize("line", ["/vergadering nieuw", LINE, SERIES, "/vergadering 24 april"])
def test_a_member_does_not_plan(lena: Slacker, scene: Scene, line: str) -> None:
    answer = lena.command(line)
    assert "geen rechten" in answer.all_text
    assert lena.modal is None
    assert planned(scene) == []


def test_a_line_that_cannot_be_read_comes_back_with_a_way_on(officer: Slacker, scene: Scene) -> None:
    answer = officer.command("/vergadering zo snel mogelijk | Brugge")
    assert "zo snel mogelijk | Brugge" in answer.all_text
    assert "24 april 2026 9u30-12u" in answer.all_text
    officer.click("Open het formulier")
    assert officer.modal is not None
    assert planned(scene) == []


def test_a_place_that_is_too_long_is_said_so(officer: Slacker, scene: Scene) -> None:
    assert "te lang" in officer.command("/vergadering 24 april 2026 | " + "x" * 2500).all_text
    assert planned(scene) == []


def test_a_phrase_with_two_meanings_gets_a_button_for_each(officer: Slacker, scene: Scene) -> None:
    answer = officer.command("/vergadering volgende vrijdag 9u30-12u | Gent")
    assert answer.buttons == ["vrijdag 6 maart 2026", "vrijdag 13 maart 2026"]
    assert planned(scene) == []
    officer.click("vrijdag 13 maart 2026")
    assert planned(scene) == [date(2026, 3, 13)]


def test_a_holiday_is_warned_about_and_planned(officer: Slacker, scene: Scene) -> None:
    answer = officer.command("/vergadering 6 april 2026 9u30-12u | Brugge")
    assert "paasmaandag" in answer.all_text
    assert "paasvakantie" in answer.all_text
    assert planned(scene) == [date(2026, 4, 6)]


def test_a_second_meeting_on_a_day_is_warned_about(officer: Slacker, scene: Scene) -> None:
    scene.meeting(APRIL)
    assert "al een vergadering" in officer.command(LINE).all_text
    assert planned(scene) == [APRIL, APRIL]


def test_a_line_that_slack_sends_twice_plans_one_meeting(officer: Slacker, scene: Scene) -> None:
    officer.command(LINE)
    officer.resend()
    assert planned(scene) == [APRIL]


def test_a_form_that_slack_sends_twice_plans_one_meeting(officer: Slacker, scene: Scene) -> None:
    officer.command("/vergadering nieuw")
    officer.submit(Datum=APRIL)
    officer.resend()
    assert planned(scene) == [APRIL]


# Series.

TUESDAYS = [date(2026, 9, 1), date(2026, 10, 6), date(2026, 11, 3), date(2026, 12, 1)]


def test_a_series_shows_its_dates_first_with_the_holidays_marked(officer: Slacker, scene: Scene) -> None:
    answer = officer.command(SERIES)
    for said in ("dinsdag 1 september 2026", "dinsdag 3 november 2026", "herfstvakantie", "online", "10u–12u"):
        assert said in answer.all_text
    assert planned(scene) == []


def test_a_confirmed_series_is_planned(officer: Slacker, scene: Scene) -> None:
    officer.command(SERIES)
    officer.click("Bevestig")
    assert planned(scene) == TUESDAYS


def test_a_series_pressed_twice_is_planned_once(officer: Slacker, scene: Scene) -> None:
    officer.command(SERIES)
    officer.press_twice("Bevestig")
    assert planned(scene) == TUESDAYS


def test_a_series_that_is_asked_again_plans_only_what_is_missing(officer: Slacker, scene: Scene) -> None:
    officer.command(SERIES)
    officer.click("Bevestig")
    officer.command(SERIES.replace("december", "november"))
    officer.click("Bevestig")
    assert planned(scene) == TUESDAYS


def test_two_officers_who_confirm_the_same_series_plan_it_once(officer: Slacker, chair: Slacker, scene: Scene) -> None:
    scene.join(chair, Role.SUPPORT_OFFICER)
    officer.command(SERIES)
    chair.command(SERIES)
    together(lambda: officer.click("Bevestig"), lambda: chair.click("Bevestig"))
    assert planned(scene) == TUESDAYS


def test_a_series_without_an_end_is_asked_for_one(officer: Slacker) -> None:
    assert "Tot wanneer" in officer.command("/vergadering elke eerste dinsdag 10u-12u | online").all_text


def test_a_series_of_more_than_sixty_is_refused(officer: Slacker) -> None:
    assert "meer dan 60" in officer.command("/vergadering elke werkdag 9u-10u van april tot december | x").all_text


def test_a_series_of_a_year_of_weeks_fits(officer: Slacker, scene: Scene) -> None:
    place = "Huis van het Kind, zaal " + "é" * 120
    officer.command(f"/vergadering elke dinsdag 10u-12u van 10 maart 2026 tot 25 april 2027 | {place}")
    officer.click("Bevestig")
    assert len(planned(scene)) == 59


# The list.


def test_the_list_shows_what_comes_and_what_was(lena: Slacker, scene: Scene) -> None:
    scene.meeting(APRIL)
    scene.move_to(datetime(2026, 5, 4, 9, tzinfo=BRUSSELS))
    scene.meeting(JUNE)
    text = lena.command("/vergadering").all_text
    assert text.index("vrijdag 19 juni 2026") < text.index("Voorbij") < text.index("vrijdag 24 april 2026")


def test_a_member_sees_the_agenda_and_who_comes(lena: Slacker, scene: Scene) -> None:
    scene.meeting(APRIL)
    assert lena.command("/vergadering").buttons == ["Agenda", "Aanwezigheid"]


def test_the_chair_may_also_publish(chair: Slacker, scene: Scene) -> None:
    scene.meeting(APRIL)
    assert chair.command("/vergadering").buttons == ["Agenda", "Aanwezigheid", "Publiceer agenda"]


def test_the_support_officer_sees_every_button(officer: Slacker, scene: Scene) -> None:
    scene.meeting(APRIL)
    assert officer.command("/vergadering").buttons == [
        "Agenda",
        "Aanwezigheid",
        "Wijzig",
        "Publiceer agenda",
        "Annuleer",
        "Vergadering plannen",
    ]


def test_an_empty_list_says_so(lena: Slacker) -> None:
    assert "nog geen vergadering gepland" in lena.command("/vergadering").all_text


def test_a_long_list_goes_on_page_by_page(officer: Slacker, scene: Scene) -> None:
    officer.command("/vergadering elke dinsdag 10u-12u van maart tot november 2026 | online")
    officer.click("Bevestig")
    officer.command("/vergadering")
    officer.click("Latere vergaderingen")
    assert "dinsdag 21 april 2026" in officer.ephemerals()[-1].all_text
    officer.click("Latere vergaderingen")
    assert "dinsdag 30 juni 2026" in officer.ephemerals()[-1].all_text


def test_the_agenda_of_a_meeting_is_one_press_away(lena: Slacker, scene: Scene) -> None:
    scene.meeting(APRIL)
    lena.command("/vergadering")
    lena.click("Agenda")
    assert "vrijdag 24 april 2026" in lena.ephemerals()[-1].all_text


def test_somebody_of_no_body_is_told_whom_to_ask(scene: Scene) -> None:
    stranger = scene.team.add_person("Jef Peeters")
    assert "nog geen lid" in stranger.command("/vergadering").all_text


# Changing.


def move(officer: Slacker, values: dict[str, object]) -> dict[str, str]:
    """Press **Wijzig** on the only meeting and send the form."""
    officer.command("/vergadering")
    officer.click("Wijzig")
    return officer.submit(values)


def test_a_moved_meeting_takes_its_deadlines_along_and_says_so(officer: Slacker, scene: Scene) -> None:
    scene.meeting(APRIL)
    assert move(officer, {"Datum": JUNE}) == {}
    said = officer.modal.text if officer.modal else ""
    for part in ("vrijdag 24 april 2026", "vrijdag 19 juni 2026", "donderdag 11 juni 2026", "zaterdag 6 juni 2026"):
        assert part in said


def test_the_comite_hears_once_that_a_meeting_moved(officer: Slacker, scene: Scene, chair: Slacker) -> None:
    scene.meeting(APRIL)
    move(officer, {"Datum": JUNE})
    officer.resend()
    told = [message for message in chair.read("#comite") if "gewijzigd" in message.text]
    assert len(told) == 1
    assert "vrijdag 19 juni 2026" in told[0].all_text


def test_the_plenary_hears_of_a_move_only_once_it_has_an_agenda(officer: Slacker, scene: Scene, lena: Slacker) -> None:
    officer.command(LINE)
    move(officer, {"Datum": JUNE})
    assert lena.read("#iroj-plenair") == []
    officer.close_all()
    publish(officer)
    move(officer, {"Datum": date(2026, 6, 26)})
    assert [m for m in lena.read("#iroj-plenair") if "vrijdag 26 juni 2026" in m.all_text and "gewijzigd" in m.text]


def publish(officer: Slacker) -> None:
    officer.command("/vergadering")
    officer.click("Publiceer agenda")
    officer.submit()
    officer.close_all()


def test_a_mirror_is_nobody_elses_news(officer: Slacker, scene: Scene, chair: Slacker) -> None:
    scene.meeting(APRIL)
    move(officer, {"Spiegel": "Lena ’t Kindt"})
    assert chair.read("#comite") == []


def test_a_month_meeting_gets_its_day(officer: Slacker, scene: Scene) -> None:
    scene.meeting(month=date(2026, 6, 1))
    assert move(officer, {"Datum": JUNE}) == {}
    assert planned(scene) == [JUNE]


def test_of_two_changes_on_the_same_form_the_second_is_told_to_look_again(
    officer: Slacker, chair: Slacker, scene: Scene
) -> None:
    scene.join(chair, Role.SUPPORT_OFFICER)
    scene.meeting(APRIL)
    for who in (officer, chair):
        who.command("/vergadering")
        who.click("Wijzig")
    assert officer.submit(Datum=JUNE) == {}
    assert "intussen gewijzigd" in " ".join(chair.submit(Datum=date(2026, 6, 26)).values())
    assert planned(scene) == [JUNE]


def test_a_member_with_an_old_button_does_not_change(lena: Slacker, officer: Slacker, scene: Scene) -> None:
    scene.meeting(APRIL)
    with pytest.raises(ClientRefuses):
        lena.click("Wijzig")


def test_a_move_past_an_external_deadline_raises_the_alarm_once(officer: Slacker, lena: Slacker, scene: Scene) -> None:
    scene.meeting(APRIL)
    lena.command("/agendapunt Advies netwerk | 24 april | voor 1 juni")
    assert officer.dm() == []
    move(officer, {"Datum": JUNE})
    officer.close_all()
    move(officer, {"Datum": date(2026, 6, 26)})
    alarms = [message for message in officer.dm() if "Advies netwerk" in message.all_text]
    assert len(alarms) == 1


# Cancelling.


def test_an_empty_meeting_is_cancelled_and_the_comite_hears_it_once(
    officer: Slacker, chair: Slacker, scene: Scene
) -> None:
    officer.command(LINE)
    officer.command("/vergadering")
    officer.press_twice("Annuleer")
    assert len([m for m in chair.read("#comite") if "gaat niet door" in m.text]) == 1
    assert "Geannuleerd" in officer.command("/vergadering").all_text


def test_a_meeting_with_points_is_not_cancelled_and_the_answer_names_them(
    officer: Slacker, chair: Slacker, lena: Slacker, scene: Scene
) -> None:
    scene.meeting(APRIL)
    lena.command("/agendapunt Gezinshuizen | 20 min | 24 april")
    chair.click(chair.read("#comite")[-1], "Aanvaarden")
    officer.command("/vergadering")
    officer.click("Annuleer")
    said = officer.ephemerals()[-1].all_text
    assert "Gezinshuizen" in said
    assert "Lena ’t Kindt" in said
    assert "Verplaats ze eerst" in said
    assert planned(scene) == [APRIL]
    assert "Geannuleerd" not in officer.command("/vergadering").all_text


def test_a_proposal_that_aims_at_it_stands_in_the_way_too(officer: Slacker, lena: Slacker, scene: Scene) -> None:
    scene.meeting(APRIL)
    lena.command("/agendapunt Gezinshuizen | 24 april")
    officer.command("/vergadering")
    officer.click("Annuleer")
    assert "Gezinshuizen" in officer.ephemerals()[-1].all_text


# The offer.


def wait(lena: Slacker, chair: Slacker, *lines: str) -> None:
    """Points in the pool."""
    for line in lines:
        lena.command(f"/agendapunt {line}")
        chair.click(chair.read("#comite")[-1], "Aanvaarden")


def on_agenda(scene: Scene, day: date) -> list[str]:
    """The titles of the proposed points on the meeting of a day."""
    with scene.database.read() as db:
        meeting = next(m for m in stored.on_days(db, scene.body, [day]))
        return [item.title for item in stored_items.of_meeting(db, meeting.id) if item.sort == "point"]


def test_what_points_at_a_new_meeting_is_offered_in_one_message(
    officer: Slacker, chair: Slacker, lena: Slacker, scene: Scene
) -> None:
    wait(lena, chair, "Gezinshuizen | april", "Overkop | 10 min", "Netwerkdag | najaar 2026")
    officer.command(LINE)
    offers = [message for message in officer.dm() if "wachten punten" in message.text]
    assert len(offers) == 1
    assert "Gezinshuizen" in offers[0].all_text
    assert "Overkop" in offers[0].all_text
    assert "Netwerkdag" not in offers[0].all_text


def test_what_is_ticked_goes_on_the_agenda(officer: Slacker, chair: Slacker, lena: Slacker, scene: Scene) -> None:
    wait(lena, chair, "Gezinshuizen | april", "Overkop | 10 min")
    officer.command(LINE)
    officer.choose("Op de agenda?", ["Overkop"])
    officer.click("Op de agenda zetten")
    assert on_agenda(scene, APRIL) == ["Overkop"]
    assert "Overkop" not in officer.dm()[-1].all_text
    assert "Gezinshuizen" in officer.dm()[-1].all_text


def test_pressing_twice_puts_a_point_on_once(officer: Slacker, chair: Slacker, lena: Slacker, scene: Scene) -> None:
    wait(lena, chair, "Overkop | 10 min")
    officer.command(LINE)
    officer.choose("Op de agenda?", ["Overkop"])
    officer.press_twice("Op de agenda zetten")
    assert on_agenda(scene, APRIL) == ["Overkop"]


def test_pressing_with_nothing_ticked_says_so(officer: Slacker, chair: Slacker, lena: Slacker, scene: Scene) -> None:
    wait(lena, chair, "Overkop | 10 min")
    officer.command(LINE)
    officer.click("Op de agenda zetten")
    assert "Vink eerst aan" in officer.ephemerals()[-1].all_text


def test_nothing_in_the_pool_is_nothing_to_offer(officer: Slacker) -> None:
    officer.command(LINE)
    assert officer.dm() == []


def test_a_series_offers_each_point_at_its_first_meeting_only(officer: Slacker, chair: Slacker, lena: Slacker) -> None:
    wait(lena, chair, "Netwerkdag | najaar 2026")
    officer.command(SERIES)
    officer.click("Bevestig")
    assert len([message for message in officer.dm() if "wachten punten" in message.text]) == 1


def test_thirty_five_waiting_points_are_offered_in_two_goes(
    officer: Slacker, chair: Slacker, lena: Slacker, scene: Scene
) -> None:
    fill_pool(scene, 35)
    officer.command(LINE)
    message = officer.dm()[-1]
    assert "nog 5 punten" in message.all_text
