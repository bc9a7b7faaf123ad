"""What conversations about attendance set up and look at beside what people see."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import MetaData, create_engine, select

from bot.groups import Group
from bot.groups import Kind as GroupKind
from bot.mandates import Mandate, Replacement
from bot.people import Role
from sandbox.slackers import Slacker
from storage import mandates, people
from tests.talks.scene import Scene


def member_of(scene: Scene, who: Slacker | str) -> int:
    """The member id of somebody, by Slack account or by name."""
    with scene.database.read() as db:
        if isinstance(who, Slacker):
            found = people.by_slack_user(db, who.id, body=scene.body)
        else:
            found = people.search(db, scene.body, who, most=1)[0]
    assert found is not None
    return found.id


def seat_of(scene: Scene, who: Slacker | str) -> Mandate:
    """The first mandate of somebody."""
    member = member_of(scene, who)
    with scene.database.read() as db:
        return mandates.of_members(db, [member], body=scene.body)[0]


def change_seat(scene: Scene, who: Slacker | str, *, sector: str = "", organisation: str = "", **changes: Any) -> None:
    """Change the first mandate of somebody, straight in the database."""
    seat = seat_of(scene, who)
    with scene.database.begin() as db:
        if sector:
            changes["sector"] = mandates.sector(db, sector, body=scene.body)
        if organisation:
            changes["organisation"] = mandates.organisation(db, organisation, body=scene.body)
        mandates.save(db, replace(seat, **changes))


def add_person(scene: Scene, name: str, *, email: str = "", slack: Slacker | None = None) -> int:
    """Somebody of the body without a mandate: a substitute; the member's id."""
    with scene.database.begin() as db:
        return people.add_member(
            db, body=scene.body, name=name, slack_user=slack.id if slack else None, email=email, now=scene.now()
        )


def stand_in(scene: Scene, who: Slacker | str, replacement: Replacement) -> None:
    """Have somebody's first mandate taken over for a while."""
    seat = seat_of(scene, who)
    with scene.database.begin() as db:
        mandates.put_replacements(db, [replace(replacement, mandate=seat.id)])


def add_group(scene: Scene, name: str, *members: Slacker | str) -> None:
    """A working group with these members, straight in the database."""
    with scene.database.begin() as db:
        id_ = mandates.add_group(db, Group(id=0, body=scene.body, kind=GroupKind.WORKING_GROUP, name=name))
    ids = [member_of(scene, who) for who in members]
    with scene.database.begin() as db:
        for member in ids:
            place = Mandate(id=0, body=scene.body, member=member, role=Role.GROUP_MEMBER, has_vote=True, group=id_)
            mandates.add(db, place)


LISTS = ("Aanwezig verwacht", "Verontschuldigd", "Vervangen", "Geen bericht")


def lists(who: Slacker, day: str = "") -> dict[str, str]:
    """What stands under each heading of `/verontschuldigd lijst`."""
    text = who.command(f"/verontschuldigd lijst {day}").all_text
    starts = [text.index(f"*{heading}* (") for heading in LISTS]
    ends = [*starts[1:], len(text)]
    return {heading: text[start:end] for heading, start, end in zip(LISTS, starts, ends, strict=True)}


def everything_stored(scene: Scene) -> Iterator[str]:
    """Every value in every table of the database, as text."""
    engine = create_engine(scene.database.url)
    tables = MetaData()
    tables.reflect(engine)
    with engine.connect() as connection:
        for table in tables.sorted_tables:
            for row in connection.execute(select(table)):
                for value in row:
                    yield value.decode(errors="replace") if isinstance(value, bytes) else str(value)
    engine.dispose()
