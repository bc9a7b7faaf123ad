"""Candidacies: standing, nominating, answering, admitting; who reads what; and what vote and plenary make of them."""

from datetime import date

import pytest

from bot.candidacies import State
from bot.errors import Refusal
from bot.people import Person, Role, clock
from handlers.candidacies import keep
from sandbox.seen import Message
from sandbox.slackers import Slacker
from sandbox.team import together
from storage import mandates, people
from tests.talks.attendances import add_person, everything_stored, member_of
from tests.talks.candidates import (
    TITLE,
    WHY,
    announcement,
    at,
    call,
    cards,
    everyone,
    look_at_committee,
    modal,
    nominate,
    stand,
)
from tests.talks.scene import Scene
from tests.talks.test_statements import statements


@pytest.fixture
def open_call(scene: Scene, officer: Slacker) -> None:
    """A call, and a comité channel in which candidates may be named."""
    look_at_committee(scene)
    call(officer)


pytestmark = pytest.mark.usefixtures("open_call")


def states(scene: Scene) -> list[State]:
    return [each.state for each in everyone(scene)]


def offline(scene: Scene, name: str = "Godelieve Dhondt", role: Role = Role.EFFECTIVE_MEMBER) -> int:
    """A member without Slack."""
    member = add_person(scene, name)
    with scene.database.begin() as db:
        people.add_mandate(db, body=scene.body, member=member, role=role, has_vote=True)
    return member


def newest(who: Slacker, containing: str) -> Message:
    return next(each for each in reversed(who.dm()) if containing in each.all_text)


# Standing.


def test_who_stands_gets_a_message_that_stays_and_the_comite_a_card(
    scene: Scene, lena: Slacker, chair: Slacker
) -> None:
    assert stand(lena) == {}
    own = lena.dm()[-1]
    assert TITLE in own.text
    assert WHY in own.all_text
    assert own.buttons == ["Motivatie wijzigen", "Intrekken"]
    card = cards(chair)[-1]
    assert "Lena ’t Kindt" in card.all_text
    assert card.buttons == ["Toelaten", "Motivatie lezen"]


def test_a_motivation_stands_in_no_channel(scene: Scene, lena: Slacker, officer: Slacker) -> None:
    stand(lena)
    for where in ("#iroj-plenair", "#comite"):
        assert WHY not in "".join(each.all_text for each in officer.read(where))


def test_a_motivation_stands_neither_in_the_trail_nor_in_the_outbox(
    scene: Scene, lena: Slacker, katrijn: Slacker
) -> None:
    stand(lena)
    nominate(lena, katrijn.name, WHY)
    lena.click(newest(lena, WHY), "Motivatie wijzigen")
    lena.submit(Motivatie="Iets anders")
    assert sum(WHY in value for value in everything_stored(scene)) == 1


def test_the_announcement_says_neither_who_nor_how_many(lena: Slacker, katrijn: Slacker) -> None:
    before = announcement(lena).all_text
    stand(lena)
    stand(katrijn)
    assert announcement(lena).all_text == before


def test_a_second_candidacy_is_refused_before_anything_is_written(scene: Scene, lena: Slacker) -> None:
    stand(lena)
    lena.click(announcement(lena), "Ik stel mij kandidaat")
    assert lena.modal is None
    assert "is er al" in lena.ephemerals("#iroj-plenair")[-1].all_text


def test_a_double_press_makes_one_candidacy(scene: Scene, lena: Slacker) -> None:
    lena.click(announcement(lena), "Ik stel mij kandidaat")
    lena.submit(Motivatie=WHY)
    lena.resend()
    assert states(scene) == [State.SUBMITTED]
    assert len(cards(scene.chair)) == 1


def test_from_two_devices_at_the_same_moment_it_is_one_candidacy(scene: Scene, lena: Slacker, katrijn: Slacker) -> None:
    lena.click(announcement(lena), "Ik stel mij kandidaat")
    katrijn.click(announcement(katrijn), "Ik draag iemand voor")
    together(
        lambda: lena.submit(Motivatie=WHY),
        lambda: katrijn.submit({"Kandidaat": "Lena ’t Kindt", "Motivatie": ""}),
    )
    assert len(everyone(scene)) == 1


