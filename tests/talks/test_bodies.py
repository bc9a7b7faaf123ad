"""What somebody can do here, setting up a body, and its rule sheet, as people see it in Slack."""

from datetime import timedelta

import pytest
from slack_sdk import WebClient

from bot.people import Person, Role
from handlers.bodies.arrange import is_admin
from sandbox.channels import Channel
from sandbox.slackers import Slacker
from sandbox.team import together
from storage import bodies, people
from tests.talks.scene import Scene

RULES = "/iroj regels"
TAKE_OVER = "Leden uit het plenaire kanaal overnemen"


@pytest.fixture
def admin(scene: Scene) -> Slacker:
    """An administrator of the workspace, member of no body."""
    return scene.team.add_person("Jef Peeters", admin=True)


@pytest.fixture
def coast(scene: Scene, admin: Slacker) -> tuple[Channel, Channel]:
    """Two channels for a second body: a public one without the bot, and a private one with it."""
    team = scene.team
    guests = [team.add_person("Nora Claes"), team.add_person("Tuur D’Haene", restricted=True)]
    plenary = team.add_channel("kust-plenair", members=[scene.lena, scene.officer, *guests])
    people = [scene.katrijn, scene.officer, admin]
    committee = team.add_channel("kust-comite", private=True, members=people, bot=True)
    return plenary, committee


def arrange(who: Slacker, scene: Scene, **other: object) -> dict[str, str]:
    """Open the form for a new body and send it."""
    who.command("/iroj instellen nieuw")
    values: dict[str, object] = {
        "Naam": "IROJ Kust",
        "Plenair kanaal": "#kust-plenair",
        "Comitékanaal": "#kust-comite",
        "Ondersteuners": [scene.officer],
        "Voorzitter": scene.chair,
        TAKE_OVER: True,
    }
    return who.submit(values | other)


def roles(scene: Scene, body: str) -> dict[str, set[Role]]:
    """Who has which roles in the body of that name, once the bot has read what it wanted to read."""
    scene.team.ground.settle()
    with scene.database.read() as db:
        found = next(each for each in bodies.of_workspace(db, scene.workspace) if each.name == body)
        held: dict[str, set[Role]] = {}
        for role in Role:
            for member in people.with_roles(db, found.id, role, today=scene.now().date()):
                held.setdefault(member.name, set()).add(role)
    return held


# What can I do here?


@pytest.mark.parametrize("command", ["/iroj", "/iroj help"])
def test_the_help_names_the_roles_the_body_and_an_example_of_each_command(lena: Slacker, command: str) -> None:
    text = lena.command(command).all_text
    for said in ("IROJ Leiedal", "Effectief lid", "/agendapunt Gezinshuizen", "/agenda 24 april", "/vergadering"):
        assert said in text


def test_two_hats_are_both_named(scene: Scene) -> None:
    assert "Comitélid en Effectief lid" in scene.katrijn.command("/iroj").all_text


def test_an_unknown_word_is_answered_with_the_help(lena: Slacker) -> None:
    assert "Ik ken /iroj dansen niet" in lena.command("/iroj dansen").all_text.replace("*", "")


def test_somebody_of_no_body_hears_whom_to_ask(scene: Scene, admin: Slacker) -> None:
    text = admin.command("/iroj").all_text
    assert "nog geen lid" in text
    assert "IROJ Leiedal: vraag het aan" in text


@pytest.mark.parametrize("command", ["/iroj hulp", "/iroj ?", "/vergadering help", "/agendapunt help", "/agenda hulp"])
def test_help_explains_with_examples(lena: Slacker, command: str) -> None:
    assert "ijvoorbeeld" in lena.command(command).all_text


# Setting up.


