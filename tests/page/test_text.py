"""How the page draws text: mrkdwn, rich text, markdown and dates."""

import pytest

from tests.page.gallery import leaf, section
from tests.page.kit import Kit

pytestmark = pytest.mark.chromium

MRKDWN = [
    ("*vet* en _cursief_", "<strong>vet</strong> en <em>cursief</em>"),
    ("~weg~ `code *geen vet*`", "<s>weg</s> <code>code *geen vet*</code>"),
    ("*vet met _cursief_ erin*", "<strong>vet met <em>cursief</em> erin</strong>"),
    ("2*3*4 en snake_case_naam", "2*3*4 en snake_case_naam"),
    ("* geen vet * en ** ook niet", "* geen vet * en ** ook niet"),
    ("*open blijft open", "*open blijft open"),
    ("een\ntwee", "een<br>twee"),
    ("a &lt;b&gt; &amp;amp;", "a &lt;b&gt; &amp;amp;"),
    (":tada: en :onbekend_teken: om 9:30:00", "🎉 en :onbekend_teken: om 9:30:00"),
    ("<@ULENA>", '<span class="mention mine" title="ULENA">@Lena Verhulst</span>'),
    ("<@UWEG|Wie Weg>", '<span class="mention" title="UWEG">@Wie Weg</span>'),
    ("<#CPLENAIR|plenair>", '<span class="mention" title="CPLENAIR">#plenair</span>'),
    ("<#CGEHEIM|>", '<span class="mention" title="CGEHEIM">privékanaal</span>'),
    ("<!channel>", '<span class="mention broadcast">@channel</span>'),
    ("*<@UTOM>*", '<strong><span class="mention" title="UTOM">@Tom Maes</span></strong>'),
    ("> een\n&gt; twee\ndrie", "<blockquote>een<br>twee</blockquote>drie"),
    ("voor\n```a  *b*\nc```\nna", "voor<pre><code>a  *b*\nc</code></pre>na"),
    ("<!date^1777014000^{date_long} om {time}|24 april>", "vrijdag 24 april 2026 om 09:00"),
    ("<!date^1777014000^{date_pretty}|24 april>", "morgen"),
    ("<!date^1777014000^{soms}|24 april>", ">24 april<"),
    ("<!date^geengetal^{date}|ooit>", ">ooit<"),
]


@pytest.mark.parametrize(("text", "html"), MRKDWN)
def test_mrkdwn_looks_as_in_slack(kit: Kit, text: str, html: str) -> None:
    assert html in kit.mrkdwn(text)


def test_a_link_opens_beside_the_page_and_tells_no_one_where_it_came_from(kit: Kit) -> None:
    kit.mrkdwn("<https://voorbeeld.be/a?b=1&amp;c=2|het plan>")
    link = kit.place.get_by_role("link", name="het plan")
    attributes = [link.get_attribute(name) for name in ("href", "target", "rel")]
    assert attributes == ["https://voorbeeld.be/a?b=1&c=2", "_blank", "noopener noreferrer"]


def test_a_link_with_a_script_in_it_is_not_a_link(kit: Kit) -> None:
    kit.mrkdwn("<javascript:alert(1)|klik hier>")
    assert (kit.place.get_by_role("link").count(), kit.place.inner_text()) == (0, "klik hier")


def test_html_in_a_text_stays_text(kit: Kit) -> None:
    kit.mrkdwn('&lt;img src=x onerror="alert(1)"&gt;<script>alert(1)</script>')
    assert kit.place.locator("img, script").count() == 0


def test_bare_addresses_become_links_without_the_point_after_them(kit: Kit) -> None:
    kit.mrkdwn("zie https://voorbeeld.be/a_b_c.")
    assert kit.place.get_by_role("link").get_attribute("href") == "https://voorbeeld.be/a_b_c"


def test_verbatim_leaves_addresses_and_names_alone(kit: Kit) -> None:
    html = kit.mrkdwn("https://voorbeeld.be #plenair @channel", links=False, mentions=False)
    assert html == "https://voorbeeld.be #plenair @channel"


def test_without_verbatim_names_of_channels_and_everybody_are_recognised(kit: Kit) -> None:
    kit.mrkdwn("in #plenair en #nergens, @here", mentions=True)
    assert kit.place.locator(".mention").all_inner_texts() == ["#plenair", "@here"]


