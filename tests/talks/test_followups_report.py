"""The follow-ups of one real report, with invented people and organisations, as an ondersteuner enters them.

The meeting was on Friday 23 January 2026, the next one is on 27 February. What a report leaves open has every kind of
owner and term; what has no honest reading is asked, never guessed.
"""

from datetime import date, datetime

import pytest

from bot.followups import DueKind, FollowUp, Owner, Source, State, Whose
from bot.groups import Group, Kind
from sandbox.slackers import Slacker
from storage import followups as stored
from storage import mandates, people
from tests.talks.scene import BRUSSELS, Scene

REPORT_DAY = datetime(2026, 1, 23, 13, tzinfo=BRUSSELS)

LINES: tuple[tuple[str, tuple[str, ...], DueKind, date | None, date | None], ...] = (
    ("Plaatsvervanger aanduiden | organisatie LOB De Kaai", ("LOB De Kaai",), DueKind.NONE, None, None),
    (
        "Extra vergadering stuurgroep: nieuwe voorzitter | stuurgroep Crisis | 3 februari",
        ("Crisis",),
        DueKind.DAY,
        None,
        date(2026, 2, 3),
    ),
    (
        "Signaal over de conceptnota | Veerle Ostyn | wacht op antwoord van de minister op de brief",
        ("Veerle Ostyn",),
        DueKind.NONE,
        None,
        None,
    ),
    ("Capaciteitsbeheer: dieper op ingaan | IROJ van februari | niemand", (), DueKind.MEETING, None, None),
    (
        "Scenario’s voor het crisisnetwerk | werkgroep Crisisjeugdhulp | tegen de paasvakantie",
        ("Crisisjeugdhulp",),
        DueKind.BEFORE,
        None,
        date(2026, 4, 5),
    ),
    (
        "Werkdocument intersectoraal delen | Katrijn Van den Bulcke | na de tweede sessie",
        ("Katrijn Van den Bulcke",),
        DueKind.EVENT,
        None,
        None,
    ),
    ("Inbreng van cliënten in de werkgroep crisis vragen | niemand", (), DueKind.NONE, None, None),
    (
        "Projectfase één gezin één plan afronden | eind dit jaar",
        (),
        DueKind.PERIOD,
        date(2026, 12, 21),
        date(2026, 12, 31),
    ),
    ("Reguliere financiering nagaan | vanaf 2027", (), DueKind.NOT_BEFORE, date(2027, 1, 1), None),
    (
        "Invulling van de extra plaatsen opvolgen | organisatie Toegang Jeugd",
        ("Toegang Jeugd",),
        DueKind.NONE,
        None,
        None,
    ),
    ("Intervisie na de trefdag bekijken | stuurgroep Crisis", ("Crisis",), DueKind.NONE, None, None),
    (
        "Inschrijvingen inspiratiedag openen | werkgroep Verontrusting | 26 januari",
        ("Verontrusting",),
        DueKind.DAY,
        None,
        date(2026, 1, 26),
    ),
    (
        "Inspiratiedag verontrusting | werkgroep Verontrusting | 9 maart 2026",
        ("Verontrusting",),
        DueKind.DAY,
        None,
        date(2026, 3, 9),
    ),
    (
        "Wie maakt de opnames met jongeren? | werkgroep Continuïteit en participatie",
        ("Continuïteit en participatie",),
        DueKind.NONE,
        None,
        None,
    ),
    (
        "Netwerkmoment jongvolwassenen | werkgroep Jongvolwassenen | 15 oktober",
        ("Jongvolwassenen",),
        DueKind.DAY,
        None,
        date(2026, 10, 15),
    ),
    (
        "Studiedag Kleine stem: zalen reserveren | Veerle Ostyn | voor 22 oktober 2026",
        ("Veerle Ostyn",),
        DueKind.BEFORE,
        None,
        date(2026, 10, 21),
    ),
    ("Gebundelde aanvraag gezinshuizen: advies | IROJ van februari", (), DueKind.MEETING, None, None),
    (
        "Connectie leggen met het bestaande gezinshuis | Katrijn Van den Bulcke en Lena ’t Kindt",
        ("Katrijn Van den Bulcke", "Lena ’t Kindt"),
        DueKind.NONE,
        None,
        None,
    ),
    (
        "Matching in de regio uitwerken | stuurgroep Gezinshuizen | zodra de eerste screening achter de rug is",
        ("Gezinshuizen",),
        DueKind.EVENT,
        None,
        None,
    ),
    (
        "Nadenken over acties rond armoede | alle leden | tijdens de volgende vergadering",
        ("*",),
        DueKind.MEETING,
        None,
        None,
    ),
    ("Contextbegeleiding: hoe verder? | niemand | zonder datum", (), DueKind.NONE, None, None),
    (
        "Overleg starten met goede praktijken | Bart D’Hoore | volgende vergadering",
        ("Bart D’Hoore",),
        DueKind.MEETING,
        None,
        None,
    ),
)

