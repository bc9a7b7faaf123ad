"""The ballots of a named vote as a file for the support officer: who voted what, when, and through whom."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from slack_sdk import WebClient

from bot.errors import N_
from bot.votes import Ballot, Line, Poll, Seat, State
from handlers.desk import Desk
from handlers.documents.upload import File, share
from handlers.votes import speech
from handlers.words import Words, words_of
from storage import bodies
from storage import people as stored_people
from storage.database import Session
from storage.outbox import Letter
from storage.people import Member
from storage.votes import boxes, polls

_TITLES = (N_("Waarover"), N_("Lid"), N_("Stem"), N_("Wanneer"), N_("Genoteerd door"), N_("Bevestigd door"))
_CALCULATED = ("=", "+", "-", "@", "\t")


def send(desk: Desk, client: WebClient, letter: Letter) -> None:
    """Under the message about the closing; nothing when the vote goes on, or its ballots are gone."""
    with desk.sessions.read() as db:
        poll = polls.load(db, letter.about["poll"], workspace=letter.workspace)
        body = bodies.load(db, poll.body, workspace=letter.workspace)
        words = words_of(body.rules.language, body.zone)
        content = table(db, poll, words=words) if poll.state is State.CLOSED else None
    if content is not None:
        name = f"stemming-{poll.id}.csv"
        file = File(name=name, title=words.say("Stemmen over «{title}»", title=poll.title).plain, content=content)
        share(desk, client, letter, [file], comment=words.say("Wie wat stemde, als rekenblad.").marked)


def table(db: Session, poll: Poll, *, words: Words) -> bytes:
    """The rows of every seat and line, for a spreadsheet: UTF-8 with a mark, split by semicolons as in Belgium."""
    seats, ballots = polls.seats(db, poll.id), boxes.ballots(db, poll.id)
    known = [seat.member for seat in seats]
    known += [each for ballot in ballots for each in (ballot.entered_by, ballot.confirmed_by) if each is not None]
    members = stored_people.names(db, known, body=poll.body)
    out = StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(words.say(title).plain for title in _TITLES)
    writer.writerows(_rows(poll.lines, seats, ballots, members, words))
    return out.getvalue().encode("utf-8-sig")


def _rows(
    lines: Iterable[Line], seats: Iterable[Seat], ballots: Iterable[Ballot], members: dict[int, Member], words: Words
) -> Iterator[list[str]]:
    given = {(ballot.line, ballot.mandate): ballot for ballot in ballots}
    voters = sorted(seats, key=lambda seat: members[seat.member].name.casefold())
    for line in lines:
        for seat in voters:
            ballot = given.get((line.id, seat.mandate))
            said = words.say(speech.CHOICES[ballot.choice]) if ballot else words.say("niet gestemd")
            yield [
                _plain(line.text),
                _plain(members[seat.member].name),
                said.plain,
                ballot.cast_at.astimezone(words.zone).strftime("%Y-%m-%d %H:%M") if ballot else "",
                _name(members, ballot.entered_by if ballot else None),
                _name(members, ballot.confirmed_by if ballot else None),
            ]


def _name(members: dict[int, Member], member: int | None) -> str:
    return _plain(members[member].name) if member in members else ""


def _plain(text: str) -> str:
    """Text that a spreadsheet shows and does not calculate."""
    return f"'{text}" if text.startswith(_CALCULATED) else text
