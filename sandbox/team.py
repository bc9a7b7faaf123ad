"""A workspace as tests and the demo hold it: people come and act, things happen to channels, trouble is planned."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from sandbox.channels import Channel, Kind
from sandbox.delivery import App, Event, Webhook
from sandbox.faults import Fault
from sandbox.ground import Ground
from sandbox.manifest import Manifest
from sandbox.people import Person
from sandbox.slackers import Slacker
from sandbox.values import SlackSays
from sandbox.workspace import Workspace

T = TypeVar("T")
Who = Slacker | Person
Where = str | Channel


class Team(Workspace):
    """One workspace, from outside. Made by `Slack.add_workspace`."""

    def __init__(self, ground: Ground, app: App, manifest: Manifest, name: str) -> None:
        super().__init__(ground, app, manifest, name)
        self._slackers: dict[str, Slacker] = {}

    def deliver_to(self, *urls: str) -> None:
        """Send everything to these request URLs, in turn, instead of over Socket Mode."""
        self.app.webhooks = [Webhook(url, self.signing_secret) for url in urls]

    def refresh_sockets(self) -> None:
        """What Slack does every few hours: ask each Socket Mode connection to come again, and hang up."""
        for sock in list(self.app.sockets):
            sock.say({"type": "disconnect", "reason": "refresh_requested", "debug_info": {"host": "sandbox"}})
            sock.close()

    # The world.

    def add_person(
        self,
        name: str,
        *,
        admin: bool = False,
        email: str | None = None,
        tz: str = "Europe/Brussels",
        locale: str = "nl-BE",
        restricted: bool = False,
        stranger: bool = False,
        display_name: str | None = None,
    ) -> Slacker:
        """A new account. A stranger comes from another workspace, and is only seen in channels that are shared."""
        with self.ground.lock:
            person = Person(
                id=self.ground.steady_id("U"),
                team_id=self.ground.steady_id("T") if stranger else self.id,
                name=name,
                handle=".".join(name.lower().split()),
                email=email,
                tz=tz,
                locale=locale,
                admin=admin,
                restricted=restricted,
                stranger=stranger,
                display_name=display_name,
            )
            self.people[person.id] = person
            if not stranger:
                self.tell_of_user("team_join", person)
            self.ground.changed()
            return self._slacker(person)

    def add_channel(
        self, name: str, *, private: bool = False, members: Iterable[Who] = (), bot: bool = False
    ) -> Channel:
        """A new channel with these members, and with the bot if asked."""
        with self.ground.lock:
            people = [_person(member) for member in members]
            channel = Channel(
                id=self.ground.steady_id("G" if private else "C"),
                name=name.removeprefix("#"),
                kind=Kind.PRIVATE if private else Kind.PUBLIC,
                created=self.ground.unix(),
                creator=people[0].id if people else self.bot.id,
            )
            self.channels[channel.id] = channel
            for person in [*people, *([self.bot] if bot else [])]:
                self.join(person, channel)
            self.ground.changed()
            return channel

    def channel(self, name: str) -> Channel:
        """The channel with this name ("#comite") or id. Raises `LookupError`."""
        found = self.channels.get(name) or self.channel_named(name)
        if found is None:
            raise LookupError(f"no channel {name}")
        return found

    def person(self, name: str) -> Slacker:
        """The person with this name or id. Raises `LookupError`."""
        for person in self.people.values():
            if name.removeprefix("@") in (person.id, person.name, person.shown_name):
                return self._slacker(person)
        raise LookupError(f"nobody called {name}")

    def _slacker(self, person: Person) -> Slacker:
        """The one who acts as this person; always the same, since they know what they sent last."""
        return self._slackers.setdefault(person.id, Slacker(self, person))

    # What happens to it.

    def invite(self, where: Where, who: Who) -> None:
        self.join(_person(who), self._channel(where), inviter=self._channel(where).creator)

    def leave(self, where: Where, who: Who) -> None:
        self.part(_person(who), self._channel(where))

    def invite_bot(self, where: Where) -> None:
        self.join(self.bot, self._channel(where), inviter=self._channel(where).creator)

    def kick_bot(self, where: Where) -> None:
        self.part(self.bot, self._channel(where))

    def archive(self, where: Where) -> None:
        channel = self._channel(where)
        self.set_archived(channel, True, by=channel.creator)

    def unarchive(self, where: Where) -> None:
        channel = self._channel(where)
        self.set_archived(channel, False, by=channel.creator)

    def rename(self, where: Where, name: str) -> None:
        with self.ground.lock:
            channel = self._channel(where)
            channel.name = name.removeprefix("#")
            sort = "channel" if channel.kind is Kind.PUBLIC else "group"
            told = {"id": channel.id, "name": channel.name, "created": channel.created}
            self.tell({"type": f"{sort}_rename", "channel": told}, channel=channel)
            self.ground.changed()

    def deactivate(self, who: Who) -> None:
        self.set_deleted(_person(who))

    def change_person(self, who: Who, **facts: object) -> None:
        """Change what is known of somebody (name, tz, locale, restricted, ...), with its `user_change`."""
        with self.ground.lock:
            person = _person(who)
            for name, value in facts.items():
                if name not in Person.__slots__:
                    raise AttributeError(name)
                setattr(person, name, value)
            self.tell_of_user("user_change", person)
            self.ground.changed()

    # Trouble.

    def fail(
        self,
        method: str,
        *,
        with_: str | int,
        times: int = 1,
        retry_after: int = 1,
        channel: Where | None = None,
    ) -> None:
        """Let the next `times` calls of a method fail, in any channel or in one.

        `with_` is an HTTP status (500, 429), "timeout_before", "timeout_after" (the work was done, the answer never
        comes), "drop" (the connection breaks before the work), or any of Slack's own error words.
        """
        where = None if channel is None else self._channel(channel).id
        self.faults.plan(Fault(method=method, way=with_, times=times, retry_after=retry_after, channel=where))

    def redeliver(self, event: Event) -> None:
        """Let Slack try an event again, whether it arrived or not, and wait for it."""
        self.app.try_event(event)

    def _channel(self, where: Where) -> Channel:
        return where if isinstance(where, Channel) else self.channel(where)


def together(*acts: Callable[[], T]) -> list[T | SlackSays]:
    """Let several people act at the same moment; gives what each got, or what Slack said instead."""
    start = Barrier(len(acts))

    def run(act: Callable[[], T]) -> T | SlackSays:
        start.wait()
        try:
            return act()
        except SlackSays as said:
            return said

    with ThreadPoolExecutor(len(acts)) as pool:
        runs: Sequence[T | SlackSays] = list(pool.map(run, acts))
    return list(runs)


def _person(who: Who) -> Person:
    return who.person if isinstance(who, Slacker) else who
