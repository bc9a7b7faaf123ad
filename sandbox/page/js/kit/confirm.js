// Asks what an element's `confirm` object asks, before the element acts.

import { ask } from "../dialogs.js";
import { text, words } from "./text.js";

/** True at once when there is nothing to confirm. */
export function confirmed(confirm, names) {
  if (!confirm) return Promise.resolve(true);
  return ask({
    title: words(confirm.title),
    body: text(confirm.text, names),
    confirm: words(confirm.confirm),
    deny: words(confirm.deny),
    danger: confirm.style === "danger",
  });
}
