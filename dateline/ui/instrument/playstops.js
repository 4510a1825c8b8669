/** Where time halts while it is played: at each event, or at the end of each day, week or month. Days are numbers since 1970-01-01. */
import { DAY, fromIsoDay } from "./days.js";

/** @import { Bounds, Stage, Step, Stops } from "./types" */

/** First and last day that can be played; infinite where open. @param {Stage} stage @returns {[number, number]} */
export function chosenDays(stage) {
  const [first, last] = stage.data.window ?? ["", ""];
  return [first ? fromIsoDay(first) / DAY : -Infinity, last ? fromIsoDay(last) / DAY : Infinity];
}

/**
 * The halts of what the timeline draws one by one; no halt for a table that is drawn in bars.
 * @param {Stage} stage @param {Step} step @returns {Stops}
 */
export function stopsOf(stage, step) {
  const comings = comingsOf(stage.time.meta.bounds ?? {}, chosenDays(stage));
  if (!comings.length) return { count: 0, day: () => 0, ids: () => [], index: () => -1 };
  if (step === "event") return eventByEvent(comings);
  const { index, end } = PERIODS[step];
  const [first, last] = [comings[0].day, comings[comings.length - 1].day];
  const start = index(first);
  const day = (/** @type {number} */ at) => Math.min(last, end(start + at));
  return {
    count: index(last) - start + 1,
    day,
    ids: (at) => comings.filter((one) => one.day <= day(at) && (at === 0 || one.day > day(at - 1))).map(({ id }) => id),
    index: (wanted) => index(Math.min(last, Math.max(first, wanted))) - start,
  };
}

/** @param {Coming[]} comings @returns {Stops} */
function eventByEvent(comings) {
  return {
    count: comings.length,
    day: (at) => comings[at].day,
    ids: (at) => [comings[at].id],
    // This very event, where it has come by then; else the last that has; before all of them the first.
    index: (wanted, id) => {
      const own = comings.findIndex((one) => one.id === id && one.day <= wanted);
      return own >= 0 ? own : Math.max(0, comings.filter((one) => one.day <= wanted).length - 1);
    },
  };
}

/** @typedef {{ id: string, day: number, order: [number, number] }} Coming */

/**
 * On which day each event has come: the first on which it certainly has; where that stays open, the first on which it may have.
 * Inside the chosen days, in the order of the list.
 * @param {Record<string, Bounds>} bounds @param {[number, number]} days @returns {Coming[]}
 */
function comingsOf(bounds, [first, last]) {
  const found = Object.entries(bounds).map(([id, [s1, s2, , e2]]) => {
    const known = s2 ?? s1 ?? NaN;
    return { id, day: Math.min(last, Math.max(first, known)), order: /** @type {[number, number]} */ ([s2 ?? Infinity, e2 ?? Infinity]) };
  });
  const earliest = found.reduce((least, { day }) => (day < least ? day : least), Infinity);
  // What may have been at any time is there from the beginning.
  for (const one of found) if (!Number.isFinite(one.day)) one.day = earliest;
  return found
    .filter((one) => Number.isFinite(one.day))
    .sort((a, b) => a.day - b.day || compare(a.order[0], b.order[0]) || compare(a.order[1], b.order[1]) || (a.id < b.id ? -1 : 1));
}

/** Infinity minus infinity is no number. @param {number} a @param {number} b */
function compare(a, b) {
  return a === b ? 0 : a - b;
}

/** Number of the period that holds a day, and the last day of a period. */
const PERIODS = {
  day: { index: (/** @type {number} */ day) => day, end: (/** @type {number} */ at) => at },
  // Day 0 was a Thursday; weeks end on Sunday (ISO 8601).
  week: { index: (/** @type {number} */ day) => Math.floor((day + 3) / 7), end: (/** @type {number} */ at) => at * 7 + 3 },
  month: {
    index: (/** @type {number} */ day) => {
      const date = new Date(day * DAY);
      return date.getUTCFullYear() * 12 + date.getUTCMonth();
    },
    end: (/** @type {number} */ at) => new Date(0).setUTCFullYear(Math.floor(at / 12), (((at % 12) + 12) % 12) + 1, 0) / DAY,
  },
};
