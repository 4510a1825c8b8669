/**
 * Builds assets/basemap/*.geojson: land, borders, coastlines and countries, from the boundaries of the United Nations that
 * plotly.js ships as one topology. Neighbours share their lines there, so everything is simplified and rounded on the
 * shared lines first: no gaps between countries, and land, coast and borders meet exactly.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import { gzipSync } from "node:zlib";

import { mergeArcs, mesh, feature } from "topojson-client";
import { presimplify } from "topojson-simplify";

const tools = dirname(fileURLToPath(import.meta.url));
const target = resolve(tools, "../assets/basemap");

/** A point goes when its triangle with its neighbours is smaller than this, in square degrees of a flat map. */
const SMALLEST_TRIANGLE = 0.0003;
/** Places of the coordinates: 3 are about 110 m at the equator. */
const PLACES = 3;

/** Parts of a state with a code of their own: the line between them and the rest is no international boundary. */
const PART_OF = { HKG: "CHN", MAC: "CHN" };

/** The plotly.js topology of the world. The file is a browser script, so it runs apart, with a window to put itself in. */
async function worldTopology() {
  const path = createRequire(import.meta.url).resolve("plotly.js/dist/plotly-geo-assets.js");
  const context = vm.createContext({ module: { exports: {} }, window: {} });
  vm.runInContext(await readFile(path, "utf8"), context);
  return JSON.parse(JSON.stringify(context.module.exports.topojson.world_50m));
}

/** Twice the signed area of a ring of [x, y]: positive when it runs counter-clockwise. */
function doubleArea(ring) {
  let sum = 0;
  for (let i = 0; i + 1 < ring.length; i += 1) sum += ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1];
  return sum;
}

/** One shared line with fewer, rounded points. A closed line keeps at least a triangle, so that no country vanishes. */
function simplerLine(points, smallestTriangle) {
  const [first, last] = [points[0], points[points.length - 1]];
  const closed = first[0] === last[0] && first[1] === last[1];
  const needed = closed ? 4 : 2;
  const weights = points.map((point) => point[2]).sort((a, b) => b - a);
  const least = Math.min(smallestTriangle, weights[Math.min(needed, weights.length) - 1]);
  const kept = points.filter((point, i) => i === 0 || i === points.length - 1 || point[2] >= least);
  const rounded = kept.map(([x, y]) => [Number(x.toFixed(PLACES)), Number(y.toFixed(PLACES))]);
  const thinned = rounded.filter(([x, y], i) => i === 0 || x !== rounded[i - 1][0] || y !== rounded[i - 1][1]);
  // An islet about as small as the rounding keeps its exact points instead.
  if (closed && (thinned.length < 4 || Math.abs(doubleArea(thinned)) < 1e-5)) {
    return points.map(([x, y]) => [Number(x.toFixed(4)), Number(y.toFixed(4))]);
  }
  return thinned.length > 1 ? thinned : [rounded[0], rounded[rounded.length - 1]];
}

/** The rings of the countries, each as the numbers of its lines (a line that runs backwards has the number ~n). */
function ringsOfCountries(topology) {
  return topology.objects.countries.geometries.flatMap(({ type, arcs }) => (type === "Polygon" ? arcs : arcs.flat()));
}

/** The topology with simpler lines. A ring of several lines that would collapse (Monaco) gets all its points back. */
function simplerTopology(topology) {
  const full = presimplify(topology).arcs;
  const arcs = full.map((points) => simplerLine(points, SMALLEST_TRIANGLE));
  for (const ring of ringsOfCountries(topology)) {
    const points = ring.flatMap((n) => (n < 0 ? [...arcs[~n]].reverse() : arcs[n]));
    if (Math.abs(doubleArea(points)) > 1e-5) continue;
    for (const n of ring) arcs[n < 0 ? ~n : n] = simplerLine(full[n < 0 ? ~n : n], 0);
  }
  return { type: "Topology", objects: topology.objects, arcs };
}

/** A ring's longitudes made continuous: a step over the antimeridian goes on beyond 180 instead of jumping back. */
function unwrapped(ring) {
  let turn = 0;
  return ring.map(([x, y], i) => {
    if (i > 0 && x - ring[i - 1][0] > 180) turn -= 360;
    if (i > 0 && x - ring[i - 1][0] < -180) turn += 360;
    return [x + turn, y];
  });
}

/** A ring around a pole does not close on a flat map: it is closed along the pole. */
function closedOverPole(ring) {
  const [first, last] = [ring[0], ring[ring.length - 1]];
  if (Math.abs(last[0] - first[0]) < 1) return ring;
  const pole = ring.reduce((sum, point) => sum + point[1], 0) < 0 ? -90 : 90;
  return [...ring, [last[0], pole], [first[0], pole], first];
}

/** The part of a ring on one side of a meridian (Sutherland and Hodgman). `side` is 1 for east of it, -1 for west. */
function clipped(ring, meridian, side) {
  const inside = ([x]) => side * (x - meridian) >= 0;
  const result = [];
  for (let i = 0; i + 1 < ring.length; i += 1) {
    const [a, b] = [ring[i], ring[i + 1]];
    if (inside(a)) result.push(a);
    if (inside(a) !== inside(b)) {
      const y = a[1] + ((b[1] - a[1]) * (meridian - a[0])) / (b[0] - a[0]);
      result.push([meridian, Number(y.toFixed(4))]);
    }
  }
  return result.length ? [...result, result[0]] : result;
}