def test_an_administrator_founds_a_body(scene: Scene, admin: Slacker, coast: object) -> None:
    assert arrange(admin, scene) == {}
    assert roles(scene, "IROJ Kust") == {
        "Veerle Ostyn": {Role.SUPPORT_OFFICER},
        "Bart D’Hoore": {Role.CHAIR},
        "Lena ’t Kindt": {Role.EFFECTIVE_MEMBER},
        "Nora Claes": {Role.EFFECTIVE_MEMBER},
        "Tuur D’Haene": {Role.EFFECTIVE_MEMBER},
        "Katrijn Van den Bulcke": {Role.COMMITTEE_MEMBER},
        "Jef Peeters": {Role.COMMITTEE_MEMBER},
    }


def test_without_the_tick_only_the_comite_is_taken_over(scene: Scene, admin: Slacker, coast: object) -> None:
    arrange(admin, scene, **{TAKE_OVER: False})
    assert Role.EFFECTIVE_MEMBER not in set().union(*roles(scene, "IROJ Kust").values())


def test_the_bot_joins_a_public_channel_by_itself(scene: Scene, admin: Slacker, coast: tuple[Channel, Channel]) -> None:
    assert arrange(admin, scene) == {}
    scene.team.ground.settle()
    assert scene.team.bot_user_id in coast[0].members


def test_the_new_officer_hears_the_next_three_steps(scene: Scene, admin: Slacker, coast: object) -> None:
    arrange(admin, scene)
    message = scene.officer.dm()[-1]
    for said in ("3 leden", "2 comitéleden", "/vergadering 24 april", "/iroj regels", "/agendapunt"):
        assert said in message.all_text
    assert message.buttons == ["Vergadering plannen", "Spelregels"]


def test_more_people_than_one_page_are_all_taken_over(scene: Scene, admin: Slacker, coast: object) -> None:
    crowd = [scene.team.add_person(f"Lid {n:02}") for n in range(45)]
    scene.team.add_channel("kust-groot", members=crowd)
    arrange(admin, scene, **{"Plenair kanaal": "#kust-groot"})
    assert len(roles(scene, "IROJ Kust")) == 45 + 4


def test_bots_and_strangers_are_left_out(scene: Scene, admin: Slacker) -> None:
    outsider = scene.team.add_person("Buiten Staander", stranger=True)
    scene.team.add_channel("kust-plenair", members=[scene.lena, outsider], bot=True)
    scene.team.add_channel("kust-comite", private=True, members=[scene.officer, admin], bot=True)
    arrange(admin, scene)
    assert set(roles(scene, "IROJ Kust")) == {"Veerle Ostyn", "Bart D’Hoore", "Lena ’t Kindt", "Jef Peeters"}


def test_a_page_that_slack_refuses_is_read_again(scene: Scene, admin: Slacker, coast: object) -> None:
    scene.team.fail("conversations.members", with_=429, times=2, retry_after=0)
    arrange(admin, scene)
    assert len(roles(scene, "IROJ Kust")) == 7


def test_a_private_channel_without_the_bot_is_said_so_and_read_when_it_is_invited(
    scene: Scene, admin: Slacker, coast: object
) -> None:
    closed = scene.team.add_channel("kust-dicht", private=True, members=[scene.katrijn, scene.officer, admin])
    arrange(admin, scene, Comitékanaal=closed)
    assert "invite @irojbot" in scene.officer.dm()[-1].all_text
    assert Role.COMMITTEE_MEMBER not in set().union(*roles(scene, "IROJ Kust").values())
    scene.team.invite_bot(closed)
    assert roles(scene, "IROJ Kust")["Katrijn Van den Bulcke"] == {Role.COMMITTEE_MEMBER}


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"private": False}, "openbaar"),
        ({"private": True, "guest": True}, "gasten"),
    ],
)
def test_a_comite_channel_unfit_for_votes_is_warned_about(
    scene: Scene, admin: Slacker, coast: object, facts: dict[str, bool], said: str
) -> None:
    guest = [scene.team.add_person("Gast", restricted=True)] if facts.get("guest") else []
    scene.team.add_channel("los", private=facts["private"], members=[scene.officer, admin, *guest], bot=True)
    arrange(admin, scene, Comitékanaal="#los")
    assert said in scene.officer.dm()[-1].all_text


