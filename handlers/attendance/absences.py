"""Who is excused for a meeting, for the agenda and the report: name, sector and substitute, and never why."""

from dataclasses import dataclass
from datetime import datetime

from bot import attendance
from bot.attendance import Expected
from handlers.attendance.roll import for_anybody
from storage.database import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """One row of the list "Verontschuldigd"; `substitute` is empty for nobody."""

    name: str
    sector: str
    substitute: str


def excused(db: Session, meeting: int, *, workspace: int, now: datetime) -> list[Absence]:
    """Everybody who is excused or replaced for the whole meeting, by name."""
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
    return sorted(found, key=lambda absence: absence.name)
