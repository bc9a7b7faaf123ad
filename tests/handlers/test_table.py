"""The listener table: every name once, and functions that get what they ask for."""

from typing import Any

import pytest

from bot.people import Seat
from handlers.payload import Action
from handlers.reply import Reply
from handlers.table import Kind, Table


def nothing() -> None:
    pass


def with_text(text: str) -> None:
    pass


@pytest.mark.parametrize(
    "kind", ["command", "action", "view", "closed", "options", "shortcut", "event", "message", "errand"]
)
def test_a_second_listener_of_one_name_is_an_error_at_start(kind: str) -> None:
    on = Table()
    getattr(on, kind)("x", nothing)
    with pytest.raises(ValueError, match="x"):
        getattr(on, kind)("x", nothing)


def test_one_name_can_be_of_two_kinds() -> None:
    on = Table()
    on.action("x.y", nothing)
    on.view("x.y", nothing)
    assert (on.find(Kind.ACTION, "x.y"), on.find(Kind.VIEW, "x.y")) != (None, None)


def test_a_second_keyword_of_one_command_is_an_error_at_start() -> None:
    on = Table()
    on.command("/x", nothing, lijst=nothing)
    with pytest.raises(ValueError, match="lijst"):
        on.keyword("/x", "lijst", nothing)


def test_a_keyword_can_come_from_another_module() -> None:
    on = Table()
    on.command("/x", nothing)
    on.keyword("/x", "lijst", with_text)
    assert on.commands["/x"].chosen("lijst alles")[1] == "alles"


def test_asking_for_what_a_kind_does_not_have_is_an_error_at_start() -> None:
    def wants_a_seat(seat: Seat) -> None:
        pass

    with pytest.raises(TypeError, match="seat"):
        Table().view("x", wants_a_seat)


def test_what_a_kind_has_may_be_asked_for() -> None:
    def wants(action: Action, me: Any, desk: Any, reply: Reply) -> None:
        pass

    on = Table()
    on.action("x", wants)
    assert on.names(Kind.ACTION) == ["x"]


@pytest.mark.parametrize(
    ("text", "keyword", "rest"),
    [
        ("", False, ""),
        ("mijn", True, ""),
        ("  MIJN ", True, ""),
        ("mijn voorstel | 20 min", False, "mijn voorstel | 20 min"),
        ("nieuw", True, ""),
        ("nieuw 24 april", True, "24 april"),
        ("nieuwjaarsreceptie", False, "nieuwjaarsreceptie"),
        ("Titel  met   spaties", False, "Titel  met   spaties"),
    ],
)
def test_the_first_word_decides_who_answers(text: str, keyword: bool, rest: str) -> None:
    on = Table()
    on.command("/x", with_text, mijn=nothing, nieuw=with_text)
    command = on.commands["/x"]
    listener, left = command.chosen(text)
    assert (listener is not command.listener, left) == (keyword, rest)


def test_a_suffix_makes_a_name_different_for_slack_only() -> None:
    on = Table()
    on.action("votes.for", nothing)
    assert on.find(Kind.ACTION, "votes.for:2") is on.find(Kind.ACTION, "votes.for")


def test_an_unknown_name_has_no_listener() -> None:
    assert Table().find(Kind.ACTION, "x") is None
