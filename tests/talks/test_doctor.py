"""What `irojbot doctor` finds, against the pretend Slack."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from handlers import doctor
from tests.talks.conftest import MANIFEST
from tests.talks.scene import Scene

Examine = Callable[..., list[str]]


@pytest.fixture
def wrong(scene: Scene) -> Examine:
    """What the doctor finds wrong with the installation of the scene, some of it changed."""

    def examine(**changed: Any) -> list[str]:
        installation = {
            "database_url": scene.database.url.render_as_string(hide_password=False),
            "token": scene.team.bot_token,
            "app_token": scene.team.app_token,
            "signing_secret": scene.team.signing_secret,
            "api_url": f"{scene.slack.url}/api/",
            "manifest": yaml.safe_load(MANIFEST.read_text(encoding="utf-8")),
            "now": lambda: datetime.now(UTC),
        }
        return [found.sentence for found in doctor.examine(**installation | changed) if not found.fine]

    return examine


def test_a_sound_installation_has_nothing_wrong(wrong: Examine) -> None:
    assert wrong() == []


def test_a_token_that_slack_does_not_know_is_named(wrong: Examine) -> None:
    assert wrong(token="xoxb-nobody") == ["Slack aanvaardt SLACK_BOT_TOKEN niet (invalid_auth)."]


def test_an_app_token_that_slack_does_not_know_is_named(wrong: Examine) -> None:
    assert "SLACK_APP_TOKEN" in wrong(app_token="xapp-nobody")[0]


def test_a_token_is_needed(wrong: Examine) -> None:
    assert wrong(token="") == ["SLACK_BOT_TOKEN ontbreekt."]


def test_one_way_to_hear_slack_is_needed(wrong: Examine) -> None:
    assert "SLACK_SIGNING_SECRET" in wrong(app_token="", signing_secret="")[0]


def test_a_missing_scope_is_named_with_what_it_costs(wrong: Examine) -> None:
    more = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    more["oauth_config"]["scopes"]["bot"].append("mpim:history")
    assert wrong(manifest=more) == [
        "Deze rechten ontbreken: mpim:history. Installeer de app opnieuw. "
        "Zonder history kan een bericht na een storing twee keer verschijnen."
    ]


def test_a_clock_that_runs_off_is_noticed(wrong: Examine) -> None:
    assert "klok" in wrong(now=lambda: datetime.now(UTC) + timedelta(minutes=6))[0]


def test_a_channel_without_the_bot_is_named(scene: Scene, wrong: Examine) -> None:
    scene.team.kick_bot("#comite")
    assert ["comite" in sentence or "comitékanaal" in sentence for sentence in wrong()] == [True]


def test_an_archived_channel_is_named(scene: Scene, wrong: Examine) -> None:
    scene.team.archive("#iroj-plenair")
    assert "gearchiveerd" in wrong()[0]


def test_a_slack_that_cannot_be_reached_is_one_sentence(wrong: Examine) -> None:
    assert "SLACK_BOT_TOKEN" in wrong(api_url="http://127.0.0.1:9/api/")[0]


def test_an_empty_database_asks_for_its_migration(wrong: Examine, tmp_path: Path) -> None:
    assert "irojbot migrate" in wrong(database_url=f"sqlite:///{tmp_path}/new.db")[0]


def test_a_database_that_cannot_be_opened_is_one_sentence(wrong: Examine, tmp_path: Path) -> None:
    assert "antwoordt niet" in wrong(database_url=f"sqlite:///{tmp_path}/nowhere/x.db")[0]
