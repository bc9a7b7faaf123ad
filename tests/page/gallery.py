"""One message, one modal and one home tab that together hold every block and element the page can draw."""

from typing import Any

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text, "emoji": True}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def option(text: str, value: str | None = None, description: str | None = None) -> Json:
    made: Json = {"text": plain(text), "value": value or text.lower().replace(" ", "-")}
    return made | ({"description": plain(description)} if description else {})


def input_block(name: str, label: str, element: Json, **more: Any) -> Json:
    element = {"action_id": f"gallery.{name}", **element}
    return {"type": "input", "block_id": name, "label": plain(label), "element": element, **more}


KINDS: list[Json] = [option("Ter informatie"), option("Ter bespreking"), option("Ter beslissing"), option("Advies")]
GROUPS: list[Json] = [
    {"label": plain("Sector jeugdhulp"), "options": [option("Gezinshuizen"), option("Pleegzorg")]},
    {"label": plain("Lokaal"), "options": [option("Gemeente"), option("Huis van het Kind")]},
]
CONFIRM: Json = {
    "title": plain("Ben je zeker?"),
    "text": mrkdwn("Dit kan *niet* ongedaan gemaakt worden."),
    "confirm": plain("Ja, doe maar"),
    "deny": plain("Nee"),
    "style": "danger",
}


def leaf(text: str, **style: bool) -> Json:
    return {"type": "text", "text": text, "style": style} if style else {"type": "text", "text": text}


def section(*elements: Json) -> Json:
    return {"type": "rich_text_section", "elements": list(elements)}


def listing(*lines: str, style: str = "bullet", indent: int = 0) -> Json:
    items = [section(leaf(line)) for line in lines]
    return {"type": "rich_text_list", "style": style, "indent": indent, "elements": items}


def rich_text(person: str, channel: str) -> Json:
    return {
        "type": "rich_text",
        "block_id": "rich",
        "elements": [
            section(
                leaf("Gewoon, "),
                leaf("vet", bold=True),
                leaf(", "),
                leaf("cursief", italic=True),
                leaf(", "),
                leaf("geschrapt", strike=True),
                leaf(" en "),
                leaf("code", code=True),
                leaf(" van "),
                {"type": "user", "user_id": person},
                leaf(" in "),
                {"type": "channel", "channel_id": channel},
                leaf(" "),
                {"type": "emoji", "name": "tada"},
                leaf(" op "),
                {"type": "date", "timestamp": 1777014000, "format": "{date_long} om {time}", "fallback": "24 april"},
                leaf(", zie "),
                {"type": "link", "url": "https://voorbeeld.be/verslag", "text": "het verslag"},
                leaf(" "),
                {"type": "broadcast", "range": "here"},
            ),
            listing("eerste punt", "tweede punt"),
            listing("onder het tweede", indent=1),
            listing("stap een", "stap twee", style="ordered"),
            {"type": "rich_text_quote", "elements": [leaf("Een citaat uit het verslag")]},
            {"type": "rich_text_preformatted", "elements": [leaf("vaste   spaties")]},
        ],
    }


def table() -> Json:
    def row(*texts: str) -> list[Json]:
        return [{"type": "raw_text", "text": text} for text in texts]

    return {
        "type": "table",
        "block_id": "table",
        "column_settings": [{"is_wrapped": True}, {"align": "right"}],
        "rows": [row("Actie", "Bedrag"), row("Studiedag jonge kind", "€ 1.250"), row("Netwerkdag", "€ 5.000")],
    }


MARKDOWN = """## Besluit
1. **Akkoord** met *opmerkingen*
2. ~~Uitgesteld~~ zie [het plan](https://voorbeeld.be/plan)

- [x] verstuurd
- [ ] nagelezen

> Een citaat

| Sector | Stem |
| --- | --- |
| CAW | voor |
"""


