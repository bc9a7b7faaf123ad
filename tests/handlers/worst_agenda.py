"""The worst facts of the templates about agendas."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from bot import agenda, items, texts
from bot.agenda import Occasion, Version
from bot.bodies import Body
from bot.followups.deeds import MOST_OWNERS, TEXT_LENGTH
from bot.followups.dues import PHRASE_LENGTH
from bot.items import Attachment, Item, State, When
from bot.items import Kind as ItemKind
from bot.meetings import Kind, Meeting
from bot.meetings import State as MeetingState
from bot.people import BRUSSELS, Person, Role, Seat
from handlers import kit
from handlers.agenda import order, own, paper, pool, publish, show, standing, tell
from handlers.agenda.sheet import Sheet
from handlers.followups.on_agenda import Asked, Row
from handlers.items.speech import KINDS
from handlers.words import Words
from tests.handlers.worst import LONG, Facts, worst

TITLE = LONG[: texts.TITLE_LENGTH]
NAME = LONG[:50]
MANY = 200
"""Lines on an agenda that nobody would hold."""
BIG = 2**63 - 1
NOON = datetime(2026, 4, 10, 12, tzinfo=BRUSSELS)
MEETING = Meeting(
    id=BIG,
    body=BIG,
    kind=Kind.WORKING_GROUP,
    state=MeetingState.AGENDA_OPEN,
    month=date(2026, 4, 1),
    day=date(2026, 4, 24),
    starts=time(9, 30),
    ends=time(12),
    place=LONG[:150],
)
BODY = Body(id=BIG, workspace=1, name=NAME, plenary_channel="C0123456789", committee_channel="G0123456789")
OFFICER = Person(
    workspace=1,
    user="U1",
    name=NAME,
    seats=(
        Seat(
            body=BIG,
            member=1,
            body_name=NAME,
            plenary_channel="C0123456789",
            committee_channel="G0123456789",
            roles=frozenset({Role.SUPPORT_OFFICER}),
        ),
    ),
)


def line(id_: int, **more: Any) -> Item:
    """A line with everything as long as it may be."""
    facts: dict[str, Any] = {
        "id": BIG - id_,
        "body": BIG,
        "title": TITLE,
        "state": State.ACCEPTED,
        "aim": items.Aim(when=When.PERIOD, phrase=LONG[:150], start=date(2026, 1, 1), end=date(2026, 2, 1)),
        "proposer": 1,
        "entered_by": 1,
        "created_at": NOON,
        "meeting": BIG,
        "position": id_,
        "minutes": items.LONGEST_MINUTES if id_ % 3 else None,
        "fixed_at": time(10, 30) if id_ % 2 else None,
        "presenter": LONG[: items.PRESENTER_LENGTH],
        "guest": True,
        "late": True,
        "parent": BIG - id_ + 1 if id_ % 5 == 4 else None,
        "before": date(2026, 4, 20),
        "attachments": (Attachment(url="https://x.be/" + "a" * 2900, title=LONG[:255]),) * items.MOST_ATTACHMENTS,
    }
    return Item(**facts | more)


def sheet(count: int, *, last: Version | None = None, meeting: Meeting = MEETING) -> Sheet:
    lines = tuple(line(n) for n in range(count))
    return Sheet(
        body=BODY,
        meeting=meeting,
        items=lines,
        standing=agenda.as_it_stands(meeting, lines, last=last),
        today=date(2026, 4, 10),
    )


def version(count: int) -> Version:
    before = tuple(line(n, title=f"{TITLE[:140]}{n}", kind=ItemKind.APPROVAL) for n in range(count // 2, count * 2))
    return Version(
        meeting=BIG,
        letter="ZZ",
        published_at=NOON,
        published_by=1,
        occasion=Occasion(day=date(2026, 5, 8), starts=None, ends=None, place=""),
        lines=agenda.as_it_stands(MEETING, before, last=None).lines,
    )


def sheets() -> Iterator[Sheet]:
    """Agendas with no line, one, and very many; never published, and with everything changed since."""
    for count in (0, 1, MANY):
        yield sheet(count)
        yield sheet(count, last=version(count))


def asked(words: Words) -> Asked:
    """Very many follow-ups with the longest words."""
    row = Row(
        text=LONG[:TEXT_LENGTH],
        who=words.join([LONG[:50]] * MOST_OWNERS),
        due=words.say("zonder datum («{phrase}»)", phrase=LONG[:PHRASE_LENGTH]),
        late=True,
    )
    return Asked(rows=(row,) * 200)


@worst("agenda/show")
def shown(words: Words) -> Iterator[Facts]:
    for each in sheets():
        yield show.facts(each, me=OFFICER, words=words)
        yield show.facts(each, me=OFFICER, words=words, start=MANY - 1)
        yield show.facts(each, me=OFFICER, words=words, asked=asked(words))


@worst("agenda/choose")
def choose(words: Words) -> Iterator[Facts]:
    option = kit.Choice(BIG, words.say("{name}", name=TITLE))
    for count in (0, 1, show.MOST_OFFERED):
        why = words.say("Ik vind geen vergadering voor «{text}». Dit zijn de volgende:", text=LONG[: show.LONGEST_TEXT])
        yield {"why": why, "body": BIG, "meetings": [option] * count, "may_plan": True}


@worst("agenda/order")
def ordered(words: Words) -> Iterator[Facts]:
    for each in sheets():
        yield order.facts(each, words=words)
        yield order.facts(each, words=words, start=order.PAGE, notice=words.say("{why}", why=LONG[:600]))


def form(**more: Any) -> Facts:
    return {"meeting": BIG, "item": BIG, "start": 160, "title": TITLE, "seen": "0123456789abcdef"} | more


@worst("agenda/place")
def place(words: Words) -> Iterator[Facts]:
    yield form(position=1, last=1, under=None)
    yield form(position=MANY, last=MANY, under=kit.Choice(BIG, TITLE))


@worst("agenda/change")
def change(words: Words) -> Iterator[Facts]:
    kinds = [kit.Choice(kind.value, words.say(label)) for kind, label in KINDS.items()]
    facts = form(kind="decision", kinds=kinds, minutes=None, presenter="", guest=False, fixed_at=None, is_break=True)
    yield facts
    full = {"minutes": 480, "presenter": LONG[:150], "guest": True, "fixed_at": time(10), "is_break": False}
    yield facts | full


@worst("agenda/take_off")
def take_off(words: Words) -> Iterator[Facts]:
    yield form(is_point=False, sub_points=0, destinations=[])
    yield form(is_point=True, sub_points=MANY, destinations=[kit.Choice(f"meeting:{n}", TITLE) for n in range(22)])


@worst("agenda/add")
@worst("agenda/pause")
def added(words: Words) -> Iterator[Facts]:
    kinds = [kit.Choice(kind.value, words.say(label)) for kind, label in KINDS.items()]
    for has_lines in (False, True):
        yield {
            "meeting": BIG,
            "body": BIG,
            "of": words.say("{of}", of=TITLE),
            "kinds": kinds,
            "title": TITLE,
            "minutes": 15,
            "has_lines": has_lines,
        }


@worst("agenda/standing")
def standing_points(words: Words) -> Iterator[Facts]:
    for count in (0, standing.MOST_MEETINGS):
        yield {
            "body": BIG,
            "body_name": NAME,
            "opening": LONG[:3000] if count else "",
            "closing": LONG[:3000] if count else "",
            "example": TITLE,
            "meetings": [kit.Choice(n, TITLE) for n in range(count)],
        }


@worst("agenda/publish")
def publishing(words: Words) -> Iterator[Facts]:
    for count in (1, MANY):
        for last in (None, version(count)):
            yield publish.facts(
                sheet(count, last=last), me=OFFICER, now=NOON, words=words, notice=words.say("{why}", why=LONG[:600])
            )


@worst("agenda/post")
def post(words: Words) -> Iterator[Facts]:
    for count in (1, MANY):
        for cancelled in (False, True):
            posted = tell.post_facts(words, sheet(count, last=version(count)), version(count), asked=asked(words))
            yield posted | {"cancelled": cancelled}


@worst("agenda/difference")
def difference(words: Words) -> Iterator[Facts]:
    for count in (1, MANY):
        now = agenda.publish(MEETING, sheet(count).items, by=OFFICER, now=NOON, last=version(count)).version
        yield tell.difference_facts(words, MEETING, now, version(count))


@worst("agenda/moved")
def moved(words: Words) -> Iterator[Facts]:
    for on_meeting, reason in ((True, ""), (False, LONG[: texts.REASON_LENGTH])):
        at = words.say("{at}", at=LONG[:150])
        yield {"title": TITLE, "was": at, "on_meeting": on_meeting, "place": at, "reason": reason}


@worst("agenda/pool")
def waiting(words: Words) -> Iterator[Facts]:
    for count in (0, 1, pool.PAGE):
        points = [
            line(n, meeting=None, aim=items.Aim(when=When.PERIOD, phrase=f"{LONG[:140]} {n}")) for n in range(count)
        ]
        yield pool.facts(words, BODY, points, {}, today=date(2026, 4, 10), me=OFFICER)
    yield pool.facts(
        words, BODY, [line(n, meeting=None) for n in range(MANY)], {}, today=date(2026, 4, 10), me=OFFICER, start=20
    )


@worst("agenda/schedule")
def schedule(words: Words) -> Iterator[Facts]:
    for count in (1, pool.MOST_MEETINGS):
        meetings = [kit.Choice(n, TITLE) for n in range(count)]
        yield {"item": BIG, "title": TITLE, "aim": words.say("{at}", at=TITLE), "meetings": meetings, "chosen": 0}


@worst("agenda/template")
def template(words: Words) -> Iterator[Facts]:
    for has_own in (False, True):
        yield {"body": BIG, "body_name": NAME, "has_own": has_own, "fields": own.listed(paper.FIELDS)}


@worst("agenda/template_checked")
def checked(words: Words) -> Iterator[Facts]:
    why = words.say("{why}", why=LONG[:700])
    facts = {"body": BIG, "file": LONG[:255], "accepted": True, "why": None, "fields": []}
    yield facts
    yield facts | {"accepted": False, "why": why, "fields": own.listed(paper.FIELDS)}
