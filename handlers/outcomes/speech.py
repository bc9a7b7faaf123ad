"""How outcomes are said, each with its exact strength."""

from bot.errors import N_
from bot.outcomes import Kind, Outcome
from handlers.words import Sentence, Words

KINDS = {
    Kind.APPROVED: N_("Goedgekeurd"),
    Kind.AGREED: N_("Akkoord"),
    Kind.AGREED_WITH_REMARKS: N_("Akkoord met opmerkingen"),
    Kind.ADVICE_POSITIVE: N_("Positief advies"),
    Kind.ADVICE_CONDITIONAL: N_("Voorwaardelijk advies"),
    Kind.ADVICE_NEGATIVE: N_("Negatief advies"),
    Kind.MANDATE_GIVEN: N_("Mandaat gegeven"),
    Kind.AGREED_IN_PRINCIPLE: N_("Principieel akkoord"),
    Kind.NOTED: N_("Ter kennis genomen"),
    Kind.POSTPONED: N_("Uitgesteld"),
    Kind.WITHDRAWN: N_("Ingetrokken"),
    Kind.REJECTED: N_("Niet goedgekeurd"),
}


def kinds(words: Words, outcome: Outcome) -> Sentence:
    """ "Akkoord en Principieel akkoord"."""
    return words.join([words.say(KINDS[kind]) for kind in outcome.kinds])
