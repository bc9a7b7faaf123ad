// Date, time and date-and-time pickers on the browser's own controls, with the day spelled out beside them.

import { h } from "../dom.js";
import { instantOf, longDay, wallTime } from "./dates.js";

const FIRST = "1900-01-01";
const LAST = "9999-12-31";

function picker(kind, spec, slot, { min, max, echo, initial }) {
  const spelled = h("output", { class: "spelled", for: slot.id });
  const show = () => (spelled.textContent = control.value && control.validity.valid ? echo(control.value) : "");
  const control = h("input", {
    type: kind, id: slot.id, min, max, ...slot.naming, "data-focus": slot.focus, title: spec.placeholder?.text, oninput: show,
    onchange: () => control.validity.valid && slot.changed(),
  });
  const set = (value) => {
    control.value = value ?? "";
    show();
  };
  set(initial);
  return {
    type: spec.type, control, node: h("div", { class: "picker" }, control, spelled), set,
    problem: () => (control.validity.valid ? null : "Dit is geen geldige datum of tijd."),
    value: () => (control.validity.valid && control.value) || null,
  };
}

export function datePicker(spec, slot) {
  const field = picker("date", spec, slot, {
    min: FIRST, max: LAST, initial: spec.initial_date, echo: (day) => longDay(new Date(`${day}T12:00Z`), "UTC"),
  });
  return { ...field, read: () => ({ type: spec.type, selected_date: field.value() }),
    write: ({ selected_date }) => field.set(selected_date) };
}

export function timePicker(spec, slot) {
  const field = picker("time", spec, slot, { initial: spec.initial_time, echo: () => spec.timezone ?? "" });
  return { ...field, read: () => ({ type: spec.type, selected_time: field.value() }),
    write: ({ selected_time }) => field.set(selected_time) };
}

export function dateTimePicker(spec, slot) {
  const { zone } = slot.names;
  const wall = (unix) => (unix ? wallTime(unix * 1000, zone) : "");
  const field = picker("datetime-local", spec, slot, {
    min: `${FIRST}T00:00`, max: `${LAST}T23:59`, initial: wall(spec.initial_date_time),
    echo: (value) => longDay(instantOf(value.slice(0, 16), zone), zone),
  });
  const unix = () => {
    const value = field.value();
    return value ? instantOf(value.slice(0, 16), zone).getTime() / 1000 : null;
  };
  return { ...field, read: () => ({ type: spec.type, selected_date_time: unix() }),
    write: ({ selected_date_time }) => field.set(wall(selected_date_time)) };
}
