// The values people leave in the elements of one surface, in the shape of Slack's `state.values`.

const isNothing = (value) => value === null || value.length === 0 || (typeof value === "string" && !value.trim());
const isEmpty = (state) => Object.entries(state).every(([key, value]) => key === "type" || isNothing(value));

/**
 * Every stateful element of a view or message. A field is `{type, control, read(), write(state), problem?()}` and, when it stands in an
 * input block, `showError(sentence | null)` and `optional`.
 */
export class Form {
  #fields = new Map();

  add(blockId, actionId, field) {
    this.#fields.set(JSON.stringify([blockId, actionId]), { ...field, blockId, actionId });
  }

  /** `{block_id: {action_id: {type, …}}}` */
  values() {
    const values = {};
    for (const { blockId, actionId, read } of this.#fields.values()) (values[blockId] ??= {})[actionId] = read();
    return values;
  }

  /** Shows the values that Slack holds, in the shape of `values()`. */
  restore(values) {
    for (const { blockId, actionId, type, write } of this.#fields.values()) {
      const state = values[blockId]?.[actionId];
      if (state?.type === type) write(state);
    }
  }

  /** Takes over what was typed in an older picture: same block, same action, same type of element. */
  carry(older) {
    for (const [name, field] of this.#fields) {
      const before = older.#fields.get(name);
      if (before?.type === field.type) field.write(before.read());
    }
  }

  /** What a client of Slack refuses before it sends: `{block_id: sentence}`. */
  problems() {
    const problems = {};
    for (const field of this.#fields.values()) {
      if (!field.showError) continue;
      const state = field.read();
      const sentence = isEmpty(state) ? !field.optional && "Vul dit veld in." : field.problem?.(state);
      if (sentence) problems[field.blockId] = sentence;
    }
    return problems;
  }

  /** Shows each error under its field and focuses the first; returns the sentences that belong to no input here. */
  showErrors(errors) {
    const left = new Map(Object.entries(errors));
    let first = null;
    for (const field of this.#fields.values()) {
      const sentence = left.get(field.blockId) ?? null;
      field.showError?.(sentence);
      if (!sentence || !field.showError) continue;
      left.delete(field.blockId);
      first ??= field.control;
    }
    first?.focus();
    return [...left.values()];
  }

  /** The control to focus when the surface opens: the one that asked for it, else the first. */
  firstControl() {
    const fields = [...this.#fields.values()];
    return (fields.find((field) => field.focus) ?? fields[0])?.control ?? null;
  }
}
