"""Every part of the daily reminder has a template and worst facts, and the message always fits."""

from zoneinfo import ZoneInfo

import pytest

from handlers import assemble
from handlers.reminders import daily
from handlers.render import TEMPLATES, render
from handlers.words import words_of
from tests.handlers.parts import parts

NL = words_of("nl", ZoneInfo("Europe/Brussels"))
PARTS = sorted(assemble.table().reminders)


@pytest.mark.parametrize("part", PARTS)
def test_every_part_has_its_template(part: str) -> None:
    assert (TEMPLATES / "reminders" / f"_{part}.json.j2").is_file()


def test_every_part_has_worst_facts() -> None:
    assert sorted(parts()) == PARTS


@pytest.mark.parametrize("part", PARTS)
def test_one_part_alone_is_always_shown_in_full(part: str) -> None:
    for facts in parts()[part](NL):
        fitted = daily.fitting([{"template": f"reminders/_{part}.json.j2", "facts": facts}], words=NL, since=None)
        assert fitted["briefly"] == []


def test_what_does_not_fit_is_at_least_named() -> None:
    told = [{"template": f"reminders/_{part}.json.j2", "facts": [*parts()[part](NL)][-1]} for part in parts()] * 3
    fitted = daily.fitting(told, words=NL, since=None)
    assert len(fitted["parts"]) + len(fitted["briefly"]) == len(told)
    assert len(render(daily.TEMPLATE, words=NL, **fitted)["blocks"]) <= daily.ROOM
