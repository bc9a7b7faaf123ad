"""Lists posted to the bot by the support officer: shown first, taken over after Bevestig, and only once."""

from datetime import date

from bot.bodies import Body
from bot.people import Role
from sandbox.seen import Message
from sandbox.slackers import Slacker
from storage import bodies, importing, mandates, meetings, people
from storage.database import Database
from tests.talks.scene import Scene

LIST = """Naam;E-mail;Organisatie;Sector;Rol;Vanaf;Plaatsvervanger
Lena ’t Kindt;lena@voorbeeld.be;CLB De Kaai;CLB;effectief lid;;Joris D’Haene
Renée Claeys;renee@voorbeeld.be;CAW De Leie;CAW;cliëntvertegenwoordiger;1 september 2025;
Iemand;geen-adres;;;;;
"""


def post(who: Slacker, text: str = LIST, *, name: str = "leden.csv", encoding: str = "cp1252") -> Message:
    """Send the bot a list, and give what it says of it in the end."""
    who.upload(name, text.encode(encoding))
    return who.dm()[-1]


def named(scene: Scene, name: str) -> list[people.Member]:
    with scene.database.read() as db:
        return people.search(db, scene.body, name, most=5)


def test_a_list_is_shown_before_anything_is_stored(scene: Scene, officer: Slacker) -> None:
    told = post(officer)
    for said in (
        "1 nieuwe lijn",
        "lijn 3: Renée Claeys (Cliëntvertegenwoordiger · CAW De Leie · sector CAW · met stemrecht · "
        "vanaf maandag 1 september 2025 · renee@voorbeeld.be)",
        "1 gewijzigde lijn",
        "1 onleesbare lijn",
        "lijn 4: Iemand. «geen-adres» is geen e-mailadres.",
        "nog niets bewaard",
    ):
        assert said in told.all_text
    assert told.buttons == ["Bevestig", "Niet doen"]
    assert named(scene, "renee") == []


def test_after_the_confirmation_the_members_are_there(scene: Scene, officer: Slacker) -> None:
    told = post(officer)
    officer.click(told, "Bevestig")
    assert "overgenomen" in officer.dm()[-1].all_text
    seen = officer.command("/iroj leden renee").all_text
    assert "Cliëntvertegenwoordiger · CAW De Leie · sector CAW · met stemrecht" in seen
    assert "vanaf maandag 1 september 2025" in seen
    assert "vaste plaatsvervanger: Joris D’Haene" in officer.command("/iroj leden kindt").all_text
    assert [one.slack_user for one in named(scene, "kindt")] == [scene.lena.id]


def test_the_same_list_again_has_nothing_to_take_over(officer: Slacker) -> None:
    officer.click(post(officer), "Bevestig")
    again = post(officer, encoding="utf-8-sig")
    assert "2 lijnen zonder wijziging" in again.all_text
    assert again.buttons == []


def test_confirming_twice_stores_once(scene: Scene, officer: Slacker) -> None:
    officer.press_twice(post(officer), "Bevestig")
    officer.dm()
    assert len(named(scene, "renee")) == 1
    with scene.database.read() as db:
        held = mandates.of_members(db, [named(scene, "renee")[0].id], body=scene.body)
    assert len(held) == 1


def test_what_is_dropped_is_forgotten(scene: Scene, officer: Slacker) -> None:
    officer.click(post(officer), "Niet doen")
    assert "niets gewijzigd" in officer.dm()[-1].all_text
    assert named(scene, "renee") == []
    assert content_of(scene.database, scene) is None


def test_a_list_that_was_taken_over_is_not_kept(scene: Scene, officer: Slacker) -> None:
    officer.click(post(officer), "Bevestig")
    officer.dm()
    assert content_of(scene.database, scene) is None


def content_of(database: Database, scene: Scene) -> bytes | None:
    with database.read() as db:
        return importing.get(db, 1, body=scene.body).content


def test_only_the_support_officer_posts_a_list(lena: Slacker) -> None:
    assert "alleen over van de ondersteuner" in post(lena).text


def test_a_workbook_is_asked_as_csv(officer: Slacker) -> None:
    assert "als CSV" in post(officer, name="leden.xlsx").text


def test_a_file_that_is_no_list_says_what_to_do(officer: Slacker) -> None:
    told = post(officer, "Beste,\nhierbij de lijst\n")
    assert "herken de kolommen niet" in told.all_text
    assert told.buttons == []


def test_another_message_is_not_answered(officer: Slacker) -> None:
    officer.say(None, "Dag bot")
    officer.upload("verslag.docx", b"PK")
    assert [message for message in officer.dm() if message.by_bot] == []


def test_who_supports_two_bodies_says_for_which(scene: Scene, officer: Slacker) -> None:
    coast = Body(id=0, workspace=scene.workspace, name="IROJ Kust", plenary_channel="C9", committee_channel="C8")
    with scene.database.begin() as db:
        other = bodies.add(db, coast, now=scene.now())
        supports = people.add_member(db, body=other, name=officer.name, slack_user=officer.id, now=scene.now())
        people.add_mandate(db, body=other, member=supports, role=Role.SUPPORT_OFFICER, has_vote=False)
    asked = post(officer)
    assert asked.buttons == ["IROJ Kust", "IROJ Leiedal"]
    officer.click(asked, "IROJ Kust")
    officer.click(officer.dm()[-1], "Bevestig")
    officer.dm()
    with scene.database.read() as db:
        assert [one.name for one in people.search(db, other, "renee", most=5)] == ["Renée Claeys"]
    assert named(scene, "renee") == []


def test_a_list_of_meetings_is_planned(scene: Scene, officer: Slacker) -> None:
    told = post(officer, "Datum;Van;Tot;Plaats\n24/04/2026;9u30;12u;Brugge\n19/06/2026;9u30;12u;\n")
    assert "vrijdag 24 april 2026 · 9u30–12u · Brugge" in told.all_text
    officer.click(told, "Bevestig")
    officer.dm()
    with scene.database.read() as db:
        found = meetings.coming(db, scene.body, today=date(2026, 3, 4), most=5)
    assert [each.day for each in found] == [date(2026, 4, 24), date(2026, 6, 19)]


def test_who_lost_the_right_cannot_confirm_any_more(scene: Scene, officer: Slacker) -> None:
    told = post(officer)
    with scene.database.begin() as db:
        member = people.by_slack_user(db, officer.id, body=scene.body)
        assert member is not None
        people.end_mandates(db, body=scene.body, role=Role.SUPPORT_OFFICER, today=date(2026, 3, 4), keep=[])
        people.add_mandate(db, body=scene.body, member=member.id, role=Role.EFFECTIVE_MEMBER, has_vote=True)
    officer.click(told, "Bevestig")
    assert named(scene, "renee") == []
