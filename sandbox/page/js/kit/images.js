// Images: those of this sandbox are shown, those of elsewhere stay a link, since the page asks nothing from other hosts.

import { h, link } from "../dom.js";
import { words } from "./text.js";

export function image(spec, slot) {
  const address = spec.image_url ?? slot.names.fileAddress(spec.slack_file);
  return { node: picture(address, spec.alt_text) };
}

export function imageBlock(block, kit) {
  const { node } = image(block, kit);
  return h("figure", { class: "image" }, node, block.title && h("figcaption", { dir: "auto" }, words(block.title)));
}

function picture(address, alternative) {
  const here = address && new URL(address, location.href).origin === location.origin;
  if (!here) return h("span", { class: "image-elsewhere" }, "Afbeelding: ", address ? link(address, alternative) : alternative);
  return h("img", { src: address, alt: alternative, loading: "lazy" });
}
