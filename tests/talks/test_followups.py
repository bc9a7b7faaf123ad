"""Follow-ups as people make, see and finish them."""

from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from docx import Document

from bot.followups import Due, DueKind, Origin, Owner, State, Wanted, Whose
from bot.people import Role
from handlers.followups import keep
from sandbox.seen import Message, Screen
from sandbox.slackers import Slacker
from storage import followups as stored
from storage import people
from tests.talks.scene import APRIL, BRUSSELS, JUNE, Scene
from tests.talks.test_statements import statements


def only(scene: Scene):  # type: ignore[no-untyped-def]  # A follow-up.
    """The one follow-up that there is."""
    with scene.database.read() as db:
        [found] = stored.live(db, scene.body)
    return found


def top(who: Slacker) -> Screen:
    """The modal that is open."""
    found = who.modal
    assert found is not None
    return found


def say(who: Slacker, line: str) -> Message:
    """Type a command; the last message of the answer, or an empty one when a window opened."""
    answered = who.command(line).messages
    return answered[-1] if answered else Message(who.team, who.client.im, {"ts": "0"})


def member_of(scene: Scene, who: Slacker) -> int:
    with scene.database.read() as db:
        found = people.by_slack_user(db, who.id, body=scene.body)
    assert found is not None
    return found.id


def test_a_line_is_noted_at_once_and_answered_with_what_was_understood(scene: Scene, officer: Slacker) -> None:
    card = say(officer, f"/opvolging Concrete budgetvraag netwerkdag | {scene.lena} | in de loop van september/oktober")
    assert "Concrete budgetvraag netwerkdag" in card.all_text
    assert "Lena ’t Kindt" in card.all_text
    assert "dinsdag 1 september 2026 tot en met zaterdag 31 oktober 2026" in card.all_text
    assert card.buttons == ["Wijzig"]
    made = only(scene)
    assert made.owners == (Owner(whose=Whose.MEMBER, id=member_of(scene, scene.lena)),)
    assert made.due == Due(
        kind=DueKind.PERIOD,
        phrase="in de loop van september/oktober",
        first=date(2026, 9, 1),
        last=date(2026, 10, 31),
    )


def test_whoever_is_given_something_hears_it(officer: Slacker, lena: Slacker) -> None:
    say(officer, f"/opvolging Zaal reserveren | {lena} | 20 april")
    told = lena.dm()[-1]
    assert "Veerle Ostyn gaf je iets op te volgen" in told.text
    assert "Zaal reserveren" in told.all_text
    assert "maandag 20 april 2026" in told.all_text


def test_what_i_take_on_myself_is_not_told_to_me(lena: Slacker) -> None:
    say(lena, f"/opvolging Zaal reserveren | {lena} | 20 april")
    assert lena.dm() == []


def test_text_without_bars_fills_the_form(scene: Scene, officer: Slacker) -> None:
    say(officer, "/opvolging Zaal reserveren")
    assert top(officer).title == "Opvolgpunt"
    assert officer.submit({"Wie": ["Lena ’t Kindt"], "Tegen wanneer": "tegen eind mei"}) == {}
    assert "ten laatste zondag 31 mei 2026" in top(officer).text
    assert only(scene).text == "Zaal reserveren"


@pytest.mark.parametrize(
    ("phrase", "due"),
    [
        ("20 april", Due(kind=DueKind.DAY, last=date(2026, 4, 20))),
        ("ten laatste 20 april", Due(kind=DueKind.BEFORE, last=date(2026, 4, 20))),
        ("niet voor 1 september", Due(kind=DueKind.NOT_BEFORE, first=date(2026, 9, 1))),
        ("zodra het besluit er is", Due(kind=DueKind.EVENT)),
        ("zo snel mogelijk", Due()),
        ("", Due()),
    ],
)
def test_every_kind_of_term_is_kept_with_the_words_that_were_typed(
    scene: Scene, officer: Slacker, phrase: str, due: Due
) -> None:
    say(officer, "/opvolging nieuw")
    assert officer.submit({"Wat": "Zaal reserveren", "Tegen wanneer": phrase}) == {}
    kept = only(scene).due
    assert (kept.kind, kept.first, kept.last, kept.phrase) == (due.kind, due.first, due.last, phrase)


