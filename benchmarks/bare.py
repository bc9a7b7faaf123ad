"""The bare Bolt app on the same server, with a constant answer: `python -m benchmarks.bare PORT`."""

import os
import sys

from granian import Granian
from granian.constants import Interfaces
from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_bolt.authorization import AuthorizeResult

from benchmarks.load import SECRET


def app() -> SlackRequestHandler:
    """One command and one button, a constant answer."""
    bolt = App(
        signing_secret=SECRET,
        process_before_response=True,
        authorize=lambda: AuthorizeResult(enterprise_id=None, team_id="T0BENCH", bot_token="xoxb-bench"),
    )
    bolt.command("/agendapunt")(lambda ack: ack("Genoteerd."))
    bolt.action("votes.for")(lambda ack: ack())
    return SlackRequestHandler(bolt)


if __name__ == "__main__":
    os.environ.pop("SLACK_BOT_TOKEN", None)
    Granian(
        "bare",
        address="127.0.0.1",
        port=int(sys.argv[1]),
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=16,
        log_enabled=False,
    ).serve(target_loader=app, wrap_loader=False)
