"""What the log says, and what it never says."""

import json
import logging
from collections.abc import Iterator
from io import StringIO

import pytest
import structlog
from slack_sdk.errors import SlackApiError

from handlers import logs
from tests.handlers.wire import SECRET, Bench

TOKEN = "xoxb-12345-67890-AbCdEfGhIj"


@pytest.fixture(params=["text", "json"])
def log(request: pytest.FixtureRequest) -> Iterator[StringIO]:
    """Everything that is logged from DEBUG on, in both forms; pytest's own log is put back afterwards."""
    root, before = logging.getLogger(), structlog.get_config()
    kept, level = root.handlers[:], root.level
    root.handlers.clear()
    logs.configure(level="DEBUG", form=request.param)
    [out] = root.handlers
    assert isinstance(out, logging.StreamHandler)
    said = StringIO()
    out.setStream(said)
    yield said
    root.handlers[:] = kept
    root.setLevel(level)
    logging.captureWarnings(False)
    structlog.configure(**before)


def test_an_event_is_told_with_its_facts(log: StringIO) -> None:
    structlog.get_logger("x").info("listening", port=3000)
    said = log.getvalue()
    assert "listening" in said
    assert "3000" in said


@pytest.mark.parametrize("name", ["slack_bolt", "slack_bolt.App", "slack_sdk.web.client"])
def test_slack_libraries_say_nothing_below_a_warning(log: StringIO, name: str) -> None:
    logger = logging.getLogger(name)
    logger.setLevel(logging.DEBUG)
    logger.info("Invalid request signature detected (signature: x, body: keuze=voor)")
    assert log.getvalue() == ""


@pytest.mark.parametrize(
    "said",
    ["Unhandled request ({'type': 'view_submission', 'keuze': 'voor'})", "failed, body: keuze=voor", "x\nkeuze=voor"],
)
def test_slack_libraries_are_cut_where_a_payload_begins(log: StringIO, said: str) -> None:
    logging.getLogger("slack_bolt.App").error(said)
    assert "keuze" not in log.getvalue()


def test_tokens_are_masked_wherever_they_come_from(log: StringIO) -> None:
    logging.getLogger("slack_sdk.web").error("refused %s", TOKEN)
    structlog.get_logger("x").warning("refused", token=TOKEN, url="https://hooks.slack.com/commands/T1/2/secret")
    said = log.getvalue()
    assert "refused" in said
    assert TOKEN not in said
    assert "T1/2" not in said


def test_a_trace_shows_no_values(log: StringIO) -> None:
    keuze = "voor_" + TOKEN[-4:]
    try:
        raise SlackApiError("fout", {"ok": False})
    except SlackApiError as error:
        structlog.get_logger("x").error("unexpected error", exc_info=error)
    assert keuze not in log.getvalue()


def test_nothing_goes_to_standard_output(log: StringIO, capsys: pytest.CaptureFixture[str]) -> None:
    structlog.get_logger("x").error("trouble")
    assert capsys.readouterr().out == ""


def test_a_secret_choice_and_the_secrets_of_the_app_are_never_logged(bench: Bench, log: StringIO) -> None:
    def fall() -> None:
        raise RuntimeError("broken")

    bench.on.view("votes.secret", fall)
    bench.submit("votes.secret", {"choice": {"selected_option": {"value": "tegen-9f3"}}})
    bench.submit("votes.unknown", {"choice": {"selected_option": {"value": "tegen-9f3"}}})
    bench.interact({"type": "unheard of", "value": "tegen-9f3"})
    said = log.getvalue()
    assert "broken" in said
    assert not [secret for secret in ("tegen-9f3", SECRET, "xoxb-1") if secret in said]


@pytest.mark.parametrize("log", ["json"], indirect=True)
def test_json_is_one_object_a_line(log: StringIO) -> None:
    structlog.get_logger("x").warning("twee\nlijnen", exc_info=ValueError("x"))
    [line] = log.getvalue().splitlines()
    assert json.loads(line)["event"] == "twee\nlijnen"
