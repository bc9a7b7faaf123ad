// The stack of modals of one person: opening, updating without losing what was typed, submitting, closing.

import { focusKey, focusOn, h, icon, newId } from "./dom.js";
import { CLOSE } from "./icons.js";
import { drawBlocks } from "./kit/blocks.js";
import { Form } from "./kit/form.js";
import { words } from "./kit/text.js";
import { sentence } from "./words.js";

export class Modals {
  #open = new Map();
  #perform;
  #returnTo = null;
  #fallback;

  /** `perform(deed)` sends a deed and resolves to its answer, telling nobody; `fallback()` gets the focus when its origin is gone. */
  constructor({ perform, fallback }) {
    this.#perform = perform;
    this.#fallback = fallback;
  }

  /** Shows these views, the last one on top. */
  update(views, names) {
    if (views.length && !this.#open.size) this.#returnTo = focusKey();
    const ids = new Set(views.map(({ id }) => id));
    for (const [id, modal] of this.#open) if (!ids.has(id)) this.#remove(id, modal);
    views.forEach((view) => this.#show(view, names));
    const top = views.at(-1)?.id;
    for (const [id, modal] of this.#open) modal.dialog.classList.toggle("under", id !== top);
  }

  /** Drops them all, for somebody else takes the chair. */
  reset() {
    for (const [id, modal] of this.#open) this.#remove(id, modal);
  }

  #remove(id, { dialog }) {
    this.#open.delete(id);
    dialog.close();
    dialog.remove();
    if (!this.#open.size && !(this.#returnTo && focusOn(this.#returnTo))) this.#fallback();
  }

  #show(view, names) {
    const known = this.#open.get(view.id);
    if (!known) return this.#open.set(view.id, this.#opened(view, names));
    if (known.hash !== view.hash) this.#redraw(known, view, names);
    return known;
  }

  #opened(view, names) {
    const modal = { dialog: h("dialog", { class: "modal" }), id: view.id };
    this.#draw(modal, view, names);
    modal.form.restore(view.state?.values ?? {});
    modal.dialog.addEventListener("cancel", (event) => {
      if (event.target !== modal.dialog) return;
      event.preventDefault();
      this.#close(modal);
    });
    document.body.append(modal.dialog);
    modal.dialog.showModal();
    (modal.form.firstControl() ?? modal.dialog.querySelector("footer button")).focus();
    this.#showTrouble(modal, modal.form.showErrors(view.errors ?? {}));
    return modal;
  }

  #redraw(modal, view, names) {
    const { form, dialog } = modal;
    const [focused, scrolled] = [focusKey(), dialog.querySelector(".modal-body").scrollTop];
    this.#draw(modal, view, names);
    modal.form.carry(form);
    dialog.querySelector(".modal-body").scrollTop = scrolled;
    if (dialog.contains(document.activeElement)) return;
    if (!(focused && focusOn(focused, dialog))) (modal.form.firstControl() ?? dialog.querySelector("footer button")).focus();
  }

  #draw(modal, view, names) {
    const titleId = newId("titel");
    const form = new Form();
    Object.assign(modal, { hash: view.hash, form, trouble: h("div", { class: "trouble", role: "alert" }) });
    modal.dialog.setAttribute("aria-labelledby", titleId);
    modal.dialog.replaceChildren(
      h("form", { novalidate: true, class: "modal-form", onsubmit: (event) => this.#submit(event, modal) },
        h("header", {}, h("h2", { id: titleId, dir: "auto" }, words(view.title)),
          h("button", { type: "button", class: "tool", "aria-label": "Alles sluiten", title: "Alles sluiten",
            onclick: () => this.#close(modal, { all: true }) }, icon(CLOSE))),
        h("div", { class: "modal-body blocks" }, modal.trouble, drawBlocks(view.blocks, this.#kit(modal, names))),
        h("footer", {},
          h("button", { type: "button", onclick: () => this.#close(modal) }, words(view.close) || (view.submit ? "Annuleren" : "Sluiten")),
          view.submit && h("button", { class: "primary" }, words(view.submit)))));
  }

  #kit(modal, names) {
    const { id, form } = modal;
    const perform = async (deed) => {
      const answer = await this.#perform({ container: "view", view_id: id, ...deed });
      if (!answer.ok) this.#showTrouble(modal, [sentence(answer.error)]);
      return answer;
    };
    return {
      key: id, names, form,
      act: (deed) => perform({ do: "click", ...deed, state: form.values() }),
      suggest: (deed) => this.#perform({ do: "options", container: "view", view_id: id, ...deed, state: form.values() }),
      upload: (file) => this.#perform({ do: "upload", file }),
    };
  }

  async #submit(event, modal) {
    event.preventDefault();
    const { dialog, form } = modal;
    if (dialog.ariaBusy === "true") return;
    const problems = form.problems();
    this.#showTrouble(modal, form.showErrors(problems));
    if (Object.keys(problems).length) return;
    dialog.ariaBusy = "true";
    const answer = await this.#perform({ do: "submit", view_id: modal.id, state: form.values() });
    dialog.ariaBusy = "false";
    const sentences = modal.form.showErrors(answer.errors ?? {});
    this.#showTrouble(modal, answer.ok ? sentences : [sentence(answer.error), ...sentences]);
  }

  #showTrouble({ trouble }, sentences) {
    trouble.replaceChildren(...sentences.map((text) => h("p", {}, text)));
    if (sentences.length) trouble.scrollIntoView({ block: "nearest" });
  }

  #close(modal, { all = false } = {}) {
    return this.#perform({ do: "close", view_id: modal.id, all });
  }
}
