// Draws rich_text: sections, nested lists, quotes and preformatted text, with every leaf the bot may use.

import { h, link } from "../dom.js";
import { emoji } from "./emoji.js";
import { broadcast, channel, date, person } from "./mrkdwn.js";
import { unsupported } from "./unsupported.js";

const STYLES = [["code", "code"], ["bold", "strong"], ["italic", "em"], ["strike", "s"], ["underline", "u"]];

const LEAVES = {
  text: (leaf) => leaf.text,
  link: (leaf) => link(leaf.url, leaf.text ?? leaf.url),
  user: (leaf, names) => person(leaf.user_id, "", names),
  usergroup: (leaf) => broadcast(leaf.usergroup_id),
  channel: (leaf, names) => channel(leaf.channel_id, "", names),
  emoji: (leaf) => emoji(leaf.name, leaf.unicode),
  date: (leaf, names) =>
    date({ unix: leaf.timestamp, format: leaf.format, fallback: leaf.fallback ?? "", address: leaf.url }, names),
  broadcast: (leaf) => broadcast(leaf.range),
  color: (leaf) => swatch(leaf.value),
  team: (leaf) => broadcast(leaf.team_id),
};

function swatch(value) {
  const patch = h("span", { class: "swatch", "aria-hidden": "true" });
  patch.style.backgroundColor = value;
  return h("span", {}, patch, value);
}

function leaf(element, names) {
  const draw = LEAVES[element.type];
  if (!draw) return unsupported(element.type);
  return STYLES.filter(([style]) => element.style?.[style]).reduce(
    (inside, [, tag]) => h(tag, {}, inside),
    draw(element, names),
  );
}

const leaves = (part, names) => part.elements.map((element) => leaf(element, names));

const PARTS = {
  rich_text_section: (part, names) => h("div", { class: "rich-section", dir: "auto" }, leaves(part, names)),
  rich_text_quote: (part, names) => h("blockquote", { dir: "auto" }, leaves(part, names)),
  rich_text_preformatted: (part, names) => h("pre", {}, h("code", {}, leaves(part, names))),
};

/** The parts of one rich_text object, one node each; following lists of deeper indent are nested. */
export function richText(object, names) {
  const nodes = [];
  const open = [];
  for (const part of object.elements) {
    if (part.type !== "rich_text_list") {
      open.length = 0;
      nodes.push(PARTS[part.type]?.(part, names) ?? unsupported(part.type));
      continue;
    }
    const depth = part.indent ?? 0;
    while (open.length && open.at(-1).depth >= depth) open.pop();
    const list = listNode(part, names);
    const parent = open.at(-1)?.list.lastElementChild;
    if (parent) parent.append(list);
    else nodes.push(list);
    open.push({ depth, list });
  }
  return nodes;
}

function listNode(part, names) {
  const ordered = part.style === "ordered";
  const start = ordered && part.offset ? part.offset + 1 : null;
  const items = part.elements.map((item) => h("li", { dir: "auto" }, leaves(item, names)));
  return h(ordered ? "ol" : "ul", { class: "rich-list", start }, items);
}