def test_the_same_channel_twice_is_refused(scene: Scene, admin: Slacker, coast: object) -> None:
    assert list(arrange(admin, scene, Comitékanaal="#kust-plenair")) == ["Comitékanaal"]


def test_a_channel_of_another_body_is_refused(scene: Scene, admin: Slacker, coast: object) -> None:
    assert "IROJ Leiedal" in arrange(admin, scene, **{"Plenair kanaal": "#iroj-plenair"})["Plenair kanaal"]


def test_a_name_that_is_taken_is_refused(scene: Scene, admin: Slacker, coast: object) -> None:
    assert list(arrange(admin, scene, Naam="IROJ Leiedal")) == ["Naam"]


@pytest.mark.parametrize("line", ["/iroj instellen", "/iroj instellen nieuw"])
def test_a_member_founds_nothing(lena: Slacker, line: str) -> None:
    assert "beheerder" in lena.command(line).all_text
    assert lena.modal is None


def test_an_administrator_of_another_workspace_founds_nothing(scene: Scene) -> None:
    client = WebClient(token=scene.team.bot_token, base_url=f"{scene.slack.url}/api/")
    outsider = scene.team.add_person("Buiten Staander", admin=True, stranger=True)
    scene.team.invite("#iroj-plenair", outsider)
    colleague = scene.team.add_person("Ann Wouters", admin=True)
    found = [
        is_admin(client, Person(workspace=scene.workspace, user=who.id, name=who.name), team=scene.team.id)
        for who in (outsider, colleague)
    ]
    assert found == [False, True]


def test_when_slack_does_not_say_who_is_admin_nothing_is_founded(scene: Scene, admin: Slacker, coast: object) -> None:
    scene.team.fail("users.info", with_="internal_error", times=1)
    assert "antwoordt nu niet" in admin.command("/iroj instellen").all_text
    assert admin.modal is None


def test_two_admins_who_found_the_same_body_found_one(scene: Scene, admin: Slacker, coast: object) -> None:
    other = scene.team.add_person("Ann Wouters", admin=True)
    scene.team.invite("#kust-comite", other)
    for who in (admin, other):
        who.command("/iroj instellen")
        who.fill(
            {
                "Naam": "IROJ Kust",
                "Plenair kanaal": "#kust-plenair",
                "Comitékanaal": "#kust-comite",
                "Ondersteuners": [scene.officer],
                "Voorzitter": scene.chair,
            }
        )
    together(admin.submit, other.submit)
    with scene.database.read() as db:
        assert [each.name for each in bodies.of_workspace(db, scene.workspace)] == ["IROJ Kust", "IROJ Leiedal"]


# Rearranging.


def test_the_support_officer_finds_the_form_filled_in(officer: Slacker, scene: Scene) -> None:
    officer.command("/iroj instellen")
    assert officer.modal is not None
    assert officer.modal.value_of("Naam") == "IROJ Leiedal"
    assert officer.modal.value_of("Plenair kanaal") == scene.plenary.id


def test_a_new_chair_ends_the_mandate_of_the_old_one(officer: Slacker, scene: Scene) -> None:
    officer.command("/iroj instellen")
    assert officer.submit(Voorzitter=scene.katrijn) == {}
    held = roles(scene, "IROJ Leiedal")
    assert Role.CHAIR in held["Katrijn Van den Bulcke"]
    assert "Bart D’Hoore" not in held
    with scene.database.read() as db:
        before = scene.now().date() - timedelta(days=1)
        assert [m.name for m in people.with_roles(db, scene.body, Role.CHAIR, today=before)] == ["Bart D’Hoore"]


