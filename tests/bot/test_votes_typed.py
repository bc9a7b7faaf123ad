"""What people type in a thread, and what it is taken for: enough to ask, never enough to count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.votes import Choice, typed

FOR, AGAINST, ABSTAIN = Choice.FOR, Choice.AGAINST, Choice.ABSTAIN


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("voor", FOR),
        ("Voor!", FOR),
        ("*VOOR*", FOR),
        ("voor 👍", FOR),
        ("voor :+1:", FOR),
        ("<@U123> voor", FOR),
        ("voor wat mij betreft", FOR),
        ("Voor wat mij betreft.", FOR),
        ("Wat mij betreft voor", FOR),
        ("Ik ben voor", FOR),
        ("ik ben er zeker voor", FOR),
        ("Ik stem voor, sterke kandidaat", FOR),
        ("Mijn stem: voor", FOR),
        ("voor\nSterke kandidaat", FOR),
        ("voor beide kandidaten", FOR),
        ("oké, voor", FOR),
        ("akkoord", FOR),
        ("tegen", AGAINST),
        ("Tegen, want te snel", AGAINST),
        ("tegen omdat het te duur is", AGAINST),
        ("Ik ben tegen.", AGAINST),
        ("ik ben ertegen", AGAINST),
        ("tegen wat mij betreft", AGAINST),
        ("voor wat mij betreft tegen", AGAINST),
        ("voor wat mij betreft, tegen", AGAINST),
        ("niet akkoord", AGAINST),
        ("ik ga niet akkoord", AGAINST),
        ("onthouding", ABSTAIN),
        ("Onthouding wegens zelfde organisatie", ABSTAIN),
        ("Ik onthoud me", ABSTAIN),
        ("ik onthoud mij van stemming", ABSTAIN),
        ("ik wens me te onthouden", ABSTAIN),
        ("mijn stem is onthouding", ABSTAIN),
        ("voor wat mij betreft: onthouding", ABSTAIN),
    ],
)
def test_a_reply_that_makes_a_choice_is_understood(text: str, choice: Choice) -> None:
    assert typed(text) is choice


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        ":+1:",
        "ja",
        "voor vrijdag graag",
        "tegen vrijdag heb ik het klaar",
        "tegen dan",
        "voor de volgende vergadering",
        "voor wat mij betreft is dat te vroeg",
        "voorstel lijkt goed",
        "tegenvoorstel: twee plaatsen",
        "niet voor",
        "ik ben niet tegen",
        "wat mij betreft niet voor",
        "voor of tegen?",
        "voor?",
        "voor, tegen of onthouding: laat iets weten",
        "voor/tegen",
        "> voor",
        "&gt; voor\ndat zei Piet",
        "Wie is er voor",
        "onthoud dat we vrijdag samenkomen",
        "er waren drie onthoudingen",
    ],
)
def test_talk_is_no_vote(text: str) -> None:
    assert typed(text) is None


@given(st.text(alphabet=st.sampled_from("voor tegen ik onthoud me ,.?!>*:\n<@"), max_size=3000))
def test_whatever_is_typed_gets_an_answer(text: str) -> None:
    assert typed(text) in {None, *Choice}
