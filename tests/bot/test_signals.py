"""Signals: a letter, its addressees and their answers, case by case."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot import signals
from bot.errors import Refusal
from bot.people import Person
from bot.signals import Addressee, Signal, State, Wanted
from tests.bot.people import BODY, CHAIR, COMMITTEE, MEMBER, OBSERVER, OFFICER

NOW = datetime(2026, 3, 4, 10, tzinfo=UTC)
TODAY = NOW.date()
SENT = date(2025, 12, 15)
WANTED = Wanted(title="Conceptnota", sent_on=SENT, addressees="• Kabinet Welzijn\n2. Opgroeien\n\nVAPH")
SIGNAL = Signal(
    id=1,
    body=BODY,
    title="Conceptnota",
    sent_on=SENT,
    made_by=4,
    made_at=NOW,
    addressees=(Addressee(id=1, name="Kabinet Welzijn"), Addressee(id=2, name="Opgroeien")),
)


def make(wanted: Wanted = WANTED, *, by: Person = OFFICER) -> Signal:
    return signals.make(wanted, body=BODY, by=by, now=NOW, today=TODAY)


def answer(signal: Signal, who: int, *, on: date | None = None, text: str = "", by: Person = OFFICER) -> Signal:
    return signals.answer(signal, who, text=text, on=on, by=by, today=TODAY)


def test_a_letter_waits_for_each_of_its_addressees() -> None:
    new = make()
    assert [each.name for each in new.silent] == ["Kabinet Welzijn", "Opgroeien", "VAPH"]
    assert (new.state, new.sent_on) == (State.OPEN, SENT)


def test_without_a_day_it_was_sent_today() -> None:
    assert make(replace(WANTED, sent_on=None)).sent_on == TODAY


@pytest.mark.parametrize(
    ("wanted", "about"),
    [
        (replace(WANTED, title=" "), "title"),
        (replace(WANTED, sent_on=date(2026, 3, 5)), "sent_on"),
        (replace(WANTED, addressees=" \n "), "addressees"),
        (replace(WANTED, addressees="VAPH\nvaph"), "addressees"),
        (replace(WANTED, addressees="x" * 101), "addressees"),
        (replace(WANTED, addressees="\n".join(f"A{n}" for n in range(16))), "addressees"),
        (replace(WANTED, link="brief.docx"), "link"),
        (replace(WANTED, link="javascript:alert(1)"), "link"),
    ],
)
def test_what_cannot_be_meant_is_refused_under_its_field(wanted: Wanted, about: str) -> None:
    with pytest.raises(Refusal) as refused:
        make(wanted)
    assert refused.value.about == about


def test_with_the_last_answer_the_signal_is_answered() -> None:
    first = answer(SIGNAL, 1, on=date(2026, 1, 10), text=" Ontvangen. ")
    assert (first.state, first.addressees[0].answer, first.addressees[0].answered_on) == (
        State.OPEN,
        "Ontvangen.",
        date(2026, 1, 10),
    )
    assert [each.name for each in first.silent] == ["Opgroeien"]
    assert answer(first, 2).state is State.ANSWERED


def test_an_answer_can_be_corrected() -> None:
    done = answer(answer(SIGNAL, 1), 2)
    assert answer(done, 2, on=date(2026, 2, 1)).addressees[1].answered_on == date(2026, 2, 1)


@pytest.mark.parametrize(
    ("who", "on", "about"),
    [(1, date(2026, 3, 5), "on"), (1, date(2025, 12, 14), "on"), (9, None, "addressee")],
)
def test_an_answer_that_cannot_be_is_refused(who: int, on: date | None, about: str) -> None:
    with pytest.raises(Refusal) as refused:
        answer(SIGNAL, who, on=on)
    assert refused.value.about == about


def test_closed_it_is_not_asked_about_and_takes_no_answers() -> None:
    closed = signals.close(SIGNAL, "Achterhaald.", by=OFFICER)
    assert (closed.state, closed.reason) == (State.CLOSED, "Achterhaald.")
    with pytest.raises(Refusal, match="al afgesloten"):
        answer(closed, 1)
    with pytest.raises(Refusal, match="al afgesloten"):
        signals.close(closed, "", by=OFFICER)


def test_what_is_answered_need_not_be_closed() -> None:
    with pytest.raises(Refusal, match="al geantwoord"):
        signals.close(answer(answer(SIGNAL, 1), 2), "", by=OFFICER)


@pytest.mark.parametrize("by", [MEMBER, COMMITTEE, CHAIR, OBSERVER])
def test_signals_are_the_work_of_the_support_officer(by: Person) -> None:
    with pytest.raises(Refusal, match="geen rechten"):
        make(by=by)
    with pytest.raises(Refusal, match="geen rechten"):
        answer(SIGNAL, 1, by=by)
    with pytest.raises(Refusal, match="geen rechten"):
        signals.close(SIGNAL, "", by=by)
