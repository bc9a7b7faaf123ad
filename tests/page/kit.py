"""The Block Kit of the page by itself: its modules from disk in a real browser, without any Slack behind them."""

import mimetypes
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, Route

import sandbox

ORIGIN = "http://zandbak.test"
FILES = Path(sandbox.__file__).parent / "page"

HARNESS = """<!doctype html>
<html lang="nl-BE">
<title>Block Kit</title>
<link rel="stylesheet" href="/static/css/base.css">
<link rel="stylesheet" href="/static/css/kit.css">
<link rel="stylesheet" href="/static/css/controls.css">
<link rel="stylesheet" href="/static/css/dialogs.css">
<div id="place" class="blocks"></div>
<script type="module">
  import { drawBlocks } from "/static/js/kit/blocks.js";
  import { Form } from "/static/js/kit/form.js";
  import { mrkdwn } from "/static/js/kit/mrkdwn.js";
  import { markdown } from "/static/js/kit/markdown.js";
  import { Names } from "/static/js/names.js";
  import { decode, encode } from "/static/js/typed.js";

  const person = (id, name, more) => ({ id, name, display_name: "", deleted: false, is_bot: false, ...more });
  const channel = (id, name, kind, members) => ({ id, name, kind, archived: false, member: true, members });
  const people = [
    person("ULENA", "Lena Verhulst"), person("UTOM", "Tom Maes"), person("UAN", "An D’Haene"),
    person("UTOM2", "Tom Maes"), person("UOUD", "Jan Oud", { deleted: true }),
    person("UBOT", "irojbot", { is_bot: true }),
  ];
  const channels = [
    channel("CPLENAIR", "plenair", "public", ["ULENA", "UTOM"]), channel("CCOMITE", "comite", "private", ["ULENA"]),
    channel("DBOT", "irojbot", "im", ["ULENA", "UBOT"]), channel("DTOM", "Tom Maes", "im", ["ULENA", "UTOM"]),
  ];
  const state = { people, channels, me: people[0], bot: people.at(-1), clock: { zone: "Europe/Brussels" } };
  const now = () => new Date("2026-04-23T10:00:00Z");
  const names = new Names(state, { as: "ULENA", here: "CPLENAIR", now });
  const place = document.getElementById("place");
  const log = { acts: [], questions: [] };
  const offered = [{ text: { type: "plain_text", text: "Verslag van 6 maart" }, value: "m1" }];

  function kitOf(form) {
    return {
      key: "proef", names, form,
      act: async (deed) => log.acts.push(deed),
      suggest: async (deed) => (log.questions.push(deed), { options: offered }),
      upload: async (file) => ({ file: { id: "F1", name: file.name, size: file.size } }),
    };
  }

  window.kit = {
    log,
    draw(blocks) {
      const form = new Form();
      place.replaceChildren(...drawBlocks(blocks, kitOf(form)));
      if (window.kit.form && window.kit.keeping) form.carry(window.kit.form);
      window.kit.form = form;
    },
    mrkdwn: (text, options) => place.replaceChildren(...mrkdwn(text, names, options)),
    markdown: (text) => place.replaceChildren(...markdown(text)),
    encode: (text) => encode(text, names),
    decode: (text) => decode(text, names),
  };
</script>
"""


class Kit:
    """Draws blocks in the harness, and reads what became of them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.route(f"{ORIGIN}/**", _serve)
        page.goto(ORIGIN)
        page.wait_for_function("window.kit")

    def clear(self) -> None:
        """Forget what an earlier test drew and pressed."""
        self.page.evaluate(
            "Object.assign(kit, {keeping: false, form: null}); kit.log.acts = []; kit.log.questions = []"
        )
        self.draw()

    @property
    def place(self) -> Locator:
        return self.page.locator("#place")

    def draw(self, *blocks: dict[str, Any]) -> Locator:
        self.page.evaluate("blocks => kit.draw(blocks)", list(blocks))
        return self.place

    def redraw(self, *blocks: dict[str, Any]) -> Locator:
        """Draw again as after a `views.update`: what was typed is carried over."""
        self.page.evaluate("kit.keeping = true")
        return self.draw(*blocks)

    def mrkdwn(self, text: str, **options: bool) -> str:
        """The HTML that a mrkdwn text becomes."""
        self.page.evaluate("([text, options]) => kit.mrkdwn(text, options)", [text, options])
        return self.place.inner_html()

    def markdown(self, text: str) -> str:
        self.page.evaluate("text => kit.markdown(text)", text)
        return self.place.inner_html()

    def values(self) -> dict[str, dict[str, Any]]:
        values: dict[str, dict[str, Any]] = self.page.evaluate("kit.form.values()")
        return values

    def value_of(self, name: str) -> dict[str, Any]:
        """The state of the one element in the block with that id."""
        [value] = self.values()[name].values()
        held: dict[str, Any] = value
        return held

    def problems(self) -> dict[str, str]:
        problems: dict[str, str] = self.page.evaluate("kit.form.problems()")
        return problems

    def show_errors(self, errors: dict[str, str]) -> list[str]:
        left: list[str] = self.page.evaluate("errors => kit.form.showErrors(errors)", errors)
        return left

    @property
    def acts(self) -> list[dict[str, Any]]:
        """What was told to the bot."""
        acts: list[dict[str, Any]] = self.page.evaluate("kit.log.acts")
        return acts

    @property
    def questions(self) -> list[dict[str, Any]]:
        questions: list[dict[str, Any]] = self.page.evaluate("kit.log.questions")
        return questions


def _serve(route: Route) -> None:
    path = route.request.url.removeprefix(ORIGIN).partition("?")[0]
    if path == "/":
        route.fulfill(body=HARNESS, content_type="text/html; charset=utf-8")
        return
    file = FILES / path.removeprefix("/static/")
    if not file.is_file():
        route.fulfill(status=404)
        return
    route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(file.name)[0] or "text/plain")