def test_a_motivation_is_changed_and_a_candidacy_withdrawn_until_the_vote_opens(scene: Scene, lena: Slacker) -> None:
    stand(lena)
    lena.click(lena.dm()[-1], "Motivatie wijzigen")
    lena.submit(Motivatie="Nu beter")
    assert "Nu beter" in lena.dm()[-1].all_text
    lena.click(lena.dm()[-1], "Intrekken")
    assert "Ingetrokken" in lena.dm()[-1].text
    assert lena.dm()[-1].buttons == []
    assert "gewist" in lena.ephemerals()[-1].all_text
    assert [each.motivation for each in everyone(scene)] == [""]
    assert cards(scene.chair)[-1].buttons == []


def test_after_a_withdrawal_one_can_stand_again(scene: Scene, lena: Slacker) -> None:
    stand(lena)
    lena.click(lena.dm()[-1], "Intrekken")
    assert stand(lena) == {}
    assert states(scene) == [State.WITHDRAWN, State.SUBMITTED]


def test_in_the_vote_nothing_is_withdrawn_any_more(scene: Scene, lena: Slacker, chair: Slacker) -> None:
    stand(lena)
    old = lena.dm()[-1]
    chair.click(cards(chair)[-1], "Toelaten")
    [one] = everyone(scene)
    with scene.database.begin() as db:
        by = clock(workspace=scene.workspace, body=scene.body)
        keep.into_vote(db, [one.id], body=scene.body, by=by, now=scene.now())
    lena.click(old, "Intrekken")
    assert "al geopend" in lena.ephemerals()[-1].all_text
    assert states(scene) == [State.IN_VOTE]


def test_a_candidacy_withdrawn_while_the_vote_opens_ends_in_one_of_both(
    scene: Scene, lena: Slacker, chair: Slacker
) -> None:
    stand(lena)
    chair.click(cards(chair)[-1], "Toelaten")
    [one] = everyone(scene)
    own = lena.dm()[0]

    refused: list[Refusal] = []

    def opens() -> None:
        try:
            with scene.database.begin() as db:
                by = clock(workspace=scene.workspace, body=scene.body)
                keep.into_vote(db, [one.id], body=scene.body, by=by, now=scene.now())
        except Refusal as refusal:
            refused.append(refusal)

    together(lambda: lena.click(own, "Intrekken"), opens)
    assert states(scene) == ([State.WITHDRAWN] if refused else [State.IN_VOTE])


# Late, and in somebody's name.


def test_after_the_last_day_only_the_officer_enters_somebody_and_it_says_late(
    scene: Scene, officer: Slacker, lena: Slacker, chair: Slacker
) -> None:
    old = announcement(lena)
    scene.move_to(at(date(2026, 4, 2)))
    lena.click(old, "Ik stel mij kandidaat")
    assert lena.modal is None
    officer.click(old, "Ik stel mij kandidaat")
    assert officer.submit({"Motivatie": WHY, "Namens": "Lena ’t Kindt"}) == {}
    assert "laattijdig" in cards(chair)[-1].all_text
    assert TITLE in lena.dm()[-1].text
    chair.click(cards(chair)[-1], "Toelaten")
    assert states(scene) == [State.ADMITTED]


def test_a_candidate_without_slack_is_entered_by_the_officer_who_reads_what_is_for_them(
    scene: Scene, officer: Slacker, chair: Slacker
) -> None:
    offline(scene)
    officer.click(announcement(officer), "Ik stel mij kandidaat")
    assert officer.submit({"Motivatie": WHY, "Namens": "Godelieve Dhondt"}) == {}
    assert "Godelieve Dhondt" in cards(chair)[-1].all_text
    own = newest(officer, "Godelieve Dhondt")
    assert own.buttons == ["Motivatie wijzigen", "Intrekken"]
    officer.click(own, "Intrekken")
    assert states(scene) == [State.WITHDRAWN]


def test_a_member_has_no_field_to_act_for_others(lena: Slacker) -> None:
    lena.click(announcement(lena), "Ik stel mij kandidaat")
    assert "Namens" not in modal(lena)


# Nominating.


