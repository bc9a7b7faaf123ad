// The traffic between the bot and the pretend Slack, newest last, to filter and to open.

import { h, icon, newId } from "./dom.js";
import { CLOSE } from "./icons.js";
import { clockSeconds } from "./kit/dates.js";

const MOST = 500;
const DIRECTIONS = { in: ["bot → Slack", "van de bot"], out: ["Slack → bot", "naar de bot"] };

export class Inspector {
  #entries = [];
  #fetch;
  #zone = "UTC";
  #busy = false;
  #words = new WeakMap();

  /** `fetch(after)` answers `{entries}`; `closed()` is told when the drawer closes. */
  constructor(node, { fetch, closed }) {
    this.node = node;
    this.#fetch = fetch;
    this.closed = closed;
    const filterId = newId("filter");
    this.words = h("input", {
      type: "search", id: filterId, placeholder: "chat.postMessage, /agendapunt…", oninput: () => this.#filter(),
    });
    this.direction = h("select", { "aria-label": "Richting", onchange: () => this.#filter() },
      h("option", { value: "" }, "Beide richtingen"),
      h("option", { value: "out" }, "Naar de bot"),
      h("option", { value: "in" }, "Van de bot"));
    this.list = h("ol", { class: "traffic" });
    this.count = h("span", { class: "hint", role: "status" });
    node.append(
      h("header", {}, h("h2", {}, "Verkeer"), h("label", { class: "visually-hidden", for: filterId }, "Filter het verkeer"),
        this.words, this.direction, this.count,
        h("button", { type: "button", class: "tool", "aria-label": "Verkeer sluiten", onclick: () => this.close() }, icon(CLOSE))),
      h("div", { class: "traffic-scroller", tabindex: "0", role: "region", "aria-label": "Berichten tussen Slack en de bot" }, this.list));
    node.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
  }

  get isOpen() {
    return !this.node.hidden;
  }

  async open(zone) {
    this.node.hidden = false;
    await this.update(zone);
    this.words.focus();
  }

  close() {
    this.node.hidden = true;
    this.closed();
  }

  /** Fetches what is new, when the drawer is open. */
  async update(zone) {
    this.#zone = zone;
    if (!this.isOpen || this.#busy) return;
    this.#busy = true;
    const { entries = [] } = await this.#fetch(this.#entries.at(-1)?.n ?? 0);
    this.#busy = false;
    if (!entries.length) return;
    const scroller = this.list.parentElement;
    const atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 40;
    this.#entries = [...this.#entries, ...entries].slice(-MOST);
    this.list.append(...entries.map((entry) => this.#line(entry)));
    while (this.list.childElementCount > MOST) this.list.firstElementChild.remove();
    this.#filter();
    if (atEnd) scroller.scrollTop = scroller.scrollHeight;
  }

  #line({ n, at, direction, what, status, ms, summary, body }) {
    const [arrow, spoken] = DIRECTIONS[direction];
    const code = h("code", {});
    const details = h("details", { ontoggle: () => details.open && (code.textContent = pretty(body)) },
      h("summary", {},
        h("span", { class: `arrow ${direction}`, "aria-label": spoken }, arrow),
        h("time", {}, clockSeconds(new Date(at), this.#zone)),
        h("strong", {}, what),
        h("span", { class: isGood(status) ? "status" : "status bad" }, String(status ?? "")),
        h("span", { class: "ms" }, ms === null || ms === undefined ? "" : `${Math.round(ms)} ms`),
        h("span", { class: "summary" }, summary)),
      h("pre", { tabindex: "0" }, code));
    const line = h("li", { "data-n": n, "data-direction": direction }, details);
    this.#words.set(line, `${what} ${status} ${summary} ${pretty(body)}`.toLowerCase());
    return line;
  }

  #filter() {
    const wanted = this.words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const line of this.list.children) {
      const words = this.#words.get(line);
      const elsewhere = this.direction.value && line.dataset.direction !== this.direction.value;
      line.hidden = Boolean(elsewhere) || !wanted.every((word) => words.includes(word));
      shown += line.hidden ? 0 : 1;
    }
    this.count.textContent = `${shown} van ${this.list.childElementCount}`;
  }
}

const pretty = (body) => (typeof body === "string" ? body : JSON.stringify(body, null, 2));
const isGood = (status) => status === "ok" || (Number(status) >= 200 && Number(status) < 300);
