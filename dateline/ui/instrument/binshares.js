/** How much of each bin of time lies in some days: all, nothing, or its share of days. */
import { DAY } from "./days.js";

/** @import { Span } from "./types" */

/** @param {number[]} edges in ms; bin i has the time from edge i to the next @param {Span} days first and last day in ms, both counted; infinite where open @returns {number[]} */
export function binShares(edges, [first, last]) {
  return edges.slice(1).map((end, i) => Math.max(0, Math.min(end, last + DAY) - Math.max(edges[i], first)) / (end - edges[i]));
}
