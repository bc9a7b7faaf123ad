"""Reminders as people get them: merged, in time, escalated, snoozed, sharpened; and the weekly digest."""

from datetime import date, datetime, timedelta

from bot.bodies import Body
from bot.people import Role
from handlers.reminders import day
from handlers.reminders.due import due
from handlers.ticker import Ticker
from sandbox.channels import Channel
from sandbox.seen import Message
from sandbox.slackers import Slacker
from storage import bodies, outbox, people
from storage import reminders as stored
from tests.talks.attendances import add_person
from tests.talks.scene import BRUSSELS, Scene
from tests.talks.test_bodies import admin, arrange, coast
from tests.talks.test_statements import statements

MARCH_20 = date(2026, 3, 20)

__all__ = ["admin", "coast"]


def at(day: date, hour: int = 9, minute: int = 1) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BRUSSELS)


def live_until(scene: Scene, day: date, *who: Slacker) -> dict[date, list[Message]]:
    """Let the days pass one by one, and collect what these people are told on each."""
    told: dict[date, list[Message]] = {}
    seen = {each.id: len(each.dm()) for each in who}
    now = scene.now().astimezone(BRUSSELS).date()
    while now < day:
        now += timedelta(days=1)
        scene.move_to(at(now))
        for each in who:
            found = each.dm()
            told.setdefault(now, []).extend(found[seen[each.id] :])
            seen[each.id] = len(found)
    return {day: messages for day, messages in told.items() if messages}


def reminded(told: dict[date, list[Message]], word: str) -> list[date]:
    """The days on which something was said with this word in it."""
    return [day for day, messages in told.items() if any(word in each.all_text for each in messages)]


def note(officer: Slacker, line: str) -> None:
    assert officer.command(f"/opvolging {line}").messages[-1].buttons == ["Wijzig"]


def test_the_owner_is_reminded_fourteen_seven_and_one_day_ahead_and_on_the_day(
    scene: Scene, officer: Slacker, lena: Slacker
) -> None:
    note(officer, f"Zaal reserveren | {lena} | 20 maart")
    told = live_until(scene, date(2026, 3, 23), lena)
    assert reminded(told, "Zaal reserveren") == [date(2026, 3, day) for day in (6, 13, 19, 20)]
    assert all(len(messages) == 1 for messages in told.values())


def test_after_a_weekend_nothing_is_late(scene: Scene, officer: Slacker, lena: Slacker) -> None:
    note(officer, f"Zaal reserveren | {lena} | 16 maart")
    told = live_until(scene, date(2026, 3, 16), lena)
    assert reminded(told, "Vandaag: maandag 16 maart 2026.") == [date(2026, 3, 16)]
    assert reminded(told, "storing") == []


def test_what_is_of_today_is_not_late_though_the_bot_was_away_yesterday(
    scene: Scene, officer: Slacker, lena: Slacker
) -> None:
    note(officer, f"Zaal reserveren | {lena} | 24 maart")
    live_until(scene, date(2026, 3, 13), lena)
    scene.move_to(at(date(2026, 3, 17)))
    assert "Komt eraan: dinsdag 24 maart 2026." in lena.dm()[-1].all_text
    assert "storing" not in lena.dm()[-1].all_text


def test_it_is_said_with_the_three_buttons_and_why(scene: Scene, officer: Slacker, lena: Slacker) -> None:
    note(officer, f"Zaal reserveren | {lena} | 6 maart")
    told = live_until(scene, date(2026, 3, 6), lena)
    [first], [last] = told.values()
    assert first.buttons == ["Klaar", "Update", "Snooze"]
    assert "Komt eraan: vrijdag 6 maart 2026." in first.all_text
    assert "Vandaag: vrijdag 6 maart 2026." in last.all_text


def test_what_is_done_is_not_reminded_of(scene: Scene, officer: Slacker, lena: Slacker) -> None:
    note(officer, f"Zaal reserveren | {lena} | 20 maart")
    told = live_until(scene, date(2026, 3, 6), lena)
    lena.click(told[date(2026, 3, 6)][-1], "Klaar")
    assert reminded(live_until(scene, MARCH_20, lena), "Zaal reserveren") == []


def test_what_is_late_is_reminded_of_weekly_and_climbs_to_the_officer(
    scene: Scene, officer: Slacker, lena: Slacker
) -> None:
    note(officer, f"Zaal reserveren | {lena} | 6 maart")
    told = live_until(scene, date(2026, 3, 20), lena)
    assert reminded(told, "Te laat") == [date(2026, 3, 13), date(2026, 3, 20)]
    heard = {message.all_text for message in officer.dm() if "Zaal reserveren" in message.all_text}
    daily = [text for text in heard if "Weekoverzicht" not in text]
    assert any("Te laat" in text and "Voor Lena ’t Kindt" in text for text in daily)
    assert any("Bespreek het op de volgende vergadering, onder Opvolging verslag" in text for text in daily)
    assert len(daily) == 2


