"""Pressing and choosing: on messages, in modals, on the home tab."""

from copy import deepcopy
from dataclasses import dataclass, field

from sandbox import inputs, payloads
from sandbox.blocks import check_options
from sandbox.channels import Channel
from sandbox.client.wire import Wire
from sandbox.values import ClientRefuses, Json, SlackSays
from sandbox.views import State, View, all_elements, state_of


@dataclass(slots=True, kw_only=True)
class Surface:
    """Blocks that a person has before them: a modal or home tab (`view`), or a message in a channel.

    `message` may be an old copy: pressing what stood in it is then pressing an old card.
    """

    view: View | None = None
    channel: Channel | None = None
    message: Json = field(default_factory=dict)
    ephemeral: bool = False

    @property
    def blocks(self) -> list[Json]:
        if self.view is not None:
            return self.view.blocks
        blocks: list[Json] = self.message.get("blocks", [])
        return blocks

    def element(self, block_id: str, action_id: str) -> tuple[Json, Json]:
        """The block and the element with these ids. Raises `ClientRefuses` when they are not (or no longer) there."""
        for block, element in all_elements(self.blocks):
            if block["block_id"] == block_id and element.get("action_id") == action_id:
                return block, element
        raise ClientRefuses(f"er staat hier geen {action_id} in {block_id}")


class Pressing(Wire):
    """Raises `SlackSays` when the bot does not answer, `ClientRefuses` for what cannot be pressed or chosen."""

    def state(self, surface: Surface) -> State:
        """What is filled in there now."""
        if surface.view is not None:
            return surface.view.state
        return state_of(surface.blocks, typed=self.team.screens.choices.get(self._choice_key(surface), {}))

    def _choice_key(self, surface: Surface) -> tuple[str, str, str]:
        channel_id = surface.channel.id if surface.channel is not None else ""
        return self.person.id, channel_id, surface.message.get("ts", "")

    def press(self, surface: Surface, block_id: str, action_id: str, *, option: Json | None = None) -> str | None:
        """Press a button, or choose from an overflow menu. Gives the address of a link button."""
        block, element = surface.element(block_id, action_id)
        if (option is not None or element["type"] == "overflow") and option not in element.get("options", []):
            raise ClientRefuses("deze keuze staat er niet bij")
        facts: Json = {} if option is None else {"selected_option": option}
        self._act(surface, block, element, facts)
        return (option or element).get("url")

    def put(self, surface: Surface, block_id: str, action_id: str, value: Json) -> None:
        """Fill something in. The bot hears it at once, unless it waits in an input block for the submission."""
        block, element = surface.element(block_id, action_id)
        refused = self.refusals(element, value)
        if refused:
            raise ClientRefuses(f"{action_id}: {'; '.join(refused)}")
        with self.team.ground.lock:
            state = self.state(surface)
            changed = state[block_id][action_id] != value
            state[block_id][action_id] = value
            if surface.view is None:
                self.team.screens.choices[self._choice_key(surface)] = state
            else:
                surface.view.errors.pop(block_id, None)
        if changed and (block["type"] != "input" or block.get("dispatch_action")):
            self._act(surface, block, element, {key: inner for key, inner in value.items() if key != "type"})

    def type_in(self, surface: Surface, typed: State) -> None:
        """Take over what stands in the fields, without telling the bot; wrong values show when they are sent in."""
        with self.team.ground.lock:
            state = self.state(surface)
            for block_id, values in state.items():
                for action_id, before in values.items():
                    value = typed.get(block_id, {}).get(action_id)
                    if value is not None and value.get("type") == before["type"]:
                        values[action_id] = value
            if surface.view is None:
                self.team.screens.choices[self._choice_key(surface)] = state

    def refusals(self, element: Json, value: Json) -> list[str]:
        """Why the client would not take this value."""
        return [*inputs.refusals(element, value), *self._unknown_ids(value)]

    def _unknown_ids(self, value: Json) -> list[str]:
        """People and channels that this person could not have picked."""
        picked = inputs.value_in(value)
        ids = picked if isinstance(picked, list) else [picked]
        if value["type"] in ("users_select", "multi_users_select"):
            return [f"onbekend: {one}" for one in ids if one is not None and one not in self.team.people]
        if value["type"].endswith(("channels_select", "conversations_select")):
            return [f"onbekend: {one}" for one in ids if one is not None and not self.can_see(one)]
        return []

    def _where(self, surface: Surface) -> Json:
        """What an option load says of the place it comes from."""
        with self.team.ground.lock:
            if surface.view is not None:
                view = payloads.of_view(self.team.installed, self.person, surface.view)
                return {"container": {"type": "view", "view_id": surface.view.id}, "view": view}
            return payloads.on_message(self._channel_of(surface), surface.message, ephemeral=surface.ephemeral)

    def _channel_of(self, surface: Surface) -> Channel:
        """The channel of a message, as long as this person sees it."""
        if surface.channel is None:
            raise ClientRefuses("channel_not_found")
        return self.sees(surface.channel.id)

    def _act(self, surface: Surface, block: Json, element: Json, facts: Json) -> None:
        if not self.team.manifest.interactive:
            raise SlackSays("deze app luistert niet naar knoppen (interactivity staat uit)")
        actions = [payloads.action(block, element, **facts)]
        with self.team.ground.lock:
            payload = self._press_payload(surface, actions)
        self._interact(payload, what=element["action_id"])

    def _press_payload(self, surface: Surface, actions: list[Json]) -> Json:
        screens, here = self.team.screens, self.team.installed
        if surface.view is not None:
            view_id = surface.view.id if surface.view.is_modal else None
            trigger_id = screens.trigger(self.person.id, view_id=view_id, channel_id=surface.view.here)
            return payloads.press_in_view(here, self.person, surface.view, actions, trigger_id=trigger_id)
        channel = self._channel_of(surface)
        # A copy, since the bot may change the message while it answers, and the same press may be sent again.
        message = deepcopy(surface.message)
        url = screens.response_urls.issue(self.person.id, channel.id, message=message, ephemeral=surface.ephemeral)
        return payloads.press_on_message(
            here,
            self.person,
            channel,
            message,
            actions,
            state=deepcopy(self.state(surface)),
            ephemeral=surface.ephemeral,
            response_url=self._address(url),
            trigger_id=screens.trigger(self.person.id, channel_id=channel.id),
        )

    def options(self, surface: Surface, block_id: str, action_id: str, query: str) -> list[Json]:
        """What an external select offers for what was typed; groups are laid side by side."""
        block, element = surface.element(block_id, action_id)
        if len(query) < element.get("min_query_length", 3):
            raise ClientRefuses(f"typ minstens {element.get('min_query_length', 3)} tekens")
        payload = payloads.suggestion(
            self.team.installed,
            self.person,
            block_id=block["block_id"],
            action_id=action_id,
            value=query,
            where=self._where(surface),
        )
        answer = self._interact(payload, what=action_id)
        problems = check_options(answer)
        if problems:
            raise SlackSays(f"{action_id}: {problems[0]}")
        return list(inputs.options_of(answer))
