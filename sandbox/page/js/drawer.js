// The sidebar on a narrow screen: a drawer that opens over the conversation and gives the focus back.

const narrow = matchMedia("(max-width: 720px)");

export class Drawer {
  /** `opener` opens it, a press outside, Esc or a choice closes it. */
  constructor(node, opener) {
    Object.assign(this, { node, opener });
    opener.addEventListener("click", () => this.#set(!node.classList.contains("open")));
    node.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    document.addEventListener("pointerdown", ({ target }) => {
      if (!node.contains(target) && !opener.contains(target)) this.#set(false, { focus: false });
    });
    narrow.addEventListener("change", () => this.#set(false, { focus: false }));
  }

  close() {
    this.#set(false, { focus: narrow.matches });
  }

  #set(open, { focus = true } = {}) {
    this.node.classList.toggle("open", open);
    this.opener.setAttribute("aria-expanded", String(open));
    if (!focus) return;
    const here = this.node.querySelector("[aria-current]") ?? this.node.querySelector("a");
    (open ? here : this.opener)?.focus();
  }
}
