"""A vote as people see it: opened, voted on in its thread, closed, and what it says then."""

import pytest

from bot.people import Role
from bot.votes import Choice
from sandbox.slackers import Slacker
from tests.talks.ballots import (
    CLOSES,
    DAY,
    QUESTION,
    ask,
    ballots,
    committee,
    former,
    frozen,
    kept,
    open_vote,
    press,
    result,
    root,
    secret,
    vote_secretly,
)
from tests.talks.scene import APRIL, Scene


@pytest.fixture
def voters(scene: Scene) -> list[Slacker]:
    """Seven members of the comité."""
    return committee(scene, 7)


def test_a_vote_stands_in_the_channel_with_its_ballot_in_the_thread(chair: Slacker, voters: list[Slacker]) -> None:
    vote = open_vote(chair)
    assert vote.text.startswith(f"Stemming: {QUESTION}. Open tot dinsdag 10 maart 2026 om 17u.")
    assert "0 van 7 stemden" in vote.all_text
    assert [ballot.buttons for ballot in ballots(chair, vote)] == [["Voor", "Tegen", "Onthouding"]]


def test_a_press_is_answered_in_private_and_counted_in_the_root(chair: Slacker, voters: list[Slacker]) -> None:
    open_vote(chair)
    assert "Je stem is geteld: Voor. Wijzigen kan tot dinsdag 10 maart 2026 om 17u." in press(voters[1], "Voor")
    assert "1 van 7 stemden" in root(chair).all_text
    assert "Voor" not in root(chair).all_text


def test_what_is_closed_by_the_clock_shows_every_number(scene: Scene, chair: Slacker, voters: list[Slacker]) -> None:
    open_vote(chair, Quorum="3")
    for who, said in zip(voters, ("Voor", "Voor", "Voor", "Tegen", "Onthouding"), strict=False):
        press(who, said)
    scene.move_to(CLOSES)
    told = result(chair)
    for part in (
        "aanvaard (3 voor, 1 tegen, 1 onthouding; nodig: 3 voor op 4)",
        "Stemgerechtigd: 7 (het comité). Gestemd: 5. Niet gestemd: 2.",
        "Regel: meer dan de helft van de stemmen voor en tegen.",
        "Quorum: 3 stemmen, bereikt.",
    ):
        assert part in told
    assert "Gesloten. Uitslag: aanvaard." in root(chair).text
    assert ballots(chair)[0].buttons == []


# Named votes.


def test_the_last_press_before_closing_counts_and_the_change_is_kept(
    scene: Scene, chair: Slacker, voters: list[Slacker]
) -> None:
    open_vote(chair)
    press(voters[0], "Voor")
    press(voters[0], "Tegen")
    press(voters[0], "Tegen")
    (ballot,), seats, _ = kept(scene)
    assert (ballot.choice, sum(seat.has_voted for seat in seats)) == (Choice.AGAINST, 1)
    assert former(scene) == [Choice.FOR]


def test_a_press_that_arrives_twice_counts_once(scene: Scene, chair: Slacker, voters: list[Slacker]) -> None:
    open_vote(chair)
    voters[0].press_twice(ballots(voters[0])[0], "Voor")
    assert [ballot.choice for ballot in kept(scene)[0]] == [Choice.FOR]
    assert "1 van 7 stemden" in root(chair).all_text


def test_a_press_after_closing_names_the_closing_time(scene: Scene, chair: Slacker, voters: list[Slacker]) -> None:
    open_vote(chair)
    ballot = ballots(voters[0])[0]
    scene.move_to(CLOSES)
    voters[0].click(ballot, "Voor")
    assert "Te laat: deze stemming sloot op dinsdag 10 maart 2026 om 17u." in voters[0].ephemerals("#comite")[-1].text
    assert kept(scene)[0] == []


def test_the_last_vote_closes(scene: Scene, chair: Slacker, voters: list[Slacker]) -> None:
    open_vote(chair)
    for who in voters:
        press(who, "Voor")
    assert "7 voor, 0 tegen" in result(chair)


def test_who_has_no_seat_is_refused(scene: Scene, chair: Slacker, voters: list[Slacker]) -> None:
    open_vote(chair)
    assert "Je hoort niet bij de stemgerechtigden" in press(chair, "Voor")
    assert kept(scene)[0] == []


def test_a_mandate_that_changes_meanwhile_changes_nothing(scene: Scene, chair: Slacker, voters: list[Slacker]) -> None:
    open_vote(chair)
    new = scene.team.add_person("Rik Hendrickx")
    scene.team.invite(scene.committee, new)
    scene.join(new, Role.COMMITTEE_MEMBER)
    assert "Je hoort niet bij de stemgerechtigden" in press(new, "Voor")
    assert len(kept(scene)[1]) == 7


