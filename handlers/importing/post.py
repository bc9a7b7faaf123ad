"""A list is posted to the bot in a direct message: it is fetched, shown, and taken over only after **Bevestig**."""

from collections.abc import Mapping
from typing import Any

from bot.errors import N_, Refusal
from bot.people import May, Person, Seat
from handlers.desk import Desk
from handlers.importing import tell
from handlers.payload import Action, clean
from handlers.reply import Reply
from storage import audit, outbox
from storage import importing as stored
from storage.database import Session
from storage.importing import State

LISTS = (".csv", ".tsv", ".txt")
WORKBOOKS = (".xlsx", ".xls", ".ods")
MOST_FILES = 3
MOST_BODIES = 20


def posted(event: Mapping[str, Any], me: Person, desk: Desk, reply: Reply) -> None:
    """Somebody sent the bot a message; only a list from a spreadsheet means something here."""
    files = [each for each in event.get("files") or () if _name(each).casefold().endswith((*LISTS, *WORKBOOKS))]
    if not files or "bot_id" in event:
        return None
    mine = [seat for seat in me.seats if me.may(May.MANAGE_MEMBERS, in_=seat.body)]
    if not mine:
        return reply.say("Een ledenlijst of vergaderlijst neem ik alleen over van de ondersteuner.")
    if any(_name(each).casefold().endswith(WORKBOOKS) for each in files):
        return reply.say("Bewaar je lijst in je rekenblad als CSV en stuur me dat bestand.")
    if len(mine) > 1:
        return _which(mine, files[0], reply)
    with desk.sessions.begin() as db:
        for each in files[:MOST_FILES]:
            _fetch(db, mine[0].body, str(each["id"]), _name(each), me=me, desk=desk)
    return reply.say("Ik lees je lijst. Je krijgt zo te zien wat er zou veranderen.")


def choose_body(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """Which body the list is for was chosen."""
    body, file, name = (*action.value.split(":", 2), "", "")[:3]
    if not body.isdigit() or not file:
        raise Refusal(N_("Dit is verouderd. Stuur het bestand opnieuw."))
    with desk.sessions.begin() as db:
        me.must_be_allowed(May.MANAGE_MEMBERS, in_=int(body))
        _fetch(db, int(body), file, name, me=me, desk=desk)
    reply.say("Ik lees je lijst. Je krijgt zo te zien wat er zou veranderen.")


def confirm(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Bevestig**: the ticker takes the list over; pressing twice does it once."""
    _decide(action, State.CONFIRMED, me=me, desk=desk)


def drop(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Niet doen**: nothing changes, and the content is forgotten."""
    _decide(action, State.DROPPED, me=me, desk=desk)


def _decide(action: Action, state: State, *, me: Person, desk: Desk) -> None:
    body, id_ = _asked(action.value)
    with desk.sessions.begin() as db:
        me.must_be_allowed(May.MANAGE_MEMBERS, in_=body)
        list_ = stored.get(db, id_, body=body)
        if list_.state is not State.WAITING:
            raise Refusal(N_("Over deze lijst is al beslist."))
        stored.settle(db, list_, state, content=list_.content if state is State.CONFIRMED else None)
        audit.note(db, f"importing.{state}", by=me, body=body, noun="list", id_=id_, now=desk.now())
        if state is State.CONFIRMED:
            _errand(db, "importing.take", body=body, id_=id_, me=me)
        tell.changed(db, id_, workspace=me.workspace)


def _fetch(db: Session, body: int, file: str, name: str, *, me: Person, desk: Desk) -> None:
    id_ = stored.add(db, body=body, file=file, name=name, by=me.member_in(body), now=desk.now())
    audit.note(db, "importing.post", by=me, body=body, noun="list", id_=id_, now=desk.now())
    _errand(db, "importing.fetch", body=body, id_=id_, me=me)


def _errand(db: Session, name: str, *, body: int, id_: int, me: Person) -> None:
    outbox.tell(
        db,
        name,
        workspace=me.workspace,
        to=outbox.errand(name),
        key=f"{name}:{id_}",
        about={"list": id_, "user": me.user},
        body=body,
    )


def _which(mine: list[Seat], file: Mapping[str, Any], reply: Reply) -> None:
    if len(mine) > MOST_BODIES:
        return reply.say("Je ondersteunt te veel overlegorganen om te kiezen. Gebruik irojbot import-members.")
    found = f"{file['id']}:{_name(file)[:100]}"
    return reply.show("importing/which", choices=[(seat.body_name, f"{seat.body}:{found}") for seat in mine])


def _name(file: Mapping[str, Any]) -> str:
    return clean(str(file.get("name") or file.get("title") or ""))


def _asked(value: str) -> tuple[int, int]:
    body, _, id_ = value.partition(":")
    if not (body.isdigit() and id_.isdigit()):
        raise Refusal(N_("Dit is verouderd. Stuur het bestand opnieuw."))
    return int(body), int(id_)
