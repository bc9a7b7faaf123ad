// Puts the page together: reads where it is, fetches what that person sees, and keeps every part up to date.

import * as api from "./api.js";
import { focusAfter } from "./attention.js";
import { Clock } from "./clock.js";
import { Composer } from "./composer.js";
import { deedsOf } from "./conversation.js";
import { Drawer } from "./drawer.js";
import { heading, threadHeading } from "./heading.js";
import { Home } from "./home.js";
import { Inspector } from "./inspector.js";
import { Live } from "./live.js";
import { Modals } from "./modals.js";
import { Names } from "./names.js";
import { packed } from "./outgoing.js";
import { PersonPicker } from "./person.js";
import { here, move } from "./place.js";
import { botChannel, Sidebar } from "./sidebar.js";
import { Timeline } from "./timeline.js";
import { sentence } from "./words.js";

const part = (id) => document.getElementById(id);
const fine = matchMedia("(pointer: fine)");

const page = { place: here(), state: null, names: null, edition: "", threadShown: null };
const current = () => page;

const live = new Live();
const announce = (text) => live.announce(text);

const clock = new Clock(part("clock"), { move: moveClock });
const drawer = new Drawer(part("sidebar"), part("open-sidebar"));
const sidebar = new Sidebar(part("sidebar"), { go });
const person = new PersonPicker(part("person"), { choose: (as) => become(as) });
const inspector = new Inspector(part("inspector"), { fetch: api.traffic, closed: () => part("open-inspector").focus() });
const modals = new Modals({ perform, fallback: () => composer.focus() });

const deeds = deedsOf({ page: current, perform: performAloud, openThread: (message) => openThread(message) });
const threadDeeds = deedsOf({ page: current, perform: performAloud, openThread: null, thread: true });
const home = new Home({ kitFor: homeKit });

const known = () => ({ names: page.names, commands: page.state.commands, shortcuts: globalShortcuts() });
const composer = new Composer({ label: "Bericht", context: known, ...deeds });
const threadComposer = new Composer({
  label: "Antwoord in de draad", context: () => ({ ...known(), commands: [], shortcuts: [] }), ...threadDeeds, send: reply,
});
const timeline = new Timeline({ label: "Berichten", announce, empty: "Hier is nog niets gezegd." });
const threadTimeline = new Timeline({ label: "Berichten in de draad", announce, empty: "Dit bericht bestaat niet meer." });

part("conversation").append(timeline.node, home.node, composer.node);
part("thread-body").append(threadTimeline.node, threadComposer.node);
part("open-inspector").addEventListener("click", () => (inspector.isOpen ? inspector.close() : inspector.open(page.names.zone)));
part("thread").addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.defaultPrevented) closeThread();
});
addEventListener("popstate", () => enter(here()));

const globalShortcuts = () => page.state.shortcuts.filter(({ type }) => type === "global");

/** Sends a deed as the person of this tab and shows what came of it. */
async function perform(deed) {
  if (deed.file?.size === 0) return { ok: false, error: `Het bestand ${deed.file.name} is leeg.` };
  const answer = await api.act(await packed({ as: page.place.as, ...deed }));
  await refresh();
  return answer;
}

async function performAloud(deed) {
  const answer = await perform(deed);
  if (!answer.ok) live.tell(sentence(answer.error));
  return answer;
}

function reply(text) {
  if (!text.startsWith("/")) return threadDeeds.send(text);
  live.tell("Slack laat in een draad geen opdrachten met / toe. Geef ze in het kanaal zelf.");
  return false;
}

async function moveClock(to) {
  const answer = await api.moveClock(to);
  if (answer.ok === false) live.tell(sentence(answer.error));
  await refresh();
  return answer.ok !== false;
}

function homeKit(form) {
  return {
    key: "start", names: page.names, form,
    act: (deed) => performAloud({ do: "click", container: "home", ...deed, state: form.values() }),
    suggest: (deed) => perform({ do: "options", container: "home", ...deed }),
  };
}

// Going somewhere.

const showsHome = () => page.place.channel === botChannel(page.state)?.id && page.place.tab === null;

async function go(place) {
  drawer.close();
  move(place);
  if (!fine.matches) return enter(place);
  return focusAfter(enter(place), () => (showsHome() ? home.node : composer));
}

async function enter(place) {
  if (place.as !== page.place.as) modals.reset();
  page.place = { as: null, channel: null, tab: null, thread: null, ...place };
  await refresh();
  if (page.state && showsHome()) await performAloud({ do: "home" });
}

const become = (as) => go({ ...page.place, as, thread: null });

async function openThread({ ts, thread_ts: root }) {
  const place = { ...page.place, thread: root ?? ts };
  move(place);
  await focusAfter(enter(place), () => threadComposer);
}

