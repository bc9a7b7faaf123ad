// Builds DOM nodes: text always enters the page as text, never as mark-up.

let counter = 0;

/** A fresh id, for tying labels, hints and errors to their control. */
export const newId = (stem) => `${stem}-${(counter += 1)}`;

/** `h("button", {class: "primary", onclick: press}, "Bewaar")`; null, undefined and false children are left out. */
export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(node, name, value);
  node.append(...children.flat(Infinity).filter(isPresent));
  return node;
}

const isPresent = (child) => child !== null && child !== undefined && child !== false;

function setAttribute(node, name, value) {
  if (!isPresent(value)) return;
  if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else node.setAttribute(name, value === true ? "" : String(value));
}

const SVG = "http://www.w3.org/2000/svg";

/** A decorative line icon drawn on a 24 × 24 grid; `path` comes from icons.js only. */
export function icon(path) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [name, value] of [["viewBox", "0 0 24 24"], ["class", "icon"], ["aria-hidden", "true"]])
    svg.setAttribute(name, value);
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

const signatures = new WeakMap();

/**
 * Makes the children of `container` follow `items`, touching only what changed.
 *
 * `key` names an item, `signature` is a text that changes whenever its picture changes, and `render(item, old)` draws it.
 * Focus stays where it was when the focused control still exists in the new picture (`data-focus`).
 */
export function follow(container, items, { key, signature, render }) {
  const old = new Map([...container.children].map((node) => [node.dataset.key, node]));
  const focus = focusKey();
  const nodes = items.map((item) => drawn(item, old.get(key(item)), { key, signature, render }));
  const kept = new Set(nodes);
  for (const node of old.values()) if (!kept.has(node)) node.remove();
  nodes.forEach((node, position) => {
    if (container.children[position] !== node) container.insertBefore(node, container.children[position] ?? null);
  });
  if (focus && !container.ownerDocument.activeElement?.dataset?.focus) focusOn(focus, container);
}

function drawn(item, old, { key, signature, render }) {
  const picture = signature(item);
  if (old && signatures.get(old) === picture) return old;
  const node = render(item, old);
  node.dataset.key = key(item);
  signatures.set(node, picture);
  return node;
}

/** The name of the focused control, to find it again after it was drawn anew. */
export const focusKey = () => document.activeElement?.dataset?.focus ?? null;

/** Focuses the control with that name; false when it is gone. */
export function focusOn(key, within = document) {
  const node = within.querySelector(`[data-focus="${CSS.escape(key)}"]`);
  node?.focus({ preventScroll: true });
  return Boolean(node);
}

const SAFE = /^(https?:|mailto:|tel:)/i;

/** A link that opens beside the page; an address with another scheme stays plain text. */
export function link(address, ...children) {
  if (!SAFE.test(address)) return h("span", { class: "unsafe-link", title: address }, ...children);
  return h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, ...children);
}

/** Opens an address beside the page, as `link` would. */
export function openBeside(address) {
  if (SAFE.test(address)) open(address, "_blank", "noopener,noreferrer");
}