def test_the_officer_hears_two_and_five_working_days_after(scene: Scene, officer: Slacker, lena: Slacker) -> None:
    note(officer, f"Zaal reserveren | {lena} | 6 maart")
    told = live_until(scene, date(2026, 3, 31), officer)
    daily = {day: [each for each in messages if "Weekoverzicht" not in each.text] for day, messages in told.items()}
    assert reminded(daily, "Zaal reserveren") == [date(2026, 3, 10), date(2026, 3, 13)]


def test_a_snooze_lets_it_rest_until_its_day(scene: Scene, officer: Slacker, lena: Slacker) -> None:
    note(officer, f"Zaal reserveren | {lena} | 20 maart")
    told = live_until(scene, date(2026, 3, 6), lena)
    lena.click(told[date(2026, 3, 6)][-1], "Snooze")
    assert lena.submit({"Herinner me niet voor": "Eigen datum", "Datum": date(2026, 3, 17)}) == {}
    told = live_until(scene, MARCH_20, lena)
    assert reminded(told, "Zaal reserveren") == [date(2026, 3, 17), date(2026, 3, 19), MARCH_20]
    assert "Je vroeg om dit vandaag opnieuw te zien." in told[date(2026, 3, 17)][0].all_text


def test_a_snoozed_day_that_counts_stays_in_the_digest(scene: Scene, officer: Slacker) -> None:
    note(officer, f"Zaal reserveren | {officer} | ten laatste op 11 maart")
    note(officer, f"Nota nalezen | {officer} | tussen 9 en 13 maart")
    told = live_until(scene, date(2026, 3, 5), officer)
    for text in ("Zaal reserveren", "Nota nalezen"):
        listed = officer.command("/opvolging").messages[-1]
        officer.click(listed, "Snooze", beside=text)
        assert officer.submit({"Herinner me niet voor": "Eigen datum", "Datum": date(2026, 3, 10)}) == {}
    told = live_until(scene, date(2026, 3, 9), officer)
    [digest] = told[date(2026, 3, 9)]
    assert "Zaal reserveren" in digest.all_text
    assert "Nota nalezen" not in digest.all_text


def test_a_fuzzy_period_asks_at_its_start_for_the_day(scene: Scene, officer: Slacker, lena: Slacker) -> None:
    note(officer, f"Budgetvraag indienen | {lena} | tussen 15 maart en 30 april")
    told = live_until(scene, date(2026, 3, 16), lena)
    assert reminded(told, "Budgetvraag") == [date(2026, 3, 16)]
    [asked] = told[date(2026, 3, 16)]
    assert "Welke dag wordt het?" in asked.all_text
    lena.click(asked, "Kies een dag")
    assert lena.submit({"Datum": date(2026, 3, 27), "Tegen wanneer": ""}) == {}
    told = live_until(scene, date(2026, 3, 27), lena)
    assert reminded(told, "Budgetvraag") == [date(2026, 3, 20), date(2026, 3, 26), date(2026, 3, 27)]


def test_what_waits_for_a_meeting_moves_along_with_it(scene: Scene, officer: Slacker, lena: Slacker) -> None:
    officer.command("/vergadering 27 maart 2026 9u30-12u | Kasteelhoeve")
    note(officer, f"Toelichting geven | {lena} | volgende vergadering")
    officer.click(officer.command("/vergadering").messages[-1], "Wijzig")
    assert officer.submit({"Datum": date(2026, 3, 24)}) == {}
    told = live_until(scene, date(2026, 3, 27), lena)
    assert reminded(told, "Toelichting geven") == [date(2026, 3, day) for day in (10, 17, 23, 24)]


def test_follow_ups_and_attendance_are_one_message(scene: Scene, officer: Slacker, lena: Slacker) -> None:
    officer.command("/vergadering 20 maart 2026 9u30-12u | Kasteelhoeve")
    note(officer, f"Zaal reserveren | {lena} | 17 maart")
    note(officer, f"Broodjes bestellen | {lena} | 11 maart")
    told = live_until(scene, date(2026, 3, 10), lena)
    [message] = told[date(2026, 3, 10)]
    for part in ("Kom je?", "Zaal reserveren", "Broodjes bestellen"):
        assert part in message.all_text


