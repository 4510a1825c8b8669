/** Days as milliseconds since 1970-01-01 (proleptic Gregorian, UTC), to and from text. */

export const DAY = 86_400_000;

export const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Start of the day that holds this moment. @param {number} ms */
export function dayStart(ms) {
  return Math.floor(ms / DAY) * DAY;
}

/** "2023-11-08"; years before 0 as "-0044-03-15". @param {number} ms @returns {string} */
export function isoDay(ms) {
  const date = new Date(ms);
  const year = date.getUTCFullYear();
  const sign = year < 0 ? "-" : "";
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return `${sign}${String(Math.abs(year)).padStart(4, "0")}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
}

/** The reader's present day, "2023-11-08". */
export function today() {
  const now = new Date();
  return isoDay(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()));
}

/** The start of an ISO day; NaN for other text. @param {string} text @returns {number} */
export function fromIsoDay(text) {
  const found = /^(-?\d+)-(\d\d)-(\d\d)/.exec(text);
  if (!found) return NaN;
  const date = new Date(0);
  date.setUTCFullYear(Number(found[1]), Number(found[2]) - 1, Number(found[3]));
  return date.getTime();
}

/** "8 Nov 2023", "8–9 Nov 2023", "30 Oct – 5 Nov 2023"; both days belong to it, infinite is open. @param {number} first @param {number} last */
export function daysText(first, last) {
  if (first === -Infinity) return `until ${oneDay(new Date(last), true)}`;
  if (last === Infinity) return `from ${oneDay(new Date(first), true)}`;
  const [a, b] = [new Date(first), new Date(last)];
  const sameYear = a.getUTCFullYear() === b.getUTCFullYear();
  const sameMonth = sameYear && a.getUTCMonth() === b.getUTCMonth();
  if (sameMonth && a.getUTCDate() === b.getUTCDate()) return oneDay(b, true);
  if (sameMonth) return `${a.getUTCDate()}–${oneDay(b, true)}`;
  return `${oneDay(a, !sameYear)} – ${oneDay(b, true)}`;
}

/** @param {Date} date @param {boolean} withYear */
function oneDay(date, withYear) {
  const year = date.getUTCFullYear();
  const yearText = year > 0 ? ` ${year}` : ` ${1 - year} BCE`;
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}${withYear ? yearText : ""}`;
}

/** So many months later (or earlier), on the same day of the month or its last. @param {number} ms @param {number} months */
export function addMonths(ms, months) {
  const date = new Date(ms);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  date.setUTCDate(Math.min(day, daysInMonth(date)));
  return date.getTime();
}

/**
 * Days that go on by whole units. Whole months stay whole months, and an open side stays open.
 * @param {import("./types").Span} days @param {"day" | "week" | "month"} unit @param {number} units
 * @returns {import("./types").Span}
 */
export function moved([first, last], unit, units) {
  if (unit !== "month") {
    const by = units * (unit === "week" ? 7 : 1) * DAY;
    return [first + by, last + by];
  }
  const whole = [first, last + DAY].every((ms) => !Number.isFinite(ms) || new Date(ms).getUTCDate() === 1);
  const month = (/** @type {number} */ ms) => (Number.isFinite(ms) ? addMonths(ms, units) : ms);
  return whole ? [month(first), month(last + DAY) - DAY] : [month(first), month(last)];
}

/** @param {Date} date */
function daysInMonth(date) {
  const end = new Date(0);
  end.setUTCFullYear(date.getUTCFullYear(), date.getUTCMonth() + 1, 0);
  return end.getUTCDate();
}
