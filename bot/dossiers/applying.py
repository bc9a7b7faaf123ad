"""The applications in a dossier: who asks how many points, what is proposed, and in which order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot import texts
from bot.dossiers.points import read_points
from bot.errors import N_, Refusal

MOST_APPLICATIONS = 40
NAME_LENGTH = 150

_NUMBERED = re.compile(r"^\s*(?:\d{1,2}\s*[.)]\s+|[•·*–-]\s*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """One application: points asked and proposed, in hundredths; None while not known."""

    name: str
    asked: int | None = None
    proposed: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """Points asked and proposed against what is available, in hundredths. `unknown` applications ask nothing yet."""

    asked: int
    proposed: int
    available: int | None
    unknown: int

    @property
    def short(self) -> int:
        """How many points too few there are for everything that is asked; 0 when it fits or nobody knows."""
        return max(0, self.asked - self.available) if self.available is not None else 0

    @property
    def over(self) -> int:
        """How many points more are proposed than there are."""
        return max(0, self.proposed - self.available) if self.available is not None else 0


def balance(applications: Sequence[Application], available: int | None) -> Balance:
    """The sums of a dossier."""
    return Balance(
        asked=sum(each.asked or 0 for each in applications),
        proposed=sum(each.proposed or 0 for each in applications),
        available=available,
        unknown=sum(each.asked is None for each in applications),
    )


def read_applications(text: str) -> tuple[Application, ...]:
    """One application a line, in order: "CAR De Vlier | 53 | 40" is name, points asked, points proposed.

    Raises `Refusal` about `applications` for a line that cannot be meant so, and for one name twice.
    """
    lines = [line for line in texts.paragraphs(text).splitlines() if line.strip()]
    if len(lines) > MOST_APPLICATIONS:
        raise Refusal(N_("Hoogstens {most} aanvragen in één dossier."), about="applications", most=MOST_APPLICATIONS)
    found = tuple(_application(line) for line in lines)
    names = [each.name.casefold() for each in found]
    for each, name in zip(found, names, strict=True):
        if names.count(name) > 1:
            raise Refusal(N_("«{name}» staat er twee keer in."), about="applications", name=each.name)
    return found


def _application(line: str) -> Application:
    name, *points = (" ".join(part.split()) for part in _NUMBERED.sub("", line).split("|"))
    if not name or len(points) > 2:
        raise Refusal(
            N_("Eén aanvraag per lijn: naam | gevraagde punten | voorgestelde punten. Ik begrijp «{line}» niet."),
            about="applications",
            line=line.strip()[:60],
        )
    asked, proposed = (*points, "", "")[:2]
    return Application(
        name=texts.short_enough(name, most=NAME_LENGTH, about="applications"),
        asked=read_points(asked, about="applications"),
        proposed=read_points(proposed, about="applications"),
    )
