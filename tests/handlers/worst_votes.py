"""The worst facts of the templates about votes: the longest names, twenty candidates, and a vote without anything."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from bot.bodies import Electorate, MajorityBase, Method, Tie
from bot.texts import REASON_LENGTH, TITLE_LENGTH
from bot.votes import (
    MOST_LINES,
    Choice,
    Conflict,
    Invalid,
    Line,
    Majority,
    Notice,
    Outcome,
    Poll,
    Result,
    State,
    Tally,
    Verdict,
)
from handlers import kit
from handlers.votes import overview, rows, said, speech
from handlers.votes.around import Around
from handlers.words import Mention, Sentence, Words
from storage.people import Member
from tests.handlers.parts import worst_part
from tests.handlers.worst import LONG, Facts, worst
from tests.handlers.worst_meetings import BODY

TITLE = LONG[:TITLE_LENGTH]
NAME = LONG[:50]
REASON = LONG[:REASON_LENGTH]
CLOSES = datetime(2026, 9, 30, 15, tzinfo=UTC)
HUGE = 2**63 - 1


def around(state: State = State.CLOSED, *, people: bool = True) -> Around:
    """A vote on as many candidates as a ballot holds, all with the longest names; or on one proposal."""
    many = tuple(Line(id=n, text=NAME, member=n, candidacy=n) for n in range(1, MOST_LINES + 1))
    poll = Poll(
        id=HUGE,
        body=1,
        title=TITLE,
        lines=many if people else (Line(id=1, text=TITLE),),
        method=Method.SECRET,
        places=MOST_LINES - 1,
        state=state,
        closes_at=CLOSES,
        opened_by=1,
        electorate=Electorate.PLENARY,
        base=MajorityBase.CAST,
        tie=Tie.SECOND_ROUND,
        quorum=1000,
        candidate_votes=False,
        decides=False,
        entitled=1000,
        extended=True,
        note=REASON,
    )
    members = {n: Member(id=n, body=1, name=NAME, slack_user=None) for n in range(1, MOST_LINES + 1)}
    return Around(poll=poll, body=BODY, members=members)


def results() -> Iterator[Result]:
    """A result with all there can be in it, and one that says as little as it can."""
    tally = Tally(for_=1000, against=1000, abstain=1000)
    outcomes = [
        Outcome(line=n, verdict=Verdict.REJECTED, tally=tally, base=3000, needed=1501) for n in range(1, MOST_LINES + 1)
    ]
    yield Result(
        outcomes=tuple(outcomes),
        entitled=1000,
        voted=1000,
        majority=Majority.OF_BASE,
        base=MajorityBase.CAST,
        quorum=1000,
        masked=True,
        tie=Tie.SECOND_ROUND,
        outside=tuple(range(1, MOST_LINES + 1)),
        conflicts=tuple(Conflict(member=m, candidate=c, organisation=1) for m in range(1, 21) for c in range(1, 21)),
    )
    hidden = tuple(Outcome(line=n, verdict=Verdict.INVALID) for n in range(1, MOST_LINES + 1))
    yield Result(outcomes=hidden, entitled=3, voted=0, majority=Majority.FOR_OVER_AGAINST, invalid=Invalid.NO_BALLOTS)


@worst("votes/root")
def root(words: Words) -> Iterator[Facts]:
    here = around()
    for result in results():
        yield _root(words, here) | {
            "heading": speech.heading(words, here, result),
            "rows": list(speech.outcome_rows(words, here, result)),
            "spelled_out": True,
        }
    for state in (State.OPEN, State.CANCELLED, State.RATIFIED, State.NOT_RATIFIED):
        other = around(state, people=state is State.OPEN)
        open_ = state is State.OPEN
        yield _root(words, other) | {"heading": speech.heading(words, other, None), "open": open_}


def _root(words: Words, here: Around) -> Facts:
    return {
        "title": TITLE,
        "names": speech.lines(here.poll) if here.poll.is_about_people else [],
        "places": MOST_LINES,
        "how": words.say(speech.HOW[Method.SECRET]),
        "opener": Mention("U0123456789", NAME),
        "electorate": words.say(speech.ELECTORATES[Electorate.PLENARY]),
        "entitled": 1000,
        "closes": CLOSES,
        "spelled_out": False,
        "open": False,
        "counts": True,
        "voted": 999,
        "rows": [],
    }


@worst("votes/ballot")
def ballot(words: Words) -> Iterator[Facts]:
    for method in Method:
        for open_ in (True, False):
            for names in ([], [NAME] * MOST_LINES):
                yield {
                    "poll": HUGE,
                    "line": HUGE,
                    "title": TITLE,
                    "name": NAME if method is Method.NAMED and names else "",
                    "names": names,
                    "method": method.value,
                    "open": open_,
                    "closes": CLOSES,
                    "places": 19 if names else 0,
                    "heading": words.say(speech.STATES[State.NOT_RATIFIED]),
                }


@worst("votes/result")
def result(words: Words) -> Iterator[Facts]:
    here = around()
    for found in results():
        yield {
            "title": TITLE,
            "summary": speech.summary(words, here, found),
            "rows": list(speech.outcome_rows(words, here, found)),
            "explained": list(speech.explained(words, here, found)),
            "objections": [{"who": NAME, "reason": REASON}] * said.MOST_OBJECTIONS,
            "ratification": True,
        }


@worst("votes/candidate")
def candidate(words: Words) -> Iterator[Facts]:
    for verdict in (Verdict.OBJECTED, Verdict.TIED, Verdict.INVALID):
        for invalid in (None, words.say(speech.INVALID[Invalid.NO_QUORUM])):
            yield {"title": TITLE, "verdict": verdict.value, "invalid": invalid}


@worst("votes/closed")
def closed(words: Words) -> Iterator[Facts]:
    here = around()
    bare = {"poll": HUGE, "title": TITLE, "next": None, "deeds": []}
    for found in results():
        yield bare | {"summary": speech.summary(words, here, found)}
        yield bare | {
            "summary": speech.summary(words, here, found),
            "next": words.say("Dit wacht in de reserve op een vergadering: «{title}».", title=TITLE),
            "deeds": deeds(words),
        }


def deeds(words: Words) -> list[list[Any]]:
    """More than can be done with one vote."""
    return [
        ["votes.extend", words.say("Verleng")],
        ["votes.instead", words.say("Stemming openen")],
        ["votes.decide", words.say("Beslissing noteren")],
        ["votes.agenda", words.say("Op de agenda")],
    ]


@worst("votes/unopened")
def unopened(words: Words) -> Iterator[Facts]:
    yield {"poll": HUGE, "title": TITLE, "why": []}
    yield {"poll": HUGE, "title": TITLE, "why": [words.say("{why}", why=LONG[:300])] * 5}


@worst("votes/confirm")
def confirm(words: Words) -> Iterator[Facts]:
    bare = {"value": f"{HUGE}:{HUGE}", "title": TITLE, "name": NAME}
    yield bare | {"choices": choices(words), "open": True}
    yield bare | {"choices": None, "open": False}


@worst("votes/entered")
def entered(words: Words) -> Iterator[Facts]:
    yield {"title": TITLE, "name": NAME, "choices": choices(words), "closes": CLOSES}


def choices(words: Words) -> Sentence:
    """What somebody says of every candidate."""
    return speech.choices(words, around().poll, dict.fromkeys(range(1, MOST_LINES + 1), Choice.ABSTAIN))


@worst("votes/last_call")
def last_call(words: Words) -> Iterator[Facts]:
    for secret in (True, False):
        yield {"poll": HUGE, "title": TITLE, "closes": CLOSES, "secret": secret}


@worst("votes/told")
def told(words: Words) -> Iterator[Facts]:
    yield {
        "told": words.say(
            "Je stem is geteld: {choices}. Wijzigen kan tot {closes}.", choices=choices(words), closes=CLOSES
        )
    }


@worst("votes/typed")
def typed(words: Words) -> Iterator[Facts]:
    yield {"value": f"{HUGE}:abstain", "said": words.say("Onthouding"), "title": TITLE}


@worst("votes/typed_against")
def typed_against(words: Words) -> Iterator[Facts]:
    yield {"poll": HUGE}


@worst("votes/open")
def open_form(words: Words) -> Iterator[Facts]:
    bare = {
        "body": HUGE,
        "body_name": NAME,
        "methods": [kit.Choice(method.value, words.say(label)) for method, label in speech.METHODS.items()],
        "method": Method.CONSENT.value,
        "closes": CLOSES,
        "ties": [kit.Choice(tie.value, words.say(label)) for tie, label in speech.TIES.items()],
        "tie": Tie.TO_MEETING.value,
    }
    yield bare | {"round": "", "quorum": None}
    yield bare | {"round": f"candidacy_{HUGE}", "quorum": 1000}


@worst("votes/summary")
def summary(words: Words) -> Iterator[Facts]:
    bare = {"body": HUGE, "asked": LONG[:400], "title": TITLE, "fixed": [words.say("Geen quorum.")]}
    yield bare | {"names": [], "places": 0, "notices": [], "secret": False}
    yield bare | {
        "names": [NAME] * MOST_LINES,
        "places": MOST_LINES,
        "fixed": [words.say("Wie kandidaat is, stemt niet mee: {names}.", names=words.join([NAME] * MOST_LINES))] * 9,
        "notices": [words.say(speech.NOTICES[notice]) for notice in Notice],
        "secret": True,
    }


@worst("votes/named")
@worst("votes/secret")
def form(words: Words) -> Iterator[Facts]:
    poll = around().poll
    options = [kit.Choice(choice.value, words.say(label)) for choice, label in speech.CHOICES.items()]
    bare = {"poll": HUGE, "title": TITLE, "closes": CLOSES, "choices": options}
    one = [["choice_1", words.say("Keuze"), None]]
    yield bare | {"places": 0, "fields": one, "conflicts": None}
    yield bare | {
        "places": MOST_LINES,
        "fields": [[f"choice_{line.id}", speech.label(words, poll, line), "abstain"] for line in poll.lines],
        "conflicts": words.join([NAME] * MOST_LINES),
    }


@worst("votes/behalf")
def behalf(words: Words) -> Iterator[Facts]:
    poll = around().poll
    options = [kit.Choice(choice.value, words.say(label)) for choice, label in speech.CHOICES.items()]
    members = [kit.Choice(HUGE - n, NAME) for n in range(100)]
    fields = [[f"choice_{line.id}", speech.label(words, poll, line)] for line in poll.lines]
    for consent in (True, False):
        yield {
            "poll": HUGE,
            "title": TITLE,
            "members": members,
            "consent": consent,
            "fields": fields,
            "choices": options,
        }


@worst("votes/object")
@worst("votes/close")
def reason(words: Words) -> Iterator[Facts]:
    yield {"poll": HUGE, "title": TITLE}


@worst("votes/cancel")
def cancel(words: Words) -> Iterator[Facts]:
    yield {"poll": HUGE, "title": TITLE}


@worst("votes/extend")
def extend(words: Words) -> Iterator[Facts]:
    yield {"poll": HUGE, "title": TITLE, "closes": CLOSES, "proposed": CLOSES}


@worst("votes/second")
def second(words: Words) -> Iterator[Facts]:
    yield {"poll": HUGE, "title": TITLE, "names": [NAME] * MOST_LINES, "closes": CLOSES}


@worst("votes/instead")
def instead(words: Words) -> Iterator[Facts]:
    methods = [kit.Choice(method.value, words.say(speech.METHODS[method])) for method in (Method.NAMED, Method.SECRET)]
    for quorum in (None, 1000):
        yield {
            "poll": HUGE,
            "title": TITLE,
            "methods": methods,
            "method": "secret",
            "closes": CLOSES,
            "quorum": quorum,
        }


@worst("votes/decide")
def decide(words: Words) -> Iterator[Facts]:
    lines = [kit.Choice(HUGE - n, NAME) for n in range(MOST_LINES)]
    for chair in (True, False):
        yield {"poll": HUGE, "title": TITLE, "lines": lines, "places": MOST_LINES, "chair": chair}


@worst("votes/list")
def listed(words: Words) -> Iterator[Facts]:
    here = around()
    bare = {"body": HUGE, "body_name": NAME, "leads": True}
    yield bare | {"rows": [], "owed": 0, "closed": [], "leads": False}
    heading = speech.heading(words, here, next(results()))
    past = {"id": HUGE, "title": TITLE, "heading": heading, "deeds": deeds(words)}
    for method in Method:
        shown = [row(words, method) | {"id": HUGE - n} for n in range(rows.MOST_OPEN)]
        yield bare | {"rows": shown, "owed": rows.MOST_OPEN, "closed": [past] * overview.MOST_CLOSED}
    yield bare | {"rows": [row(words, Method.NAMED) | {"open": False}], "owed": 0, "closed": []}


def row(words: Words, method: Method) -> dict[str, Any]:
    """One vote in a list, with every button it can have."""
    return {
        "id": HUGE,
        "title": TITLE,
        "shared": True,
        "method": method.value,
        "how": words.say(speech.HOW[method]),
        "closes": CLOSES,
        "open": True,
        "may_vote": True,
        "owed": True,
        "can_press": True,
        "proof": choices(words) if method is Method.NAMED else None,
        "in_box": method is Method.SECRET,
        "leads": True,
        "for_others": True,
        "extended": False,
    }


@worst_part("votes")
def reminded(words: Words) -> Iterator[Facts]:
    for method in (Method.NAMED, Method.SECRET):
        yield {
            "title": words.count("Je moet nog {n} keer stemmen.", "Je moet nog {n} keer stemmen.", rows.MOST_OPEN),
            "body_name": NAME,
            "rows": [row(words, method) | {"id": HUGE - n} for n in range(rows.MOST_OPEN)],
        }
