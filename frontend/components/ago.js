// An instant in words: how long ago (or until), and exactly when.

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

const formats = new Map();

/** As the person has chosen; one that this browser does not know is its own. */
function zone() {
  const chosen = document.documentElement.dataset.zone;
  try {
    new Intl.DateTimeFormat(undefined, { timeZone: chosen });
    return chosen;
  } catch {
    return undefined;
  }
}

const timeZone = zone();

function format(kind, language, options) {
  const key = kind.name + language + JSON.stringify(options);
  if (!formats.has(key)) {
    formats.set(key, new kind(language, options));
  }
  return formats.get(key);
}

function steps(seconds) {
  const size = Math.abs(seconds);
  if (size < 10) return [0, 'second'];
  if (size < MINUTE) return [Math.trunc(seconds / 10) * 10, 'second'];
  if (size < HOUR) return [Math.trunc(seconds / MINUTE), 'minute'];
  if (size < DAY) return [Math.trunc(seconds / HOUR), 'hour'];
  return [Math.trunc(seconds / DAY), 'day'];
}

/** "3 min. ago", "in 2 hr.", "now"; from a week on the date. */
export function ago(atMs, nowMs, language) {
  const seconds = (atMs - nowMs) / 1000;
  if (Math.abs(seconds) >= WEEK) {
    return format(Intl.DateTimeFormat, language, { dateStyle: 'medium', timeZone }).format(atMs);
  }
  const [count, unit] = steps(seconds);
  return format(Intl.RelativeTimeFormat, language, { numeric: 'auto', style: 'short' }).format(count, unit);
}

/** Date, time to the second and zone, in the person's own zone. */
export function exactly(atMs, language) {
  const options = {
    year: 'numeric', month: 'short', day: 'numeric',
    hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short', timeZone,
  };
  return format(Intl.DateTimeFormat, language, options).format(atMs);
}

/** Hour and minute, in the person's own zone. */
export function timeOfDay(atMs, language) {
  return format(Intl.DateTimeFormat, language, { hour: '2-digit', minute: '2-digit', timeZone }).format(atMs);
}
