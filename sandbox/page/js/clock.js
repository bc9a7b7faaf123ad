// The clock of the bot's work: shows it, and moves it ahead so that reminders and closings can be watched.

import { h, icon, newId } from "./dom.js";
import { CLOCK } from "./icons.js";
import { clockTime, longDay, shortDay, wallTime } from "./kit/dates.js";
import { showBeside } from "./popover.js";

const STEPS = [["hour", "+1 uur"], ["day", "+1 dag"], ["week", "+1 week"]];

export class Clock {
  #state = null;
  #at = 0;
  #move;

  /** `move({move} | {to})` asks the sandbox for another time and resolves to true when it was given. */
  constructor(node, { move }) {
    this.#move = move;
    this.short = h("span", { class: "clock-now" });
    this.opener = h("button", {
      type: "button", class: "clock-button", "aria-haspopup": "dialog", "aria-expanded": "false", onclick: () => this.#toggle(),
    }, icon(CLOCK), this.short);
    this.panel = this.#panel();
    node.append(this.opener, this.panel);
    setInterval(() => this.#tick(), 5000);
  }

  #panel() {
    const inputId = newId("datum");
    this.long = h("p", { class: "clock-long", role: "status" });
    this.busy = h("p", { class: "hint", role: "status" });
    this.field = h("input", { type: "datetime-local", id: inputId, required: true });
    const buttons = STEPS.map(([move, text]) => h("button", { type: "button", onclick: () => this.#go({ move }) }, text));
    const panel = h("div", { class: "panel clock-panel", popover: "auto", role: "dialog", "aria-label": "Klok van de bot" },
      h("h2", {}, "Nu"), this.long,
      h("p", { class: "hint" }, "Zet de tijd van de bot vooruit om herinneringen en sluitingen te zien gebeuren."),
      h("div", { class: "actions" }, buttons),
      h("form", { onsubmit: (event) => this.#submit(event) },
        h("label", { for: inputId }, "Naar datum"),
        h("div", { class: "row" }, this.field, h("button", { class: "primary" }, "Ga"))),
      this.busy);
    panel.addEventListener("toggle", ({ newState }) => this.opener.setAttribute("aria-expanded", String(newState === "open")));
    return panel;
  }

  /** The instant at which the bot works, ticking on between two states. */
  now() {
    return this.#state ? new Date(Date.parse(this.#state.now) + Date.now() - this.#at) : new Date();
  }

  update(state) {
    this.#state = state;
    this.#at = Date.now();
    this.busy.textContent = state.idle ? "" : "De bot is nog bezig…";
    this.#tick();
  }

  #tick() {
    if (!this.#state) return;
    const [now, { zone, offset_seconds: offset }] = [this.now(), this.#state];
    this.short.textContent = `${shortDay(now, zone)}, ${clockTime(now, zone)}`;
    this.long.textContent = `${longDay(now, zone)} om ${clockTime(now, zone)}`;
    this.opener.setAttribute("aria-label", `Klok van de bot: ${this.long.textContent}`);
    this.opener.classList.toggle("moved", offset > 60);
  }

  #toggle() {
    if (this.panel.matches(":popover-open")) return this.panel.hidePopover();
    this.#offerNow();
    showBeside(this.panel, this.opener, { alignEnd: true });
    return this.panel.querySelector("button").focus();
  }

  #submit(event) {
    event.preventDefault();
    this.#go({ to: this.field.value });
  }

  async #go(move) {
    this.busy.textContent = "De klok wordt verzet…";
    await this.#move(move);
    this.busy.textContent = "";
    this.#offerNow();
  }

  #offerNow() {
    this.field.min = this.field.value = wallTime(this.now(), this.#state.zone);
  }
}
