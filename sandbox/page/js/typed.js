// What stands in a composer, and what Slack receives for it: @name becomes <@U…>, #name becomes <#C…|name>.

const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
const plain = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
const literal = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const byLength = (one, other) => other.length - one.length;

/** The text as Slack's client sends it. */
export function encode(text, names) {
  const tokens = new Map([
    ...names.people().map(({ id }) => [escaped(`@${names.mention(id)}`), `<@${id}>`]),
    ...names.channels().map(({ id, name, kind }) => [`#${name}`, `<#${id}|${kind === "public" ? name : ""}>`]),
  ]);
  const known = [...tokens.keys()].sort(byLength).map(literal);
  if (!known.length) return escaped(text);
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}&])(?:${known.join("|")})(?![\\p{L}\\p{N}_])`, "gu");
  return escaped(text).replace(pattern, (label) => tokens.get(label));
}

/** The text of a message as one would type it. */
export const decode = (text, names) =>
  plain(
    text
      .replace(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g, (_, id) => escaped(`@${names.mention(id)}`))
      .replace(/<#([CG][A-Z0-9]+)(?:\|([^>]*))?>/g, (_, id, name) => `#${names.channel(id) ?? name}`)
      .replace(/<(https?:[^|>]+)(?:\|[^>]*)?>/g, "$1"),
  );
