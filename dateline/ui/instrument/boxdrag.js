/** Drawing a box on the map: after the button "Box" by any pointer, or at once with shift held. The box is the area when it is let go. */
import { idsIn, setArea, showArea, tool } from "./area.js";
import { clickMap } from "./camera.js";
import { element } from "./frame.js";
import { light } from "./link.js";
import { showPresence } from "./presence.js";
import { frameOf, sidesOf } from "./sides.js";

/** @import { Box, Presence, Stage } from "./types" */

/** A smaller box is a click. */
const CLICK_PIXELS = 6;
/** Pixels that the number of events needs below the box; where there are fewer it stands inside. */
const COUNT_PIXELS = 28;

/** @typedef {{ id: number, x: number, y: number }} Drag */

/** @param {Stage} stage */
export function watchBoxDrag(stage) {
  const { box, plot } = stage.map;
  const cover = element("div", "dl-draw", { "aria-hidden": "true" });
  cover.hidden = true;
  const hint = element("span", "dl-draw-hint");
  hint.textContent = "Drag a box on the map";
  const frame = element("div", "dl-draw-box");
  frame.append(element("span", "dl-draw-count"));
  cover.append(hint, frame);
  box.append(cover);
  const options = { signal: stage.life.signal };
  /** @type {Drag | null} */
  let drag = null;
  let armed = false;

  const arm = (/** @type {boolean} */ wanted) => {
    armed = wanted;
    cover.hidden = !wanted;
    cover.classList.toggle("is-armed", wanted);
    tool(stage, "box").setAttribute("aria-pressed", String(wanted));
  };
  const leave = () => {
    drag = null;
    frame.hidden = true;
    arm(false);
  };
  const abandon = () => {
    leave();
    showPresence(stage, null);
    showArea(stage);
  };
  const begin = (/** @type {PointerEvent} */ event) => {
    if (drag) return abandon(); // a second finger: that is no box
    if (event.button !== 0 || !stage.map.gl) return;
    event.preventDefault();
    light(stage, []);
    const { x, y } = at(stage, event);
    drag = { id: event.pointerId, x, y };
    cover.hidden = false;
    frame.hidden = true;
    cover.setPointerCapture(event.pointerId);
  };

  leave();
  tool(stage, "box").addEventListener("click", () => arm(!armed), options);
  cover.addEventListener("pointerdown", begin, options);
  plot.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => event.shiftKey && event.pointerType !== "touch" && begin(event), { ...options, capture: true });
  // The map must not take the same press for a pan.
  plot.addEventListener("mousedown", (/** @type {MouseEvent} */ event) => drag && event.stopPropagation(), { ...options, capture: true });
  cover.addEventListener("pointermove", (event) => {
    if (!drag || event.pointerId !== drag.id) return;
    const { x, y } = at(stage, event);
    if (frame.hidden && Math.max(Math.abs(x - drag.x), Math.abs(y - drag.y)) < CLICK_PIXELS) return;
    showBox(stage, frame, rectangle(stage, drag, x, y));
  }, options);
  cover.addEventListener("pointerup", (event) => {
    if (!drag || event.pointerId !== drag.id) return;
    const [{ x, y }, wasClick, from] = [at(stage, event), frame.hidden, drag];
    leave();
    if (wasClick) clickMap(stage, x, y, event);
    // What lies outside stays back until the answer draws what lies inside.
    else if (!setArea(stage, sidesOf(stage.map.gl, rectangle(stage, from, x, y)))) showPresence(stage, null);
  }, options);
  cover.addEventListener("pointercancel", () => drag && abandon(), options);
  cover.addEventListener("wheel", (event) => passOn(stage, event), { ...options, passive: false });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !armed && !drag) return;
    event.stopPropagation();
    event.preventDefault();
    abandon();
  }, { ...options, capture: true });
}

/** Pointer position in the map's box. @param {Stage} stage @param {MouseEvent} event */
function at(stage, event) {
  const box = stage.map.plot.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}

/** Within the map, however far the hand went. @param {Stage} stage @param {{ x: number, y: number }} from @param {number} x @param {number} y @returns {Box} */
function rectangle(stage, from, x, y) {
  const { right, bottom } = frameOf(stage.map.gl);
  const [toX, toY] = [Math.min(Math.max(x, 0), right), Math.min(Math.max(y, 0), bottom)];
  return { left: Math.min(from.x, toX), top: Math.min(from.y, toY), right: Math.max(from.x, toX), bottom: Math.max(from.y, toY) };
}

/** The box under the hand, with the number of events in it; all others step back. @param {Stage} stage @param {HTMLElement} frame @param {Box} box */
function showBox(stage, frame, box) {
  frame.hidden = false;
  Object.assign(frame.style, { left: `${box.left}px`, top: `${box.top}px`, width: `${box.right - box.left}px`, height: `${box.bottom - box.top}px` });
  frame.classList.toggle("is-low", frameOf(stage.map.gl).bottom - box.bottom < COUNT_PIXELS);
  const sides = sidesOf(stage.map.gl, box);
  const inside = idsIn(stage, sides);
  const count = /** @type {HTMLElement} */ (frame.firstChild);
  count.hidden = inside === null;
  if (!inside) return;
  count.textContent = `${inside.size} ${inside.size === 1 ? "event" : "events"}`;
  showPresence(stage, new Map([...stage.rows.keys(), ...stage.map.marks.flatMap((mark) => mark.ids)].map((id) => [id, /** @type {Presence} */ (inside.has(id) ? "in" : "out")])));
  showArea(stage, sides);
}

/** The wheel zooms the map as ever. @param {Stage} stage @param {WheelEvent} event */
function passOn(stage, event) {
  event.preventDefault();
  stage.map.gl?.getCanvas().dispatchEvent(new WheelEvent(event.type, event));
}