/** A ring as rings between -180 and 180. */
function cutAtAntimeridian(ring) {
  const flat = closedOverPole(unwrapped(ring));
  const pieces = [];
  for (const turn of [-360, 0, 360]) {
    const moved = flat.map(([x, y]) => [Number((x + turn).toFixed(4)), y]);
    const xs = moved.map(([x]) => x);
    if (Math.max(...xs) <= -180 || Math.min(...xs) >= 180) continue;
    const piece = Math.min(...xs) < -180 || Math.max(...xs) > 180 ? clipped(clipped(moved, -180, 1), 180, -1) : moved;
    if (piece.length > 3 && doubleArea(piece) !== 0) pieces.push(piece);
  }
  return pieces;
}

/** A polygon's rings in the order of RFC 7946: the outer one counter-clockwise, holes clockwise. */
function rightHanded(rings) {
  return rings.map((ring, i) => (doubleArea(ring) > 0 === (i === 0) ? ring : [...ring].reverse()));
}

/** Whether a point is inside a ring. */
function contains(ring, [x, y]) {
  let inside = false;
  for (let i = 0; i + 1 < ring.length; i += 1) {
    const [[ax, ay], [bx, by]] = [ring[i], ring[i + 1]];
    if (ay > y !== by > y && x < ax + ((bx - ax) * (y - ay)) / (by - ay)) inside = !inside;
  }
  return inside;
}

/** The polygons of some countries, dissolved into one shape and cut at the antimeridian. */
function shape(topology, countries) {
  const { coordinates } = feature(topology, mergeArcs(topology, countries)).geometry;
  const polygons = coordinates.flatMap(([outer, ...holes]) => {
    const inner = holes.flatMap(cutAtAntimeridian);
    return cutAtAntimeridian(outer).map((ring) =>
      rightHanded([ring, ...inner.filter((hole) => contains(ring, hole[0]))]),
    );
  });
  return { type: "MultiPolygon", coordinates: polygons };
}

/** Countries by code: the source has some in several records (Gaza and the West Bank, for example). */
function byCode(topology) {
  const groups = new Map();
  for (const geometry of topology.objects.countries.geometries) {
    if (!geometry.id) throw new Error("The source has an area without a code: give it one here, so that it is drawn.");
    groups.set(geometry.id, [...(groups.get(geometry.id) ?? []), geometry]);
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The kind of the line between two countries, or "" where it is none. Codes with X are areas without an ISO code. */
function borderKind(a, b) {
  if (a.id === b.id) return "";
  if (a.id.startsWith("X") || b.id.startsWith("X")) return "undetermined";
  return PART_OF[a.id] === b.id || PART_OF[b.id] === a.id ? "internal" : "international";
}

/** A line without its pieces on the antimeridian, where the source closes its polygons. */
function withoutSeam(lines) {
  const parts = [];
  for (const line of lines) {
    let part = [line[0]];
    for (let i = 1; i < line.length; i += 1) {
      const [a, b] = [line[i - 1], line[i]];
      const seam =
        (Math.abs(a[0]) === 180 && Math.abs(b[0]) === 180) ||
        Math.abs(a[0] - b[0]) > 180 ||
        Math.min(a[1], b[1]) <= -89;
      if (seam) {
        if (part.length > 1) parts.push(part);
        part = [];
      }
      part.push(b);
    }
    if (part.length > 1) parts.push(part);
  }
  return parts;
}

/** Writes one file, one feature a line so that a change shows in a diff, and says how large it is. */
async function write(name, features) {
  const text = `{"type":"FeatureCollection","features":[\n${features.map((one) => JSON.stringify(one)).join(",\n")}\n]}\n`;
  await writeFile(join(target, `${name}.geojson`), text);
  const kilobytes = (bytes) => `${Math.round(bytes / 1000)} kB`;
  console.log(name.padEnd(22), features.length, kilobytes(text.length), "gzip", kilobytes(gzipSync(text).length));
}

const topology = simplerTopology(await worldTopology());
const groups = byCode(topology);
const all = topology.objects.countries;
const lines = (filter) => ({
  type: "MultiLineString",
  coordinates: withoutSeam(mesh(topology, all, filter).coordinates),
});
await mkdir(target, { recursive: true });
await write(
  "countries",
  [...groups].map(([id, geometries]) => ({
    type: "Feature",
    id,
    properties: {},
    geometry: shape(topology, geometries),
  })),
);
await write("land", [{ type: "Feature", properties: {}, geometry: shape(topology, all.geometries) }]);
// Two files, because a plotly.js map layer has one line style: the undetermined boundaries are drawn dashed.
for (const [name, kind] of [
  ["borders", "international"],
  ["borders_undetermined", "undetermined"],
]) {
  const geometry = lines((a, b) => borderKind(a, b) === kind);
  await write(name, [{ type: "Feature", properties: { kind }, geometry }]);
}
await write("coastlines", [{ type: "Feature", properties: {}, geometry: lines((a, b) => a === b) }]);
