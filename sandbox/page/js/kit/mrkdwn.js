// Draws Slack's mrkdwn as DOM nodes: bold, italic, strike, code, links, mentions, dates, lists, quotes and fenced code.

import { h, link } from "../dom.js";
import { slackDate } from "./dates.js";
import { emojify } from "./emoji.js";

const MARKS = { "*": "strong", _: "em", "~": "s" };
const WORD = /[\p{L}\p{N}]/u;
const ENTITIES = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };
const plain = (text) => text.replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity]);

/**
 * Nodes for a mrkdwn text. `names` looks people and channels up and knows zone and clock. With `verbatim` Slack leaves plain words
 * alone; `links` turns bare addresses into links, and `mentions` bare #channel and @here as well.
 */
export function mrkdwn(text, names, { links = true, mentions = false } = {}) {
  const context = { names, links, mentions };
  return text.split(/\n?```\n?([\s\S]*?)\n?```\n?/).flatMap((part, index) =>
    index % 2 ? [h("pre", {}, h("code", {}, plain(part)))] : paragraphs(part, context),
  );
}

const QUOTE = /^(?:&gt;|>)(?!&gt;|>) ?/;
const ITEM = /^([ \t]*)([•◦▪‣-]|\d{1,3}[.)])[ \t]+(?=\S)/;

const kindOf = (line) => [QUOTE, ITEM].find((pattern) => pattern.test(line));

function paragraphs(text, context) {
  const nodes = [];
  const lines = text.split("\n");
  while (lines.length) {
    const kind = kindOf(lines[0]);
    if (!kind) {
      nodes.push(...inline(lines.shift(), context), lines.length && !kindOf(lines[0]) ? h("br") : null);
      continue;
    }
    const run = [];
    while (lines.length && kind.test(lines[0])) run.push(lines.shift());
    nodes.push(kind === QUOTE ? quote(run, context) : list(run, context));
  }
  return nodes.filter(Boolean);
}

const quote = (lines, context) =>
  h("blockquote", {}, paragraphs(lines.map((line) => line.replace(QUOTE, "")).join("\n"), context));

function list(lines, context) {
  const items = lines.map((line) => {
    const [whole, indent, marker] = line.match(ITEM);
    const item = h("li", {}, inline(line.slice(whole.length), context));
    item.style.listStyleType = `"${marker} "`;
    item.style.marginInlineStart = `${Math.floor(indent.length / 2)}em`;
    return item;
  });
  return h("ul", { class: "typed-list" }, items);
}

/** The nodes of one line. */
function inline(text, context) {
  const nodes = [];
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const found = construct(text, at, context);
    if (!found) continue;
    nodes.push(...words(text.slice(from, at), context), found.node);
    from = found.end;
    at = from - 1;
  }
  return [...nodes, ...words(text.slice(from), context)];
}

function construct(text, at, context) {
  const sign = text[at];
  if (sign === "`") return between(text, at, "`", (inside) => h("code", {}, plain(inside)));
  if (sign === "<") return between(text, at, ">", (inside) => token(inside, context));
  if (!(sign in MARKS) || WORD.test(text[at - 1] ?? " ")) return null;
  const end = closing(text, at, sign);
  return end < 0 ? null : { node: h(MARKS[sign], {}, inline(text.slice(at + 1, end), context)), end: end + 1 };
}

function between(text, at, close, draw) {
  const end = text.indexOf(close, at + 1);
  return end > at + 1 ? { node: draw(text.slice(at + 1, end)), end: end + 1 } : null;
}

/** Where the mark opened at `at` closes, skipping code and tokens; -1 when it is an ordinary character. */
function closing(text, at, mark) {
  if (/\s/.test(text[at + 1] ?? " ") || text[at + 1] === mark) return -1;
  for (let i = at + 1; i < text.length; i += 1) {
    const skip = { "`": "`", "<": ">" }[text[i]];
    const over = skip ? text.indexOf(skip, i + 1) : -1;
    if (over > i) i = over;
    else if (text[i] === mark && !/\s/.test(text[i - 1]) && !WORD.test(text[i + 1] ?? " ")) return i;
  }
  return -1;
}

/** What stands between < and >: a person, a channel, a special mention, a date or a link. */
function token(inside, context) {
  const bar = inside.indexOf("|");
  const [target, label] = bar < 0 ? [inside, ""] : [inside.slice(0, bar), plain(inside.slice(bar + 1))];
  if (/^@[UW]/.test(target)) return person(target.slice(1), label, context.names);
  if (target.startsWith("#")) return channel(target.slice(1), label, context.names);
  if (target.startsWith("!date^")) return dateToken(target, label, context.names);
  if (target.startsWith("!")) return broadcast(target.slice(1).split("^")[0], label);
  return link(plain(target), label ? emojify(label) : plain(target));
}

export function person(id, label, names) {
  const mine = id === names.me ? " mine" : "";
  return h("span", { class: `mention${mine}`, title: id }, `@${names.person(id) ?? (label || id)}`);
}

export function channel(id, label, names) {
  const name = names.channel(id) ?? label;
  return h("span", { class: "mention", title: id }, name ? `#${name}` : "privékanaal");
}

export const broadcast = (range, label = "") => h("span", { class: "mention broadcast" }, label || `@${range}`);

function dateToken(target, fallback, names) {
  const [, unix, format, address] = target.split("^");
  return date({ unix, format: format ?? "", fallback, address }, names);
}

/** A date as Slack shows it, in the workspace's zone; what cannot be understood shows its fallback. */
export function date({ unix, format, fallback, address }, names) {
  const text = slackDate(unix, format, { zone: names.zone, now: names.now() }) ?? fallback;
  return address ? link(address, text) : h("time", { title: fallback || null }, text);
}

const BARE = new RegExp(
  [
    /(https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)\]}'"])/u,
    /(?<![\p{L}\p{N}])@(here|channel|everyone)\b/u,
    /(?<![\p{L}\p{N}&])#([\p{L}\p{N}_-]+)/u,
  ].map(({ source }) => source).join("|"),
  "gu",
);

/** Ordinary words, with emoji, and with addresses and names recognised where Slack does so. */
function words(text, context) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(BARE)) {
    const node = recognised(match, context);
    if (!node) continue;
    nodes.push(emojify(plain(text.slice(from, match.index))), node);
    from = match.index + match[0].length;
  }
  nodes.push(emojify(plain(text.slice(from))));
  return nodes.filter((node) => node !== "");
}

function recognised([whole, address, range, name], { names, links, mentions }) {
  if (address) return links ? link(plain(address), plain(address)) : null;
  if (!mentions) return null;
  if (range) return broadcast(range);
  const id = names.channelNamed(name);
  return id ? channel(id, name, names) : null;
}
