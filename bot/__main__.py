"""The roof: the command line, the settings, and the wiring of the rooms. Only the console script loads it."""

import json
import os
import secrets
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
import yaml
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.exc import ArgumentError

from bot import moments
from bot.errors import Refusal
from bot.importing import Kind
from handlers import assemble, doctor, logs, serve
from handlers.importing import console
from handlers.ticker import Pace
from sandbox import trial
from storage import migrations
from storage.database import Database, Unavailable
from storage.engines import complete

SLACK = "https://slack.com/api/"

main = typer.Typer(
    name="irojbot",
    help="Het secretariaat van een overlegorgaan, in Slack.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


class Settings(BaseSettings):
    """The settings, from the environment or `.env` (interface.md). Empty means not given."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", env_ignore_empty=True)

    slack_bot_token: str = ""
    slack_app_token: str = ""
    slack_signing_secret: str = ""
    slack_api_url: str = SLACK
    database_url: str = "sqlite:///irojbot.db"
    irojbot_tick_seconds: float = Field(default=5, ge=0.1, le=60)
    port: int = Field(default=3000, ge=1, le=65535)
    log_level: str = "INFO"
    log_format: str = "text"

    @field_validator("slack_bot_token")
    @classmethod
    def _bot_token(cls, token: str) -> str:
        return _fits(token, not token or token.startswith("xoxb-"), "SLACK_BOT_TOKEN begint met xoxb-")

    @field_validator("slack_app_token")
    @classmethod
    def _app_token(cls, token: str) -> str:
        return _fits(token, not token or token.startswith("xapp-"), "SLACK_APP_TOKEN begint met xapp-")

    @field_validator("slack_api_url")
    @classmethod
    def _api_url(cls, url: str) -> str:
        _fits(url, url.startswith(("http://", "https://")), f"SLACK_API_URL is een adres zoals {SLACK}")
        return url.rstrip("/") + "/"

    @field_validator("database_url")
    @classmethod
    def _database_url(cls, url: str) -> str:
        try:
            complete(url)
        except (ValueError, ArgumentError) as error:
            raise ValueError(
                "DATABASE_URL is een adres zoals sqlite:///irojbot.db of postgresql://gebruiker@machine/naam"
            ) from error
        return url

    @field_validator("log_level")
    @classmethod
    def _level(cls, level: str) -> str:
        known = ("DEBUG", "INFO", "WARNING", "ERROR")
        return _fits(level.upper(), level.upper() in known, f"LOG_LEVEL is een van {', '.join(known)}")

    @field_validator("log_format")
    @classmethod
    def _form(cls, form: str) -> str:
        return _fits(form.lower(), form.lower() in ("text", "json"), "LOG_FORMAT is text of json")


def _fits(value: str, fits: bool, sentence: str) -> str:
    if not fits:
        raise ValueError(sentence)
    return value


def _settings(*, needs_slack: bool = False) -> Settings:
    """The settings, or one sentence and exit code 2."""
    try:
        found = Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).upper()
        sentence = str(first["ctx"]["error"]) if first["type"] == "value_error" else f"{name} klopt niet"
        _stop(f"{sentence}; kijk {name} na (of .env).")
    if needs_slack and not found.slack_bot_token:
        _stop("SLACK_BOT_TOKEN ontbreekt: zet het token van je Slack-app (xoxb-…) in de omgeving of in .env.")
    if needs_slack and not found.slack_app_token and not found.slack_signing_secret:
        _stop("Zet SLACK_APP_TOKEN (Socket Mode) of SLACK_SIGNING_SECRET (HTTP) in de omgeving of in .env.")
    return found


def _stop(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(2)


def _now() -> datetime:
    return datetime.now(UTC)


def _ready(url: str, *, make: bool = True) -> None:
    """The database at its newest schema: SQLite is brought there, PostgreSQL must have been migrated."""
    try:
        if not migrations.needed(url):
            return
        if not make:
            _stop("De database heeft nog niet het nieuwste schema: draai eerst irojbot migrate.")
        migrations.upgrade(url)
    except migrations.TooNew:
        _stop("Deze database is van een nieuwere irojbot: werk irojbot bij.")
    except Unavailable as error:
        _stop(f"De database antwoordt niet: {_first_line(error)}")


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


@main.command()
def run() -> None:
    """De bot: Socket Mode met SLACK_APP_TOKEN, anders HTTP op PORT."""
    settings = _settings(needs_slack=True)
    logs.configure(level=settings.log_level, form=settings.log_format)
    _ready(settings.database_url, make=settings.database_url.startswith("sqlite"))

    def build() -> serve.Bot:
        return assemble.bot(
            Database(settings.database_url, now=_now),
            token=settings.slack_bot_token,
            signing_secret=settings.slack_signing_secret or secrets.token_hex(16),
            api_url=settings.slack_api_url,
            now=_now,
            pace=Pace(tick=settings.irojbot_tick_seconds),
        )

    try:
        if settings.slack_app_token:
            serve.over_socket(build(), app_token=settings.slack_app_token, port=settings.port)
        else:
            serve.over_http(build, server=_web_server(settings.port))
    except OSError as error:
        _stop(f"Poort {settings.port} is niet te gebruiken ({error.strerror}): kies een andere met PORT.")


def _web_server(port: int) -> serve.WebServer:
    """granian, with one worker and our own log on standard error; more than its errors is about tuning."""
    return Granian(
        "irojbot",
        address="0.0.0.0",  # noqa: S104 - a server listens.
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=serve.THREADS,
        workers_kill_timeout=serve.GRACE_SECONDS,
        log_level=LogLevels.error,
        log_dictconfig={"handlers": {}, "loggers": {"_granian": {"propagate": True}}},
    )


def _file(text: str) -> Path:
    """A file of SQLite, also when it is typed as DATABASE_URL has it."""
    return Path(text.removeprefix("sqlite:///"))


@main.command()
def sandbox(
    empty: Annotated[bool, typer.Option("--empty", help="Zonder voorbeeldorgaan.")] = False,
    port: Annotated[int, typer.Option("--port", help="De poort van de webpagina.", min=1, max=65535)] = 8765,
    db: Annotated[
        Path | None, typer.Option("--db", parser=_file, help="Een SQLite-bestand dat bewaard blijft.")
    ] = None,
) -> None:
    """De bot met een nagebootste Slack en een webpagina: proberen zonder Slack-account."""
    settings = _settings()
    logs.configure(level=settings.log_level if "LOG_LEVEL" in os.environ else "WARNING", form=settings.log_format)

    def start(berth: trial.Berth) -> trial.Working:
        _ready(berth.database_url)
        bot = assemble.bot(
            Database(berth.database_url, now=berth.now),
            token=berth.bot_token,
            signing_secret=berth.signing_secret,
            api_url=berth.api_url,
            now=berth.now,
            # The pretend Slack takes messages as fast as they come, and a newcomer waits for the demo.
            pace=Pace(tick=1, gather=0.01, post=0.02, edit=0.02),
        )
        return serve.Beside(bot, app_token=berth.app_token)

    try:
        trial.serve(start, manifest=_manifest_file(), empty=empty, port=port, file=db, say=typer.echo)
    except OSError as error:
        _stop(f"Poort {port} is niet te gebruiken ({error.strerror}): kies een andere met --port.")


@main.command()
def migrate() -> None:
    """Breng de database naar het nieuwste schema."""
    settings = _settings()
    _ready(settings.database_url)
    typer.echo("De database heeft het nieuwste schema.")


@main.command("doctor")
def check() -> None:
    """Kijk tokens, rechten, kanalen, database, klok en sjablonen na."""
    settings = _settings()
    logs.configure(level="ERROR", form="text")
    findings = list(
        doctor.examine(
            database_url=settings.database_url,
            token=settings.slack_bot_token,
            app_token=settings.slack_app_token,
            signing_secret=settings.slack_signing_secret,
            api_url=settings.slack_api_url,
            manifest=_manifest(),
            now=_now,
        )
    )
    for finding in findings:
        typer.echo(f"{'ok  ' if finding.fine else 'FOUT'} {finding.sentence}")
    raise typer.Exit(0 if all(finding.fine for finding in findings) else 1)


ListFile = Annotated[Path, typer.Argument(metavar="FILE.csv")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Toon alleen wat er zou veranderen.")]
BodyName = Annotated[str | None, typer.Option("--body", help="De naam van het overlegorgaan, als er meer zijn.")]


@main.command("import-members")
def import_members(file: ListFile, dry_run: DryRun = False, body: BodyName = None) -> None:
    """Neem een ledenlijst over uit een CSV-bestand."""
    _import(file, Kind.MEMBERS, dry_run=dry_run, body=body)


@main.command("import-meetings")
def import_meetings(file: ListFile, dry_run: DryRun = False, body: BodyName = None) -> None:
    """Neem een lijst van vergaderingen over uit een CSV-bestand."""
    _import(file, Kind.MEETINGS, dry_run=dry_run, body=body)


def _import(file: Path, kind: Kind, *, dry_run: bool, body: str | None) -> None:
    settings = _settings()
    logs.configure(level="ERROR", form="text")
    try:
        content = file.read_bytes()
    except OSError as error:
        _stop(f"Ik kan {file} niet lezen: {error.strerror}.")
    _ready(settings.database_url, make=settings.database_url.startswith("sqlite"))
    try:
        with Database(settings.database_url, now=_now) as database:
            report = console.take(database, content, kind=kind, body=body, dry_run=dry_run, now=_now)
    except Refusal as why:
        _stop(str(why))
    except Unavailable as error:
        _stop(f"De database antwoordt niet: {_first_line(error)}")
    for line in report.lines:
        typer.echo(line)
    raise typer.Exit(0 if report.complete else 1)


@main.command("moments")
def read_moments() -> None:
    """Lees zinnen over tijd (één JSON per lijn) en toon wat de bot ervan begrijpt."""
    for line in sys.stdin:
        if not line.strip():
            continue
        try:
            answer = moments.answer(json.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            _stop(
                f'Dit is geen lijn als {{"phrase": "24 april", "reference": "2026-03-04T10:00"}}: {_first_line(error)}'
            )
        typer.echo(json.dumps(answer, ensure_ascii=False))


@main.command()
def manifest(url: Annotated[str, typer.Option("--url", help="Het adres van je bot, https://…")]) -> None:
    """Toon het manifest voor HTTP, met jouw adres erin."""
    if not url.startswith("https://"):
        _stop("Slack wil een adres dat met https:// begint.")
    typer.echo(yaml.safe_dump(over_http(_manifest(), url.rstrip("/")), allow_unicode=True, sort_keys=False), nl=False)


def over_http(found: dict[str, Any], url: str) -> dict[str, Any]:
    """The manifest of a bot that Slack reaches at `url`, from the one for Socket Mode."""
    address = f"{url}/slack/events"
    for command in found["features"]["slash_commands"]:
        command["url"] = address
    settings = found["settings"]
    settings["socket_mode_enabled"] = False
    settings["interactivity"] |= {"request_url": address, "message_menu_options_url": address}
    settings["event_subscriptions"] = {"request_url": address} | settings["event_subscriptions"]
    return found


def _manifest_file() -> Path:
    return Path(__file__).parents[1] / "manifest.yml"


def _manifest() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(_manifest_file().read_text(encoding="utf-8"))
    return found


if __name__ == "__main__":
    main()
