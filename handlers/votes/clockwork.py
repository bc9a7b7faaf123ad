"""What the ticker does for votes: closing them on time, and clearing the traces of secret ballots."""

from datetime import timedelta

from slack_sdk import WebClient

from handlers.desk import Desk
from handlers.votes import closing, tell
from storage.outbox import Letter
from storage.votes import polls

PATIENCE = timedelta(seconds=20)
"""Between two tries to empty the journal."""


def close(desk: Desk, client: WebClient, letter: Letter) -> None:
    """The closing time has come; a vote that was extended meanwhile has another errand."""
    with desk.sessions.begin() as db:
        poll = polls.load(db, letter.about["poll"], workspace=letter.workspace, hold=True)
        closing.settle(db, poll, workspace=letter.workspace, now=desk.now())


def wipe(desk: Desk, client: WebClient, letter: Letter) -> None:
    """Empty the journal, in which the steps of a secret vote would stay readable one by one.

    While somebody reads that is not possible: then a little later, without keeping the voters waiting.
    """
    if desk.sessions.clear_journal():
        return
    with desk.sessions.begin() as db:
        tell.wipe_again(db, letter, at=desk.now() + PATIENCE)
