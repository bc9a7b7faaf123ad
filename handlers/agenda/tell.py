"""What the bot says about agendas by itself: the post in the channel, what changed since, a point that moved."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from bot import agenda
from bot.agenda import Change, Line, Publication, Version
from bot.bodies import Body
from bot.errors import N_
from bot.items import Item
from bot.meetings import Kind, Meeting, State
from bot.people import Person
from handlers.agenda import rows, speech
from handlers.agenda.sheet import Sheet, for_clock
from handlers.followups import on_agenda
from handlers.followups.on_agenda import Asked
from handlers.words import Sentence, Words
from storage import agenda as stored
from storage import budget, documents, outbox, people
from storage import items as stored_items
from storage import meetings as stored_meetings
from storage.database import Session, now_in
from storage.outbox import Letter
from storage.people import Member

CHANGES = {
    Change.NEW: N_("Nieuw"),
    Change.CHANGED: N_("Gewijzigd"),
    Change.ATTACHED: N_("Nieuwe bijlage"),
    Change.MOVED: N_("Verplaatst"),
    Change.DROPPED: N_("Geschrapt"),
}


def channel_of(body: Body, meeting: Meeting) -> str:
    """Where the agenda of a meeting is posted: the comité's stays with the comité."""
    return body.committee_channel if meeting.kind is Kind.COMMITTEE else body.plenary_channel


def post_key(meeting: int) -> str:
    """The key of a meeting's agenda in the outbox: one message, edited in place with every version."""
    return f"agenda/post:{meeting}"


def published(db: Session, body: Body, new: Publication) -> None:
    """Post version A; for later ones edit that post and tell only the difference. The files follow in its thread."""
    meeting, letter = new.meeting, new.version.letter
    key = post_key(meeting.id)
    to = outbox.channel(channel_of(body, meeting))
    about = {"meeting": meeting.id, "letter": letter}
    outbox.tell(
        db, "agenda/post", workspace=body.workspace, to=to, key=key, about={"meeting": meeting.id}, body=body.id
    )
    if letter != agenda.next_letter(""):
        outbox.refresh(db, key, workspace=body.workspace)
        outbox.tell(
            db,
            "agenda/difference",
            workspace=body.workspace,
            to=to,
            key=f"agenda/difference:{meeting.id}:{letter}",
            about=about,
            thread_of=key,
            body=body.id,
        )
    outbox.tell(
        db,
        "agenda/files",
        workspace=body.workspace,
        to=outbox.errand("agenda/files"),
        key=f"agenda/files:{meeting.id}:{letter}",
        about=about | {"sequence": documents.next_sequence(db, meeting.id)},
        thread_of=key,
        body=body.id,
    )
    _annexes(db, body, new, thread_of=key)


def _annexes(db: Session, body: Body, new: Publication, *, thread_of: str) -> None:
    """The action sheet of each point that has one follows as a Word file, and again when it changed since."""
    for sheet in budget.of_items(db, [line.item for line in new.version.lines]).values():
        outbox.tell(
            db,
            "budget/annex",
            workspace=body.workspace,
            to=outbox.errand("budget/annex"),
            key=f"budget/annex:{sheet.id}:{sheet.turn}:{thread_of}",
            about={"sheet": sheet.id, "body": body.id},
            thread_of=thread_of,
            body=body.id,
        )


def occasion_changed(db: Session, meeting: Meeting, *, body: Body, now: datetime) -> None:
    """A meeting whose agenda went out was moved or cancelled: the post says so, and a new calendar file follows."""
    if not meeting.version:
        return
    key = post_key(meeting.id)
    outbox.refresh(db, key, workspace=body.workspace)
    outbox.tell(
        db,
        "agenda/calendar",
        workspace=body.workspace,
        to=outbox.errand("agenda/files"),
        key=f"agenda/calendar:{meeting.id}:{now.timestamp():.6f}",
        about={"meeting": meeting.id, "sequence": documents.next_sequence(db, meeting.id)},
        thread_of=key,
        body=body.id,
    )


