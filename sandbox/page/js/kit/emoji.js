// The emoji people and the bot write as :name:, as characters; an unknown name stays as it was typed.

const EMOJI = new Map(Object.entries({
  "+1": "👍", "-1": "👎", thumbsup: "👍", thumbsdown: "👎", wave: "👋", pray: "🙏", clap: "👏", raised_hand: "✋",
  raising_hand: "🙋", hand: "✋", ok_hand: "👌", handshake: "🤝", muscle: "💪", point_right: "👉", point_left: "👈",
  smile: "😄", slightly_smiling_face: "🙂", wink: "😉", joy: "😂", thinking_face: "🤔", neutral_face: "😐", cry: "😢",
  heart: "❤️", tada: "🎉", sparkles: "✨", star: "⭐", fire: "🔥", rocket: "🚀", bulb: "💡", eyes: "👀",
  white_check_mark: "✅", heavy_check_mark: "✔️", ballot_box_with_check: "☑️", x: "❌", heavy_multiplication_x: "✖️",
  no_entry: "⛔", no_entry_sign: "🚫", warning: "⚠️", exclamation: "❗", question: "❓", information_source: "ℹ️",
  bell: "🔔", no_bell: "🔕", mega: "📣", loudspeaker: "📢", speech_balloon: "💬", left_speech_bubble: "🗨️",
  calendar: "📅", date: "📅", spiral_calendar_pad: "🗓️", clock3: "🕒", clock9: "🕘", alarm_clock: "⏰", stopwatch: "⏱️",
  hourglass: "⌛", hourglass_flowing_sand: "⏳", timer_clock: "⏲️", memo: "📝", pencil: "📝", pencil2: "✏️",
  clipboard: "📋", page_facing_up: "📄", open_file_folder: "📂", file_folder: "📁", paperclip: "📎", pushpin: "📌",
  round_pushpin: "📍", inbox_tray: "📥", outbox_tray: "📤", email: "✉️", envelope: "✉️", link: "🔗", lock: "🔒",
  unlock: "🔓", closed_lock_with_key: "🔐", key: "🔑", ballot_box_with_ballot: "🗳️", scales: "⚖️", bar_chart: "📊",
  chart_with_upwards_trend: "📈", euro: "💶", moneybag: "💰", busts_in_silhouette: "👥", bust_in_silhouette: "👤",
  office: "🏢", school: "🏫", house: "🏠", arrow_right: "➡️", arrow_left: "⬅️", arrow_up: "⬆️", arrow_down: "⬇️",
  arrows_counterclockwise: "🔄", repeat: "🔁", coffee: "☕", seedling: "🌱", mirror: "🪞", mag: "🔍", gear: "⚙️",
  wrench: "🔧", new: "🆕", red_circle: "🔴", large_blue_circle: "🔵", large_green_circle: "🟢",
  large_yellow_circle: "🟡", large_orange_circle: "🟠", white_circle: "⚪", black_circle: "⚫", one: "1️⃣", two: "2️⃣",
  three: "3️⃣", four: "4️⃣", five: "5️⃣", robot_face: "🤖", snowflake: "❄️", sunny: "☀️", zzz: "💤",
}));

/** Replaces every known `:name:` in plain text. */
export const emojify = (text) => text.replace(/:([a-z0-9_+-]+):/g, (typed, name) => EMOJI.get(name) ?? typed);

/** One emoji leaf of rich text: its code points in hexadecimal when given, else its name. */
export function emoji(name, unicode) {
  if (unicode) return unicode.split("-").map((point) => String.fromCodePoint(parseInt(point, 16))).join("");
  return EMOJI.get(name) ?? `:${name}:`;
}
