// A list of messages with day lines, which stays at the newest message unless one reads further up.

import { follow, h, icon } from "./dom.js";
import { DOWN } from "./icons.js";
import { longDay } from "./kit/dates.js";
import { drawMessage, sentAt } from "./message.js";
import { walkable } from "./walking.js";

const TOGETHER = 5 * 60 * 1000;
const NEAR = 80;

export class Timeline {
  #key = null;
  #seen = new Set();
  #announce;

  /** `announce(text)` reads news aloud; `empty` is shown when there are no messages. */
  constructor({ label, announce, empty }) {
    this.#announce = announce;
    this.empty = h("p", { class: "empty", hidden: true }, empty);
    this.list = h("ol", { class: "messages", "aria-label": label });
    this.newer = h("button", { type: "button", class: "newer", hidden: true, onclick: () => this.toEnd() },
      icon(DOWN), "Nieuwste berichten");
    this.scroller = h("div", {
      class: "timeline", tabindex: "0", role: "region", "aria-label": label, onscroll: () => this.#scrolled(),
      "aria-description": "Met de pijltjes ga je van bericht naar bericht, met Tab naar de knoppen ervan.",
    }, this.empty, this.list);
    walkable(this.scroller, this.list);
    this.node = h("div", { class: "timeline-frame" }, this.scroller, this.newer);
    new ResizeObserver(() => this.#sticks && this.toEnd()).observe(this.list);
  }

  #sticks = true;

  toEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.newer.hidden = true;
  }

  /** Shows `messages`, oldest first, of the conversation `key`. */
  update(key, messages, { names, edition, deeds }) {
    const entered = key !== this.#key;
    if (entered) this.#enter(key);
    follow(this.list, withDays(messages, names.zone), {
      key: (item) => item.day ?? item.message.ts,
      signature: (item) => `${key} ${edition} ${JSON.stringify(item, withoutChoices)}`,
      render: (item, old) => (item.day ? dayLine(item.day) : drawMessage(item.message, old, { names, deeds, compact: item.compact })),
    });
    this.empty.hidden = messages.length > 0;
    this.#tellNews(messages, { entered, names });
    if (this.#sticks) this.toEnd();
  }

  #enter(key) {
    this.#key = key;
    this.#seen.clear();
    this.#sticks = true;
    this.list.replaceChildren();
  }

  #tellNews(messages, { entered, names }) {
    const news = messages.filter(({ ts }) => !this.#seen.has(ts));
    for (const { ts } of news) this.#seen.add(ts);
    const others = entered ? [] : news.filter(({ user }) => user !== names.me);
    if (!others.length) return;
    this.#announce(others.map(({ user_name: who, text }) => `Nieuw bericht van ${who}: ${text ?? ""}`).join(" "));
    this.newer.hidden = this.#sticks;
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    this.#sticks = scrollHeight - scrollTop - clientHeight < NEAR;
    if (this.#sticks) this.newer.hidden = true;
  }
}

/** What one chose in a message is kept by its form: it is no reason to draw the message anew. */
const withoutChoices = (name, value) => (name === "state" ? undefined : value);

function withDays(messages, zone) {
  const items = [];
  let day = null;
  let previous = null;
  for (const message of messages) {
    const today = longDay(sentAt(message), zone);
    if (today !== day) {
      items.push({ day: (day = today) });
      previous = null;
    }
    items.push({ message, compact: continues(previous, message) });
    previous = message;
  }
  return items;
}

const continues = (previous, message) =>
  Boolean(previous) && previous.user === message.user && previous.user_name === message.user_name &&
  previous.ephemeral === message.ephemeral && sentAt(message) - sentAt(previous) < TOGETHER;

const dayLine = (day) => h("li", { class: "day" }, h("span", {}, day));
