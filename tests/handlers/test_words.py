"""Sentences in the reader's language, and the catalogues they come from."""

from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from babel.messages.catalog import Catalog

from bot.people import Role
from handlers.words import SOURCE, ChannelLink, Mention, Words, languages, words_of
from scripts import words as catalogues

BRUSSELS = ZoneInfo("Europe/Brussels")
NL = words_of("nl", BRUSSELS)
EN = words_of("en", BRUSSELS)


def test_a_sentence_is_filled_in() -> None:
    assert NL.say("Dag {name}.", name="Els").plain == "Dag Els."


def test_a_sentence_is_said_in_the_language_of_the_reader() -> None:
    assert EN.say("Sluiten").plain == "Close"


def test_a_sentence_without_translation_stays_dutch() -> None:
    assert EN.say("Nergens vertaald {x}", x=1).plain == "Nergens vertaald 1"


def test_a_language_without_catalogue_is_answered_in_dutch() -> None:
    assert words_of("fr", BRUSSELS).language == SOURCE


def test_the_mark_up_of_the_author_works_where_there_is_mark_up() -> None:
    assert NL.say("Punt *{n}*: _goed_", n=5).marked == "Punt *5*: _goed_"


def test_the_mark_up_of_the_author_is_left_out_elsewhere() -> None:
    assert NL.say("Punt *{n}*: _goed_ `x`", n=5).plain == "Punt 5: goed x"


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ("<!channel>", "&lt;!channel&gt;"),
        ("a & b", "a &amp; b"),
        ("&lt;", "&amp;lt;"),
        ("*vet*", "∗vet∗"),
        ("_schuin_ en een_naam", "ˍschuinˍ en een_naam"),
        ("~weg~", "∼weg∼"),
        ("a`b`c", "aˋbˋc"),
        ("een\r\n twee\n\n\ndrie", "een twee drie"),
        ("{name}", "{name}"),
        ("", ""),
    ],
)
def test_a_fact_cannot_change_the_sentence_around_it(typed: str, marked: str) -> None:
    assert NL.say("{x}", x=typed).marked == marked


def test_a_fact_is_plain_text_as_it_was_typed() -> None:
    assert NL.say("{x}", x="*<!here>*").plain == "*<!here>*"


def test_a_sentence_as_a_fact_keeps_its_own_mark_up() -> None:
    inner = NL.say("*{x}*", x="<b>")
    assert NL.say("Zie {y}.", y=inner).marked == "Zie *&lt;b&gt;*."


def test_a_mention_works_where_there_is_mark_up() -> None:
    assert NL.say("Dag {who}", who=Mention("U1", "Els")).marked == "Dag <@U1>"


def test_a_mention_elsewhere_is_a_name() -> None:
    assert NL.say("Dag {who} en {other}", who=Mention("U1", "Els"), other=Mention("U2")).plain == "Dag Els en U2"


def test_a_channel_is_a_link_where_there_is_mark_up() -> None:
    said = NL.say("In {where}", where=ChannelLink("C1", "comite"))
    assert (said.marked, said.plain) == ("In <#C1>", "In #comite")


@pytest.mark.parametrize(
    ("fact", "dutch", "english"),
    [
        (date(2026, 4, 24), "vrijdag 24 april 2026", "Friday 24 April 2026"),
        (
            datetime(2026, 4, 24, 7, 30, tzinfo=UTC),
            "vrijdag 24 april 2026 om 9u30",
            "Friday 24 April 2026 at 9:30",
        ),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), "vrijdag 1 januari 2027 om 0u", "Friday 1 January 2027 at 0:00"),
        (time(9, 5), "9u05", "9:05"),
        (time(14, 0), "14u", "14:00"),
        (2026, "2026", "2026"),
    ],
)
def test_a_fact_is_spoken_as_the_reader_would(fact: Any, dutch: str, english: str) -> None:
    assert (NL.say("{x}", x=fact).plain, EN.say("{x}", x=fact).plain) == (dutch, english)


def test_a_moment_is_told_in_the_zone_of_the_reader() -> None:
    lisbon = words_of("nl", ZoneInfo("Europe/Lisbon"))
    assert lisbon.when(datetime(2026, 4, 24, 7, 30, tzinfo=UTC)).endswith("om 8u30")


@pytest.mark.parametrize(("cents", "told"), [(125000, "€ 1.250,00"), (5, "€ 0,05"), (-1000, "€ -10,00"), (0, "€ 0,00")])
def test_money_is_told_in_euro(cents: int, told: str) -> None:
    assert NL.money(cents) == told


class _Colour(StrEnum):
    RED = "red"


