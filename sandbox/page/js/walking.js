// Walking through messages with the arrow keys: only the message one stands on has its tools in the Tab order.

const STEPS = { ArrowUp: -1, ArrowDown: 1 };

/** Makes the messages of `list` walkable from `scroller`, the focusable box around them. */
export function walkable(scroller, list) {
  scroller.addEventListener("keydown", (event) => walk(event, scroller, list));
  list.addEventListener("focusin", ({ target }) => {
    const here = target.closest(".message");
    for (const tool of list.querySelectorAll(".message-tools button")) tool.tabIndex = here?.contains(tool) ? 0 : -1;
  });
}

function walk(event, scroller, list) {
  const step = STEPS[event.key];
  const messages = [...list.querySelectorAll(".message")];
  const from = messages.indexOf(event.target);
  if (!step || !messages.length || (from < 0 && event.target !== scroller)) return;
  const to = from < 0 ? messages.length - 1 : Math.max(0, Math.min(from + step, messages.length - 1));
  event.preventDefault();
  messages[to].focus();
}
