// The sentences and numbers that the page itself says, in Dutch.

const SENTENCES = {
  operation_timeout: "De bot antwoordde niet binnen 3 seconden.",
  dispatch_failed: "De bot is niet bereikbaar.",
  dispatch_unknown_error: "De bot gaf een fout in plaats van een antwoord.",
  not_in_channel: "Je bent geen lid van dit kanaal.",
  channel_not_found: "Dit kanaal bestaat niet, of je ziet het niet.",
  is_archived: "Dit kanaal is gearchiveerd.",
  message_not_found: "Dit bericht bestaat niet meer.",
  cant_update_message: "Je kunt alleen je eigen berichten bewerken.",
  cant_delete_message: "Je kunt alleen je eigen berichten verwijderen.",
  user_is_deactivated: "Deze persoon is niet meer actief.",
  no_text: "Een bericht heeft tekst nodig.",
  msg_too_long: "Dit bericht is te lang.",
  unreachable: "De zandbak antwoordt niet. Draait ze nog?",
};

/** A sentence for an error of the pretend Slack; sentences it wrote itself stay as they are. */
export const sentence = (error) => SENTENCES[error] ?? (/\s/.test(error) ? error : `Dat lukte niet (${error}).`);

const ONE_DECIMAL = new Intl.NumberFormat("nl-BE", { maximumFractionDigits: 1 });

/** 1536 → "1,5 kB" */
export function fileSize(bytes) {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1e6 ? `${ONE_DECIMAL.format(bytes / 1000)} kB` : `${ONE_DECIMAL.format(bytes / 1e6)} MB`;
}

/** `plural(1, "antwoord", "antwoorden")` → "1 antwoord" */
export const plural = (count, single, several) => `${count} ${count === 1 ? single : several}`;
