"""Making follow-ups: by form, in one line, several lines at once, from a message, or from a point of an agenda."""

from dataclasses import replace

from slack_sdk import WebClient

from bot import moments, texts
from bot.errors import N_, Refusal
from bot.followups import FollowUp, Source, lines
from bot.followups.lines import Line
from bot.people import May, Person, Seat
from handlers import kit
from handlers.desk import Desk
from handlers.followups import bulk, form, keep, pages, speech, tell
from handlers.followups.form import Facts
from handlers.followups.ground import Ground, ground
from handlers.followups.typed import as_one, permalink, with_names
from handlers.payload import Action, Message, Submission
from handlers.reply import Reply
from storage import followups as stored
from storage import items as stored_items
from storage.database import Session

LONGEST_LINE = 1900
"""Characters of a line that a button can carry back to us."""


def command(text: str, me: Person, seat: Seat, desk: Desk, reply: Reply) -> None:
    """`/opvolging`: mine; with text the form, with `|` done at once, with several lines their preview."""
    if not text:
        pages.mine(me, seat, desk, reply)
    elif (wanted := pages.typed(text)) is not None:
        pages.show(seat.body, wanted, 0, me=me, desk=desk, reply=reply)
    elif len(lines.split(text)) > 1:
        bulk.open_preview(text, Source(), body=seat.body, me=me, desk=desk, reply=reply)
    elif "|" in text:
        in_one_line(text, body=seat.body, me=me, desk=desk, reply=reply)
    else:
        _open(Line(text=texts.line(text)), Facts(body=seat.body), me=me, desk=desk, reply=reply)


def new(me: Person, seat: Seat, desk: Desk, reply: Reply) -> None:
    """`/opvolging nieuw`: the empty form."""
    _open(Line(text=""), Facts(body=seat.body), me=me, desk=desk, reply=reply)