def test_a_picked_day_goes_before_the_words_beside_it(scene: Scene, officer: Slacker) -> None:
    say(officer, "/opvolging nieuw")
    officer.submit({"Wat": "Zaal", "Tegen wanneer": "ergens in mei", "Datum": "2026-05-12"})
    kept = only(scene).due
    assert (kept.kind, kept.last, kept.phrase) == (DueKind.DAY, date(2026, 5, 12), "ergens in mei")


def test_a_term_that_cannot_be_read_is_refused_at_its_field(scene: Scene, officer: Slacker) -> None:
    say(officer, "/opvolging nieuw")
    assert "Tegen wanneer" in officer.submit({"Wat": "Zaal", "Tegen wanneer": "32 mei"})


def test_what_is_due_at_the_next_meeting_moves_along_with_it(scene: Scene, officer: Slacker, lena: Slacker) -> None:
    meeting = scene.meeting(APRIL)
    card = say(officer, f"/opvolging Stand van zaken | {lena} | volgende vergadering")
    assert "de vergadering van vrijdag 24 april 2026" in card.all_text
    assert only(scene).due.meeting == meeting
    officer.click(say(officer, "/vergadering"), "Wijzig")
    officer.submit(Datum="2026-05-08")
    officer.close_all()
    assert "de vergadering van vrijdag 8 mei 2026" in say(lena, "/opvolging").all_text


def test_a_doubtful_day_is_asked(scene: Scene, officer: Slacker) -> None:
    asked = say(officer, "/opvolging Zaal reserveren | volgende vrijdag")
    assert "kan" in asked.text
    officer.click(asked, asked.buttons[1])
    assert only(scene).due.kind is DueKind.DAY


def test_a_line_that_is_not_understood_comes_back_with_the_form(scene: Scene, officer: Slacker) -> None:
    answer = say(officer, "/opvolging Zaal reserveren | Lena ’t Kindt | abracadabra")
    assert "abracadabra" in answer.text
    officer.click(answer, "Verbeter in het formulier")
    assert officer.submit({"Tegen wanneer": "mei"}) == {}
    made = only(scene)
    assert made.owners[0].whose is Whose.MEMBER


def test_several_lines_are_shown_before_they_are_kept(scene: Scene, officer: Slacker) -> None:
    say(officer, "/opvolging nieuw")
    officer.submit({"Wat": "- Zaal | Lena ’t Kindt | 20 april\n- Brief schrijven | alle leden\n- Vis | 32 mei"})
    shown = top(officer)
    assert "maandag 20 april 2026" in shown.all_text
    assert "1 lijn heb ik niet begrepen" in shown.all_text.replace("*", "")
    assert "De lijnen" in officer.submit()
    lines = "Zaal | Lena ’t Kindt | 20 april\nBrief schrijven | alle leden\nVis | 30 mei"
    assert officer.submit({"De lijnen": lines}) == {}
    with scene.database.read() as db:
        assert stored.live(db, scene.body) == []
    assert officer.submit() == {}
    assert "3 opvolgpunten genoteerd" in top(officer).text
    with scene.database.read() as db:
        assert [each.text for each in stored.live(db, scene.body)] == ["Zaal", "Brief schrijven", "Vis"]


def test_what_the_form_says_holds_for_every_pasted_line_that_says_nothing_else(scene: Scene, officer: Slacker) -> None:
    say(officer, "/opvolging nieuw")
    officer.submit(
        {
            "Wat": "Zaal\nBrief | Katrijn Van den Bulcke | 8 mei",
            "Wie": ["Lena ’t Kindt"],
            "Tegen wanneer": "tegen eind mei",
            "Wacht op": "het agentschap",
        }
    )
    assert officer.submit() == {}
    with scene.database.read() as db:
        zaal, brief = stored.live(db, scene.body)
    assert zaal.owners == (Owner(whose=Whose.MEMBER, id=member_of(scene, scene.lena)),)
    assert zaal.due.last == date(2026, 5, 31)
    assert brief.owners == (Owner(whose=Whose.MEMBER, id=member_of(scene, scene.katrijn)),)
    assert brief.due.last == date(2026, 5, 8)
    assert brief.waiting_for == "het agentschap"


