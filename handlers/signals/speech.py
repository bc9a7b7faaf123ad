"""How a signal that waits is said."""

from bot.signals import Signal
from handlers.words import Sentence, Words


def waiting(words: Words, signal: Signal) -> Sentence:
    """ "nog geen antwoord van Opgroeien en VAPH"."""
    return words.say("nog geen antwoord van {names}", names=words.join([each.name for each in signal.silent]))
