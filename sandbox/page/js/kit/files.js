// The file input of a modal: files go to the pretend Slack at once, the form keeps what it made of them.

import { h } from "../dom.js";
import { fileSize } from "../words.js";

export function fileInput(spec, slot) {
  let files = [];
  const types = spec.filetypes?.length ? spec.filetypes.map((type) => `.${type}`).join(",") : null;
  const most = spec.max_files ?? 10;
  const status = h("p", { class: "hint", role: "status" });
  const list = h("ul", { class: "files-chosen" });
  const control = h("input", {
    type: "file", id: slot.id, accept: types, multiple: most > 1, ...slot.naming, "data-focus": slot.focus, onchange: add,
  });

  async function add() {
    const chosen = [...control.files].slice(0, most - files.length);
    const tooMany = control.files.length > chosen.length;
    control.value = "";
    status.textContent = "Wordt opgeladen…";
    for (const file of chosen) {
      const answer = await slot.upload(file);
      if (!answer.file) return (status.textContent = answer.error);
      set([...files, answer.file]);
    }
    status.textContent = tooMany ? `Hier kunnen hoogstens ${most} bestanden bij.` : "";
    return slot.changed();
  }

  function set(next) {
    files = next;
    list.replaceChildren(...files.map(entry));
  }

  const remove = (file) => set(files.filter((kept) => kept !== file));

  const entry = (file) =>
    h("li", {}, `${file.name} (${fileSize(file.size)})`,
      h("button", { type: "button", "aria-label": `${file.name} weghalen`, onclick: () => remove(file) }, "×"));

  return {
    type: spec.type, control, node: h("div", { class: "file-input" }, control, list, status),
    read: () => ({ type: spec.type, files }),
    write: (state) => set(state.files ?? []),
  };
}