def test_lines_pasted_behind_the_command_are_shown_first(scene: Scene, officer: Slacker, lena: Slacker) -> None:
    say(officer, f"/opvolging Zaal | {lena}\nBrief | 8 mei")
    assert top(officer).title == "Klopt dit?"
    officer.submit()
    with scene.database.read() as db:
        assert len(stored.live(db, scene.body)) == 2
    assert len([each for each in lena.dm() if "op te volgen" in each.text]) == 1


def test_a_message_becomes_a_follow_up_with_a_link_to_it(scene: Scene, officer: Slacker, lena: Slacker) -> None:
    lena.say("#iroj-plenair", "Ik bezorg de cijfers nog.")
    officer.shortcut("Maak opvolgpunt", officer.read("#iroj-plenair")[-1])
    assert officer.submit({"Wie": ["Lena ’t Kindt"]}) == {}
    made = only(scene)
    assert made.text == "Ik bezorg de cijfers nog."
    assert "/archives/" in made.source.link


def test_a_message_of_several_lines_is_one_follow_up_and_a_list_is_several(
    scene: Scene, officer: Slacker, lena: Slacker
) -> None:
    lena.say("#iroj-plenair", "Dag allemaal,\nik bezorg de cijfers nog.")
    officer.shortcut("Maak opvolgpunt", officer.read("#iroj-plenair")[-1])
    assert officer.submit() == {}
    officer.close_all()
    assert only(scene).text == "Dag allemaal, ik bezorg de cijfers nog."
    lena.say("#iroj-plenair", "- cijfers bezorgen\n- zaal vastleggen")
    officer.shortcut("Maak opvolgpunt", officer.read("#iroj-plenair")[-1])
    officer.submit()
    assert top(officer).title == "Klopt dit?"


def test_the_list_shows_mine_and_klaar_finishes_it(scene: Scene, officer: Slacker, lena: Slacker) -> None:
    say(officer, f"/opvolging Zaal reserveren | {lena} | 20 april")
    say(officer, "/opvolging Iets van een ander | Katrijn Van den Bulcke")
    mine = say(lena, "/opvolging")
    assert "Zaal reserveren" in mine.all_text
    assert "Iets van een ander" not in mine.all_text
    lena.click(mine, "Klaar")
    assert "staat als klaar" in lena.ephemerals()[-1].all_text
    assert "Je hebt niets op te volgen" in say(lena, "/opvolging").all_text


def test_klaar_twice_says_that_it_was_done(officer: Slacker, lena: Slacker) -> None:
    say(officer, f"/opvolging Zaal reserveren | {lena}")
    mine = say(lena, "/opvolging")
    for _ in range(2):
        lena.click(mine, "Klaar")
    assert "stond al als klaar" in lena.ephemerals()[-1].all_text


def test_a_note_and_a_slip_after_klaar(scene: Scene, officer: Slacker, lena: Slacker) -> None:
    say(officer, f"/opvolging Zaal reserveren | {lena}")
    lena.click(say(lena, "/opvolging"), "Klaar")
    done = lena.ephemerals()[-1]
    lena.click(done, "Nota toevoegen")
    lena.submit(Nota="Kasteelhoeve is vast.")
    lena.close_all()
    with scene.database.read() as db:
        assert stored.closed(db, scene.body, most=5)[0].reason == "Kasteelhoeve is vast."
    lena.click(done, "Toch niet klaar")
    assert only(scene).state is State.OPEN


