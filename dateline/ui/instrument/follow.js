/** While days are under the hand, list, map, timeline and the page's summary follow it, by what each date means in days. */
import { binShares } from "./binshares.js";
import { DAY, daysText } from "./days.js";
import { element } from "./frame.js";
import { presenceIn, showDays, showPresence } from "./presence.js";
import { ALL, chosen, onWindow, pending } from "./window.js";

/** @import { Span, Stage } from "./types" */

/** The hand rests when it has not moved for so long. */
const REST_MS = 120;

/** @param {Stage} stage */
export function watchFollowing(stage) {
  onWindow(stage, (answered) => {
    if (pending(stage)) return follow(stage);
    showSummary(stage, "");
    if (!answered && stage.presence) showPresence(stage, null);
    // Until it is drawn anew each chart keeps what it shows: else all would flash up between.
    stage.presence = stage.present = null;
    stage.root.classList.remove("has-presence");
    return undefined;
  });
  stage.life.signal.addEventListener("abort", () => showSummary(stage, ""));
}

/** Follows the days under the hand, if there are any; and days that were chosen, where nobody draws what is left of the rest. @param {Stage} stage */
export function follow(stage) {
  if (!pending(stage) && !(stage.data.keeps && (chosen(stage) || stage.data.only))) return;
  const days = chosen(stage) ?? ALL;
  if (stage.data.shown) {
    showDays(stage, days);
    showFirst(stage);
  }
  const sum = pending(stage) || chosen(stage) ? tally(stage, days) : null;
  showSummary(stage, sum ? sentence(sum, days) : "");
}

/** How many events a window would show; `about`: counted by bins of the overview, certain and possible together. @typedef {{ certain: number, possible: number, all: number, about: boolean }} Tally */

/** What was counted last: several ask for it at each move. @type {WeakMap<Stage, { bounds: unknown, hidden: unknown, days: Span, found: Tally }>} */
const counted = new WeakMap();

/**
 * How many events a window would show, with those that only the present window hides; null for an empty table.
 * @param {Stage} stage @param {Span} days @returns {Tally | null}
 */
export function tally(stage, days) {
  const { windowHides } = stage.data;
  const bounds = stage.time.meta.bounds;
  if (!windowHides || !bounds) return tallyInBins(stage, days);
  const known = counted.get(stage);
  if (known && known.bounds === bounds && known.hidden === windowHides && known.days[0] === days[0] && known.days[1] === days[1]) return known.found;
  const found = { certain: 0, possible: 0, all: 0, about: false };
  const drawn = stage.data.only ? stage.data.only.map((id) => bounds[id]) : Object.values(bounds);
  for (const some of [drawn, windowHides]) {
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

/** They are too many to be told one by one. @param {Stage} stage @param {Span} days @returns {Tally | null} */
function tallyInBins(stage, days) {
  const { overview, shown, certain } = stage.data;
  if (!overview) return null;
  const all = overview.counts.reduce((sum, count) => sum + count, 0);
  if (!pending(stage)) return { certain, possible: shown - certain, all, about: false };
  const shares = binShares(overview.edges.map((edge) => edge * DAY), days);
  const inside = overview.counts.reduce((sum, count, i) => sum + count * shares[i], 0);
  return { certain: Math.round(inside), possible: 0, all, about: true };
}

/** @param {Tally} counted @param {Span} days */
function sentence(counted, days) {
  const { all } = counted;
  const when = Number.isFinite(days[0]) || Number.isFinite(days[1]) ? `, ${daysText(...days)}` : "";
  const of = `of ${all.toLocaleString("en-GB")} ${all === 1 ? "event" : "events"}${when}`;
  if (counted.about) return `${tallyText(counted)} ${of}.`.replace(/^a/, "A");
  return `${(counted.certain + counted.possible).toLocaleString("en-GB")} ${of}: ${tallyText(counted)}.`;
}

/** "31 certain, 2 possible"; "about 31,000", for more than it is worth is not said. @param {Tally} counted */
export function tallyText({ certain, possible, about }) {
  const [sure, unsure] = [certain, possible].map((count) => count.toLocaleString("en-GB"));
  return about ? `about ${Number(certain.toPrecision(2)).toLocaleString("en-GB")}` : `${sure} certain, ${unsure} possible`;
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
