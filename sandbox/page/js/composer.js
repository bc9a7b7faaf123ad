// The field one writes in: Enter sends, Shift+Enter starts a line, / @ and # offer completions.

import { completions, commandOf } from "./completions.js";
import { h, icon, newId } from "./dom.js";
import { ATTACH, BOLT, SEND } from "./icons.js";
import { openMenu } from "./menu.js";
import { showBeside } from "./popover.js";

/**
 * `label` names the field; `context()` answers `{names, commands, shortcuts}`; `send(text)` and `upload(file)` resolve to true when it
 * went through; `run(shortcut)` starts a global shortcut. Drafts are kept per conversation, by `enter(key)`.
 */
export class Composer {
  #context;
  #send;
  #drafts = new Map();
  #key = "";
  #offer = null;
  #active = 0;

  constructor({ label, context, send, upload, run }) {
    this.#context = context;
    this.#send = send;
    this.#build(label, upload, run);
  }

  #build(label, upload, run) {
    this.list = h("div", {
      class: "options completions", role: "listbox", popover: "manual", id: newId("aanvulling"), "aria-label": "Aanvullingen",
      onpointerdown: (event) => event.preventDefault(),
    });
    this.usage = h("p", { class: "usage", id: newId("gebruik"), role: "status" });
    this.field = h("textarea", {
      rows: "1", "aria-label": label, dir: "auto", "aria-autocomplete": "list", "aria-controls": this.list.id, "data-focus": label,
      "aria-describedby": this.usage.id, oninput: () => this.#typed(), onkeydown: (event) => this.#press(event),
      onblur: () => this.#close(), onclick: () => this.#suggest(),
    });
    const files = h("input", { type: "file", multiple: true, hidden: true, onchange: () => this.#attach(files, upload) });
    this.shortcuts = h("button", {
      type: "button", class: "tool", "aria-label": "Snelkoppelingen", title: "Snelkoppelingen", "aria-haspopup": "menu",
      onclick: () => this.#offerShortcuts(run),
    }, icon(BOLT));
    const attach = h("button", {
      type: "button", class: "tool", "aria-label": "Bestand toevoegen", title: "Bestand toevoegen", onclick: () => files.click(),
    }, icon(ATTACH));
    this.sender = h("button", { class: "send", "aria-label": "Versturen", title: "Versturen (Enter)" }, icon(SEND));
    this.node = h("form", { class: "composer", onsubmit: (event) => this.#submit(event) },
      this.usage,
      h("div", { class: "composer-box" }, this.field, h("div", { class: "composer-tools" }, attach, files, this.shortcuts, this.sender)),
      this.list);
  }

  /** Goes to another conversation: its own draft comes back. */
  enter(key, { placeholder, closed = null }) {
    this.field.placeholder = closed ?? placeholder;
    this.field.disabled = Boolean(closed);
    this.node.classList.toggle("closed", Boolean(closed));
    this.shortcuts.hidden = !this.#context().shortcuts.length;
    if (key === this.#key) return this.#fit();
    this.#drafts.set(this.#key, this.field.value);
    this.#key = key;
    return this.#write(this.#drafts.get(key) ?? "");
  }

  focus() {
    this.field.focus();
  }

  #write(text) {
    this.field.value = text;
    this.#fit();
    this.#showUsage();
    this.#close();
  }

  #typed() {
    this.#fit();
    this.#showUsage();
    this.#suggest();
  }

  #fit() {
    this.field.style.height = "";
    this.field.style.height = `${this.field.scrollHeight}px`;
  }

  #showUsage() {
    const command = commandOf(this.field.value, this.#context().commands);
    this.usage.replaceChildren(...(command
      ? [h("strong", {}, command.command), " ", h("span", {}, command.usage_hint), " ", h("small", {}, command.description)]
      : []));
  }

  #suggest() {
    const before = this.field.value.slice(0, this.field.selectionStart);
    this.#offer = completions(before, this.#context());
    if (!this.#offer) return this.#close();
    this.list.replaceChildren(...this.#offer.items.map((item, position) => this.#option(item, position)));
    if (this.list.matches(":popover-open")) this.list.hidePopover();
    showBeside(this.list, this.field.parentElement, { matchWidth: true });
    return this.#activate(0);
  }

  #option({ text, detail }, position) {
    return h("div", {
      class: "option", role: "option", id: `${this.list.id}-${position}`, onclick: () => this.#complete(position),
      onpointermove: () => this.#activate(position),
    }, h("span", {}, text), detail && h("small", {}, detail));
  }

  #activate(position) {
    this.#active = position;
    [...this.list.children].forEach((option, index) => {
      option.classList.toggle("active", index === position);
      option.setAttribute("aria-selected", String(index === position));
    });
    this.field.setAttribute("aria-activedescendant", `${this.list.id}-${position}`);
  }

  #complete(position) {
    const { from, items } = this.#offer;
    this.field.setRangeText(items[position].insert, from, this.field.selectionStart, "end");
    this.#typed();
    this.#close();
    this.field.focus();
  }

  #close() {
    this.#offer = null;
    if (this.list.matches(":popover-open")) this.list.hidePopover();
    this.field.removeAttribute("aria-activedescendant");
  }

  #press(event) {
    if (event.isComposing) return;
    const handled = this.#offer ? this.#pressInOffer(event) : false;
    if (!handled && event.key === "Enter" && !event.shiftKey) this.node.requestSubmit();
    if (handled || (event.key === "Enter" && !event.shiftKey)) event.preventDefault();
  }

  #pressInOffer({ key, shiftKey }) {
    const { from, items } = this.#offer;
    const last = items.length - 1;
    const whole = this.field.value.slice(from).trimEnd() === items[this.#active].insert.trimEnd();
    const steps = {
      ArrowDown: () => this.#activate(this.#active === last ? 0 : this.#active + 1),
      ArrowUp: () => this.#activate(this.#active === 0 ? last : this.#active - 1),
      Tab: () => this.#complete(this.#active),
      Enter: () => this.#complete(this.#active),
      Escape: () => this.#close(),
    };
    if (!(key in steps) || (shiftKey && key !== "Escape") || (key === "Enter" && whole)) return false;
    steps[key]();
    return true;
  }

  async #submit(event) {
    event.preventDefault();
    const text = this.field.value.trim();
    if (!text || this.node.ariaBusy === "true") return;
    const key = this.#key;
    this.#close();
    this.node.ariaBusy = "true";
    const sent = await this.#send(text);
    this.node.ariaBusy = "false";
    if (!sent) return;
    this.#drafts.delete(key);
    if (key === this.#key && this.field.value.trim() === text) this.#write("");
  }

  async #attach(input, upload) {
    const files = [...input.files];
    input.value = "";
    for (const file of files) await upload(file);
    this.field.focus();
  }

  #offerShortcuts(run) {
    const items = this.#context().shortcuts.map((shortcut) => ({
      text: shortcut.name, description: shortcut.description, choose: () => run(shortcut),
    }));
    openMenu(this.shortcuts, items, { label: "Snelkoppelingen" });
  }
}
