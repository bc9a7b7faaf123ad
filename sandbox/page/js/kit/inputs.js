// Typed inputs: plain text, number, e-mail, web address and rich text.

import { h } from "../dom.js";
import { fromRichText, toRichText } from "./typed-rich-text.js";

const PAUSE = 300;

function typed(spec, slot, attributes, problem) {
  const control = h(spec.multiline ? "textarea" : "input", {
    id: slot.id, ...slot.naming, placeholder: spec.placeholder?.text ?? null, autocomplete: "off", dir: "auto",
    "data-focus": slot.focus, ...(spec.multiline ? { rows: "4" } : {}), ...attributes,
  });
  control.value = spec.initial_value ?? "";
  dispatching(control, spec, slot);
  return {
    type: spec.type, control, node: control,
    problem: ({ value }) => problem(value),
    read: () => ({ type: spec.type, value: control.value || null }),
    write: ({ value }) => (control.value = value ?? ""),
  };
}

/** An input with `dispatch_action` tells the bot at Enter, or after each pause in the typing, as its configuration says. */
function dispatching(control, spec, slot) {
  if (!slot.dispatches) return;
  const moments = spec.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  let timer;
  if (moments.includes("on_character_entered"))
    control.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(slot.changed, PAUSE);
    });
  if (moments.includes("on_enter_pressed"))
    control.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      slot.changed();
    });
}

export function plainText(spec, slot) {
  const least = spec.min_length ?? 0;
  const attributes = { ...(spec.multiline ? {} : { type: "text" }), maxlength: spec.max_length ?? 3000 };
  return typed(spec, slot, attributes, (value) => value.length < least && `Schrijf minstens ${least} tekens.`);
}

export function number(spec, slot) {
  const pattern = spec.is_decimal_allowed ? /^-?\d+([.]\d+)?$/ : /^-?\d+$/;
  const attributes = { type: "text", inputmode: spec.is_decimal_allowed ? "decimal" : "numeric" };
  const field = typed(spec, slot, attributes, (value) => {
    if (!pattern.test(value)) return spec.is_decimal_allowed ? "Vul een getal in." : "Vul een geheel getal in.";
    if (Number(value) < Number(spec.min_value ?? -Infinity)) return `Het kleinste getal hier is ${spec.min_value}.`;
    return Number(value) > Number(spec.max_value ?? Infinity) && `Het grootste getal hier is ${spec.max_value}.`;
  });
  return { ...field, read: () => ({ type: spec.type, value: field.control.value.trim().replace(",", ".") || null }) };
}

export function email(spec, slot) {
  return typed(spec, slot, { type: "email", maxlength: spec.max_length ?? null }, (value) =>
    /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? null : "Vul een geldig e-mailadres in.");
}

export function url(spec, slot) {
  return typed(spec, slot, { type: "url" }, (value) =>
    /^https?:\/\/\S+\.\S+$/i.test(value) ? null : "Vul een volledig webadres in, met https:// vooraan.");
}

export function richTextInput(spec, slot) {
  const control = h("textarea", {
    id: slot.id, rows: spec.min_lines ?? 4, ...slot.naming, dir: "auto", "data-focus": slot.focus,
    placeholder: spec.placeholder?.text ?? null,
  });
  const write = ({ rich_text_value }) => (control.value = rich_text_value ? fromRichText(rich_text_value) : "");
  write({ rich_text_value: spec.initial_value });
  dispatching(control, spec, slot);
  const help = h("small", { class: "hint" }, "*vet* _cursief_ ~doorgehaald~ `code`, - lijst, > citaat");
  return {
    type: spec.type, control, write, node: h("div", {}, control, help),
    read: () => ({ type: spec.type, rich_text_value: control.value.trim() ? toRichText(control.value, slot.names) : null }),
  };
}
