// Small questions over everything else: "are you sure?" and "edit this text".

import { h, newId } from "./dom.js";

/** Asks; resolves to true only when the person presses the confirming button. */
export function ask({ title, body, confirm, deny = "Annuleren", danger = false }) {
  const titleId = newId("vraag");
  const yes = h("button", { class: danger ? "danger" : "primary", value: "yes" }, confirm);
  const dialog = h("dialog", { class: "question", "aria-labelledby": titleId, role: "alertdialog" },
    h("form", { method: "dialog" },
      h("h2", { id: titleId }, title),
      h("div", { class: "question-body" }, body),
      h("footer", {}, h("button", { value: "no" }, deny), yes)));
  return answer(dialog, yes, () => dialog.returnValue === "yes");
}

/** Asks for a text; resolves to null when the person cancels. */
export function askText({ title, label, value }) {
  const titleId = newId("vraag");
  const area = h("textarea", { "aria-label": label, rows: "5", dir: "auto" });
  area.value = value;
  const dialog = h("dialog", { class: "question wide", "aria-labelledby": titleId },
    h("form", { method: "dialog" },
      h("h2", { id: titleId }, title),
      area,
      h("footer", {}, h("button", { value: "no" }, "Annuleren"), h("button", { class: "primary", value: "yes" }, "Opslaan"))));
  return answer(dialog, area, () => (dialog.returnValue === "yes" ? area.value : null));
}

function answer(dialog, focused, result) {
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(result());
    });
    document.body.append(dialog);
    dialog.showModal();
    focused.focus();
  });
}
