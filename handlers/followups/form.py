"""The form **Opvolgpunt**: what it opens with, and what was filled in."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from bot import texts
from bot.errors import N_, Refusal
from bot.followups import NOBODY, Due, DueKind, FollowUp, Owner, Source, Wanted, Whose, dues
from bot.followups.lines import Line
from bot.names import fits, fold
from handlers import kit
from handlers.followups import speech
from handlers.followups.ground import Ground
from handlers.items import speech as speech_items
from handlers.payload import Submission
from handlers.words import Sentence, Words
from storage import followups as stored
from storage.database import Session

TEXT_LENGTH = 3000
"""Characters of *Wat*: one follow-up, or a whole report pasted line by line."""

MOST_OPTIONS = 50
MOST_POINTS = 80
MOST_MEETINGS = 12
NOBODY_YET = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the form shows. `follow_up` is 0 for a new one, `seen` its version as it is shown."""

    body: int
    follow_up: int = 0
    seen: int = 0
    address: str = ""
    trouble: Sentence | None = None
    text: str = ""
    who: Sequence[kit.Choice] = ()
    phrase: str = ""
    day: date | None = None
    source: kit.Choice | None = None
    waiting_for: str = ""

    def as_facts(self) -> dict[str, Any]:
        """For the template, by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def of_line(form: Facts, line: Line, here: Ground, words: Words, *, trouble: Sentence | None = None) -> Facts:
    """The form with what could be read of a line."""
    return replace(
        form,
        trouble=trouble,
        text=line.text[:TEXT_LENGTH],
        who=who(words, line.owners, here),
        phrase=line.due.phrase,
        waiting_for=line.waiting_for,
    )


def of_follow_up(follow_up: FollowUp, here: Ground, words: Words, *, point: str = "") -> Facts:
    """The form with what a follow-up holds."""
    due = follow_up.due
    picked = due.last if due.kind is DueKind.DAY and not due.phrase else None
    return Facts(
        body=follow_up.body,
        follow_up=follow_up.id,
        seen=follow_up.version,
        address=follow_up.source.link,
        text=follow_up.text,
        who=who(words, follow_up.owners, here),
        phrase=due.phrase,
        day=picked,
        source=source(words, follow_up.source, here, point),
        waiting_for=follow_up.waiting_for,
    )


def who(words: Words, owners: Sequence[Owner], here: Ground) -> list[kit.Choice]:
    """Owners as what stands in *Wie* already."""
    return [kit.Choice(_value(owner), _label(words, owner, here)) for owner in owners]


def source(words: Words, source: Source, here: Ground, point: str) -> kit.Choice | None:
    """What stands in *Bron* already."""
    meeting = here.meetings.get(source.meeting or 0)
    of = speech_items.meeting(words, meeting) if meeting is not None else None
    if source.item is not None and point:
        return _of_point(words, source.item, point, of)
    return kit.Choice(f"meeting:{source.meeting}", of) if of is not None else None


def people(words: Words, query: str, here: Ground) -> list[kit.Choice]:
    """The options of *Wie*: nobody yet, all members, then members, organisations and groups as typed so far."""
    typed = fold(query)
    common = [
        kit.Choice(NOBODY_YET, words.say("Nog niemand")),
        kit.Choice(_value(Owner(whose=Whose.EVERYBODY)), words.say("Alle leden")),
    ]
    first = [choice for choice in common if typed in fold(str(choice.label))]
    found = [each for each in here.known if not typed or fits(query, each) or typed in fold(each.name)]
    return [
        *first,
        *(kit.Choice(_value(each.owner), _label(words, each.owner, here)) for each in found[:MOST_OPTIONS]),
    ]


def sources(db: Session, words: Words, query: str, here: Ground) -> list[kit.Choice]:
    """The options of *Bron*: meetings, the latest first, each with its points."""
    typed = fold(query)
    latest = sorted(here.calendar.meetings, key=lambda each: (each.earliest, each.id), reverse=True)
    past = [each for each in latest if each.earliest <= here.today][:MOST_MEETINGS]
    offered = [*past, *(each for each in reversed(latest) if each.earliest > here.today)][: 2 * MOST_MEETINGS]
    points: dict[int, list[tuple[int, str]]] = {}
    for meeting_id, item, title in stored.points_of_meetings(
        db, [each.id for each in offered], body=here.body.id, most=MOST_POINTS
    ):
        points.setdefault(meeting_id, []).append((item, title))
    choices: list[kit.Choice] = []
    for meeting in offered:
        of = speech_items.meeting(words, meeting)
        choices.append(kit.Choice(f"meeting:{meeting.id}", of))
        choices += [_of_point(words, item, title, of) for item, title in points.get(meeting.id, ())]
    return [choice for choice in choices if typed in fold(str(choice.label))]


def read(submission: Submission, here: Ground, *, now: datetime, text: str | None = None) -> Wanted:
    """What was filled in. Raises `Refusal` about the field that cannot be meant."""
    return Wanted(
        text=submission.text("text") if text is None else text,
        owners=owners(submission, here),
        due=due(submission, here, now=now),
        source=read_source(submission),
        waiting_for=submission.text("waiting_for"),
    )


def owners(submission: Submission, here: Ground) -> tuple[Owner, ...]:
    """Who was chosen in *Wie*. Raises `Refusal` about it for what was never offered."""
    chosen = [value for value in submission.choices("who") if value != NOBODY_YET]
    return tuple(_owner(value) for value in chosen) if chosen else NOBODY


def due(submission: Submission, here: Ground, *, now: datetime) -> Due:
    """*Datum* when a day was picked, with what was typed beside it; else what *Tegen wanneer* says."""
    typed, picked = submission.text("due"), submission.day("day")
    if picked is not None:
        return dues.on_day(picked, phrase=typed)
    return dues.read(typed, now=now, zone=here.body.zone, meetings=here.calendar.meetings)


def read_source(submission: Submission) -> Source:
    """What was chosen in *Bron*, and the message it was made from."""
    kind, _, id_ = (submission.choice("source") or "").partition(":")
    link = str(submission.metadata.get("link") or "")
    link = link if link.startswith(("https://", "http://")) else ""
    if not kind:
        return Source(link=link)
    if kind not in {"meeting", "item"} or not id_.isdigit():
        raise Refusal(N_("Dit is verouderd. Open het opnieuw met /opvolging."), about="source")
    return Source(item=int(id_), link=link) if kind == "item" else Source(meeting=int(id_), link=link)


def _value(owner: Owner) -> str:
    return f"{owner.whose}:{owner.id}"


def _owner(value: str) -> Owner:
    whose, _, id_ = value.partition(":")
    if whose not in set(Whose) or not id_.isdigit():
        raise Refusal(N_("Dit is verouderd. Open het opnieuw met /opvolging."), about="who")
    return Owner(whose=Whose(whose), id=int(id_))


def _label(words: Words, owner: Owner, here: Ground) -> Sentence:
    name = speech.owner(words, owner, here)
    match owner.whose:
        case Whose.ORGANISATION:
            return words.say("Organisatie: {name}", name=name)
        case Whose.GROUP:
            return words.say("Werkgroep: {name}", name=name)
        case Whose.EVERYBODY:
            return words.say("Alle leden")
        case Whose.MEMBER:
            return name


def _of_point(words: Words, item: int, title: str, of: Sentence | None) -> kit.Choice:
    # An option holds 75 characters: the title says more than the day, so it comes first.
    return kit.Choice(f"item:{item}", texts.line(title), of)
