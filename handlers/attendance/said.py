"""What each message about attendance says, found at the moment it is said; nothing when it was settled meanwhile."""

from typing import Any

from bot import attendance
from bot.attendance import DayRole, Expected, Invitee, Part, Says, State, Substitution
from handlers.attendance import speech
from handlers.attendance.roll import Roll, for_anybody
from handlers.words import Words
from storage import attendance as stored
from storage import people as stored_people
from storage.database import Session, now_in
from storage.outbox import Letter

MOST_NOTED = 12
"""Meetings in one note: each takes four blocks of the fifty a message has."""


def request(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """The question to the substitute, or how it ended; nothing when it ended before it was asked."""
    substitution, here, each = _around(db, letter)
    is_live = each is not None
    if letter.ts is None and not is_live:
        return None
    return {
        "id": substitution.id,
        "absent": here.who(substitution.absent),
        "body_name": here.body.name,
        "occasion": speech.occasion(words, here),
        "state": substitution.state.value if is_live else _ended(substitution).value,
        "warned": substitution.warned,
        "over": attendance.is_over(here.meeting, today=here.today),
        "forward": "",
    }


def released(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """The substitute need not come."""
    substitution, here, _ = _around(db, letter)
    again = next((each for each in here.gathering.invitees if each.mandate.id == substitution.mandate), None)
    if again and again.substitution and again.substitution.substitute == substitution.substitute:
        # The same person was asked anew meanwhile.
        return None
    coming = any(each.expected is Expected.COMING for each in here.gathering.of(substitution.absent))
    return {
        "absent": here.who(substitution.absent),
        "occasion": speech.occasion(words, here),
        "coming": coming,
    }


def accepted(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """Somebody comes instead; nothing when that is not so any more."""
    substitution, here, each = _around(db, letter)
    if each is None or substitution.state is not State.ACCEPTED:
        return None
    return {
        "substitute": here.who(substitution.substitute),
        "occasion": speech.occasion(words, here),
        "value": here.value_of(substitution.absent),
    }


def declined(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """Somebody does not come instead: who does? Nothing when that was answered before it was asked."""
    substitution, here, _ = _around(db, letter)
    open_ = any(each.seeks and each.mandate.id == substitution.mandate for each in here.gathering.invitees)
    if not open_ and letter.ts is None:
        return None
    return {
        "substitute": here.who(substitution.substitute),
        "barred": substitution.needs_consent,
        "open": open_,
        "absent": here.name(substitution.absent) if here.members[substitution.absent].slack_user != letter.user else "",
        "occasion": speech.occasion(words, here),
        "value": here.value_of(substitution.absent),
    }


def consent(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """Somebody from another sector was named: does the support officer agree?"""
    substitution, here, each = _around(db, letter)
    if each is None and letter.ts is None:
        return None
    sectors = here.sits_for.get(substitution.substitute, frozenset())
    return {
        "id": substitution.id,
        "absent": here.who(substitution.absent),
        "substitute": here.who(substitution.substitute),
        "sector": here.sector(each) if each is not None else "",
        "other": words.join(sorted(here.sectors[sector] for sector in sectors)),
        "occasion": speech.occasion(words, here),
        "open": each is not None and substitution.needs_consent,
    }


def noted(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """For which meetings somebody is excused now, with who comes instead and the ways back."""
    now, member = now_in(db), int(letter.about["member"])
    shown = []
    own, by = False, ""
    for meeting in letter.about["meetings"]:
        here = for_anybody(db, meeting, workspace=letter.workspace, now=now)
        principal = here.gathering.principal(member)
        own = here.members[member].slack_user == letter.user if member in here.members else own
        if principal is None or principal.answer is None:
            continue
        by = "" if principal.answer.entered_by == member else here.name(principal.answer.entered_by)
        shown.append(_noted(words, here, principal, member))
    if not shown:
        return None
    return {
        "name": "" if own else here.name(member),
        "by": by if own else "",
        "meetings": shown[:MOST_NOTED],
        "more": max(0, len(shown) - MOST_NOTED),
    }


def _noted(words: Words, here: Roll, each: Invitee, member: int) -> dict[str, Any]:
    is_away = each.answer is not None and each.answer.is_away
    substitution = each.substitution
    is_offline = substitution is not None and substitution.substitute in here.offline
    waits = is_offline and substitution is not None and substitution.state is State.PROPOSED
    is_coming = each.answer is not None and each.answer.says is Says.COMING
    answer = each.answer
    return {
        "of": speech.meeting(words, here.meeting),
        "part": speech.partly(words, answer.part, answer.hour)
        if answer is not None and answer.part is not Part.WHOLE
        else None,
        "away": is_away,
        "coming": is_coming,
        "substitute": speech.substitute(words, here, each) if is_away else None,
        "forward": speech.invitation(words, here, each).plain if waits else "",
        "vouch": substitution.id if waits and substitution is not None and not substitution.needs_consent else None,
        "value": here.value_of(member),
    }


def heads_up(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """Who dropped out late, and what that leaves open; nothing when they come after all."""
    here = for_anybody(db, letter.about["meeting"], workspace=letter.workspace, now=now_in(db))
    member = letter.about["member"]
    principal = here.gathering.principal(member)
    if principal is None or principal.answer is None or not principal.answer.is_away:
        return None
    roles = [DayRole(role) for role in letter.about["roles"]]
    return {
        "name": here.who(member),
        "occasion": speech.occasion(words, here),
        "substitute": speech.substitute(words, here, principal),
        "roles": speech.roles(words, roles) if roles else None,
        "meeting": here.meeting.id,
    }


def role(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """A role of the day, to who has it; nothing when somebody else has it meanwhile."""
    here = for_anybody(db, letter.about["meeting"], workspace=letter.workspace, now=now_in(db))
    roles = stored.roles(db, here.meeting.id, mirror=here.meeting.mirror)
    held = DayRole(letter.about["role"])
    if held not in roles.of(letter.about["member"]) or attendance.is_over(here.meeting, today=here.today):
        return None
    return {
        "role": held.value,
        "role_name": words.say(speech.DAY_ROLES[held]),
        "occasion": speech.occasion(words, here),
        "value": here.value_of(letter.about["member"]),
    }


def _around(db: Session, letter: Letter) -> tuple[Substitution, Roll, Invitee | None]:
    """The substitution, its meeting, and the place it holds for; None when it does not hold any more."""
    substitution = stored.substitution(db, letter.about["substitution"], workspace=letter.workspace)
    here = for_anybody(db, substitution.meeting, workspace=letter.workspace, now=now_in(db))
    here = here.knowing(*stored_people.names(db, [substitution.substitute], body=here.body.id).values())
    return substitution, here, here.gathering.under(substitution.id)


def _ended(substitution: Substitution) -> State:
    return substitution.state if substitution.state is State.DECLINED else State.LAPSED
