// Turns what is typed with *marks* into Slack's rich_text, and back into what one would type.

import { mrkdwn } from "./mrkdwn.js";

const STYLES = { STRONG: "bold", EM: "italic", S: "strike", CODE: "code" };
const MARKS = { bold: "*", italic: "_", strike: "~", code: "`" };
const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/** A rich_text object for a typed text. */
export function toRichText(typed, names) {
  const parts = [];
  let section = null;
  for (const node of mrkdwn(escaped(typed), names)) {
    const part = block(node);
    if (part) parts.push(part);
    else if (section) section.elements.push(...leaves(node));
    else parts.push((section = { type: "rich_text_section", elements: leaves(node) }));
    if (part) section = null;
  }
  return { type: "rich_text", elements: parts };
}

function block(node) {
  if (node.tagName === "PRE")
    return { type: "rich_text_preformatted", elements: [{ type: "text", text: node.textContent }] };
  if (node.tagName === "BLOCKQUOTE") return { type: "rich_text_quote", elements: inside(node) };
  if (node.tagName !== "UL") return null;
  const ordered = /\d/.test(node.firstElementChild.style.listStyleType);
  const elements = [...node.children].map((item) => ({ type: "rich_text_section", elements: inside(item) }));
  return { type: "rich_text_list", style: ordered ? "ordered" : "bullet", indent: 0, elements };
}

const inside = (node, style = {}) => [...node.childNodes].flatMap((child) => leaves(child, style));

function leaves(node, style = {}) {
  if (typeof node === "string" || node.nodeType === Node.TEXT_NODE) return [leaf("text", { text: node.data ?? node }, style)];
  if (node.tagName === "BR") return [leaf("text", { text: "\n" }, style)];
  if (node.tagName === "A") return [leaf("link", { url: node.getAttribute("href"), text: node.textContent }, style)];
  const mark = STYLES[node.tagName];
  return inside(node, mark ? { ...style, [mark]: true } : style);
}

const leaf = (type, fields, style) => ({ type, ...fields, ...(Object.keys(style).length ? { style } : {}) });

/** What one would type to get this rich_text. */
export const fromRichText = ({ elements }) => elements.map(partText).join("\n");

function partText(part) {
  const text = (elements) => elements.map(leafText).join("");
  if (part.type === "rich_text_preformatted") return `\`\`\`${text(part.elements)}\`\`\``;
  if (part.type === "rich_text_quote") return text(part.elements).replace(/^/gm, "> ");
  if (part.type !== "rich_text_list") return text(part.elements);
  const marker = (index) => (part.style === "ordered" ? `${index + 1}.` : "-");
  return part.elements.map((item, index) => `${marker(index)} ${text(item.elements)}`).join("\n");
}

function leafText({ text, url, name, style = {} }) {
  const marks = Object.keys(MARKS).filter((mark) => style[mark]).map((mark) => MARKS[mark]);
  return [...marks, text ?? url ?? `:${name}:`, ...marks.toReversed()].join("");
}
