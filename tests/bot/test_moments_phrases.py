"""Phrases and what they mean: the corpus, and a table of our own of the same kinds."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot import moments
from bot.moments import Prefer
from tests.bot.shorthand import shorthand

BRUSSELS = ZoneInfo("Europe/Brussels")
DATA = Path(__file__).parent.parent / "data"
CORPUS = json.loads((DATA / "dutch-dates.json").read_text())


def table() -> Iterator[tuple[str, str, str, str]]:
    """Moment, direction, phrase and shorthand of every line."""
    now, prefer = "", ""
    for line in (DATA / "more-dutch-dates.txt").read_text().splitlines():
        if line.startswith("@ "):
            now, prefer = line.removeprefix("@ ").split()
        elif " => " in line:
            phrase, expected = line.rsplit(" => ", 1)
            yield now, prefer, phrase, expected


@pytest.mark.parametrize("asked", CORPUS, ids=lambda asked: f"{asked['phrase']} @ {asked['reference']}")
def test_a_phrase_of_the_corpus_is_read_as_agreed(asked: dict[str, Any]) -> None:
    expected = {name: value for name, value in asked["expected"].items() if name != "reason"}
    read = moments.answer(asked)
    assert {name: value for name, value in read.items() if name != "reason"} == expected


@pytest.mark.parametrize(("now", "prefer", "phrase", "expected"), list(table()))
def test_a_phrase_of_our_own_table_is_read_as_worked_out(now: str, prefer: str, phrase: str, expected: str) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=BRUSSELS)
    assert shorthand(moments.read(phrase, now=moment, zone=BRUSSELS, prefer=Prefer(prefer))) == expected


def test_a_refused_phrase_says_why() -> None:
    asked = {"phrase": "31/4", "reference": "2026-03-04T10:00", "prefer": "future"}
    assert moments.answer(asked) == {"kind": "refuse", "reason": "invalid date"}


def test_a_question_looks_forward_when_it_does_not_say_where_to_look() -> None:
    assert moments.answer({"phrase": "3 maart", "reference": "2026-03-04T10:00"})["date"] == "2027-03-03"


def test_a_reference_with_an_offset_is_an_instant() -> None:
    asked = {"phrase": "vandaag", "reference": "2026-03-04T23:30+00:00"}
    assert moments.answer(asked)["date"] == "2026-03-05"


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ({"reference": "2026-03-04T10:00"}, KeyError),
        ({"phrase": "24 april"}, KeyError),
        ({"phrase": "24 april", "reference": "gisteren"}, ValueError),
        ({"phrase": "24 april", "reference": "2026-03-04T10:00", "prefer": "soon"}, ValueError),
        ({"phrase": 24, "reference": "2026-03-04T10:00"}, TypeError),
        ({"phrase": "24 april", "reference": None}, TypeError),
        (["24 april"], TypeError),
    ],
)
def test_a_question_of_another_form_is_an_error(asked: Any, problem: type[Exception]) -> None:
    with pytest.raises(problem):
        moments.answer(asked)


def test_a_reading_needs_to_know_its_moment_in_the_world() -> None:
    naive = datetime.fromisoformat("2026-03-04T10:00")
    with pytest.raises(ValueError, match="aware"):
        moments.read("24 april", now=naive, zone=BRUSSELS)


def test_a_reading_keeps_the_phrase_as_it_was_typed() -> None:
    now = datetime(2026, 3, 4, 10, tzinfo=BRUSSELS)
    assert moments.read("  24 April!", now=now, zone=BRUSSELS).phrase == "  24 April!"


def test_the_day_is_that_of_the_zone() -> None:
    now = datetime(2026, 3, 4, 23, 30, tzinfo=ZoneInfo("UTC"))
    assert shorthand(moments.read("vandaag", now=now, zone=BRUSSELS)) == "2026-03-05"
