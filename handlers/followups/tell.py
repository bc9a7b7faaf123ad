"""What the bot says about follow-ups by itself: what was given to somebody, and what somebody who left leaves."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from bot.bodies import Body
from bot.followups import FollowUp, Owner, Whose, lists
from bot.mandates import Mandate
from bot.people import Person, Role
from handlers.followups import speech
from handlers.followups.ground import Ground, for_clock
from handlers.words import Words
from storage import bodies, outbox
from storage import followups as stored
from storage import mandates as stored_mandates
from storage import people as stored_people
from storage.database import Session, now_in
from storage.outbox import Letter
from storage.people import Member

MOST_TOLD = 20
"""Follow-ups that one message names; the rest is on the list."""

ASKED_AT = time(9)
"""The wall time at which it is asked who takes over from somebody who left."""


def given(db: Session, made: Sequence[FollowUp], here: Ground, *, by: Person, now: datetime) -> None:
    """Tell each new owner, once for all that was made together; not whoever made it, and not all members."""
    me = by.seat_in(here.body.id)
    mine: dict[int, list[int]] = {}
    for follow_up in made:
        for member in _named(follow_up, here):
            if me is None or member != me.member:
                mine.setdefault(member, []).append(follow_up.id)
    for member, ids in mine.items():
        user = here.members[member].slack_user
        if user is not None and not here.members[member].deactivated:
            outbox.tell(
                db,
                "followups/given",
                workspace=here.body.workspace,
                to=outbox.user(user),
                key=f"followups/given:{ids[0]}:{member}:{now.timestamp():.6f}",
                about={"body": here.body.id, "member": member, "ids": ids, "by": me.member if me else None},
                body=here.body.id,
            )


def whoever_leaves(db: Session, changed: Iterable[Mandate], *, by: Person) -> None:
    """Have the support officers asked who takes over from members whose last mandate of a body gets an end."""
    ending: dict[int, set[int]] = {}
    for mandate in changed:
        if mandate.valid_until is not None:
            ending.setdefault(mandate.body, set()).add(mandate.member)
    for body_id, members in ending.items():
        body = bodies.load(db, body_id, workspace=by.workspace)
        held = stored_mandates.of_members(db, members, body=body_id)
        officers = stored_people.with_roles(
            db, body_id, Role.SUPPORT_OFFICER, today=now_in(db).astimezone(body.zone).date()
        )
        for member in sorted(members):
            lasts = [each.valid_until for each in held if each.member == member]
            ends = [last for last in lasts if last is not None]
            if len(ends) == len(lasts):
                _ask_who_takes_over(db, body, member, last=max(ends), officers=officers)


def _ask_who_takes_over(db: Session, body: Body, member: int, *, last: date, officers: Sequence[Member]) -> None:
    at = datetime.combine(last + timedelta(days=1), ASKED_AT, body.zone).astimezone(UTC)
    for officer in officers:
        if officer.slack_user and officer.id != member:
            outbox.tell(
                db,
                "followups/left",
                workspace=body.workspace,
                to=outbox.user(officer.slack_user),
                key=f"followups/left:{member}:{last.isoformat()}:{officer.id}",
                about={"body": body.id, "member": member},
                at=at,
                body=body.id,
            )


def told_given(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """What is still this member's of what was given; nothing when it was done or taken away meanwhile."""
    about = letter.about
    found = stored.many(db, about["ids"], body=about["body"])
    here = for_clock(db, about["body"], workspace=letter.workspace, now=now_in(db), follow_ups=found)
    mine = [each for each in found if lists.is_of(each, about["member"], circle=here.circle)]
    if not mine:
        return None
    giver = here.members.get(about["by"] or 0)
    return {
        "body": about["body"],
        "body_name": here.body.name,
        "giver": giver.name if giver else None,
        "rows": [
            {
                "id": each.id,
                "text": each.text,
                "sentence": words.say("*{text}*\n{due}", text=each.text, due=speech.due(words, each.due, here)),
            }
            for each in lists.in_turn(mine, calendar=here.calendar)[:MOST_TOLD]
        ],
        "rest": max(0, len(mine) - MOST_TOLD),
    }


def told_left(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """What somebody who left still has to do; nothing when they are back, or everything was handed over."""
    body, member = letter.about["body"], letter.about["member"]
    live = stored.live(db, body)
    here = for_clock(db, body, workspace=letter.workspace, now=now_in(db), follow_ups=live)
    left = lists.in_turn(lists.left_alone(live, member), calendar=here.calendar)
    if member in here.circle.members or not left:
        return None
    return {
        "body": body,
        "body_name": here.body.name,
        "member": member,
        "name": here.name(Owner(whose=Whose.MEMBER, id=member)),
        "rows": [
            words.say("{text} · {due}", text=each.text, due=speech.due(words, each.due, here))
            for each in left[:MOST_TOLD]
        ],
        "rest": max(0, len(left) - MOST_TOLD),
    }


def _named(follow_up: FollowUp, here: Ground) -> list[int]:
    people = {
        member
        for owner in follow_up.owners
        if owner.whose is not Whose.EVERYBODY
        for member in here.circle.people(owner)
    }
    return sorted(people)
