"""The budget on the home tab: one line."""

from bot.people import Person
from handlers.budget import books, speech
from handlers.items.board import Board
from handlers.words import Sentence, Words
from storage.database import Session


def at_home(db: Session, here: Board, me: Person, words: Words) -> Sentence | None:
    """How this year stands; nothing while nobody gave it a budget or asked anything of it."""
    me.member_in(here.body.id)
    found = books.overview(db, here, here.today.year)
    if not found.balances.is_set and not found.asked and not found.unknown and not found.balances.held:
        return None
    return speech.free(words, found)
