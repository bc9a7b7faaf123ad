// Keeps a popover beside the control that opened it, inside the window, while it is open.

const GAP = 4;
const MARGIN = 8;

/** Shows `popover` under (or, without room, above) `anchor`; it follows the anchor until it is hidden. */
export function showBeside(popover, anchor, { matchWidth = false, alignEnd = false } = {}) {
  const place = () => position(popover, anchor, { matchWidth, alignEnd });
  popover.showPopover();
  place();
  const stopping = new AbortController();
  addEventListener("scroll", place, { capture: true, signal: stopping.signal });
  addEventListener("resize", place, { signal: stopping.signal });
  popover.addEventListener("toggle", ({ newState }) => newState === "closed" && stopping.abort(), {
    signal: stopping.signal,
  });
}

function position(popover, anchor, { matchWidth, alignEnd }) {
  const box = anchor.getBoundingClientRect();
  popover.style.minWidth = matchWidth ? `${box.width}px` : "";
  popover.style.maxHeight = "";
  const below = innerHeight - box.bottom - GAP - MARGIN;
  const above = box.top - GAP - MARGIN;
  const upward = popover.scrollHeight > below && above > below;
  popover.style.maxHeight = `${Math.max(120, upward ? above : below)}px`;
  const left = alignEnd ? box.right - popover.offsetWidth : box.left;
  popover.style.left = `${Math.max(MARGIN, Math.min(left, innerWidth - popover.offsetWidth - MARGIN))}px`;
  popover.style.top = `${upward ? box.top - GAP - popover.offsetHeight : box.bottom + GAP}px`;
}
