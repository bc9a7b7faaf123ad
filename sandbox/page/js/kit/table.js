// Draws the table block: the first row is its head, columns align as their settings say.

import { h } from "../dom.js";
import { richText } from "./richtext.js";
import { unsupported } from "./unsupported.js";

const CELLS = {
  raw_text: (cell) => cell.text,
  raw_number: (cell) => cell.text ?? String(cell.value),
  rich_text: (cell, names) => richText(cell, names),
};

/** A frame that scrolls by itself when the table is wider than the page, with keyboard too. */
export function table({ rows, column_settings: columns = [] }, { names }) {
  const cell = (tag, content, position) => {
    const { align = "left", is_wrapped: wrapped } = columns[position] ?? {};
    const draw = CELLS[content.type];
    return h(tag, { class: `${align}${wrapped ? " wrapped" : ""}`, dir: "auto", scope: tag === "th" ? "col" : null },
      draw ? draw(content, names) : unsupported(content.type));
  };
  const row = (tag, cells) => h("tr", {}, cells.map((content, position) => cell(tag, content, position)));
  const [head, ...body] = rows;
  return h("div", { class: "table-frame", tabindex: "0", role: "region", "aria-label": "Tabel" },
    h("table", {}, h("thead", {}, row("th", head)), h("tbody", {}, body.map((cells) => row("td", cells)))));
}
