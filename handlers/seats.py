"""For which body somebody gives a command: the one of the channel, their only one, or the one they choose."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from bot.errors import N_, Refusal
from bot.people import Person, Seat
from handlers.reply import Reply

CHOOSE = "seats.choose"
MOST_BUTTONS = 25
"""Elements Slack takes in one row."""
MOST_VALUE = 2000
"""Characters Slack takes as the value of a button."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A command as it was typed, kept while its body is asked."""

    command: str
    text: str
    channel: str


def here(me: Person, *, channel: str) -> Seat | None:
    """The person's seat in the body of `channel`, or else their only one; None when there is a choice.

    Raises `Refusal` for somebody without a seat in any body.
    """
    if not me.seats:
        raise Refusal(
            N_(
                "Je bent hier nog geen lid van een overlegorgaan. Vraag de ondersteuner om je toe te voegen; "
                "is er nog geen overlegorgaan, dan maakt een beheerder van de werkruimte er een met /iroj instellen."
            )
        )
    of_channel = [seat for seat in me.seats if channel in (seat.plenary_channel, seat.committee_channel)]
    found = of_channel or me.seats
    return found[0] if len(found) == 1 else None


def only(me: Person, *, channel: str) -> Seat:
    """As `here`, where nothing can be asked. Raises `Refusal` when there is a choice."""
    seat = here(me, channel=channel)
    if seat is None:
        raise Refusal(N_("Ik weet niet over welk overlegorgaan dit gaat. Doe dit in een kanaal van dat overlegorgaan."))
    return seat


def ask(line: Line, me: Person, reply: Reply) -> None:
    """Ask which body `line` is about; a press on one of them gives `chosen` its answer."""
    values = [(seat.body_name, _value(line, seat)) for seat in me.seats]
    if len(values) > MOST_BUTTONS or any(len(value) > MOST_VALUE for _, value in values):
        raise Refusal(N_("Typ dit in het kanaal van het overlegorgaan waarover het gaat."))
    reply.show("seats/choose", command=line.command, bodies=values)


def chosen(value: str, me: Person) -> tuple[Line, Seat]:
    """The line that was kept in a button, and the person's seat in the body on it. Raises `Refusal`."""
    kept: Mapping[str, str | int] = json.loads(value)
    body = int(kept["body"])
    me.member_in(body)
    line = Line(command=str(kept["command"]), text=str(kept["text"]), channel=str(kept["channel"]))
    return line, next(seat for seat in me.seats if seat.body == body)


def _value(line: Line, seat: Seat) -> str:
    kept = {"body": seat.body, "command": line.command, "text": line.text, "channel": line.channel}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