def test_an_owner_without_slack_is_reminded_through_the_officer(scene: Scene, officer: Slacker) -> None:
    jo = add_person(scene, "Jo Claes")
    with scene.database.begin() as db:
        people.add_mandate(db, body=scene.body, member=jo, role=Role.EFFECTIVE_MEMBER, has_vote=True)
    note(officer, "Zaal reserveren | Jo Claes | 6 maart")
    told = live_until(scene, date(2026, 3, 5), officer)
    [message] = told[date(2026, 3, 5)]
    assert "Stuur dit door aan Jo Claes" in message.all_text
    assert "Dag Jo Claes, een herinnering van IROJ Leiedal: «Zaal reserveren»." in message.all_text


def test_what_nobody_looks_after_is_asked_of_the_officer(scene: Scene, officer: Slacker) -> None:
    note(officer, "Zaal reserveren | nog niemand | 6 maart")
    told = live_until(scene, date(2026, 3, 5), officer)
    [message] = told[date(2026, 3, 5)]
    assert "Nog niemand neemt dit op." in message.all_text
    assert "Kies wie dit opneemt" in message.buttons


def test_nobody_is_reminded_in_the_weekend_or_on_a_holiday(scene: Scene, officer: Slacker, lena: Slacker) -> None:
    note(officer, f"Zaal reserveren | {lena} | 6 april")  # Easter Monday.
    told = live_until(scene, date(2026, 4, 14), lena)
    assert reminded(told, "Zaal reserveren") == [
        date(2026, 3, 23),
        date(2026, 3, 30),
        date(2026, 4, 3),
        date(2026, 4, 13),
    ]


def test_what_came_due_while_the_bot_was_away_is_said_once_and_marked(
    scene: Scene, officer: Slacker, lena: Slacker
) -> None:
    note(officer, f"Zaal reserveren | {lena} | 20 maart")
    live_until(scene, date(2026, 3, 5), lena)
    scene.move_to(at(date(2026, 3, 19), 14))
    told = [message for message in lena.dm() if "Zaal reserveren" in message.all_text and "gaf je" not in message.text]
    assert len(told) == 1
    assert "Door een storing komt dit later dan voorzien: het was voor vrijdag 6 maart 2026" in told[0].all_text


def test_after_a_weekend_away_nobody_is_disturbed_before_monday(scene: Scene, officer: Slacker, lena: Slacker) -> None:
    note(officer, f"Zaal reserveren | {lena} | 20 maart")
    live_until(scene, date(2026, 3, 5), lena)
    seen = len(lena.dm())
    scene.move_to(at(date(2026, 3, 14), 14))
    assert len(lena.dm()) == seen
    scene.move_to(at(date(2026, 3, 16)))
    assert len(lena.dm()) == seen + 1


def test_in_two_bodies_there_is_still_one_message(scene: Scene, officer: Slacker, lena: Slacker) -> None:
    note(officer, f"Zaal reserveren | {lena} | 6 maart")
    other = _other_body(scene, officer, lena)
    told = live_until(scene, date(2026, 3, 4), lena)
    assert told == {}
    with scene.database.begin() as db:
        for body in (other, bodies.load(db, scene.body, workspace=scene.workspace)):
            due(db, "followups", user=lena.id, body=body, at=at(date(2026, 3, 5), 11))
            due(db, "followups", user=lena.id, body=body, at=at(date(2026, 3, 5), 11))
    told = live_until(scene, date(2026, 3, 5), lena)
    assert len(told[date(2026, 3, 5)]) == 1


def _other_body(scene: Scene, officer: Slacker, *members: Slacker) -> Body:
    plenary = scene.team.add_channel("tweede-plenair", members=[officer, *members], bot=True)
    committee = scene.team.add_channel("tweede-comite", private=True, members=[officer], bot=True)
    new = Body(
        id=0,
        workspace=scene.workspace,
        name="IROJ Zilverbeek",
        plenary_channel=plenary.id,
        committee_channel=committee.id,
    )
    with scene.database.begin() as db:
        id_ = bodies.add(db, new, now=scene.now())
        for who, role in ((officer, Role.SUPPORT_OFFICER), *((each, Role.EFFECTIVE_MEMBER) for each in members)):
            member = people.add_member(db, body=id_, name=who.name, slack_user=who.id, now=scene.now())
            people.add_mandate(db, body=id_, member=member, role=role, has_vote=False)
        return bodies.load(db, id_, workspace=scene.workspace)


