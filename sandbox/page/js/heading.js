// The bar above a conversation: its name, who is in it, and for the bot the tabs Start and Berichten.

import { h, icon } from "./dom.js";
import { BACK, CLOSE, HASH, LOCK } from "./icons.js";
import { plural } from "./words.js";

const TABS = [[null, "Start"], ["berichten", "Berichten"]];

/** The heading of a channel, or of the talk with the bot when `tabs` is true; `go(tab)` changes the tab. */
export function heading(channel, { tabs, tab, go }) {
  const sign = channel.kind === "im" ? null : icon(channel.kind === "private" ? LOCK : HASH);
  const size = channel.kind === "im" ? null : h("span", { class: "hint" }, plural(channel.members.length, "lid", "leden"));
  const marks = [channel.archived && "gearchiveerd", !channel.member && "je bent geen lid"].filter(Boolean);
  return [
    h("h1", {}, sign, h("span", { class: "channel-name", dir: "auto" }, channel.name)),
    size,
    ...marks.map((mark) => h("span", { class: "badge" }, mark)),
    tabs && h("div", { class: "tabs" }, TABS.map(([name, text]) => h("button", {
      type: "button", "aria-current": name === tab ? "true" : null, "data-focus": `tab/${text}`, onclick: () => go(name),
    }, text))),
  ].filter(Boolean);
}

/** The heading of the thread panel. */
export const threadHeading = (channel, close) => [
  h("button", { type: "button", class: "tool back", "aria-label": "Terug", onclick: close }, icon(BACK)),
  h("h2", {}, "Draad"),
  h("span", { class: "hint", dir: "auto" }, channel.kind === "im" ? channel.name : `#${channel.name}`),
  h("button", { type: "button", class: "tool close", "aria-label": "Draad sluiten", onclick: close }, icon(CLOSE)),
];
