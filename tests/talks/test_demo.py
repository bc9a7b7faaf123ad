"""The demo body is played over the wire, and looks lived-in when it is done."""

from collections.abc import Iterator

import pytest

from handlers import assemble
from handlers.guard import Door
from handlers.serve import health
from sandbox import demo
from sandbox.slack import Slack
from sandbox.team import Team
from storage.database import Database
from tests.talks.scene import FAST


@pytest.fixture(scope="module")
def played(slack: Slack, tmp_path_factory: pytest.TempPathFactory, sqlite_template: object) -> Iterator[Team]:
    """The workspace after the demo was played."""
    file = tmp_path_factory.mktemp("demo") / "demo.db"
    file.write_bytes(sqlite_template.read_bytes())  # type: ignore[attr-defined]  # A path.
    team = demo.people(slack)
    with Database(f"sqlite:///{file}", now=slack.clock.now) as database:
        bot = assemble.bot(
            database,
            token=team.bot_token,
            signing_secret=team.signing_secret,
            api_url=f"{slack.url}/api/",
            now=slack.clock.now,
            pace=FAST,
        )
        bot.ticker.start()
        slack.idle, slack.waken = bot.ticker.idle, bot.ticker.wake
        with health(Door(bot.app, bot.checks()), port=0, host="127.0.0.1") as port:
            team.deliver_to(f"http://127.0.0.1:{port}/slack/events")
            demo.play(team)
            yield team
        slack.idle, slack.waken = (lambda: True), (lambda: None)
        bot.ticker.stop()
        slack.remove_workspace(team)


def test_the_comite_has_proposals_in_several_states(played: Team) -> None:
    said = "\n".join(card.all_text for card in played.person(demo.OFFICER).read(f"#{demo.COMMITTEE}"))
    for state in ("Aanvaard door", "Teruggestuurd door", "Uitgesteld door"):
        assert state in said
    open_cards = [card for card in played.person(demo.OFFICER).read(f"#{demo.COMMITTEE}") if card.buttons]
    assert len(open_cards) >= 2


def test_the_agenda_has_accepted_points_between_the_standing_ones(played: Team) -> None:
    agenda = played.person(demo.OFFICER).command("/agenda").all_text
    assert agenda.index("Verwelkoming") < agenda.index("Gezinshuizen") < agenda.index("Reflecties")


def test_somebody_who_was_taken_over_from_the_plenary_channel_is_a_member(played: Team) -> None:
    assert "Effectief lid" in played.person("Robbe Loosveldt").command("/iroj").all_text


def test_somebody_is_replaced_by_a_colleague_and_others_come(played: Team) -> None:
    seen = played.person(demo.OFFICER).command("/verontschuldigd lijst").all_text
    assert f"Nadia El Amrani (CAW De Vlasbloem, CAW), vervangen door {demo.SUBSTITUTE}" in seen
    assert "Joris ’t Seyen (CLB De Kaai, CLB), Stijn Verbeke bevestigde nog niet" in seen
    assert "*Aanwezig verwacht* (4)" in seen
    assert any("komt in je plaats" in message.text for message in played.person("Nadia El Amrani").dm())


def test_the_members_have_organisations_and_something_is_missing(played: Team) -> None:
    seen = played.person(demo.OFFICER).command("/iroj leden 't seyen").all_text
    assert "CLB De Kaai · sector CLB" in seen
    assert "Stijn Verbeke" in seen
    assert "nog geen vaste plaatsvervanger" in played.person(demo.CHAIR).command("/iroj leden nadia").all_text


def test_a_call_has_two_admitted_candidates(played: Team) -> None:
    chair = played.person(demo.CHAIR)
    chair.click(chair.command("/kandidaat").messages[-1], "Kandidaten")
    said = chair.ephemerals()[-1].all_text
    assert said.count("Toegelaten tot de stemming") == 2
    assert "voorgedragen door Wout Vandamme" in said


def test_a_vote_is_open_on_which_some_have_voted(played: Team) -> None:
    assert "1 van 3 stemden" in "".join(post.all_text for post in played.person(demo.CHAIR).read(f"#{demo.COMMITTEE}"))


def test_the_budget_of_the_year_has_sheets_in_several_states(played: Team) -> None:
    year = played.person("Lien Casteleyn").command("/budget").all_text
    assert "van € 10.000,00" in year
    for state in ("Gevraagd: € 1.250,00", "Principieel akkoord, nog geen bedrag gereserveerd", "Goedgekeurd: € 300,00"):
        assert state in year


def test_a_letter_waits_for_answers_and_a_call_is_watched(played: Team) -> None:
    lien = played.person("Lien Casteleyn")
    assert "VAPH: nog geen antwoord" in lien.command("/opvolging signalen").all_text
    assert "Uitbreiding 1 gezin – 1 plan" in lien.command("/opvolging dossiers").all_text
    assert any(message.files for message in played.person(demo.OFFICER).dm())
