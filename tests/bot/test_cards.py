"""Who is meant by a line in a form or a file."""

import pytest

from bot.cards import Card, Known, Register
from bot.errors import Refusal

LENA = Known(id=1, name="Lena ’t Kindt", slack_user="U1", email="lena@een.be", organisations=frozenset({"clb anker"}))
JAN = Known(id=2, name="Jan Peeters", email="jan@een.be", organisations=frozenset({"caw"}))
OTHER_JAN = Known(id=3, name="Jan Peeters", organisations=frozenset({"ggz"}))
BARE = Known(id=4, name="Fatma Yildiz")
REGISTER = Register([LENA, JAN, OTHER_JAN, BARE])


@pytest.mark.parametrize(
    ("card", "found"),
    [
        (Card(name="Iemand anders", slack_user="U1"), LENA),
        (Card(name="LENA 'T KINDT"), LENA),
        (Card(name="'t Kindt, Lena"), LENA),
        (Card(name="Lena ’t Kindt", email="lena@twee.be"), None),
        (Card(name="Lena ’t Kindt", slack_user="U9"), None),
        (Card(name="Jan Peeters", organisation="CAW"), JAN),
        (Card(name="Jan Peeters", organisation="ggz"), OTHER_JAN),
        (Card(name="Jan Peeters", organisation="VAPH"), None),
        (Card(name="Jan Peeters", email="JAN@een.be"), JAN),
        (Card(name="Fatma Yildiz", organisation="Ouderspunt"), BARE),
        (Card(name="Fatma Yildiz", email="fatma@een.be"), BARE),
        (Card(name="Niemand Bekend"), None),
    ],
)
def test_the_right_person_is_meant(card: Card, found: Known | None) -> None:
    assert REGISTER.find(card) == found


def test_a_name_that_two_people_have_needs_more() -> None:
    with pytest.raises(Refusal, match="organisatie of het e-mailadres") as refused:
        REGISTER.find(Card(name="Jan Peeters"))
    assert refused.value.about == "name"


def test_one_address_for_two_names_is_two_people() -> None:
    assert REGISTER.find(Card(name="Secretariaat CLB", email="lena@een.be")) is None


def test_somebody_is_named_by_address_or_name() -> None:
    assert REGISTER.named("lena@een.be") == [LENA]
    assert REGISTER.named("jan peeters") == [JAN, OTHER_JAN]
    assert REGISTER.named("niemand") == []
