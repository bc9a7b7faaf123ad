// Buttons and overflow menus: they act at once and keep no value.

import { h, icon, openBeside } from "../dom.js";
import { MORE } from "../icons.js";
import { openMenu } from "../menu.js";
import { confirmed } from "./confirm.js";
import { words } from "./text.js";

export function button(spec, slot) {
  const press = async () => {
    if (node.ariaBusy === "true") return;
    if (!(await confirmed(spec.confirm, slot.names))) return;
    node.ariaBusy = "true";
    if (spec.url) openBeside(spec.url);
    await slot.act(null);
    node.ariaBusy = "false";
  };
  const node = h("button", {
    type: "button", class: spec.style, "aria-label": spec.accessibility_label, "data-focus": slot.focus, "data-action": spec.action_id,
    onclick: press,
  }, words(spec.text), spec.url && h("span", { class: "outward", "aria-hidden": "true" }, " ↗"));
  return { node };
}

export function overflow(spec, slot) {
  const choose = async (option) => {
    if (!(await confirmed(spec.confirm, slot.names))) return;
    if (option.url) openBeside(option.url);
    await slot.act({ type: "overflow", selected_option: option });
  };
  const items = spec.options.map((option) => ({
    text: words(option.text),
    description: option.description && words(option.description),
    choose: () => choose(option),
  }));
  const node = h("button", {
    type: "button", class: "overflow", "aria-label": "Meer keuzes", "aria-haspopup": "menu", "aria-expanded": "false",
    "data-focus": slot.focus, "data-action": spec.action_id, onclick: () => openMenu(node, items, { label: "Meer keuzes" }),
  }, icon(MORE));
  return { node };
}
