/** The area in force on the map, in layers of our own: a veil over the ground outside it, and above plotly's marks a line around it and what it hides as faint points. */
import { width } from "./sides.js";

/** @import { Sides, Stage } from "./types" */

const NAME = "dateline-area";
/** What is drawn of events, and below which the veil lies: a mark of a shown event may reach over the line. */
const TRACE = /^plotly-trace/;
/** Above the line only what is lit may lie. */
const LIT = /^dateline-lit/;
const LINE_WIDTH = 1.5;
const VEIL_OPACITY = 0.5;
const POINT_RADIUS = 3.5;

/** @typedef {{ lat: number, lon: number, inside: boolean }} Faint */

/** What was drawn last, as text: an equal drawing is left alone. @type {WeakMap<object, string>} */
const drawn = new WeakMap();

/** @param {Stage} stage @param {Sides | null} sides @param {Faint[]} faint */
export function drawArea(stage, sides, faint) {
  const { gl } = stage.map;
  // Before the map has its ground nothing can be added; a drawing that comes then says so again.
  if (!gl?.getLayersOrder?.().length) return;
  if (!sides && !faint.length && !gl.getSource(NAME)) return;
  const features = [...(sides ? [...veil(sides), ...outline(sides)] : []), ...faint.map(point)];
  const text = JSON.stringify(features);
  const source = gl.getSource(NAME);
  if (!source) gl.addSource(NAME, { type: "geojson", data: { type: "FeatureCollection", features } });
  else if (drawn.get(gl) !== text) source.setData({ type: "FeatureCollection", features });
  drawn.set(gl, text);
  addLayers(stage, gl);
}

/** The colours are those of the theme, which may have changed. @param {Stage} stage @param {any} gl */
function addLayers(stage, gl) {
  const style = getComputedStyle(stage.root);
  const colour = (/** @type {string} */ name) => style.getPropertyValue(name).trim() || "#888";
  const part = (/** @type {string} */ kind) => ({ source: NAME, filter: ["==", ["get", "part"], kind] });
  const seen = ["case", ["get", "inside"], 1, 0.55];
  const layers = [
    { id: `${NAME}-veil`, type: "fill", ...part("veil"), paint: { "fill-antialias": false, "fill-opacity": VEIL_OPACITY, "fill-color": colour("--paper") } },
    { id: `${NAME}-line`, type: "line", ...part("line"), paint: { "line-width": LINE_WIDTH, "line-color": colour("--accent") } },
    { id: `${NAME}-faint`, type: "circle", ...part("faint"), paint: { "circle-radius": POINT_RADIUS, "circle-opacity": seen, "circle-color": colour("--quiet") } },
  ];
  for (const layer of layers) {
    if (!gl.getLayer(layer.id)) gl.addLayer(layer);
    for (const [name, value] of Object.entries(layer.paint)) if (name.endsWith("-color")) gl.setPaintProperty(layer.id, name, value);
  }
  putInOrder(gl, layers.map(({ id }) => id));
}

/** The veil below what is drawn of events, line and points above it: plotly puts the layers of a new trace on top, those of areas below. @param {any} gl @param {string[]} own */
function putInOrder(gl, [veiling, ...lines]) {
  const order = /** @type {string[]} */ (gl.getLayersOrder());
  const traces = order.filter((id) => TRACE.test(id));
  const [first, last] = [order.indexOf(traces[0]), order.indexOf(traces[traces.length - 1])];
  if (first >= 0 && order.indexOf(veiling) > first) gl.moveLayer(veiling, traces[0]);
  const upper = [...lines, ...order.filter((id) => LIT.test(id))];
  if (upper.some((id, i) => order.indexOf(id) < Math.max(last, order.indexOf(upper[i - 1])))) for (const id of upper) gl.moveLayer(id);
}

/** The world around the box in rectangles that do not overlap: a polygon with a hole would fail where both share a side. @param {Sides} sides */
function veil([south, west, north, east]) {
  const beside = west <= east ? [[-180, west], [east, 180]] : [[east, west]];
  const parts = [[-90, -180, south, 180], [north, -180, 90, 180], ...beside.map(([from, to]) => [south, from, north, to])];
  return parts.filter(([s, w, n, e]) => s < n && w < e).map(([s, w, n, e]) => ({
    type: "Feature",
    properties: { part: "veil" },
    geometry: { type: "Polygon", coordinates: [[[w, s], [e, s], [e, n], [w, n], [w, s]]] },
  }));
}

/** Past 180 where the box crosses that line: the map repeats it in every copy of the world. @param {Sides} sides */
function outline([south, west, north, east]) {
  const end = west + width(west, east);
  const whole = end - west >= 360;
  const lines = whole ? [[[west, south], [end, south]], [[west, north], [end, north]]] : [[[west, south], [end, south], [end, north], [west, north], [west, south]]];
  return lines.map((coordinates) => ({ type: "Feature", properties: { part: "line" }, geometry: { type: "LineString", coordinates } }));
}

/** @param {Faint} faint */
function point({ lat, lon, inside }) {
  return { type: "Feature", properties: { part: "faint", inside }, geometry: { type: "Point", coordinates: [lon, lat] } };
}