async function closeThread() {
  const place = { ...page.place, thread: null };
  move(place);
  await focusAfter(enter(place), () => composer);
}

// Showing it.

let fetching = null;
let stale = false;

/** Fetches and shows everything once more; calls that come meanwhile share one further round. */
function refresh() {
  stale = true;
  fetching ??= rounds().finally(() => (fetching = null));
  return fetching;
}

async function rounds() {
  while (stale) {
    stale = false;
    await round();
  }
}

async function round() {
  const { place } = page;
  const reads = page.state && place.channel && !showsHome();
  const [state, messages, thread] = await Promise.all([
    api.state(place.as),
    reads ? api.messages(place.as, place.channel) : NOTHING,
    reads && place.thread ? api.messages(place.as, place.channel, place.thread) : NOTHING,
  ]);
  if (page.place !== place) return (stale = true);
  if (state.error) return nobody(state.error);
  if (settle(state)) return (stale = true);
  return show({ messages: messages.messages ?? [], thread: thread.messages ?? [] });
}

const NOTHING = { messages: [] };

/** Without this person the page goes on as the first one there is; without anybody it says so. */
function nobody(error) {
  if (error === "user_not_found" && page.place.as) {
    page.place = { ...page.place, as: null };
    stale = true;
  } else if (error === "user_not_found") {
    part("nobody").hidden = false;
  } else {
    live.tell(sentence(error));
  }
}

/** Takes the state in; true when there is more to fetch: at first, and when the place had to change to one this person sees. */
function settle(state) {
  const first = !page.state;
  const as = state.me.id;
  const channel = conversationOf(state)?.id ?? null;
  const moved = as !== page.place.as || channel !== page.place.channel;
  if (moved) {
    page.place = { ...page.place, as, channel, thread: null };
    move(page.place, { quietly: true });
  }
  page.state = state;
  page.names = new Names(state, { as, here: channel, now: () => clock.now() });
  page.edition = JSON.stringify([state.people, state.channels.map(({ id, name }) => [id, name])]);
  return first || moved;
}

/** The conversation asked for, when this person sees it; else their own with the bot. */
const conversationOf = (state) => state.channels.find(({ id }) => id === page.place.channel) ?? botChannel(state) ?? state.channels[0];

function show({ messages, thread }) {
  const { state, names, place, edition } = page;
  clock.update(state.clock);
  part("workspace").textContent = state.workspace.name;
  person.update(names);
  sidebar.update(state, place);
  const channel = state.channels.find(({ id }) => id === place.channel);
  part("nobody").hidden = Boolean(channel);
  part("conversation").hidden = !channel;
  part("thread").hidden = !place.thread;
  document.body.classList.toggle("with-thread", Boolean(place.thread));
  if (channel) showChannel(channel, messages);
  if (channel && place.thread) showThread(channel, thread);
  home.update(state.home, { as: names.me, edition });
  modals.update(state.modals, names);
  inspector.update(names.zone);
  document.title = [channel?.name, names.person(names.me), "irojbot-zandbak"].filter(Boolean).join(" · ");
}

function showChannel(channel, messages) {
  const { names, place, edition, state } = page;
  const tabs = channel.id === botChannel(state)?.id;
  const focus = document.activeElement?.dataset?.focus;
  part("heading").replaceChildren(...heading(channel, { tabs, tab: place.tab, go: (tab) => go({ ...place, tab }) }));
  if (focus?.startsWith("tab/")) part("heading").querySelector(`[data-focus="${focus}"]`)?.focus();
  timeline.node.hidden = composer.node.hidden = showsHome();
  home.node.hidden = !showsHome();
  timeline.update(`${place.as}/${channel.id}`, messages, { names, edition, deeds });
  composer.enter(`${place.as}/${channel.id}`, { placeholder: placeholder(channel), closed: closedBecause(channel) });
}

function showThread(channel, messages) {
  const { names, place, edition } = page;
  const key = `${place.as}/${channel.id}/${place.thread}`;
  if (key !== page.threadShown) part("thread-heading").replaceChildren(...threadHeading(channel, closeThread));
  page.threadShown = key;
  threadTimeline.update(key, messages, { names, edition, deeds: threadDeeds });
  threadComposer.enter(key, { placeholder: "Antwoord…", closed: closedBecause(channel) });
}

const placeholder = ({ kind, name }) => `Bericht aan ${kind === "im" ? name : `#${name}`}`;

function closedBecause({ archived, member }) {
  if (archived) return "Dit kanaal is gearchiveerd.";
  return member ? null : "Je leest mee, maar bent geen lid van dit kanaal.";
}

function lineLost(lost) {
  part("lost").hidden = !lost;
}

await enter(page.place);
document.body.classList.add("ready");
api.follow((version) => version > (page.state?.version ?? -1) && refresh(), lineLost);
