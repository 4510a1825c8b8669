/**
 * A map of many events has cells in place of marks. The first choice that is few enough for marks would wait for the browser to compile how they
 * are painted, without a graphics card a third of a second. So it is done beforehand, under the sea, where nobody sees it.
 */

const SOURCE = "dateline-warm";
/** The reader who has just come looks first. */
const REST_MS = 400;
/** As plotly.js asks for marks and for the outlines of areas: of the same properties, for each set of them is compiled by itself. */
const LAYERS = [
  { id: `${SOURCE}-mark`, type: "circle", source: SOURCE, paint: { "circle-color": ["get", "ink"], "circle-radius": ["get", "size"] } },
  { id: `${SOURCE}-line`, type: "line", source: SOURCE, paint: { "line-color": ["get", "ink"], "line-width": ["get", "size"] } },
];

/** @type {WeakSet<object>} */
const warmed = new WeakSet();

/** Once for each map. @param {any} gl */
export function warmMarks(gl) {
  if (!gl || warmed.has(gl)) return;
  warmed.add(gl);
  setTimeout(() => warm(gl), REST_MS);
}

/** @param {any} gl */
function warm(gl) {
  if (gl._removed) return;
  if (!gl.isStyleLoaded()) {
    gl.once("idle", () => warm(gl)); // its colours have just changed
    return;
  }
  const { lng, lat } = gl.getCenter();
  const coordinates = [[lng, lat], [lng + 1, lat]];
  const feature = (/** @type {object} */ geometry) => ({ type: "Feature", properties: { ink: "#000", size: 1 }, geometry });
  const features = [feature({ type: "Point", coordinates: coordinates[0] }), feature({ type: "LineString", coordinates })];
  gl.addSource(SOURCE, { type: "geojson", data: { type: "FeatureCollection", features } });
  const [lowest] = gl.getLayersOrder();
  for (const layer of LAYERS) gl.addLayer(layer, lowest);
  gl.once("idle", () => {
    for (const { id } of LAYERS) if (gl.getLayer(id)) gl.removeLayer(id);
    if (gl.getSource(SOURCE)) gl.removeSource(SOURCE);
  });
}
