"""What every deed with a vote needs beside it: its body, and the people it names."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.bodies import Body
from bot.votes import Poll
from handlers.words import Mention
from storage import bodies
from storage import people as stored_people
from storage.database import Session
from storage.people import Member


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """One vote with its body and the members it names, by id."""

    poll: Poll
    body: Body
    members: Mapping[int, Member]

    def name(self, member: int | None) -> str:
        """What somebody is called; nothing for nobody."""
        found = self.members.get(member or 0)
        return found.name if found is not None else ""

    def who(self, member: int | None) -> Mention | str:
        """Somebody as a fact: a mention with Slack, else the name; a dash for nobody."""
        found = self.members.get(member or 0)
        if found is None:
            return "–"
        return Mention(found.slack_user, found.name) if found.slack_user else found.name

    def now(self, poll: Poll) -> "Around":
        """The same, with the vote as it stands now."""
        return replace(self, poll=poll)


def around(db: Session, poll: Poll, *, workspace: int) -> Around:
    """The vote with its body and people, in two queries."""
    body = bodies.load(db, poll.body, workspace=workspace)
    named = [poll.opened_by, *poll.candidates, *poll.outside]
    named += [member for conflict in poll.conflicts for member in (conflict.member, conflict.candidate)]
    return Around(poll=poll, body=body, members=stored_people.names(db, named, body=poll.body))
