"""One person's Slack client: what they see, and what they can do there. The page and the tests both act through it."""

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from sandbox import delivery, inputs, payloads, typed
from sandbox.api.respond import say as answer_over
from sandbox.api.views import checked_view
from sandbox.blocks import check_options
from sandbox.channels import Channel, Kind
from sandbox.delivery import NotDelivered
from sandbox.files import File
from sandbox.people import Person
from sandbox.response_urls import ResponseUrl
from sandbox.values import ApiError, ClientRefuses, Json, SlackSays
from sandbox.views import State, View, all_elements, state_of
from sandbox.workspace import Workspace


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


class Client:
    """The client of one person in one workspace. Raises `SlackSays` for what Slack or its client refuses."""

    def __init__(self, team: Workspace, person: Person) -> None:
        self.team = team
        self.person = person
        self._last: tuple[str, Json, str] | None = None

    # What the person sees.

    def sees(self, channel_id: str) -> Channel:
        """A channel that is open to this person: a public one, or one they are in."""
        channel = self.team.channels.get(channel_id)
        if channel is None or self.person.deleted:
            raise ClientRefuses("channel_not_found")
        outsider = self.person.restricted or self.person.stranger
        if self.person.id not in channel.members and (channel.kind is not Kind.PUBLIC or outsider):
            raise ClientRefuses("channel_not_found")
        return channel

    def in_(self, channel_id: str) -> Channel:
        """A channel in which this person can write."""
        channel = self.sees(channel_id)
        if self.person.id not in channel.members:
            raise ClientRefuses("not_in_channel")
        if channel.archived:
            raise ClientRefuses("is_archived")
        return channel

    @property
    def im(self) -> Channel:
        """The direct message with the bot."""
        return self.team.im_with(self.person)

    @property
    def stack(self) -> list[View]:
        return self.team.screens.stack(self.person.id)

    def state(self, surface: Surface) -> State:
        """What is filled in there now."""
        if surface.view is not None:
            return surface.view.state
        return state_of(surface.blocks, typed=self.team.screens.choices.get(self._choice_key(surface), {}))

    def _choice_key(self, surface: Surface) -> tuple[str, str, str]:
        channel_id = surface.channel.id if surface.channel is not None else ""
        return self.person.id, channel_id, surface.message.get("ts", "")

    # Messages of the person.

    def say(self, channel_id: str, text: str, *, thread_ts: str | None = None, files: list[File] | None = None) -> Json:
        channel = self.in_(channel_id)
        if channel.kind is Kind.IM and not self.team.manifest.messages_tab:
            raise ClientRefuses("messages_tab_disabled")
        if channel.kind is Kind.IM and self.team.manifest.messages_read_only:
            raise ClientRefuses("je kunt deze app geen berichten sturen")
        if thread_ts is not None and channel.find(thread_ts) is None:
            raise ClientRefuses("thread_not_found")
        held = [file.as_file(url=self.team.ground.url, team_id=self.team.id) for file in files or []]
        message = self.team.post(
            channel,
            self.person,
            text=typed.as_message(text, self.team),
            thread_ts=thread_ts,
            client_msg_id=str(uuid4()),
            files=held or None,
        )
        for file in files or []:
            file.shares.setdefault(channel.id, []).append(message["ts"])
        return message

    def edit(self, channel_id: str, ts: str, text: str) -> None:
        channel = self.in_(channel_id)
        message = self._own(channel, ts)
        self.team.change(channel, message, edited_by=self.person.id, text=typed.as_message(text, self.team))

    def delete(self, channel_id: str, ts: str) -> None:
        channel = self.in_(channel_id)
        self.team.remove(channel, self._own(channel, ts))

    def _own(self, channel: Channel, ts: str) -> Json:
        message = channel.find(ts)
        if message is None:
            raise ClientRefuses("message_not_found")
        if message["user"] != self.person.id:
            raise ClientRefuses("je kunt alleen je eigen berichten wijzigen of verwijderen")
        return message

    def upload(self, name: str, content: bytes) -> File:
        """Put a file in Slack; it still has to be sent with a message, or in a modal."""
        team = self.team
        file = File(
            id=team.ground.fresh_id("F"),
            name=name,
            title=name,
            owner=self.person.id,
            created=team.ground.unix(),
            content=content,
            length=len(content),
            completed=True,
        )
        with team.ground.lock:
            team.files[file.id] = file
        return file

    def download(self, file_id: str) -> File:
        """A file of one's own, or one in a channel that one can see."""
        file = self.team.files.get(file_id)
        if file is None or file.content is None:
            raise ClientRefuses("file_not_found")
        if file.owner != self.person.id and not any(self._can_see(channel_id) for channel_id in file.shares):
            raise ClientRefuses("file_not_found")
        return file

    def _can_see(self, channel_id: str) -> bool:
        try:
            self.sees(channel_id)
        except ClientRefuses:
            return False
        return True

    # Commands and shortcuts.

    def command(self, channel_id: str, line: str) -> list[Json]:
        """Type a slash command, and give the messages with which it was answered."""
        channel = self.in_(channel_id)
        name, _, text = line.strip().partition(" ")
        known = self.team.manifest.command(name)
        if known is None or self.person.stranger:
            raise ClientRefuses(f"{name} is geen geldige opdracht")
        with self.team.ground.lock:
            url = self.team.screens.response_urls.issue(self.person.id, channel.id)
            payload = payloads.command(
                self.team.installed,
                self.person,
                channel,
                name=name,
                text=typed.as_command(text.strip(), self.team, should_escape=known.should_escape),
                response_url=self._address(url),
                trigger_id=self.team.screens.trigger(self.person.id, channel_id=channel.id),
            )
        try:
            answer = self._deliver(delivery.COMMAND, payload, what=name)
        except NotDelivered:
            raise SlackSays("operation_timeout") from None
        if answer:
            try:
                with self.team.ground.lock:
                    answer_over(self.team, url, answer)
            except ApiError as error:
                raise SlackSays(f"{name}: {_explained(error)}") from None
        return url.answers

    def shortcut(self, callback_id: str, *, channel_id: str | None = None, ts: str | None = None) -> None:
        """Use a global shortcut, or one from the menu of a message."""
        kind = "global" if ts is None else "message"
        known = {one.callback_id for one in self.team.manifest.shortcuts if one.kind == kind}
        if callback_id not in known or self.person.stranger:
            raise ClientRefuses(f"er is hier geen snelkoppeling {callback_id}")
        with self.team.ground.lock:
            if ts is None or channel_id is None:
                trigger_id = self.team.screens.trigger(self.person.id)
                payload = payloads.global_shortcut(self.team.installed, self.person, callback_id, trigger_id=trigger_id)
            else:
                payload = self._message_shortcut(callback_id, self.sees(channel_id), ts)
        self._interact(payload, what=callback_id)

    def _message_shortcut(self, callback_id: str, channel: Channel, ts: str) -> Json:
        message = channel.find(ts)
        if message is None:
            raise ClientRefuses("message_not_found")
        url = self.team.screens.response_urls.issue(self.person.id, channel.id)
        return payloads.message_shortcut(
            self.team.installed,
            self.person,
            channel,
            channel.shown(message),
            callback_id,
            response_url=self._address(url),
            trigger_id=self.team.screens.trigger(self.person.id, channel_id=channel.id),
        )

    # Presses and choices.

    def press(self, surface: Surface, block_id: str, action_id: str, *, option: Json | None = None) -> str | None:
        """Press a button, or choose from an overflow menu. Gives the address of a link button."""
        block, element = surface.element(block_id, action_id)
        if option is not None and option not in element.get("options", []):
            raise ClientRefuses("deze keuze staat er niet bij")
        facts: Json = {} if option is None else {"selected_option": option}
        self._act(surface, block, element, facts)
        return (option or element).get("url")

    def put(self, surface: Surface, block_id: str, action_id: str, value: Json) -> None:
        """Fill something in. The bot hears it at once, unless it waits in an input block for the submission."""
        block, element = surface.element(block_id, action_id)
        refused = [*inputs.refusals(element, value), *self._unknown_ids(value)]
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

    def _unknown_ids(self, value: Json) -> list[str]:
        """People and channels that this person could not have picked."""
        picked = inputs.value_in(value)
        ids = picked if isinstance(picked, list) else [picked]
        if value["type"] in ("users_select", "multi_users_select"):
            return [f"onbekend: {one}" for one in ids if one is not None and one not in self.team.people]
        if value["type"].endswith(("channels_select", "conversations_select")):
            return [f"onbekend: {one}" for one in ids if one is not None and not self._can_see(one)]
        return []

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
        channel = surface.channel
        if channel is None or self.sees(channel.id) is not channel:
            raise ClientRefuses("channel_not_found")
        url = screens.response_urls.issue(
            self.person.id, channel.id, message=surface.message, ephemeral=surface.ephemeral
        )
        return payloads.press_on_message(
            here,
            self.person,
            channel,
            surface.message,
            actions,
            state=self.state(surface),
            ephemeral=surface.ephemeral,
            response_url=self._address(url),
            trigger_id=screens.trigger(self.person.id, channel_id=channel.id),
        )

    def options(self, surface: Surface, block_id: str, action_id: str, query: str) -> list[Json]:
        """What an external select offers for what was typed; groups are laid side by side."""
        block, element = surface.element(block_id, action_id)
        if len(query) < element.get("min_query_length", 3):
            raise ClientRefuses(f"typ minstens {element.get('min_query_length', 3)} tekens")
        where: Json = {"container": {"type": "message"}, "message": surface.message}
        if surface.view is not None:
            view = payloads.of_view(self.team.installed, self.person, surface.view)
            where = {"container": {"type": "view", "view_id": surface.view.id}, "view": view}
        payload = payloads.suggestion(
            self.team.installed,
            self.person,
            block_id=block["block_id"],
            action_id=action_id,
            value=query,
            where=where,
        )
        answer = self._interact(payload, what=action_id)
        problems = check_options(answer)
        if problems:
            raise SlackSays(f"{action_id}: {problems[0]}")
        return list(inputs.options_of(answer))

    # Modals and the home tab.

    def submit(self, view: View) -> dict[str, str]:
        """Send a modal in. Gives the errors by block id; none when Slack took it."""
        if view not in self.stack or "submit" not in view.payload:
            raise ClientRefuses("hier is niets om te versturen")
        view.errors = self._incomplete(view)
        if not view.errors:
            with self.team.ground.lock:
                payload = payloads.submission(
                    self.team.installed,
                    self.person,
                    view,
                    trigger_id=self.team.screens.trigger(self.person.id, view_id=view.id, channel_id=view.here),
                    response_urls=self._response_urls(view),
                )
            answer = self._interact(payload, what=view.payload.get("callback_id", "view_submission"))
            with self.team.ground.lock:
                self._obey(view, answer)
        self.team.ground.changed()
        return dict(view.errors)

    def _incomplete(self, view: View) -> dict[str, str]:
        """The errors that Slack's client shows by itself, before anything is sent."""
        errors: dict[str, str] = {}
        for block, element in all_elements(view.blocks):
            if block["type"] != "input":
                continue
            value = view.state[block["block_id"]][element["action_id"]]
            if inputs.is_empty(value) and not block.get("optional"):
                errors[block["block_id"]] = "Dit veld is verplicht."
            for refused in inputs.refusals(element, value):
                errors[block["block_id"]] = refused
        return errors

    def _response_urls(self, view: View) -> list[Json]:
        urls: list[Json] = []
        for block, element in all_elements(view.blocks):
            if element.get("response_url_enabled"):
                picked = inputs.value_in(view.state[block["block_id"]][element["action_id"]])
                if picked:
                    url = self.team.screens.response_urls.issue(self.person.id, picked)
                    ids = {"block_id": block["block_id"], "action_id": element["action_id"]}
                    urls.append({"channel_id": picked, "response_url": self._address(url), **ids})
        return urls

    def _obey(self, view: View, answer: Json) -> None:
        """Do what the acknowledgement of a submission says: nothing closes this modal, and no other."""
        screens = self.team.screens
        what = answer.get("response_action")
        try:
            if not answer:
                # The bot may have closed or replaced the modal by another call in the meantime.
                if view in self.stack:
                    screens.close(view)
            elif what == "errors":
                view.errors = _errors_on(view, answer.get("errors"))
            elif what == "clear":
                self.stack.clear()
            elif what == "update":
                screens.update(view, checked_view(answer.get("view"), "modal"))
            elif what == "push":
                screens.push(self.person.id, checked_view(answer.get("view"), "modal"))
            else:
                raise ApiError.about("invalid_arguments", f"unknown response_action: {what!r}")
        except ApiError as error:
            raise SlackSays(f"het venster reageert niet: {_explained(error)}") from None

    def close(self, view: View) -> None:
        """Cancel one modal; the bot hears it when the modal asks for that."""
        if view not in self.stack:
            raise ClientRefuses("dit venster is al dicht")
        with self.team.ground.lock:
            closed = self.team.screens.close(view)
        if len(closed) == 1 and view.payload.get("notify_on_close"):
            self._tell_closed(view, is_cleared=False)
        elif closed[0].payload.get("notify_on_close"):
            self._tell_closed(closed[0], is_cleared=True)

    def close_all(self) -> None:
        """The x of a modal: the whole stack goes, and the bot hears it once, about the lowest one."""
        if not self.stack:
            return
        root = self.stack[0]
        with self.team.ground.lock:
            self.stack.clear()
            self.team.ground.changed()
        if root.payload.get("notify_on_close"):
            self._tell_closed(root, is_cleared=True)

    def _tell_closed(self, view: View, *, is_cleared: bool) -> None:
        payload = payloads.closed(self.team.installed, self.person, view, is_cleared=is_cleared)
        self._interact(payload, what=view.payload.get("callback_id", "view_closed"))

    def open_home(self) -> None:
        """Look at the bot's home tab; the bot hears of it each time."""
        if not self.team.manifest.home_tab or self.person.stranger:
            raise ClientRefuses("deze app heeft geen startpagina")
        with self.team.ground.lock:
            channel, screens = self.im, self.team.screens
            screens.home_seen[self.person.id] = self.team.ground.next_ts()
            event: Json = {"type": "app_home_opened", "user": self.person.id, "channel": channel.id, "tab": "home"}
            view = screens.homes.get(self.person.id)
            if view is not None:
                event["view"] = payloads.of_view(self.team.installed, self.person, view)
            self.team.tell(event)

    def reload(self) -> None:
        """Reload Slack: ephemeral messages and open modals are gone."""
        with self.team.ground.lock:
            self.team.screens.reload(self.person.id)

    # Over the wire.

    def resend(self) -> Json:
        """Deliver the last payload once more, as it was: a double press, or a second device."""
        if self._last is None:
            raise ClientRefuses("er is nog niets verstuurd")
        kind, payload, what = self._last
        return self.team.app.deliver(kind, payload, what=what)

    def _interact(self, payload: Json, *, what: str) -> Json:
        try:
            return self._deliver(delivery.INTERACTIVE, payload, what=what)
        except NotDelivered as failure:
            raise SlackSays(f"er ging iets mis bij de verbinding met de app ({failure.reason})") from None

    def _deliver(self, kind: str, payload: Json, *, what: str) -> Json:
        if self.person.deleted:
            raise ClientRefuses("account_inactive")
        self._last = kind, payload, what
        return self.team.app.deliver(kind, payload, what=what)

    def _address(self, url: ResponseUrl) -> str:
        return f"{self.team.ground.url}/hooks/{self.team.id}/{url.key}"


def _errors_on(view: View, errors: Any) -> dict[str, str]:
    """Errors belong to input blocks that are in the modal; anything else is a mistake of the bot."""
    known = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors:
        raise ApiError.about("invalid_arguments", "errors must name at least one input block")
    wrong = [key for key, sentence in errors.items() if key not in known or not isinstance(sentence, str)]
    if wrong:
        raise ApiError.about("invalid_arguments", f"errors on what is no input block: {', '.join(wrong)}")
    return dict(errors)


def _explained(error: ApiError) -> str:
    messages = error.facts.get("response_metadata")
    return f"{error.error} {messages['messages']}" if isinstance(messages, dict) else error.error
