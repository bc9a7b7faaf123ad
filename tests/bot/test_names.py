"""Names of people, as they are typed and as they are meant."""

from dataclasses import dataclass

import pytest

from bot import names
from bot.errors import Refusal


@dataclass(frozen=True)
class Somebody:
    name: str
    email: str = ""


LENA = Somebody("Lena ’t Kindt", "lena@voorbeeld.be")
BART = Somebody("Bart D’Hoore")
KATRIJN = Somebody("Katrijn Van den Bulcke")
RENEE = Somebody("Renée Claeys-Ost")
TWO = [Somebody("Jan Peeters", "jan@een.be"), Somebody("Jan Peeters", "jan@twee.be")]
ALL = [LENA, BART, KATRIJN, RENEE, *TWO]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("D’Haene", "d'haene"),
        ("D' Haene", "D’Haene"),
        ("’t Kindt", "'T KINDT"),
        ("van den Berghe", "Van Den Berghe"),
        ("Renée", "Renee"),
        ("Claeys-Ost", "claeys ost"),
        ("Kindt, Lena", "lena kindt"),
        ("  Jan \n Peeters ", "Jan Peeters"),
    ],
)
def test_one_name_may_be_written_in_two_ways(one: str, other: str) -> None:
    assert names.same(one, other)


@pytest.mark.parametrize(("one", "other"), [("Jan Peeters", "Jan Peeters-Claes"), ("Jan", "Jana"), ("", "Jan")])
def test_these_are_the_names_of_two_people(one: str, other: str) -> None:
    assert not names.same(one, other)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("lena ’t kindt", [LENA]),
        ("kindt", [LENA]),
        ("t kindt", [LENA]),
        ("hoore", [BART]),
        ("d'h", [BART]),
        ("van den b", [KATRIJN]),
        ("bulcke katrijn", [KATRIJN]),
        ("renee", [RENEE]),
        ("jan peeters", TWO),
        ("jan@twee.be", [TWO[1]]),
        ("JAN@TWEE.BE", [TWO[1]]),
        ("niemand", []),
        ("", []),
        ("-", []),
    ],
)
def test_the_right_person_is_meant(typed: str, meant: list[Somebody]) -> None:
    assert names.find(typed, ALL) == meant


def test_a_whole_name_wins_from_the_beginning_of_another() -> None:
    longer = Somebody("Jan Peeters-Claes")
    assert names.find("Jan Peeters", [longer, TWO[0]]) == [TWO[0]]


@pytest.mark.parametrize("typed", ["", "   ", "’ -", "123", "x" * 51])
def test_what_cannot_be_a_name_is_refused(typed: str) -> None:
    with pytest.raises(Refusal):
        names.full_name(typed)


def test_an_address_is_kept_in_small_letters() -> None:
    assert names.email(" Jan@Een.BE ") == "jan@een.be"
    assert names.email("") == ""


@pytest.mark.parametrize("typed", ["jan", "jan@een", "jan een@twee.be", "a@b.be, c@d.be"])
def test_what_cannot_be_an_address_is_refused(typed: str) -> None:
    with pytest.raises(Refusal, match="geen e-mailadres"):
        names.email(typed)
