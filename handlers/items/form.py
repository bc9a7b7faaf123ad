"""The form of a point: what it opens with, and what was filled in."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from bot import aims, items, texts
from bot.errors import N_, Refusal
from bot.items import Aim, Attachment, Draft, Item, Kind, When
from bot.lines import Line
from bot.people import May, Person
from handlers import kit
from handlers.items import speech
from handlers.items.board import Board
from handlers.payload import Submission
from handlers.words import Sentence, Words

MOST_MEETINGS = 20
"""Meetings offered in *Wanneer*; a later one is typed under *Periode*."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the form shows: its choices, and what stands in its fields. `item` is 0 for a new point."""

    body: int
    item: int
    body_name: str
    meetings: list[kit.Choice]
    kinds: list[kit.Choice]
    may_act_for_others: bool
    trouble: Sentence | None = None
    title: str = ""
    kind: str = Kind.DISCUSSION.value
    aimed: str = When.NEXT.value
    period: str = ""
    minutes: int | None = None
    presenter: str = ""
    guest: bool = False
    explanation: str = ""
    links: str = ""
    kept: Sequence[str] = ()
    before: date | None = None

    def as_facts(self) -> dict[str, Any]:
        """For the template, by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def empty(board: Board, *, me: Person, words: Words) -> Facts:
    """The form for a new point."""
    return Facts(
        body=board.body.id,
        item=0,
        body_name=board.body.name,
        meetings=[
            kit.Choice(f"{When.MEETING}:{meeting.id}", speech.meeting(words, meeting))
            for meeting in board.coming[:MOST_MEETINGS]
        ],
        kinds=[kit.Choice(kind.value, words.say(label)) for kind, label in speech.KINDS.items()],
        may_act_for_others=me.may(May.ACT_FOR_OTHERS, in_=board.body.id),
    )


def of_line(form: Facts, line: Line, *, trouble: Sentence | None = None) -> Facts:
    """The form with what could be read of a line."""
    fits = len(line.title) <= texts.TITLE_LENGTH
    aim = line.aim or Aim(when=When.NEXT)
    return replace(
        form,
        trouble=trouble,
        title=line.title if fits else "",
        explanation="" if fits else line.title[: texts.EXPLANATION_LENGTH],
        kind=(line.kind or Kind.DISCUSSION).value,
        minutes=line.minutes if line.minutes and 1 <= line.minutes <= items.LONGEST_MINUTES else None,
        presenter=line.presenter[: items.PRESENTER_LENGTH],
        before=line.before,
        aimed=_when(form, aim),
        period=aim.phrase,
    )


def of_item(form: Facts, item: Item) -> Facts:
    """The form with what a point holds; a file in Slack is kept, links can be edited."""
    return replace(
        form,
        item=item.id,
        title=item.title,
        kind=item.kind.value,
        aimed=_when(form, item.aim),
        period=item.aim.phrase,
        minutes=item.minutes,
        presenter=item.presenter,
        guest=item.guest,
        explanation=item.explanation,
        links="\n".join(attachment.url for attachment in item.attachments if not attachment.file),
        kept=[attachment.title for attachment in item.attachments if attachment.file],
        before=item.before,
    )


def _when(form: Facts, aim: Aim) -> str:
    """The option for an aim; a meeting that is not offered any more falls back to the next one."""
    value = f"{When.MEETING}:{aim.meeting}" if aim.when is When.MEETING else aim.when.value
    offered = {choice.value for choice in form.meetings} | {When.NEXT, When.PERIOD, When.UNDATED}
    return value if value in offered else When.NEXT.value


def read(submission: Submission, board: Board, *, now: datetime, kept: Sequence[Attachment] = ()) -> Draft:
    """What was filled in. Raises `Refusal` about the field that cannot be meant."""
    return items.draft(
        title=submission.text("title"),
        aim=_aim(submission, board, now=now),
        today=board.today,
        kind=Kind(submission.choice("kind") or Kind.DISCUSSION),
        minutes=submission.number("minutes"),
        presenter=submission.text("presenter"),
        guest="guest" in submission.choices("guest"),
        explanation=submission.text("explanation"),
        before=submission.day("before"),
        attachments=(*links(submission.text("attachments")), *kept, *files(submission)),
    )


def _aim(submission: Submission, board: Board, *, now: datetime) -> Aim:
    when, _, meeting = (submission.choice("when") or When.NEXT).partition(":")
    if when == When.MEETING:
        if int(meeting) not in board.by_id:
            raise Refusal(N_("Die vergadering ken ik niet meer. Kies een andere."), about="when")
        return Aim(when=When.MEETING, meeting=int(meeting))
    period = submission.text("period")
    if when == When.PERIOD:
        if not period:
            raise Refusal(N_("Typ een maand of periode, bijvoorbeeld «juni» of «najaar 2026»."), about="period")
        return aims.aim(period, now=now, zone=board.body.zone, meetings=board.meetings, about="period")
    return Aim(when=When(when))


def links(text: str) -> list[Attachment]:
    """The links that were typed, one a line. Raises `Refusal` about `attachments` for a line that is none."""
    found = [line.strip() for line in text.splitlines() if line.strip()]
    for link in found:
        parts = urlsplit(link)
        if parts.scheme not in {"http", "https"} or not parts.netloc or any(character.isspace() for character in link):
            raise Refusal(
                N_("«{link}» is geen link. Zet één link per lijn, beginnend met https://"),
                about="attachments",
                link=link,
            )
    return [Attachment(url=link) for link in found]


def files(submission: Submission) -> list[Attachment]:
    """The files that were uploaded in the form."""
    return [Attachment(url=file.link, title=file.title, file=file.id) for file in submission.files("files")]