def test_who_got_the_message_of_today_gets_the_rest_tomorrow(scene: Scene, officer: Slacker, lena: Slacker) -> None:
    note(officer, f"Zaal reserveren | {lena} | 6 maart")
    live_until(scene, date(2026, 3, 5), lena)
    seen = len(lena.dm())
    with scene.database.begin() as db:
        body = bodies.load(db, scene.body, workspace=scene.workspace)
        due(db, "followups", user=lena.id, body=body)
    assert len(lena.dm()) == seen
    scene.move_to(at(date(2026, 3, 6)))
    assert len(lena.dm()) == seen + 1


# What the support officer prepares.


def test_the_officer_is_reminded_of_agenda_documents_report_and_dates(
    scene: Scene, officer: Slacker, chair: Slacker
) -> None:
    officer.command("/vergadering 27 maart 2026 9u30-12u | Kasteelhoeve")
    officer.command("/agendapunt Gezinshuizen | 20 min | 27 maart")
    chair.click(chair.read(scene.committee)[-1], "Aanvaarden")
    told = live_until(scene, date(2026, 4, 13), officer)
    daily = {day: [each for each in messages if "Weekoverzicht" not in each.text] for day, messages in told.items()}
    assert reminded(daily, "Stukken opvragen") == [date(2026, 3, 13)]
    assert reminded(daily, "Agenda versturen") == [date(2026, 3, day) for day in (16, 19, 20)]
    assert reminded(daily, "Verslag versturen") == [date(2026, 3, 30), date(2026, 4, 3), date(2026, 4, 10)]
    assert reminded(daily, "Volgende data vastleggen") == [date(2026, 3, 13), date(2026, 3, 30)]
    assert reminded(daily, "Nog zonder bijlage") == [date(2026, 3, 13)]


# The digest.


def test_the_digest_comes_on_monday_at_half_past_eight(scene: Scene, officer: Slacker, lena: Slacker) -> None:
    note(officer, f"Zaal reserveren | {lena} | 6 maart")
    note(officer, "Nota nalezen | nog niemand | zonder datum")
    live_until(scene, date(2026, 3, 8), officer)
    seen = len(officer.dm())
    scene.move_to(at(date(2026, 3, 9), 8, 29))
    assert len(officer.dm()) == seen
    scene.move_to(at(date(2026, 3, 9), 8, 31))
    digest = officer.dm()[-1]
    assert digest.text == "Weekoverzicht van IROJ Leiedal"
    for line in ("1 opvolgpunt is te laat", "1 opvolgpunt zonder eigenaar", "1 opvolgpunt zonder datum"):
        assert line in digest.all_text


def test_a_body_founded_on_a_sunday_has_its_digest_the_morning_after(
    scene: Scene, officer: Slacker, lena: Slacker
) -> None:
    scene.move_to(at(date(2026, 3, 8), 15))
    other = _other_body(scene, officer, lena)
    with scene.database.begin() as db:
        day.sweep(db)
    scene.move_to(at(date(2026, 3, 9), 8, 31))
    assert f"Weekoverzicht van {other.name}" in [each.text for each in officer.dm()]


def test_without_anything_to_say_there_is_no_digest(scene: Scene, officer: Slacker, lena: Slacker) -> None:
    other = _other_body(scene, officer)
    with scene.database.begin() as db:
        day.sweep(db)
    told = live_until(scene, date(2026, 3, 10), officer)
    assert reminded(told, "Weekoverzicht van IROJ Zilverbeek") == []
    with scene.database.begin() as db:
        member = people.add_member(db, body=other.id, name=lena.name, slack_user=lena.id, now=scene.now())
        people.add_mandate(db, body=other.id, member=member, role=Role.EFFECTIVE_MEMBER, has_vote=True)
    told = live_until(scene, date(2026, 3, 17), officer)
    assert reminded(told, "Weekoverzicht van IROJ Zilverbeek") == [date(2026, 3, 16)]


def test_a_digest_on_a_holiday_comes_the_day_after(scene: Scene, officer: Slacker) -> None:
    note(officer, "Nota nalezen | nog niemand | zonder datum")
    told = live_until(scene, date(2026, 4, 8), officer)
    assert reminded(told, "Weekoverzicht") == [date(2026, 3, day) for day in (9, 16, 23, 30)] + [date(2026, 4, 7)]


def test_of_several_missed_digests_one_is_said(scene: Scene, officer: Slacker) -> None:
    note(officer, "Nota nalezen | nog niemand | zonder datum")
    live_until(scene, date(2026, 3, 6), officer)
    seen = len(officer.dm())
    scene.move_to(at(date(2026, 3, 25)))
    assert len([each for each in officer.dm()[seen:] if "Weekoverzicht" in each.text]) == 1


