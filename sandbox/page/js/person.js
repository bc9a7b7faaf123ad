// "Handelen als": whose hands and eyes this tab has.

import { Combobox, filtering } from "./combobox.js";
import { h } from "./dom.js";
import { avatar } from "./message.js";

export class PersonPicker {
  /** `choose(id)` is called when another person is picked. */
  constructor(node, { choose }) {
    this.face = h("span", { class: "face" });
    this.box = new Combobox({
      id: "handelen-als", naming: { "aria-labelledby": "handelen-als-label" }, placeholder: "Kies een persoon…",
      source: (query) => filtering([{ label: null, items: this.items }])(query),
      onchange: ([item]) => item && choose(item.key),
    });
    this.items = [];
    node.append(h("label", { id: "handelen-als-label", for: "handelen-als" }, "Handelen als"), this.face, this.box.node);
  }

  update(names) {
    const active = names.people();
    this.items = active.map((person) => ({ ...names.personItem(person.id), description: about(person) }));
    this.face.replaceChildren(avatar({ user_name: names.person(names.me) }));
    if (document.activeElement !== this.box.control) this.box.select(this.items.filter(({ key }) => key === names.me));
  }
}

const about = ({ admin, restricted, stranger }) =>
  [admin && "beheerder", restricted && "gast", stranger && "van een andere organisatie"].filter(Boolean).join(", ");