def moved_to_its_people(db: Session, item: Item, *, was: Meeting, by: Person, now: datetime) -> None:
    """Tell who proposed a point and who presents it that it left meeting `was`; not whoever did it."""
    for member in _its_people(db, item):
        if member.slack_user and member.slack_user != by.user:
            outbox.tell(
                db,
                "agenda/moved",
                workspace=by.workspace,
                to=outbox.user(member.slack_user),
                key=f"agenda/moved:{item.id}:{now.timestamp():.6f}:{member.id}",
                about={"item": item.id, "was": was.id},
                body=item.body,
            )


def _its_people(db: Session, item: Item) -> Iterator[Member]:
    presenter = item.presenter.casefold()
    for member in people.members(db, item.body):
        if member.id == item.proposer or member.name.casefold() == presenter:
            yield member


def post(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """The agenda as it was last published."""
    shown = for_clock(db, letter.about["meeting"], workspace=letter.workspace, now=now_in(db))
    last = shown.standing.last
    if last is None:
        return None
    asked = on_agenda.of(db, shown.meeting, workspace=letter.workspace, now=now_in(db), words=words)
    return post_facts(words, shown, last, asked=asked)


def post_facts(words: Words, shown: Sheet, last: Version, *, asked: Asked = on_agenda.NOTHING) -> dict[str, Any]:
    """What the post in the channel says of the last version, and what the meeting asks about."""
    lines, more = rows.page(last.lines, start=0)
    follow_ups, follow_ups_rest = asked.in_short(words)
    return {
        "meeting": shown.meeting.id,
        "of": speech.meeting(words, shown.meeting),
        "occasion": speech.occasion(words, shown),
        "status": speech.published(words, last),
        "letter": last.letter,
        "cancelled": shown.meeting.state is State.CANCELLED,
        "rows": rows.rows(words, lines),
        "follow_ups": follow_ups,
        "follow_ups_rest": follow_ups_rest,
        "rest": len(last.lines) - more if more is not None else 0,
    }


def difference(db: Session, letter: Letter, words: Words) -> dict[str, Any]:
    """What changed with one version."""
    meeting = stored_meetings.load(db, letter.about["meeting"], workspace=letter.workspace)
    version, before = stored.version(db, meeting.id, letter.about["letter"])
    return difference_facts(words, meeting, version, before)


def difference_facts(words: Words, meeting: Meeting, version: Version, before: Version | None) -> dict[str, Any]:
    """What the reply says of one version beside the one before it."""
    changes, rest = told(words, version, before)
    return {
        "meeting": meeting.id,
        "of": speech.meeting(words, meeting),
        "letter": version.letter,
        "moved": before is not None and before.occasion != version.occasion,
        "changes": changes,
        "rest": rest,
    }


def told(words: Words, version: Version, before: Version | None) -> tuple[list[dict[str, Any]], int]:
    """One entry a line that differs, as many as fit, and how many more there are.

    An entry has why it is told, the line as it is now (or last was), and what it said before.
    """
    old = {line.item: line for line in before.lines} if before else {}
    why: dict[int, list[Change]] = {}
    lines: dict[int, Line] = {}
    for each in agenda.difference(before.lines if before else (), version.lines):
        why.setdefault(each.line.item, []).append(each.change)
        lines[each.line.item] = each.line
    shown, _ = rows.page([*lines.values()], start=0)
    return [
        {
            "why": words.join([words.say(CHANGES[change]) for change in why[line.item]]),
            "row": rows.row(words, line),
            "was": _was(words, old[line.item], line) if Change.CHANGED in why[line.item] else None,
        }
        for line in shown
    ], len(lines) - len(shown)


def _was(words: Words, old: Line, new: Line) -> Sentence | None:
    """What a changed line said before, as far as it says something else now."""
    if old.title != new.title:
        return words.say("was: «{title}»", title=old.title)
    before, after = rows.details(words, old), rows.details(words, new)
    return words.say("was: {before}", before=before) if before and before != after else None


def moved(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """Where a point went; nothing when it is back where it was."""
    item = stored_items.load(db, letter.about["item"], workspace=letter.workspace)
    if item.meeting == letter.about["was"]:
        return None
    known = stored_meetings.by_ids(db, [letter.about["was"], item.meeting, item.aim.meeting], body=item.body)
    return {
        "title": item.title,
        "was": speech.meeting(words, known[letter.about["was"]]),
        "on_meeting": item.meeting is not None,
        "place": speech.place(words, item, known),
        "reason": item.reason,
    }