def test_typed_lists_keep_their_markers_and_their_depth(kit: Kit) -> None:
    kit.mrkdwn("• een\n  ◦ twee\n1. drie")
    items = kit.place.get_by_role("listitem")
    markers = items.evaluate_all("items => items.map(item => [item.style.listStyleType, item.style.marginInlineStart])")
    assert markers == [['"• "', "0em"], ['"◦ "', "1em"], ['"1. "', "0em"]]


def test_rich_text_draws_every_style_at_once(kit: Kit) -> None:
    rich = {"type": "rich_text", "elements": [section(leaf("alles", bold=True, italic=True, strike=True, code=True))]}
    html = kit.draw(rich).inner_html()
    assert "<s><em><strong><code>alles</code></strong></em></s>" in html


def test_text_leaves_of_rich_text_are_never_read_as_mark_up(kit: Kit) -> None:
    rich = {"type": "rich_text", "elements": [section(leaf("*geen vet* <@ULENA> <b>"))]}
    assert kit.draw(rich).inner_text() == "*geen vet* <@ULENA> <b>"


def test_deeper_lists_hang_under_the_item_before_them(kit: Kit) -> None:
    def listing(text: str, indent: int) -> dict[str, object]:
        return {"type": "rich_text_list", "style": "bullet", "indent": indent, "elements": [section(leaf(text))]}

    lists = [listing("a", 0), listing("b", 1), listing("c", 2), listing("d", 0)]
    kit.draw({"type": "rich_text", "elements": lists})
    nested = [kit.place.locator("ul " * depth + "li").count() for depth in (1, 2, 3)]
    assert nested == [4, 2, 1]


def test_an_unknown_leaf_is_a_red_box(kit: Kit) -> None:
    kit.draw({"type": "rich_text", "elements": [section({"type": "citation"})]})
    assert kit.place.locator(".unsupported").inner_text() == "niet ondersteund: citation"


MARKDOWN = [
    ("# Kop", '<div class="heading" role="heading" aria-level="3" dir="auto">Kop</div>'),
    (
        "**vet** *cursief* _ook_ ~~weg~~ `c`",
        "<strong>vet</strong> <em>cursief</em> <em>ook</em> <s>weg</s> <code>c</code>",
    ),
    ("***beide***", "<strong><em>beide</em></strong>"),
    ("snake_case_naam 2*3*4", "snake_case_naam 2*3*4"),
    ("een\ntwee\n\ndrie", '<p dir="auto">een<br>twee</p><p dir="auto">drie</p>'),
    ("- a\n  - b\n- c", '<ul><li dir="auto">a<ul><li dir="auto">b</li></ul></li><li dir="auto">c</li></ul>'),
    ("3. drie\n4. vier", '<ol start="3">'),
    ("- [x] klaar", "☑ klaar"),
    ("> een\n> - twee", '<blockquote dir="auto"><p dir="auto">een</p><ul>'),
    ("```py\na **b**\n```", "<pre><code>a **b**</code></pre>"),
    ("---", "<hr>"),
    ("| A | B |\n|---|---|\n| 1 | **2** |", "<td><strong>2</strong></td>"),
    (r"\*geen cursief\*", "*geen cursief*"),
    ("<b>tekst</b>", "&lt;b&gt;tekst&lt;/b&gt;"),
]


@pytest.mark.parametrize(("text", "html"), MARKDOWN)
def test_markdown_looks_as_in_slack(kit: Kit, text: str, html: str) -> None:
    assert html in kit.markdown(text)


def test_a_name_that_two_people_share_is_sent_as_the_one_that_was_meant(kit: Kit) -> None:
    sent = kit.page.evaluate("kit.encode('@Tom Maes (UTOM2), @Tom Maes (UTOM) en @Lena Verhulst in #comite')")
    assert sent == "<@UTOM2>, <@UTOM> en <@ULENA> in <#CCOMITE|>"


def test_a_name_inside_a_word_is_not_a_mention(kit: Kit) -> None:
    assert (
        kit.page.evaluate("kit.encode('mail@Lena Verhulst en @Lena Verhulsts')")
        == "mail@Lena Verhulst en @Lena Verhulsts"
    )


def test_a_message_comes_back_to_edit_as_it_was_typed(kit: Kit) -> None:
    kept = "&lt;let op&gt; <@ULENA> in <#CPLENAIR|plenair>: <https://voorbeeld.be>"
    assert (
        kit.page.evaluate("text => kit.decode(text)", kept)
        == "<let op> @Lena Verhulst in #plenair: https://voorbeeld.be"
    )
