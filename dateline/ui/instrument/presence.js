/** While days are being chosen, or played through: events that are not in them step back, in list, timeline and map alike. */
import { showAbsent } from "./absent.js";

/** @import { Bounds, Presence, Span, Stage } from "./types" */

const DAY = 86_400_000;

/**
 * @param {Stage} stage @param {Map<string, Presence> | null} presence null: every event is as it was drawn
 * @param {Span | null} [days] by which it was found, for what is counted together
 */
export function showPresence(stage, presence, days = null) {
  stage.presence = presence;
  stage.present = days;
  stage.root.classList.toggle("has-presence", presence !== null);
  for (const [id, row] of stage.rows) {
    const own = presence?.get(id) ?? "";
    if ((row.dataset.presence ?? "") !== own) row.dataset.presence = own;
  }
  showAbsent(stage);
}

/**
 * How an event stands to some days: for certain in them, in them by some reading of its date, or not.
 * @param {Bounds} bounds day numbers since 1970-01-01; null where open
 * @param {Span} days first and last day in ms, both counted; infinite where open
 * @returns {Presence}
 */
export function presenceIn([s1, s2, e1, e2], days) {
  const [first, last] = [days[0] / DAY, days[1] / DAY];
  if ((s2 ?? Infinity) <= last && (e1 ?? -Infinity) >= first) return "in";
  return (s1 ?? -Infinity) <= last && (e2 ?? Infinity) >= first ? "possible" : "out";
}

/** Shows what is in these days. @param {Stage} stage @param {Span} days */
export function showDays(stage, days) {
  showPresence(stage, presencesIn(stage, days), days);
}

/** Of every event that the timeline draws one by one, or else the list shows. @param {Stage} stage @param {Span} days @returns {Map<string, Presence>} */
function presencesIn(stage, days) {
  /** @type {Map<string, Presence>} */
  const found = new Map();
  const bounds = stage.time.meta.bounds ?? stage.data.listed ?? {};
  for (const id in bounds) found.set(id, presenceIn(bounds[id], days));
  const { only } = stage.data;
  if (only) for (const id of found.keys()) if (!only.includes(id)) found.set(id, "out");
  return found;
}
