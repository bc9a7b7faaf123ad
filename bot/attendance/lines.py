"""One line of `/verontschuldigd`: which meetings and who comes instead; every other word is dropped, never kept."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import takewhile
from typing import Protocol
from zoneinfo import ZoneInfo

from bot import moments, texts
from bot.attendance.gathering import Part
from bot.errors import N_, Refusal
from bot.meetings import Kind, Meeting, coming
from bot.moments import Reading
from bot.names import EMAIL_LENGTH, NAME_LENGTH, Named, fits, fold, is_email, same

MOST_WORDS = 20
"""Words of a line that are looked at; what comes behind them is dropped unread."""

LONGEST_DATE = 9
LONGEST_NAME = 6
"""Words in a date ("vanaf woensdag 1 april 2026 tot eind juni 2026") and in a name."""

_MENTION = re.compile(r"<@[UW][A-Z0-9]+>")
_LATE = re.compile(r"\b(?:wat |iets )?(?:later|te laat)\b", re.IGNORECASE)
_EARLY = re.compile(r"\bvroeger(?: weg| door)?\b", re.IGNORECASE)
_DEADLINE = re.compile(r"(?:v[oó]{2}r|tegen)\b", re.IGNORECASE)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_GLUE = _words(
    "voor op van de het een vergadering vergaderingen iroj comité overleg plenair plenaire mij me ik ben kom en met "
    "door is dan vervangt vervangen vervanger plaatsvervanger verontschuldigd tot vanaf"
)
"""Words around a date and a name that say nothing more."""

_VAGUE = _words("na de het einde eind begin zomer winter herfst lente vakantie zomervakantie grote jaar verder")
"""Words of an end of a period that is no day ("tot na de zomer")."""

_PARTICLES = _words("van de den der het ter ten te von da di du del la le 't 's")

_REASONS = _words(
    "ziek ziekte zieke griep koorts corona covid verlof zwangerschap zwangerschapsverlof zwanger moederschap "
    "moederschapsrust bevalling bevallen ouderschapsverlof borstvoeding operatie ziekenhuis dokter arts tandarts "
    "burn out burnout depressie ongeval begrafenis overlijden rouw vakantie reis opleiding afwezig werk kind kinderen "
    "hoge zware lichte wegens omwille want omdat sorry"
)
"""Words that begin a reason and no name, also with a capital."""


class Somebody(Named, Protocol):
    """A member of the body."""

    @property
    def id(self) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Outsider:
    """Somebody who is not known yet, as typed: a name and perhaps an e-mail address."""

    name: str
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What was understood: meeting ids, and a member's id or somebody new as the substitute.

    `behalf` is the member in whose name it is. `unclear`: the period has no clear end, so it is asked back. `dropped`:
    more was typed, and is gone.
    """

    meetings: tuple[int, ...]
    part: Part = Part.WHOLE
    member: int | None = None
    outsider: Outsider | None = None
    behalf: int | None = None
    unclear: bool = False
    dropped: bool = False


class Doubt(Refusal):
    """A date that can be two meetings; `candidates` are their ids."""

    def __init__(self, candidates: Sequence[Meeting]) -> None:
        super().__init__(N_("Dat kan meer dan één vergadering zijn. Kies in het formulier welke je bedoelt."))
        self.candidates = tuple(meeting.id for meeting in candidates)


def read(text: str, *, now: datetime, zone: ZoneInfo, meetings: Sequence[Meeting], people: Sequence[Somebody]) -> Line:
    """The meetings and the substitute in `text`; mentions in it are the caller's to look up.

    `meetings` are the body's, `people` its members. Raises `Doubt`, and `Refusal` when no meeting can be read;
    neither repeats what was typed, since that may be a reason.
    """
    typed = texts.line(_MENTION.sub(" ", text)).split()
    part, words = _part(typed[:MOST_WORDS])
    behalf, words = _behalf(words, people)
    window = _window(words, now=now, zone=zone, meetings=meetings)
    ahead = coming(meetings, today=now.astimezone(zone).date())
    found = _meant(window.reading, window.limit, ahead)
    around = [_without_glue(words[: window.start]), _without_glue(words[window.end :])]
    member, outsider, rest = _who(around, people)
    return Line(
        meetings=tuple(each.id for each in found),
        part=part,
        member=member,
        outsider=outsider,
        behalf=behalf,
        unclear=window.unclear,
        dropped=rest > 0 or len(typed) > MOST_WORDS,
    )