def test_an_update_is_kept_in_the_log_and_shown(scene: Scene, officer: Slacker, lena: Slacker) -> None:
    say(officer, f"/opvolging Brief aan het agentschap | {lena}")
    lena.click(say(lena, "/opvolging"), "Update")
    lena.submit({"Stand van zaken": "Verstuurd op 3 maart.", "Wacht op": "antwoord van het agentschap"})
    lena.close_all()
    assert only(scene).state is State.WAITING
    shown = say(lena, "/opvolging").all_text
    assert "Verstuurd op 3 maart." in shown
    assert "wacht op antwoord van het agentschap" in shown
    lena.click(say(lena, "/opvolging"), "Update")
    assert "gemaakt" in top(lena).text
    assert "Verstuurd op 3 maart." in top(lena).text


def test_putting_something_off_gives_it_another_term(scene: Scene, officer: Slacker, lena: Slacker) -> None:
    say(officer, f"/opvolging Zaal reserveren | {lena} | 20 april")
    lena.click(say(lena, "/opvolging"), "Uitstellen")
    assert "Naar" in lena.submit(Naar="")
    assert lena.submit(Naar="tegen eind mei", Reden="De hoeve is dicht.") == {}
    put_off = only(scene)
    assert (put_off.state, put_off.due.last) == (State.DEFERRED, date(2026, 5, 31))


@pytest.mark.parametrize(
    ("choice", "until"),
    [
        ("1 dag", date(2026, 3, 5)),
        ("Volgende werkdag", date(2026, 3, 5)),
        ("Tot de volgende vergadering", APRIL),
        ("Eigen datum", date(2026, 3, 20)),
    ],
)
def test_a_snooze_is_for_one_person_and_leaves_the_term(
    scene: Scene, officer: Slacker, lena: Slacker, choice: str, until: date
) -> None:
    scene.meeting(APRIL)
    say(officer, f"/opvolging Zaal reserveren | {lena} | 30 april")
    lena.click(say(lena, "/opvolging"), "Snooze")
    fields = {"Herinner me niet voor": choice} | ({"Datum": "2026-03-20"} if choice == "Eigen datum" else {})
    assert lena.submit(fields) == {}
    snoozed = only(scene)
    assert snoozed.snoozed_until(member_of(scene, lena)) == until
    assert snoozed.snoozed_until(member_of(scene, officer)) is None
    assert snoozed.due.last == date(2026, 4, 30)


def test_a_snooze_without_a_term_says_nothing_of_one(officer: Slacker, lena: Slacker) -> None:
    officer.command(f"/opvolging Zaal reserveren | {lena}")
    lena.click(say(lena, "/opvolging"), "Snooze")
    lena.submit({"Herinner me niet voor": "1 dag"})
    assert "donderdag 5 maart 2026" in top(lena).text
    assert "termijn" not in top(lena).text


def test_changing_shows_what_is_there_and_tells_a_new_owner(
    scene: Scene, officer: Slacker, lena: Slacker, katrijn: Slacker
) -> None:
    card = say(officer, f"/opvolging Zaal reserveren | {lena} | tegen eind mei | wacht op de gemeente")
    officer.click(card, "Wijzig")
    form = top(officer)
    assert form.value_of("Tegen wanneer") == "tegen eind mei"
    assert form.value_of("Wacht op") == "de gemeente"
    assert officer.submit({"Wie": ["Lena ’t Kindt", "Katrijn Van den Bulcke"], "Wacht op": ""}) == {}
    changed = only(scene)
    assert (len(changed.owners), changed.state, changed.due.last) == (2, State.OPEN, date(2026, 5, 31))
    assert "Zaal reserveren" in katrijn.dm()[-1].all_text
    assert len([each for each in lena.dm() if "op te volgen" in each.text]) == 1


def test_a_change_on_an_old_view_is_refused(scene: Scene, officer: Slacker, lena: Slacker) -> None:
    card = say(officer, f"/opvolging Zaal reserveren | {lena}")
    officer.click(card, "Wijzig")
    lena.click(say(lena, "/opvolging"), "Klaar")
    assert "Wat" in officer.submit(Wat="Iets anders")