def test_the_chair_does_not_rearrange(chair: Slacker) -> None:
    assert "beheerder" in chair.command("/iroj instellen").all_text
    assert chair.modal is None


def test_an_officer_of_two_bodies_chooses_which_to_rearrange(scene: Scene, admin: Slacker, coast: object) -> None:
    arrange(admin, scene)
    answer = scene.officer.command("/iroj instellen")
    assert answer.buttons == ["IROJ Kust", "IROJ Leiedal", "Nog een overlegorgaan"]
    scene.officer.click("IROJ Kust")
    assert scene.officer.modal is not None
    assert scene.officer.modal.value_of("Naam") == "IROJ Kust"


def test_in_a_channel_of_a_body_the_form_is_about_that_body(scene: Scene, admin: Slacker, coast: object) -> None:
    arrange(admin, scene)
    scene.officer.command("/iroj instellen", in_="#iroj-plenair")
    assert scene.officer.modal is not None
    assert scene.officer.modal.value_of("Naam") == "IROJ Leiedal"


# The rule sheet.


def test_the_rules_are_told_in_words_with_the_defaults_marked(lena: Slacker) -> None:
    text = lena.command(RULES).all_text
    assert "Agenda versturen: dagen vóór de vergadering: 8 (standaard)" in text
    assert "Gelijke stand: Naar vergadering (standaard)" in text
    assert "Stil vanaf: 20u (standaard)" in text


def test_a_member_reads_the_rules_without_the_button(lena: Slacker) -> None:
    assert lena.command(RULES).buttons == []


def change(who: Slacker, **values: object) -> dict[str, str]:
    who.command(RULES)
    who.click("Wijzig")
    return who.submit({label: value for label, value in values.items()})


def test_the_chair_changes_a_rule_and_the_officer_hears_from_what_to_what(chair: Slacker, officer: Slacker) -> None:
    chair.command(RULES)
    chair.click("Wijzig")
    assert chair.submit({"Agenda versturen: dagen vóór de vergadering": 10}) == {}
    told = officer.dm()[-1].all_text
    assert "van 8 naar 10" in told
    assert "Beslissen" not in told
    text = chair.command(RULES).all_text
    assert "vergadering: 10" in text
    assert "vergadering: 10 (standaard)" not in text


def test_sending_the_form_as_it_is_changes_nothing_and_tells_nobody(chair: Slacker, officer: Slacker) -> None:
    assert change(chair) == {}
    assert officer.dm() == []
    assert "(standaard)" in chair.command(RULES).all_text


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("Gelijke stand", "Voorzitter beslist"),
        ("Quorum", 2),
        ("Beslissen", "Geheime stemming"),
        ("Herinneringen: dagen vooraf", "veertien"),
        ("Herinneringen: dagen vooraf", "14, 91"),
        ("Tijdzone", "Brussel"),
    ],
)
def test_an_impossible_rule_is_said_beside_its_field(chair: Slacker, label: str, value: object) -> None:
    chair.command(RULES)
    chair.click("Wijzig")
    assert list(chair.submit({label: value})) == [label]


def test_of_two_who_change_the_rules_the_second_is_told_to_look_again(chair: Slacker, officer: Slacker) -> None:
    for who in (chair, officer):
        who.command(RULES)
        who.click("Wijzig")
    label = "Punten indienen: dagen vóór het versturen"
    assert chair.submit({label: 6}) == {}
    assert "intussen gewijzigd" in " ".join(officer.submit({label: 7}).values())
    assert "versturen: 6" in chair.command(RULES).all_text


def test_the_deadlines_follow_the_rules(officer: Slacker, scene: Scene) -> None:
    officer.command(RULES)
    officer.click("Wijzig")
    officer.submit({"Agenda versturen: dagen vóór de vergadering": 10})
    officer.close_all()
    assert "dinsdag 14 april 2026" in officer.command("/vergadering 24 april 2026 9u30-12u | Brugge").all_text
