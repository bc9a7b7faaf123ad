"""Sending modals in and closing them, as the bot's answer says."""

from typing import Any

from sandbox import inputs, payloads
from sandbox.api.views import checked_view
from sandbox.client.pressing import Pressing
from sandbox.values import ApiError, ClientRefuses, Json, SlackSays
from sandbox.views import View, all_elements


class Modals(Pressing):
    """Raises `SlackSays` when the bot does not answer as it should."""

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
            for refused in self.refusals(element, value):
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
            raise SlackSays(f"het venster reageert niet: {error.explained()}") from None

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

    def reload(self) -> None:
        """Reload Slack: ephemeral messages and open modals are gone."""
        with self.team.ground.lock:
            self.team.screens.reload(self.person.id)


def _errors_on(view: View, errors: Any) -> dict[str, str]:
    """Errors belong to input blocks that are in the modal; anything else is a mistake of the bot."""
    known = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors:
        raise ApiError.about("invalid_arguments", "errors must name at least one input block")
    wrong = [key for key, sentence in errors.items() if key not in known or not isinstance(sentence, str)]
    if wrong:
        raise ApiError.about("invalid_arguments", f"errors on what is no input block: {', '.join(wrong)}")
    return dict(errors)
