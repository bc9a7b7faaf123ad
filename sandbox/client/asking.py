"""Asking the bot for something: slash commands, shortcuts, the home tab."""

from sandbox import delivery, payloads, typed
from sandbox.api.respond import say as answer_over
from sandbox.channels import Channel
from sandbox.client.wire import Wire
from sandbox.delivery import NotDelivered
from sandbox.values import ApiError, ClientRefuses, Json, SlackSays


class Asking(Wire):
    """Raises `SlackSays` when the bot does not answer in time, `ClientRefuses` for what Slack does not offer."""

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
                raise SlackSays(f"{name}: {error.explained()}") from None
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

    def open_home(self) -> None:
        """Look at the bot's home tab; the bot hears of it each time."""
        if not self.team.manifest.home_tab or self.person.stranger:
            raise ClientRefuses("deze app heeft geen startpagina")
        self.team.screens.home_seen[self.person.id] = self.team.ground.next_ts()
        self._open_tab("home")

    def open_messages(self) -> None:
        """Look at the messages tab of the bot, of which it hears by the same event as of its home tab."""
        self._open_tab("messages")

    def _open_tab(self, tab: str) -> None:
        with self.team.ground.lock:
            screens = self.team.screens
            event: Json = {"type": "app_home_opened", "user": self.person.id, "channel": self.im.id, "tab": tab}
            view = screens.homes.get(self.person.id)
            if view is not None:
                event["view"] = payloads.of_view(self.team.installed, self.person, view)
            self.team.tell(event)
