// Draws Block Kit: a list of blocks becomes a list of nodes, their values are kept in the kit's form.

import { h, newId } from "../dom.js";
import { fileCard } from "../attachments.js";
import { element } from "./elements.js";
import { imageBlock } from "./images.js";
import { markdown } from "./markdown.js";
import { richText } from "./richtext.js";
import { table } from "./table.js";
import { text, words } from "./text.js";
import { unsupported } from "./unsupported.js";

/**
 * Nodes for `blocks`. The kit is what a surface offers them:
 * `{key, names, form, act({block_id, action_id, value}), suggest({…, query}), upload(file)}`; `key` is unique per surface.
 */
export const drawBlocks = (blocks, kit) => blocks.map((block, position) => draw(block, kit, position));

function draw(block, kit, position) {
  const node = BLOCKS[block.type]?.(block, kit, block.block_id ?? `b${position}`) ?? unsupported(block.type);
  node.classList.add("block", `block-${block.type}`);
  if (block.block_id) node.dataset.block = block.block_id;
  return node;
}

const BLOCKS = {
  section,
  header: (block) => h("div", { role: "heading", "aria-level": "3", dir: "auto" }, words(block.text)),
  divider: () => h("hr"),
  context,
  actions: (block, kit, blockId) =>
    h("div", { class: "actions" }, block.elements.map((spec) => element(spec, { blockId, kit }).node)),
  input,
  image: imageBlock,
  rich_text: (block, kit) => h("div", { class: "text" }, richText(block, kit.names)),
  markdown: (block) => h("div", { class: "text markdown" }, markdown(block.text)),
  table,
  alert,
  file: (block, kit) => fileCard(kit.names.remoteFile(block)),
};

function section(block, kit, blockId) {
  const id = newId("tekst");
  const accessory = block.accessory && element(block.accessory, { blockId, kit });
  if (accessory && block.text) (accessory.control ?? accessory.node).setAttribute("aria-describedby", id);
  return h("div", { class: "section" },
    h("div", { class: "section-body" },
      block.text && text(block.text, kit.names, { id }),
      block.fields && h("div", { class: "fields" }, block.fields.map((field) => text(field, kit.names)))),
    accessory && h("div", { class: "accessory" }, accessory.node));
}

function context(block, kit) {
  return h("div", { class: "context" }, block.elements.map((part) =>
    part.type === "image" ? element(part, { kit }).node : text(part, kit.names, { tag: "span" })));
}

const LEVELS = { default: "Bericht", info: "Info", warning: "Let op", error: "Fout", success: "In orde" };

function alert(block, kit) {
  const level = block.level in LEVELS ? block.level : "default";
  return h("div", { class: `alert alert-${level}`, role: "note" }, h("strong", {}, LEVELS[level]), text(block.text, kit.names));
}

function input(block, kit, blockId) {
  const [id, labelId, hintId, errorId] = ["veld", "label", "hulp", "fout"].map(newId);
  const error = h("p", { class: "error", id: errorId, role: "alert" });
  const naming = {
    "aria-labelledby": labelId,
    "aria-describedby": [block.hint && hintId, errorId].filter(Boolean).join(" "),
    "aria-required": block.optional ? null : "true",
  };
  const field = element(block.element, {
    blockId, kit, id,
    input: { naming, dispatches: block.dispatch_action === true, optional: block.optional === true, showError },
  });

  function showError(sentence) {
    error.textContent = sentence ?? "";
    field.control.setAttribute("aria-invalid", String(Boolean(sentence)));
  }

  return h("div", { class: "input" },
    h("label", { for: id, dir: "auto" }, h("span", { id: labelId }, words(block.label)),
      block.optional && h("span", { class: "optional" }, " (optioneel)")),
    field.node,
    error,
    block.hint && h("p", { class: "hint", id: hintId, dir: "auto" }, words(block.hint)));
}
