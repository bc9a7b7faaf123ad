"""An excuse on its way to be confirmed: carried by a button or a modal, in ids and names, and nothing else."""

import json
from dataclasses import dataclass
from datetime import time

from bot.attendance import Instead, Outsider, Part
from bot.errors import N_, Refusal

NEW = 0
"""Stands for a substitute whom nobody knows yet, while the excuse is only shown."""

MOST_MEETINGS = 30
"""Meetings of one excuse: five years of a body that meets six times a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Who is excused for which meetings of one body, and who comes instead: a member, a Slack user or an outsider.

    `instead` is None while nobody said anything about it: then the fixed substitute comes first (domain.md 4).
    """

    body: int
    member: int
    meetings: tuple[int, ...]
    part: Part = Part.WHOLE
    hour: time | None = None
    instead: Instead | None = None
    substitute: int | None = None
    user: str = ""
    outsider: Outsider | None = None
    warned: bool = True


def written(request: Request) -> str:
    """The request as the value of a button or the metadata of a modal: within the 2000 characters of a button."""
    kept = {
        "body": request.body,
        "member": request.member,
        "meetings": list(request.meetings),
        "part": request.part.value,
        "hour": request.hour.isoformat() if request.hour else None,
        "instead": request.instead.value if request.instead else None,
        "substitute": request.substitute,
        "user": request.user,
        "name": request.outsider.name if request.outsider else "",
        "email": request.outsider.email if request.outsider else "",
        "warned": request.warned,
    }
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def read(value: str) -> Request:
    """The request that was carried. Raises `Refusal` for a value that is none; rights and rules are checked anew."""
    try:
        kept = json.loads(value)
        name = str(kept["name"])
        return Request(
            body=int(kept["body"]),
            member=int(kept["member"]),
            meetings=tuple(int(meeting) for meeting in kept["meetings"])[:MOST_MEETINGS],
            part=Part(kept["part"]),
            hour=time.fromisoformat(kept["hour"]) if kept.get("hour") else None,
            instead=None if kept["instead"] is None else Instead(kept["instead"]),
            substitute=None if kept["substitute"] is None else int(kept["substitute"]),
            user=str(kept["user"]),
            outsider=Outsider(name=name, email=str(kept["email"])) if name else None,
            warned=bool(kept["warned"]),
        )
    except (KeyError, TypeError, ValueError):
        raise Refusal(N_("Dit is verouderd. Begin opnieuw met /verontschuldigd.")) from None
