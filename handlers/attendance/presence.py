"""**Aanwezigheid noteren**: everybody in one form, by sector, ticked as expected."""

from typing import Any

from bot import attendance
from bot.attendance import Chair, Invitee, Noted, Part
from bot.errors import N_, Refusal
from bot.names import fold
from bot.people import Person
from handlers import kit
from handlers.attendance import speech
from handlers.attendance.roll import Roll, roll
from handlers.desk import Desk
from handlers.kit import Label
from handlers.payload import Action, Submission
from handlers.reply import Reply
from handlers.words import Words
from storage import attendance as stored
from storage import audit

IN_A_GROUP = 10
"""Slack takes ten tick boxes in one field."""

MOST_GROUPS = 30
"""Fields of tick boxes in one form: with the longest names they stay within the 250 kB that Slack takes."""

BOXES = "present"


def ask(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """The form: what was noted, or else what is expected."""
    with desk.sessions.read() as db:
        here = roll(db, action.id, within=me, now=desk.now())
        attendance.must_be_notable(here.meeting, by=me, today=here.today)
        noted = stored.noted(db, here.meeting.id)
    reply.open("attendance/presence", **facts(reply.words, here, noted))


def submit(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """Who is there, noted; what nobody ticked is absent."""
    ticked = {value for name in submission.values if name.startswith(BOXES) for value in submission.choices(name)}
    with desk.sessions.begin() as db:
        here = roll(db, submission.id("meeting"), within=me, now=desk.now(), hold=True)
        noted = attendance.note(
            here.gathering,
            ticked,
            by=me,
            today=here.today,
            later=submission.text("later"),
            earlier=submission.text("earlier"),
            guests=submission.text("guests"),
            people=here.members,
            zone=here.body.zone,
            now=desk.now(),
        )
        stored.keep_presence(db, here.meeting.id, noted)
        audit.note(db, "attendance.note", by=me, body=here.body.id, noun="meeting", id_=here.meeting.id, now=desk.now())
    there = sum(each.member is not None for each in noted.places)
    told = reply.words.count(
        "{n} aanwezige genoteerd voor {of}, {absent} afwezig.",
        "{n} aanwezigen genoteerd voor {of}, {absent} afwezig.",
        there,
        of=speech.meeting(reply.words, here.meeting),
        absent=len(noted.places) - there,
    )
    if noted.beside:
        names = reply.words.join([here.name(member) for member in noted.beside])
        told = reply.words.say("{told} Als gast, omdat iemand anders de plaats had: {names}.", told=told, names=names)
    reply.done(told)


def facts(words: Words, here: Roll, noted: Noted | None) -> dict[str, Any]:
    """Everybody by sector in fields of ten, and what was noted beside it."""
    ticked = attendance.ticked_before(here.gathering, noted)
    chairs = attendance.chairs(here.gathering)
    groups = _groups(words, here)
    if len(groups) > MOST_GROUPS:
        raise Refusal(N_("Zoveel plaatsen passen niet in één formulier."))
    return {
        "meeting": here.meeting.id,
        "occasion": speech.occasion(words, here),
        "shared": len({id_ for chair in chairs for id_ in chair.mandates}) < sum(len(each.mandates) for each in chairs),
        "groups": [
            (f"{BOXES}_{place}", label, choices, [choice.value for choice in choices if choice.value in ticked])
            for place, (label, choices) in enumerate(groups)
        ],
        "later": _lines(words, here, noted, Part.LATE),
        "earlier": _lines(words, here, noted, Part.EARLY),
        "guests": "\n".join(noted.guests) if noted is not None else "",
    }


def _groups(words: Words, here: Roll) -> list[tuple[Label, list[kit.Choice]]]:
    """The boxes by sector, in tens, those without a sector last; within each by name."""
    by_mandate = {each.mandate.id: each for each in here.gathering.invitees}
    by_sector: dict[str, list[kit.Choice]] = {}
    for chair in sorted(attendance.chairs(here.gathering), key=lambda chair: fold(here.name(chair.member))):
        place = by_mandate[chair.mandates[0]]
        choice = kit.Choice(chair.key, here.name(chair.member), _beside(words, here, chair, place))
        by_sector.setdefault(here.sector(place), []).append(choice)
    found: list[tuple[Label, list[kit.Choice]]] = []
    for sector in sorted(by_sector, key=lambda name: (not name, fold(name))):
        boxes = by_sector[sector]
        for start in range(0, len(boxes), IN_A_GROUP):
            found.append((sector or words.say("Zonder sector"), boxes[start : start + IN_A_GROUP]))
    return found


def _beside(words: Words, here: Roll, chair: Chair, place: Invitee) -> Label | None:
    """What stands under a name: whom somebody replaces, by whom somebody is replaced, or the organisation."""
    if chair.instead_of is not None:
        return words.say("vervangt {name}", name=here.name(chair.instead_of))
    if chair.replaced_by is not None:
        return words.say("tijdelijk vervangen door {name}", name=here.name(chair.replaced_by) or "–")
    return here.organisation(place) or None


def _lines(words: Words, here: Roll, noted: Noted | None, part: Part) -> str:
    """Who came later or left early, a name a line, with the hour if it was noted or announced."""
    late = part is Part.LATE
    if noted is None:
        rows = attendance.partly(here.gathering, part)
    else:
        rows = {
            each.member: each.arrived if late else each.left
            for each in noted.places
            if each.member is not None and (each.came_later if late else each.left_early)
        }
    return "\n".join(f"{here.name(member)} {words.hour(at) if at else ''}".strip() for member, at in rows.items())
