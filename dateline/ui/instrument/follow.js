/** While days are under the hand, list, map, timeline and the page's summary follow it, by what each date means in days. */
import { daysText } from "./days.js";
import { element } from "./frame.js";
import { presenceIn, presencesIn, showPresence } from "./presence.js";
import { ALL, chosen, onWindow, pending } from "./window.js";

/** @import { Span, Stage } from "./types" */

/** The hand rests when it has not moved for so long. */
const REST_MS = 120;

/** @param {Stage} stage */
export function watchFollowing(stage) {
  onWindow(stage, (answered) => {
    if (pending(stage)) return follow(stage);
    showSummary(stage, "");
    if (!stage.presence) return undefined;
    if (!answered) showPresence(stage, null);
    // Until it is drawn anew each chart keeps what it shows: else all would flash up between.
    stage.presence = null;
    stage.root.classList.remove("has-presence");
    return undefined;
  });
  stage.life.signal.addEventListener("abort", () => showSummary(stage, ""));
}

/** Follows the days under the hand, if there are any. @param {Stage} stage */
export function follow(stage) {
  if (!pending(stage)) return;
  const days = chosen(stage) ?? ALL;
  if (Object.keys(stage.time.meta.bounds ?? {}).length) {
    showPresence(stage, presencesIn(stage, days));
    showFirst(stage);
  }
  const sum = tally(stage, days);
  showSummary(stage, sum ? sentence(sum, days) : "");
}

/** What was counted last: several ask for it at each move. @type {WeakMap<Stage, { bounds: unknown, hidden: unknown, days: Span, found: { certain: number, possible: number, all: number } }>} */
const counted = new WeakMap();

/**
 * How many events a window would show, with those that only the present window hides; null where they are too many to be sent.
 * @param {Stage} stage @param {Span} days
 * @returns {{ certain: number, possible: number, all: number } | null}
 */
export function tally(stage, days) {
  const { windowHides } = stage.data;
  const bounds = stage.time.meta.bounds;
  if (!windowHides || !bounds) return null;
  const known = counted.get(stage);
  if (known && known.bounds === bounds && known.hidden === windowHides && known.days[0] === days[0] && known.days[1] === days[1]) return known.found;
  const found = { certain: 0, possible: 0, all: 0 };
  for (const some of [Object.values(bounds), windowHides]) {
    for (const one of some) {
      const presence = presenceIn(one, days);
      found.all += 1;
      if (presence === "in") found.certain += 1;
      else if (presence === "possible") found.possible += 1;
    }
  }
  counted.set(stage, { bounds, hidden: windowHides, days, found });
  return found;
}

/** @param {{ certain: number, possible: number, all: number }} counted @param {Span} days */
function sentence({ certain, possible, all }, days) {
  const one = certain + possible;
  const when = Number.isFinite(days[0]) || Number.isFinite(days[1]) ? `, ${daysText(...days)}` : "";
  return `${one.toLocaleString("en-GB")} of ${all.toLocaleString("en-GB")} ${all === 1 ? "event" : "events"}${when}: ${certain} certain, ${possible} possible.`;
}

/** Over the summary of the page, which a screen reader would read out at every move. @param {Stage} stage @param {string} text empty: the summary itself */
function showSummary(stage, text) {
  const line = /** @type {HTMLElement | null} */ (document.querySelector(".dl-summary-line"));
  if (!line || !line.parentElement || document.querySelector(".dl-instrument") !== stage.root) return;
  const place = line.parentElement;
  const shown = place.querySelector(".dl-summary-moving") ?? element("p", "dl-summary-line dl-summary-moving", { "aria-hidden": "true" });
  line.classList.toggle("is-behind", text !== "");
  if (text === "") shown.remove();
  else {
    shown.textContent = text;
    if (!shown.isConnected) place.append(shown);
  }
}

/** @type {WeakMap<Stage, number>} */
const waiting = new WeakMap();

/** Scrolls the list so that something of these days is in view, when the hand rests: measuring rows at every move is slow. @param {Stage} stage */
function showFirst(stage) {
  clearTimeout(waiting.get(stage));
  waiting.set(stage, window.setTimeout(() => {
    const { list, rows, presence } = stage;
    if (!presence || list.scrollHeight <= list.clientHeight + 1) return;
    const { top, bottom } = list.getBoundingClientRect();
    let first = null;
    for (const [id, row] of rows) {
      if ((presence.get(id) ?? "out") === "out") continue;
      const box = row.getBoundingClientRect();
      if (box.bottom > top + 8 && box.top < bottom - 8) return;
      first ??= box.top;
    }
    if (first !== null) list.scrollTop += first - top - 8;
  }, REST_MS));
}
