"""What the bot says about votes by itself: root and ballots, results, questions. No row of it holds a choice."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from bot.bodies import Method
from bot.people import Role
from bot.votes import Poll
from handlers.votes.around import Around
from storage import outbox
from storage import people as stored_people
from storage.database import Session, now_in
from storage.outbox import Letter
from storage.people import Member

WIPE = "votes.wipe"
FILE = "votes.file"


def root_key(poll: int) -> str:
    """The key of a vote's root message in the outbox."""
    return f"votes/root:{poll}"


def ballot_keys(poll: Poll) -> Iterator[tuple[int, str]]:
    """The ballots in its thread, by line: one for each line of a named vote, else one for all (line 0)."""
    for line in [line.id for line in poll.lines] if poll.method is Method.NAMED else [0]:
        yield line, f"votes/ballot:{poll.id}:{line}"


def opened(db: Session, here: Around, *, channel: str) -> None:
    """Post the root in the channel and the ballots in its thread: messages for life, edited in place."""
    poll = here.poll
    _say(db, here, "votes/root", to=outbox.channel(channel), key=root_key(poll.id), about={"poll": poll.id})
    for line, key in ballot_keys(poll):
        _say(
            db,
            here,
            "votes/ballot",
            to=outbox.channel(channel),
            key=key,
            about={"poll": poll.id, "line": line},
            thread_of=root_key(poll.id),
        )


def counted(db: Session, poll: Poll, *, workspace: int) -> None:
    """Somebody voted: the root shows the newest count, once for many (decisions 6)."""
    outbox.refresh(db, root_key(poll.id), workspace=workspace)


def changed(db: Session, poll: Poll, *, workspace: int) -> None:
    """The vote stands otherwise: root and ballots show it."""
    outbox.refresh(db, root_key(poll.id), workspace=workspace)
    for _, key in ballot_keys(poll):
        outbox.refresh(db, key, workspace=workspace)


def closed(db: Session, here: Around, *, channel: str, undecided: Collection[int]) -> None:
    """The result: in thread and root, to those who go on from here, and to candidates without an outcome yet."""
    poll = here.poll
    changed(db, poll, workspace=here.body.workspace)
    result_told(db, here, channel=channel)
    for line in poll.lines:
        candidate = here.members.get(line.member or 0)
        # Whoever is put forward, chosen or not hears it from their candidacy; the others wait for what comes next.
        if line.id in undecided and candidate is not None and candidate.slack_user:
            _to(db, here, "votes/candidate", candidate, about={"poll": poll.id, "line": line.id}, again=_when(poll))
    officers = {each.id for each in _with(db, here, Role.SUPPORT_OFFICER)}
    for leader in leaders(db, here):
        _to(db, here, "votes/closed", leader, about={"poll": poll.id}, again=_when(poll))
        if poll.method is Method.NAMED and leader.id in officers:
            _file(db, here, leader)


def result_told(db: Session, here: Around, *, channel: str, again: str = "") -> None:
    """The full result in the thread; `again` when something was added to it."""
    poll = here.poll
    _say(
        db,
        here,
        "votes/result",
        to=outbox.channel(channel),
        key=f"votes/result:{poll.id}:{_when(poll)}:{again}",
        about={"poll": poll.id},
        thread_of=root_key(poll.id),
    )


def went_on(db: Session, here: Around) -> None:
    """Something came after a closed vote: whoever was asked what to do sees it."""
    for leader in leaders(db, here):
        outbox.refresh(db, _key("votes/closed", here, leader, again=_when(here.poll)), workspace=here.body.workspace)


def unopened(db: Session, here: Around) -> None:
    """Tell who wanted a vote that it did not open, and why; once for each try."""
    opener = here.members.get(here.poll.opened_by)
    if opener is not None and opener.slack_user:
        again = f"{now_in(db).timestamp():.6f}"
        _to(db, here, "votes/unopened", opener, about={"poll": here.poll.id}, again=again)


