// A menu that opens from a button: arrows move, Enter chooses, Esc closes and gives the focus back.

import { h } from "./dom.js";
import { showBeside } from "./popover.js";

/** Opens a menu of `{text, description?, danger?, choose()}` beside `anchor`. */
export function openMenu(anchor, items, { label }) {
  const menu = h("div", { class: "menu", role: "menu", popover: "auto", "aria-label": label }, items.map(entry));
  menu.addEventListener("keydown", (event) => move(event, [...menu.children]));
  menu.addEventListener("toggle", ({ newState }) => newState === "closed" && close());
  (anchor.closest("dialog") ?? document.body).append(menu);
  anchor.setAttribute("aria-expanded", "true");
  showBeside(menu, anchor, { alignEnd: true });
  menu.firstElementChild.focus();

  function entry({ text, description, danger, choose }) {
    const press = () => {
      menu.hidePopover();
      choose();
    };
    return h("button", { type: "button", role: "menuitem", tabindex: "-1", class: danger ? "danger" : null, onclick: press },
      text, description && h("small", {}, description));
  }

  function close() {
    anchor.setAttribute("aria-expanded", "false");
    if (menu.contains(document.activeElement)) anchor.focus();
    menu.remove();
  }
}

const STEPS = { ArrowDown: (at, last) => (at === last ? 0 : at + 1), ArrowUp: (at, last) => (at <= 0 ? last : at - 1) };
const ENDS = { Home: () => 0, End: (at, last) => last };

function move(event, entries) {
  if (event.key === "Tab") {
    event.currentTarget.hidePopover();
    return;
  }
  const step = { ...STEPS, ...ENDS }[event.key];
  if (!step) return;
  event.preventDefault();
  entries[step(entries.indexOf(document.activeElement), entries.length - 1)].focus();
}
