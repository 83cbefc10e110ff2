/** How times, sizes and durations are said. All take the present as an argument. */

const day = 86_400_000;
const midnight = (at) => new Date(at).setHours(0, 0, 0, 0);
const formats = new Map();

function format(at, options) {
  const name = JSON.stringify(options);
  if (!formats.has(name)) formats.set(name, new Intl.DateTimeFormat(undefined, options));
  return formats.get(name).format(at);
}

/** 14:05 */
export const clock = (at) => format(at, { hour: "2-digit", minute: "2-digit" });
/** The whole of it, for titles. */
export const exact = (at) => format(at, { dateStyle: "full", timeStyle: "medium" });

/** A day's heading: Today, Yesterday, Monday, 3 March, 3 March 2024. */
export function dayName(at, now) {
  const days = Math.round((midnight(now) - midnight(at)) / day);
  if (days === 0) return "Today";
  if (days === 1) return "Yesterday";
  if (days > 1 && days < 7) return format(at, { weekday: "long" });
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return format(at, { weekday: "long", day: "numeric", month: "long", ...(sameYear ? {} : { year: "numeric" }) });
}

/** True when both are of one local day. */
export const sameDay = (a, b) => midnight(a) === midnight(b);

/** Short, for lists: now, 5 min, 14:05, Mon, 3 Mar, 3/3/24. */
export function ago(at, now) {
  const past = now - at;
  if (past < 60_000) return "now";
  if (past < 3_600_000) return Math.floor(past / 60_000) + " min";
  if (sameDay(at, now)) return clock(at);
  if (past < 6 * day) return format(at, { weekday: "short" });
  return new Date(at).getFullYear() === new Date(now).getFullYear()
    ? format(at, { day: "numeric", month: "short" })
    : format(at, { dateStyle: "short" });
}

/** 1:05 of 65,000 ms. */
export function duration(ms) {
  const seconds = Math.max(0, Math.round((ms || 0) / 1000));
  const rest = String(seconds % 60).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes}:${rest}` : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}:${rest}`;
}

/** 1.4 MB */
export function fileSize(bytes) {
  let size = bytes, unit = 0;
  while (size >= 1000 && unit < 4) { size /= 1000; unit += 1; }
  return (unit && size < 10 ? size.toFixed(1) : Math.round(size)) + " " + ["B", "kB", "MB", "GB", "TB"][unit];
}
