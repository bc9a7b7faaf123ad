"""What people have on screen that is in no history: modals, home tabs, ephemeral messages, half-made choices."""

from dataclasses import dataclass

from sandbox.ground import Ground
from sandbox.response_urls import ResponseUrls
from sandbox.values import ApiError, Json
from sandbox.views import STACK_LIMIT, State, View

SECONDS_TO_REDEEM = 3.0


@dataclass(slots=True, kw_only=True)
class Trigger:
    """The right to open one modal, for three seconds; `view_id` is the modal it was given in, if any."""

    person_id: str
    issued: float
    view_id: str | None
    channel_id: str | None
    used: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ephemeral:
    """A message that only one person sees, until they reload. `message` is Slack's object for it."""

    person_id: str
    channel_id: str
    message: Json


class Screens:
    """All screens of one workspace. Call everything here under `ground.lock`."""

    def __init__(self, ground: Ground) -> None:
        self.response_urls = ResponseUrls(ground)
        self.stacks: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}
        self.home_seen: dict[str, str] = {}
        self.ephemerals: list[Ephemeral] = []
        self.choices: dict[tuple[str, str, str], State] = {}
        self.last_read: dict[tuple[str, str], str] = {}
        self._ground = ground
        self._triggers: dict[str, Trigger] = {}

    def stack(self, person_id: str) -> list[View]:
        return self.stacks.setdefault(person_id, [])

    def trigger(self, person_id: str, *, view_id: str | None = None, channel_id: str | None = None) -> str:
        """Issue a trigger id."""
        issued = self._ground.seconds()
        trigger_id = f"{self._ground.unix()}.{self._ground.fresh_id('').lower()}"
        # Triggers that nobody can redeem any more are only kept to say "expired" instead of "invalid".
        if len(self._triggers) > 1000:
            self._triggers.clear()
        self._triggers[trigger_id] = Trigger(person_id=person_id, issued=issued, view_id=view_id, channel_id=channel_id)
        return trigger_id

    def redeem(self, trigger_id: str) -> Trigger:
        """Use a trigger id up. Raises `ApiError` for one that is unknown, used, or older than three seconds."""
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise ApiError("invalid_trigger_id")
        if self._ground.seconds() - trigger.issued > SECONDS_TO_REDEEM:
            raise ApiError("expired_trigger_id")
        if trigger.used:
            raise ApiError("exchanged_trigger_id")
        trigger.used = True
        return trigger

    def open(self, trigger: Trigger, payload: Json) -> View:
        """Show a modal as the only one of this person."""
        self._check_external_id(payload)
        view = self._new(trigger.person_id, payload, here=trigger.channel_id)
        self.stacks[trigger.person_id] = [view]
        self._ground.changed()
        return view

    def push(self, person_id: str, payload: Json) -> View:
        """Show a modal on top of those that are open. Raises `ApiError` above three."""
        stack = self.stack(person_id)
        if len(stack) >= STACK_LIMIT:
            raise ApiError("push_limit_reached")
        self._check_external_id(payload)
        view = self._new(person_id, payload, below=stack[-1] if stack else None)
        stack.append(view)
        self._ground.changed()
        return view

    def publish(self, person_id: str, payload: Json) -> View:
        """Show a home tab, in the place of the one before."""
        view = self.homes.get(person_id)
        if view is None:
            view = self.homes[person_id] = self._new(person_id, payload)
        else:
            view.update(payload)
        self._ground.changed()
        return view

    def update(self, view: View, payload: Json) -> None:
        if payload.get("external_id") != view.payload.get("external_id"):
            self._check_external_id(payload)
        view.update(payload)
        self._ground.changed()

    def close(self, view: View) -> list[View]:
        """Take a modal away, and all those above it; the whole stack when it asks for that. Gives what closed."""
        stack = self.stack(view.owner)
        depth = 0 if view.payload.get("clear_on_close") else stack.index(view)
        closed, stack[depth:] = stack[depth:], []
        self._ground.changed()
        return closed

    def find(self, *, view_id: str | None = None, external_id: str | None = None) -> View | None:
        """An open modal or a published home tab."""
        shown = [*self.homes.values(), *(view for stack in self.stacks.values() for view in stack)]
        for view in shown:
            if view.id == view_id or (external_id and view.payload.get("external_id") == external_id):
                return view
        return None

    def _new(self, person_id: str, payload: Json, *, below: View | None = None, here: str | None = None) -> View:
        view_id = self._ground.fresh_id("V")
        return View(
            id=view_id,
            owner=person_id,
            payload=payload,
            root_id=below.root_id if below else view_id,
            previous_id=below.id if below else None,
            here=here or (below.here if below else None),
        )

    def _check_external_id(self, payload: Json) -> None:
        if payload.get("external_id") and self.find(external_id=payload["external_id"]) is not None:
            raise ApiError("duplicate_external_id")

    # Ephemeral messages.

    def whisper(self, person_id: str, channel_id: str, message: Json) -> Ephemeral:
        """Show something to one person only."""
        ephemeral = Ephemeral(person_id=person_id, channel_id=channel_id, message=message)
        self.ephemerals.append(ephemeral)
        self._ground.changed()
        return ephemeral

    def whispered(self, person_id: str, channel_id: str | None = None) -> list[Ephemeral]:
        """What this person sees of it, in one channel or everywhere, oldest first."""
        return [one for one in self.ephemerals if one.person_id == person_id and channel_id in (None, one.channel_id)]

    def hush(self, ephemeral: Ephemeral) -> None:
        """Take an ephemeral message away; it may be gone already."""
        if ephemeral in self.ephemerals:
            self.ephemerals.remove(ephemeral)
            self._ground.changed()

    def reload(self, person_id: str) -> None:
        """What happens when a person reloads Slack: everything ephemeral is gone."""
        self.ephemerals = [one for one in self.ephemerals if one.person_id != person_id]
        self.stacks.pop(person_id, None)
        self._ground.changed()
