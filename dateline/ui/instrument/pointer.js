/** What lies under a point of the map: marks first, then their labels, then regions, then countries. */
import { distance } from "./axis.js";
import { inside } from "./targets.js";

/** @import { MapMark, Stage } from "./types" */

/** Pixels around a mark that still count as the mark. */
const NEAR = { mouse: 4, touch: 14 };

/**
 * @param {Stage} stage @param {{ x: number, y: number }} point pixels of the map
 * @param {{ lng: number, lat: number }} place @param {"mouse" | "touch"} pointer
 * @returns {string[]}
 */
export function mapIdsAt(stage, point, place, pointer) {
  const { gl, marks, placed } = stage.map;
  const near = marks
    .filter((mark) => mark.radius > 0)
    .map((mark) => ({ mark, away: away(gl, mark, point) }))
    .sort((a, b) => a.away - b.away);
  if (near[0] && near[0].away <= NEAR[pointer]) return near[0].mark.ids;
  const label = placed.find(({ box }) => distance(box, point.x, point.y) === 0);
  if (label) return label.ids;
  const areas = marks.filter((mark) => mark.rings.length && covers(mark, place)).sort((a, b) => extent(a) - extent(b));
  return areas[0]?.ids ?? [];
}

/** Pixels from the mark's rim, in whichever copy of the world is nearest. @param {any} gl @param {MapMark} mark @param {{ x: number, y: number }} point */
function away(gl, mark, point) {
  const turns = Math.round((gl.unproject([point.x, point.y]).lng - mark.lon) / 360);
  const at = gl.project([mark.lon + 360 * turns, mark.lat]);
  return Math.hypot(at.x - point.x, at.y - point.y) - mark.radius;
}

/** @param {MapMark} mark @param {{ lng: number, lat: number }} place */
function covers(mark, { lng, lat }) {
  return mark.rings.some((ring) => {
    const turns = Math.round((lng - ring[0][0]) / 360);
    return [turns - 1, turns, turns + 1].some((turn) => inside(ring, lng - 360 * turn, lat));
  });
}

/** Rough size in degrees, so that a region inside a country wins. @param {MapMark} mark */
function extent(mark) {
  const lats = mark.rings.flatMap((ring) => ring.map((at) => at[1]));
  return lats.reduce((most, lat) => Math.max(most, lat), -90) - lats.reduce((least, lat) => Math.min(least, lat), 90);
}
