"""What the bot says about a body by itself: what it saw of the channels, and rules that changed."""

from datetime import datetime
from typing import Any

from bot.bodies import Body
from bot.channels import Channel, Purpose, Worry, worries
from bot.people import BRUSSELS, Person, Role
from handlers.bodies import speech
from handlers.words import ChannelLink, Mention, Sentence, Words
from storage import bodies, channels, outbox, people
from storage.database import Session, now_in
from storage.outbox import Letter


def surveyed_to_officers(db: Session, body: Body, *, run: str, first: bool, now: datetime) -> None:
    """Tell each support officer what was seen: at the founding with what to do next, later only worries."""
    if first or _worries(db, body):
        _tell(db, "bodies/surveyed", body, Role.SUPPORT_OFFICER, key=run, about={"first": first}, now=now)


def rules_changed_to_all(db: Session, before: Body, after: Body, *, by: Person, now: datetime) -> None:
    """Tell chair and support officers which rules changed, from what to what."""
    about = {
        "by": by.member_in(after.id),
        "before": bodies.written(before.rules),
        "after": bodies.written(after.rules),
    }
    key = f"{now.timestamp():.6f}"
    _tell(db, "bodies/rules_changed", after, Role.SUPPORT_OFFICER, Role.CHAIR, key=key, about=about, now=now)


def _tell(db: Session, name: str, body: Body, *roles: Role, key: str, about: dict[str, Any], now: datetime) -> None:
    for member in people.with_roles(db, body.id, *roles, today=now.astimezone(BRUSSELS).date()):
        if member.slack_user:
            outbox.tell(
                db,
                name,
                workspace=body.workspace,
                to=outbox.user(member.slack_user),
                key=f"{name}:{body.id}:{key}:{member.id}",
                about={"body": body.id, **about},
                body=body.id,
            )


def surveyed(db: Session, letter: Letter, words: Words) -> dict[str, Any]:
    """Who was taken over, what is wrong with the channels, and the first three steps."""
    body = bodies.load(db, letter.about["body"], workspace=letter.workspace)
    today = now_in(db).astimezone(BRUSSELS).date()
    plenary = people.with_roles(db, body.id, Role.EFFECTIVE_MEMBER, Role.CLIENT_REPRESENTATIVE, today=today)
    committee = people.with_roles(db, body.id, Role.COMMITTEE_MEMBER, today=today)
    return {
        "body": body.id,
        "body_name": body.name,
        "first": letter.about["first"],
        "members": len(plenary),
        "committee": len(committee),
        "worries": [
            words.say(speech.WORRIES[purpose, worry], channel=ChannelLink(channel.id, channel.name))
            for purpose, channel, worry in _worries(db, body)
        ],
    }


def rules_changed(db: Session, letter: Letter, words: Words) -> dict[str, Any]:
    """Who changed which rule."""
    body = bodies.load(db, letter.about["body"], workspace=letter.workspace)
    before, after = bodies.read(letter.about["before"]), bodies.read(letter.about["after"])
    by = people.names(db, [letter.about["by"]], body=body.id)[letter.about["by"]]
    return {
        "body": body.id,
        "body_name": body.name,
        "by": Mention(by.slack_user, by.name) if by.slack_user else by.name,
        "changes": [
            _change(words, label, speech.rule(words, before, name), speech.rule(words, after, name))
            for name, label in speech.RULES.items()
            if getattr(before, name) != getattr(after, name)
        ],
    }


def _change(words: Words, label: str, was: Sentence, now: Sentence) -> Sentence:
    return words.say("*{rule}*: van {was} naar {now}", rule=words.say(label), was=was, now=now)


def _worries(db: Session, body: Body) -> list[tuple[Purpose, Channel, Worry]]:
    seen = channels.seen(db, [body.plenary_channel, body.committee_channel], workspace=body.workspace)
    used = ((Purpose.PLENARY, body.plenary_channel), (Purpose.COMMITTEE, body.committee_channel))
    return [
        (purpose, seen[id_], worry) for purpose, id_ in used if id_ in seen for worry in worries(seen[id_], purpose)
    ]
