"""The timeline of a dossier in a direct message: one message with the picture and its text, made by the ticker."""

from collections.abc import Sequence
from datetime import date, datetime

from slack_sdk import WebClient

from bot.dossiers import Dossier, current
from bot.meetings import Meeting
from bot.people import Person
from handlers.delivery import reader_of
from handlers.desk import Desk
from handlers.documents.upload import File, show
from handlers.dossiers import speech
from handlers.items.board import for_clock
from handlers.words import Words
from storage import dossiers as stored
from storage import outbox
from storage.database import Session
from storage.outbox import Letter

TIMELINE = "dossiers.timeline"


def timeline_to(db: Session, dossier: Dossier, *, me: Person, now: datetime) -> None:
    """Have the timeline shown to whoever asks, as it is at that moment."""
    outbox.tell(
        db,
        TIMELINE,
        workspace=me.workspace,
        to=outbox.user(me.user),
        key=f"{TIMELINE}:{dossier.id}:{me.user}:{now.timestamp():.6f}",
        about={"dossier": dossier.id},
        body=dossier.body,
    )


def timeline(desk: Desk, client: WebClient, letter: Letter) -> None:
    """Draw it, and show it with its text."""
    with desk.sessions.read() as db:
        dossier = stored.load(db, letter.about["dossier"], workspace=letter.workspace)
        here = for_clock(db, dossier.body, workspace=letter.workspace, now=desk.now())
        words = reader_of(db, letter)
    title = words.say("Tijdlijn van «{title}»", title=dossier.title)
    content = picture(words, dossier, here.meetings, today=here.today)
    lines = [speech.told(words, step, here.meetings) for step in dossier.steps]
    if dossier.deadline is not None:
        lines.append(words.say("Uiterste datum: {deadline}", deadline=dossier.deadline))
    file = File(name=f"tijdlijn-{dossier.id}.png", title=title.plain, content=content, alt=_alt(words, dossier))
    comment = "\n".join([title.marked, *(line.marked for line in lines)])
    show(desk, client, letter, file, comment=comment)


def picture(words: Words, dossier: Dossier, meetings: Sequence[Meeting], *, today: date) -> bytes:
    """The PNG of a dossier's steps in the order of their days, with its deadline among them."""
    # What draws takes longer to load than the rest of the bot: only who draws waits for it.
    from handlers.dossiers.picture import Row, draw

    days = [day for step in dossier.steps for day in (step.first, step.last)]
    years = {day.year for day in (*days, *([dossier.deadline] if dossier.deadline is not None else []))}

    def short(day: date) -> str:
        return f"{words.short_day(day)} {day.year}" if len(years) > 1 else words.short_day(day)

    steps = sorted((current(step, meetings) for step in dossier.steps), key=lambda step: (step.first, step.last))
    drawn = [
        (
            step.last,
            Row(
                when=[short(step.first)]
                if step.first == step.last
                else [short(step.first), words.say("tot {day}", day=short(step.last)).plain],
                text=step.text,
                note=words.say("klaar").plain if step.is_done else "",
                is_done=step.is_done,
                is_range=step.first != step.last,
            ),
        )
        for step in steps
    ]
    if dossier.deadline is not None:
        row = Row(when=[short(dossier.deadline)], text=words.say("Uiterste datum").plain, is_deadline=True)
        drawn.append((dossier.deadline, row))
        drawn.sort(key=lambda pair: pair[0])
    span = f"{min(years)}–{max(years)}" if len(years) > 1 else str(min(years))
    subtitle = f"{dossier.agency} · {span}" if dossier.agency else span
    return draw(
        dossier.title,
        subtitle,
        [row for _, row in drawn],
        today=words.say("vandaag, {day}", day=short(today)).plain,
        today_before=sum(day < today for day, _ in drawn) if drawn[0][0] <= today <= drawn[-1][0] else None,
    )


def _alt(words: Words, dossier: Dossier) -> str:
    """What a screen reader says of the picture; all of it stands in the text beside it."""
    return words.count(
        "Tijdlijn met {n} stap; dezelfde stap staat als tekst bij de afbeelding.",
        "Tijdlijn met {n} stappen; dezelfde stappen staan als tekst bij de afbeelding.",
        len(dossier.steps),
    ).plain
