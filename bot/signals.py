"""Signals: a letter of the body to several addressees, asked about until all answered or it is closed (domain.md 6)."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from bot import texts
from bot.errors import N_, Refusal
from bot.people import May, Person

KEEPS = May.NOTE_OUTCOMES
"""Keeping signals is the secretarial work of the support officer (interface.md), like noting outcomes."""

MOST_ADDRESSEES = 15
NAME_LENGTH = 100
ANSWER_LENGTH = 300

_BULLET = re.compile(r"^\s*(?:[•·*–-]|\d{1,2}[.)])\s+")


class State(StrEnum):
    """Open until every addressee answered, or somebody closed it."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """Who the letter went to, with the answer and its day. `id` is 0 until it is stored."""

    name: str
    answered_on: date | None = None
    answer: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One letter. `link` opens it, `made_by` is a member id, `reason` says why it was closed without every answer."""

    id: int
    body: int
    title: str
    sent_on: date
    made_by: int
    made_at: datetime
    state: State = State.OPEN
    link: str = ""
    reason: str = ""
    addressees: tuple[Addressee, ...] = ()

    @property
    def silent(self) -> tuple[Addressee, ...]:
        """Those who did not answer yet."""
        return tuple(each for each in self.addressees if each.answered_on is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the form of a signal asks; `addressees` is one name a line."""

    title: str
    sent_on: date | None
    addressees: str
    link: str = ""


def make(wanted: Wanted, *, body: int, by: Person, now: datetime, today: date) -> Signal:
    """A signal that waits for answers, not stored yet (id 0).

    Raises `Refusal` about `title`, `sent_on`, `addressees` or `link`.
    """
    by.must_be_allowed(KEEPS, in_=body)
    if wanted.sent_on is not None and wanted.sent_on > today:
        raise Refusal(N_("Die dag moet nog komen. Noteer een signaal als het verstuurd is."), about="sent_on")
    link = wanted.link.strip()
    if link and not link.startswith(("https://", "http://")):
        raise Refusal(N_("«{link}» is geen link. Begin met https://"), about="link", link=link[:60])
    return Signal(
        id=0,
        body=body,
        title=texts.title(wanted.title),
        sent_on=wanted.sent_on or today,
        made_by=by.member_in(body),
        made_at=now,
        link=link,
        addressees=_addressees(wanted.addressees),
    )


def _addressees(text: str) -> tuple[Addressee, ...]:
    lines = [_BULLET.sub("", line) for line in texts.paragraphs(text).splitlines()]
    names = [texts.short_enough(name, most=NAME_LENGTH, about="addressees") for name in map(texts.line, lines) if name]
    if not names:
        raise Refusal(N_("Naar wie is de brief verstuurd? Zet één geadresseerde per lijn."), about="addressees")
    if len(names) > MOST_ADDRESSEES:
        raise Refusal(N_("Hoogstens {most} geadresseerden."), about="addressees", most=MOST_ADDRESSEES)
    for name in names:
        if sum(name.casefold() == other.casefold() for other in names) > 1:
            raise Refusal(N_("«{name}» staat er twee keer in."), about="addressees", name=name)
    return tuple(Addressee(name=name) for name in names)


def answer(signal: Signal, addressee: int, *, text: str, on: date | None, by: Person, today: date) -> Signal:
    """An addressee answered, or their answer is corrected; with the last one the signal is answered.

    Raises `Refusal` about `addressee`, `on` or `text`.
    """
    _must_be_kept(signal, by=by)
    day = on or today
    if day > today:
        raise Refusal(N_("Die dag moet nog komen."), about="on")
    if day < signal.sent_on:
        raise Refusal(N_("De brief is pas verstuurd op {sent_on}."), about="on", sent_on=signal.sent_on)
    if all(each.id != addressee for each in signal.addressees):
        raise Refusal(N_("Die geadresseerde staat niet bij dit signaal."), about="addressee")
    words = texts.short_enough(texts.paragraphs(text), most=ANSWER_LENGTH, about="text")
    found = tuple(
        replace(each, answered_on=day, answer=words) if each.id == addressee else each for each in signal.addressees
    )
    done = all(each.answered_on is not None for each in found)
    return replace(signal, addressees=found, state=State.ANSWERED if done else State.OPEN)


def close(signal: Signal, reason: str, *, by: Person) -> Signal:
    """**Afsluiten**: nobody asks about it any more, though not everybody answered."""
    _must_be_kept(signal, by=by)
    if signal.state is not State.OPEN:
        raise Refusal(N_("Iedereen heeft al geantwoord: dit signaal is afgerond."))
    clean = texts.short_enough(texts.paragraphs(reason), most=texts.REASON_LENGTH, about="reason")
    return replace(signal, state=State.CLOSED, reason=clean)


def _must_be_kept(signal: Signal, *, by: Person) -> None:
    by.must_be_allowed(KEEPS, in_=signal.body)
    if signal.state is State.CLOSED:
        raise Refusal(N_("Dit signaal is al afgesloten."))
