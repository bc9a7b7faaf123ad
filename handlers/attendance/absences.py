"""Who is excused for a meeting and who presides, for the agenda and the report; never why somebody is away."""

from dataclasses import dataclass
from datetime import datetime

from bot import attendance
from bot.attendance import Expected
from handlers.attendance.roll import for_anybody
from storage import attendance as stored
from storage import people as stored_people
from storage.database import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """One row of the list "Verontschuldigd"; `substitute` is empty for nobody."""

    name: str
    sector: str
    substitute: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Absences:
    """Everybody who is excused or replaced for the whole meeting, by name; and who presides instead of the chair."""

    excused: list[Absence]
    chair: str


def of(db: Session, meeting: int, *, workspace: int, now: datetime) -> Absences:
    """The absences of a meeting as they stand now."""
    here = for_anybody(db, meeting, workspace=workspace, now=now)
    lists = attendance.in_lists(here.gathering)
    found = [
        Absence(
            name=here.name(each.member),
            sector=here.sector(each),
            substitute=here.name(each.sits),
        )
        for each in (*lists[Expected.EXCUSED], *lists[Expected.REPLACED])
    ]
    chair = stored.roles(db, meeting, mirror=None).chair
    named = stored_people.names(db, [chair], body=here.body.id)
    return Absences(
        excused=sorted(found, key=lambda absence: absence.name),
        chair=named[chair].name if chair in named else "",
    )
