// Checkboxes and radio buttons, as one named group.

import { h, newId } from "../dom.js";
import { text } from "./text.js";

const same = (one, other) => one?.value === other?.value;

function group(spec, slot, { kind, role, initial }) {
  const name = newId("groep");
  const boxes = spec.options.map((option, position) => {
    const hint = option.description && newId("uitleg");
    const box = h("input", {
      type: kind, name, "aria-describedby": hint, "data-focus": `${slot.focus}/${position}`, onchange: slot.changed,
    });
    box.checked = initial.some((chosen) => same(chosen, option));
    const label = h("label", {}, box, text(option.text, slot.names, { tag: "span" }));
    return { option, box, node: h("div", { class: "choice" }, label,
      option.description && text(option.description, slot.names, { tag: "small", id: hint })) };
  });
  return {
    boxes,
    node: h("div", { class: "choices", role, ...slot.naming }, boxes.map(({ node }) => node)),
    control: boxes[0].box,
    chosen: () => boxes.filter(({ box }) => box.checked).map(({ option }) => option),
    choose: (options) => boxes.forEach(({ option, box }) => (box.checked = options.some((chosen) => same(chosen, option)))),
  };
}

export function checkboxes(spec, slot) {
  const { node, control, chosen, choose } = group(spec, slot, {
    kind: "checkbox", role: "group", initial: spec.initial_options ?? [],
  });
  return {
    type: spec.type, node, control,
    read: () => ({ type: spec.type, selected_options: chosen() }),
    write: ({ selected_options }) => choose(selected_options),
  };
}

export function radioButtons(spec, slot) {
  const { node, control, chosen, choose } = group(spec, slot, {
    kind: "radio", role: "radiogroup", initial: [spec.initial_option ?? null],
  });
  return {
    type: spec.type, node, control,
    read: () => ({ type: spec.type, selected_option: chosen()[0] ?? null }),
    write: ({ selected_option }) => choose([selected_option]),
  };
}
