// Looks up who and what an id stands for, as one person in the workspace sees it.

export class Names {
  #people;
  #channels;

  constructor({ people, channels, me, bot, clock }, { as, here, now }) {
    this.#people = new Map(people.map((person) => [person.id, person]));
    this.#channels = new Map(channels.map((channel) => [channel.id, channel]));
    Object.assign(this, { me: me?.id ?? as, as, bot, zone: clock.zone, here, now });
  }

  person(id) {
    const person = this.#people.get(id);
    return person && (person.display_name || person.name);
  }

  channel(id) {
    return this.#channels.get(id)?.name;
  }

  /** The id of the channel with that name. */
  channelNamed(name) {
    return this.channels().find((channel) => channel.name === name)?.id;
  }

  channels() {
    return [...this.#channels.values()].filter(({ kind }) => kind !== "im");
  }

  /** Everybody who can be chosen or mentioned. */
  people() {
    return [...this.#people.values()].filter(({ deleted, is_bot: isBot }) => !deleted && !isBot);
  }

  personItems() {
    return this.people().map(({ id }) => this.personItem(id));
  }

  personItem(id) {
    const person = this.#people.get(id);
    const text = this.person(id) ?? id;
    return { key: id, text, description: person && person.name !== text ? person.name : "" };
  }

  conversationItem(id) {
    const channel = this.#channels.get(id);
    if (!channel) return { key: id, text: this.person(id) ?? id };
    return { key: id, text: channel.kind === "im" ? channel.name : `#${channel.name}` };
  }

  /** Conversations that a select offers, after Slack's `filter` object. */
  conversationItems({ include = ["public", "private", "im"], exclude_bot_users: noBots = false } = {}) {
    return [...this.#channels.values()]
      .filter(({ kind, archived }) => include.includes(kind) && !archived)
      .filter(({ kind, members }) => !(noBots && kind === "im" && members.includes(this.bot.id)))
      .map(({ id }) => this.conversationItem(id));
  }

  /** A label that no two people share, for what is typed after @. */
  mention(id) {
    const label = this.person(id);
    const namesakes = this.people().filter((person) => this.person(person.id) === label);
    return namesakes.length > 1 ? `${label} (${id})` : label;
  }

  /** Where this person fetches an image that blocks show by `slack_file`. */
  fileAddress(file) {
    const id = file?.id ?? file?.url?.match(/\b(F[A-Z0-9]{6,})\b/)?.[1];
    return id ? `/files/${id}/afbeelding?as=${this.as}` : null;
  }

  remoteFile({ external_id: id }) {
    return { name: id, size: undefined, url: null };
  }
}
