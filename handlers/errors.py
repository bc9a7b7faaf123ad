"""What somebody hears when a handler could not do it: one place for every kind of trouble."""

import secrets

import structlog
from slack_bolt import BoltContext, BoltResponse

from bot.errors import N_, Refusal
from handlers.once import Answers, Repeated
from handlers.reply import Reply
from storage.database import Unavailable

log = structlog.get_logger()

_UNAVAILABLE = N_("Ik kan nu even niet bij mijn gegevens. Er is niets gewijzigd; probeer het over een minuut opnieuw.")
_UNEXPECTED = N_("Er ging iets mis bij mij. Probeer het opnieuw; blijft het misgaan, geef dan code {code} door.")


def answer(error: Exception, context: BoltContext, answers: Answers) -> BoltResponse:
    """The response for a handler that ended in `error`.

    A refusal is said where it was asked. What went wrong on our side is said too, and given a code that also
    stands in the log. For an event Slack gets a failure instead, and delivers it again.
    """
    reply: Reply | None = context.get("reply")
    match error:
        case Repeated():
            return answers.again(context["key"])
        case Refusal() if reply:
            reply.refuse(error)
            return reply.send()
        case Unavailable():
            log.error("database unavailable", error=str(error.__cause__ or error))
            sentence, facts = _UNAVAILABLE, {}
        case _:
            code = secrets.token_hex(3)
            log.error("unexpected error", code=code, exc_info=error)
            sentence, facts = _UNEXPECTED, {"code": code}
    return reply.fail(sentence, **facts) if reply else BoltResponse(status=500)
