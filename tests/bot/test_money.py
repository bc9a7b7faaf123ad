"""Amounts are read strictly and shown in one way."""

from contextlib import suppress

import pytest
from babel.numbers import format_currency
from hypothesis import given
from hypothesis import strategies as st

from bot import money
from bot.errors import Refusal
from bot.money import LARGEST, Amount

HARD_SPACE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1.250 €", 1250_00),
        ("€1440", 1440_00),
        ("€ 5000", 5000_00),
        ("300€", 300_00),
        ("1500 euro", 1500_00),
        ("€ 1.250,00", 1250_00),
        ("€ 1.250,5", 1250_50),
        ("1250,5", 1250_50),
        ("1250,05", 1250_05),
        ("1 250", 1250_00),
        ("1 250 euro", 1250_00),
        ("1.250.000", 1_250_000_00),
        (f"€{HARD_SPACE}1.250,00", 1250_00),
        ("  €  75 ", 75_00),
        ("75 EUR", 75_00),
        ("EUR 75", 75_00),
        ("75 Euro", 75_00),
        ("75,-", 75_00),
        ("€ 75,-", 75_00),
        ("0,50", 50),
        ("0", 0),
        ("10.000.000", LARGEST),
    ],
)
def test_the_ways_in_which_people_write_an_amount_are_read(text: str, cents: int) -> None:
    assert money.read(text) == Amount(cents=cents)


@pytest.mark.parametrize(
    "text",
    [
        *("10 euro per deelnemer", "€ 10 per deelnemer", "10 per deelnemer", "10 euro per persoon"),
        *("€ 10 p.p.", "10 euro pp", "10€/persoon", "10,00 euro per deelnemer"),
    ],
)
def test_an_amount_per_participant_is_marked_as_such(text: str) -> None:
    assert money.read(text) == Amount(cents=10_00, per="participant")


@pytest.mark.parametrize(
    "text",
    [
        *("1250.00", "12.5", "1.25", "1.2.3", "1.2500", "12.50 euro", "1,250.00", "1.250,000", "1250,", ",50", "."),
        *("-5", "€ -5", "- 5 euro", "+5", "1e3", "1_000", "0x10", "½", "٣٠٠", "1²"),
        *("007", "00", "01,50", "€", "euro", "€ 5 €", "€ 5 euro", "5 €€", "$ 5", "5 dollar", "5%"),
        *("vijf euro", "1500 of 1600", "100-200", "max 500", "ongeveer 500", "500?", "5k", "500 euro en 20 cent"),
        *("1.250 1", "1 25", "1250 00", "1.250 000", "10 euro per jaar", "per deelnemer", "24 april", "nan", "inf"),
        "9" * 5000,
        "€" * 5000,
    ],
)
def test_what_is_not_surely_an_amount_is_refused_with_two_examples(text: str) -> None:
    with pytest.raises(Refusal, match=r"begrijp ik niet als bedrag.*“€ 1\.250” of “1250,50”"):
        money.read(text, about="amount")


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_no_amount_at_all_is_called_that(text: str) -> None:
    with pytest.raises(Refusal, match="Er staat geen bedrag"):
        money.read(text)


@pytest.mark.parametrize("text", ["10.000.000,01", "100000000", "999999999999999"])
def test_more_than_ten_million_is_taken_for_a_slip_of_the_keys(text: str) -> None:
    with pytest.raises(Refusal, match="Klopt het aantal nullen"):
        money.read(text)


@pytest.mark.parametrize("text", ["", "1e3", "99999999999"])
def test_a_refusal_names_the_field(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        money.read(text, about="amount")
    assert refused.value.about == "amount"


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (1250_00, "€ 1.250,00"),
        (0, "€ 0,00"),
        (5, "€ 0,05"),
        (1_250_000_50, "€ 1.250.000,50"),
        (-1250_00, "€ -1.250,00"),
        (Amount(cents=10_00), "€ 10,00"),
        (Amount(cents=10_00, per="participant"), "€ 10,00 per deelnemer"),
    ],
)
def test_an_amount_is_shown_with_its_sign_in_front_and_two_decimals(amount: Amount | int, shown: str) -> None:
    assert money.spoken(amount) == shown


@given(st.integers(-LARGEST, LARGEST))
def test_an_amount_is_shown_as_babel_shows_it_with_a_plain_space(cents: int) -> None:
    euros = format_currency(cents / 100, "EUR", locale="nl_BE")
    assert money.spoken(cents) == euros.replace(HARD_SPACE, " ")


@given(st.builds(Amount, cents=st.integers(0, LARGEST), per=st.sampled_from([None, "participant"])))
def test_an_amount_that_was_shown_reads_back_as_itself(amount: Amount) -> None:
    assert money.read(money.spoken(amount)) == amount


@given(st.text(alphabet="0123456789.,€ -+eurodlnmp/", max_size=30))
def test_whatever_is_typed_is_an_amount_within_bounds_or_a_refusal(text: str) -> None:
    with suppress(Refusal):
        assert 0 <= money.read(text).cents <= LARGEST
