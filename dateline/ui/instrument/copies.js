/** What plotly has drawn on the map as GeoJSON, with its colours, so that each part can be shown by itself. */
import { idsAt } from "./targets.js";

/** Ids of events, or which of `Sums.over_time` it is. @typedef {{ ids: string[], sum?: number, geometry: any, properties: Record<string, unknown> }} Part */

/**
 * @param {any} plot
 * @returns {{ features: any[], parts: Part[] }} features in the order of drawing, numbered; and what each stands for
 */
export function copies(plot) {
  const calculated = /** @type {any[][]} */ (plot.calcdata ?? []);
  const there = idsByPlace(calculated);
  const parts = calculated.flatMap((points) => {
    const { trace } = points[0];
    if (trace.type === "choroplethmap") return points.flatMap((point, i) => area(point, idsAt(trace, i), trace.meta?.sums?.[i]));
    if (trace.type !== "scattermap") return [];
    if (String(trace.mode).includes("markers")) return points.flatMap((point) => mark(trace, point, there));
    return lines(trace, points);
  });
  const features = parts.map(({ geometry, properties }, id) => ({ type: "Feature", id, geometry, properties }));
  return { features, parts };
}

/** Rims, holes and halos have no ids of their own: they are those of the mark at their place. @param {any[][]} calculated */
function idsByPlace(calculated) {
  /** @type {Map<string, string[]>} */
  const found = new Map();
  for (const points of calculated) {
    const { trace } = points[0];
    if (trace.type !== "scattermap" || !String(trace.mode).includes("markers")) continue;
    points.forEach((point, i) => {
      const ids = idsAt(trace, i);
      if (ids.length) found.set(String(point.lonlat), ids);
    });
  }
  return found;
}

/** @param {any} point @param {string[]} ids @param {number} [sum] @returns {Part[]} */
function area(point, ids, sum) {
  const held = point.fOut;
  if (!held?.geometry) return [];
  const { fc, mlc, mlw } = held.properties ?? {};
  const properties = { kind: "area", fill: fc ?? "transparent", line: mlc ?? "transparent", width: mlw ?? 1 };
  return [{ ids, sum, geometry: held.geometry, properties }];
}

/** @param {any} trace @param {any} point @param {Map<string, string[]>} there @returns {Part[]} */
function mark(trace, point, there) {
  if (!Number.isFinite(point.lonlat?.[0])) return [];
  const fill = point.mcc ?? point.mc ?? trace.marker?.color ?? "transparent";
  const radius = point.mrc ?? (point.ms ?? trace.marker?.size ?? 6) / 2;
  const geometry = { type: "Point", coordinates: point.lonlat };
  return [{ ids: there.get(String(point.lonlat)) ?? [], geometry, properties: { kind: "mark", fill, radius } }];
}

/** One line for each stretch without a gap. @param {any} trace @param {any[]} points */
function lines(trace, points) {
  /** @type {Part[]} */
  const found = [];
  /** @type {number[][]} */
  let stretch = [];
  points.forEach((point, i) => {
    const here = Number.isFinite(point.lonlat?.[0]);
    if (here) stretch.push(point.lonlat);
    if ((!here || i === points.length - 1) && stretch.length > 1) {
      const properties = { kind: "line", line: trace.line?.color ?? "transparent", width: trace.line?.width ?? 1 };
      found.push({ ids: idsAt(trace, here ? i : i - 1), geometry: { type: "LineString", coordinates: stretch }, properties });
    }
    if (!here) stretch = [];
  });
  return found;
}
