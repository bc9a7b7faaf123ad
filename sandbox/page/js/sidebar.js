// The list of conversations: the app first, then channels and direct messages.

import { h, icon } from "./dom.js";
import { HASH, LOCK } from "./icons.js";
import { avatar } from "./message.js";
import { addressOf } from "./place.js";

const APP = "App";

/** The conversation of this person with the bot. */
export const botChannel = ({ channels, bot }) =>
  channels.find(({ kind, members }) => kind === "im" && members.includes(bot.id));

export class Sidebar {
  #go;

  constructor(node, { go }) {
    this.node = node;
    this.#go = go;
  }

  update(state, place) {
    const bot = botChannel(state);
    const talks = state.channels.filter(({ kind, id }) => kind === "im" && id !== bot?.id);
    const channels = state.channels.filter(({ kind }) => kind !== "im");
    const focused = document.activeElement?.dataset?.channel;
    this.node.replaceChildren(
      ...this.#group(APP, bot ? [bot] : [], place, () => avatar({ user_name: state.bot.name, is_bot: true })),
      ...this.#group("Kanalen", channels, place, ({ kind }) => icon(kind === "private" ? LOCK : HASH)),
      ...this.#group("Directe berichten", talks, place, ({ name }) => avatar({ user_name: name })),
    );
    if (focused) this.node.querySelector(`[data-channel="${focused}"]`)?.focus();
  }

  #group(title, channels, place, picture) {
    if (!channels.length) return [];
    const id = `groep-${title.replaceAll(" ", "-")}`;
    const entries = channels.map((channel) => h("li", {}, this.#entry(channel, place, picture, title === APP)));
    return [h("h2", { id }, title), h("ul", { "aria-labelledby": id }, entries)];
  }

  #entry(channel, place, picture, isBot) {
    const here = channel.id === place.channel;
    const unread = here && !(isBot && place.tab === null) ? 0 : channel.unread;
    const target = { as: place.as, channel: channel.id, tab: isBot && unread ? "berichten" : null };
    const classes = [unread && "unread", channel.archived && "archived", !channel.member && "outside"];
    return h("a", {
      href: addressOf(target), class: classes.filter(Boolean).join(" "), "aria-current": here ? "page" : null, "data-channel": channel.id,
      onclick: (event) => this.#follow(event, target),
    }, picture(channel), h("span", { class: "channel-name", dir: "auto" }, channel.name),
    channel.kind === "private" && h("span", { class: "visually-hidden" }, " (privé)"),
    unread > 0 && h("span", { class: "count" }, String(unread), h("span", { class: "visually-hidden" }, " ongelezen")));
  }

  #follow(event, target) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.#go(target);
  }
}
