"""What the Word file of an agenda is filled in with: one published version, in the words that templates use."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.agenda import Line, Occasion, Version
from bot.bodies import Body
from bot.items import Attachment, Sort
from bot.items import Kind as ItemKind
from bot.meetings import Kind, Meeting, State
from handlers.attendance.absences import Absence
from handlers.documents import template, word
from handlers.documents.template import Schema
from handlers.documents.word import Link
from handlers.followups import on_agenda
from handlers.followups.on_agenda import Asked, Row
from handlers.items import speech
from handlers.words import Words

SAMPLE_LINES = 40
SHIPPED = Path(__file__).parent.parent / "documents" / "agenda.docx"

FIELDS: Schema = {
    "orgaan": "naam van het overlegorgaan",
    "soort": "soort vergadering",
    "datum": "dag van de vergadering",
    "van": "beginuur, leeg als het niet vastligt",
    "tot": "einduur, leeg als het niet vastligt",
    "plaats": "plaats, leeg als ze niet vastligt",
    "versie": "letter van de versie",
    "gepubliceerd": "dag en uur van publicatie",
    "voorzitter": "naam van de voorzitter",
    "spiegel": "wie de spiegel in handen heeft",
    "verontschuldigd": {
        "naam": "wie verontschuldigd is",
        "sector": "de sector",
        "vervanger": "wie vervangt, leeg als er niemand is",
    },
    "opvolging": {
        "wat": "wat er uit een vorig verslag nog op te volgen is",
        "wie": "wie het opvolgt",
        "tegen": "tegen wanneer",
    },
    "punten": {
        "nr": "nummer, leeg bij een pauze",
        "uur": "beginuur van het punt",
        "titel": "titel",
        "soort": "soort punt",
        "door": "wie toelicht",
        "minuten": "duur, leeg als ze niet gekend is",
        "gast": "waar als een externe gast toelicht",
        "laattijdig": "waar als het punt na de termijn binnenkwam",
        "subpunt": "waar als het een subpunt is",
        "pauze": "waar als het een pauze is",
        "bijlagen": {
            "naam": "naam van de bijlage",
            "adres": "internetadres",
            "link": "de naam als klikbare link, met {{r b.link }}",
        },
    },
}
"""Every field that a template may use, and what it is."""


@lru_cache(maxsize=1)
def shipped() -> bytes:
    """The template that comes with the bot."""
    return SHIPPED.read_bytes()


def fill(own: bytes | None, filled: dict[str, Any]) -> bytes:
    """The Word file, with the body's own template or the shipped one."""
    return word.fill(own or shipped(), filled, title=f"{filled['orgaan']}: agenda {filled['datum']}")


def must_be_fillable(content: bytes, *, words: Words) -> None:
    """Raise `Refusal` for an uploaded template that cannot serve."""
    template.must_be_fillable(content, schema=FIELDS, sample=sample(words))


def facts(
    words: Words,
    version: Version,
    *,
    meeting: Meeting,
    body: Body,
    chair: str,
    mirror: str,
    excused: Sequence[Absence] = (),
    asked: Asked = on_agenda.NOTHING,
) -> dict[str, Any]:
    """One published version as a template sees it, with wall times in the body's zone."""
    occasion = version.occasion
    return {
        "orgaan": body.name,
        "soort": words.say(speech.MEETING_KINDS[meeting.kind]).plain,
        "datum": words.when(occasion.day),
        "van": words.hour(occasion.starts) if occasion.starts else "",
        "tot": words.hour(occasion.ends) if occasion.ends else "",
        "plaats": occasion.place,
        "versie": version.letter,
        "gepubliceerd": words.when(version.published_at),
        "voorzitter": chair,
        "spiegel": mirror,
        "verontschuldigd": [
            {"naam": each.name, "sector": each.sector, "vervanger": each.substitute} for each in excused
        ],
        "opvolging": [{"wat": row.text, "wie": row.who.plain, "tegen": row.due.plain} for row in asked.rows],
        "punten": [_point(words, line) for line in version.lines],
    }


def _point(words: Words, line: Line) -> dict[str, Any]:
    is_break = line.sort is Sort.BREAK
    return {
        "nr": line.number,
        "uur": words.hour(line.starts) if line.starts else "",
        "titel": line.title,
        "soort": "" if is_break else words.say(speech.KINDS[line.kind]).plain,
        "door": line.presenter,
        "minuten": line.minutes if line.minutes is not None else "",
        "gast": line.guest,
        "laattijdig": line.late,
        "subpunt": line.under is not None,
        "pauze": is_break,
        "bijlagen": [
            _attachment(each.url, each.title or words.say("bijlage {n}", n=n).plain)
            for n, each in enumerate(line.attachments, start=1)
        ],
    }


def _attachment(url: str, name: str) -> dict[str, Any]:
    address = url if url.startswith(("https://", "http://")) else ""
    return {"naam": name, "adres": address, "link": Link(address, name)}


def sample(words: Words) -> dict[str, Any]:
    """Invented facts with everything in them at once, to try a template on."""
    occasion = Occasion(day=date(2026, 4, 24), starts=time(9, 30), ends=time(12), place="Huis van de regio")
    version = Version(
        meeting=0,
        letter="B",
        published_at=datetime(2026, 4, 16, 9, tzinfo=UTC),
        published_by=0,
        occasion=occasion,
        lines=tuple(_sample_line(n) for n in range(SAMPLE_LINES)),
    )
    month = occasion.day.replace(day=1)
    meeting = Meeting(id=0, body=0, kind=Kind.PLENARY, state=State.AGENDA_PUBLISHED, month=month, day=occasion.day)
    body = Body(id=0, workspace=0, name="IROJ Voorbeeld", plenary_channel="", committee_channel="")
    return facts(
        words,
        version,
        meeting=meeting,
        body=body,
        chair="Wim Haegeman",
        mirror="An Peeters",
        excused=[Absence(name="Els Maes", sector="CLB", substitute="Jo Claes")],
        asked=Asked(rows=(_sample_follow_up(words),)),
    )


def _sample_follow_up(words: Words) -> Row:
    due = words.say("{day}", day=date(2026, 4, 20))
    return Row(text="Antwoord op de brief", who=words.say("{name}", name="Els Maes"), due=due, late=False)


def _sample_line(n: int) -> Line:
    return Line(
        item=n,
        number=str(n + 1),
        title="Uitbreiding van het aanbod: voorstel van advies",
        kind=ItemKind.ADVICE,
        sort=Sort.BREAK if n == SAMPLE_LINES // 2 else Sort.POINT,
        minutes=20,
        presenter="Els Maes",
        starts=time(9, 30),
        guest=True,
        late=True,
        under=n - 1 if n % 4 == 3 else None,
        attachments=(Attachment(url="https://voorbeeld.be/nota.pdf", title="nota"),) * 3,
    )
