"""The Dutch words that the reader knows, each with the token that its rules see instead.

Tokens begin with a capital, which no tidied text has: `M4` april, `W5` Friday, `#3` third, `#-1` last, `R1`
tomorrow, `D1` Mondays, `P…` part of the day, `H…` feast, `K…` school holiday, `S…` season, `G…` meeting. Articles
and other noise become nothing. A word that is not here makes the whole phrase unreadable: that keeps the reader honest.
"""

from collections.abc import Iterator

from bot.moments import holidays

MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
SEASONS = ("lente", "voorjaar", "zomer", "herfst", "najaar", "winter")

_MONTHS_SHORT = ("jan", "feb|febr", "mrt", "apr", "", "jun", "jul", "aug", "sep|sept", "okt|oct", "nov", "dec")
_WEEKDAYS_SHORT = ("ma", "di", "wo|woe", "do", "vr", "za", "")
_WEEKDAYS_LOOSE = ("", "din", "", "don", "vrij", "zat", "zo|zon")
"""Short forms that are words of their own ("zo nodig"): a weekday only when a number follows."""

_TO_NINE = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
_TO_NINETEEN = (
    *("tien", "elf", "twaalf", "dertien", "veertien"),
    *("vijftien", "zestien", "zeventien", "achttien", "negentien"),
)
_TENS = {20: "twintig", 30: "dertig", 40: "veertig", 50: "vijftig"}
_ORDINALS = ("eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende")

_PARTS_OF_DAY = {
    "ochtend": "ochtend|morgen",
    "voormiddag": "voormiddag",
    "middag": "middag",
    "namiddag": "namiddag",
    "avond": "avond",
    "nacht": "nacht",
}
_RELATIVE_DAYS = {"R-2": "eergisteren", "R-1": "gisteren|gister", "R1": "morgen", "R2": "overmorgen"}

