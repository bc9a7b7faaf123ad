"""The worst facts of the templates about people, mandates and what is missing."""

from collections.abc import Iterator
from datetime import date

from bot import gaps, groups, names
from bot.bodies import Body
from bot.gaps import Gap
from bot.mandates import Mandate, Replacement
from bot.people import Role
from handlers import kit
from handlers.people import ask, choose, form, roster, speech
from handlers.people import groups as shown_groups
from handlers.people.circle import Circle
from handlers.words import Mention, Words
from storage.people import Member
from tests.bot.people import OFFICER
from tests.handlers.worst import LONG, Facts, worst

NAME = LONG[: names.NAME_LENGTH]
LABEL = LONG[: choose.LABEL_LENGTH]
DAY = date(2026, 9, 30)
ID = 2**63 - 1

_SEAT = Mandate(
    id=ID,
    body=7,
    member=1,
    role=Role.CLIENT_SUPPORTER,
    has_vote=False,
    organisation=1,
    sector=1,
    valid_from=DAY,
    valid_until=DAY,
    substitute=1,
    tandem=2,
    awaits_successor=True,
)
_HERE = Circle(
    body=Body(id=7, workspace=1, name=LONG[:50], plenary_channel="C1", committee_channel="C2"),
    today=DAY,
    mandates=(_SEAT, Mandate(id=3, body=7, member=2, role=Role.CHAIR, has_vote=True, succeeds=ID)),
    replacements=tuple(Replacement(id=n, mandate=ID, member=1, valid_from=DAY, valid_until=DAY) for n in range(9)),
    members={
        1: Member(id=1, body=7, name=NAME, slack_user="U0123456789", deactivated=True),
        2: Member(id=2, body=7, name=NAME, slack_user=None),
    },
    organisations={1: LABEL},
    sectors={1: LABEL},
    groups={},
    next_meeting=None,
)
_GAPS = [Gap(kind=kind, mandate=_SEAT, day=DAY) for kind in gaps.Kind]


def row(words: Words) -> Facts:
    """Everything at once on one mandate."""
    return speech.row(words, _SEAT, _HERE, me=OFFICER, gaps=_GAPS)


def bare(words: Words) -> Facts:
    """A mandate of which nothing is known but who holds it."""
    plain = Mandate(id=5, body=7, member=2, role=Role.EFFECTIVE_MEMBER, has_vote=True)
    return speech.row(words, plain, _HERE, me=OFFICER, gaps=[])


@worst("people/list")
def members(words: Words) -> Iterator[Facts]:
    plain = {"body": 7, "body_name": NAME, "query": "", "total": 0, "more": None, "first_gaps": "7:0:"}
    yield plain | {"rows": [], "may_manage": False, "missing": 0}
    yield plain | {"rows": [], "may_manage": False, "missing": 0, "query": LONG[: roster.LONGEST_QUERY]}
    yield plain | {"rows": [bare(words)], "may_manage": True, "missing": 1}
    many = {"rows": [row(words)] * roster.PAGE, "more": f"{ID}:{ID}:{LONG[:60]}", "missing": 10**6}
    yield plain | many | {"may_manage": True}


@worst("people/saved")
def saved(words: Words) -> Iterator[Facts]:
    done = words.say("{name}", name=LONG[:400])
    yield {"done": done, "body": 7, "rows": [], "notices": []}
    yield {"done": done, "body": 7, "rows": [row(words), row(words)], "notices": [done, done]}


@worst("people/gaps")
def missing(words: Words) -> Iterator[Facts]:
    yield {"body": 7, "body_name": NAME, "gaps": [], "more": None}
    found = [roster.gap_facts(words, gap, _HERE) for gap in _GAPS] * 3
    yield {"body": 7, "body_name": NAME, "gaps": found[: roster.PAGE], "more": f"{ID}:{ID}"}


@worst("people/add")
@worst("people/change")
def fields(words: Words) -> Iterator[Facts]:
    yield form.empty(words, _HERE).as_facts()
    yield form.empty(words, _HERE, name=NAME, slack_user="U0123456789", told=row(words)["about"]).as_facts()
    yield form.of_mandate(words, _HERE, _SEAT).as_facts()


