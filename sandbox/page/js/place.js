// Where the page is (who acts, which conversation, tab and thread), kept in its address: two tabs can be two people.

const WORDS = { as: "als", channel: "kanaal", tab: "tab", thread: "draad" };

/** `{as, channel, tab, thread}`; what the address does not say is null. */
export function here() {
  const asked = new URLSearchParams(location.search);
  return Object.fromEntries(Object.entries(WORDS).map(([name, word]) => [name, asked.get(word)]));
}

/** The address of a place. */
export function addressOf(place) {
  const asked = new URLSearchParams();
  for (const [name, word] of Object.entries(WORDS)) if (place[name]) asked.set(word, place[name]);
  return `?${asked}`;
}

/** Moves the address; `quietly` without a new step for the back button. */
export function move(place, { quietly = false } = {}) {
  if (addressOf(place) === location.search) return;
  history[quietly ? "replaceState" : "pushState"](null, "", addressOf(place));
}
