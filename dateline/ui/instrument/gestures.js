/** The hand on the timeline: drag chooses days, shift-drag or "Move" pans, wheel and pinch zoom, click opens. */
import { scale, timeIdsAt } from "./axis.js";
import { endBrush, showBrush } from "./brush.js";
import { open } from "./choose.js";
import { light, place } from "./link.js";
import { setRange, zoom } from "./range.js";

/** @import { Span, Stage } from "./types" */

/** A press that moves less is a click. */
const CLICK_PIXELS = 4;
/** What takes the hand for itself. */
const OWN_DRAG = "button, .dl-window, .dl-slider";
/** Wheel units for a zoom by the factor e. */
const WHEEL_UNITS = 500;
/** Pixels of one line, for wheels that count lines. */
const LINE = 30;

/**
 * @typedef {{ kind: "press" | "brush" | "pan", id: number, x: number, y: number, range: Span, pointer: string }} Drag
 */

/** @param {Stage} stage */
export function watchGestures(stage) {
  const { box } = stage.time;
  /** @type {Drag | null} */
  let drag = null;
  /** @type {Map<number, number>} */
  const fingers = new Map();
  const options = { signal: stage.life.signal };

  box.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || /** @type {HTMLElement} */ (event.target).closest(OWN_DRAG)) return;
    const { x, y } = at(stage, event);
    fingers.set(event.pointerId, x);
    if (fingers.size > 1 || !stage.time.range) {
      drag = null;
      endBrush(stage, false);
      return;
    }
    const pan = event.shiftKey || stage.time.moving;
    drag = { kind: "press", id: event.pointerId, x, y, range: stage.time.range, pointer: pan ? "pan" : event.pointerType };
  }, options);

  box.addEventListener("pointermove", (event) => {
    const { x, y } = at(stage, event);
    if (fingers.size === 2 && fingers.has(event.pointerId)) return pinch(stage, fingers, event.pointerId, x);
    if (!drag || event.pointerId !== drag.id) return drag ? undefined : point(stage, event, x, y);
    if (drag.kind === "press" && Math.abs(x - drag.x) > CLICK_PIXELS) {
      drag.kind = drag.pointer === "pan" ? "pan" : "brush";
      box.setPointerCapture(event.pointerId);
      light(stage, []);
    }
    if (drag.kind === "brush") showBrush(stage, drag.x, x);
    if (drag.kind === "pan") pan(stage, drag, x);
    return undefined;
  }, options);

  box.addEventListener("pointerup", (event) => {
    fingers.delete(event.pointerId);
    if (!drag || event.pointerId !== drag.id) return;
    const { x, y } = at(stage, event);
    const { kind } = drag;
    drag = null;
    if (kind === "brush") endBrush(stage, true);
    else if (kind === "press") open(stage, timeIdsAt(stage, x, y, event.pointerType), event.clientX, event.clientY);
  }, options);

  const abandon = (/** @type {number} */ id) => {
    fingers.delete(id);
    if (drag?.id !== id) return;
    drag = null;
    endBrush(stage, false);
  };
  box.addEventListener("pointercancel", (event) => abandon(event.pointerId), options);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || drag?.kind !== "brush") return;
    event.stopPropagation();
    abandon(drag.id);
  }, { ...options, capture: true });
  box.addEventListener("pointerleave", () => light(stage, []), options);
  box.addEventListener("wheel", (event) => wheel(stage, event), { ...options, passive: false });
}

/** Pointer position in the plot's box. @param {Stage} stage @param {MouseEvent} event */
function at(stage, event) {
  const box = stage.time.plot.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}

/** @param {Stage} stage @param {PointerEvent} event @param {number} x @param {number} y */
function point(stage, event, x, y) {
  if (event.pointerType === "touch" || /** @type {HTMLElement} */ (event.target).closest(OWN_DRAG)) return;
  const ids = timeIdsAt(stage, x, y, event.pointerType);
  stage.time.box.classList.toggle("is-over-mark", ids.length > 0);
  light(stage, ids, place(event));
}

/** @param {Stage} stage @param {Drag} drag @param {number} x */
function pan(stage, drag, x) {
  const axis = scale(stage);
  if (!axis) return;
  const shift = ((drag.x - x) / (axis.right - axis.left)) * (drag.range[1] - drag.range[0]);
  setRange(stage, [drag.range[0] + shift, drag.range[1] + shift]);
}

/** Two fingers: the moments below them stay below them. @param {Stage} stage @param {Map<number, number>} fingers @param {number} id @param {number} x */
function pinch(stage, fingers, id, x) {
  const axis = scale(stage);
  const range = stage.time.range;
  const before = [...fingers.values()].sort((a, b) => a - b);
  fingers.set(id, x);
  const after = [...fingers.values()].sort((a, b) => a - b);
  if (!axis || !range || after[1] - after[0] < 10) return;
  const perPixel = (range[1] - range[0]) / (axis.right - axis.left);
  const moments = before.map((pixel) => range[0] + (pixel - axis.left) * perPixel);
  const scaled = (moments[1] - moments[0]) / (after[1] - after[0]);
  const from = moments[0] - (after[0] - axis.left) * scaled;
  setRange(stage, [from, from + (axis.right - axis.left) * scaled]);
}

/** Up and down zooms around the pointer, sideways (or with shift) pans. @param {Stage} stage @param {WheelEvent} event */
function wheel(stage, event) {
  const axis = scale(stage);
  const range = stage.time.range;
  if (!axis || !range) return;
  event.preventDefault();
  const unit = event.deltaMode === 1 ? LINE : 1;
  const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
  if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
    const shift = ((sideways * unit) / (axis.right - axis.left)) * (range[1] - range[0]);
    setRange(stage, [range[0] + shift, range[1] + shift]);
    return;
  }
  const { x } = at(stage, event);
  const part = Math.min(1, Math.max(0, (x - axis.left) / (axis.right - axis.left)));
  zoom(stage, Math.exp((event.deltaY * unit) / WHEEL_UNITS), range[0] + part * (range[1] - range[0]));
}