@pytest.mark.parametrize("fact", [True, None, 1.5, _Colour.RED, Role.CHAIR, ["x"], datetime(2026, 4, 24)])  # noqa: DTZ001 - the naive moment is the case.
def test_a_fact_without_a_spoken_form_is_a_mistake(fact: Any) -> None:
    with pytest.raises(TypeError):
        NL.say("{x}", x=fact)


def test_a_blank_without_a_fact_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        NL.say("{x}")


@pytest.mark.parametrize(("n", "told"), [(0, "0 punten"), (1, "1 punt"), (2, "2 punten")])
def test_one_thing_is_counted_in_the_singular_and_others_in_the_plural(n: int, told: str) -> None:
    assert NL.count("{n} punt", "{n} punten", n).plain == told


@pytest.mark.parametrize(
    ("names", "told"), [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (list("abc"), "a, b en c")]
)
def test_names_are_joined_as_people_say_them(names: list[str], told: str) -> None:
    assert NL.join(names).plain == told


def test_joined_facts_stay_harmless() -> None:
    assert NL.join(["<x>", Mention("U1")]).marked == "&lt;x&gt; en <@U1>"


# The catalogues.


def test_there_is_an_english_catalogue() -> None:
    assert languages() == ("nl", "en")


def test_every_catalogue_is_complete() -> None:
    sentences = catalogues.said()
    found = [
        f"{path.parts[-3]} {problem}"
        for path, kept in catalogues.catalogues()
        for problem in catalogues.problems(sentences, kept)
    ]
    assert not found, "run `make words` and fill in what is missing:\n" + "\n".join(sorted(found))


def test_every_dutch_sentence_is_well_formed() -> None:
    assert [fault for sentence in catalogues.said() for fault in catalogues.faults(sentence)] == []


def test_sentences_are_collected_from_code_and_templates() -> None:
    said = catalogues.said()
    assert "handlers/templates/seats/choose.json.j2" in said["Over welk overlegorgaan gaat dit?"]
    assert "handlers/reply.py" in said["Dat lukt niet"]


def _catalogue(id_: str | tuple[str, str], string: str | tuple[str, str], *flags: str) -> Catalog:
    catalogue = Catalog(locale="en")
    catalogue.add(id_, string, flags=flags)
    return catalogue


@pytest.mark.parametrize(
    ("sentences", "catalogue", "problem"),
    [
        (["Dag"], Catalog(locale="en"), "says nothing"),
        (["Dag"], _catalogue("Dag", ""), "says nothing"),
        ([("{n} punt", "{n} punten")], _catalogue(("{n} punt", "{n} punten"), ("{n} point", "")), "says nothing"),
        ([], _catalogue("Dag", "Hello"), "nobody says"),
        (["Dag"], _catalogue("Dag", "Hello", "fuzzy"), "not sure"),
        (["Dag {x}"], _catalogue("Dag {x}", "Hello"), "other blanks"),
        (["Dag"], _catalogue("Dag", "Hello {x}"), "other blanks"),
    ],
)
def test_what_is_wrong_with_a_catalogue_is_told(sentences: list[Any], catalogue: Catalog, problem: str) -> None:
    [found] = catalogues.problems(sentences, catalogue)
    assert problem in found


@pytest.mark.parametrize("sentence", ["{x:d}", "{x.y}", "{}", "{x!r}", "a & b", "<b>"])
def test_what_is_wrong_with_a_sentence_is_told(sentence: str) -> None:
    assert catalogues.faults(sentence)


def test_an_update_keeps_the_translations_there_were() -> None:
    new = catalogues.updated({"Dag": ["x.py"]}, _catalogue("Dag", "Hello"))
    assert new["Dag"].string == "Hello"


def test_an_update_drops_what_nobody_says_any_more() -> None:
    assert "Dag" not in catalogues.updated({}, _catalogue("Dag", "Hello"))


def test_an_update_leaves_new_sentences_open() -> None:
    new = catalogues.updated({"Dag": ["x.py"]}, Catalog(locale="en"))
    assert catalogues.problems(["Dag"], new) == ["says nothing for: Dag"]


def test_a_sentence_without_words_needs_no_translation() -> None:
    new = catalogues.updated({"*{title}* :calendar:": ["x.py"]}, Catalog(locale="en"))
    assert new["*{title}* :calendar:"].string == "*{title}* :calendar:"


def test_words_are_cached_by_reader() -> None:
    assert words_of("nl", BRUSSELS) is words_of("nl", ZoneInfo("Europe/Brussels"))


def test_words_of_the_same_reader_are_equal() -> None:
    assert Words("nl", BRUSSELS) == NL
