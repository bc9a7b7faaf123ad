"""What the log says, and what it never says: no payloads, no tokens."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

_TOKENS = re.compile(r"\b(?:xox[a-z]|xapp|xoxe\.xox[a-z])-[A-Za-z0-9-]+|https://hooks\.slack\.com/\S+")
_PAYLOAD = re.compile(r"[{\n]|\bbody:|\bmessage:|\bpayload:")
_FOREIGN = ("slack_bolt", "slack_sdk")


class _WithoutPayload(logging.Filter):
    """Cuts what Slack's libraries log where a payload begins; secret ballots go through them too."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        found = _PAYLOAD.search(said)
        record.msg, record.args = (said[: found.start()] + "…") if found else said, ()
        return True


def configure(*, level: str = "INFO", form: str = "text") -> None:
    """Log to standard error, as `text` or as one JSON object a line. Slack's libraries speak from WARNING on."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]
    ending: list[structlog.typing.Processor] = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer() if form == "json" else _console(),
        _mask,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    out = logging.StreamHandler()
    out.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=ending))
    logging.basicConfig(level=level, handlers=[out], force=True)
    logging.captureWarnings(True)
    quiet_slack(out)


def quiet_slack(out: logging.Handler) -> None:
    """Keep Slack's libraries from logging what people say, whatever level is asked for."""
    out.addFilter(_FromSlack())
    for name in _FOREIGN:
        logging.getLogger(name).setLevel(max(logging.getLogger().level, logging.WARNING))


def _console() -> structlog.dev.ConsoleRenderer:
    # A traceback without the values of the variables: those are payloads and tokens.
    return structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback)


class _FromSlack(_WithoutPayload):
    def filter(self, record: logging.LogRecord) -> bool:
        return super().filter(record) if record.name.startswith(_FOREIGN) else True


def _mask(_logger: Any, _name: str, line: MutableMapping[str, Any] | str) -> str:
    return _TOKENS.sub("(secret)", str(line))
