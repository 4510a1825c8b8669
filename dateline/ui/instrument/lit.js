/** What is lit on the map: rings around marks and outlines of areas, in a layer of our own above plotly's. */

/** @import { MapMark, Stage } from "./types" */

const SOURCE = "dateline-lit";
/** Free pixels between a mark and its ring. */
const RING = 3;
const WIDTH = 2.5;

/** @param {Stage} stage */
export function showOnMap(stage) {
  const { gl, marks } = stage.map;
  if (!gl?.isStyleLoaded?.() && !gl?.getSource?.(SOURCE)) return;
  const lit = stage.lit.size ? marks.filter((mark) => mark.ids.some((id) => stage.lit.has(id))) : [];
  const collection = { type: "FeatureCollection", features: lit.map(feature) };
  const source = gl.getSource(SOURCE);
  if (source) source.setData(collection);
  else if (lit.length) gl.addSource(SOURCE, { type: "geojson", data: collection });
  if (lit.length) addLayers(stage, gl);
}

/** @param {MapMark} mark */
function feature(mark) {
  const geometry = mark.geometry ?? { type: "Point", coordinates: [mark.lon, mark.lat] };
  return { type: "Feature", properties: { radius: mark.radius + RING }, geometry };
}

/** The colour is that of the theme, which may have changed. @param {Stage} stage @param {any} gl */
function addLayers(stage, gl) {
  const colour = getComputedStyle(stage.root).getPropertyValue("--accent").trim() || "#a61e35";
  if (!gl.getLayer(`${SOURCE}-areas`)) {
    gl.addLayer({ id: `${SOURCE}-areas`, type: "line", source: SOURCE, filter: ["!=", ["geometry-type"], "Point"], paint: { "line-width": WIDTH } });
  }
  if (!gl.getLayer(`${SOURCE}-marks`)) {
    gl.addLayer({
      id: `${SOURCE}-marks`,
      type: "circle",
      source: SOURCE,
      filter: ["==", ["geometry-type"], "Point"],
      paint: { "circle-radius": ["get", "radius"], "circle-opacity": 0, "circle-stroke-width": WIDTH },
    });
  }
  gl.setPaintProperty(`${SOURCE}-areas`, "line-color", colour);
  gl.setPaintProperty(`${SOURCE}-marks`, "circle-stroke-color", colour);
}
