"""What is wrong with an installation, one sentence a finding: tokens, scopes, channels, database, clock, templates."""

from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from typing import Any

from jinja2 import TemplateError
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse

from bot.bodies import Body
from handlers import render
from storage import bodies, migrations
from storage.database import Database, Unavailable

PATIENCE = 5
"""Seconds to wait for each answer of Slack."""

MOST_SKEW = 60
"""Seconds the clock may differ from Slack's; from 300 on Slack's signatures are refused."""

_TROUBLE = (SlackClientError, OSError, HTTPException)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at, in a Dutch sentence."""

    fine: bool
    sentence: str


def examine(
    *,
    database_url: str,
    token: str,
    app_token: str,
    signing_secret: str,
    api_url: str,
    manifest: Mapping[str, Any],
    now: Callable[[], datetime],
) -> Iterator[Finding]:
    """Everything that can be looked at from here; changes nothing, in Slack nor in the database."""
    yield from _templates()
    ready = yield from _database(database_url)
    client = WebClient(token=token, base_url=api_url, timeout=PATIENCE, retry_handlers=[])
    known = yield from _tokens(client, app_token=app_token, signing_secret=signing_secret)
    if known is None:
        return
    yield _scopes(known, manifest)
    yield _clock(known, now())
    if ready:
        yield from _bodies(client, database_url, team=known["team_id"], now=now)


def _templates() -> Iterator[Finding]:
    for name in render.names():
        try:
            render.check(name)
        except TemplateError as error:
            yield Finding(fine=False, sentence=f"Sjabloon {name} is stuk: {error}. Installeer irojbot opnieuw.")
            return
    yield Finding(fine=True, sentence=f"Alle {len(render.names())} sjablonen zijn leesbaar.")


def _database(url: str) -> Generator[Finding, None, bool]:
    """Whether the database answers and has the newest schema; returns whether both are so."""
    try:
        if migrations.needed(url):
            yield Finding(fine=False, sentence="De database heeft nog niet het nieuwste schema: draai irojbot migrate.")
            return False
    except migrations.TooNew:
        yield Finding(fine=False, sentence="De database is van een nieuwere irojbot: werk irojbot bij.")
        return False
    except Unavailable as error:
        yield Finding(fine=False, sentence=f"De database antwoordt niet: {_first_line(error)}")
        return False
    yield Finding(fine=True, sentence="De database antwoordt en heeft het nieuwste schema.")
    return True


def _tokens(
    client: WebClient, *, app_token: str, signing_secret: str
) -> Generator[Finding, None, SlackResponse | None]:
    """Whether Slack knows the tokens; returns its answer to the bot token, None when there is none."""
    if not client.token:
        yield Finding(fine=False, sentence="SLACK_BOT_TOKEN ontbreekt.")
        return None
    try:
        known = client.auth_test()
    except _TROUBLE as error:
        yield Finding(fine=False, sentence=f"Slack aanvaardt SLACK_BOT_TOKEN niet ({_said(error)}).")
        return None
    yield Finding(fine=True, sentence=f"Slack kent de bot in werkruimte {known['team']}.")
    if app_token:
        yield _app_token(client, app_token)
    elif signing_secret:
        yield Finding(fine=True, sentence="HTTP: verzoeken worden nagekeken met SLACK_SIGNING_SECRET.")
    else:
        yield Finding(fine=False, sentence="Zet SLACK_APP_TOKEN (Socket Mode) of SLACK_SIGNING_SECRET (HTTP).")
    return known


def _app_token(client: WebClient, app_token: str) -> Finding:
    try:
        client.apps_connections_open(app_token=app_token)
    except _TROUBLE as error:
        return Finding(fine=False, sentence=f"Slack aanvaardt SLACK_APP_TOKEN niet ({_said(error)}).")
    return Finding(fine=True, sentence="Socket Mode: Slack geeft een verbinding met SLACK_APP_TOKEN.")


def _scopes(known: SlackResponse, manifest: Mapping[str, Any]) -> Finding:
    """The rights of the token beside those of the manifest; history is what saves from saying things twice."""
    granted = {scope.strip() for scope in str(known.headers.get("x-oauth-scopes", "")).split(",")}
    missing = sorted(set(manifest["oauth_config"]["scopes"]["bot"]) - granted)
    if not missing:
        return Finding(fine=True, sentence="De bot heeft alle rechten van het manifest.")
    twice = " Zonder history kan een bericht na een storing twee keer verschijnen." if _history(missing) else ""
    return Finding(
        fine=False, sentence=f"Deze rechten ontbreken: {', '.join(missing)}. Installeer de app opnieuw.{twice}"
    )


def _history(scopes: list[str]) -> bool:
    return any(scope.endswith(":history") for scope in scopes)


def _clock(known: SlackResponse, now: datetime) -> Finding:
    told = known.headers.get("date")
    if not told:
        return Finding(fine=True, sentence="Slack zegt niet hoe laat het is; de klok is niet vergeleken.")
    skew = abs((parsedate_to_datetime(str(told)) - now).total_seconds())
    if skew > MOST_SKEW:
        return Finding(
            fine=False, sentence=f"De klok van deze machine verschilt {skew:.0f} seconden met die van Slack."
        )
    return Finding(fine=True, sentence="De klok loopt gelijk met die van Slack.")


def _bodies(client: WebClient, url: str, *, team: str, now: Callable[[], datetime]) -> Iterator[Finding]:
    with Database(url, now=now) as database, database.read() as db:
        workspace = bodies.workspace(db, team)
        found = bodies.of_workspace(db, workspace) if workspace is not None else []
    if not found:
        yield Finding(fine=True, sentence="Er is nog geen overlegorgaan: een beheerder typt /iroj instellen.")
    for body in found:
        yield _channel(client, body, "plenair kanaal", body.plenary_channel)
        yield _channel(client, body, "comitékanaal", body.committee_channel)


def _channel(client: WebClient, body: Body, kind: str, channel: str) -> Finding:
    try:
        info = client.conversations_info(channel=channel)["channel"]
    except _TROUBLE as error:
        return Finding(fine=False, sentence=f"{body.name}: het {kind} is niet te lezen ({_said(error)}).")
    name = f"#{info.get('name', channel)}"
    if info.get("is_archived"):
        return Finding(fine=False, sentence=f"{body.name}: {name} ({kind}) is gearchiveerd.")
    if not info.get("is_member"):
        return Finding(
            fine=False, sentence=f"{body.name}: de bot zit niet in {name} ({kind}): typ daar /invite @irojbot."
        )
    return Finding(fine=True, sentence=f"{body.name}: de bot zit in {name} ({kind}).")


def _said(error: Exception) -> str:
    if isinstance(error, SlackApiError):
        return str(error.response["error"])
    return _first_line(error)


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
