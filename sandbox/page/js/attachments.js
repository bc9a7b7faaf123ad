// Shows files that hang on a message: images as pictures, the rest as a card to download.

import { h, icon } from "./dom.js";
import { FILE } from "./icons.js";
import { fileSize } from "./words.js";

/** A card with name, size and download link for `{name, size, mimetype, url}`. */
export function fileCard({ name, size, url }) {
  const about = [kindOf(name), size === undefined ? null : fileSize(size)].filter(Boolean).join(" · ");
  const body = [icon(FILE), h("span", { class: "file-name", dir: "auto" }, name), h("small", {}, about)];
  if (!url) return h("div", { class: "file" }, body);
  return h("a", { class: "file", href: url, download: name, "aria-label": `${name} downloaden, ${about}` }, body);
}

const kindOf = (name) => (name.includes(".") ? name.split(".").at(-1).toUpperCase() : "");

/** The files under a message. */
export function fileList(files) {
  return h("div", { class: "files" }, files.map((file) => file.mimetype?.startsWith("image/") ? preview(file) : fileCard(file)));
}

const preview = (file) =>
  h("figure", { class: "image" }, h("img", { src: file.url, alt: file.name, loading: "lazy" }), h("figcaption", {}, fileCard(file)));
