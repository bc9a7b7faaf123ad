// The sentences and numbers that the page itself says, in Dutch.

const SENTENCES = {
  operation_timeout: "De bot antwoordde niet binnen 3 seconden.",
  not_in_channel: "Je bent geen lid van dit kanaal.",
  channel_not_found: "Dit kanaal bestaat niet, of je ziet het niet.",
  is_archived: "Dit kanaal is gearchiveerd.",
  message_not_found: "Dit bericht bestaat niet meer.",
  account_inactive: "Deze persoon is niet meer actief.",
  thread_not_found: "Dit bericht bestaat niet meer.",
  file_not_found: "Dit bestand bestaat niet meer.",
  user_not_found: "Deze persoon bestaat niet.",
  messages_tab_disabled: "Deze app neemt geen berichten aan.",
  unreachable: "De zandbak antwoordt niet. Draait ze nog?",
};

const capital = (text) => text[0].toUpperCase() + text.slice(1);

/** A sentence for an error of the pretend Slack; sentences it wrote itself stay as they are. */
export const sentence = (error) => SENTENCES[error] ?? (/\s/.test(error) ? capital(error) : `Dat lukte niet (${error}).`);

const ONE_DECIMAL = new Intl.NumberFormat("nl-BE", { maximumFractionDigits: 1 });

/** 1536 → "1,5 kB" */
export function fileSize(bytes) {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1e6 ? `${ONE_DECIMAL.format(bytes / 1000)} kB` : `${ONE_DECIMAL.format(bytes / 1e6)} MB`;
}

/** `plural(1, "antwoord", "antwoorden")` → "1 antwoord" */
export const plural = (count, single, several) => `${count} ${count === 1 ? single : several}`;
