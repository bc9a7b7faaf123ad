// What a composer offers while one types: slash commands with their usage, people after @, channels after #.

const MOST = 8;
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const KINDS = [
  { pattern: /^(\/\S*)$/, offers: commands },
  { pattern: /(?:^|\s)(@[\p{L}\p{N}'’._-]*(?: [\p{L}\p{N}'’._-]+)*)$/u, offers: people },
  { pattern: /(?:^|\s)(#[\p{L}\p{N}_-]*)$/u, offers: channels },
];

/** `{from, items: [{text, detail, insert}]}` for what stands before the caret; null when there is nothing to offer. */
export function completions(before, { names, commands: known }) {
  for (const { pattern, offers } of KINDS) {
    const typed = before.match(pattern)?.[1];
    const items = typed ? offers(typed, names, known).slice(0, MOST) : [];
    if (items.length) return { from: before.length - typed.length, items };
  }
  return null;
}

function commands(typed, names, known) {
  const wanted = typed.slice(1).toLowerCase();
  const fits = known.filter(({ command }) => command.slice(1).includes(wanted));
  const first = ({ command }) => (command.slice(1).startsWith(wanted) ? 0 : 1);
  return fits
    .sort((one, other) => first(one) - first(other) || one.command.localeCompare(other.command))
    .map(({ command, usage_hint: usage, description }) => ({
      text: [command, usage].filter(Boolean).join(" "), detail: description, insert: `${command} `,
    }));
}

function people(typed, names) {
  const wanted = folded(typed.slice(1)).split(" ");
  const fits = (name) => {
    const words = folded(name).split(/[\s'’-]+/);
    return wanted.every((start) => words.some((word) => word.startsWith(start)));
  };
  return names.personItems()
    .filter(({ text, description }) => fits(`${text} ${description}`))
    .map(({ key, description }) => ({ text: `@${names.mention(key)}`, detail: description, insert: `@${names.mention(key)} ` }));
}

function channels(typed, names) {
  const wanted = typed.slice(1).toLowerCase();
  return names.channels()
    .filter(({ name, archived }) => !archived && name.includes(wanted))
    .map(({ name }) => ({ text: `#${name}`, detail: "", insert: `#${name} ` }));
}

/** The command that a text begins with, to show its usage while the rest is typed. */
export function commandOf(text, known) {
  const word = text.match(/^(\/\S+)\s/)?.[1];
  return known.find(({ command }) => command === word) ?? null;
}