def outsider(text: str, *, about: str = "outsider") -> Outsider:
    """A name, and perhaps an e-mail address before or behind it. Raises `Refusal` about the field."""
    words = [bare for word in texts.line(text).split() if (bare := word.strip("<>(),;"))]
    addresses = [word for word in words if is_email(word)]
    name = " ".join(word for word in words if not is_email(word))
    if len(addresses) > 1 or not any(letter.isalpha() for letter in name) or "@" in name:
        raise Refusal(N_("Vul een naam in, eventueel met één e-mailadres: «Jo Claes jo@voorbeeld.be»."), about=about)
    email = addresses[0].casefold() if addresses else ""
    return Outsider(
        name=texts.short_enough(name, most=NAME_LENGTH, about=about),
        email=texts.short_enough(email, most=EMAIL_LENGTH, about=about),
    )


def _part(words: list[str]) -> tuple[Part, list[str]]:
    text = " ".join(words)
    for pattern, part in ((_EARLY, Part.EARLY), (_LATE, Part.LATE)):
        if pattern.search(text):
            return part, pattern.sub(" ", text).split()
    return Part.WHOLE, words


def _behalf(words: list[str], people: Sequence[Somebody]) -> tuple[int | None, list[str]]:
    """The member behind "namens", and the words without both. Raises `Refusal` for a name that is nobody's."""
    at = next((place for place, word in enumerate(words) if fold(word) == "namens"), None)
    if at is None:
        return None, words
    for size in range(LONGEST_NAME, 0, -1):
        run = [word.strip(".,;:|") for word in words[at + 1 : at + 1 + size]]
        known = _known(run, people) if len(run) == size else None
        if known is not None and known[1] == size:
            return known[0], words[:at] + words[at + 1 + size :]
    raise Refusal(N_("Ik vind niet in wiens naam dit is. Kies het lid in het formulier, onder «Namens»."))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Window:
    """The run of words that is a date: from `start` up to `end`. `limit` is the end of an unclear period, if any."""

    start: int
    end: int
    reading: Reading
    unclear: bool = False
    limit: date | None = None


def _window(words: list[str], *, now: datetime, zone: ZoneInfo, meetings: Sequence[Meeting]) -> _Window:
    """The longest run of words that reads as a date. Raises `Refusal` when there is none."""

    def understood(start: int, end: int) -> Reading | None:
        reading = moments.read(" ".join(words[start:end]), now=now, zone=zone, meetings=tuple(meetings))
        is_deadline = isinstance(reading, moments.Until) and _DEADLINE.match(words[start])
        return reading if isinstance(reading, _USABLE) and not is_deadline else None

    for start, end in _runs(len(words)):
        reading = understood(start, end)
        if reading is None:
            continue
        if not isinstance(reading, moments.From) and [fold(word) for word in words[end : end + 1]] != ["tot"]:
            return _Window(start=start, end=end, reading=reading)
        vague = [*takewhile(lambda word: fold(word) in _VAGUE | {"tot"}, words[end:])]
        last = end + len(vague)
        ends = (understood(first, last) for first in range(end + 1, last))
        limit = next((each.last for each in ends if isinstance(each, moments.Range)), None)
        return _Window(start=start, end=last, reading=reading, unclear=True, limit=limit)
    raise Refusal(
        N_(
            "Ik lees hier geen vergadering in. Typ alleen de datum, bijvoorbeeld «24 april», of kies in het "
            "formulier. Wat je verder typte, is niet bewaard."
        )
    )


_USABLE = (
    moments.Point,
    moments.Range,
    moments.From,
    moments.Until,
    moments.Dates,
    moments.DateTimeRange,
    moments.AtNextMeeting,
    moments.Ambiguous,
)


def _runs(length: int) -> Iterator[tuple[int, int]]:
    """Every run of words that a date may have, the longest first, and of those the earliest."""
    for size in range(min(length, LONGEST_DATE), 0, -1):
        for start in range(length - size + 1):
            yield start, start + size