def test_a_nominee_answers_first_and_the_nominator_hears_it(
    scene: Scene, lena: Slacker, katrijn: Slacker, chair: Slacker
) -> None:
    assert nominate(katrijn, "Lena ’t Kindt", "Lena kan dit") == {}
    assert cards(chair) == []
    question = lena.dm()[-1]
    assert "draagt je voor" in question.text
    assert "Lena kan dit" in question.all_text
    assert question.buttons == ["Ik aanvaard", "Ik bedank"]
    lena.click(question, "Ik aanvaard")
    assert "aanvaardt je voordracht" in katrijn.dm()[-1].text
    assert "Lena ’t Kindt" in cards(chair)[-1].all_text
    assert lena.dm()[0].buttons == ["Motivatie wijzigen", "Intrekken"]


def test_a_nominee_who_declines_is_named_nowhere_and_not_asked_again(
    scene: Scene, lena: Slacker, katrijn: Slacker, chair: Slacker
) -> None:
    nominate(katrijn, "Lena ’t Kindt", WHY)
    lena.click(lena.dm()[-1], "Ik bedank")
    assert "bedankt voor je voordracht" in katrijn.dm()[-1].text
    assert cards(chair) == []
    assert [each.motivation for each in everyone(scene)] == [""]
    assert "Kandidaat" in nominate(katrijn, "Lena ’t Kindt")


def test_a_nomination_answered_twice_at_once_has_one_answer(scene: Scene, lena: Slacker, katrijn: Slacker) -> None:
    nominate(katrijn, "Lena ’t Kindt")
    question = lena.dm()[-1]
    together(lambda: lena.click(question, "Ik aanvaard"), lambda: lena.click(question, "Ik bedank"))
    [state] = states(scene)
    told = [each.text for each in katrijn.dm()]
    assert len(told) == 1
    assert ("aanvaardt" in told[0]) == (state is State.SUBMITTED)


def test_a_nominee_without_slack_is_asked_by_the_officer(
    scene: Scene, officer: Slacker, katrijn: Slacker, chair: Slacker
) -> None:
    offline(scene)
    assert nominate(katrijn, "Godelieve Dhondt") == {}
    question = officer.dm()[-1]
    assert "heeft geen Slack" in question.text
    officer.click(question, "Ik aanvaard")
    assert "Godelieve Dhondt" in cards(chair)[-1].all_text
    assert "aanvaardt" in katrijn.dm()[-1].text


def test_nobody_puts_forward_their_own_name(lena: Slacker) -> None:
    assert "Jezelf" in nominate(lena, "Lena ’t Kindt")["Kandidaat"]


def test_only_who_can_stand_is_offered(scene: Scene, lena: Slacker) -> None:
    offline(scene)
    offline(scene, "Wim Waarnemer", Role.OBSERVER)
    add_person(scene, "Vroeger Lid")
    lena.click(announcement(lena), "Ik draag iemand voor")
    assert lena.suggest("Kandidaat", "Dhondt") == ["Godelieve Dhondt"]
    assert lena.suggest("Kandidaat", "Wim") == []
    assert lena.suggest("Kandidaat", "Vroeger") == []


# Admitting and reading.


def test_chair_and_officer_admit_and_the_candidate_sees_it(scene: Scene, lena: Slacker, officer: Slacker) -> None:
    stand(lena)
    officer.click(cards(officer)[-1], "Toelaten")
    assert "Toegelaten tot de stemming" in lena.dm()[-1].text
    assert "Toegelaten" in cards(officer)[-1].all_text
    assert cards(officer)[-1].buttons == ["Motivatie lezen"]


def test_a_member_of_the_comite_admits_nobody(scene: Scene, lena: Slacker, katrijn: Slacker) -> None:
    stand(lena)
    katrijn.click(cards(katrijn)[-1], "Toelaten")
    assert states(scene) == [State.SUBMITTED]
    assert "rechten" in katrijn.ephemerals("#comite")[-1].all_text


def test_the_chair_does_not_admit_themselves(scene: Scene, chair: Slacker) -> None:
    stand(chair)
    chair.click(cards(chair)[-1], "Toelaten")
    assert states(scene) == [State.SUBMITTED]
    assert "eigen kandidatuur" in chair.ephemerals("#comite")[-1].all_text


def test_two_who_admit_at_the_same_moment_admit_once(
    scene: Scene, lena: Slacker, chair: Slacker, officer: Slacker
) -> None:
    stand(lena)
    card = cards(chair)[-1]
    together(lambda: chair.click(card, "Toelaten"), lambda: officer.click(card, "Toelaten"))
    assert states(scene) == [State.ADMITTED]
    said = [who.ephemerals("#comite")[-1].all_text for who in (chair, officer)]
    assert sum("is toegelaten" in each for each in said) == 1