def test_too_few_make_it_invalid_and_more_time_goes_on_with_the_same_ballots(
    scene: Scene, chair: Slacker, voters: list[Slacker]
) -> None:
    open_vote(chair, Quorum="3")
    press(voters[0], "Voor")
    scene.move_to(CLOSES)
    assert "Niet geldig: het quorum is niet bereikt." in result(chair)
    assert "1 voor" not in result(chair)
    chair.click(chair.dm()[-1], "Verleng")
    assert chair.submit({"Sluit op": CLOSES + 2 * DAY}) == {}
    chair.close_all()
    assert "1 van 7 stemden" in root(chair).all_text
    for who in voters[1:]:
        press(who, "Voor")
    assert "7 voor" in result(chair)


def test_by_hand_it_closes_with_a_reason_that_everybody_reads(
    scene: Scene, chair: Slacker, voters: list[Slacker]
) -> None:
    open_vote(chair)
    press(voters[0], "Voor")
    chair.command("/stemming")
    chair.click("Sluit")
    assert chair.submit(Reden="Iedereen was het eens op de vergadering.") == {}
    chair.close_all()
    assert "Vroeger gesloten: Iedereen was het eens op de vergadering." in result(chair)


def test_cancelling_destroys_the_ballots_and_keeps_the_electorate(
    scene: Scene, chair: Slacker, voters: list[Slacker]
) -> None:
    open_vote(chair)
    press(voters[0], "Voor")
    chair.command("/stemming")
    chair.click("Annuleer")
    assert chair.submit(Reden="De vraag was verkeerd gesteld.") == {}
    chair.close_all()
    given, seats, outcome = kept(scene)
    assert (given, len(seats), outcome) == ([], 7, None)
    assert "Geannuleerd: De vraag was verkeerd gesteld." in root(chair).text


def test_a_member_opens_steers_and_ends_no_vote(lena: Slacker, chair: Slacker, voters: list[Slacker]) -> None:
    open_vote(chair)
    shown = lena.command("/stemming")
    assert not {"Nieuwe stemming", "Sluit", "Verleng", "Annuleer"} & set(shown.buttons)
    assert "geen rechten" in lena.command("/stemming nieuw").all_text


def test_who_neither_votes_nor_leads_sees_nothing_of_a_vote(
    scene: Scene, lena: Slacker, officer: Slacker, chair: Slacker, voters: list[Slacker]
) -> None:
    open_vote(chair)
    assert QUESTION not in lena.command("/stemming").all_text
    assert "geen stemming waarin jij een stem hebt" in lena.command("/stemming").all_text
    scene.move_to(CLOSES)
    assert QUESTION not in lena.command("/stemming").all_text
    for who in (voters[0], officer):
        assert QUESTION in who.command("/stemming").all_text


def test_the_box_shows_each_voter_which_ballot_is_in_it(scene: Scene, chair: Slacker, voters: list[Slacker]) -> None:
    open_vote(chair)
    press(voters[0], "Voor")
    assert "Je stembewijs: in de stembus zit Voor." in voters[0].command("/stemming").all_text
    assert "Je moet nog 1 keer stemmen." in voters[1].command("/stemming").all_text


def test_voting_from_the_list_and_changing_it_there(scene: Scene, chair: Slacker, voters: list[Slacker]) -> None:
    open_vote(chair)
    who = voters[0]
    who.command("/stemming")
    who.click("Stem")
    assert who.submit(Keuze="Onthouding") == {}
    who.close_all()
    who.command("/stemming")
    who.click("Wijzig je stem")
    assert who.submit(Keuze="Tegen") == {}
    assert [ballot.choice for ballot in kept(scene)[0]] == [Choice.AGAINST]


# Secret votes.


def test_a_secret_ballot_is_in_the_box_and_cannot_be_changed(
    scene: Scene, chair: Slacker, voters: list[Slacker]
) -> None:
    open_vote(chair, Methode="Geheim")
    assert vote_secretly(voters[0], "Voor") == {}
    voters[0].click(ballots(voters[0])[0], "Stem geheim")
    assert "Je stem zit al in de stembus" in voters[0].ephemerals("#comite")[-1].text
    assert "je stem zit in de stembus." in voters[0].command("/stemming").all_text
    assert "1 van 7 stemden" in root(chair).all_text


def test_a_secret_vote_of_few_shows_only_the_outcome(scene: Scene, chair: Slacker, voters: list[Slacker]) -> None:
    open_vote(chair, Methode="Geheim")
    for who, said in zip(voters, ("Voor", "Voor", "Tegen"), strict=False):
        vote_secretly(who, said)
    scene.move_to(CLOSES)
    assert "aanvaard" in result(chair)
    assert "De aantallen blijven verborgen" in result(chair)
    assert "2 voor" not in result(chair)
    assert all(outcome.tally is None for outcome in frozen(scene).outcomes)


def test_a_secret_vote_of_many_shows_its_numbers_and_keeps_no_ballot(
    scene: Scene, chair: Slacker, voters: list[Slacker]
) -> None:
    open_vote(chair, Methode="Geheim")
    for who, said in zip(voters, ("Voor",) * 4 + ("Tegen",) * 2 + ("Onthouding",), strict=True):
        vote_secretly(who, said)
    assert "4 voor, 2 tegen, 1 onthouding" in result(chair)
    assert secret(scene) == []


