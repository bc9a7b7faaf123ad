"""Lines and meetings for the tests of the agenda's rules."""

from datetime import UTC, date, datetime, time

from bot import agenda
from bot.agenda import Version
from bot.items import Aim, Item, Sort, State, When
from bot.meetings import Kind, Meeting
from bot.meetings import State as MeetingState
from tests.bot.people import BODY, OFFICER

NOW = datetime(2026, 4, 10, 9, 0, tzinfo=UTC)
MEETING = Meeting(
    id=11,
    body=BODY,
    kind=Kind.PLENARY,
    state=MeetingState.AGENDA_OPEN,
    month=date(2026, 4, 1),
    day=date(2026, 4, 24),
    starts=time(9, 30),
    ends=time(12),
)


def line(
    id_: int, *, place: int | None = None, minutes: int | None = 20, sort: Sort = Sort.POINT, **more: object
) -> Item:
    facts: dict[str, object] = {
        "id": id_,
        "body": BODY,
        "title": f"Punt {id_}",
        "state": State.ACCEPTED,
        "aim": Aim(when=When.MEETING, meeting=11),
        "proposer": 1,
        "entered_by": 1,
        "created_at": NOW,
        "meeting": 11,
        "position": place if place is not None else id_,
        "minutes": minutes,
        "sort": sort,
    }
    return Item(**(facts | more))  # type: ignore[arg-type]  # Facts of the case.


def published(items: list[Item], last: Version | None = None) -> Version:
    return agenda.publish(MEETING, items, by=OFFICER, now=NOW, last=last).version


def numbers(version: Version) -> list[tuple[int, str]]:
    return [(each.item, each.number) for each in version.lines]


def with_changes(items: list[Item], changed: list[Item]) -> list[Item]:
    """The lines as they stand once `changed` is written back."""
    new = {item.id: item for item in changed}
    return [new.get(item.id, item) for item in items]


def order(items: list[Item]) -> list[int]:
    """The ids in the order they are treated."""
    return [item.id for item in agenda.in_order(items)]