def about(words: Words) -> Facts:
    return {"body": 7, "mandate": ID, "name": NAME, "about": row(words)["about"]}


@worst("people/replace")
def replaced(words: Words) -> Iterator[Facts]:
    yield about(words) | {"member": None, "first": DAY, "last": None}
    yield about(words) | {"member": kit.Choice(ID, NAME), "first": DAY, "last": DAY}


@worst("people/back")
def back(words: Words) -> Iterator[Facts]:
    told = speech.replaced(words, _HERE.replacements[0], _HERE)
    yield about(words) | {"told": told, "back": DAY}


@worst("people/succeed")
def succeeded(words: Words) -> Iterator[Facts]:
    yield about(words) | {"member": None, "valid_from": DAY}
    yield about(words) | {"member": kit.Choice(ID, NAME), "valid_from": DAY}


@worst("people/end")
def ended(words: Words) -> Iterator[Facts]:
    yield about(words) | {"last": DAY, "waits": False}
    yield about(words) | {"last": DAY, "waits": True}


@worst("people/tandem")
def tandem(words: Words) -> Iterator[Facts]:
    partners = [kit.Choice(ID - number, NAME) for number in range(100)]
    yield about(words) | {"partners": partners[:1], "partner": None}
    yield about(words) | {"partners": partners, "partner": ID}


@worst("people/question")
def question(words: Words) -> Iterator[Facts]:
    for gap in _GAPS:
        yield {
            "body_name": LONG[:50],
            "told": speech.missing(words, gap, _HERE),
            "kind": gap.kind.value,
            "gap": ask.value(gap),
            "answerable": gap.kind is not gaps.Kind.CHAIR_TERM,
            "officers": words.join([NAME] * 3) if gap.kind is gaps.Kind.ENDING else None,
        }


@worst("people/answer")
def answer(words: Words) -> Iterator[Facts]:
    yield {"body": 7, "gap": ask.value(_GAPS[0]), "told": speech.missing(words, _GAPS[0], _HERE)}


@worst("people/answered")
def answered(words: Words) -> Iterator[Facts]:
    told = speech.missing(words, _GAPS[0], _HERE)
    plain = {"told": told, "by": NAME, "name": NAME, "kind": "successor", "answer": f"{ID}:successor:{ID}"}
    yield plain | {"email": ""}
    yield plain | {"email": LONG[: names.EMAIL_LENGTH]}


@worst("people/groups")
def all_groups(words: Words) -> Iterator[Facts]:
    plain = {"body": 7, "body_name": NAME, "groups": [], "more": None}
    yield plain | {"may_manage": False}
    group = {"value": f"{ID}:{ID}", "name": LONG[: groups.NAME_LENGTH], "kind": words.say("Werkgroep")}
    empty, full = group | {"members": None}, group | {"members": words.join([NAME] * shown_groups.MOST_MEMBERS)}
    filled = [empty, *[full] * (shown_groups.PAGE - 1)]
    yield plain | {"groups": filled, "more": f"{ID}:{ID}", "may_manage": True}


@worst("people/group")
def group(words: Words) -> Iterator[Facts]:
    kinds = [kit.Choice(kind.value, words.say(label)) for kind, label in speech.GROUPS.items()]
    plain = {"body": 7, "group": 0, "kinds": kinds, "kind": groups.Kind.WORKING_GROUP.value}
    yield plain | {"name": "", "members": []}
    members = [kit.Choice(ID - number, NAME) for number in range(shown_groups.MOST_MEMBERS)]
    yield plain | {"name": LONG[: groups.NAME_LENGTH], "members": members}


@worst("people/joined")
def joined(words: Words) -> Iterator[Facts]:
    who = Mention("U0123456789", NAME)
    yield {"who": who, "body_name": LONG[:50], "channel_link": "C1", "value": f"{ID}:U0123456789:{NAME}"}


@worst("people/left")
@worst("people/closed")
def gone(words: Words) -> Iterator[Facts]:
    yield {"name": NAME, "body_name": LONG[:50], "channel_link": "C1", "mandate": ID}
