// What stands in a composer, and what Slack receives for it: @name becomes <@U…>, #name becomes <#C…|name>.

const plain = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
const literal = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const byLength = (one, other) => other.length - one.length;

/** The text with every name as the id that was meant; the pretend Slack escapes the rest. */
export function encode(text, names) {
  const tokens = new Map([
    ...names.people().map(({ id }) => [`@${names.mention(id)}`, `<@${id}>`]),
    ...names.channels().map(({ id, name, kind }) => [`#${name}`, `<#${id}|${kind === "public" ? name : ""}>`]),
  ]);
  const known = [...tokens.keys()].sort(byLength).map(literal);
  if (!known.length) return text;
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${known.join("|")})(?![\\p{L}\\p{N}_])`, "gu");
  return text.replace(pattern, (label) => tokens.get(label));
}

/** The text of a message as one would type it. */
export const decode = (text, names) =>
  plain(
    text
      .replace(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g, (_, id) => `@${names.mention(id)}`)
      .replace(/<#([CG][A-Z0-9]+)(?:\|([^>]*))?>/g, (_, id, name) => `#${names.channel(id) ?? name}`)
      .replace(/<(https?:[^|>]+)(?:\|[^>]*)?>/g, "$1"),
  );
