"""`/iroj regels`: the rule sheet of a body, and changing it."""

import re
from collections.abc import Mapping
from typing import Any

from bot import bodies
from bot.bodies import Electorate, MajorityBase, Method, PersonMethod, RuleSheet, Tie
from bot.errors import N_, Refusal
from bot.people import May, Person, Role, Seat
from handlers import deadlines, kit
from handlers.bodies import speech, tell
from handlers.desk import Desk
from handlers.payload import Action, Submission
from handlers.reply import Reply
from handlers.words import Sentence, Words, languages
from storage import audit
from storage import bodies as stored
from storage import people as stored_people

_OFFICERS = (Role.CHAIR, Role.SUPPORT_OFFICER)
_VOICES = {
    Electorate.COMMITTEE: (Role.COMMITTEE_MEMBER, *_OFFICERS),
    Electorate.PLENARY: (Role.EFFECTIVE_MEMBER, Role.CLIENT_REPRESENTATIVE, *_OFFICERS),
}
_SEPARATORS = re.compile(r"[\s,;]+")


def command(me: Person, seat: Seat, desk: Desk, reply: Reply) -> None:
    """`/iroj regels`."""
    _show(seat.body, me, desk, reply)


def show_again(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """The button **Spelregels** of a body."""
    _show(action.id, me, desk, reply)


def ask(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Wijzig**: the form with every rule."""
    me.must_be_allowed(May.CHANGE_RULES, in_=action.id)
    with desk.sessions.read() as db:
        body = stored.get(db, action.id, within=me)
    reply.open("bodies/change_rules", **form(reply.words, body.id, body.name, body.rules))


def change(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The form was sent: chair and support officers hear what changed."""
    wanted, id_ = _read(submission), submission.id("body")
    with desk.sessions.begin() as db:
        me.must_be_allowed(May.CHANGE_RULES, in_=id_)
        stored.hold(db, id_)
        before = stored.get(db, id_, within=me)
        bodies.must_be_as_seen(before.rules, str(submission.metadata.get("seen")))
        today = desk.now().astimezone(before.zone).date()
        after = bodies.change_rules(
            before,
            wanted,
            by=me,
            voters=stored_people.voters(db, id_, roles=_VOICES[wanted.electorate], today=today),
            officers_with_vote=[role for role in _OFFICERS if stored_people.voters(db, id_, roles=[role], today=today)],
        )
        if after.rules != before.rules:
            stored.save(db, after)
            was, now = stored.written(before.rules), stored.written(after.rules)
            audit.note(
                db, "bodies.change_rules", by=me, body=id_, noun="body", id_=id_, now=desk.now(), was=was, became=now
            )
            tell.rules_changed_to_all(db, before, after, by=me, now=desk.now())
            deadlines.changed(db, id_, workspace=me.workspace)
    reply.done("De spelregels zijn bewaard. Ze gelden voor wat vanaf nu begint.")


def _show(body: int, me: Person, desk: Desk, reply: Reply) -> None:
    me.must_be_allowed(May.READ, in_=body)
    with desk.sessions.read() as db:
        here = stored.get(db, body, within=me)
    reply.show(
        "bodies/rules",
        body=body,
        body_name=here.name,
        rules=[line(reply.words, here.rules, name, label) for name, label in speech.RULES.items()],
        may_change=me.may(May.CHANGE_RULES, in_=body),
    )


def form(words: Words, body: int, body_name: str, rules: RuleSheet) -> dict[str, Any]:
    """What the form shows: every rule as it is now, with the choices there are."""
    return {
        "body": body,
        "body_name": body_name,
        "seen": bodies.fingerprint(rules),
        "rules": rules,
        "labels": {name: words.say(label) for name, label in speech.RULES.items()},
        "choices": _choices(words),
        "non_voting": [role.value for role in rules.non_voting_roles],
        "reminder_days": ", ".join(map(str, rules.reminder_days)),
    }


def line(words: Words, rules: RuleSheet, name: str, label: str) -> list[Any]:
    """ "Agenda versturen …: 8 (standaard)" as parts of a list line."""
    rule, value = words.say(label), speech.rule(words, rules, name)
    standard = getattr(rules, name) == getattr(RuleSheet(), name)
    parts: list[Sentence | kit.Piece] = [words.say("{rule}: ", rule=rule), kit.bold(value)]
    return [*parts, words.say(" (standaard)")] if standard else parts


def _choices(words: Words) -> dict[str, list[kit.Choice]]:
    """The options of each select, by the name of the rule."""
    named: dict[str, Mapping[Any, str]] = {
        "decision_method": speech.METHODS,
        "person_vote_method": speech.PERSON_METHODS,
        "electorate": speech.ELECTORATES,
        "majority_base": speech.BASES,
        "tie": speech.TIES,
        "digest_weekday": dict(enumerate(speech.WEEKDAYS)),
        "language": {language: speech.LANGUAGES[language] for language in languages()},
        "non_voting_roles": speech.ROLES,
    }
    yes_no = [kit.Choice("yes", words.say(speech.YES_NO[True])), kit.Choice("no", words.say(speech.YES_NO[False]))]
    found = {
        name: [kit.Choice(str(value), words.say(label)) for value, label in of.items()] for name, of in named.items()
    }
    return found | {"yes_no": yes_no}


def _read(submission: Submission) -> RuleSheet:
    """The sheet as it was filled in. Raises `Refusal` about the rule that cannot be read."""
    standard = RuleSheet()
    return RuleSheet(
        send_days=_number(submission, "send_days"),
        submit_days=_number(submission, "submit_days"),
        decision_method=Method(submission.choice("decision_method") or standard.decision_method),
        person_vote_method=PersonMethod(submission.choice("person_vote_method") or standard.person_vote_method),
        electorate=Electorate(submission.choice("electorate") or standard.electorate),
        vote_decides=submission.choice("vote_decides") == "yes",
        quorum=submission.number("quorum"),
        majority_base=MajorityBase(submission.choice("majority_base") or standard.majority_base),
        tie=Tie(submission.choice("tie") or standard.tie),
        candidate_votes=submission.choice("candidate_votes") == "yes",
        non_voting_roles=tuple(role for role in speech.ROLES if role in submission.choices("non_voting_roles")),
        chair_term_years=_number(submission, "chair_term_years"),
        report_correction_days=_number(submission, "report_correction_days"),
        reminder_days=_days(submission.text("reminder_days")),
        quiet_from=submission.hour("quiet_from") or standard.quiet_from,
        quiet_until=submission.hour("quiet_until") or standard.quiet_until,
        digest_weekday=int(submission.choice("digest_weekday") or standard.digest_weekday),
        digest_at=submission.hour("digest_at") or standard.digest_at,
        zone=submission.text("zone"),
        language=submission.choice("language") or standard.language,
        log_days=_number(submission, "log_days"),
        substitute_for_two=submission.choice("substitute_for_two") == "yes",
    )


def _number(submission: Submission, name: str) -> int:
    number = submission.number(name)
    if number is None:
        raise Refusal(N_("Vul hier een geheel getal in."), about=name)
    return number


def _days(text: str) -> tuple[int, ...]:
    """ "14, 7, 1, 0" as days, the earliest reminder first and each once."""
    try:
        return tuple(sorted({int(part) for part in _SEPARATORS.split(text) if part}, reverse=True))
    except ValueError:
        raise Refusal(
            N_("Typ dagen met een komma ertussen, bijvoorbeeld 14, 7, 1, 0."), about="reminder_days"
        ) from None
