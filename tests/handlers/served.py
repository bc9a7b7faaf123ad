"""A bot in a process of its own: `python -m tests.handlers.served http|socket PORT URL DATABASE APP_TOKEN`."""

import sys
import time
from datetime import UTC, datetime
from threading import Event, Thread

from granian import Granian
from granian.constants import Interfaces
from slack_sdk import WebClient

from handlers import logs, serve
from handlers.account import Account
from handlers.app import build
from handlers.desk import Desk
from handlers.reply import PATIENCE, Reply
from handlers.serve import Bot
from handlers.table import Table
from storage.database import Database
from tests.handlers.wire import SECRET


class Clockwork:
    """A ticker that finishes what it has in hand, half a second."""

    def __init__(self) -> None:
        self._stopping = Event()
        self._thread = Thread(target=self._work)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join()
        sys.stderr.write("the ticker finished\n")

    def alive(self) -> bool:
        return self._thread.is_alive()

    def idle(self) -> bool:
        return True

    def wake(self) -> None:
        pass

    def _work(self) -> None:
        self._stopping.wait()
        time.sleep(0.5)


def slow(text: str, reply: Reply) -> None:
    sys.stderr.write("the slow one began\n")
    sys.stderr.flush()
    time.sleep(float(text or 0))
    reply.say("Klaar")


def bot(url: str, database: str, token: str) -> Bot:
    on = Table()
    on.command("/agendapunt", slow)
    account = Account(WebClient(token, base_url=f"{url}/api/", timeout=PATIENCE, retry_handlers=[]))
    kept = Database(database)
    desk = Desk(sessions=kept, now=lambda: datetime.now(UTC))
    return Bot(app=build(desk, on, account, signing_secret=SECRET), account=account, database=kept, ticker=Clockwork())


if __name__ == "__main__":
    mode, port, url, database, token, app_token = sys.argv[1:]
    logs.configure(level="INFO")
    if mode == "http":
        granian = Granian(
            "irojbot",
            address="127.0.0.1",
            port=int(port),
            interface=Interfaces.WSGI,
            blocking_threads=serve.THREADS,
            workers_kill_timeout=serve.GRACE_SECONDS,
            log_dictconfig={"handlers": {}, "loggers": {"_granian": {"propagate": True}}},
        )
        serve.over_http(lambda: bot(url, database, token), server=granian)
    else:
        serve.over_socket(bot(url, database, token), app_token=app_token, port=int(port), host="127.0.0.1")
