"""Every template in every language on its worst facts, and what a template can and cannot print."""

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from jinja2 import DictLoader, UndefinedError
from slack_sdk.models.blocks import Block

from handlers import render as rendering
from handlers.render import names, render
from handlers.words import Sentence, languages, words_of
from sandbox import blocks as inspector
from tests.handlers.worst import HOSTILE, Facts, makers

BRUSSELS = ZoneInfo("Europe/Brussels")
NL = words_of("nl", BRUSSELS)


@pytest.mark.parametrize("name", names())
def test_every_template_has_worst_facts(name: str) -> None:
    assert name in makers(), f"add @worst({name!r}) in tests/handlers/worst_<noun>.py"


def test_worst_facts_are_of_templates_that_exist() -> None:
    assert makers().keys() <= set(names())


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", sorted(makers().keys() & set(names())))
def test_slack_takes_every_template_on_its_worst_facts(name: str, language: str) -> None:
    words = words_of(language, BRUSSELS)
    for facts in makers()[name](words):
        assert [str(problem) for problem in _problems(render(name, words=words, **facts))] == []


@pytest.mark.parametrize("name", sorted(makers().keys() & set(names())))
def test_no_template_lets_a_member_ping_or_fake_a_link(name: str) -> None:
    for facts in makers()[name](NL):
        marked = "\n".join(_marked(render(name, words=NL, **facts)))
        assert not re.search(r"<!|<https?:", marked)


def _problems(rendered: dict[str, Any]) -> list[Any]:
    for block in rendered["blocks"]:
        # The SDK's own models complain about a type they know and a length they check.
        Block.parse(block)
    if "type" in rendered:
        # A modal of the framework gets its blocks from what it shows.
        return [found for found in inspector.check_view(rendered) if rendered["blocks"] or found.pointer != "/blocks"]
    if not str(rendered.get("text", "")).strip():
        return ["a message has a text for who does not see its blocks"]
    if len(rendered["text"]) > 4000:
        return ["the text of a message that is edited has at most 4,000 characters"]
    return inspector.check(rendered["blocks"])


def _marked(part: Any) -> Iterator[str]:
    """Every mrkdwn text in a rendered template, the top-level text too."""
    if isinstance(part, dict):
        if part.get("type") == "mrkdwn" or ("blocks" in part and isinstance(part.get("text"), str)):
            yield part["text"]
        for value in part.values():
            yield from _marked(value)
    elif isinstance(part, list):
        for value in part:
            yield from _marked(value)


# What a template can print.