def message(person: str, channel: str) -> list[Json]:
    """Blocks for a message; the ids must belong to a person and a channel of the workspace."""
    return [
        {"type": "header", "block_id": "head", "text": plain("Alles wat een bericht kan :sparkles:")},
        {
            "type": "section",
            "block_id": "words",
            "text": mrkdwn(
                "*Vet*, _cursief_, ~geschrapt~, `code`, <https://voorbeeld.be|een link>, "
                f"<@{person}> in <#{channel}> op <!date^1777014000^{{date_long}}|24 april>\n"
                "• een punt\n• nog een punt\n>een citaat\n```vaste   spaties```"
            ),
        },
        {
            "type": "section",
            "block_id": "fields",
            "fields": [mrkdwn("*Soort*\nTer bespreking"), mrkdwn("*Minuten*\n20"), plain("Door\nLena")],
        },
        {
            "type": "section",
            "block_id": "accessory",
            "text": plain("Een tekst met een knop ernaast"),
            "accessory": {"type": "button", "action_id": "gallery.open", "text": plain("Open het venster")},
        },
        {"type": "divider", "block_id": "line"},
        {
            "type": "actions",
            "block_id": "buttons",
            "elements": [
                {
                    "type": "button",
                    "action_id": "gallery.accept",
                    "text": plain("Aanvaarden"),
                    "style": "primary",
                    "value": "p1",
                },
                {
                    "type": "button",
                    "action_id": "gallery.refuse",
                    "text": plain("Weigeren"),
                    "style": "danger",
                    "value": "p1",
                    "confirm": CONFIRM,
                },
                {
                    "type": "button",
                    "action_id": "gallery.link",
                    "text": plain("Verslag"),
                    "url": "http://127.0.0.1/verslag",
                },
                {"type": "overflow", "action_id": "gallery.more", "options": KINDS[:2]},
            ],
        },
        {
            "type": "actions",
            "block_id": "selects",
            "elements": [
                {
                    "type": "static_select",
                    "action_id": "gallery.kind",
                    "placeholder": plain("Soort"),
                    "options": KINDS,
                },
                {"type": "datepicker", "action_id": "gallery.day", "initial_date": "2026-04-24"},
                {"type": "timepicker", "action_id": "gallery.hour", "initial_time": "09:30"},
                {"type": "datetimepicker", "action_id": "gallery.moment", "initial_date_time": 1777014000},
                {
                    "type": "radio_buttons",
                    "action_id": "gallery.radio",
                    "options": [option("Ja"), option("Nee")],
                },
                {
                    "type": "checkboxes",
                    "action_id": "gallery.checks",
                    "options": [option("Externe gast", description="Komt van buiten de regio")],
                },
            ],
        },
        rich_text(person, channel),
        {"type": "markdown", "text": MARKDOWN},
        table(),
        {
            "type": "image",
            "block_id": "picture",
            "image_url": "https://voorbeeld.be/grafiek.png",
            "alt_text": "Grafiek van het budget",
            "title": plain("Budget 2026"),
        },
        {
            "type": "context",
            "block_id": "small",
            "elements": [mrkdwn("Voorgesteld door *Lena*"), plain("gisteren")],
        },
    ]


def inputs() -> list[Json]:
    """Every input a modal can hold, each with its label."""

    def select(name: str, label: str, kind: str, **more: Any) -> Json:
        return input_block(name, label, {"type": kind, "placeholder": plain("Kies…"), **more}, optional=True)

    return [
        input_block("title", "Titel", {"type": "plain_text_input", "max_length": 150}),
        input_block(
            "notes",
            "Toelichting",
            {"type": "plain_text_input", "multiline": True},
            optional=True,
            hint=plain("Wat moeten de leden vooraf weten?"),
        ),
        select("kind", "Soort", "static_select", options=KINDS, initial_option=KINDS[1]),
        select("sector", "Sector", "static_select", option_groups=GROUPS),
        select("kinds", "Soorten", "multi_static_select", options=KINDS, max_selected_items=2),
        select("source", "Bron", "external_select", min_query_length=1),
        select("sources", "Bronnen", "multi_external_select", min_query_length=0),
        select("who", "Wie", "users_select"),
        select("team", "Ondersteuners", "multi_users_select"),
        select("channel", "Plenair kanaal", "channels_select"),
        select("channels", "Kanalen", "multi_channels_select"),
        select("talk", "Gesprek", "conversations_select"),
        select("talks", "Gesprekken", "multi_conversations_select"),
        input_block("checks", "Opties", {"type": "checkboxes", "options": KINDS[:2]}, optional=True),
        input_block("radio", "Stemrecht", {"type": "radio_buttons", "options": [option("Ja"), option("Nee")]}),
        input_block("day", "Datum", {"type": "datepicker"}, optional=True),
        input_block("hour", "Van", {"type": "timepicker"}, optional=True),
        input_block("moment", "Sluit op", {"type": "datetimepicker"}, optional=True),
        input_block(
            "minutes",
            "Minuten",
            {"type": "number_input", "is_decimal_allowed": False, "min_value": "5", "max_value": "240"},
            optional=True,
        ),
        input_block("email", "E-mail", {"type": "email_text_input"}, optional=True),
        input_block("url", "Link", {"type": "url_text_input"}, optional=True),
        input_block("files", "Bijlagen", {"type": "file_input", "max_files": 2}, optional=True),
        input_block("rich", "Bespreking", {"type": "rich_text_input"}, optional=True),
    ]


def modal() -> Json:
    return {
        "type": "modal",
        "callback_id": "gallery.modal",
        "title": plain("Alle velden"),
        "submit": plain("Bewaren"),
        "close": plain("Annuleren"),
        "blocks": [
            {"type": "alert", "block_id": "alert", "level": "info", "text": mrkdwn("Dit venster toont *alles*.")},
            *inputs(),
        ],
    }


def home(*lines: str) -> Json:
    return {
        "type": "home",
        "blocks": [
            {"type": "header", "block_id": "head", "text": plain("Volgende vergadering")},
            *({"type": "section", "text": mrkdwn(line)} for line in lines),
            {
                "type": "actions",
                "block_id": "deeds",
                "elements": [
                    {"type": "button", "action_id": "gallery.excuse", "text": plain("Verontschuldigen")},
                    {"type": "button", "action_id": "gallery.open", "text": plain("Agendapunt voorstellen")},
                ],
            },
        ],
    }
