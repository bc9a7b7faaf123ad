"""The house words hold for every file: nothing put off, nothing silenced without a reason, honest names."""

import pytest

from tests.house import words
from tests.house.tree import ROOMS, Module, files, modules

EVERYTHING = modules(*ROOMS, "tests", "scripts")


def test_no_file_of_the_project_puts_work_off() -> None:
    texts = {file: file.read_bytes().decode("utf-8", errors="ignore") for file in files()}
    assert [str(file) for file, text in texts.items() if words.unfinished(text)] == []


def test_every_silenced_warning_has_its_reason() -> None:
    silenced = {module.name: words.silenced_without_reason(module.source) for module in EVERYTHING}
    assert {name: found for name, found in silenced.items() if found} == {}


def test_every_name_tells_something() -> None:
    named = {module.name: words.empty_names(module) for module in EVERYTHING}
    assert {name: found for name, found in named.items() if found} == {}


def test_only_the_ticker_catches_everything_and_only_once() -> None:
    catching = {module.name: words.catches_everything(module.source) for module in EVERYTHING}
    outside = [name for name, count in catching.items() if count and not name.startswith("handlers.ticker")]
    assert (outside, sum(catching.values()) <= 1) == ([], True)


def test_every_module_opens_with_what_it_is_for() -> None:
    assert [module.name for module in EVERYTHING if not words.opens_with_a_sentence(module)] == []


def test_every_test_is_a_sentence() -> None:
    assert [name for module in modules("tests") for name in words.terse_tests(module.source)] == []


@pytest.mark.parametrize("mark", ["todo".upper(), "fixme".upper()])
def test_a_mark_of_unfinished_work_is_found(mark: str) -> None:
    assert words.unfinished(f"x = 1  # {mark}: later") == [mark]


def test_a_word_that_contains_a_mark_is_not_one() -> None:
    assert words.unfinished("see METHODOLOGY and todos") == []


@pytest.mark.parametrize(
    "comment",
    [
        "# type: ignore",
        "# type: ignore[arg-type]",
        "# type:ignore[arg-type]  # mypy",
        "# noqa",
        "# noqa: S608",
        "# noqa: S608, E501",
    ],
)
def test_a_silenced_warning_without_a_reason_is_found(comment: str) -> None:
    assert words.silenced_without_reason(f"x = 1  {comment}\n") == [comment]


@pytest.mark.parametrize(
    "line",
    [
        "x = 1  # type: ignore[arg-type]  # The library has no types for this.",
        "x = 1  # noqa: S608: the name comes from our own table.",
        "x = 'a text with # noqa in it'",
        "x = 1  # A plain comment.",
    ],
)
def test_a_reason_in_words_is_enough(line: str) -> None:
    assert words.silenced_without_reason(line + "\n") == []


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("bot.utils", ""),
        ("handlers.helpers.dates", ""),
        ("bot.votes", "class VoteManager: ..."),
        ("bot.votes", "class Poll:\n    class BallotHelper: ..."),
        ("storage.votes", "class VoteService: ..."),
        ("bot.votes", "def process_ballot(): ..."),
    ],
)
def test_a_name_that_tells_nothing_is_found(name: str, source: str) -> None:
    assert len(words.empty_names(Module(name=name, source=source))) == 1


def test_an_honest_name_passes() -> None:
    honest = Module(name="bot.votes", source="class Ballot: ...\ndef count(): ...")
    assert words.empty_names(honest) == []


@pytest.mark.parametrize(
    "caught", ["", " Exception", " BaseException", " (ValueError, Exception)", " Exception as error"]
)
def test_catching_everything_is_found(caught: str) -> None:
    assert words.catches_everything(f"try:\n    pass\nexcept{caught}:\n    pass") == 1


@pytest.mark.parametrize("caught", ["ValueError", "(ValueError, KeyError)", "ExceptionGroup"])
def test_catching_something_in_particular_passes(caught: str) -> None:
    assert words.catches_everything(f"try:\n    pass\nexcept {caught}:\n    pass") == 0


@pytest.mark.parametrize("source", ["import re", '"""Votes"""', "# Counts votes.\nimport re"])
def test_a_module_that_does_not_say_what_it_is_for_is_found(source: str) -> None:
    assert not words.opens_with_a_sentence(Module(name="bot.votes", source=source))


@pytest.mark.parametrize("source", ["", '"""Counts votes."""', '"""Counts votes\nof a body.\n\nAnd more"""'])
def test_a_module_that_says_what_it_is_for_passes(source: str) -> None:
    assert words.opens_with_a_sentence(Module(name="bot.votes", source=source))


def test_a_test_that_is_no_sentence_is_found() -> None:
    source = "def test_cast(): ...\ndef test_a_candidate_does_not_vote(): ..."
    assert words.terse_tests(source) == ["test_cast"]
