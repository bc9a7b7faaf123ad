"""The part of the daily reminder about follow-ups, and who has one today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.errors import N_
from bot.followups import FollowUp, may_tend
from bot.people import Person, Role, Seat
from bot.reminders import nudges
from bot.reminders.nudges import As, Nudge, Readers, Why
from handlers.followups import speech
from handlers.followups.ground import Ground, for_clock
from handlers.words import Sentence, Words
from storage import followups as stored
from storage import people as stored_people
from storage.database import Session

PART = "followups"
"""The part of the daily reminder."""

MOST_TOLD = 8
"""Follow-ups in one reminder with their buttons, of at most four blocks each."""

MOST_NAMED = 20
"""Follow-ups that are only named below those; the others are behind a button."""

ASKS = {
    Why.AWAKE: N_("Je vroeg om dit vandaag opnieuw te zien."),
    Why.AHEAD: N_("Komt eraan: {due}."),
    Why.BEGINS: N_("Kan vanaf nu: {due}."),
    Why.SHARPEN: N_("De periode begint: {due}. Welke dag wordt het?"),
    Why.OVERDUE: N_("Te laat: {due}. Hoe staat het ermee?"),
    Why.ESCALATED: N_("Te laat: {due}."),
    Why.PROPOSED: N_("Nog altijd te laat: {due}. Bespreek het op de volgende vergadering, onder Opvolging verslag."),
}
TODAY = N_("Vandaag: {due}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """Everything still to be done in a body, and who is reminded of it."""

    here: Ground
    live: Sequence[FollowUp]
    readers: Readers

    def nudges(self, *, since: date, until: date) -> list[Nudge]:
        """Who is reminded of what on these days, both included."""
        return nudges.nudges(
            self.live,
            calendar=self.here.calendar,
            readers=self.readers,
            rules=self.here.body.rules,
            since=since,
            until=until,
        )


def scan(db: Session, body: int, *, workspace: int, now: datetime) -> Scan:
    """What is still to be done in a body, and its people, as they are now: a fixed number of queries."""
    live = stored.live(db, body)
    here = for_clock(db, body, workspace=workspace, now=now, follow_ups=live)
    officers = stored_people.with_roles(db, body, Role.SUPPORT_OFFICER, today=here.today)
    reached = {id_ for id_, each in here.members.items() if each.slack_user and not each.deactivated}
    readers = Readers(
        circle=here.circle,
        reached=reached & here.circle.members,
        officers=[officer.id for officer in officers if officer.id in reached],
    )
    return Scan(here=here, live=live, readers=readers)


def reminder(
    db: Session, person: Person, seat: Seat, now: datetime, words: Words, *, since: date, until: date
) -> dict[str, Any] | None:
    """What one person is reminded of in one body; nothing when it was done meanwhile."""
    found = scan(db, seat.body, workspace=person.workspace, now=now)
    mine = [
        nudge
        for nudge in found.nudges(since=since, until=until)
        if nudge.member == seat.member and may_tend(person, nudge.follow_up, circle=found.here.circle)
    ]
    if not mine:
        return None
    mine.sort(key=lambda nudge: (-nudge.why, nudge.follow_up.id))
    shown = mine[:MOST_TOLD]
    points = stored.points(db, [each.follow_up.source.item for each in shown], body=seat.body)
    return {
        "title": _title(words, mine, seat),
        "body_name": seat.body_name,
        "body": seat.body,
        "rows": [_row(words, each, found.here, points.get(each.follow_up.source.item or 0, "")) for each in shown],
        "named": [nudge.follow_up.text for nudge in mine[MOST_TOLD : MOST_TOLD + MOST_NAMED]],
        "rest": len(mine) - len(shown),
    }


def _title(words: Words, mine: Sequence[Nudge], seat: Seat) -> Sentence:
    first = mine[0].follow_up.text
    if len(mine) == 1:
        return words.say("{body_name}: herinnering aan «{text}»", body_name=seat.body_name, text=first)
    return words.count(
        "{body_name}: herinnering aan {n} opvolgpunt",
        "{body_name}: herinnering aan {n} opvolgpunten",
        len(mine),
        body_name=seat.body_name,
    )


def _row(words: Words, nudge: Nudge, here: Ground, point: str) -> dict[str, Any]:
    """One follow-up with why it is told, and to whom it is when that is somebody else."""
    follow_up = nudge.follow_up
    return {
        "id": follow_up.id,
        "text": follow_up.text,
        "asks": asks(words, nudge, here),
        "who": _who(words, nudge, here),
        "forward": _forward(words, nudge, here) if nudge.as_ is As.VIA else None,
        "source": speech.source(words, follow_up, here, point),
        "waits": speech.state(words, follow_up) if follow_up.waiting_for else None,
        "sharpen": nudge.why is Why.SHARPEN,
        "nobody": nudge.as_ is As.NOBODY,
    }


def asks(words: Words, nudge: Nudge, here: Ground) -> Sentence:
    """Why this is told now."""
    due = speech.due(words, nudge.follow_up.due, here)
    last = nudges.term(nudge.follow_up, here.calendar).last
    if nudge.why is Why.AHEAD and last == here.today:
        return words.say(TODAY, due=due)
    if nudge.why is Why.AHEAD and last is not None and last < here.today:
        return words.say(ASKS[Why.OVERDUE], due=due)
    return words.say(ASKS[nudge.why], due=due)


def _who(words: Words, nudge: Nudge, here: Ground) -> Sentence | None:
    """Whose it is, when it is not the reader's own."""
    match nudge.as_:
        case As.OWNER:
            return None
        case As.NOBODY if nudge.follow_up.owners:
            return words.say("Wie het opnam, is geen lid meer: geef het door.")
        case As.NOBODY:
            return words.say("Nog niemand neemt dit op.")
        case As.VIA:
            return words.say("Stuur dit door aan {names}, zonder Slack:", names=_names(words, nudge, here))
    return words.say("Voor {owners}.", owners=speech.owners(words, nudge.follow_up, here))


def _names(words: Words, nudge: Nudge, here: Ground) -> Sentence:
    return words.join([here.members[member].name for member in sorted(nudge.for_) if member in here.members])


def _forward(words: Words, nudge: Nudge, here: Ground) -> Sentence:
    """A text to forward to whom no message reaches."""
    return words.say(
        "Dag {names}, een herinnering van {body_name}: «{text}». {asks} Laat je mij weten hoe het ervoor staat?",
        names=_names(words, nudge, here),
        body_name=here.body.name,
        text=nudge.follow_up.text,
        asks=asks(words, nudge, here),
    )