def test_dropping_asks_why_and_keeps_it(scene: Scene, officer: Slacker) -> None:
    card = say(officer, "/opvolging Zaal reserveren | niemand")
    officer.click(card, "Wijzig")
    officer.click("Laten vallen")
    assert officer.submit(Reden="De dag gaat niet door.") == {}
    with scene.database.read() as db:
        [dropped] = stored.closed(db, scene.body, most=5)
    assert (dropped.state, dropped.reason) == (State.DROPPED, "De dag gaat niet door.")


@pytest.fixture
def many(scene: Scene) -> int:
    """Three hundred follow-ups of every kind."""
    with scene.database.begin() as db:
        officer = scene_person(scene)
        for n in range(300):
            keep.make(
                db,
                Wanted(
                    text=f"Opvolgpunt {n}",
                    due=Due(kind=DueKind.DAY, last=date(2026, 2, 1) + timedelta(days=n)),
                    waiting_for="antwoord" if n % 10 == 0 else "",
                ),
                body=scene.body,
                by=officer,
                now=scene.now(),
            )
    return 300


def scene_person(scene: Scene):  # type: ignore[no-untyped-def]  # A person.
    with scene.database.read() as db:
        return people.person(db, team=scene.team.id, user=scene.officer.id, today=date(2026, 3, 4), name="")


def choose(who: Slacker, shown: Message, label: str) -> Message:
    who.choose(shown, label)
    return who.ephemerals()[-1]


@pytest.mark.usefixtures("many")
def test_three_hundred_are_turned_page_by_page(officer: Slacker) -> None:
    first = say(officer, "/opvolging alle")
    assert "1 tot 8 van 300" in first.all_text
    officer.click(first, "Volgende")
    second = officer.ephemerals()[-1]
    assert "9 tot 16 van 300" in second.all_text
    assert "Opvolgpunt 8" in second.all_text
    assert "Vorige" in second.buttons


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize(
    ("label", "total"),
    [("Te laat", 31), ("Deze maand", 31), ("Zonder eigenaar", 300), ("Wacht op antwoord", 30)],
)
def test_a_filter_shows_what_fits(officer: Slacker, label: str, total: int) -> None:
    shown = choose(officer, say(officer, "/opvolging alle"), label)
    assert f"van {total}" in shown.all_text


def test_a_filter_can_be_typed(officer: Slacker) -> None:
    for line in ("Voorbij | 2 maart 2026", "Later | 20 mei"):
        officer.command(f"/opvolging {line}")
    shown = say(officer, "/opvolging alle te laat").all_text
    assert "Voorbij" in shown
    assert "Later" not in shown


def test_the_filter_of_the_next_meeting(scene: Scene, officer: Slacker) -> None:
    scene.meeting(APRIL)
    scene.meeting(JUNE)
    for line in ("Voor de vergadering | 20 april", "Erop | volgende vergadering", "Erna | 20 mei"):
        say(officer, f"/opvolging {line}")
    shown = choose(officer, say(officer, "/opvolging alle"), "Volgende vergadering").all_text
    assert "Voor de vergadering" in shown
    assert "Erop" in shown
    assert "Erna" not in shown


def test_a_member_sees_everything_and_finishes_only_their_own(lena: Slacker, officer: Slacker) -> None:
    say(officer, "/opvolging Zaal reserveren | Katrijn Van den Bulcke")
    shown = say(lena, "/opvolging alle")
    assert "Zaal reserveren" in shown.all_text
    assert "Klaar" not in shown.buttons


def test_an_observer_reads_and_makes_nothing(scene: Scene, officer: Slacker) -> None:
    observer = scene.team.add_person("Wout Maes")
    scene.join(observer, Role.OBSERVER)
    say(officer, "/opvolging Brief | alle leden")
    shown = say(observer, "/opvolging alle")
    assert "Brief" in shown.all_text
    assert shown.buttons == []
    assert "geen rechten" in say(observer, "/opvolging Iets | 20 april").all_text


