/** Boxes on the map by their four sides in degrees: south, west, north, east; west > east crosses the antimeridian. */

/** @import { Box, Sides, Stage } from "./types" */

/** Pixels of the whole world's width at zoom 0. */
const WORLD_PIXELS = 512;
/** Decimals that the link writes. */
const MOST_DECIMALS = 3;
/** The map ends here, where Mercator's world is as high as wide. */
const MAP_END = 85.05;

/** The sides of a rectangle of the map's pixels, as exact as its zoom carries. @param {any} gl @param {Box} box @returns {Sides} */
export function sidesOf(gl, { left, top, right, bottom }) {
  const [first, last] = [gl.unproject([left, top]), gl.unproject([right, bottom])];
  const exact = rounded(gl);
  const [south, north] = [exact(last.lat), exact(first.lat)];
  if (last.lng - first.lng >= 360) return [south, -180, north, 180];
  const [west, east] = [exact(wrapped(first.lng)), exact(wrapped(last.lng))];
  // The line itself belongs to both sides of the world: to the west of a box that begins there, to the east of one that ends there.
  return [south, west === 180 ? -180 : west, north, east === -180 ? 180 : east];
}

/** What the map shows; null where it shows the world in its whole width. @param {any} gl @returns {Sides | null} */
export function viewSides(gl) {
  const frame = frameOf(gl);
  const across = gl.unproject([frame.right, 0]).lng - gl.unproject([0, 0]).lng;
  return across >= 360 ? null : sidesOf(gl, frame);
}

/** A box around a point, so many degrees to each side. @param {number} lat @param {number} lon @param {number} high @param {number} wide @returns {Sides} */
export function around(lat, lon, high, wide) {
  const exact = (/** @type {number} */ degrees) => Number(degrees.toFixed(MOST_DECIMALS)) + 0;
  return [exact(Math.max(-90, lat - high)), exact(wrapped(lon - wide)), exact(Math.min(90, lat + high)), exact(wrapped(lon + wide))];
}

/** The rule by which the server filters. @param {Sides} sides @param {number} lat @param {number} lon */
export function holds([south, west, north, east], lat, lon) {
  const across = west <= east ? west <= lon && lon <= east : west <= lon || lon <= east;
  return across && south <= lat && lat <= north;
}

/** Where a box is in the map's pixels, in the copy of the world nearest to the middle. @param {any} gl @param {Sides} sides @returns {Box} */
export function pixels(gl, [south, west, north, east]) {
  const wide = width(west, east);
  const turn = 360 * Math.round((gl.getCenter().lng - west - wide / 2) / 360);
  const { x: left, y: top } = gl.project([west + turn, Math.min(north, MAP_END)]);
  const { x: right, y: bottom } = gl.project([west + turn + wide, Math.max(south, -MAP_END)]);
  return { left, top, right, bottom };
}

/** @param {any} gl @returns {Box} */
export function frameOf(gl) {
  const { clientWidth: right, clientHeight: bottom } = gl.getContainer();
  return { left: 0, top: 0, right, bottom };
}

/** Degrees from west to east. @param {number} west @param {number} east */
export function width(west, east) {
  return west <= east ? east - west : east - west + 360;
}

/** Degrees between two longitudes, the short way. @param {number} one @param {number} other */
export function apart(one, other) {
  return Math.abs(wrapped(one - other));
}

/**
 * The ids at each point that the map knows: drawn, or hidden by the area alone. null: more than can be told one by one.
 * @param {Stage} stage @returns {Array<{ lat: number, lon: number, ids: string[], drawn: boolean }> | null}
 */
export function knownPoints({ map, data }) {
  if (!data.beyond) return null;
  const drawn = (map.meta.labels ?? []).map(({ lat = 0, lon = 0, ids }) => ({ lat, lon, ids: ids.split(" "), drawn: true }));
  return [...drawn, ...data.beyond.map(([lat, lon, ids]) => ({ lat, lon, ids: ids.split(" "), drawn: false }))];
}

/** @param {number} degrees @returns {number} -180 up to, not with, 180 */
function wrapped(degrees) {
  return ((((degrees + 180) % 360) + 360) % 360) - 180;
}

/** Decimals finer than a pixel say nothing. @param {any} gl @returns {(degrees: number) => number} */
function rounded(gl) {
  const perPixel = 360 / (WORLD_PIXELS * 2 ** gl.getZoom());
  const decimals = Math.min(MOST_DECIMALS, Math.max(0, Math.ceil(-Math.log10(perPixel))));
  return (degrees) => Number(degrees.toFixed(decimals)) + 0; // + 0: no minus before nothing
}
