// Notices when the person goes on with something else, so that the focus is not pulled from under their hands.

let deeds = 0;
for (const kind of ["pointerdown", "keydown", "input"]) addEventListener(kind, () => (deeds += 1), { capture: true });

/** Waits for `work`, then focuses `target()`, unless the person did something else meanwhile. */
export async function focusAfter(work, target) {
  const before = deeds;
  await work;
  if (deeds === before) target().focus();
}
