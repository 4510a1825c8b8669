/** What the hand takes hold of to change the chosen days: their first day, their last day, or both; by pointer and by keys. */
import { DAY, addMonths, daysText, moved } from "./days.js";
import { element } from "./frame.js";
import { ALL, choose, chosen, drop, hold, nudge, release, whole } from "./window.js";

/** @import { Span, Stage } from "./types" */

/**
 * A scale that sliders lie on: from a pointer's place to a moment, and the first moment of a day that a drag may end on.
 * @typedef {{ ms: (clientX: number) => number, snap: (ms: number) => number }} Ruler
 * @typedef {"first" | "last" | "both"} Part
 */

/** A press that moves less is none. */
const CLICK_PIXELS = 3;

/** @param {Stage} stage @param {Part} part @param {string} name @param {() => Ruler | null} ruler */
export function slider(stage, part, name, ruler) {
  const made = element("div", `dl-slider is-${part}`, { role: "slider", tabindex: "0", "aria-label": name, "aria-orientation": "horizontal", "data-part": part });
  draggable(stage, made, part, ruler);
  made.addEventListener("keydown", (event) => turn(stage, part, event), { signal: stage.life.signal });
  made.addEventListener("blur", () => release(stage), { signal: stage.life.signal });
  return made;
}

/** Says where a slider stands. @param {Stage} stage @param {HTMLElement} made @param {Part} part */
export function tellSlider(stage, made, part) {
  const days = chosen(stage) ?? ALL;
  const [from, to] = whole(stage);
  const value = part === "last" ? Math.min(days[1], Math.max(to, from)) : Math.max(days[0], from);
  const open = part === "first" ? days[0] === -Infinity : part === "last" ? days[1] === Infinity : !chosen(stage);
  const text = open ? { first: "no first day", last: "no last day", both: "all days" }[part] : daysText(...(part === "both" ? days : /** @type {Span} */ ([value, value])));
  made.setAttribute("aria-valuemin", String(Math.min(value, from) / DAY));
  made.setAttribute("aria-valuemax", String(Math.max(value, to) / DAY));
  made.setAttribute("aria-valuenow", String(value / DAY));
  made.setAttribute("aria-valuetext", text);
}

/** @param {Stage} stage @param {HTMLElement} grip @param {Part} part @param {() => Ruler | null} ruler */
export function draggable(stage, grip, part, ruler) {
  /** @type {{ id: number, x: number, ms: number, days: Span, moving: boolean } | null} */
  let drag = null;
  const options = { signal: stage.life.signal };
  grip.addEventListener("pointerdown", (event) => {
    const on = ruler();
    if (event.button !== 0 || !on || /** @type {HTMLElement} */ (event.target).closest("button")) return;
    event.stopPropagation();
    drag = { id: event.pointerId, x: event.clientX, ms: on.ms(event.clientX), days: closed(stage, part), moving: false };
    grip.setPointerCapture(event.pointerId);
  }, options);
  grip.addEventListener("pointermove", (event) => {
    const on = ruler();
    if (!drag || event.pointerId !== drag.id || !on) return;
    if (!drag.moving && Math.abs(event.clientX - drag.x) < CLICK_PIXELS) return;
    drag.moving = true;
    hold(stage, dragged(drag.days, part, on.ms(event.clientX) - drag.ms, on));
  }, options);
  const end = (/** @type {PointerEvent} */ event) => {
    if (!drag || event.pointerId !== drag.id) return;
    const { moving } = drag;
    drag = null;
    if (moving && event.type === "pointerup") release(stage);
    else if (moving) drop(stage);
  };
  grip.addEventListener("pointerup", end, options);
  grip.addEventListener("pointercancel", end, options);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drag?.moving) return;
    event.stopPropagation();
    drag = null;
    drop(stage);
  }, { ...options, capture: true });
}

/** The days with an end where an open side that is taken hold of is drawn. @param {Stage} stage @param {Part} part @returns {Span} */
function closed(stage, part) {
  const [first, last] = chosen(stage) ?? ALL;
  const [from, to] = whole(stage);
  return [part === "first" && first === -Infinity ? Math.min(from, last) : first, part === "last" && last === Infinity ? Math.max(to, first) : last];
}

/** @param {Span} days @param {Part} part @param {number} by ms @param {Ruler} on @returns {Span} */
function dragged([first, last], part, by, on) {
  if (part === "first") return [Math.min(on.snap(first + by), last), last];
  if (part === "last") return [first, Math.max(on.snap(last + by + DAY) - DAY, first)];
  const start = Number.isFinite(first) ? on.snap(first + by) - first : on.snap(last + by + DAY) - DAY - last;
  return [first + start, last + start];
}

/** Arrows a day, with shift a week, page keys a month, Home and End to the ends, Delete clears. @param {Stage} stage @param {Part} part @param {KeyboardEvent} event */
function turn(stage, part, event) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const ahead = { ArrowRight: 1, ArrowUp: 1, PageUp: 1, ArrowLeft: -1, ArrowDown: -1, PageDown: -1 }[event.key];
  if (ahead) nudge(stage, turned(closed(stage, part), part, event.key.startsWith("Page") ? "month" : event.shiftKey ? "week" : "day", ahead));
  else if (event.key === "Home" || event.key === "End") nudge(stage, toEnd(stage, part, event.key));
  else if (event.key === "Delete" || event.key === "Backspace") choose(stage, ALL);
  else if (event.key === "Escape") drop(stage);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** @param {Span} days @param {Part} part @param {"day" | "week" | "month"} unit @param {number} ahead @returns {Span} */
function turned(days, part, unit, ahead) {
  if (part === "both") return moved(days, unit, ahead);
  const one = (/** @type {number} */ ms) => (unit === "month" ? addMonths(ms, ahead) : moved([ms, ms], unit, ahead)[0]);
  return part === "first" ? [Math.min(one(days[0]), days[1]), days[1]] : [days[0], Math.max(one(days[1]), days[0])];
}

/** An end of a slider that is the end of all days is no end. @param {Stage} stage @param {Part} part @param {string} key @returns {Span} */
function toEnd(stage, part, key) {
  const [first, last] = chosen(stage) ?? ALL;
  const [from, to] = whole(stage);
  if (part === "first") return [key === "Home" ? -Infinity : Math.min(last, to), last];
  if (part === "last") return [first, key === "End" ? Infinity : Math.max(first, from)];
  if (!Number.isFinite(first) || !Number.isFinite(last)) return [first, last];
  return key === "Home" ? [from, from + last - first] : [to - (last - first), to];
}