REFUSED = (
    "Eerste gezinshuis start | tegen de zomer of na de zomer",
    "Hoe geven we signalen? | op een volgend overleg van de voorzitters",
    "Breder inzetten op de doelgroep | in de toekomst",
    "Coördinator crisismeldpunt rondt opdrachten af | gedurende een 2-tal maanden",
)
"""What the report also says, and what is no term: it is asked, with a way on."""


@pytest.fixture(autouse=True)
def region(scene: Scene) -> dict[Owner, str]:
    """The groups and organisations of the report, and the names of all who can own a follow-up."""
    scene.slack.clock.offset += REPORT_DAY - scene.now()
    scene.meeting(date(2026, 1, 23))
    scene.meeting(date(2026, 2, 27))
    names = {Owner(whose=Whose.EVERYBODY): "*"}
    with scene.database.begin() as db:
        for kind, groups in (
            (Kind.STEERING_GROUP, ("Crisis", "Gezinshuizen")),
            (
                Kind.WORKING_GROUP,
                ("Crisisjeugdhulp", "Verontrusting", "Continuïteit en participatie", "Jongvolwassenen"),
            ),
        ):
            for name in groups:
                id_ = mandates.add_group(db, Group(id=0, body=scene.body, kind=kind, name=name))
                names[Owner(whose=Whose.GROUP, id=id_)] = name
        for name in ("LOB De Kaai", "Toegang Jeugd"):
            names[Owner(whose=Whose.ORGANISATION, id=mandates.organisation(db, name, body=scene.body))] = name
    return names


def kept(scene: Scene) -> list[FollowUp]:
    with scene.database.read() as db:
        return stored.live(db, scene.body)


def test_the_report_is_pasted_and_reads_right(scene: Scene, officer: Slacker, region: dict[Owner, str]) -> None:
    half = len(LINES) // 2
    for lines in (LINES[:half], LINES[half:]):
        officer.command("/opvolging nieuw")
        officer.submit({"Wat": "\n".join(f"- {line}" for line, *_ in lines), "Bron": "vrijdag 23 januari 2026"})
        shown = officer.modal
        assert shown is not None
        assert "Niet begrepen" not in shown.text
        assert officer.submit() == {}
        officer.close_all()
    found = kept(scene)
    assert [each.text for each in found] == [line.partition(" | ")[0] for line, *_ in LINES]
    members = _people(scene)
    for each, (_, owners, kind, first, last) in zip(found, LINES, strict=True):
        named = tuple(members[owner.id] if owner.whose is Whose.MEMBER else region[owner] for owner in each.owners)
        assert (named, each.due.kind, each.due.first, each.due.last) == (owners, kind, first, last), each.text
    assert {each.source for each in found} == {Source(meeting=found[0].source.meeting)}
    assert [each.text for each in found if each.state is State.WAITING] == ["Signaal over de conceptnota"]


@pytest.mark.parametrize("line", REFUSED)
def test_what_has_no_honest_reading_comes_back_with_a_way_on(scene: Scene, officer: Slacker, line: str) -> None:
    answer = officer.command(f"/opvolging {line}")
    assert answer.buttons == ["Verbeter in het formulier"]
    assert kept(scene) == []


def _people(scene: Scene) -> dict[int, str]:
    with scene.database.read() as db:
        return {member.id: member.name for member in people.members(db, scene.body)}
