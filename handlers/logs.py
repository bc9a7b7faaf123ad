"""What the log says, and what it never says: no payloads, no tokens."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

_TOKENS = re.compile(r"""\b(?:xox[a-z]|xapp|xoxe\.xox[a-z])-[\w-]+|https://hooks\.slack\.com/[^\s"']+""", re.ASCII)
_PAYLOAD = re.compile(r"[{\n]|\bbody:|\bmessage:|\bpayload:")
_LEAST = {
    "slack_sdk": logging.WARNING,
    # Its warnings are about settings in the environment that we give it ourselves.
    "slack_bolt": logging.ERROR,
    "alembic": logging.WARNING,
}
"""From which level a library is heard, whatever level is asked for. Slack's log payloads below that."""


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
    out.addFilter(discreet)
    for name, least in _LEAST.items():
        logging.getLogger(name).setLevel(max(logging.getLogger().level, least))


def _console() -> structlog.dev.ConsoleRenderer:
    # A traceback without the values of the variables: those are payloads and tokens.
    return structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback)


def discreet(record: logging.LogRecord) -> bool:
    """Whether a library may say this. What is left of it ends where a payload begins.

    Bolt gives its loggers the level of the root, so the level alone does not keep it quiet; and a secret ballot is
    a payload too.
    """
    room = record.name.partition(".")[0]
    if record.levelno < _LEAST.get(room, 0):
        return False
    if room in ("slack_bolt", "slack_sdk"):
        said = record.getMessage()
        found = _PAYLOAD.search(said)
        record.msg, record.args = f"{said[: found.start()]}…" if found else said, ()
    return True


def _mask(_logger: Any, _name: str, line: MutableMapping[str, Any] | str) -> str:
    return _TOKENS.sub("(secret)", str(line))
