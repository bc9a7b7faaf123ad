// Draws Slack's text objects: plain_text as it stands, mrkdwn with its mark-up.

import { h } from "../dom.js";
import { emojify } from "./emoji.js";
import { mrkdwn } from "./mrkdwn.js";

/** The plain words of a plain_text object, for labels, options and buttons. */
export const words = (object) => (object?.emoji === false ? object.text : emojify(object?.text ?? ""));

/** A node for either kind of text object. */
export function text(object, names, { tag = "div", id = null } = {}) {
  if (object.type === "plain_text") return h(tag, { class: "text plain", dir: "auto", id }, words(object));
  const auto = object.verbatim !== true;
  return h(tag, { class: "text", dir: "auto", id }, mrkdwn(object.text, names, { links: auto, mentions: auto }));
}