def test_who_votes_reads_why_and_another_member_or_candidate_does_not(
    scene: Scene, lena: Slacker, katrijn: Slacker, chair: Slacker
) -> None:
    stand(lena)
    katrijn.click(cards(katrijn)[-1], "Motivatie lezen")
    assert WHY in modal(katrijn)
    katrijn.close_all()
    stand(katrijn, "Ik ook")
    katrijn.click(cards(katrijn)[0], "Motivatie lezen")
    assert katrijn.modal is None
    assert "alleen wie erover stemt" in katrijn.ephemerals("#comite")[-1].all_text
    chair.click(cards(chair)[0], "Motivatie lezen")
    assert WHY in modal(chair)


def test_who_stands_is_listed_for_the_comite_and_not_for_the_plenary(
    scene: Scene, lena: Slacker, katrijn: Slacker
) -> None:
    stand(lena)
    assert "Kandidaten" not in lena.command("/kandidaat").messages[-1].buttons
    katrijn.click(katrijn.command("/kandidaat").messages[-1], "Kandidaten")
    assert "Lena ’t Kindt" in katrijn.ephemerals()[-1].all_text


def test_a_nomination_without_an_answer_is_listed_only_for_who_runs_the_vote(
    scene: Scene, officer: Slacker, chair: Slacker, katrijn: Slacker
) -> None:
    nominate(chair, "Lena ’t Kindt")
    for who, sees in ((katrijn, False), (officer, True)):
        who.click(who.command("/kandidaat").messages[-1], "Kandidaten")
        assert ("Lena ’t Kindt" in who.ephemerals()[-1].all_text) is sees


# Where candidates are named.


@pytest.mark.parametrize(
    "seen",
    [{"private": False}, {"guests": True}, {"shared": True}, {"visible": False}],
    ids=lambda seen: next(iter(seen)),
)
def test_in_a_comite_channel_with_other_readers_nobody_is_named(
    scene: Scene, lena: Slacker, officer: Slacker, chair: Slacker, seen: dict[str, bool]
) -> None:
    look_at_committee(scene, **seen)
    stand(lena)
    assert officer.read("#comite") == []
    for leader in (officer, chair):
        assert "Lena ’t Kindt" in leader.dm()[-1].all_text
        assert "comitékanaal" in leader.dm()[-1].all_text
    chair.click(chair.dm()[-1], "Toelaten")
    assert states(scene) == [State.ADMITTED]
    assert officer.dm()[-1].buttons == ["Motivatie lezen"]


def test_an_archived_comite_channel_becomes_a_dead_letter_and_the_candidacy_stays(
    scene: Scene, lena: Slacker, officer: Slacker
) -> None:
    scene.team.archive("#comite")
    stand(lena)
    assert states(scene) == [State.SUBMITTED]
    officer.click(officer.command("/kandidaat").messages[-1], "Kandidaten")
    officer.click("Toelaten")
    assert states(scene) == [State.ADMITTED]


def test_a_stranger_in_the_comite_channel_presses_nothing(scene: Scene, lena: Slacker) -> None:
    stand(lena)
    stranger = scene.team.add_person("Vera Vreemd", stranger=True)
    scene.team.invite("#comite", stranger)
    for button in ("Toelaten", "Motivatie lezen"):
        stranger.click(stranger.read("#comite")[-1], button)
        assert stranger.modal is None
    assert states(scene) == [State.SUBMITTED]


# What the plenary makes of it.


def elect(scene: Scene, *names: str, from_: date | None = None) -> None:
    """The meeting chooses between everybody who stands."""
    chosen = {member_of(scene, name) for name in names}
    found = everyone(scene)
    with scene.database.begin() as db:
        keep.chosen(
            db,
            [each.id for each in found],
            [each.id for each in found if each.member in chosen],
            body=scene.body,
            by=officer_of(scene),
            now=scene.now(),
            from_=from_,
        )


def officer_of(scene: Scene) -> Person:
    with scene.database.read() as db:
        return people.person(db, team=scene.team.id, user=scene.officer.id, today=scene.now().date())