def test_the_lists_behind_the_digest_open(scene: Scene, officer: Slacker) -> None:
    note(officer, "Nota nalezen | nog niemand | zonder datum")
    told = live_until(scene, date(2026, 3, 9), officer)
    [digest] = [each for each in told[date(2026, 3, 9)] if "Weekoverzicht" in each.text]
    officer.click(digest, "Toon ze", nth=0)
    assert officer.modal is not None
    assert "Nota nalezen" in officer.modal.all_text


# Never lost.


def test_a_look_that_is_done_twice_reminds_once(scene: Scene, officer: Slacker, lena: Slacker) -> None:
    note(officer, f"Zaal reserveren | {lena} | 20 maart")
    live_until(scene, date(2026, 3, 6), lena)
    seen = len(lena.dm())
    with scene.database.begin() as db:
        outbox.refresh(db, f"{day.LOOK}:{scene.body}:2026-03-06", workspace=scene.workspace)
    assert len(lena.dm()) == seen
    assert len([each for each in lena.dm() if "Komt eraan" in each.all_text]) == 1


def by_hand(scene: Scene, moment: datetime) -> None:
    """Time goes on until then, and the bot does its work here and now instead of in its thread."""
    ticker = scene.bot.ticker
    assert isinstance(ticker, Ticker)
    if ticker.alive():
        ticker.stop()
        scene.slack.idle, scene.slack.waken = (lambda: True), (lambda: None)
    scene.move_to(moment)
    while ticker.tick():
        pass


def test_a_body_of_which_the_look_got_lost_is_put_back_in_its_place(
    scene: Scene, officer: Slacker, lena: Slacker
) -> None:
    note(officer, f"Zaal reserveren | {lena} | 20 maart")
    with scene.database.begin() as db:
        outbox.cancel(db, f"{day.LOOK}:{scene.body}:2026-03-05", workspace=scene.workspace)
    by_hand(scene, at(date(2026, 3, 6)))
    seen = len(lena.dm())
    with scene.database.begin() as db:
        day.sweep(db)
        day.sweep(db)
    by_hand(scene, at(date(2026, 3, 6), 9, 2))
    assert len(lena.dm()) == seen + 1
    by_hand(scene, at(date(2026, 3, 13)))
    assert len(lena.dm()) == seen + 2


def test_a_reminder_asks_as_much_of_the_database_for_three_as_for_thirty(
    scene: Scene, officer: Slacker, lena: Slacker
) -> None:
    counts = []
    for n, due_on in ((3, date(2026, 3, 11)), (30, date(2026, 3, 18))):
        for number in range(n):
            note(officer, f"Punt {n} {number} | {lena} | {due_on.day} maart")
        by_hand(scene, at(due_on - timedelta(days=2)))
        with statements() as asked:
            by_hand(scene, at(due_on - timedelta(days=1)))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_digest_is_live_on_the_home_tab_of_the_officer_only(scene: Scene, officer: Slacker, lena: Slacker) -> None:
    note(officer, "Nota nalezen | nog niemand | zonder datum")
    assert "1 opvolgpunt zonder eigenaar" in officer.home().all_text
    assert "Overzicht" not in lena.home().buttons
    officer.click(officer.home(), "Overzicht")
    assert officer.modal is not None
    assert "Nota nalezen" in officer.modal.all_text
    officer.click(officer.modal, "Toon ze", nth=0)
    assert officer.modal.title == "Opvolging"


def test_a_missing_substitute_stands_in_the_digest(scene: Scene, officer: Slacker, lena: Slacker) -> None:
    scene.meeting(date(2026, 4, 24))
    lena.click(lena.command("/verontschuldigd 24 april").messages[-1], "Bevestig")
    told = live_until(scene, date(2026, 3, 9), officer)
    [digest] = [each for each in told[date(2026, 3, 9)] if "Weekoverzicht" in each.text]
    assert "1 plaatsvervanger ontbreekt" in digest.all_text
    assert "Lena ’t Kindt" in digest.all_text


def test_a_body_that_was_just_founded_gets_its_place(
    scene: Scene, admin: Slacker, coast: tuple[Channel, Channel]
) -> None:
    assert arrange(admin, scene) == {}
    scene.team.ground.settle()
    with scene.database.begin() as db:
        [other] = [each for each in bodies.of_workspace(db, scene.workspace) if each.name == "IROJ Kust"]
        assert stored.next_day(db, other.id) == date(2026, 3, 5)