@pytest.fixture
def template(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Renders a template that is given as text."""

    def shown(source: str, /, **facts: Any) -> Any:
        environment = rendering._environment.__wrapped__()
        environment.loader = DictLoader({"x/tried.json.j2": source})
        monkeypatch.setattr(rendering, "_environment", lambda: environment)
        rendering._template.cache_clear()
        return render("x/tried", words=NL, **facts)

    yield shown
    rendering._template.cache_clear()


@pytest.mark.parametrize("text", [HOSTILE, '"', "\\", "\\u0022", "], }", "{% raw %}", "", "\x00\x1f", "\u2028"])
def test_text_cannot_break_out_of_the_json(template: Any, text: str) -> None:
    assert template('{"a": {{ plain(text) }}, "b": 1}', text=text)["a"]["text"] == text


def test_bare_text_is_escaped_for_mrkdwn(template: Any) -> None:
    assert template('{"text": {{ x }}}', x="<!here> & co") == {"text": "&lt;!here&gt; &amp; co"}


def test_a_bare_sentence_keeps_the_mark_up_of_its_author(template: Any) -> None:
    assert template('{"text": {{ say("*{x}*", x=x) }}}', x="<b>") == {"text": "*&lt;b&gt;*"}


def test_mrkdwn_objects_do_not_look_for_links_themselves(template: Any) -> None:
    assert template("{{ section(x) }}", x="#algemeen")["text"] == {
        "type": "mrkdwn",
        "text": "#algemeen",
        "verbatim": True,
    }


@pytest.mark.parametrize("value", [1.5, ["x"], {"a": 1}, object()])
def test_what_is_not_one_json_value_is_a_mistake_that_names_the_template(template: Any, value: Any) -> None:
    with pytest.raises(TypeError) as caught:
        template('{"a": {{ x }}}', x=value)
    assert caught.value.__notes__ == ["in the template x/tried"]


def test_a_fact_that_is_missing_is_a_mistake(template: Any) -> None:
    with pytest.raises(UndefinedError):
        template('{"a": {{ nowhere }}}')


def test_a_fact_may_not_hide_a_word_of_the_templates(template: Any) -> None:
    with pytest.raises(TypeError, match="section"):
        template("{}", section="x")


def test_a_comma_too_many_is_forgiven(template: Any) -> None:
    assert template('{"a": [{% for n in ns %}{{ n }},{% endfor %}],}', ns=[1, 2]) == {"a": [1, 2]}


def test_a_comma_before_a_bracket_inside_a_text_stays(template: Any) -> None:
    assert template('{"a": {{ x }},}', x="een,] twee, }") == {"a": "een,] twee, }"}


def test_a_quote_keeps_every_character(template: Any) -> None:
    quoted = template("{{ quote(x) }}", x="regel 1\n  *regel* <2>")
    assert quoted["elements"][0]["elements"][0]["text"] == "regel 1\n  *regel* <2>"


def test_a_modal_is_called_after_its_template(template: Any) -> None:
    assert template("{% call modal(say('Titel')) %}{% endcall %}")["callback_id"] == "x.tried"


def test_a_modal_carries_ids(template: Any) -> None:
    view = template("{% call modal(say('T'), metadata={'body': 3, 'none': none}) %}{% endcall %}")
    assert json.loads(view["private_metadata"]) == {"body": 3, "none": None}


def test_buttons_of_one_name_get_different_ids_in_one_row(template: Any) -> None:
    row = template("{{ actions([button('x.y', 'a', 1), button('x.y', 'b', 2), button('x.z', 'c', 3)]) }}")
    assert [button["action_id"] for button in row["elements"]] == ["x.y", "x.y:2", "x.z"]


def test_a_row_leaves_out_what_is_none(template: Any) -> None:
    row = template("{{ actions([button('x.y', 'a') if no else none, button('x.z', 'b')]) }}", no=False)
    assert [button["action_id"] for button in row["elements"]] == ["x.z"]


def test_a_row_can_be_filled_by_a_loop(template: Any) -> None:
    row = template(
        "{% call actions() %}{% for n in ns %}{{ button('x.y', n, n) }},{% endfor %}{% endcall %}", ns=[1, 2]
    )
    assert [button["value"] for button in row["elements"]] == ["1", "2"]


def test_an_initial_option_is_one_of_the_options(template: Any) -> None:
    view = template("{{ select([choice(1, x), choice(2, 'b')], initial=1) }}", x="x" * 200)
    assert view["initial_option"] == view["options"][0]


def test_an_option_is_cut_to_what_slack_shows(template: Any) -> None:
    view = template("{{ select([choice(1, x)]) }}", x="x" * 76)
    assert view["options"][0]["text"]["text"] == "x" * 74 + "…"


def test_an_option_of_the_right_length_is_not_cut(template: Any) -> None:
    view = template("{{ select([choice(1, x)]) }}", x="x" * 75)
    assert view["options"][0]["text"]["text"] == "x" * 75


@pytest.mark.parametrize("empty", ["select([])", "checkboxes([])", "bullets([])", "overflow('a', [])"])
def test_a_list_that_slack_refuses_when_empty_is_a_mistake(template: Any, empty: str) -> None:
    with pytest.raises(TypeError, match="leave it out"):
        template("{{ " + empty + " }}")


def test_an_input_is_found_back_by_its_block(template: Any) -> None:
    field = template("{{ input('title:2', 'Titel', text_input(initial='', most=150)) }}")
    assert (field["block_id"], field["element"]["action_id"]) == ("title:2", "title")


def test_dates_and_money_are_told_in_templates(template: Any) -> None:
    assert template('{"a": {{ money(125000) }}}') == {"a": "€ 1.250,00"}


def test_a_sentence_is_not_escaped_twice(template: Any) -> None:
    assert template("{{ section(x) }}", x=Sentence("a & b", "a &amp; b"))["text"]["text"] == "a &amp; b"


def test_names_of_parts_are_not_templates() -> None:
    assert not [name for name in names() if "/_" in name]


def test_names_are_sorted_and_different() -> None:
    assert all(one < other for one, other in pairwise(names()))


def test_a_sentence_is_rendered_for_this_reader_only() -> None:
    facts: Facts = {"title": "Titel"}
    dutch = render("notice/frame", words=NL, **facts)["close"]["text"]
    english = render("notice/frame", words=words_of("en", BRUSSELS), **facts)["close"]["text"]
    assert (dutch, english) == ("Sluiten", "Close")
