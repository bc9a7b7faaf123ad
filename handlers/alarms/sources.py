"""Where external deadlines come from: each noun that has one, all of a body at once or one by id."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Protocol

from bot.alarms import Subject, Watched
from storage import alarms, budget, dossiers
from storage.database import Session


class All(Protocol):
    """The deadlines of one noun ahead of `today`, in one query. `next_meeting` is the one a point now reaches."""

    def __call__(self, db: Session, body: int, *, today: date, next_meeting: int | None) -> list[Watched]: ...


ALL: Mapping[Subject, All] = {
    Subject.ITEM: alarms.points,
    Subject.DOSSIER: dossiers.watched,
    Subject.BUDGET: budget.watched,
}

ONE: Mapping[Subject, Callable[[Session, int, int | None], Watched | None]] = {
    Subject.ITEM: alarms.point,
    Subject.DOSSIER: dossiers.watched_one,
    Subject.BUDGET: budget.watched_one,
}
"""One subject by its id, as the alarm about it is sent; None when it needs no decision any more."""
