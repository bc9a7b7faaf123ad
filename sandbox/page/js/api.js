// Talks to the pretend Slack behind this page; an answer that does not come is an answer too: `{ok: false, error}`.

async function ask(address, body) {
  const options = body && {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  };
  try {
    const answer = await fetch(address, options);
    return await answer.json();
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError) return { ok: false, error: "unreachable" };
    throw error;
  }
}

const query = (values) =>
  new URLSearchParams(Object.entries(values).filter(([, value]) => value !== null && value !== undefined));

export const state = (as) => ask(`/page/state?${query({ as })}`);
export const messages = (as, channel, thread) => ask(`/page/messages?${query({ as, channel, thread })}`);
export const act = (deed) => ask("/page/act", deed);
export const moveClock = (move) => ask("/page/clock", move);
export const traffic = (after) => ask(`/page/traffic?${query({ after })}`);

/** Calls `changed(version)` at every change, and `lost(true | false)` when the line goes and comes back; silent while hidden. */
export function follow(changed, lost) {
  let source = null;
  const listen = () => {
    source?.close();
    source = null;
    if (document.hidden) return;
    source = new EventSource("/page/changes");
    source.onopen = () => lost(false);
    source.onerror = () => lost(true);
    source.onmessage = ({ data }) => changed(JSON.parse(data).version);
  };
  document.addEventListener("visibilitychange", () => {
    listen();
    if (!document.hidden) changed(Infinity);
  });
  listen();
}
