"""A whole plenary that votes in the same seconds, over real HTTP: what was answered is what is counted."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.people import Role
from bot.votes import Choice, State
from sandbox.seen import Message
from sandbox.slackers import Slacker
from tests.talks.ballots import ballots, committee, frozen, kept, newest, open_vote, result, secret, vote_secretly
from tests.talks.scene import Scene

pytestmark = pytest.mark.slow

MANY = 40
IN_FLIGHT = 5
COUNTED = {"Je stem is geteld: Voor.": Choice.FOR, "Je stem is geteld: Tegen.": Choice.AGAINST}


@pytest.fixture
def voters(scene: Scene) -> list[Slacker]:
    """Forty members of the comité."""
    first = committee(scene, 1)
    for number in range(1, MANY):
        who = scene.team.add_person(f"Lid {number}")
        scene.team.invite(scene.committee, who)
        scene.join(who, Role.EFFECTIVE_MEMBER, Role.COMMITTEE_MEMBER)
        first.append(who)
    return first


def press_all(voters: list[Slacker], ballot: Message) -> None:
    """Everybody presses **Voor** on two devices at once, and two of three think again, on two devices too."""
    with ThreadPoolExecutor(IN_FLIGHT) as people, ThreadPoolExecutor(2 * IN_FLIGHT) as devices:

        def vote(number: int) -> None:
            for words in ("Voor", "Tegen") if number % 3 else ("Voor",):
                for pressed in [devices.submit(voters[number].click, ballot, words) for _ in range(2)]:
                    pressed.result()

        list(people.map(vote, range(len(voters))))


def answered(who: Slacker) -> list[Choice]:
    """What the bot said that it counted, press by press. A press that it had no time for was refused in words."""
    said = [each.text for each in who.ephemerals("#comite")]
    return [choice for text in said for words, choice in COUNTED.items() if text.startswith(words)]


def test_the_tally_is_what_was_answered_while_forty_press_twice_and_change(
    scene: Scene, chair: Slacker, voters: list[Slacker]
) -> None:
    open_vote(chair)
    last, others = voters[0], voters[1:]
    press_all(others, ballots(chair)[0])
    # One has not voted, so that the vote stays open and every press is in time.
    assert newest(scene).state is State.OPEN
    assert [len(who.ephemerals("#comite")) for who in others] == [4 if number % 3 else 2 for number in range(MANY - 1)]
    counted = Counter(answered(who)[-1] for who in others)
    assert Counter(ballot.choice for ballot in kept(scene)[0]) == counted
    last.click(ballots(chair)[0], "Onthouding")
    tally = frozen(scene).outcomes[0].tally
    assert tally is not None
    assert (tally.for_, tally.against, tally.abstain) == (counted[Choice.FOR], counted[Choice.AGAINST], 1)
    assert f"{tally.for_} voor, {tally.against} tegen, 1 onthouding" in result(chair)


def test_a_vote_that_closes_while_presses_arrive_counts_what_it_answered(
    scene: Scene, chair: Slacker, voters: list[Slacker]
) -> None:
    open_vote(chair)
    press_all(voters, ballots(chair)[0])
    counted = Counter(answered(who)[-1] for who in voters)
    tally = frozen(scene).outcomes[0].tally
    assert tally is not None
    assert (tally.for_, tally.against) == (counted[Choice.FOR], counted[Choice.AGAINST])
    assert frozen(scene).voted == MANY


def test_a_secret_vote_of_forty_at_once_loses_no_paper(scene: Scene, chair: Slacker, voters: list[Slacker]) -> None:
    open_vote(chair, Methode="Geheim")
    with ThreadPoolExecutor(IN_FLIGHT) as people:
        errors = list(
            people.map(lambda number: vote_secretly(voters[number], "Voor" if number % 3 else "Tegen"), range(MANY))
        )
    assert errors == [{}] * MANY
    tally = frozen(scene).outcomes[0].tally
    assert tally is not None
    assert (tally.for_, tally.against) == (26, 14)
    assert secret(scene) == []
