"""How an agenda stands, in sentences: draft or version, too long, a guest who waits."""

from bot.agenda import GUESS_MINUTES, Slot, Version
from bot.errors import N_
from bot.people import May, Person
from handlers.agenda.sheet import Sheet
from handlers.items import speech
from handlers.words import Fact, Sentence, Words

meeting = speech.meeting
place = speech.place
aim = speech.aim
KINDS = speech.KINDS

MOST_WARNINGS = 8
"""Warnings in sight at once, each a small line above the agenda."""


def status(words: Words, sheet: Sheet) -> Sentence:
    """Whether this is a draft, a published version, or a draft after one."""
    standing = sheet.standing
    if standing.last is None:
        return words.say("Ontwerp: nog niet gepubliceerd.")
    if standing.is_news:
        return words.count(
            "Ontwerp na versie {letter}: {n} wijziging is nog niet gepubliceerd.",
            "Ontwerp na versie {letter}: {n} wijzigingen zijn nog niet gepubliceerd.",
            len(standing.differences) + standing.moved,
            letter=standing.last.letter,
        )
    return published(words, standing.last)


def published(words: Words, version: Version) -> Sentence:
    """ "Versie B, gepubliceerd op vrijdag 10 april 2026 om 11u." """
    return words.say(
        "Versie {letter}, gepubliceerd op {published_at}.",
        letter=version.letter,
        published_at=version.published_at,
    )


def occasion(words: Words, sheet: Sheet) -> Sentence | None:
    """ "9u30–12u, Brugge"; None while neither is known."""
    when = speech.hours(words, sheet.meeting.starts, sheet.meeting.ends)
    place = sheet.meeting.place
    if when is None:
        return words.say("{place}", place=place) if place else None
    return words.say("{hours}, {place}", hours=when, place=place) if place else when


def warnings(words: Words, sheet: Sheet) -> list[Sentence]:
    """What the support officer should know before this agenda goes out, the most important first."""
    found = [*_length(words, sheet), *_guesses(words, sheet), *_guests(words, sheet)]
    if len(found) <= MOST_WARNINGS:
        return found
    shown = found[: MOST_WARNINGS - 1]
    rest = words.count("en nog {n} waarschuwing", "en nog {n} waarschuwingen", len(found) - len(shown))
    return [*shown, rest]


def _length(words: Words, sheet: Sheet) -> list[Sentence]:
    overrun, until = sheet.standing.table.overrun, sheet.ends
    if not overrun:
        return []
    if until is None:
        return [words.say("De agenda duurt {overrun} minuten langer dan de vergadering.", overrun=overrun)]
    return [
        words.say(
            "De agenda duurt {overrun} minuten langer dan de vergadering: hij loopt tot {until}.",
            overrun=overrun,
            until=until,
        )
    ]


def _guests(words: Words, sheet: Sheet) -> list[Sentence]:
    return [said for slot in sheet.standing.table.slots if (said := _guest(words, slot)) is not None]


def _guest(words: Words, slot: Slot) -> Sentence | None:
    if slot.item.fixed_at is None:
        return None
    facts: dict[str, Fact] = {"title": slot.item.title, "fixed_at": slot.item.fixed_at}
    if slot.delayed:
        sentence = N_("«{title}» staat vast om {fixed_at}, maar wat ervoor komt loopt {minutes} minuten uit.")
        return words.say(sentence, minutes=slot.delayed, **facts)
    if slot.waits:
        sentence = N_("Vóór «{title}» (vast om {fixed_at}) blijven {minutes} minuten open.")
        return words.say(sentence, minutes=slot.waits, **facts)
    return None


def _guesses(words: Words, sheet: Sheet) -> list[Sentence]:
    guessed = sheet.standing.table.guessed
    if not guessed:
        return []
    return [
        words.count(
            "{n} punt heeft nog geen duur; daarvoor reken ik {guess} minuten.",
            "{n} punten hebben nog geen duur; daarvoor reken ik telkens {guess} minuten.",
            guessed,
            guess=GUESS_MINUTES,
        )
    ]


def may_order(sheet: Sheet, me: Person) -> bool:
    """Whether this person gets the buttons to change the agenda."""
    return me.may(May.ORDER_AGENDA, in_=sheet.body.id) and sheet.is_open


def may_publish(sheet: Sheet, me: Person) -> bool:
    """Whether this person gets the button to publish."""
    return me.may(May.PUBLISH_AGENDA, in_=sheet.body.id) and sheet.is_open
