"""People who use Slack, for tests and the demo: they type, press and read by the words on screen."""

from typing import Any

from sandbox import inputs
from sandbox.channels import Channel
from sandbox.client import Client, Surface
from sandbox.controls import Control, controls, pick
from sandbox.files import File
from sandbox.filling import Filler
from sandbox.people import Person
from sandbox.seen import Answer, Message, Screen
from sandbox.values import ClientRefuses, Json
from sandbox.workspace import Workspace

Where = str | Channel | None


class Slacker:
    """One person at work in Slack. Every reading waits until the bot has said what it had to say, and every deed
    until the events before it have arrived.

    A channel is "#name", a `Channel`, or nothing for the direct message with the bot.
    Raises `SlackSays` for what Slack refuses, `ClientRefuses` for what its client does not let a person do.
    """

    def __init__(self, team: Workspace, person: Person) -> None:
        self.team = team
        self.person = person
        self.client = Client(team, person)

    def __repr__(self) -> str:
        return f"<Slacker {self.person.name} {self.id}>"

    def __str__(self) -> str:
        """How one mentions this person: `f"... | {wout}"` types "@Wout Maes"."""
        return f"@{self.person.shown_name}"

    @property
    def id(self) -> str:
        return self.person.id

    @property
    def name(self) -> str:
        return self.person.name

    @property
    def mention(self) -> str:
        return f"<@{self.id}>"

    # Reading.

    def read(self, where: Where = None) -> list[Message]:
        """What stands in a channel, oldest first: no replies, and no ephemeral messages."""
        self.team.ground.settle()
        with self.team.ground.lock:
            channel = self._channel(where)
            return [Message(self.team, channel, raw) for raw in channel.roots()]

    def dm(self) -> list[Message]:
        """The direct message with the bot."""
        return self.read()

    def thread(self, message: Message) -> list[Message]:
        """The replies to a message, oldest first."""
        self.team.ground.settle()
        with self.team.ground.lock:
            channel = self.client.sees(message.channel.id)
            parent = message.thread or message.ts
            return [Message(self.team, channel, raw) for raw in channel.thread(parent) if raw["ts"] != parent]

    def ephemerals(self, where: Where = None) -> list[Message]:
        """What only this person sees in a channel, oldest first; gone after `reload`."""
        self.team.ground.settle()
        with self.team.ground.lock:
            channel = self._channel(where)
            whispered = self.team.screens.whispered(self.id, channel.id)
            return [Message(self.team, channel, one.message, ephemeral=True) for one in whispered]

    def reload(self) -> None:
        """Reload Slack: ephemeral messages and open modals are gone."""
        self.client.reload()

    def home(self) -> Screen:
        """Open the bot's home tab and read it."""
        self.client.open_home()
        self.team.ground.settle()
        view = self.team.screens.homes.get(self.id)
        if view is None:
            raise ClientRefuses("de startpagina is leeg")
        return Screen(self.team, view)

    def open_messages(self) -> None:
        """Open the messages tab of the bot, as somebody does who clicks on its name."""
        self.client.open_messages()

    @property
    def modal(self) -> Screen | None:
        """The modal on top, if any is open."""
        stack = self.client.stack
        return Screen(self.team, stack[-1]) if stack else None

    @property
    def stack(self) -> list[Screen]:
        """The open modals, the top one last."""
        return [Screen(self.team, view) for view in self.client.stack]

    def download(self, file: File | Json) -> bytes:
        """The bytes of a file that this person can see."""
        file_id = file.id if isinstance(file, File) else file["id"]
        return self.client.download(file_id).content or b""

    # Typing.

    def command(self, line: str, in_: Where = None) -> Answer:
        """Type a slash command, in the direct message with the bot unless said otherwise."""
        self.team.ground.let_arrive()
        channel = self._channel(in_)
        answers = self.client.command(channel.id, line)
        return Answer([Message(self.team, channel, raw, ephemeral="is_ephemeral" in raw) for raw in answers])

    def say(self, where: Where, text: str, thread: Message | None = None) -> Message:
        """Send a message, or a reply in the thread of another."""
        channel = self._channel(where)
        thread_ts = None if thread is None else thread.thread or thread.ts
        return Message(self.team, channel, self.client.say(channel.id, text, thread_ts=thread_ts))

    def edit(self, message: Message, text: str) -> None:
        self.client.edit(message.channel.id, message.ts, text)

    def delete(self, message: Message) -> None:
        self.client.delete(message.channel.id, message.ts)

    def upload(self, name: str, content: bytes, to: Where = None, text: str = "") -> Message:
        """Send a file, to the bot unless said otherwise."""
        channel = self._channel(to)
        file = self.client.upload(name, content)
        return Message(self.team, channel, self.client.say(channel.id, text, files=[file]))

    def shortcut(self, name: str, message: Message | None = None) -> None:
        """Use a shortcut by its name (or callback id): a global one, or one from the menu of a message."""
        if message is not None and message.ephemeral:
            raise ClientRefuses("een bericht dat alleen jij ziet heeft geen snelkoppelingen")
        kind = "global" if message is None else "message"
        for known in self.team.manifest.shortcuts:
            if known.kind == kind and name in (known.name, known.callback_id):
                channel_id = message.channel.id if message is not None else None
                ts = message.ts if message is not None else None
                self.client.shortcut(known.callback_id, channel_id=channel_id, ts=ts)
                return
        raise ClientRefuses(f"er is hier geen snelkoppeling {name!r}")

    # Modals.

    def fill(self, values: dict[str, Any] | None = None, /, **more: Any) -> None:
        """Fill in fields of the top modal by their label; labels with spaces go in a dictionary."""
        screen = self._top()
        for label, given in {**(values or {}), **more}.items():
            control = self._field(screen, label)
            self._put(control, given)

    def submit(self, values: dict[str, Any] | None = None, /, **more: Any) -> dict[str, str]:
        """Fill in the top modal and send it. Gives the errors by label; none when it was accepted."""
        self.team.ground.let_arrive()
        self.fill(values, **more)
        screen = self._top()
        errors = self.client.submit(screen.view)
        return {screen.label_of(block_id): sentence for block_id, sentence in errors.items()}

    def suggest(self, label: str, typed: str) -> list[str]:
        """What an external select offers when this is typed in it."""
        control = self._field(self._top(), label)
        return [option["text"]["text"] for option in self._suggestions(control, typed)]

    def close(self) -> None:
        """Cancel the top modal."""
        self.client.close(self._top().view)

    def close_all(self) -> None:
        """Close every modal with the x."""
        self.client.close_all()

    def _top(self) -> Screen:
        screen = self.modal
        if screen is None:
            raise ClientRefuses("er staat geen venster open")
        return screen

    def _field(self, screen: Screen, label: str) -> Control:
        found = [control for control in self._on(Surface(view=screen.view)) if label in control.words]
        fillable = [control for control in found if inputs.holds_value(control.element)]
        if not fillable:
            raise ClientRefuses(f"er is geen veld {label!r}; wel: {', '.join(screen.labels)}")
        return fillable[0]

    def _put(self, control: Control, given: Any) -> None:
        filler = Filler(self.team, suggest=lambda typed: self._suggestions(control, typed), upload=self.client.upload)
        value = filler.value(control.element, given)
        self.client.put(control.surface, control.block["block_id"], control.element["action_id"], value)

    def _suggestions(self, control: Control, typed: str) -> list[Json]:
        return self.client.options(control.surface, control.block["block_id"], control.element["action_id"], typed)

    # Pressing and choosing.

    def click(self, *what: str | Message | Screen, nth: int | None = None, beside: str | None = None) -> str | None:
        """Press a button by its words: `click("Klaar")`, or `click(message, "Klaar")` for one that was read earlier.

        Without a message it is looked for in the open modal, else in the newest thing on screen that has it.
        `beside` is a text that stands with it, `nth` counts from 0 when it is there more often. A question that
        the button asks first is answered with yes. Gives the address of a link button.
        """
        *place, words = what
        surfaces = self._surfaces(*place)
        control = pick(
            (
                (surface, [one for one in self._on(surface) if _is_button(one) and words in one.words])
                for surface in surfaces
            ),
            called=str(words),
            nth=nth,
            beside=beside,
        )
        return self.client.press(control.surface, control.block["block_id"], control.element["action_id"])

    def choose(self, *what: Any, nth: int | None = None, beside: str | None = None) -> str | None:
        """Choose from a menu, or tick: `choose("Te laat")`, `choose("Filter", "Te laat")`, `choose(message, ...)`.

        The last argument is the option (or a list, a date, a person, as in `fill`); the one before it, if any,
        the placeholder, label or text of the element.
        """
        place = [part for part in what[:1] if isinstance(part, Message | Screen)]
        *named, given = what[len(place) :]
        control = pick(
            (
                (surface, [one for one in self._on(surface) if _offers(one, named, given)])
                for surface in self._surfaces(*place)
            ),
            called=str(named[0] if named else given),
            nth=nth,
            beside=beside,
        )
        if control.element["type"] == "overflow":
            ids = control.block["block_id"], control.element["action_id"]
            return self.client.press(control.surface, *ids, option=control.option(given))
        self._put(control, given)
        return None

    def resend(self) -> Json:
        """The last thing that was sent, delivered once more as it was."""
        return self.client.resend()

    def press_twice(self, *what: str | Message | Screen, nth: int | None = None, beside: str | None = None) -> None:
        """A double press: the same payload arrives twice."""
        self.click(*what, nth=nth, beside=beside)
        self.resend()

    def _on(self, surface: Surface) -> list[Control]:
        return controls(self.team, surface)

    def _surfaces(self, *place: Any) -> list[Surface]:
        """Where to look, best first: what was pointed at, the open modal, else everything, newest first."""
        self.team.ground.let_arrive()
        if place:
            return [self._surface_of(place[0])]
        if self.client.stack:
            return [Surface(view=self.client.stack[-1])]
        self.team.ground.settle()
        with self.team.ground.lock:
            dated = [*self._messages(), *self._whispers()]
            home = self.team.screens.homes.get(self.id)
            if home is not None:
                dated.append((self.team.screens.home_seen.get(self.id, ""), Surface(view=home)))
        return [surface for _, surface in sorted(dated, key=lambda pair: pair[0], reverse=True)]

    def _surface_of(self, place: Message | Screen) -> Surface:
        if isinstance(place, Screen):
            return Surface(view=place.view)
        return Surface(channel=place.channel, message=place.raw, ephemeral=place.ephemeral)

    def _messages(self) -> list[tuple[str, Surface]]:
        return [
            (message["ts"], Surface(channel=channel, message=message))
            for channel in self.team.channels.values()
            if self.id in channel.members
            for message in channel.messages
            if message.get("blocks")
        ]

    def _whispers(self) -> list[tuple[str, Surface]]:
        return [
            (
                one.message["ts"],
                Surface(channel=self.team.channels[one.channel_id], message=one.message, ephemeral=True),
            )
            for one in self.team.screens.whispered(self.id)
        ]

    def _channel(self, where: Where) -> Channel:
        if where is None:
            return self.client.im
        channel = where if isinstance(where, Channel) else self.team.channel_named(where)
        if channel is None:
            raise ClientRefuses(f"er is geen kanaal {where}")
        return self.client.sees(channel.id)


def _is_button(control: Control) -> bool:
    return control.element["type"] in ("button", "icon_button", "workflow_button")


def _offers(control: Control, named: list[Any], given: Any) -> bool:
    if _is_button(control) or (named and named[0] not in control.words):
        return False
    return bool(named) or (isinstance(given, str) and control.option(given) is not None)
