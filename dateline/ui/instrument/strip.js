/** The overview: how many events there are along the whole time, whatever the window, with the window as the part in full ink. */
import { scale } from "./axis.js";
import { DAY } from "./days.js";
import { folded } from "./fold.js";
import { element } from "./frame.js";
import { slider, tellSlider } from "./sliders.js";
import { drawBars, stripField } from "./stripbars.js";
import { ALL, choose, chosen, drop, hold, onWindow, release } from "./window.js";

/** @import { Span, Stage } from "./types" */

/** Pixels left and right where the timeline gives none. */
const MARGIN = 14;
/** A drag ends on any day where a day has so many pixels, else at the ends of bars. */
const DAY_PX = 0.6;
const CLICK_PIXELS = 3;

/** @typedef {ReturnType<typeof stripField> & { view: HTMLElement, first: HTMLElement, both: HTMLElement, last: HTMLElement }} Parts */
/** @type {WeakMap<Stage, Parts>} */
const made = new WeakMap();

/** @param {Stage} stage */
export function watchStrip(stage) {
  const ruler = () => rulerOf(stage);
  const parts = {
    ...stripField(),
    view: element("div", "dl-strip-view", { "aria-hidden": "true" }),
    both: slider(stage, "both", "Chosen days", ruler),
    first: slider(stage, "first", "First day", ruler),
    last: slider(stage, "last", "Last day", ruler),
  };
  parts.field.append(parts.view, parts.first, parts.both, parts.last);
  made.set(stage, parts);
  watchDrag(stage, parts.field);
  onWindow(stage, () => showStrip(stage));
}

/** Draws overview, window and what the timeline shows where they are now. @param {Stage} stage */
export function showStrip(stage) {
  const parts = made.get(stage);
  const { overview } = stage.data;
  if (!parts) return;
  if (!overview) {
    stage.strip.replaceChildren();
    return;
  }
  if (!parts.field.isConnected) stage.strip.append(parts.note, parts.field);
  stage.strip.setAttribute("aria-label", overview.text);
  const axis = scale(stage);
  const left = axis?.left ?? MARGIN;
  parts.note.textContent = overview.note;
  parts.note.style.width = `${left}px`;
  Object.assign(parts.field.style, { left: `${left}px`, right: `${Math.max(MARGIN, stage.strip.clientWidth - (axis?.right ?? Infinity))}px` });
  const on = folded(overview);
  drawBars(parts, overview, on);
  const days = chosen(stage) ?? ALL;
  const percent = (/** @type {number} */ ms) => on.x(ms) * 100;
  const [start, end] = [percent(days[0]), percent(days[1] + DAY)];
  parts.inside.style.clipPath = `inset(0 ${100 - end}% 0 ${start}%)`;
  Object.assign(parts.both.style, { left: `${start}%`, width: `${end - start}%` });
  parts.both.hidden = !chosen(stage);
  parts.first.style.left = `${start}%`;
  parts.last.style.left = `${end}%`;
  for (const part of /** @type {const} */ (["first", "both", "last"])) tellSlider(stage, parts[part], part);
  parts.view.hidden = !axis;
  if (axis) Object.assign(parts.view.style, { left: `${percent(axis.from)}%`, width: `${percent(axis.to) - percent(axis.from)}%` });
}

/** @param {Stage} stage */
function rulerOf(stage) {
  const field = made.get(stage)?.field;
  const { overview } = stage.data;
  if (!field || !overview) return null;
  const { left, width } = field.getBoundingClientRect();
  const on = folded(overview);
  const edges = overview.edges.map((edge) => edge * DAY);
  const nearest = (/** @type {number} */ ms) => edges.reduce((best, edge) => (Math.abs(edge - ms) < Math.abs(best - ms) ? edge : best));
  return {
    ms: (/** @type {number} */ clientX) => on.ms((clientX - left) / width),
    snap: (/** @type {number} */ ms) => (on.day * width >= DAY_PX ? Math.round(ms / DAY) * DAY : nearest(ms)),
    edges,
  };
}

/** A drag beside the window makes another one; a click on a bar takes its days. @param {Stage} stage @param {HTMLElement} field */
function watchDrag(stage, field) {
  /** @type {{ id: number, x: number, moving: boolean } | null} */
  let drag = null;
  const options = { signal: stage.life.signal };
  const abandon = () => {
    if (drag?.moving) drop(stage);
    drag = null;
  };
  field.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    drag = { id: event.pointerId, x: event.clientX, moving: false };
    field.setPointerCapture(event.pointerId);
  }, options);
  field.addEventListener("pointermove", (event) => {
    const on = rulerOf(stage);
    if (!drag || event.pointerId !== drag.id || !on) return;
    drag.moving ||= Math.abs(event.clientX - drag.x) > CLICK_PIXELS;
    if (!drag.moving) return;
    const [a, b] = [drag.x, event.clientX].sort((one, other) => one - other).map((x) => on.snap(on.ms(x)));
    hold(stage, [a, Math.max(a, b - DAY)]);
  }, options);
  field.addEventListener("pointerup", (event) => {
    const on = rulerOf(stage);
    if (!drag || event.pointerId !== drag.id || !on) return;
    const { moving, x } = drag;
    drag = null;
    if (moving) release(stage);
    else choose(stage, barAt(on.edges, on.ms(x)));
  }, options);
  field.addEventListener("pointercancel", abandon, options);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drag?.moving) return;
    event.stopPropagation();
    abandon();
  }, { ...options, capture: true });
}

/** @param {number[]} edges @param {number} ms @returns {Span} */
function barAt(edges, ms) {
  const after = edges.findIndex((edge) => edge > ms);
  const at = after < 1 ? edges.length - 1 : after;
  return [edges[at - 1], edges[at] - DAY];
}
