"""The picture of a dossier's timeline: drawn for one step and for very many, whatever was typed in them."""

import struct
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.dossiers import MOST_STEPS, STEP_LENGTH, Dossier, State, Step
from bot.people import BRUSSELS
from handlers.dossiers.picture import WIDTH
from handlers.dossiers.post import picture
from handlers.words import words_of
from tests.handlers.worst import LONG

TODAY = date(2026, 3, 4)
STEP = Step(phrase="20/3", first=date(2026, 3, 20), last=date(2026, 3, 20), text="verspreiding oproep")
DOSSIER = Dossier(
    id=1,
    body=1,
    title="Uitbreiding",
    agency="Opgroeien",
    state=State.OPEN,
    made_by=1,
    made_at=datetime(2026, 3, 4, tzinfo=UTC),
    deadline=date(2026, 4, 20),
    steps=(STEP,),
)


def size(dossier: Dossier, *, today: date = TODAY, language: str = "nl") -> tuple[int, int]:
    drawn = picture(words_of(language, BRUSSELS), dossier, (), today=today)
    assert drawn.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", drawn[16:24])
    return width, height


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("today", [date(2026, 1, 1), TODAY, date(2026, 3, 20), date(2026, 4, 20), date(2027, 1, 1)])
def test_one_step_is_drawn_whatever_the_day(today: date, language: str) -> None:
    assert size(DOSSIER, today=today, language=language)[0] == WIDTH


@pytest.mark.parametrize(
    "text", ["$x^2$ $", "🎉🎉", "<!channel> & \\frac", LONG[:STEP_LENGTH], "x" * STEP_LENGTH, "日本"]
)
def test_what_was_typed_has_no_meaning_in_the_picture(text: str) -> None:
    odd = replace(DOSSIER, title=text[:150], agency=text[:100], steps=(replace(STEP, text=text),))
    assert size(odd)[0] == WIDTH


def test_very_many_long_steps_stay_a_picture_that_can_be_shown() -> None:
    one = replace(STEP, last=date(2027, 3, 25), text=LONG[:STEP_LENGTH], is_done=True)
    width, height = size(replace(DOSSIER, steps=(one,) * MOST_STEPS))
    assert width == WIDTH
    assert height < 8192


def test_a_step_more_makes_it_longer_and_no_deadline_makes_it_shorter() -> None:
    _, one = size(DOSSIER)
    _, two = size(replace(DOSSIER, steps=(STEP, STEP)))
    _, bare = size(replace(DOSSIER, deadline=None))
    assert bare < one < two
