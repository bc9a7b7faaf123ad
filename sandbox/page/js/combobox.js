// A select with typing filter, groups and one or several choices, after the ARIA 1.2 combobox pattern.

import { h, newId } from "./dom.js";
import { showBeside } from "./popover.js";

/**
 * `source(query)` answers `{groups: [{label, items: [{key, text, description?}]}], note?}`, at once or as a promise.
 * `naming` holds the ARIA attributes that name the control. `selected` is always a list of items, of at most one without `multi`.
 */
export class Combobox {
  #source;
  #multi;
  #max;
  #clearable;
  #onchange;
  #selected = [];
  #items = [];
  #active = -1;
  #asked = 0;
  #typed = false;

  constructor({ id, naming = {}, placeholder = "", multi = false, max = Infinity, clearable = false, focus, source, onchange }) {
    Object.assign(this, { id: id ?? newId("keuze"), placeholder });
    this.#source = source;
    this.#multi = multi;
    this.#max = max;
    this.#clearable = clearable;
    this.#onchange = onchange ?? (() => {});
    this.#build(naming, focus);
  }

  #build(naming, focus) {
    this.list = h("div", {
      class: "options", role: "listbox", popover: "manual", id: newId("opties"), "aria-label": "Mogelijkheden",
      "aria-multiselectable": this.#multi ? "true" : null, onpointerdown: (event) => event.preventDefault(),
    });
    this.control = h("input", {
      ...naming, id: this.id, type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", placeholder: this.placeholder,
      "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id, "data-focus": focus,
      onclick: () => this.#open(), oninput: () => this.#type(), onkeydown: (event) => this.#key(event),
      onfocus: () => this.control.select(), onblur: () => this.#leave(),
    });
    this.clearer = h("button", {
      type: "button", class: "clear", "aria-label": "Keuze wissen", hidden: true, onclick: () => this.#clear(),
    }, "×");
    this.chips = h("ul", { class: "chips", "aria-label": "Gekozen", hidden: true });
    const field = h("div", { class: "combobox-field" }, this.chips, this.control, this.clearer);
    this.node = h("div", { class: "combobox" }, field, this.list);
  }

  get selected() {
    return this.#selected;
  }

  /** Shows these items as chosen, without telling anybody. */
  select(items) {
    this.#selected = [...items];
    this.#show();
  }

  #show() {
    const single = this.#multi ? null : this.#selected[0];
    this.control.value = single?.text ?? "";
    this.control.placeholder = this.#multi && this.#selected.length ? "" : this.placeholder;
    this.clearer.hidden = !(single && this.#clearable);
    this.chips.hidden = !(this.#multi && this.#selected.length);
    this.chips.replaceChildren(...(this.#multi ? this.#selected.map((item) => this.#chip(item)) : []));
    this.#typed = false;
  }

  #chip(item) {
    const remove = () => {
      this.#change(this.#selected.filter(({ key }) => key !== item.key));
      this.control.focus();
    };
    return h("li", {}, h("span", {}, item.text),
      h("button", { type: "button", "aria-label": `${item.text} weghalen`, onclick: remove }, "×"));
  }

  #change(items) {
    this.select(items);
    this.#onchange(this.#selected);
  }

  #clear() {
    this.#change([]);
    this.control.focus();
  }

  get #isOpen() {
    return this.list.matches(":popover-open");
  }

  async #open() {
    if (this.control.disabled) return;
    const asked = (this.#asked += 1);
    const answer = this.#source(this.#typed ? this.control.value.trim() : "");
    if (answer instanceof Promise) this.#fill({ groups: [], note: "Zoeken…" });
    const found = await answer;
    if (asked === this.#asked) this.#fill(found);
  }

  #fill({ groups, note }) {
    this.#items = groups.flatMap(({ items }) => items);
    const empty = this.#items.length ? null : (note ?? "Niets gevonden.");
    this.list.replaceChildren(
      ...groups.filter(({ items }) => items.length).map((group) => this.#group(group)),
      ...(empty ? [h("p", { class: "note", role: "status" }, empty)] : []),
    );
    if (!this.#isOpen) showBeside(this.list, this.node, { matchWidth: true });
    this.control.setAttribute("aria-expanded", "true");
    const chosen = this.#items.findIndex((item) => this.#isChosen(item));
    this.#activate(this.#multi || this.#typed || chosen < 0 ? 0 : chosen);
  }

  #group({ label, items }) {
    const options = items.map((item) => this.#option(item));
    if (!label) return h("div", { role: "presentation" }, options);
    const id = newId("groep");
    return h("div", { role: "group", "aria-labelledby": id }, h("div", { class: "group-label", id }, label), options);
  }

  #option(item) {
    const position = this.#items.indexOf(item);
    return h("div", {
      class: "option", role: "option", id: `${this.list.id}-${position}`, "aria-selected": String(this.#isChosen(item)),
      onclick: () => this.#choose(item), onpointermove: () => this.#activate(position, { scroll: false }),
    }, h("span", { dir: "auto" }, item.text), item.description && h("small", { dir: "auto" }, item.description));
  }

  #isChosen(item) {
    return this.#selected.some(({ key }) => key === item.key);
  }

  #activate(position, { scroll = true } = {}) {
    this.#active = this.#items.length ? position : -1;
    const options = [...this.list.querySelectorAll(".option")];
    options.forEach((option, index) => option.classList.toggle("active", index === this.#active));
    const option = options[this.#active];
    if (!option) return this.control.removeAttribute("aria-activedescendant");
    this.control.setAttribute("aria-activedescendant", option.id);
    if (scroll) option.scrollIntoView({ block: "nearest" });
  }

  #choose(item) {
    if (!this.#multi) {
      this.#close();
      this.#change([item]);
    } else if (this.#isChosen(item)) {
      this.#change(this.#selected.filter(({ key }) => key !== item.key));
      this.#open();
    } else if (this.#selected.length < this.#max) {
      this.#change([...this.#selected, item]);
      this.#open();
    } else {
      this.#fill({ groups: [], note: `Je kunt er hoogstens ${this.#max} kiezen.` });
    }
  }

  #type() {
    this.#typed = true;
    this.#open();
  }

  #key(event) {
    const handled = this.#isOpen ? this.#keyWhenOpen(event) : this.#keyWhenClosed(event);
    if (handled) event.preventDefault();
  }

  #keyWhenOpen({ key }) {
    const last = this.#items.length - 1;
    const steps = {
      ArrowDown: () => this.#activate(this.#active >= last ? 0 : this.#active + 1),
      ArrowUp: () => this.#activate(this.#active <= 0 ? last : this.#active - 1),
      PageDown: () => this.#activate(Math.min(last, this.#active + 8)),
      PageUp: () => this.#activate(Math.max(0, this.#active - 8)),
      Enter: () => this.#items[this.#active] && this.#choose(this.#items[this.#active]),
      Escape: () => this.#revert(),
    };
    if (key === "Tab" && this.#typed && this.control.value.trim() && this.#items[this.#active])
      this.#choose(this.#items[this.#active]);
    if (key === "Backspace") this.#dropLast();
    steps[key]?.();
    return key in steps;
  }

  #keyWhenClosed({ key }) {
    if (key === "Backspace") this.#dropLast();
    if (!["ArrowDown", "ArrowUp", "Enter"].includes(key)) return false;
    this.#open();
    return true;
  }

  #dropLast() {
    if (this.#multi && !this.control.value && this.#selected.length) this.#change(this.#selected.slice(0, -1));
  }

  #leave() {
    const emptied = !this.#multi && this.#clearable && this.#typed && !this.control.value.trim();
    if (emptied && this.#selected.length) this.#change([]);
    this.#revert();
  }

  #revert() {
    this.#close();
    this.#show();
  }

  #close() {
    this.#asked += 1;
    if (this.#isOpen) this.list.hidePopover();
    this.control.setAttribute("aria-expanded", "false");
    this.control.removeAttribute("aria-activedescendant");
  }
}

const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** A source over a fixed list: keeps the items that hold every typed word, whatever their accents. */
export const filtering = (groups) => (query) => {
  const wanted = folded(query).split(/\s+/).filter(Boolean);
  const fits = ({ text, description = "" }) => {
    const words = folded(`${text} ${description}`);
    return wanted.every((word) => words.includes(word));
  };
  return { groups: groups.map(({ label, items }) => ({ label, items: items.filter(fits) })) };
};
