"""What comes after a vote: ratification and the mandate, ties, second rounds, and ballots in somebody's name."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot.bodies import Electorate
from bot.candidacies import State as CandidacyState
from bot.people import Role
from bot.votes import State
from sandbox.slackers import Slacker
from storage import bodies, mandates, people
from storage.items import ItemRow
from tests.talks.attendances import change_seat
from tests.talks.ballots import (
    CLOSES,
    DAY,
    ballots,
    committee,
    frozen,
    kept,
    newest,
    open_vote,
    press,
    result,
    root,
    secret,
    vote_secretly,
)
from tests.talks.candidates import call, everyone, look_at_committee, stand
from tests.talks.scene import APRIL, BRUSSELS, Scene

NOON = datetime(2026, 4, 24, 12, 30, tzinfo=BRUSSELS)


@pytest.fixture
def voters(scene: Scene) -> list[Slacker]:
    """Seven members of the comité."""
    return committee(scene, 7)


@pytest.fixture
def candidates(scene: Scene, officer: Slacker, voters: list[Slacker]) -> list[Slacker]:
    """Two members of the plenary, admitted for one place in the comité."""
    scene.meeting(APRIL)
    look_at_committee(scene)
    other = scene.team.add_person("Mieke Janssens")
    scene.team.invite(scene.plenary, other)
    scene.join(other, Role.EFFECTIVE_MEMBER)
    call(officer, **{"Aantal plaatsen": "1"})
    for who in (scene.lena, other):
        stand(who)
    for _ in range(2):
        officer.click(next(card for card in officer.read("#comite") if "Toelaten" in card.buttons), "Toelaten")
    return [scene.lena, other]


def open_election(who: Slacker, **fields: object) -> None:
    """Open a vote about the call with two candidates, as the form proposes it."""
    who.command("/stemming nieuw")
    who.fill(Over="Bijkomend lid comité")
    errors = who.submit({"Sluit op": CLOSES} | {name.replace("_", " "): value for name, value in fields.items()})
    assert errors == {}
    assert who.submit() == {}
    who.close_all()


def vote_for(voters: list[Slacker], *papers: tuple[str, str]) -> None:
    for who, choices in zip(voters, papers, strict=False):
        assert vote_secretly(who, *choices) == {}


FIRST, SECOND = ("Voor", "Onthouding"), ("Onthouding", "Voor")


def test_two_candidates_for_one_place_are_voted_on_in_secret(
    scene: Scene, chair: Slacker, voters: list[Slacker], candidates: list[Slacker]
) -> None:
    open_election(chair)
    assert "Lena ’t Kindt" in root(chair).all_text
    assert [ballot.buttons for ballot in ballots(chair)] == [["Stem geheim"]]
    assert {each.state for each in everyone(scene)} == {CandidacyState.IN_VOTE}


def test_the_winner_is_put_forward_ratified_and_gets_a_mandate(
    scene: Scene, chair: Slacker, officer: Slacker, voters: list[Slacker], candidates: list[Slacker]
) -> None:
    open_election(chair)
    vote_for(voters, FIRST, FIRST, FIRST, FIRST, SECOND, SECOND, ("Tegen", "Tegen"))
    assert "Lena ’t Kindt: voorgedragen (4 voor, 1 tegen" in result(chair)
    assert sum("voorgedragen" in each.text for each in candidates[0].dm()) == 1
    agenda = officer.command("/agenda").all_text
    assert "Samenstelling comité: bekrachtiging" in agenda
    scene.move_to(NOON)
    officer.click(officer.command("/vergadering").messages[-1], "Vergadering gehouden")
    officer.click(officer.ephemerals()[-1], "Bekrachtigd")
    assert newest(scene).state is State.RATIFIED
    assert "Bekrachtigd door de vergadering." in root(chair).block_text
    with scene.database.read() as db:
        lena = people.by_slack_user(db, scene.lena.id, body=scene.body)
        assert lena is not None
        roles = {mandate.role for mandate in mandates.of_members(db, [lena.id], body=scene.body)}
    assert Role.COMMITTEE_MEMBER in roles
    assert kept(scene)[0] == []
    assert frozen(scene).voted == 7
    officer.click(officer.command("/vergadering").messages[-1], "Uitkomsten")
    assert "Goedgekeurd" in officer.ephemerals()[-1].all_text
    assert "Bekrachtigd" not in officer.ephemerals()[-1].buttons


def test_where_the_vote_decides_mandates_begin_at_closing_and_nothing_is_left_to_ratify(
    scene: Scene, chair: Slacker, voters: list[Slacker], candidates: list[Slacker]
) -> None:
    with scene.database.begin() as db:
        body = bodies.load(db, scene.body, workspace=scene.workspace)
        bodies.save(db, replace(body, rules=replace(body.rules, vote_decides=True)))
    open_election(chair)
    vote_for(voters, FIRST, FIRST, FIRST, FIRST, SECOND, SECOND, ("Tegen", "Tegen"))
    assert "Lena ’t Kindt: gekozen (4 voor, 1 tegen" in result(chair)
    assert "bekrachtig" not in result(chair)
    assert [each.state for each in everyone(scene)] == [CandidacyState.RATIFIED, CandidacyState.RESERVE]
    assert {roles_of(scene, who) for who in candidates} == {
        (Role.COMMITTEE_MEMBER, Role.EFFECTIVE_MEMBER),
        (Role.EFFECTIVE_MEMBER,),
    }
    assert "bekrachtiging" not in chair.command("/agenda").all_text
    assert points(scene) == []
    assert newest(scene).state is State.CLOSED
    assert chair.dm()[-1].buttons == []
    assert "bekrachtig" not in candidates[0].dm()[-1].all_text


def test_the_point_on_the_agenda_says_no_more_than_the_result(
    scene: Scene, chair: Slacker, voters: list[Slacker], candidates: list[Slacker]
) -> None:
    open_election(chair)
    vote_for(voters, FIRST, FIRST, SECOND)
    scene.move_to(CLOSES)
    assert "De aantallen blijven verborgen" in result(chair)
    (point,) = points(scene)
    assert "voorgedragen" in point
    assert "2 voor" not in point
    assert "verborgen" in point


def test_what_the_meeting_does_not_follow_gives_no_mandate(
    scene: Scene, chair: Slacker, officer: Slacker, voters: list[Slacker], candidates: list[Slacker]
) -> None:
    open_election(chair)
    vote_for(voters, FIRST, FIRST, FIRST, FIRST, FIRST, SECOND, SECOND)
    scene.move_to(NOON)
    officer.click(officer.command("/vergadering").messages[-1], "Vergadering gehouden")
    officer.click(officer.ephemerals()[-1], "Niet bekrachtigd")
    assert newest(scene).state is State.NOT_RATIFIED
    assert {each.state for each in everyone(scene)} == {CandidacyState.NOT_ELECTED, CandidacyState.RESERVE}
    assert {each.motivation for each in everyone(scene)} == {""}


def test_before_the_meeting_was_held_there_is_nothing_to_ratify(
    scene: Scene, chair: Slacker, officer: Slacker, voters: list[Slacker], candidates: list[Slacker]
) -> None:
    open_election(chair)
    vote_for(voters, FIRST, FIRST, FIRST, FIRST, FIRST, SECOND, SECOND)
    assert "Bekrachtigd" not in officer.command("/vergadering").buttons + officer.command("/agenda").buttons


def test_equal_candidates_get_a_second_round(
    scene: Scene, chair: Slacker, voters: list[Slacker], candidates: list[Slacker]
) -> None:
    open_election(chair, Gelijke_stand="Tweede ronde")
    vote_for(voters, FIRST, FIRST, FIRST, SECOND, SECOND, SECOND, ("Tegen", "Tegen"))
    assert "De stemmen staken. Er komt een tweede ronde" in result(chair)
    assert "staken de stemmen" in candidates[0].dm()[-1].text
    chair.click(chair.dm()[-1], "Tweede ronde")
    assert chair.submit({"Sluit op": CLOSES + DAY}) == {}
    chair.close_all()
    assert newest(scene).follows is not None
    assert ballots(chair)[0].buttons == ["Stem geheim"]


def test_the_chair_with_a_vote_decides_where_the_sheet_says_so(
    scene: Scene, chair: Slacker, voters: list[Slacker], candidates: list[Slacker]
) -> None:
    with scene.database.begin() as db:
        member = people.by_slack_user(db, chair.id, body=scene.body)
        assert member is not None
        (mandate,) = mandates.of_members(db, [member.id], body=scene.body)
        mandates.save(db, replace(mandate, has_vote=True))
    open_election(chair, Gelijke_stand="Voorzitter beslist")
    vote_for([*voters, chair], *[FIRST] * 3, *[SECOND] * 3, ("Tegen", "Tegen"), ("Tegen", "Tegen"))
    chair.click(chair.dm()[-1], "Beslis")
    assert chair.submit(Aanvaard=["Mieke Janssens"]) == {}
    chair.close_all()
    assert "Mieke Janssens: voorgedragen" in result(chair)
    assert [each.state for each in everyone(scene)] == [CandidacyState.RESERVE, CandidacyState.PROPOSED]


def test_a_tie_for_the_meeting_is_put_on_its_agenda_and_noted_there(
    scene: Scene, chair: Slacker, officer: Slacker, voters: list[Slacker], candidates: list[Slacker]
) -> None:
    open_election(chair)
    vote_for(voters, FIRST, FIRST, FIRST, SECOND, SECOND, SECOND, ("Tegen", "Tegen"))
    assert "Bijkomend lid comité: beslissing na de stemming" in chair.command("/agenda").all_text
    scene.move_to(NOON)
    officer.click(officer.command("/vergadering").messages[-1], "Vergadering gehouden")
    officer.click(officer.ephemerals()[-1], "Beslissing noteren")
    assert officer.submit(Aanvaard=["Lena ’t Kindt"]) == {}
    officer.close_all()
    assert newest(scene).state is State.RATIFIED
    assert everyone(scene)[0].state is CandidacyState.RATIFIED


def test_a_consent_about_candidates_that_meets_an_objection_becomes_a_secret_vote(
    scene: Scene, chair: Slacker, voters: list[Slacker], candidates: list[Slacker]
) -> None:
    chair.command("/stemming nieuw")
    chair.fill(Over="Lena ’t Kindt")
    chair.submit({"Sluit op": CLOSES})
    assert chair.submit() == {}
    chair.close_all()
    voters[0].click(ballots(voters[0])[0], "Bezwaar")
    voters[0].submit(Reden="Graag eerst een gesprek.")
    voters[0].close_all()
    chair.click(chair.dm()[-1], "Stemming openen")
    assert chair.submit({"Sluit op": CLOSES}) == {}
    chair.close_all()
    for who in voters:
        assert vote_secretly(who, "Voor") == {}
    assert "voorgedragen" in result(chair)
    assert "verborgen" in result(chair)


def test_a_candidate_does_not_vote_about_their_own_candidacy(
    scene: Scene, chair: Slacker, voters: list[Slacker], candidates: list[Slacker]
) -> None:
    scene.team.invite(scene.committee, candidates[0])
    scene.join(candidates[0], Role.COMMITTEE_MEMBER)
    open_election(chair)
    candidates[0].click(ballots(candidates[0])[0], "Stem geheim")
    assert "je bent zelf kandidaat" in candidates[0].ephemerals("#comite")[-1].text.lower()


def test_a_secret_vote_without_quorum_keeps_its_papers_only_while_it_can_go_on(
    scene: Scene, chair: Slacker, voters: list[Slacker]
) -> None:
    scene.meeting(APRIL)
    open_vote(chair, Methode="Geheim", Quorum="5")
    vote_secretly(voters[0], "Voor")
    scene.move_to(CLOSES)
    assert "Niet geldig" in result(chair)
    assert len(secret(scene)) == 1
    chair.click(chair.dm()[-1], "Op de agenda")
    assert secret(scene) == []
    assert chair.dm()[-1].buttons == []


# In the name of a member without Slack.


@pytest.fixture
def offline(scene: Scene, voters: list[Slacker]) -> int:
    """A member of the comité without Slack."""
    with scene.database.begin() as db:
        member = people.add_member(db, body=scene.body, name="Griet Lemmens", slack_user=None, now=scene.now())
        people.add_mandate(db, body=scene.body, member=member, role=Role.COMMITTEE_MEMBER, has_vote=True)
    return member


def enter(officer: Slacker, choice: str) -> None:
    officer.command("/stemming")
    officer.click("Namens lid stemmen")
    assert officer.submit(Wie="Griet Lemmens", Keuze=choice) == {}
    officer.close_all()


def test_a_ballot_for_somebody_counts_once_the_chair_confirms_it(
    scene: Scene, officer: Slacker, chair: Slacker, offline: int
) -> None:
    open_vote(chair)
    enter(officer, "Voor")
    assert "0 van 8 stemden" in root(chair).all_text
    assert "is een stem genoteerd" in chair.dm()[-1].all_text
    chair.click(chair.dm()[-1], "Bevestig")
    assert "1 van 8 stemden" in root(chair).all_text
    assert "Stuur dit door" in officer.dm()[-1].all_text
    assert chair.dm()[-1].buttons == []


def test_whoever_entered_a_ballot_does_not_confirm_it(
    scene: Scene, officer: Slacker, chair: Slacker, offline: int
) -> None:
    open_vote(chair)
    enter(officer, "Voor")
    (card,) = [each for each in chair.dm() if "Bevestig" in each.buttons]
    scene.join(chair, Role.SUPPORT_OFFICER)
    officer.command("/stemming")
    assert not [each for each in officer.dm() if "Bevestig" in each.buttons]
    chair.click(card, "Bevestig")
    assert len(kept(scene)[0]) == 1


def test_nobody_votes_for_another_in_secret(scene: Scene, officer: Slacker, chair: Slacker, offline: int) -> None:
    open_vote(chair, Methode="Geheim")
    assert "Namens lid stemmen" not in officer.command("/stemming").buttons


# Typed in the thread.


def test_a_typed_vote_is_asked_about_and_counted_only_then(scene: Scene, chair: Slacker, voters: list[Slacker]) -> None:
    vote = open_vote(chair)
    who = voters[0]
    who.say("#comite", "voor wat mij betreft", thread=vote)
    assert kept(scene)[0] == []
    who.click(who.ephemerals("#comite")[-1], "Ja, tel mijn stem")
    assert len(kept(scene)[0]) == 1
    assert "Je stem is geteld: Voor." in who.ephemerals("#comite")[-1].text


def test_no_leaves_the_box_as_it_is(scene: Scene, chair: Slacker, voters: list[Slacker]) -> None:
    vote = open_vote(chair)
    voters[0].say("#comite", "tegen, want te duur", thread=vote)
    voters[0].click(voters[0].ephemerals("#comite")[-1], "Nee")
    assert kept(scene)[0] == []


def test_talk_in_the_thread_is_left_alone(chair: Slacker, voters: list[Slacker]) -> None:
    vote = open_vote(chair)
    voters[0].say("#comite", "Is dit voor vrijdag?", thread=vote)
    voters[0].say("#comite", "voor", thread=None)
    assert voters[0].ephemerals("#comite") == []


def test_a_vote_typed_in_a_secret_vote_is_warned_about(chair: Slacker, voters: list[Slacker]) -> None:
    vote = open_vote(chair, Methode="Geheim")
    voters[0].say("#comite", "voor", thread=vote)
    assert "Dit is een geheime stemming" in voters[0].ephemerals("#comite")[-1].text


def test_an_edited_reply_is_asked_about_again_and_a_deleted_one_changes_nothing(
    scene: Scene, chair: Slacker, voters: list[Slacker]
) -> None:
    vote = open_vote(chair)
    who = voters[0]
    said = who.say("#comite", "voor", thread=vote)
    who.click(who.ephemerals("#comite")[-1], "Ja, tel mijn stem")
    who.edit(said, "tegen, bij nader inzien")
    assert "Tegen" in who.ephemerals("#comite")[-1].all_text
    who.delete(said)
    assert "Je stem telt nog altijd: Voor." in who.ephemerals("#comite")[-1].text
    assert [ballot.choice.value for ballot in kept(scene)[0]] == ["for"]


# Reminders.


def test_only_those_who_did_not_vote_are_reminded(scene: Scene, chair: Slacker, voters: list[Slacker]) -> None:
    open_vote(chair)
    press(voters[0], "Voor")
    scene.move_to(CLOSES - timedelta(hours=24) + timedelta(minutes=1))
    assert any("Je moet nog 1 keer stemmen" in each.all_text for each in voters[1].dm())
    assert voters[0].dm() == []


def test_the_last_call_stands_by_itself_with_its_button(scene: Scene, chair: Slacker, voters: list[Slacker]) -> None:
    open_vote(chair)
    scene.move_to(CLOSES - timedelta(hours=2))
    call_ = voters[1].dm()[-1]
    assert "jouw stem ontbreekt nog" in call_.text
    voters[1].click(call_, "Stem")
    assert voters[1].submit(Keuze="Voor") == {}
    assert len(kept(scene)[0]) == 1


# The channel.


def test_a_vote_does_not_open_where_guests_read_along(scene: Scene, chair: Slacker, voters: list[Slacker]) -> None:
    guest = scene.team.add_person("Gast", restricted=True)
    scene.team.invite(scene.committee, guest)
    before = len(chair.read("#comite"))
    chair.command("/stemming nieuw")
    chair.submit({"Of een voorstel": "Een vraag", "Methode": "Openbaar", "Sluit op": CLOSES})
    chair.submit()
    chair.close_all()
    assert len(chair.read("#comite")) == before
    assert "zitten gasten" in chair.dm()[-1].all_text
    scene.team.leave(scene.committee, guest)
    chair.click(chair.dm()[-1], "Opnieuw proberen")
    assert root(chair).text.startswith("Stemming: Een vraag")


def test_a_vote_of_the_plenary_does_not_open_in_a_public_channel(scene: Scene, chair: Slacker) -> None:
    with scene.database.begin() as db:
        body = bodies.load(db, scene.body, workspace=scene.workspace)
        bodies.save(db, replace(body, rules=replace(body.rules, electorate=Electorate.PLENARY)))
    chair.command("/stemming nieuw")
    chair.submit({"Of een voorstel": "Een vraag", "Methode": "Openbaar", "Sluit op": CLOSES})
    chair.submit()
    chair.close_all()
    assert "is openbaar: iedereen leest mee" in chair.dm()[-1].all_text
    chair.click(chair.dm()[-1], "Annuleer")
    assert chair.submit(Reden="Dan op de vergadering.") == {}
    assert newest(scene).state is State.CANCELLED


def test_who_shares_an_organisation_with_a_candidate_is_told_and_may_vote(
    scene: Scene, chair: Slacker, voters: list[Slacker], candidates: list[Slacker]
) -> None:
    for who in (voters[0], candidates[0]):
        change_seat(scene, who, organisation="CLB De Kaai")
    open_election(chair)
    voters[0].click(ballots(voters[0])[0], "Stem geheim")
    assert voters[0].modal is not None
    assert "Je zit voor dezelfde organisatie als Lena ’t Kindt" in voters[0].modal.text
    voters[0].close_all()
    vote_for(voters, FIRST, FIRST, FIRST, FIRST, SECOND, SECOND, ("Tegen", "Tegen"))
    assert "Zelfde organisatie: Katrijn Van den Bulcke en kandidaat Lena ’t Kindt." in result(chair)


def roles_of(scene: Scene, who: Slacker) -> tuple[Role, ...]:
    """What somebody is in the body, in the order of the alphabet."""
    with scene.database.read() as db:
        member = people.by_slack_user(db, who.id, body=scene.body)
        assert member is not None
        return tuple(sorted(mandate.role for mandate in mandates.of_members(db, [member.id], body=scene.body)))


def points(scene: Scene) -> list[str]:
    """The explanations of the points on the April agenda."""
    with scene.database.read() as db:
        return list(db.scalars(select(ItemRow.explanation).where(ItemRow.explanation != "")))