_WORDS = {
    "": "de|het|den|t|der|dd|op|datum|de datum van",
    "LABEL": "deadline|einddatum|streefdatum|uiterste datum",
    "in": "in|tijdens|gedurende|doorheen",
    "om": "om",
    "uur": "uur|uren",
    "van": "van|uit|vd",
    ",": "en|alsook|en ook",
    "of": "of|ofwel",
    "ergens": "ergens|in de loop van|in loop van|loop van|in het verloop van",
    # Borders.
    "tem": "tem|tot en met|tot met|tot mt",
    "tot": "tot|tot aan|tot op",
    "tussen": "tussen|tss",
    "voor": "voor",
    "na": "na",
    "tegen": "tegen",
    "uiterlijk": "uiterlijk|ten laatste|laatst op|op zijn laatst|op z n laatst|niet later dan|niet na",
    "vanaf": (
        "vanaf|met ingang van|ingaand op|ten vroegste|vroegst op|op zijn vroegst|"
        "niet voor|niet eerder dan|niet vroeger dan"
    ),
    "per": "per",
    "sinds": "sinds|sedert",
    "binnen": "binnen|binnen dit en",
    "over": "over",
    "geleden": "geleden|terug",
    "begin": "begin|start|aan het begin|bij het begin",
    "midden": "midden|medio|halverwege",
    "half": "half",
    "kwart": "kwart",
    "eind": "eind|einde|aan het einde|aan het eind",
    "helft": "helft",
    # Which one.
    "komende": "komende|komend|aanstaande|as|ek|eerstkomende|eerstkomend|eerstvolgende|eerstvolgend|eerste volgende",
    "volgende": "volgende|volgend",
    "deze": "deze|dit|dezer",
    "vorige": "vorige|vorig|verleden",
    "afgelopen": "afgelopen|voorbije|jl|jongstleden|laatstleden|ll",
    "#-1": "laatste|allerlaatste",
    "#-2": "voorlaatste",
    # Lengths of time.
    "dag": "dag|dagen|daags",
    "werkdag": "werkdag|werkdagen",
    "week": "week|weken|wk|w",
    "weekend": "weekend|weekends|weekeinde",
    "maand": "maand|maanden|mnd",
    "kwartaal": "kwartaal|kwartalen",
    "jaar": "jaar|jaren",
    "6 maand": "half jaar|een half jaar|halfjaar",
    "18 maand": "anderhalf jaar",
    "Q": "q|kw",
    "k": "k",
    "schooljaar": "schooljaar",
    "R0": "vandaag|nu|heden",
    # Series.
    "elke": "elke|elk|iedere|ieder|alle",
    "omde": "om de",
    "elke werkdag": "elke werkdag|iedere werkdag|alle werkdagen|elke weekdag|iedere weekdag",
    "elke 1 dag": "dagelijks",
    "elke 1 week": "wekelijks",
    "elke 2 week": "tweewekelijks|veertiendaags|om de andere week",
    "elke 3 week": "driewekelijks",
    "elke 4 week": "vierwekelijks",
    "elke 1 maand": "maandelijks",
    "elke 2 maand": "tweemaandelijks",
    "elke 3 maand": "driemaandelijks|per kwartaal",
    "elke 6 maand": "halfjaarlijks|zesmaandelijks|elk half jaar|ieder half jaar|om het half jaar",
    "elke 1 jaar": "jaarlijks",
    "elke 2 jaar": "tweejaarlijks",
    "behalve": "behalve|uitgezonderd|met uitzondering van|niet in",
    "keer": "keer|maal|x",
    # Parts of the day.
    "Pochtend": "ochtend|s ochtends|sochtends|s morgens|smorgens|vroeg",
    "Pvoormiddag": "voormiddag|vm|s voormiddags|svoormiddags",
    "Pmiddag": "middag|s middags|smiddags",
    "Pnamiddag": "namiddag|nm|s namiddags|snamiddags|na de middag|na middag",
    "Pavond": "avond|s avonds|savonds",
    "Pnacht": "nacht|s nachts|snachts",
    "R0 Pochtend": "vanochtend|vanmorgen|deze ochtend|deze morgen",
    "R0 Pvoormiddag": "vanvoormiddag|deze voormiddag",
    "R0 Pmiddag": "vanmiddag|deze middag",
    "R0 Pnamiddag": "vannamiddag|deze namiddag",
    "R0 Pavond": "vanavond|deze avond",
    "R1 Pochtend": "morgenvroeg|morgen vroeg",
    # Meetings.
    "Gplenary": (
        "iroj|irojs|irojvergadering|irojoverleg|iroj vergadering|iroj overleg|"
        "plenaire|plenair|plenum|plenaire vergadering|plenair overleg|plenaire zitting"
    ),
    "Gcommittee": "comite|comitevergadering|comiteoverleg|comite vergadering|comite overleg",
    "Gworking_group": "werkgroep|werkgroepvergadering|stuurgroep|kerngroep",
    "Gany": "vergadering|overleg|zitting|bijeenkomst|overlegvergadering",
    # School holidays.
    "Kkrokusvakantie": "krokusvakantie|krokusverlof|krokus vakantie|krokus verlof",
    "Kpaasvakantie": "paasvakantie|paasverlof|paas vakantie|paas verlof",
    "Kzomervakantie": "zomervakantie|zomerverlof|zomer vakantie|grote vakantie|groot verlof",
    "Kherfstvakantie": "herfstvakantie|herfstverlof|herfst vakantie|herfst verlof",
    "Kkerstvakantie": "kerstvakantie|kerstverlof|kerst vakantie|kerst verlof",
}

_FEASTS = {
    "Pasen": "paaszondag|eerste paasdag",
    "paasmaandag": "tweede paasdag",
    "Hemelvaart": "hemelvaartsdag|hemelvaartdag|ons heer hemelvaart|olh hemelvaart|onze lieve heer hemelvaart",
    "Pinksteren": "pinksterzondag|eerste pinksterdag",
    "pinkstermaandag": "tweede pinksterdag",
    "Kerstmis": "kerst|kerstdag|eerste kerstdag",
    "oudejaar": "oudejaarsavond|oudejaarsdag|oude jaar",
    "Nieuwjaar": "nieuwjaarsdag",
    "Dag van de Arbeid": "feest van de arbeid",
    "feestdag van de Vlaamse Gemeenschap": (
        "vlaamse feestdag|feest van de vlaamse gemeenschap|dag van de vlaamse gemeenschap"
    ),
    "Onze-Lieve-Vrouw-Hemelvaart": "olv hemelvaart|maria hemelvaart|onze lieve vrouw tenhemelopneming",
    "Wapenstilstand": "wapenstilstandsdag",
    "Valentijn": "valentijnsdag",
}