def test_what_belongs_to_all_members_each_of_them_closes_for_all(scene: Scene, officer: Slacker, lena: Slacker) -> None:
    say(officer, "/opvolging Nadenken over acties | alle leden | juni")
    lena.click(say(lena, "/opvolging"), "Klaar")
    with scene.database.read() as db:
        assert stored.live(db, scene.body) == []
    assert "Nadenken over acties" not in say(officer, "/opvolging alle").all_text


def test_the_officer_is_asked_who_takes_over_from_somebody_who_left(
    scene: Scene, officer: Slacker, lena: Slacker, katrijn: Slacker
) -> None:
    say(officer, f"/opvolging Zaal reserveren | {lena} | 20 mei")
    officer.click(say(officer, "/iroj leden"), "Einde mandaat", beside="Lena")
    officer.submit({"Laatste dag": "2026-03-31"})
    officer.close_all()
    assert not [each for each in officer.dm() if "geen lid meer" in each.text]
    scene.move_to(datetime(2026, 4, 1, 9, 30, tzinfo=BRUSSELS))
    asked = officer.dm()[-1]
    assert "Lena ’t Kindt is geen lid meer" in asked.text
    assert "Zaal reserveren" in asked.all_text
    officer.click(asked, "Overdragen")
    assert officer.submit({"Wie": ["Katrijn Van den Bulcke"]}) == {}
    assert only(scene).owners == (Owner(whose=Whose.MEMBER, id=member_of(scene, katrijn)),)
    assert "Zaal reserveren" in katrijn.dm()[-1].all_text


def test_another_part_of_the_bot_makes_one_thing_once(scene: Scene) -> None:
    officer = scene_person(scene)
    wanted = Wanted(text="Plaatsvervanger aanduiden", origin=Origin.EXCUSE, origin_id=7)
    with scene.database.begin() as db:
        made = [keep.make(db, wanted, body=scene.body, by=officer, now=scene.now()) for _ in range(2)]
    assert made[0].id == made[1].id
    assert only(scene).origin == "excuse:7"


# Where follow-ups come from, and where they show by themselves.


def held(scene: Scene, officer: Slacker) -> Message:
    """A meeting with one point, held today; its outcomes."""
    scene.meeting(APRIL)
    scene.meeting(JUNE)
    officer.command("/agendapunt Gezinshuizen | 24 april")
    officer.click(officer.read("#comite")[-1], "Aanvaarden")
    scene.move_to(datetime(2026, 4, 24, 12, 30, tzinfo=BRUSSELS))
    officer.click(say(officer, "/vergadering"), "Vergadering gehouden")
    return officer.ephemerals()[-1]


def test_a_point_gets_a_follow_up_that_stands_on_the_next_agenda(scene: Scene, officer: Slacker, lena: Slacker) -> None:
    officer.click(held(scene, officer), "Opvolgpunt")
    assert officer.submit({"Wat": "Reconversie-aanvraag nakijken", "Wie": ["Lena ’t Kindt"]}) == {}
    officer.close_all()
    assert "Uit vrijdag 24 april 2026, punt «Gezinshuizen»" in say(lena, "/opvolging").all_text
    shown = say(lena, "/agenda 19 juni").all_text
    assert "Opvolging verslag" in shown
    assert "Reconversie-aanvraag nakijken" in shown


def test_what_was_decided_is_followed_up_from_its_own_form(scene: Scene, officer: Slacker) -> None:
    officer.click(held(scene, officer), "Uitkomst")
    officer.click("Opvolgpunt")
    assert officer.submit({"Wat": "Brief schrijven"}) == {}
    assert only(scene).source.item is not None


def test_a_source_is_found_by_its_words(scene: Scene, officer: Slacker) -> None:
    held(scene, officer)
    officer.command("/opvolging nieuw")
    assert officer.suggest("Bron", "gezins") == ["Gezinshuizen"]
    officer.submit({"Wat": "Brief schrijven", "Bron": "Gezinshuizen"})
    made = only(scene)
    assert made.source.item is not None
    assert made.source.meeting is not None


