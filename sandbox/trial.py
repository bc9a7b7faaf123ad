"""A workspace to try the bot in: the pretend Slack with its page, the bot beside it, and a body that looks lived-in."""

import signal
import tempfile
import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from sandbox import demo
from sandbox.server import Server
from sandbox.slack import Slack


class Working(Protocol):
    """A bot at work, as far as somebody beside it needs to know."""

    def idle(self) -> bool:
        """Whether it has nothing left to say or do now."""

    def wake(self) -> None:
        """Have it look again, since the time is another one."""

    def stop(self) -> None:
        """Finish what is in hand and end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Berth:
    """What a bot needs to work in the pretend Slack. `now` is the clock of the work, aware UTC."""

    database_url: str
    bot_token: str
    app_token: str
    signing_secret: str
    api_url: str
    now: Callable[[], datetime]


def serve(
    start: Callable[[Berth], Working],
    *,
    manifest: Path,
    empty: bool,
    port: int,
    file: Path | None,
    say: Callable[[str], None],
) -> None:
    """Serve the page on `port` until SIGTERM or SIGINT. Raises `OSError` when the port is taken.

    The pretend Slack forgets its messages at its end, but its people and channels come back with the same ids: with
    a `file` that is there already, the bot goes on where it was and nothing is played.
    """
    ending = threading.Event()
    for wanted in (signal.SIGTERM, signal.SIGINT):
        signal.signal(wanted, lambda *_: ending.set())
    with ExitStack() as stack:
        slack = Slack(manifest)
        server = stack.enter_context(Server(slack, port=port))
        team = demo.people(slack)
        known = file is not None and file.exists()
        path = file or Path(stack.enter_context(tempfile.TemporaryDirectory())) / "sandbox.db"
        bot = start(
            Berth(
                database_url=f"sqlite:///{path}",
                bot_token=team.bot_token,
                app_token=team.app_token,
                signing_secret=team.signing_secret,
                api_url=f"{server.slack.url}/api/",
                now=slack.clock.now,
            )
        )
        stack.callback(bot.stop)
        slack.idle, slack.waken = bot.idle, bot.wake
        say(f"De pagina staat op {slack.url} (stoppen met Ctrl+C).")
        if not empty and not known:
            demo.play(team)
            say("Het voorbeeldorgaan is klaar: kies rechtsboven wie je bent en typ /agendapunt.")
        ending.wait()
