"""Dossiers: pasted steps read right or refused, points and applications, and who does what when."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot import dossiers
from bot.dossiers import Application, Dossier, State, Step, Wanted
from bot.errors import Refusal
from bot.items import Kind as ItemKind
from bot.meetings import Kind, Meeting
from bot.meetings import State as MeetingState
from bot.people import Person
from tests.bot.people import BODY, CHAIR, COMMITTEE, MEMBER, OBSERVER, OFFICER

ZONE = ZoneInfo("Europe/Brussels")
NOW = datetime(2026, 3, 4, 10, tzinfo=ZONE)

PAGE = """Volgende stappen werden gezet:

 • 20/7: verspreiding oproep
 • 19/9: IROJ beslist om in te zetten op 1 samenwerkingsverband rond rechtstreekse jeugdhulp, waarbij het
bijkomende aanbod zal ingezet worden in focusregio’s
 • 28/9: toelichting over de oproep aan het bureau van het steunpunt
 • 11/10: IROJ en provincie brengen belanghebbenden samen, om samen na te denken over een visie
 • 13/10 tot 25/10: een schrijfgroep van geïnteresseerden werkt een voorstel van visie uit
 • 26/10: IROJ-werkgroep Advies en Planning formuleert een voorstel van regio-afbakening
 • 30/10: IROJ-kerngroep werkt een verder plan van aanpak uit
 • 7/11: IROJ bespreekt visie en volume-afspraken
 • 13/11: betrokkenen binnen de focusregio’s komen samen
 • 13/11 – 26/11: binnen de focusregio’s wordt een aanvraag verder uitgewerkt
 • 26/11: indienen voorstellen ter advisering
 • 27/11: bijeenkomst Werkgroep Advies en Planning ter formulering van ontwerp van advies
 • 30/11: communicatiemoment naar alle betrokkenen
 • 5/12: IROJ adviseert ingediende voorstellen
 • 15/12: indienen voorstellen bij Vlaamse overheid."""

DAYS = (
    "2017-07-20 2017-09-19 2017-09-28 2017-10-11 2017-10-13..2017-10-25 2017-10-26 2017-10-30 2017-11-07 2017-11-13 "
    "2017-11-13..2017-11-26 2017-11-26 2017-11-27 2017-11-30 2017-12-05 2017-12-15"
)


def meeting(day: date | None, *, month: date | None = None, kind: Kind = Kind.PLENARY, id_: int = 9) -> Meeting:
    first = (day or month or date(2026, 4, 1)).replace(day=1)
    return Meeting(id=id_, body=BODY, kind=kind, state=MeetingState.AGENDA_OPEN, month=first, day=day)


def steps(
    text: str, *, title: str = "Oproep", deadline: date | None = None, year: int | None = None, meetings: object = ()
) -> tuple[Step, ...]:
    return dossiers.read_steps(
        text,
        title=title,
        deadline=deadline,
        year=year,
        now=NOW,
        zone=ZONE,
        meetings=meetings,  # type: ignore[arg-type]  # A tuple of them.
    )


def shown(found: tuple[Step, ...]) -> str:
    return " ".join(f"{s.first}..{s.last}" if s.first != s.last else str(s.first) for s in found)


@pytest.mark.parametrize(
    "context",
    [
        {"deadline": date(2017, 12, 15)},
        {"deadline": date(2018, 1, 10)},
        {"year": 2017},
        {"title": "1 gezin - 1 plan 2017"},
    ],
)
def test_the_page_of_a_real_call_reads_right_with_the_year_from_its_context(context: dict[str, object]) -> None:
    found = steps(PAGE, **context)  # type: ignore[arg-type]  # Keyword facts of the case.
    assert shown(found) == DAYS
    assert found[1].text.endswith("jeugdhulp, waarbij het bijkomende aanbod zal ingezet worden in focusregio’s")
    assert found[4].phrase == "13/10 tot 25/10"
    assert found[-1].text == "indienen voorstellen bij Vlaamse overheid."


def test_without_a_year_anywhere_it_is_asked() -> None:
    with pytest.raises(Refusal, match="Van welk jaar") as refused:
        steps(PAGE)
    assert refused.value.about == "year"


@pytest.mark.parametrize(
    ("text", "context", "days"),
    [
        # Over New Year, forwards.
        ("1/12: a\n15/1: b\n1/2: c", {"year": 2026}, "2026-12-01 2027-01-15 2027-02-01"),
        ("1/12: a\n15/1: b", {"deadline": date(2027, 2, 1)}, "2026-12-01 2027-01-15"),
        ("20/12 tot 10/1: a\n15/1: b", {"year": 2026}, "2026-12-20..2027-01-10 2027-01-15"),
        # A step that stands a little out of order is not a year later.
        ("13/10: a\n11/10: b\n14/10: c", {"year": 2026}, "2026-10-13 2026-10-11 2026-10-14"),
        # A year in one step is that of the others.
        ("20 juli 2026: a\n19/9: b", {}, "2026-07-20 2026-09-19"),
        ("20/11: a\n15/1/2027: b", {}, "2026-11-20 2027-01-15"),
        ("20/7/26: a\n19/9: b", {}, "2026-07-20 2026-09-19"),
        # Other ways to write it.
        ("- 20 juli: a\n* 13-25 oktober: b", {"year": 2026}, "2026-07-20 2026-10-13..2026-10-25"),
        ("1. 24 en 25 april: a", {"year": 2026}, "2026-04-24..2026-04-25"),
        ("in mei: a", {"year": 2026}, "2026-05-01..2026-05-31"),
        ("tegen 30 juni: a", {"year": 2026}, "2026-06-30"),
        ("voor 20 april: a", {"year": 2026}, "2026-04-19"),
        ("maandag 20 april 2026: a", {}, "2026-04-20"),
        ("24 april om 9u30: a", {"year": 2026}, "2026-04-24"),
        ("24 april om 9:30: a", {"year": 2026}, "2026-04-24"),
        ("volgende week vrijdag: a", {}, "2026-03-13"),
        # A weekday says which year is meant, when the deadline leaves it open.
        ("vrijdag 24 april: a", {"deadline": date(2026, 6, 1)}, "2026-04-24"),
    ],
)
def test_days_and_years_of_steps(text: str, context: dict[str, object], days: str) -> None:
    assert shown(steps(text, **context)) == days  # type: ignore[arg-type]  # Keyword facts of the case.


@pytest.mark.parametrize(
    ("text", "context", "why"),
    [
        ("", {}, "één stap per lijn"),
        ("Volgende stappen:", {}, "één stap per lijn"),
        ("verspreiding oproep", {}, "geen datum"),
        ("31/2: a", {"year": 2026}, "bestaat niet"),
        ("29 februari: a", {"year": 2026}, "29 februari"),
        ("maandag 24 april: a", {"year": 2026}, "vrijdag"),
        ("elke maandag: a", {"year": 2026}, "geen dag of periode"),
        ("20/7: a\n32/7: b", {"year": 2026}, "bestaat niet"),
        ("20/7: a\n2,5 punten: b", {"year": 2026}, "geen datum"),
        ("volgende vrijdag: a", {}, "kan er twee zijn"),
        ("\n".join(f"{n % 28 + 1}/7: stap" for n in range(41)), {"year": 2026}, "Hoogstens 40"),
        (f"20/7: {'x' * 301}", {"year": 2026}, "te lang"),
    ],
)
def test_what_cannot_be_meant_is_refused_under_the_steps(text: str, context: dict[str, object], why: str) -> None:
    with pytest.raises(Refusal) as refused:
        steps(text, **context)  # type: ignore[arg-type]  # Keyword facts of the case.
    assert why in str(refused.value)
    assert refused.value.about == "steps"


APRIL = meeting(date(2026, 4, 24))


def test_a_step_on_the_next_meeting_is_linked_to_it() -> None:
    (step,) = steps("volgende vergadering: bespreking ontwerp", meetings=(APRIL,))
    assert (step.first, step.meeting) == (date(2026, 4, 24), APRIL.id)


def test_a_step_about_the_body_on_the_day_of_its_meeting_is_linked_to_it() -> None:
    found = steps("24/4: IROJ adviseert de voorstellen\n24/4: indienen", year=2026, meetings=(APRIL,))
    assert [step.meeting for step in found] == [APRIL.id, None]


def test_a_linked_step_moves_along_with_its_meeting() -> None:
    (step,) = steps("24/4: IROJ adviseert", year=2026, meetings=(APRIL,))
    moved = replace(APRIL, day=date(2026, 5, 8))
    assert dossiers.current(step, [moved]).first == date(2026, 5, 8)
    assert dossiers.current(step, [replace(moved, state=MeetingState.CANCELLED)]).first == date(2026, 4, 24)
    assert dossiers.current(step, []).first == date(2026, 4, 24)


# Points and applications.


@pytest.mark.parametrize(
    ("text", "hundredths"),
    [
        ("537", 53700),
        ("2.228", 222800),
        ("12,5", 1250),
        ("53 punten", 5300),
        ("0,08", 8),
        ("", None),
    ],
)
def test_points_as_people_type_them(text: str, hundredths: int | None) -> None:
    assert dossiers.read_points(text, about="available") == hundredths


@pytest.mark.parametrize("text", ["12.5", "2.2", "veel", "-3", "1,234", "12345678"])
def test_points_that_may_be_something_else_are_refused(text: str) -> None:
    with pytest.raises(Refusal, match="niet als punten"):
        dossiers.read_points(text, about="available")


def test_applications_are_read_in_their_order() -> None:
    assert dossiers.read_applications("1. CAR De Vlier | 53 | 40\n• Huize Ter Wilgen | 26\n3) De Brug") == (
        Application(name="CAR De Vlier", asked=5300, proposed=4000),
        Application(name="Huize Ter Wilgen", asked=2600),
        Application(name="De Brug"),
    )


@pytest.mark.parametrize(
    "text", ["| 53", "A | 1 | 2 | 3", "A | veel", "A | 1\na | 2", "\n".join(f"A{n}" for n in range(41)), "x" * 151]
)
def test_applications_that_cannot_be_meant_are_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        dossiers.read_applications(text)
    assert refused.value.about == "applications"


def test_what_is_asked_against_what_there_is() -> None:
    """The real round: 874 points asked in the second phase, 537 available."""
    found = dossiers.balance(
        [
            Application(name="A", asked=80000, proposed=50000),
            Application(name="B", asked=7400, proposed=4000),
            Application(name="C"),
        ],
        53700,
    )
    assert (found.asked, found.short, found.over, found.unknown) == (87400, 33700, 300, 1)
    assert dossiers.balance([], None).short == 0


# Deeds.

DOSSIER = Dossier(id=4, body=BODY, title="Uitbreiding", agency="VAPH", state=State.OPEN, made_by=4, made_at=NOW)
STEP = Step(id=1, phrase="20/7", first=date(2026, 7, 20), last=date(2026, 7, 20), text="a")


WANTED = Wanted(title="Oproep", agency=" Opgroeien ", deadline=None, steps="20/7: a", year=2026)


def draft(wanted: Wanted = WANTED, *, by: Person = OFFICER) -> Dossier:
    return dossiers.draft(wanted, body=BODY, by=by, now=NOW, zone=ZONE, meetings=())


def test_a_draft_is_only_looked_at_until_it_is_confirmed() -> None:
    new = draft()
    assert (new.state, new.agency, new.steps[0].first) == (State.DRAFT, "Opgroeien", date(2026, 7, 20))
    kept = dossiers.confirm(new, by=OFFICER)
    assert kept.state is State.OPEN
    with pytest.raises(Refusal, match="al bewaard"):
        dossiers.confirm(kept, by=OFFICER)


def test_what_is_over_already_counts_as_done() -> None:
    new = draft(replace(WANTED, steps="3/3: a\n4/3: b\n1/3 tot 5/3: c"))
    assert [step.is_done for step in new.steps] == [True, False, False]


@pytest.mark.parametrize(
    ("wanted", "about"),
    [
        (replace(WANTED, title=""), "title"),
        (replace(WANTED, agency="x" * 101), "agency"),
        (replace(WANTED, steps="20/7: " + "x" * 3000), "steps"),
        (replace(WANTED, year=26), "year"),
        (replace(WANTED, year=1999), "year"),
    ],
)
def test_a_draft_says_which_field_is_wrong(wanted: Wanted, about: str) -> None:
    with pytest.raises(Refusal) as refused:
        draft(wanted)
    assert refused.value.about == about


@pytest.mark.parametrize("by", [MEMBER, COMMITTEE, CHAIR, OBSERVER])
def test_dossiers_are_the_work_of_the_support_officer(by: Person) -> None:
    for deed in (
        lambda: draft(by=by),
        lambda: dossiers.confirm(replace(DOSSIER, state=State.DRAFT), by=by),
        lambda: dossiers.tick(replace(DOSSIER, steps=(STEP,)), 1, by=by),
        lambda: dossiers.change(DOSSIER, WANTED, by=by, now=NOW, zone=ZONE, meetings=()),
        lambda: dossiers.apply(DOSSIER, (), available=None, is_ordered=False, by=by),
        lambda: dossiers.decide(DOSSIER, "Positief", by=by),
        lambda: dossiers.send(replace(DOSSIER, state=State.DECIDED), on=date(2026, 4, 1), by=by),
        lambda: dossiers.drop(DOSSIER, by=by),
        lambda: dossiers.agendize(DOSSIER, on=APRIL, position=1, by=by, now=NOW, explanation=""),
    ):
        with pytest.raises(Refusal, match="geen rechten"):
            deed()


def changed(was: Dossier, wanted: Wanted, *, meetings: tuple[Meeting, ...] = ()) -> Dossier:
    return dossiers.change(was, wanted, by=OFFICER, now=NOW, zone=ZONE, meetings=meetings)


def test_steps_that_stay_keep_what_was_done_and_their_meeting() -> None:
    linked = replace(STEP, id=2, text="bespreking", first=date(2026, 4, 24), last=date(2026, 4, 24), meeting=APRIL.id)
    was = replace(DOSSIER, steps=(replace(STEP, is_done=True), linked))
    pasted = f"{dossiers.written(was.steps)}\n01/06/2026 tot 05/06/2026: indienen"
    now = changed(was, replace(WANTED, steps=pasted, deadline=date(2026, 6, 5)), meetings=(APRIL,))
    assert now.steps[:2] == was.steps
    assert (now.steps[2].first, now.steps[2].last) == (date(2026, 6, 1), date(2026, 6, 5))
    assert (now.title, now.agency, now.deadline) == ("Oproep", "Opgroeien", date(2026, 6, 5))


def test_without_a_list_the_steps_stay() -> None:
    was = replace(DOSSIER, steps=(STEP,))
    assert changed(was, replace(WANTED, steps="")).steps == (STEP,)


def test_a_finished_dossier_is_not_changed() -> None:
    with pytest.raises(Refusal, match="verstuurd of stopgezet"):
        changed(replace(DOSSIER, state=State.SENT), WANTED)


def test_a_step_is_ticked_once_or_twice_alike() -> None:
    ticked = dossiers.tick(replace(DOSSIER, steps=(STEP,)), 1, by=OFFICER)
    assert dossiers.tick(ticked, 1, by=OFFICER) == ticked
    with pytest.raises(Refusal, match="bestaat niet"):
        dossiers.tick(ticked, 2, by=OFFICER)


def test_a_dossier_is_decided_before_it_is_sent() -> None:
    with pytest.raises(Refusal, match="eerst wat er beslist is"):
        dossiers.send(DOSSIER, on=date(2026, 4, 1), by=OFFICER)
    decided = dossiers.decide(DOSSIER, " Positief advies. ", by=OFFICER)
    sent = dossiers.send(decided, on=date(2026, 4, 1), by=OFFICER)
    assert (sent.state, sent.outcome, sent.sent_on) == (State.SENT, "Positief advies.", date(2026, 4, 1))


def test_a_decision_has_words() -> None:
    with pytest.raises(Refusal, match="wat er beslist is"):
        dossiers.decide(DOSSIER, " ", by=OFFICER)


@pytest.mark.parametrize("state", [State.DRAFT, State.SENT, State.DROPPED])
def test_what_is_over_stays_as_it_is(state: State) -> None:
    with pytest.raises(Refusal, match="verstuurd of stopgezet"):
        dossiers.drop(replace(DOSSIER, state=state), by=OFFICER)


def test_the_advice_becomes_a_point_on_the_chosen_meeting() -> None:
    point = dossiers.agendize(DOSSIER, on=APRIL, position=3, by=OFFICER, now=NOW.astimezone(UTC), explanation="Waarom")
    assert (point.kind, point.meeting, point.title) == (ItemKind.ADVICE, APRIL.id, "Uitbreiding")
    with pytest.raises(Refusal, match="al een agendapunt"):
        dossiers.agendize(replace(DOSSIER, item=5), on=APRIL, position=1, by=OFFICER, now=NOW, explanation="")
    for over in (replace(APRIL, state=MeetingState.HELD), replace(APRIL, body=BODY + 1)):
        with pytest.raises(Refusal, match="neemt geen punten"):
            dossiers.agendize(DOSSIER, on=over, position=1, by=OFFICER, now=NOW, explanation="")