def confirmation_asked(db: Session, here: Around, mandate: int, *, entered_by: int, again: str) -> int:
    """Ask the other officers and the chair to confirm a ballot in somebody's name; how many were asked."""
    others = [leader for leader in leaders(db, here) if leader.id != entered_by]
    for leader in others:
        _to(
            db,
            here,
            "votes/confirm",
            leader,
            about={"poll": here.poll.id, "mandate": mandate, "at": again},
            again=f"{mandate}:{again}",
        )
    return len(others)


def confirmed(db: Session, here: Around, mandate: int, *, entered_by: int, again: str) -> None:
    """A ballot in somebody's name counts: the others need not look, and who entered it has a text to forward."""
    for leader in leaders(db, here):
        outbox.refresh(
            db, _key("votes/confirm", here, leader, again=f"{mandate}:{again}"), workspace=here.body.workspace
        )
    known = stored_people.names(db, [entered_by], body=here.body.id).get(entered_by)
    if known is not None and known.slack_user:
        _to(
            db,
            here,
            "votes/entered",
            known,
            about={"poll": here.poll.id, "mandate": mandate},
            again=f"{mandate}:{again}",
        )


def _file(db: Session, here: Around, officer: Member) -> None:
    """The ballots of a named vote, under the message about its closing."""
    parent = _key("votes/closed", here, officer, again=_when(here.poll))
    outbox.tell(
        db,
        FILE,
        workspace=here.body.workspace,
        to=outbox.errand(FILE),
        key=f"{FILE}:{parent}",
        about={"poll": here.poll.id},
        body=here.body.id,
        thread_of=parent,
    )


def leaders(db: Session, here: Around) -> list[Member]:
    """Support officers and chair whom a message reaches."""
    return _with(db, here, Role.SUPPORT_OFFICER, Role.CHAIR)


def _with(db: Session, here: Around, *roles: Role) -> list[Member]:
    today = now_in(db).astimezone(here.body.zone).date()
    found = stored_people.with_roles(db, here.body.id, *roles, today=today)
    return [member for member in found if member.slack_user and not member.deactivated]


def wipe(db: Session, here: Around) -> None:
    """Have the traces of a secret ballot cleared from the database's journal, soon; once for many."""
    key = f"{WIPE}:{here.poll.id}"
    outbox.tell(
        db,
        WIPE,
        workspace=here.body.workspace,
        to=outbox.errand(WIPE),
        key=key,
        about={"poll": here.poll.id},
        body=here.body.id,
    )
    outbox.refresh(db, key, workspace=here.body.workspace)


def wipe_again(db: Session, letter: Letter, *, at: datetime) -> None:
    """The same, later."""
    turn = int(letter.about.get("turn", 0)) + 1
    outbox.tell(
        db,
        WIPE,
        workspace=letter.workspace,
        to=outbox.errand(WIPE),
        key=f"{WIPE}:{letter.about['poll']}:{at.timestamp():.0f}:{turn}",
        about={"poll": letter.about["poll"], "turn": turn},
        body=letter.body,
        at=at,
    )


def _when(poll: Poll) -> str:
    return f"{poll.closed_at.timestamp():.6f}" if poll.closed_at is not None else ""


def _to(db: Session, here: Around, name: str, member: Member, *, about: dict[str, Any], again: str) -> None:
    _say(
        db,
        here,
        name,
        to=outbox.user(str(member.slack_user)),
        key=_key(name, here, member, again=again),
        about=about,
    )


def _key(name: str, here: Around, member: Member, *, again: str) -> str:
    return f"{name}:{here.poll.id}:{member.id}:{again}"


def _say(
    db: Session,
    here: Around,
    name: str,
    *,
    to: outbox.Lane,
    key: str,
    about: dict[str, Any],
    thread_of: str | None = None,
) -> None:
    outbox.tell(
        db,
        name,
        workspace=here.body.workspace,
        to=to,
        key=key,
        about=about,
        body=here.body.id,
        thread_of=thread_of,
    )
