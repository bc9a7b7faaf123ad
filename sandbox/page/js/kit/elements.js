// Which function draws which interactive element, and what it gets to do its work: the slot.

import { newId } from "../dom.js";
import { button, overflow } from "./buttons.js";
import { checkboxes, radioButtons } from "./choices.js";
import { confirmed } from "./confirm.js";
import { fileInput } from "./files.js";
import { image } from "./images.js";
import { email, number, plainText, richTextInput, url } from "./inputs.js";
import { datePicker, dateTimePicker, timePicker } from "./pickers.js";
import { select } from "./selects.js";
import { words } from "./text.js";
import { unsupported } from "./unsupported.js";

const SELECTS = ["static_select", "external_select", "users_select", "conversations_select", "channels_select"];

const ELEMENTS = {
  button,
  overflow,
  image,
  checkboxes,
  radio_buttons: radioButtons,
  datepicker: datePicker,
  timepicker: timePicker,
  datetimepicker: dateTimePicker,
  plain_text_input: plainText,
  number_input: number,
  email_text_input: email,
  url_text_input: url,
  rich_text_input: richTextInput,
  file_input: fileInput,
  ...Object.fromEntries(SELECTS.flatMap((type) => [[type, select], [`multi_${type}`, select]])),
};

/**
 * Draws one element and enters it in the form. `input` describes the input block around it, if any:
 * `{naming, dispatches, optional, showError}`; outside input blocks every change goes to the bot.
 */
export function element(spec, { blockId, kit, id = newId("veld"), input = null }) {
  const draw = ELEMENTS[spec.type];
  if (!draw) return { node: unsupported(spec.type) };
  const where = { block_id: blockId, action_id: spec.action_id };
  const slot = {
    id,
    names: kit.names,
    naming: input?.naming ?? { "aria-label": spec.accessibility_label ?? (words(spec.placeholder) || "Keuze") },
    focus: `${kit.key}/${blockId}/${spec.action_id}`,
    optional: input?.optional ?? false,
    dispatches: input ? input.dispatches : true,
    act: (value) => kit.act({ ...where, value }),
    suggest: (query) => kit.suggest({ ...where, query }),
    upload: kit.upload,
    changed: () => slot.dispatches && tell(),
  };
  const field = draw(spec, slot);
  let settled = field.read?.();
  if (field.read)
    kit.form.add(blockId, spec.action_id, {
      ...field, focus: spec.focus_on_load, optional: slot.optional, showError: input?.showError,
    });
  return field;

  async function tell() {
    if (!(await confirmed(spec.confirm, kit.names))) return field.write(settled);
    settled = field.read();
    return slot.act(settled);
  }
}
