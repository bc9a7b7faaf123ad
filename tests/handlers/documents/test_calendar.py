"""The calendar file of a meeting, parsed back."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from icalendar import Calendar, Event

from handlers.documents import calendar

NOW = datetime(2026, 4, 16, 9, tzinfo=UTC)
STARTS, ENDS = datetime(2026, 4, 24, 7, 30, tzinfo=UTC), datetime(2026, 4, 24, 10, tzinfo=UTC)


def made(**more: Any) -> tuple[Calendar, Event]:
    facts: dict[str, Any] = {
        "uid": "abc@irojbot",
        "sequence": 0,
        "now": NOW,
        "title": "IROJ Leiedal",
        "day": date(2026, 4, 24),
        "starts": STARTS,
        "ends": ENDS,
        "place": "Kasteelhoeve",
        "cancelled": False,
    }
    parsed = Calendar.from_ical(calendar.event(**facts | more))
    (event,) = parsed.walk("VEVENT")
    return parsed, event


def test_a_meeting_is_one_event_in_utc() -> None:
    file, event = made()
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (STARTS, ENDS)
    assert (str(file["VERSION"]), str(file["METHOD"]), str(event["STATUS"])) == ("2.0", "PUBLISH", "CONFIRMED")


def test_it_carries_its_identity_and_count() -> None:
    _, event = made(sequence=3)
    assert (str(event["UID"]), event["SEQUENCE"], event["DTSTAMP"].dt) == ("abc@irojbot", 3, NOW)


def test_a_cancelled_meeting_is_taken_out() -> None:
    file, event = made(cancelled=True)
    assert (str(file["METHOD"]), str(event["STATUS"])) == ("CANCEL", "CANCELLED")


def test_without_an_hour_it_takes_the_day_and_keeps_nobody_busy() -> None:
    _, event = made(starts=None, ends=None)
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 4, 24), date(2026, 4, 25))
    assert str(event["TRANSP"]) == "TRANSPARENT"


def test_without_an_end_it_has_only_a_start() -> None:
    _, event = made(ends=None)
    assert "DTEND" not in event


@pytest.mark.parametrize("text", ["A, B; C\\D", "’t Zand 3\nBrugge", "x" * 300, "BEGIN:VEVENT\r\nUID:evil"])
def test_no_text_breaks_the_file(text: str) -> None:
    _, event = made(title=text, place=text)
    assert str(event["SUMMARY"]) == str(event["LOCATION"]) == " ".join(text.split())


def test_lines_are_folded_for_programs_that_are_strict() -> None:
    content = calendar.event(
        uid="a",
        sequence=0,
        now=NOW,
        title="é" * 200,
        day=NOW.date(),
        starts=STARTS,
        ends=ENDS,
        place="",
        cancelled=False,
    )
    assert max(len(row) for row in content.split(b"\r\n")) <= 75
