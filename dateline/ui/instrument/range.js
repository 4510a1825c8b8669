/** Which stretch of time the timeline shows: kept under every change, moved only by the reader or for an opened event. */
import { showAbsent } from "./absent.js";
import { scale } from "./axis.js";
import { DAY, isoDay } from "./days.js";
import { showLabels } from "./labels.js";
import { showLit } from "./link.js";
import { loadPlotly } from "./vendor.js";
import { chosen } from "./window.js";

/** @import { Span, Stage } from "./types" */

const SHORTEST = 2 * DAY;
/** Nobody needs more empty time than this many times what there is. */
const WIDEST = 4;
/** Step of the + and − buttons. */
const STEP = 1.6;
/** Free time left and right of marks that were brought into view, as a part of the stretch. */
const EASE = 0.06;

/** An event is not far when so many times the present stretch holds both. */
const NOT_FAR = 5;

/** @param {Stage} stage */
export function watchRange(stage) {
  const { box } = stage.time;
  box.addEventListener("click", (event) => {
    const job = /** @type {HTMLElement} */ (event.target).closest?.("[data-job]")?.getAttribute("data-job");
    if (job === "zoom-in") zoom(stage, 1 / STEP);
    else if (job === "zoom-out") zoom(stage, STEP);
    else if (job === "fit") fit(stage);
    else if (job === "earlier" || job === "later") widen(stage, job);
    else if (job === "move") setMoving(stage, !stage.time.moving);
  }, { signal: stage.life.signal });
}

/** @param {Stage} stage @param {boolean} moving */
function setMoving(stage, moving) {
  stage.time.moving = moving;
  stage.time.box.classList.toggle("is-moving", moving);
  stage.time.box.querySelector("[data-job=move]")?.setAttribute("aria-pressed", String(moving));
}

/** Zooms around a moment (the middle, if none is given). @param {Stage} stage @param {number} factor @param {number} [around] */
export function zoom(stage, factor, around) {
  const range = stage.time.range;
  if (!range) return;
  const centre = around ?? (range[0] + range[1]) / 2;
  setRange(stage, [centre - (centre - range[0]) * factor, centre + (range[1] - centre) * factor]);
}

/** @param {Stage} stage */
function fit(stage) {
  const axis = stage.time.plot._fullLayout?.xaxis;
  const wanted = stage.time.meta.fit;
  if (axis && wanted) setRange(stage, [axis.r2l(wanted[0]), axis.r2l(wanted[1])]);
}

/** Takes in everything on one side. @param {Stage} stage @param {"earlier" | "later"} side */
function widen(stage, side) {
  const { range, marks } = stage.time;
  if (!range) return;
  const [from, to] = everything(stage);
  const free = EASE * (side === "earlier" ? range[1] - from : to - range[0]);
  if (marks.length) setRange(stage, side === "earlier" ? [from - free, range[1]] : [range[0], to + free]);
}

/** @param {Stage} stage @returns {Span} */
function everything(stage) {
  const { marks, range } = stage.time;
  const [from, to] = range ?? [0, DAY];
  return [Math.min(from, ...marks.map((mark) => mark.from)), Math.max(to, ...marks.map((mark) => mark.to))];
}

/** The nearest allowed range. @param {Stage} stage @param {Span} wanted @returns {Span} */
function allowed(stage, [from, to]) {
  const marks = stage.time.marks;
  if (!marks.length) return [from, to];
  const first = Math.min(...marks.map((mark) => mark.from));
  const last = Math.max(...marks.map((mark) => mark.to), first + 30 * DAY);
  const width = Math.min(Math.max(to - from, SHORTEST), WIDEST * (last - first));
  const middle = Math.min(Math.max((from + to) / 2, first), last);
  return [middle - width / 2, middle + width / 2];
}

/** @type {WeakMap<Stage, number>} */
const frames = new WeakMap();

/** Shows another stretch, at most once a frame. @param {Stage} stage @param {Span} wanted */
export function setRange(stage, wanted) {
  stage.time.range = allowed(stage, wanted);
  if (frames.has(stage)) return;
  frames.set(stage, requestAnimationFrame(() => {
    frames.delete(stage);
    applyRange(stage);
  }));
}

/** @param {Stage} stage */
async function applyRange(stage) {
  const { plot, range } = stage.time;
  if (!range || !plot._fullLayout?.xaxis || stage.life.signal.aborted) return;
  const plotly = await loadPlotly();
  await plotly.relayout(plot, { "xaxis.range": range.map((ms) => plot._fullLayout.xaxis.l2r(ms)) });
  showEdges(stage);
  showLabels(stage, "time");
  showLit(stage);
  showAbsent(stage, "time");
}

/**
 * After a drawing: remembers the first range, and brings a newly opened event into view.
 * @param {Stage} stage @param {boolean} first
 */
export async function keepRange(stage, first) {
  const at = scale(stage);
  if (!at) return;
  if (first) await showFromStart(stage, [at.from, at.to]);
  const opened = stage.data.open;
  if (opened === (stage.time.box.dataset.open ?? "")) return;
  stage.time.box.dataset.open = opened;
  const marks = stage.time.marks.filter((mark) => mark.ids.includes(opened));
  if (!marks.length) return;
  const from = Math.min(...marks.map((mark) => mark.from));
  const to = Math.max(...marks.map((mark) => mark.to));
  if (to >= at.from && from <= at.to) return;
  const now = at.to - at.from;
  const wide = Math.max(to, at.to) - Math.min(from, at.from);
  // Where it is not far, what was in view stays in view beside it.
  const width = wide <= NOT_FAR * now ? wide * (1 + EASE) : Math.max(now, (to - from) * (1 + 2 * EASE));
  const free = width * EASE;
  stage.time.range = from < at.from ? [from - free, from - free + width] : [to + free - width, to + free];
  await applyRange(stage);
}

/** The first range, with the chosen days in it where that does not make it much longer. @param {Stage} stage @param {Span} range */
async function showFromStart(stage, range) {
  stage.time.range = range;
  const days = chosen(stage);
  if (!days) return;
  const [from, to] = [Math.min(range[0], days[0]), Math.max(range[1], days[1] + DAY)];
  const free = EASE * (to - from);
  const wanted = /** @type {Span} */ ([from < range[0] ? from - free : from, to > range[1] ? to + free : to]);
  if (wanted[1] - wanted[0] > NOT_FAR * (range[1] - range[0]) || (from === range[0] && to === range[1])) return;
  stage.time.range = wanted;
  await applyRange(stage);
}

/** Says how many events lie beyond either edge, and where the chosen days are. @param {Stage} stage */
export function showEdges(stage) {
  const at = scale(stage);
  if (!at) return;
  const { marks, earlier, later, box } = stage.time;
  box.dataset.range = `${isoDay(at.from)} ${isoDay(at.to)}`;
  const seen = new Set(marks.filter((mark) => mark.to >= at.from && mark.from <= at.to).flatMap((mark) => mark.ids));
  const count = (/** @type {(mark: import("./types").TimeMark) => boolean} */ beyond) =>
    new Set(marks.filter(beyond).flatMap((mark) => mark.ids).filter((id) => !seen.has(id))).size;
  const [before, after] = [count((mark) => mark.to < at.from), count((mark) => mark.from > at.to)];
  earlier.hidden = before === 0;
  earlier.textContent = `‹ ${before} earlier`;
  earlier.style.left = `${at.left + 4}px`;
  later.hidden = after === 0;
  later.textContent = `${after} later ›`;
}
