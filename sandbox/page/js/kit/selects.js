// The ten kinds of select, single and multiple, over the combobox.

import { Combobox, filtering } from "../combobox.js";
import { words } from "./text.js";

const optionItem = (option) => ({
  key: option.value, text: words(option.text), description: option.description ? words(option.description) : "", option,
});

const groupsOf = ({ options, option_groups: groups }) =>
  groups
    ? groups.map((group) => ({ label: words(group.label), items: group.options.map(optionItem) }))
    : [{ label: null, items: (options ?? []).map(optionItem) }];

const one = (items) => [{ label: null, items }];

/** Per kind: the word in Slack's field names, item ↔ value, and where the choices come from. */
const KINDS = {
  static_select: {
    word: "option", item: optionItem, value: ({ option }) => option, source: (spec) => filtering(groupsOf(spec)),
  },
  external_select: { word: "option", item: optionItem, value: ({ option }) => option, source: asked },
  users_select: {
    word: "user", item: (id, names) => names.personItem(id), value: ({ key }) => key,
    source: (spec, slot) => filtering(one(slot.names.personItems())),
  },
  conversations_select: {
    word: "conversation", item: (id, names) => names.conversationItem(id), value: ({ key }) => key,
    source: (spec, slot) => filtering(one(slot.names.conversationItems(spec.filter))),
  },
  channels_select: {
    word: "channel", item: (id, names) => names.conversationItem(id), value: ({ key }) => key,
    source: (spec, slot) => filtering(one(slot.names.conversationItems({ include: ["public"] }))),
  },
};

const PAUSE = 200;
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Asks the bot for options after a pause in the typing; an older question is dropped. */
function asked(spec, slot) {
  const least = spec.min_query_length ?? 3;
  let latest = 0;
  return async (query) => {
    if (query.length < least) return { groups: [], note: `Typ minstens ${least} tekens om te zoeken.` };
    const mine = (latest += 1);
    await pause(query ? PAUSE : 0);
    if (mine !== latest) return { groups: [] };
    const answer = await slot.suggest(query);
    return answer.error ? { groups: [], note: answer.error } : { groups: groupsOf(answer) };
  };
}

/** A select of any kind: `multi_…` keeps a list, the others one value. */
export function select(spec, slot) {
  const multi = spec.type.startsWith("multi_");
  const { word, item, value, source } = KINDS[spec.type.replace("multi_", "")];
  const many = multi ? "s" : "";
  const items = (values) => (values ?? []).map((chosen) => item(chosen, slot.names));
  const listed = (held) => (multi ? held : [held].filter(Boolean));
  const box = new Combobox({
    id: slot.id, naming: slot.naming, focus: slot.focus, placeholder: words(spec.placeholder) || "Kies…", multi,
    max: spec.max_selected_items, clearable: slot.optional, source: source(spec, slot), onchange: slot.changed,
  });
  box.select(items(listed(spec[`initial_${word}${many}`] ?? startOf(spec, slot))));

  const state = (chosen) => (multi ? chosen.map(value) : chosen.length ? value(chosen[0]) : null);
  return {
    type: spec.type, node: box.node, control: box.control,
    read: () => ({ type: spec.type, [`selected_${word}${many}`]: state(box.selected) }),
    write: (held) => box.select(items(listed(held[`selected_${word}${many}`]))),
  };
}

/** Where `default_to_current_conversation` asks for it, the conversation the person is looking at. */
function startOf(spec, slot) {
  const here = spec.default_to_current_conversation ? slot.names.here : null;
  return spec.type.startsWith("multi_") ? [here].filter(Boolean) : here;
}