def test_what_is_put_off_beyond_a_meeting_does_not_stand_on_its_agenda(scene: Scene, officer: Slacker) -> None:
    scene.meeting(APRIL)
    officer.command("/opvolging Eerst | 20 april")
    officer.command("/opvolging Later | 20 mei")
    officer.command("/opvolging Ooit | niemand")
    shown = say(officer, "/agenda").all_text
    assert "Eerst" in shown
    assert "Later" not in shown
    assert "Ooit" not in shown


def test_the_published_agenda_and_its_word_file_ask_about_it(scene: Scene, officer: Slacker) -> None:
    scene.meeting(APRIL)
    officer.command("/opvolging Antwoord op de brief | 20 april")
    officer.command("/agendapunt Gezinshuizen | 24 april")
    officer.click(officer.read("#comite")[-1], "Aanvaarden")
    officer.click(say(officer, "/agenda"), "Publiceer agenda")
    officer.submit()
    post = officer.read("#iroj-plenair")[-1]
    assert "Antwoord op de brief" in post.all_text
    [word] = [file for reply in officer.thread(post) for file in reply.files if file["name"].endswith(".docx")]
    text = "\n".join(row.text for row in Document(BytesIO(officer.download(word))).paragraphs)
    assert "Opvolging verslag" in text
    assert "Antwoord op de brief (nog niemand, maandag 20 april 2026)" in text


def test_the_home_tab_shows_mine_and_opens_the_list(officer: Slacker, lena: Slacker) -> None:
    officer.command(f"/opvolging Zaal reserveren | {lena} | 20 april")
    home = lena.home()
    assert "Zaal reserveren" in home.text
    lena.click(home, "Opvolging")
    assert "Zaal reserveren" in top(lena).text
    lena.choose(top(lena), "Alles wat openstaat")
    lena.click(top(lena), "Snooze")
    assert lena.submit({"Herinner me niet voor": "1 dag"}) == {}


def test_the_list_asks_as_much_of_three_as_of_three_hundred(scene: Scene, officer: Slacker) -> None:
    counts = []
    by = scene_person(scene)
    for many in (3, 300):
        with scene.database.begin() as db:
            for n in range(many):
                wanted = Wanted(text=f"Iets {n}", due=Due(kind=DueKind.DAY, last=date(2026, 5, 1)))
                keep.make(db, wanted, body=scene.body, by=by, now=scene.now())
        scene.team.ground.settle()
        with statements() as asked:
            officer.command("/opvolging alle")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_an_excuse_without_a_known_substitute_is_followed_up_until_there_is_one(
    scene: Scene, officer: Slacker, lena: Slacker, katrijn: Slacker
) -> None:
    without_substitute(scene, lena)
    assert only(scene).text == "Plaatsvervanger aanduiden voor Lena ’t Kindt"
    lena.click(lena.dm()[-1], "Ik kom toch")
    with scene.database.read() as db:
        assert stored.live(db, scene.body) == []


def without_substitute(scene: Scene, lena: Slacker) -> None:
    """Lena does not come on 24 April, and does not know yet who does."""
    scene.meeting(APRIL)
    lena.command("/verontschuldigd")
    lena.submit({"Vergadering(en)": ["vrijdag 24 april 2026"], "Plaatsvervanger": "Nog niet gekend"})
    lena.submit()
    lena.close_all()
    assert only(scene).origin.startswith("excuse:")


def test_a_meeting_that_was_held_needs_no_substitute_any_more(scene: Scene, officer: Slacker, lena: Slacker) -> None:
    without_substitute(scene, lena)
    scene.move_to(datetime(2026, 4, 24, 12, 30, tzinfo=BRUSSELS))
    officer.click(say(officer, "/vergadering"), "Vergadering gehouden")
    with scene.database.read() as db:
        assert stored.live(db, scene.body) == []


def test_a_meeting_that_is_cancelled_needs_no_substitute_any_more(
    scene: Scene, officer: Slacker, lena: Slacker
) -> None:
    without_substitute(scene, lena)
    officer.click(say(officer, "/vergadering"), "Annuleer")
    with scene.database.read() as db:
        assert stored.live(db, scene.body) == []
