/** Pointing at an event lights it up in list, timeline and map; a small tip says what it is. No round trip. */
import { boxOf, scale } from "./axis.js";
import { showOnMap } from "./lit.js";
import { fillTip, putAt } from "./tip.js";

/** @import { Box, Stage } from "./types" */

/** Free pixels between a mark and its ring. */
const RING = 3;

/** @param {Stage} stage */
export function watchPointing(stage) {
  const hide = () => light(stage, []);
  for (const kind of ["blur", "scroll"]) window.addEventListener(kind, hide, { signal: stage.life.signal, passive: true });
  // What lay under the pointer moves away from it.
  stage.root.addEventListener("wheel", hide, { signal: stage.life.signal, passive: true });
}

/** @param {MouseEvent} event */
export function place(event) {
  return { clientX: event.clientX, clientY: event.clientY };
}

/**
 * Lights these events and no others.
 * @param {Stage} stage @param {string[]} ids
 * @param {{ clientX: number, clientY: number }} [at] where to show the tip; without it there is none
 */
export function light(stage, ids, at) {
  const same = ids.length === stage.lit.size && ids.every((id) => stage.lit.has(id));
  if (!same) {
    for (const id of stage.lit) stage.rows.get(id)?.classList.remove("is-lit");
    stage.lit = new Set(ids);
    stage.root.classList.toggle("has-lit", ids.length > 0);
    stage.root.dataset.lit = ids.join(" ");
    showLit(stage);
    if (ids.length) fillTip(stage, ids);
  }
  stage.tip.hidden = !ids.length || !at;
  if (at && ids.length) putAt(stage, stage.tip, at.clientX, at.clientY);
}

/** Draws what is lit where it is now. @param {Stage} stage */
export function showLit(stage) {
  for (const id of stage.lit) stage.rows.get(id)?.classList.add("is-lit");
  showOnTimeline(stage);
  showOnMap(stage);
}

/** @param {Stage} stage */
function showOnTimeline(stage) {
  const { over, marks } = stage.time;
  for (const ring of over.querySelectorAll(".dl-ring")) ring.remove();
  const at = stage.lit.size ? scale(stage) : null;
  if (!at) return;
  const boxes = marks.filter((mark) => mark.ids.some((id) => stage.lit.has(id))).map((mark) => boxOf(at, mark));
  for (const box of boxes) {
    if (boxes.some((other) => other !== box && holds(other, box))) continue; // a bar's own point needs no second ring
    const [left, right] = [Math.max(box.left - RING, at.left - RING), Math.min(box.right + RING, at.right + RING)];
    if (right < left) continue;
    const ring = document.createElement("div");
    ring.className = "dl-ring";
    Object.assign(ring.style, {
      left: `${left}px`,
      top: `${box.top - RING}px`,
      width: `${right - left}px`,
      height: `${box.bottom - box.top + 2 * RING}px`,
    });
    over.append(ring);
  }
}

/** Does one rectangle stretch over the whole width of another, at the same height? @param {Box} outer @param {Box} inner */
function holds(outer, inner) {
  const middle = (inner.top + inner.bottom) / 2;
  return outer.right - outer.left > inner.right - inner.left && outer.left <= inner.left && outer.right >= inner.right && outer.top <= middle && outer.bottom >= middle;
}
