/**
 * Where the drawn marks are, read back from plotly's own calculated data, so that pointing and lighting up follow what is
 * really on the screen.
 */

/** @import { MapMark, TimeMark } from "./types" */

/**
 * Marks of the timeline; neighbouring pieces of one event (a bar that fades out) become one mark.
 * @param {any} plot @returns {TimeMark[]}
 */
export function timeMarks(plot) {
  /** @type {TimeMark[]} */
  const marks = [];
  for (const points of plot.calcdata ?? []) {
    const trace = points[0].trace;
    points.forEach((/** @type {any} */ point, /** @type {number} */ i) => {
      const mark = timeMark(trace, point, idsAt(trace, i));
      if (!mark) return;
      const before = marks.at(-1);
      if (before && before.ids.join() === mark.ids.join() && before.low === mark.low && before.high === mark.high) {
        before.from = Math.min(before.from, mark.from);
        before.to = Math.max(before.to, mark.to);
        before.reach = Math.max(before.reach, mark.reach);
      } else marks.push(mark);
    });
  }
  return marks;
}

/** @param {any} trace @param {any} point @param {string[]} ids @returns {TimeMark | null} */
function timeMark(trace, point, ids) {
  if (!ids.length) return null;
  if (trace.type === "bar") {
    const [from, to] = [point.b, point.b + point.s].sort((a, b) => a - b);
    return Number.isFinite(from) ? { ids, from, to, low: point.p0, high: point.p1, reach: 0 } : null;
  }
  if (!Number.isFinite(point.x) || !Number.isFinite(point.y)) return null;
  const dots = String(trace.mode).includes("markers");
  const reach = (dots ? (point.ms ?? trace.marker?.size ?? 6) : (trace.line?.width ?? 2)) / 2;
  return { ids, from: point.x, to: point.x, low: point.y, high: point.y, reach };
}

/** Marks of the map: points with their pixel radius, areas with their rings. @param {any} plot @returns {MapMark[]} */
export function mapMarks(plot) {
  return (plot.calcdata ?? []).flatMap((/** @type {any[]} */ points) => {
    const trace = points[0].trace;
    if (trace.type === "choroplethmap") return points.map((point, i) => countryMark(point, idsAt(trace, i))).filter(Boolean);
    if (trace.fill === "toself") return regionMarks(trace, points);
    if (!String(trace.mode).includes("markers")) return [];
    return points.map((point, i) => pointMark(trace, point, idsAt(trace, i))).filter(Boolean);
  });
}

/** @param {any} trace @param {any} point @param {string[]} ids @returns {MapMark | null} */
function pointMark(trace, point, ids) {
  const [lon, lat] = point.lonlat ?? [NaN, NaN];
  if (!ids.length || !Number.isFinite(lon)) return null;
  return { ids, lat, lon, radius: (point.ms ?? trace.marker?.size ?? 6) / 2, rings: [], geometry: null };
}

/** @param {any} point @param {string[]} ids @returns {MapMark | null} */
function countryMark(point, ids) {
  const geometry = point.fOut?.geometry;
  if (!ids.length || !geometry) return null;
  const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const [lon, lat] = point.ct ?? parts[0][0][0];
  return { ids, lat, lon, radius: 0, rings: parts.map((/** @type {any} */ part) => part[0]), geometry };
}

/** A trace of circles, one after the other, holes between them. @param {any} trace @param {any[]} points @returns {MapMark[]} */
function regionMarks(trace, points) {
  /** @type {Map<string, Array<[number, number]>>} */
  const rings = new Map();
  points.forEach((point, i) => {
    const key = idsAt(trace, i).join(" ");
    if (!key || !Number.isFinite(point.lonlat?.[0])) return;
    rings.set(key, [...(rings.get(key) ?? []), point.lonlat]);
  });
  return [...rings].map(([key, ring]) => ({
    ids: key.split(" "),
    lat: mean(ring.map((at) => at[1])),
    lon: mean(ring.map((at) => at[0])),
    radius: 0,
    rings: [ring],
    geometry: { type: "Polygon", coordinates: [ring] },
  }));
}

/** @param {number[]} values */
function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** @param {any} trace @param {number} i @returns {string[]} */
export function idsAt(trace, i) {
  if (trace.meta?.part === "outline") return []; // the halo of the open event is no mark of its own
  const held = Array.isArray(trace.customdata) ? trace.customdata[i] : trace.customdata;
  const text = Array.isArray(held) ? held[0] : held;
  return typeof text === "string" && text ? text.split(" ") : [];
}

/**
 * Is the point inside the ring (even-odd rule)?
 * @param {Array<[number, number]>} ring @param {number} lon @param {number} lat
 */
export function inside(ring, lon, lat) {
  let within = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [x1, y1] = ring[i];
    const [x2, y2] = ring[j];
    if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) within = !within;
  }
  return within;
}
