// Says aloud what changed: short notices in sight, and news for screen readers.

import { h } from "./dom.js";

const STAYS = 12000;

const topLayer = () => [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body;

/** Two regions that follow the top dialog, since everything under a dialog is out of reach. */
export class Live {
  #notices = h("div", { class: "notices", role: "alert", popover: "manual" });
  #news = h("div", { class: "visually-hidden", role: "status" });

  constructor() {
    document.body.append(this.#notices, this.#news);
  }

  /** A notice that goes away by itself, or at a press. */
  tell(sentence) {
    const notice = h("div", { class: "notice" }, h("span", {}, sentence),
      h("button", { type: "button", "aria-label": "Melding sluiten", onclick: () => this.#drop(notice) }, "×"));
    this.#raise(this.#notices);
    this.#notices.append(notice);
    this.#notices.showPopover();
    setTimeout(() => this.#drop(notice), STAYS);
  }

  /** Read aloud, not shown. */
  announce(text) {
    this.#raise(this.#news);
    this.#news.textContent = text;
  }

  #raise(region) {
    const layer = topLayer();
    if (region.parentElement !== layer) layer.append(region);
    if (region.matches(":popover-open")) region.hidePopover();
  }

  #drop(notice) {
    notice.remove();
    if (!this.#notices.childElementCount && this.#notices.matches(":popover-open")) this.#notices.hidePopover();
  }
}
