// Draws one message: who, when, its blocks or text, its files, its thread and what one can do with it.

import { fileList } from "./attachments.js";
import { h, icon } from "./dom.js";
import { MORE, THREAD } from "./icons.js";
import { drawBlocks } from "./kit/blocks.js";
import { clockTime, longDay } from "./kit/dates.js";
import { Form } from "./kit/form.js";
import { mrkdwn } from "./kit/mrkdwn.js";
import { unsupported } from "./kit/unsupported.js";
import { openMenu } from "./menu.js";
import { plural } from "./words.js";

const forms = new WeakMap();

export const sentAt = ({ ts }) => new Date(Number(ts) * 1000);

/**
 * A list item for `message`. `deeds` is what the conversation lets one do: `{kitFor(message, form), openThread(message) or null,
 * menuOf(message)}`; `compact` leaves out who and when, under a message of the same person.
 */
export function drawMessage(message, old, { names, deeds, compact }) {
  const form = new Form();
  const classes = ["message", compact && "compact", message.ephemeral && "ephemeral"].filter(Boolean).join(" ");
  const node = h("li", { class: classes, tabindex: "-1", "data-focus": message.ts },
    compact ? h("div", { class: "gutter" }, time(message, names)) : avatar(message),
    h("div", { class: "message-main" },
      !compact && head(message, names),
      message.ephemeral && h("p", { class: "only-you" }, "Alleen zichtbaar voor jou"),
      body(message, names, deeds.kitFor(message, form)),
      message.files?.length ? fileList(message.files) : null,
      summary(message, names, deeds)),
    tools(message, deeds));
  form.restore(message.state?.values ?? {});
  if (forms.has(old)) form.carry(forms.get(old));
  forms.set(node, form);
  return node;
}

function head(message, names) {
  return h("div", { class: "message-head" },
    h("strong", { dir: "auto" }, message.user_name),
    message.is_bot && h("span", { class: "badge" }, "APP"),
    time(message, names));
}

function time(message, { zone }) {
  const instant = sentAt(message);
  return h("time", { datetime: instant.toISOString(), title: longDay(instant, zone) }, clockTime(instant, zone));
}

const HUES = 12;
const hueOf = (name) => [...name].reduce((sum, letter) => (sum * 33 + letter.codePointAt(0)) % 65521, 5) % HUES;

/** Initials on a colour that belongs to the name. */
export function avatar({ user_name: name = "?", is_bot: isBot }) {
  const words = name.split(/\s+/).filter(Boolean);
  const initials = words.length ? [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => [...word][0] ?? "").join("") : "?";
  const look = isBot ? "bot" : `hue-${hueOf(name)}`;
  return h("div", { class: `avatar ${look}`, "aria-hidden": "true" }, isBot ? "ij" : initials.toUpperCase());
}

function body(message, names, kit) {
  const edited = message.edited && h("small", { class: "edited" }, " (bewerkt)");
  if (message.blocks?.length) return h("div", { class: "message-body blocks" }, drawBlocks(message.blocks, kit), edited);
  const attachments = message.attachments?.length ? unsupported("attachments") : null;
  const text = message.text && h("div", { class: "text", dir: "auto" }, mrkdwn(message.text, names));
  return h("div", { class: "message-body" }, text, attachments, edited);
}

function summary(message, names, { openThread }) {
  if (!message.reply_count || !openThread) return null;
  const who = message.reply_users_names ?? [];
  return h("button", {
    type: "button", class: "thread-summary", "data-focus": `${message.ts}/thread`, onclick: () => openThread(message),
  }, h("span", { class: "faces" }, who.slice(0, 4).map((name) => face(name, names))),
  plural(message.reply_count, "antwoord", "antwoorden"), h("span", { class: "visually-hidden" }, ` van ${who.join(", ")}`));
}

const face = (name, { bot }) => avatar({ user_name: name, is_bot: name === bot.display_name });

function tools(message, { openThread, menuOf }) {
  const items = menuOf(message);
  const reply = openThread && !message.ephemeral && h("button", {
    type: "button", class: "tool reply", tabindex: "-1", "aria-label": "Antwoorden in draad", title: "Antwoorden in draad",
    "data-focus": `${message.ts}/reply`, onclick: () => openThread(message),
  }, icon(THREAD));
  const more = items.length > 0 && h("button", {
    type: "button", class: "tool", tabindex: "-1", "aria-label": "Meer acties", title: "Meer acties", "aria-haspopup": "menu", "aria-expanded": "false",
    "data-focus": `${message.ts}/more`, onclick: () => openMenu(more, items, { label: "Acties voor dit bericht" }),
  }, icon(MORE));
  return reply || more ? h("div", { class: "message-tools" }, reply, more) : null;
}
