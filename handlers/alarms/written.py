"""**Schriftelijke ronde**: a consent vote on the subject of an alarm, which closes before its deadline."""

from datetime import UTC, datetime, time, timedelta

from bot import alarms as rules
from bot import texts, votes
from bot.alarms import Way
from bot.bodies import Method
from bot.errors import N_, Refusal
from bot.people import May, Person
from bot.votes import Line, Wanted
from handlers.alarms import act
from handlers.alarms.tell import Situation
from handlers.desk import Desk
from handlers.payload import Action, Submission
from handlers.reply import Reply
from handlers.votes import check, opening

_LAST_HOUR = time(17)


def ask(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """The form of the vote, with the proposal and a closing time before the deadline."""
    with desk.sessions.read() as db:
        found, here, now = act.standing(db, action.id, me=me, desk=desk)
    rules.must_be_answered_by(me, alarm=found)
    me.must_be_allowed(May.RUN_VOTES, in_=found.body)
    latest = _latest(now)
    reply.open(
        "alarms/round",
        alarm=found.id,
        title=now.watched.title,
        deadline=now.watched.deadline,
        proposal=reply.words.say("Akkoord met: {title}", title=now.watched.title).plain[: texts.TITLE_LENGTH],
        closes=min(votes.closing_for(desk.now(), zone=here.body.zone), latest) if latest > desk.now() else latest,
    )


def submit(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The vote opens as any other does, after a look at its channel."""
    title, closes_at = texts.title(submission.text("title")), submission.moment("closes_at")
    if closes_at is None:
        raise Refusal(N_("Kies wanneer de stemming sluit."), about="closes_at")
    with desk.sessions.begin() as db:
        found, here, now = act.standing(db, submission.id("alarm"), me=me, desk=desk)
        if closes_at > _latest(now):
            raise Refusal(
                N_("Dat is te laat: het moet behandeld zijn vóór {before}."),
                about="closes_at",
                before=now.watched.deadline,
            )
        sheet = here.body.rules
        roll = check.roll_for(
            db,
            body=here.body,
            electorate=sheet.electorate,
            candidates=[],
            candidate_votes=sheet.candidate_votes,
            now=desk.now(),
        )
        wanted = Wanted(
            title=title, lines=(Line(id=0, text=title),), method=Method.CONSENT, closes_at=closes_at, tie=sheet.tie
        )
        poll = votes.draft(wanted, body=here.body.id, roll=roll, by=me, now=desk.now(), rules=sheet)
        act.take(db, found, Way.WRITTEN_ROUND, here=here, by=me, desk=desk)
        opening.begin(db, poll, body=here.body, by=me, now=desk.now())
    reply.done("De stemming wordt nagekeken en opent zo meteen in het kanaal. Lukt dat niet, dan krijg je bericht.")


def _latest(now: Situation) -> datetime:
    """The last moment that is still before the deadline's day, in UTC."""
    day = now.watched.deadline - timedelta(days=1)
    return datetime.combine(day, _LAST_HOUR, now.here.body.zone).astimezone(UTC)
