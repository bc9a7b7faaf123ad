// Draws the markdown block: headings, lists, tasks, quotes, fenced code, tables, rules and inline mark-up.

import { h, link } from "../dom.js";
import { emojify } from "./emoji.js";

const FENCE = /^```/;
const HEADING = /^(#{1,6})\s+(.*)$/;
const RULE = /^ {0,3}([-*_])(?:\s*\1){2,}\s*$/;
const QUOTE = /^> ?/;
const ITEM = /^(\s*)([-*+]|\d{1,9}[.)])\s+(.*)$/;
const TABLE = /^\s*\|?(\s*:?-+:?\s*\|)+\s*:?-*:?\s*\|?\s*$/;

const KINDS = [
  [(lines) => FENCE.test(lines[0]), fenced],
  [(lines) => HEADING.test(lines[0]), heading],
  [(lines) => RULE.test(lines[0]), (lines) => (lines.shift(), h("hr"))],
  [(lines) => QUOTE.test(lines[0]), quoted],
  [(lines) => ITEM.test(lines[0]), list],
  [(lines) => lines[0].includes("|") && TABLE.test(lines[1] ?? ""), table],
];

const kindOf = (lines) => KINDS.find(([fits]) => fits(lines))?.[1];

/** Nodes for a text in markdown. */
export const markdown = (text) => blocks(text.split("\n"));

function blocks(lines) {
  const nodes = [];
  while (lines.length) {
    if (!lines[0].trim()) lines.shift();
    else nodes.push((kindOf(lines) ?? paragraph)(lines));
  }
  return nodes;
}

function taken(lines, fits) {
  const run = [];
  while (lines.length && fits(lines[0])) run.push(lines.shift());
  return run;
}

function fenced(lines) {
  lines.shift();
  const code = taken(lines, (line) => !FENCE.test(line)).join("\n");
  lines.shift();
  return h("pre", {}, h("code", {}, code));
}

function heading(lines) {
  const [, signs, title] = lines.shift().match(HEADING);
  return h("div", { class: "heading", role: "heading", "aria-level": signs.length + 2, dir: "auto" }, inline(title));
}

function quoted(lines) {
  const inside = taken(lines, (line) => QUOTE.test(line)).map((line) => line.replace(QUOTE, ""));
  return h("blockquote", { dir: "auto" }, blocks(inside));
}

function paragraph(lines) {
  const run = [lines.shift()];
  while (lines.length && lines[0].trim() && !kindOf(lines)) run.push(lines.shift());
  const nodes = run.flatMap((line, index) => (index ? [h("br"), ...inline(line)] : inline(line)));
  return h("p", { dir: "auto" }, nodes);
}

function list(lines) {
  const [, indent, marker] = lines[0].match(ITEM);
  const ordered = /\d/.test(marker);
  const items = [];
  while (lines.length && ITEM.test(lines[0])) {
    const depth = lines[0].match(ITEM)[1].length;
    if (depth < indent.length) break;
    if (depth > indent.length && items.length) items.at(-1).append(list(lines));
    else items.push(listItem(lines.shift().match(ITEM)[3]));
  }
  return h(ordered ? "ol" : "ul", { start: ordered ? parseInt(marker, 10) : null }, items);
}

function listItem(text) {
  const task = text.match(/^\[([ xX])\]\s+(.*)$/);
  if (!task) return h("li", { dir: "auto" }, inline(text));
  const done = task[1] !== " ";
  return h("li", { class: "task", dir: "auto" }, done ? "☑ " : "☐ ", inline(task[2]));
}

function table(lines) {
  const cells = (line) => line.trim().replace(/^\||\|$/g, "").split("|").map((cell) => inline(cell.trim()));
  const head = cells(lines.shift());
  lines.shift();
  const rows = taken(lines, (line) => line.includes("|") && line.trim()).map(cells);
  return h("div", { class: "table-frame", tabindex: "0", role: "region", "aria-label": "Tabel" },
    h("table", {},
      h("thead", {}, h("tr", {}, head.map((cell) => h("th", { scope: "col" }, cell)))),
      h("tbody", {}, rows.map((row) => h("tr", {}, row.map((cell) => h("td", {}, cell)))))));
}

const INLINE = new RegExp(
  [
    "\\\\(?<escaped>[\\\\`*_{}\\[\\]()#+.!~|>-])",
    "(?<ticks>`+)(?<code>.+?)\\k<ticks>",
    "!?\\[(?<label>[^\\]]*)\\]\\((?<address>[^\\s)]+)[^)]*\\)",
    "<(?<bare>https?://[^>\\s]+)>",
    "(?<bold>\\*\\*|__)(?=\\S)(?<strong>.+?)(?<=\\S)\\k<bold>(?!\\*)",
    "~~(?=\\S)(?<strike>.+?)(?<=\\S)~~",
    "(?<![\\p{L}\\p{N}*_])(?<slant>[*_])(?=[^\\s*_])(?<em>.+?)(?<=\\S)\\k<slant>(?![\\p{L}\\p{N}*_])",
    "(?<url>https?://[^\\s<>]*[^\\s<>.,;:!?)\\]}'\"])",
  ].join("|"),
  "gu",
);

function inline(text) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    nodes.push(emojify(text.slice(from, match.index)), marked(match.groups));
    from = match.index + match[0].length;
  }
  return [...nodes, emojify(text.slice(from))].filter((node) => node !== "");
}

function marked({ escaped, code, label, address, bare, strong, strike, em, url }) {
  if (escaped) return escaped;
  if (code) return h("code", {}, code.trim());
  if (address) return link(address, label || address);
  if (bare ?? url) return link(bare ?? url, bare ?? url);
  if (strong) return h("strong", {}, inline(strong));
  return strike ? h("s", {}, inline(strike)) : h("em", {}, inline(em));
}
