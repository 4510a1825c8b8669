/** Bringing marks or a box into the map's frame, beside the card that lies over it. */
import { NARROW } from "./size.js";
import { width } from "./sides.js";

/** @import { Stage } from "./types" */

/** Nothing is framed nearer than this: a single town still shows its surroundings. */
const NEAREST = 5.5;
const PADDING = 48;
const TIMES = { animate: 350 };

/** @typedef {[[number, number], [number, number]]} Corners longitude first; past 180 where they span that line */

/** The reader asks for every mark. @param {Stage} stage */
export function fitMarks(stage) {
  if (stage.map.marks.length) fit(stage, true);
}

/** The map's frame without an own choice of the reader: the area if there is one, else every mark. @param {Stage} stage @param {any} [gl] a map in the making */
export function fitAtFirst(stage, gl) {
  const { area } = stage.data;
  if (!area) return fit(stage, false, gl);
  const [south, west, north, east] = area;
  return frame(stage, [[west, south], [west + width(west, east), north]], false, gl);
}

/** @param {Stage} stage @param {boolean} byReader @param {any} [gl] */
function fit(stage, byReader, gl) {
  const { fit: bounds } = stage.map.meta;
  if (!bounds) return;
  const lon1 = bounds.lon1 < bounds.lon0 ? bounds.lon1 + 360 : bounds.lon1;
  frame(stage, [[bounds.lon0, bounds.lat0], [lon1, bounds.lat1]], byReader, gl);
}

/** @param {Stage} stage @param {Corners} corners @param {boolean} byReader @param {any} [gl] */
function frame(stage, corners, byReader, gl = stage.map.gl) {
  if (!gl) return;
  const covered = stage.card.hidden || matchMedia(NARROW).matches ? 0 : stage.card.offsetWidth;
  const room = gl.getContainer();
  const least = Math.min(PADDING, room.clientWidth / 8, room.clientHeight / 8);
  const right = least + (covered < room.clientWidth / 2 ? covered : 0);
  const padding = { left: least, top: least, bottom: least, right };
  // The event data tells this move from those that the reader made by hand.
  gl.fitBounds(corners, { padding, maxZoom: NEAREST, ...(byReader ? ease() : { duration: 0 }) }, { byFit: byReader });
}

/** Moves take no time for readers who asked for less motion. */
export function ease() {
  return { duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : TIMES.animate };
}
