"""One bot put together from its parts: the same for the command line, the sandbox and the tests."""

from collections.abc import Callable
from datetime import datetime

from slack_sdk import WebClient

from handlers import (
    agenda,
    alarms,
    app,
    attendance,
    bodies,
    budget,
    candidacies,
    dossiers,
    followups,
    home,
    importing,
    items,
    meetings,
    outcomes,
    people,
    reminders,
    signals,
    trouble,
    votes,
)
from handlers.account import Account
from handlers.desk import Desk
from handlers.reply import PATIENCE
from handlers.serve import Bot
from handlers.table import Table
from handlers.ticker import Pace, Ticker
from storage.database import Database


def table() -> Table:
    """Everything Slack can call and everything the outbox can say."""
    on = Table()
    for noun in (
        bodies,
        people,
        importing,
        meetings,
        items,
        agenda,
        attendance,
        outcomes,
        candidacies,
        alarms,
        reminders,
        followups,
        dossiers,
        signals,
        budget,
        votes,
        home,
        trouble,
    ):
        noun.listen(on)
    return on


def bot(
    database: Database,
    *,
    token: str,
    signing_secret: str,
    api_url: str,
    now: Callable[[], datetime],
    pace: Pace | None = None,
) -> Bot:
    """A bot at rest: `serve` puts it to work. `api_url` is Slack's address, for every client."""
    on = table()
    account = Account(WebClient(token=token, base_url=api_url, timeout=PATIENCE, retry_handlers=[]))
    pace = pace or Pace()
    speaking = WebClient(token=token, base_url=api_url, timeout=int(pace.call), retry_handlers=[])
    desk = Desk(sessions=database, now=now)
    ticker = Ticker(desk, on, lambda _: speaking, pace=pace)
    database.when_told(ticker.wake)
    return Bot(
        app=app.build(desk, on, account, signing_secret=signing_secret),
        account=account,
        database=database,
        ticker=ticker,
    )
