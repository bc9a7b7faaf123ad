"""The listener table: which function answers which command, button, modal, shortcut or event."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What somebody can do that Slack tells us of."""

    COMMAND = "command"
    ACTION = "action"
    VIEW = "view"
    CLOSED = "closed"
    OPTIONS = "options"
    SHORTCUT = "shortcut"
    EVENT = "event"


_ALWAYS = frozenset({"desk", "me", "reply", "client", "body", "context", "request"})
_ASKABLE: dict[Kind, frozenset[str]] = {
    Kind.COMMAND: _ALWAYS | {"text", "channel", "seat"},
    Kind.ACTION: _ALWAYS | {"action"},
    Kind.VIEW: _ALWAYS | {"submission"},
    Kind.CLOSED: _ALWAYS | {"submission"},
    Kind.OPTIONS: _ALWAYS | {"query", "submission"},
    Kind.SHORTCUT: _ALWAYS | {"message", "channel", "seat"},
    Kind.EVENT: _ALWAYS | {"event"},
}


@dataclass(frozen=True, slots=True)
class Listener:
    """A function and the names of what it wants to be given."""

    function: Callable[..., None]
    asks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command: what it does, and what it does when its first word is a keyword."""

    listener: Listener
    keywords: dict[str, Listener] = field(default_factory=dict)

    def chosen(self, text: str) -> tuple[Listener, str]:
        """Who answers `text`, and the text that is left.

        A keyword whose function does not ask for `text` counts only when it stands alone, so that
        "/agendapunt Mijn voorstel" is a title and "/agendapunt mijn" a list.
        """
        word, _, rest = text.strip().partition(" ")
        listener = self.keywords.get(word.casefold())
        if listener and ("text" in listener.asks or not rest.strip()):
            return listener, rest.strip()
        return self.listener, text.strip()


@dataclass(frozen=True, slots=True)
class Teller:
    """Who tells a part of the daily reminder or of the digest; `in_window` when it also asks for the days it is of."""

    function: Callable[..., Any]
    in_window: bool


class Table:
    """Every name Slack can call, each known once: a second one is a `ValueError` at start.

    A function is given what it asks for by name; asking for something its kind does not have is a `TypeError`.
    """

    def __init__(self) -> None:
        self.commands: dict[str, Command] = {}
        self.messages: dict[str, Callable[..., Any]] = {}
        self.errands: dict[str, Callable[..., Any]] = {}
        self.reminders: dict[str, Teller] = {}
        self.digests: dict[str, Callable[..., Any]] = {}
        self.sweeps: list[Callable[..., None]] = []
        self._listeners: dict[tuple[Kind, str], Listener] = {}

    def command(self, name: str, function: Callable[..., None], /, **keywords: Callable[..., None]) -> None:
        """`name` with its slash; a keyword is the first word after it. `help` is answered from `help/<name>`."""
        _new(name, self.commands)
        by_word = {word: _listener(Kind.COMMAND, other) for word, other in keywords.items()}
        self.commands[name] = Command(_listener(Kind.COMMAND, function), by_word)

    def keyword(self, name: str, word: str, function: Callable[..., None]) -> None:
        """One more first word for a command that another module has."""
        keywords = self.commands[name].keywords
        _new(word, keywords)
        keywords[word] = _listener(Kind.COMMAND, function)

    def action(self, name: str, function: Callable[..., None]) -> None:
        """A button or select with this action_id (what stands behind a `:` in it does not count)."""
        self._add(Kind.ACTION, name, function)

    def view(self, name: str, function: Callable[..., None]) -> None:
        """The submission of the modal with this callback_id."""
        self._add(Kind.VIEW, name, function)

    def closed(self, name: str, function: Callable[..., None]) -> None:
        """The closing of the modal with this callback_id; only told with `notify_on_close`."""
        self._add(Kind.CLOSED, name, function)

    def options(self, name: str, function: Callable[..., None]) -> None:
        """The options of an external select with this action_id."""
        self._add(Kind.OPTIONS, name, function)

    def shortcut(self, name: str, function: Callable[..., None]) -> None:
        """A shortcut, on a message or everywhere, with this callback_id."""
        self._add(Kind.SHORTCUT, name, function)

    def event(self, name: str, function: Callable[..., None]) -> None:
        """An event by its name in the manifest: `app_home_opened`, `message.im`."""
        self._add(Kind.EVENT, name, function)

    def message(self, name: str, teller: Callable[..., Any]) -> None:
        """The facts of an outbox message, loaded at the moment of sending: `teller(db, row) -> facts | None`."""
        _new(name, self.messages)
        self.messages[name] = teller

    def errand(self, name: str, function: Callable[..., Any]) -> None:
        """Slow work with Slack (reads, files) that the ticker does."""
        _new(name, self.errands)
        self.errands[name] = function

    def reminder(self, part: str, teller: Callable[..., Any]) -> None:
        """A part of the one reminder a day that a person gets, called for with `handlers.reminders.due.due`.

        `teller(db, person, seat, now, words)` gives the facts of this moment about one body, or None when there is
        nothing to remind of (any more). They are shown by `templates/reminders/_<part>.json.j2` as `part.<fact>`, and
        have a `title`: one sentence, for the notification and for when there is no room. A teller that has parameters
        `since` and `until` (by name) is also given the days, both included, that it is the reminder of.
        """
        _new(part, self.reminders)
        parameters = inspect.signature(teller).parameters
        self.reminders[part] = Teller(teller, in_window="since" in parameters)

    def digest(self, part: str, teller: Callable[..., Any]) -> None:
        """A part of the support officer's digest, on Monday and live on the home tab.

        `teller(db, person, seat, now, words)` gives a `handlers.reminders.parts.Part`, or None for nothing to say.
        """
        _new(part, self.digests)
        self.digests[part] = teller

    def sweep(self, function: Callable[..., None]) -> None:
        """What the ticker does when it starts, and once an hour: `function(db)`, of which twice is harmless."""
        self.sweeps.append(function)

    def find(self, kind: Kind, name: str) -> Listener | None:
        """Who listens to `name`; `votes.for:2` is the second `votes.for` in its row."""
        return self._listeners.get((kind, name.partition(":")[0]))

    def names(self, kind: Kind) -> list[str]:
        """Every name of one kind."""
        if kind is Kind.COMMAND:
            return sorted(self.commands)
        return sorted(name for known, name in self._listeners if known is kind)

    def _add(self, kind: Kind, name: str, function: Callable[..., None]) -> None:
        _new((kind, name), self._listeners)
        self._listeners[kind, name] = _listener(kind, function)


def _new(name: Any, known: dict[Any, Any]) -> None:
    if name in known:
        raise ValueError(f"{name} has a listener already")


def _listener(kind: Kind, function: Callable[..., None]) -> Listener:
    asks = tuple(inspect.signature(function).parameters)
    unknown = set(asks) - _ASKABLE[kind]
    if unknown:
        raise TypeError(f"{function.__qualname__} asks for {', '.join(sorted(unknown))}: no {kind} has that")
    return Listener(function, asks)
