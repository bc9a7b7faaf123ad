"""Days to confirm, carried by a button: what somebody saw is what is planned, whatever the calendar does meanwhile."""

import json
from dataclasses import dataclass
from datetime import date, time

from bot.errors import N_, Refusal
from bot.meetings import Kind
from bot.schedules import Series


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A series with its kind and place, for one body; `group` is the id of the working group that meets."""

    body: int
    series: Series
    kind: Kind
    place: str
    group: int | None = None


def written(wish: Wish) -> str:
    """The wish as the value of a button: within its 2000 characters for the longest series and place."""
    series = wish.series
    return json.dumps(
        {
            "body": wish.body,
            "days": [day.isoformat() for day in series.days],
            "starts": _hour(series.starts),
            "ends": _hour(series.ends),
            "kind": wish.kind.value,
            "place": wish.place,
            "group": wish.group,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def read(value: str) -> Wish:
    """The wish of a button. Raises `Refusal` for a value that is none; rights and days are checked by the rule."""
    try:
        kept = json.loads(value)
        return Wish(
            body=int(kept["body"]),
            series=Series(
                days=tuple(date.fromisoformat(day) for day in kept["days"]),
                starts=time.fromisoformat(kept["starts"]) if kept["starts"] else None,
                ends=time.fromisoformat(kept["ends"]) if kept["ends"] else None,
            ),
            kind=Kind(kept["kind"]),
            place=str(kept["place"]),
            group=None if kept["group"] is None else int(kept["group"]),
        )
    except (KeyError, TypeError, ValueError):
        raise Refusal(N_("Dit is verouderd. Open het opnieuw met /vergadering.")) from None


def _hour(at: time | None) -> str | None:
    return at.isoformat("minutes") if at else None
