// What one can do in a channel or thread: say, command, press, attach, edit, delete, and start a shortcut on a message.

import { ask, askText } from "./dialogs.js";
import { h } from "./dom.js";
import { mrkdwn } from "./kit/mrkdwn.js";
import { decode, encode } from "./typed.js";

/** The deeds of the conversation that `page()` shows: `{place, names, state}`; `thread` limits them to its open thread. */
export function deedsOf({ page, perform, openThread, thread = false }) {
  const where = () => ({ channel: page().place.channel, thread: thread ? page().place.thread : null });

  async function send(text) {
    const { names } = page();
    const typed = encode(text, names);
    const deed = text.startsWith("/") ? { do: "command", text: typed } : { do: "say", text: typed };
    return (await perform({ ...where(), ...deed })).ok;
  }

  function kitFor(message, form) {
    const { names, place } = page();
    const container = message.ephemeral ? "ephemeral" : "message";
    const target = { container, channel: place.channel, message_ts: message.ts };
    return {
      key: `${thread ? "draad/" : ""}${message.ts}`, names, form,
      act: (deed) => perform({ do: "click", ...target, ...deed, state: form.values() }),
      suggest: (deed) => perform({ do: "options", ...target, ...deed }),
    };
  }

  async function edit(message) {
    const { names } = page();
    const text = await askText({ title: "Bericht bewerken", label: "Tekst", value: decode(message.text, names) });
    if (text?.trim()) await perform({ do: "edit", ...where(), message_ts: message.ts, text: encode(text.trim(), names) });
  }

  async function remove(message) {
    const body = h("blockquote", {}, mrkdwn(message.text, page().names));
    const sure = await ask({ title: "Dit bericht verwijderen?", body, confirm: "Verwijderen", danger: true });
    if (sure) await perform({ do: "delete", ...where(), message_ts: message.ts });
  }

  function menuOf(message) {
    if (message.ephemeral) return [];
    const { state, names } = page();
    const shortcuts = state.shortcuts.filter(({ type }) => type === "message").map((shortcut) => ({
      text: shortcut.name,
      description: shortcut.description,
      choose: () => perform({ do: "shortcut", callback_id: shortcut.callback_id, ...where(), message_ts: message.ts }),
    }));
    const reply = openThread ? [{ text: "Antwoorden in draad", choose: () => openThread(message) }] : [];
    const own = [
      { text: "Bewerken", choose: () => edit(message) },
      { text: "Verwijderen", danger: true, choose: () => remove(message) },
    ];
    return message.user === names.me && !message.is_bot ? [...reply, ...shortcuts, ...own] : [...reply, ...shortcuts];
  }

  return {
    send, kitFor, menuOf, openThread,
    upload: async (file) => (await perform({ do: "upload", ...where(), file })).ok,
    run: (shortcut) => perform({ do: "shortcut", callback_id: shortcut.callback_id }),
  };
}
