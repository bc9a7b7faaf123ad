"""The clock of the work: real time plus what somebody moved it ahead."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class Clock:
    """Tells and moves the bot's time. Messages keep their real time; only the work's time moves.

    `settle` is called before and after a move, so that nothing is still being said at the old time;
    `waken` tells the bot that the time is another one.
    """

    def __init__(self, *, settle: Callable[[], None], waken: Callable[[], None]) -> None:
        self.offset = timedelta()
        self._settle = settle
        self._waken = waken

    def now(self) -> datetime:
        """The time of the work, aware, in UTC."""
        return datetime.now(UTC) + self.offset

    def move(self, by: timedelta) -> None:
        """Move the work's time ahead. Raises `ValueError` for a step back: time only runs one way."""
        if by < timedelta():
            raise ValueError("De klok kan niet terug: kies een later moment.")
        self._settle()
        self.offset += by
        self._waken()
        self._settle()

    def set(self, when: datetime) -> None:
        """Move the work's time to `when`, which is aware. Raises `ValueError` when that is in the past."""
        self.move(when - self.now())