def _meant(reading: Reading, limit: date | None, ahead: Sequence[Meeting]) -> list[Meeting]:
    """The meetings of a reading. Raises `Doubt` and `Refusal`."""
    match reading:
        case moments.AtNextMeeting():
            plenary = [each for each in ahead if each.kind is Kind.PLENARY]
            return _some((plenary or list(ahead))[:1])
        case moments.Point(day=day) if limit is None:
            return _one([each for each in ahead if each.day == day], ahead)
        case moments.DateTimeRange(first=day):
            return _one([each for each in ahead if each.day == day], ahead)
        case moments.Ambiguous(candidates=candidates):
            days = {each.day for each in candidates if isinstance(each, moments.Point)}
            return _one([each for each in ahead if each.day in days], ahead)
        case moments.Dates(days=days):
            return _some([each for each in ahead if each.day in days])
        case moments.Range(first=first, last=last):
            return _within(ahead, first, max(last, limit or last))
        case moments.Until(last=last):
            return _within(ahead, date.min, last)
        case moments.From(first=first) | moments.Point(day=first):
            return _within(ahead, first, limit or date.max)
    return _some([])


def _within(ahead: Sequence[Meeting], first: date, last: date) -> list[Meeting]:
    return _some([each for each in ahead if each.latest >= first and each.earliest <= last])


def _one(found: list[Meeting], ahead: Sequence[Meeting]) -> list[Meeting]:
    """The only meeting of a day; two on one day are told apart in the form."""
    if len(found) > 1:
        raise Doubt(found)
    dated = [each.day for each in ahead if each.day is not None]
    if not found and dated:
        raise Refusal(N_("Op die dag is er geen vergadering. De eerstvolgende is op {next}."), next=dated[0])
    return _some(found)


def _some(found: list[Meeting]) -> list[Meeting]:
    if not found:
        raise Refusal(N_("Dan is er geen vergadering gepland."))
    return found


def _without_glue(words: list[str]) -> list[str]:
    """The words between which a name stands, without what only ties them together at either end."""
    bare = [word for raw in words if (word := raw.strip('.,;:()!?|«»"-–'))]
    while bare and fold(bare[0]) in _GLUE and not _is_capital(bare[0]):
        bare = bare[1:]
    while bare and fold(bare[-1]) in _GLUE:
        bare = bare[:-1]
    return bare


def _who(around: list[list[str]], people: Sequence[Somebody]) -> tuple[int | None, Outsider | None, int]:
    """The member or somebody new who is named in these words, and how many words are left."""
    total = sum(len(words) for words in around)
    for words in around:
        known = _known(words, people)
        if known is not None:
            member, size = known
            left = [word for word in words if fold(word) not in _GLUE]
            return member, None, max(0, total - size - (len(words) - len(left)))
    for words in around:
        name = [*takewhile(_may_be_in_name, words)]
        while name and fold(name[-1]) in _PARTICLES:
            name.pop()
        if len(name) > 1 and _is_capital(name[-1]):
            address = [word for word in words[len(name) : len(name) + 1] if is_email(word)]
            return None, outsider(" ".join(name + address)), total - len(name) - len(address)
    return None, None, total


def _known(words: list[str], people: Sequence[Somebody]) -> tuple[int, int] | None:
    """The one member whose name stands in these words, and in how many; the whole name counts before a part."""
    runs = [(size, words[at : at + size]) for size in range(LONGEST_NAME, 0, -1) for at in range(len(words) - size + 1)]
    for size, run in runs:
        called = [each for each in people if same(" ".join(run), each.name) or _is_address(run, each)]
        if len(called) == 1:
            return called[0].id, size
    for size, run in runs:
        called = [each for each in people if (_begins(run, each) if size > 1 else _is_part(run[0], each))]
        if len(called) == 1:
            return called[0].id, size
    return None


def _is_address(run: list[str], somebody: Somebody) -> bool:
    return len(run) == 1 and is_email(run[0]) and run[0].casefold() == somebody.email.casefold()


def _begins(run: list[str], somebody: Somebody) -> bool:
    """Whether the words may name somebody: the first one in full, the others perhaps cut short."""
    return fold(run[0]) in fold(somebody.name).split() and len(set(run)) > 1 and fits(" ".join(run), somebody)


def _is_part(word: str, somebody: Somebody) -> bool:
    """Whether one word alone names somebody: a first or last name in full, with its capital."""
    parts = set(fold(somebody.name).split()) - _PARTICLES - _REASONS
    return len(word) > 2 and _is_capital(word) and fold(word) in parts


def _may_be_in_name(word: str) -> bool:
    folded = fold(word)
    return folded not in _REASONS and (folded in _PARTICLES or _is_capital(word)) and not is_email(word)


def _is_capital(word: str) -> bool:
    letters = [letter for letter in word if letter.isalpha()]
    return (
        bool(letters) and any(letter.isupper() for letter in letters[:2]) and not any(each.isdigit() for each in word)
    )