def open_form(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Nieuw opvolgpunt** of a body."""
    _open(Line(text=""), Facts(body=action.id), me=me, desk=desk, reply=reply)


def of_point(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Opvolgpunt** beside a point of an agenda: the form with the point as its source."""
    with desk.sessions.read() as db:
        item = stored_items.get(db, action.id, within=me)
        me.must_be_allowed(May.CREATE_FOLLOW_UP, in_=item.body)
        here = ground(db, item.body, within=me, now=desk.now())
    source = form.source(reply.words, Source(item=item.id, meeting=item.meeting), here, item.title)
    reply.open("followups/make", **Facts(body=item.body, source=source).as_facts())


def from_message(message: Message, me: Person, seat: Seat, client: WebClient, desk: Desk, reply: Reply) -> None:
    """The message shortcut **Maak opvolgpunt**: the form with the message's words, and a link to it."""
    me.must_be_allowed(May.CREATE_FOLLOW_UP, in_=seat.body)
    link = permalink(client, message)
    with desk.sessions.read() as db:
        text = as_one(with_names(db, message.text, seat.body, strictly=False))
    reply.open("followups/make", **Facts(body=seat.body, address=link, text=text[: form.TEXT_LENGTH]).as_facts())


def who(query: str, submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The options of *Wie*, narrowed down by what was typed."""
    body = submission.id("body")
    me.must_be_allowed(May.READ, in_=body)
    with desk.sessions.read() as db:
        here = ground(db, body, within=me, now=desk.now())
    reply.options(form.people(reply.words, query, here))


def sources(query: str, submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The options of *Bron*, narrowed down by what was typed."""
    body = submission.id("body")
    me.must_be_allowed(May.READ, in_=body)
    with desk.sessions.read() as db:
        here = ground(db, body, within=me, now=desk.now())
        reply.options(form.sources(db, reply.words, query, here))


def submit(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The form was sent: noted, and shown with what was understood; several lines are shown before."""
    body = submission.id("body")
    if len(lines.split(submission.text("text"))) > 1:
        return bulk.preview(submission, me=me, desk=desk, reply=reply)
    with desk.sessions.begin() as db:
        here = ground(db, body, within=me, now=desk.now())
        made = keep.make(db, form.read(submission, here, now=desk.now()), body=body, by=me, now=desk.now())
        tell.given(db, [made], here, by=me, now=desk.now())
        point = stored.points(db, [made.source.item], body=body).get(made.source.item or 0, "")
        here = ground(db, body, within=me, now=desk.now(), follow_ups=[made])
    return _show(made, here, point, me=me, reply=reply)


def in_one_line(text: str, *, body: int, me: Person, desk: Desk, reply: Reply) -> None:
    """`/opvolging Wat | @naam | 20 april`: noted at once, answered with what was understood.

    A line that cannot be read loses nothing: it comes back with the reason and a way on.
    """
    text = " ".join(text.split())
    try:
        with desk.sessions.begin() as db:
            here = ground(db, body, within=me, now=desk.now())
            line = _read(db, text, here, desk)
            made = keep.make(db, line.wanted(Source()), body=body, by=me, now=desk.now())
            tell.given(db, [made], here, by=me, now=desk.now())
    except Refusal as refusal:
        _unread(refusal, text, body=body, reply=reply)
        return
    _show(made, here, "", me=me, reply=reply)


def say_line(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """One of the two days of a doubtful line was chosen: the line again, with that day in it."""
    body, line = _line_of(action)
    in_one_line(line, body=body, me=me, desk=desk, reply=reply)


def open_line(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Verbeter in het formulier**: the form with all that could be read of the line."""
    body, text = _line_of(action)
    me.must_be_allowed(May.CREATE_FOLLOW_UP, in_=body)
    with desk.sessions.read() as db:
        here = ground(db, body, within=me, now=desk.now())
        line, trouble = lines.sort_out(
            with_names(db, text, body, strictly=False),
            known=here.known,
            now=desk.now(),
            zone=here.body.zone,
            meetings=here.calendar.meetings,
        )
    why = reply.words.say(trouble.sentence, **trouble.facts) if trouble else None
    facts = form.of_line(Facts(body=body), line, here, reply.words, trouble=why)
    reply.open("followups/make", **facts.as_facts())


def _open(line: Line, facts: Facts, *, me: Person, desk: Desk, reply: Reply) -> None:
    me.must_be_allowed(May.CREATE_FOLLOW_UP, in_=facts.body)
    with desk.sessions.read() as db:
        text = with_names(db, line.text, facts.body, strictly=False)
    reply.open("followups/make", **replace(facts, text=text).as_facts())


def _read(db: Session, text: str, here: Ground, desk: Desk) -> Line:
    return lines.read(
        with_names(db, text, here.body.id),
        known=here.known,
        now=desk.now(),
        zone=here.body.zone,
        meetings=here.calendar.meetings,
    )


def _show(made: FollowUp, here: Ground, point: str, *, me: Person, reply: Reply) -> None:
    reply.show("followups/made", **speech.card(reply.words, made, here, me=me, point=point))


def _unread(refusal: Refusal, text: str, *, body: int, reply: Reply) -> None:
    """The line back with why, and what to do about it."""
    fits = len(text) <= LONGEST_LINE
    doubt = refusal if fits and isinstance(refusal, moments.Doubt) else None
    again = {day: text.replace(doubt.facts["phrase"], day.isoformat()) for day in doubt.candidates} if doubt else {}
    reply.show(
        "followups/unread",
        why=reply.words.say(refusal.sentence, **refusal.facts),
        line=text if fits else None,
        form=f"{body}|{text}" if fits else None,
        days=[kit.button("followups.line", reply.words.when(day), f"{body}|{line}") for day, line in again.items()],
    )


def _line_of(action: Action) -> tuple[int, str]:
    """The body and the line that a button carried: its writer's own words, read anew."""
    body, _, text = action.value.partition("|")
    if not body.isdigit():
        raise Refusal(N_("Dit is verouderd. Open het opnieuw met /opvolging."))
    return int(body), text
