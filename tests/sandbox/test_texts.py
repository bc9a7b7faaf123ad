"""What people type becomes Slack's mark-up, and Slack's mark-up becomes what people read."""

from typing import Any

import pytest

from sandbox import text, typed
from sandbox.channels import Channel
from sandbox.slackers import Slacker
from sandbox.team import Team

Json = dict[str, Any]

NAMES = {"U1": "@Lena", "C1": "#plenair"}


def name_of(some_id: str) -> str:
    return NAMES.get(some_id, some_id)


# Typing.


def test_the_longest_name_is_meant(team: Team) -> None:
    team.add_person("Jan")
    longer = team.add_person("Jan Peeters")
    assert typed.as_message("@Jan Peeters, kom je?", team) == f"<@{longer.id}>, kom je?"


def test_a_name_inside_a_word_is_no_mention(team: Team, lena: Slacker) -> None:
    assert typed.as_message("post@Lena Verhulst", team) == "post@Lena Verhulst"


def test_a_picked_name_is_kept_and_an_invented_one_is_text(team: Team, lena: Slacker) -> None:
    assert typed.as_message(f"<@{lena.id}|x> en <@U404>", team) == f"<@{lena.id}> en &lt;@U404&gt;"


def test_a_private_channel_keeps_its_name_to_itself(team: Team, lena: Slacker) -> None:
    comite = team.add_channel("comite", private=True, members=[lena])
    assert typed.as_command("in #comite", team, should_escape=True) == f"in <#{comite.id}|>"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("<!channel> & co", "&lt;!channel&gt; &amp; co"),
        ("@here kom", "<!here> kom"),
        ("zie https://voorbeeld.be/a?b=1.", "zie <https://voorbeeld.be/a?b=1>."),
    ],
)
def test_a_message_is_kept_as_slack_keeps_it(team: Team, said: str, kept: str) -> None:
    assert typed.as_message(said, team) == kept


def test_a_command_without_escaping_keeps_the_bare_words(team: Team, lena: Slacker, plenary: Channel) -> None:
    said = f"voor <@{lena.id}> in #plenair <b>"
    assert typed.as_command(said, team, should_escape=False) == "voor @Lena Verhulst in #plenair <b>"


# Reading.


@pytest.mark.parametrize(
    ("mrkdwn", "read"),
    [
        ("<@U1> in <#C1|plenair> en <#C1>", "@Lena in #plenair en #plenair"),
        ("<https://voorbeeld.be|hier> of <https://voorbeeld.be>", "hier of https://voorbeeld.be"),
        ("<!date^1777014000^{date}|24 april> <!here>", "24 april @here"),
        ("&lt;b&gt; &amp;amp; *vet*", "<b> &amp; *vet*"),
    ],
)
def test_mark_up_reads_as_on_screen(mrkdwn: str, read: str) -> None:
    assert text.readable(mrkdwn, name_of) == read


def test_every_part_of_the_blocks_can_be_read() -> None:
    def plain(words: str) -> Json:
        return {"type": "plain_text", "text": words}

    option = {"text": plain("keuze"), "value": "1"}
    blocks: list[Json] = [
        {"type": "header", "text": plain("kop")},
        {"type": "section", "text": {"type": "mrkdwn", "text": "<@U1> &amp; co"}, "fields": [plain("veld")]},
        {"type": "section", "text": plain("naast"), "accessory": {"type": "button", "text": plain("knop")}},
        {"type": "context", "elements": [plain("klein"), {"type": "image", "alt_text": "beeld"}]},
        {"type": "actions", "elements": [{"type": "overflow", "options": [option]}]},
        {"type": "actions", "elements": [{"type": "static_select", "placeholder": plain("kies"), "options": [option]}]},
        {
            "type": "input",
            "label": plain("naam"),
            "hint": plain("hulp"),
            "element": {"type": "plain_text_input", "initial_value": "al ingevuld"},
        },
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_list",
                    "style": "ordered",
                    "elements": [
                        {"type": "rich_text_section", "elements": [{"type": "text", "text": "<een>"}]},
                        {"type": "rich_text_section", "elements": [{"type": "user", "user_id": "U1"}]},
                    ],
                }
            ],
        },
        {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}, {"type": "raw_text", "text": "b"}]]},
        {"type": "divider"},
    ]
    assert text.of_blocks(blocks, name_of).split("\n") == [
        *("kop", "@Lena & co", "veld", "naast", "knop", "klein", "beeld", "keuze", "kies"),
        *("naam", "al ingevuld", "hulp", "1. <een>", "2. @Lena", "a | b"),
    ]


# Pinging.


@pytest.mark.parametrize(
    ("message", "pinged"),
    [
        ({"text": "Dag <!channel> en <@U1>"}, {"channel", "U1"}),
        ({"text": "Dag @channel &lt;!here&gt;"}, set()),
        ({"text": "", "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "@here"}}]}, {"here"}),
        (
            {
                "text": "",
                "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "@here", "verbatim": True}}],
            },
            set(),
        ),
        ({"text": "", "blocks": [{"type": "section", "text": {"type": "plain_text", "text": "<!channel>"}}]}, set()),
        (
            {
                "text": "",
                "blocks": [
                    {
                        "type": "rich_text",
                        "elements": [
                            {
                                "type": "rich_text_section",
                                "elements": [
                                    {"type": "text", "text": "<!channel>"},
                                    {"type": "user", "user_id": "U1"},
                                ],
                            }
                        ],
                    }
                ],
            },
            {"U1"},
        ),
    ],
)
def test_a_message_says_whom_it_pings(message: Json, pinged: set[str]) -> None:
    assert text.pings(message) == pinged