def test_nobody_is_asked_to_close_a_secret_vote_that_would_give_itself_away(
    scene: Scene, chair: Slacker, voters: list[Slacker]
) -> None:
    open_vote(chair, Methode="Geheim")
    vote_secretly(voters[0], "Voor")
    chair.command("/stemming")
    chair.click("Sluit")
    assert "sluit niet vroeger zolang er minder dan 5 stemmen zijn" in chair.submit(Reden="Haast")["Reden"]


def test_a_secret_vote_of_two_is_refused(scene: Scene, chair: Slacker) -> None:
    committee(scene, 2)
    assert "vanaf 3 stemgerechtigden" in ask(chair, Methode="Geheim")["Methode"]


# Consent.


def test_a_consent_passes_when_nobody_objects(scene: Scene, chair: Slacker, voters: list[Slacker]) -> None:
    open_vote(chair, Methode="Consent")
    assert [ballot.buttons for ballot in ballots(chair)] == [["Bezwaar"]]
    scene.move_to(CLOSES)
    assert "aanvaard" in result(chair)
    assert "Regel: aanvaard als niemand bezwaar maakt." in result(chair)


def test_an_objection_stops_it_and_a_vote_can_follow(scene: Scene, chair: Slacker, voters: list[Slacker]) -> None:
    open_vote(chair, Methode="Consent")
    voters[2].click(ballots(voters[2])[0], "Bezwaar")
    assert voters[2].submit(Reden="Het budget ontbreekt nog.") == {}
    voters[2].close_all()
    assert "Het budget ontbreekt nog." in result(chair)
    chair.click(chair.dm()[-1], "Stemming openen")
    assert chair.submit({"Methode": "Openbaar", "Sluit op": CLOSES}) == {}
    chair.close_all()
    assert ballots(chair)[0].buttons == ["Voor", "Tegen", "Onthouding"]
    assert chair.dm()[-1].buttons == []


def test_who_was_asked_how_to_go_on_reads_that_a_vote_followed(
    scene: Scene, chair: Slacker, officer: Slacker, voters: list[Slacker]
) -> None:
    open_vote(chair, Methode="Consent")
    voters[2].click(ballots(voters[2])[0], "Bezwaar")
    voters[2].submit(Reden="Het budget ontbreekt nog.")
    voters[2].close_all()
    assert "Kies hoe het verdergaat." in officer.dm()[-1].all_text
    chair.click(chair.dm()[-1], "Stemming openen")
    chair.submit({"Methode": "Openbaar", "Sluit op": CLOSES})
    chair.close_all()
    assert "Kies hoe" not in officer.dm()[-1].all_text
    assert "Er volgde een nieuwe stemming." in officer.dm()[-1].all_text


def test_an_objection_can_go_to_the_meeting_instead(scene: Scene, chair: Slacker, voters: list[Slacker]) -> None:
    scene.meeting(APRIL)
    open_vote(chair, Methode="Consent")
    voters[2].click(ballots(voters[2])[0], "Bezwaar")
    voters[2].submit(Reden="Het budget ontbreekt nog.")
    voters[2].close_all()
    chair.click(chair.dm()[-1], "Op de agenda")
    assert f"{QUESTION}: beslissing na de stemming" in chair.command("/agenda").all_text


def test_an_objection_without_a_reason_is_refused(scene: Scene, chair: Slacker, voters: list[Slacker]) -> None:
    open_vote(chair, Methode="Consent")
    voters[0].click(ballots(voters[0])[0], "Bezwaar")
    assert "zonder reden" in voters[0].submit(Reden="...")["Reden"]


def test_the_officer_gets_who_voted_what_as_a_file(
    scene: Scene, chair: Slacker, officer: Slacker, voters: list[Slacker]
) -> None:
    open_vote(chair)
    press(voters[0], "Voor")
    scene.move_to(CLOSES)
    (file,) = [file for reply in officer.thread(officer.dm()[-1]) for file in reply.files]
    rows = officer.download(file).decode("utf-8-sig").splitlines()
    assert rows[0] == "Waarover;Lid;Stem;Wanneer;Genoteerd door;Bevestigd door"
    assert f"{QUESTION};Katrijn Van den Bulcke;Voor;2026-03-04 10:00;;" in rows
    assert sum(";niet gestemd;" in row for row in rows) == 6
    assert [reply for reply in chair.thread(chair.dm()[-1]) if reply.files] == []


def test_app_home_has_the_button_and_then_the_proof(scene: Scene, chair: Slacker, voters: list[Slacker]) -> None:
    open_vote(chair)
    who = voters[0]
    assert f"Stem nog: «{QUESTION}»" in who.home().text.replace("*", "")
    who.click(who.home(), "Stem")
    assert who.submit(Keuze="Voor") == {}
    who.close_all()
    assert "Voor zit in de stembus" in who.home().text
