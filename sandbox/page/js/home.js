// The App Home of the bot, as it was last published for this person.

import { h } from "./dom.js";
import { drawBlocks } from "./kit/blocks.js";
import { Form } from "./kit/form.js";

export class Home {
  #form = new Form();
  #drawn = null;
  #kitFor;

  /** `kitFor(form)` gives the kit for the home tab. */
  constructor({ kitFor }) {
    this.#kitFor = kitFor;
    this.node = h("div", { class: "home", tabindex: "0", role: "region", "aria-label": "Start" });
  }

  update(view, { as, edition }) {
    const picture = `${as} ${edition} ${view?.hash ?? JSON.stringify(view)}`;
    if (picture === this.#drawn) return;
    const form = new Form();
    const kit = this.#kitFor(form);
    const focused = document.activeElement?.dataset?.focus;
    this.node.replaceChildren(view
      ? h("div", { class: "blocks home-page" }, drawBlocks(view.blocks, kit))
      : h("p", { class: "empty" }, "De bot heeft hier nog niets gezet."));
    form.restore(view?.state?.values ?? {});
    if (this.#drawn?.startsWith(`${as} `)) form.carry(this.#form);
    if (focused) this.node.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
    [this.#form, this.#drawn] = [form, picture];
  }
}