@pytest.fixture
def two(scene: Scene, lena: Slacker, chair: Slacker, open_call: None) -> None:
    """Two admitted candidates: Lena, and Godelieve without Slack."""
    stand(lena)
    offline(scene)
    scene.officer.click(announcement(scene.officer), "Ik stel mij kandidaat")
    scene.officer.submit({"Motivatie": "Ook graag", "Namens": "Godelieve Dhondt"})
    for card in cards(chair):
        chair.click(card, "Toelaten")


@pytest.mark.usefixtures("two")
def test_who_is_elected_has_the_mandate_and_everybody_hears_it(scene: Scene, lena: Slacker, officer: Slacker) -> None:
    elect(scene, "Lena ’t Kindt")
    assert "je bent verkozen" in lena.dm()[-1].text
    assert "Mandaat: Comitélid, vanaf woensdag 4 maart 2026" in lena.dm()[-1].all_text
    told = "\n".join(each.text for each in officer.dm())
    assert "Godelieve Dhondt is niet verkozen" in told
    assert f"Verkozen voor «{TITLE}»: Lena ’t Kindt" in told
    with scene.database.read() as db:
        held = mandates.of_members(db, [member_of(scene, lena)], body=scene.body)
    assert [(each.role, each.valid_from) for each in held if each.role is Role.COMMITTEE_MEMBER] == [
        (Role.COMMITTEE_MEMBER, date(2026, 3, 4))
    ]


@pytest.mark.usefixtures("two")
def test_after_ratification_only_the_motivation_of_who_was_elected_is_left(scene: Scene) -> None:
    elect(scene, "Lena ’t Kindt")
    assert {each.state: each.motivation for each in everyone(scene)} == {
        State.RATIFIED: WHY,
        State.NOT_ELECTED: "",
    }
    assert not any("Ook graag" in value for value in everything_stored(scene))


@pytest.mark.usefixtures("two")
def test_deciding_twice_gives_one_mandate_and_one_message(scene: Scene, lena: Slacker) -> None:
    elect(scene, "Lena ’t Kindt")
    heard = len(lena.dm())
    [one, _] = everyone(scene)
    with scene.database.begin() as db:
        keep.ratified(db, [one.id], body=scene.body, agreed=True, by=officer_of(scene), now=scene.now())
    assert len(lena.dm()) == heard
    with scene.database.read() as db:
        held = mandates.of_members(db, [member_of(scene, lena)], body=scene.body)
    assert sum(each.role is Role.COMMITTEE_MEMBER for each in held) == 1


@pytest.mark.usefixtures("two")
def test_a_member_ratifies_nothing(scene: Scene, lena: Slacker) -> None:
    with scene.database.read() as db:
        member = people.person(db, team=scene.team.id, user=lena.id, today=scene.now().date())
    with pytest.raises(Refusal, match="rechten"), scene.database.begin() as db:
        keep.ratified(
            db,
            [each.id for each in everyone(scene)],
            body=scene.body,
            agreed=True,
            by=member,
            now=scene.now(),
        )
    assert states(scene) == [State.ADMITTED, State.ADMITTED]


@pytest.mark.usefixtures("two")
def test_the_mandate_follows_the_one_that_ends(scene: Scene, officer: Slacker, lena: Slacker) -> None:
    call(officer, "Tweede plaats comité", Einde_van_het_huidige_mandaat=date(2026, 6, 30))
    stand(lena)
    scene.chair.click(cards(scene.chair)[-1], "Toelaten")
    newest_one = everyone(scene)[-1]
    with scene.database.begin() as db:
        keep.chosen(db, [newest_one.id], [newest_one.id], body=scene.body, by=officer_of(scene), now=scene.now())
    assert "vanaf woensdag 1 juli 2026" in lena.dm()[-1].all_text


# The work does not grow.


@pytest.mark.parametrize("line", ["/kandidaat"])
def test_the_list_asks_as_much_with_many_candidates_as_with_one(scene: Scene, officer: Slacker, line: str) -> None:
    counts = []
    for many in (1, 12):
        for number in range(many):
            offline(scene, f"Lid {many} {number}")
            officer.click(announcement(officer), "Ik stel mij kandidaat")
            officer.submit({"Motivatie": "", "Namens": f"Lid {many} {number}"})
            officer.close_all()
        scene.team.ground.settle()
        with statements() as asked:
            officer.command(line)
        counts.append(len(asked))
    assert counts[0] == counts[1]
