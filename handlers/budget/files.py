"""The files of the budget, made by the ticker: the picture of a year, the workbook, and the sheet as annex."""

from hashlib import sha256

from slack_sdk import WebClient

from bot.bodies import Body
from bot.budget import Overview, Sheet
from bot.budget.sheets import must_be_a_year
from bot.errors import N_, Refusal
from bot.people import May, Person, Seat
from handlers.budget import books, paper, speech, tell
from handlers.budget.books import Books
from handlers.desk import Desk
from handlers.documents.upload import File, share, show
from handlers.items.board import for_clock
from handlers.payload import Action
from handlers.reply import Reply
from handlers.words import Words, words_of
from storage import bodies, outbox
from storage import budget as stored
from storage import meetings as stored_meetings
from storage import people as stored_people
from storage.database import Session
from storage.outbox import Letter

PICTURE, EXPORT, ANNEX = "budget/picture", "budget/export", "budget/annex"


def send_picture(db: Session, found: Books, *, to: Person) -> None:
    """Have the picture of a year sent to who looks, once for each way it stands."""
    numbers = repr((found.here.body.id, found.year, found.overview, found.last))
    seen = sha256(numbers.encode()).hexdigest()[:16]
    outbox.tell(
        db,
        PICTURE,
        workspace=to.workspace,
        to=outbox.user(to.user),
        key=f"{PICTURE}:{to.user}:{found.here.body.id}:{found.year}:{seen}",
        about={"user": to.user, "body": found.here.body.id, "year": found.year},
        body=found.here.body.id,
    )


def draw(desk: Desk, client: WebClient, letter: Letter) -> None:
    """The picture of a year, in the direct messages of who asked; its numbers are told too."""
    # What draws takes longer to load than the rest of the bot: only who draws waits for it.
    from handlers.budget import picture

    with desk.sessions.read() as db:
        body, words = _reader(db, letter)
        here = for_clock(db, body.id, workspace=letter.workspace, now=desk.now())
        found = books.of_year(db, here, letter.about["year"])
    title = words.say("Regiobudget {year} van {body}", year=str(found.year), body=body.name).plain
    shown: list[Overview] = [found.overview]
    if found.last.balances.is_set or found.last.balances.held:
        shown.append(found.last)
    numbers = speech.numbers(words, found.overview)
    file = File(
        name=f"regiobudget-{found.year}.png",
        title=title,
        content=picture.draw(words, shown, title=title),
        alt=words.say("{title}. {numbers}.", title=title, numbers=numbers).plain,
    )
    comment = words.say(
        "{title}. {numbers}. {outlook}", title=title, numbers=numbers, outlook=speech.outlook(words, found.overview)
    )
    show(desk, client, letter, file, comment=comment.marked)


def export(text: str, me: Person, seat: Seat, desk: Desk, reply: Reply) -> None:
    """`/budget export`, or of a year: `/budget export 2025`."""
    if text and not (text.isdigit() and len(text) == 4):
        raise Refusal(N_("Typ «/budget export», of een jaar erachter: «/budget export 2026»."))
    _export(seat.body, int(text) if text else None, me=me, desk=desk, reply=reply)


def export_year(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Exporteer** of a year: the value is "body:year"."""
    body, _, year = action.value.partition(":")
    if not body.isdigit() or not year.isdigit():
        raise Refusal(N_("Dit is verouderd. Open het opnieuw met /budget."))
    _export(int(body), int(year), me=me, desk=desk, reply=reply)


def _export(body: int, year: int | None, *, me: Person, desk: Desk, reply: Reply) -> None:
    me.must_be_allowed(May.READ, in_=body)
    with desk.sessions.begin() as db:
        known = bodies.get(db, body, within=me)
        wanted = must_be_a_year(year or desk.now().astimezone(known.zone).year, about="text")
        outbox.tell(
            db,
            EXPORT,
            workspace=me.workspace,
            to=outbox.user(me.user),
            key=f"{EXPORT}:{me.user}:{body}:{wanted}:{desk.now().timestamp():.3f}",
            about={"user": me.user, "body": body, "year": wanted},
            body=body,
        )
    reply.say("Ik maak het rekenblad van {year}. Je vindt het zo in je berichten met mij.", year=str(wanted))


def write(desk: Desk, client: WebClient, letter: Letter) -> None:
    """The workbook of a year, in the direct messages of who asked."""
    # As with pictures: only who writes a workbook waits for what writes it.
    from handlers.budget import workbook

    with desk.sessions.read() as db:
        body, words = _reader(db, letter)
        here = for_clock(db, body.id, workspace=letter.workspace, now=desk.now())
        found = books.of_year(db, here, letter.about["year"])
        entries = stored.of_year(db, body.id, found.year)
        names = stored_people.names(db, [entry.by for entry in entries], body=body.id)
        meetings = stored_meetings.by_ids(db, [entry.meeting for entry in entries], body=body.id)
    content = workbook.made(
        words,
        found,
        entries,
        names=names,
        meetings=meetings,
        titles={sheet.id: sheet.title for sheet in found.sheets},
    )
    title = words.say("Regiobudget {year} van {body}", year=str(found.year), body=body.name).plain
    file = File(name=f"regiobudget-{found.year}.xlsx", title=title, content=content)
    comment = words.say("Het regiobudget van {year}: overzicht, actiefiches en grootboek.", year=str(found.year))
    show(desk, client, letter, file, comment=comment.marked)


def send_annex(db: Session, sheet: Sheet, *, turn: int, body: Body) -> None:
    """Have the sheet follow as a Word file in the thread of its card, where the comité prepares the meeting."""
    _annex(db, sheet.id, body=body, key=f"{ANNEX}:{sheet.id}:{turn}", thread_of=tell.card_key(sheet.id))


def _annex(db: Session, sheet: int, *, body: Body, key: str, thread_of: str) -> None:
    outbox.tell(
        db,
        ANNEX,
        workspace=body.workspace,
        to=outbox.errand(ANNEX),
        key=key,
        about={"sheet": sheet, "body": body.id},
        thread_of=thread_of,
        body=body.id,
    )


def annex(desk: Desk, client: WebClient, letter: Letter) -> None:
    """The Word file of a sheet, as it stands when it is sent."""
    with desk.sessions.read() as db:
        body = bodies.load(db, letter.about["body"], workspace=letter.workspace)
        words = words_of(body.rules.language, body.zone)
        found = books.for_clock(db, letter.about["sheet"], workspace=letter.workspace, now=desk.now())
    title = words.say("Actiefiche: {title}", title=found.sheet.title)
    file = File(name=f"actiefiche-{found.sheet.id}.docx", title=title.plain, content=paper.made(words, found))
    comment = words.say("De actiefiche «{title}» als bijlage bij de agenda.", title=found.sheet.title)
    share(desk, client, letter, [file], comment=comment.marked)


def _reader(db: Session, letter: Letter) -> tuple[Body, Words]:
    """The body, and the words of who asked."""
    body = bodies.load(db, letter.about["body"], workspace=letter.workspace)
    member = stored_people.by_slack_user(db, letter.about["user"], body=body.id)
    return body, words_of(member.language, member.zone) if member else words_of(body.rules.language, body.zone)