VAGUE_WORDS = frozenset(
    {
        *("binnenkort", "later", "weldra", "spoedig", "ooit", "asap", "snel", "straks", "dadelijk", "nooit"),
        *("rond", "omstreeks", "ongeveer", "circa", "ca", "enkele", "paar", "anderhalve", "vakantie", "verlof"),
    }
)
"""Words about time that fix no day: with one of them the refusal says "vaag" instead of "geen datum"."""


def _entries() -> Iterator[tuple[str, str]]:
    """Pairs of a Dutch word or phrase and its tokens."""
    for token, words in _WORDS.items():
        yield from ((word, token) for word in words.split("|"))
    for season in SEASONS:
        yield season, f"S{season}"
    for name in holidays.FEASTS:
        yield from ((word, _feast_token(name)) for word in (_plain(name), *_FEASTS.get(name, name).split("|")))
    yield from _calendar_entries()
    yield from _number_entries()


def _feast_token(name: str) -> str:
    return "H" + name.replace(" ", "_")


def _plain(name: str) -> str:
    return name.lower().replace("-", " ")


def _calendar_entries() -> Iterator[tuple[str, str]]:
    for number, (name, short) in enumerate(zip(MONTHS, _MONTHS_SHORT, strict=True), 1):
        yield from ((word, f"M{number}") for word in (name, *short.split("|")) if word)
    days = zip(WEEKDAYS, _WEEKDAYS_SHORT, _WEEKDAYS_LOOSE, strict=True)
    for number, (name, short, loose) in enumerate(days, 1):
        yield from ((word, f"W{number}") for word in (name, *short.split("|")) if word)
        yield f"{name}en", f"D{number}"
        yield from ((word, f"w{number}") for word in loose.split("|") if word)
        yield from _with_part_of_day(name, f"W{number}")
    for token, words in _RELATIVE_DAYS.items():
        for word in words.split("|"):
            yield word, token
            yield from _with_part_of_day(word, token)


def _with_part_of_day(day: str, token: str) -> Iterator[tuple[str, str]]:
    for part, words in _PARTS_OF_DAY.items():
        yield from ((day + word, f"{token} P{part}") for word in words.split("|"))


def _number_entries() -> Iterator[tuple[str, str]]:
    for number, word in enumerate((*_TO_NINE, *_TO_NINETEEN), 1):
        yield word, str(number)
    for number, word in enumerate((*_TO_NINE, *_TO_NINETEEN[:3]), 1):
        yield f"half{word}", f"half {number}"
    for ten, word in _TENS.items():
        yield word, str(ten)
        for unit, small in enumerate(_TO_NINE, 1):
            yield f"{small}en{word}", str(ten + unit)
    for rank, word in enumerate(_ORDINALS, 1):
        yield word, f"#{rank}"
    for number, word in enumerate(_TO_NINETEEN[1:], 11):
        yield f"{word}de", f"#{number}"
    for number in range(20, 32):
        yield f"{_TO_NINE[number % 10 - 1] + 'en' if number % 10 else ''}{_TENS[number // 10 * 10]}ste", f"#{number}"


LEXICON = dict(_entries())
LONGEST_ENTRY = max(len(words.split()) for words in LEXICON)

_OFTEN_MISTYPED = (
    *(month for month in MONTHS if len(month) > 5 or month == "april"),
    *WEEKDAYS,
    *holidays.BREAKS,
)


def corrected(word: str) -> str | None:
    """The long name that a word is one slip of the keys away from ("febuari", "wonesdag"), or None."""
    if len(word) < 5:
        return None
    return next((name for name in _OFTEN_MISTYPED if word != f"{name}s" and _one_slip(word, name)), None)


def _one_slip(typed: str, meant: str) -> bool:
    """Whether one letter is missing, extra, different or swapped with its neighbour."""
    if abs(len(typed) - len(meant)) > 1:
        return False
    same = next((i for i, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), min(len(typed), len(meant)))
    rest, wanted = typed[same:], meant[same:]
    swapped = rest[1:2] + rest[:1] + rest[2:]
    return wanted in {rest[1:], swapped} or wanted[1:] in {rest, rest[1:]}
