"""The worst facts of the templates about bodies."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import time

from bot import bodies
from bot.bodies import Electorate, MajorityBase, Method, PersonMethod, RuleSheet, Tie
from handlers.bodies import arrange as arranging
from handlers.bodies import overview as overviews
from handlers.bodies import rules, speech
from handlers.words import ChannelLink, Mention, Words
from tests.handlers.worst import LONG, Facts, worst

NAME = LONG[: bodies.NAME_LENGTH]
USER, CHANNEL = "U0123456789", "C0123456789"
OTHER = RuleSheet(
    send_days=60,
    submit_days=60,
    decision_method=Method.NAMED,
    person_vote_method=PersonMethod.SECRET,
    electorate=Electorate.PLENARY,
    vote_decides=True,
    quorum=40,
    majority_base=MajorityBase.ENTITLED,
    tie=Tie.SECOND_ROUND,
    candidate_votes=True,
    non_voting_roles=tuple(role for role in speech.ROLES),
    chair_term_years=12,
    report_correction_days=90,
    reminder_days=tuple(range(90, 80, -1)),
    quiet_from=time(0),
    quiet_until=time(23, 59),
    digest_weekday=6,
    digest_at=time(23, 45),
    zone="America/Argentina/ComodRivadavia",
    language="en",
    log_days=730,
    substitute_for_two=True,
)


@worst("bodies/overview")
def overview(words: Words) -> Iterator[Facts]:
    seat = {
        "body": 2**63 - 1,
        "name": NAME,
        "roles": speech.roles(words, frozenset(speech.ROLES)),
        "plenary": ChannelLink(CHANNEL),
        "may_arrange": True,
    }
    asked = words.say("{body}: vraag het aan {officers}", body=NAME, officers=words.join([Mention(USER, NAME)] * 10))
    yield {"unknown": "", "seats": [], "may_plan": False, "known": [], "more": 0}
    yield {
        "unknown": LONG[: overviews.LONGEST_WORD],
        "seats": [],
        "may_plan": False,
        "known": [asked] * overviews.MOST_KNOWN,
        "more": 0,
    }
    yield {"unknown": "", "seats": [seat | {"may_arrange": False}], "may_plan": False, "known": [], "more": 0}
    yield {
        "unknown": LONG[: overviews.LONGEST_WORD],
        "seats": [seat] * overviews.MOST_SEATS,
        "may_plan": True,
        "known": [],
        "more": 5,
    }


@worst("bodies/which")
def which(words: Words) -> Iterator[Facts]:
    yield {"bodies": [(1, NAME), (2, NAME)]}
    yield {"bodies": [(n, NAME) for n in range(arranging.MOST_OFFERED)]}


@worst("bodies/found")
def found(words: Words) -> Iterator[Facts]:
    for others in (0, 1, 40):
        yield {"others": [NAME] * others}


@worst("bodies/arrange")
def arrange(words: Words) -> Iterator[Facts]:
    facts = {"body": 2**63 - 1, "name": NAME, "plenary_channel": CHANNEL, "committee_channel": "G0123456789"}
    yield facts | {"officers": [], "chair": None}
    yield facts | {"officers": [f"U{n:010}" for n in range(50)], "chair": USER}


@worst("bodies/rules")
def sheet(words: Words) -> Iterator[Facts]:
    for rules_, may in ((RuleSheet(), False), (OTHER, True)):
        yield {
            "body": 1,
            "body_name": NAME,
            "rules": [rules.line(words, rules_, name, label) for name, label in speech.RULES.items()],
            "may_change": may,
        }


@worst("bodies/change_rules")
def change_rules(words: Words) -> Iterator[Facts]:
    for sheet_ in (RuleSheet(), OTHER, replace(OTHER, non_voting_roles=(), reminder_days=(), quorum=None)):
        yield rules.form(words, 2**63 - 1, NAME, sheet_)


@worst("bodies/surveyed")
def surveyed(words: Words) -> Iterator[Facts]:
    worries = [words.say(worry, channel=ChannelLink(CHANNEL, LONG[:80])) for worry in speech.WORRIES.values()]
    for first in (True, False):
        for number in (0, 1, len(worries)):
            yield {
                "body": 1,
                "body_name": NAME,
                "first": first,
                "members": number,
                "committee": number,
                "worries": worries[:number],
            }


@worst("bodies/rules_changed")
def rules_changed(words: Words) -> Iterator[Facts]:
    change = words.say("*{rule}*: van {was} naar {now}", rule=LONG[:60], was=LONG[:150], now=LONG[:150])
    for by, number in ((Mention(USER, NAME), 1), (NAME, len(speech.RULES))):
        yield {"body": 1, "body_name": NAME, "by": by, "changes": [change] * number}
