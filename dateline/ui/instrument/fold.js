/** The overview's scale: every bar has the same room; long stretches without an event are folded, so that the others can be taken hold of. */
import { DAY } from "./days.js";

/** @import { Overview } from "./types" */

/** So many empty bars one after the other are folded. */
const LONG = 8;
/** Room of a folded stretch, in bars, for each doubling of its length. */
const DOUBLING = 1.6;

/**
 * @typedef {object} Folded
 * @property {(ms: number) => number} x share of the width, 0 to 1; beyond the ends the ends
 * @property {(share: number) => number} ms
 * @property {Array<{ from: number, to: number }>} folds folded stretches, in ms
 * @property {number} day the smallest share that a day has outside the folds
 */

/** @param {Overview} overview @returns {Folded} */
export function folded({ edges, counts }) {
  const { rooms, folds } = roomsOf(counts);
  const total = rooms.reduce((sum, room) => sum + room, 0);
  const at = [0];
  for (const room of rooms) at.push(at[at.length - 1] + room / total);
  const moments = edges.map((edge) => edge * DAY);
  const last = moments.length - 1;
  const open = rooms.map((room, i) => (room === 1 ? (1 / total) * (DAY / (moments[i + 1] - moments[i])) : Infinity));
  return {
    x: (ms) => (ms <= moments[0] ? 0 : ms >= moments[last] ? 1 : between(moments, at, ms)),
    ms: (share) => between(at, moments, Math.min(1, Math.max(0, share))),
    folds: folds.map(([from, to]) => ({ from: moments[from], to: moments[to] })),
    day: Math.min(...open, 1),
  };
}

/** The room of each bar: one, or a part of what its folded stretch gets. @param {number[]} counts */
function roomsOf(counts) {
  const rooms = counts.map(() => 1);
  /** @type {Array<[number, number]>} */
  const folds = [];
  for (let from = 0; from < counts.length; from++) {
    let to = from;
    while (to < counts.length && counts[to] === 0) to++;
    if (to - from >= LONG) {
      rooms.fill((DOUBLING * Math.log2(to - from)) / (to - from), from, to);
      folds.push([from, to]);
    }
    from = Math.max(from, to);
  }
  return { rooms, folds };
}

/** The number in `to` that lies as a number lies in `from`; both rise. @param {number[]} from @param {number[]} to @param {number} value */
function between(from, to, value) {
  let low = 0;
  let high = from.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (from[middle] <= value) low = middle;
    else high = middle;
  }
  return to[low] + ((value - from[low]) / (from[high] - from[low])) * (to[high] - to[low]);
}
