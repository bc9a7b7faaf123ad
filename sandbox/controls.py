"""Finding what a person means by a word on screen: the button, the menu, the option in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from sandbox import text
from sandbox.client import Surface
from sandbox.inputs import options_of
from sandbox.values import ClientRefuses, Json
from sandbox.views import all_elements
from sandbox.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """An element on a surface. `beside` is what can be read in and just above its block."""

    surface: Surface
    block: Json
    element: Json
    beside: str

    @property
    def words(self) -> set[str]:
        """Every word or sentence by which a person could point at it."""
        words = {self.element.get("action_id", "")}
        for holder, key in (
            (self.element, "text"),
            (self.element, "placeholder"),
            (self.block, "label"),
            (self.block, "text"),
        ):
            if isinstance(holder.get(key), dict):
                words.add(holder[key]["text"])
        return words

    def option(self, words: str) -> Json | None:
        """The option that reads so."""
        return next((option for option in options_of(self.element) if option["text"]["text"] == words), None)


def controls(team: Workspace, surface: Surface) -> list[Control]:
    """All elements of a surface, from top to bottom."""
    found: list[Control] = []
    above = ""
    for block in surface.blocks:
        here = text.of_blocks([block], team.name_of)
        # Buttons stand in a block of their own, under the text that they are about.
        beside = f"{above}\n{here}" if block["type"] in ("actions", "context_actions") else here
        found += [
            Control(surface=surface, block=block, element=element, beside=beside)
            for _, element in all_elements([block])
            if element["type"] not in ("plain_text", "mrkdwn", "image")
        ]
        above = here
    return found


def pick(
    surfaces: Iterable[tuple[Surface, list[Control]]], *, called: str, nth: int | None, beside: str | None
) -> Control:
    """The one control that is meant, on the first surface that has any. Raises `ClientRefuses`."""
    tried: list[str] = []
    for surface, found in surfaces:
        matching = [control for control in found if beside is None or beside in control.beside]
        if not matching:
            tried += [
                button["text"]["text"] for _, button in all_elements(surface.blocks) if button["type"] == "button"
            ]
            continue
        if nth is not None:
            if not -len(matching) <= nth < len(matching):
                raise ClientRefuses(f"{called!r} staat er maar {len(matching)} keer")
            return matching[nth]
        if len(matching) > 1:
            raise ClientRefuses(f"{called!r} staat er {len(matching)} keer: zeg welke, met nth= of beside=")
        return matching[0]
    raise ClientRefuses(f"{called!r} staat nergens op het scherm; wel: {', '.join(tried) or 'geen enkele knop'}")
