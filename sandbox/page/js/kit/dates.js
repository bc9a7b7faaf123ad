// Dates and times in Dutch, in the zone of the workspace, as Slack's date tokens ask for them.

const LOCALE = "nl-BE";
const formats = new Map();

function show(instant, zone, options) {
  const name = JSON.stringify([zone, options]);
  if (!formats.has(name)) formats.set(name, new Intl.DateTimeFormat(LOCALE, { timeZone: zone, ...options }));
  return formats.get(name).format(instant);
}

const DAY = { day: "numeric", month: "long", year: "numeric" };

export const longDay = (instant, zone) => show(instant, zone, { weekday: "long", ...DAY });
export const shortDay = (instant, zone) =>
  show(instant, zone, { weekday: "short", day: "numeric", month: "short", year: "numeric" });
export const clockTime = (instant, zone) => show(instant, zone, { hour: "2-digit", minute: "2-digit" });
export const clockSeconds = (instant, zone) =>
  show(instant, zone, { hour: "2-digit", minute: "2-digit", second: "2-digit" });

/** `2026-04-24T09:00` on the wall clock of `zone`, from an instant. */
export function wallTime(instant, zone) {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
  }).formatToParts(instant);
  const part = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}`;
}

/** The instant at which the wall clock of `zone` shows `wall`; of a doubled hour the first, of a skipped hour the one after. */
export function instantOf(wall, zone) {
  const asUtc = Date.parse(`${wall}:00Z`);
  const offset = (instant) => Date.parse(`${wallTime(instant, zone)}:00Z`) - Math.floor(instant / 60000) * 60000;
  const guesses = [asUtc - offset(asUtc - 86400000), asUtc - offset(asUtc + 86400000)];
  const right = guesses.filter((guess) => wallTime(guess, zone) === wall);
  return new Date(right.length ? Math.min(...right) : Math.max(...guesses));
}

/** The number of calendar days from now to the instant, in that zone. */
function daysAway(instant, { zone, now }) {
  const day = (moment) => Date.parse(`${wallTime(moment, zone).slice(0, 10)}T00:00Z`);
  return Math.round((day(instant) - day(now)) / 86400000);
}

const NEAR = new Map([[-1, "gisteren"], [0, "vandaag"], [1, "morgen"]]);
const pretty = (form) => (instant, when) => NEAR.get(daysAway(instant, when)) ?? form(instant, when);

const date = (instant, { zone }) => show(instant, zone, DAY);
const dateShort = (instant, { zone }) => show(instant, zone, { ...DAY, month: "short" });
const dateLong = (instant, { zone }) => longDay(instant, zone);

const TOKENS = {
  date_num: (instant, { zone }) => wallTime(instant, zone).slice(0, 10),
  date_slash: (instant, { zone }) => show(instant, zone, { day: "2-digit", month: "2-digit", year: "numeric" }),
  date,
  date_short: dateShort,
  date_long: dateLong,
  date_long_full: dateLong,
  date_pretty: pretty(date),
  date_short_pretty: pretty(dateShort),
  date_long_pretty: pretty(dateLong),
  day_divider_pretty: pretty(dateLong),
  time: (instant, { zone }) => clockTime(instant, zone),
  time_secs: (instant, { zone }) => clockSeconds(instant, zone),
  ago: (instant, { now }) => ago(instant - now),
};

const UNITS = [["year", 31536e6], ["month", 2628e6], ["day", 864e5], ["hour", 36e5], ["minute", 6e4]];

function ago(distance) {
  const [unit, size] = UNITS.find(([, length]) => Math.abs(distance) >= length) ?? ["second", 1000];
  return new Intl.RelativeTimeFormat(LOCALE, { numeric: "auto" }).format(Math.trunc(distance / size), unit);
}

/** Fills `{date_long} om {time}` for a Unix time in seconds; null when a token is unknown (Slack then shows the fallback). */
export function slackDate(unix, format, when) {
  const instant = new Date(Number(unix) * 1000);
  if (Number.isNaN(instant.getTime())) return null;
  let known = true;
  const text = format.replace(/\{(\w+)\}/g, (token, name) => {
    known &&= name in TOKENS;
    return known ? TOKENS[name](instant, when) : token;
  });
  return known ? text : null;
}
