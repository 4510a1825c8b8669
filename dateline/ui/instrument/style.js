/**
 * The style of the map's ground. plotly.js loses its own layers when a style is replaced under them, so the first style stays
 * and another theme only repaints it.
 */

/** @import { Stage } from "./types" */

/** @type {WeakMap<Stage, any>} */
const first = new WeakMap();

/** The style to draw with: always that of the first drawing. @param {Stage} stage @param {any} style */
export function keptStyle(stage, style) {
  if (typeof style !== "object") return style;
  if (!first.has(stage)) first.set(stage, structuredClone(style));
  const kept = structuredClone(first.get(stage));
  // plotly.react drops empty objects, and a style without `sources` is refused: an idle source keeps it whole.
  if (!Object.keys(kept.sources ?? {}).length) kept.sources = { idle: { type: "geojson", data: { type: "Point", coordinates: [0, 0] } } };
  return kept;
}

/** The colours that the ground has, as text. @type {WeakMap<Stage, string>} */
const painted = new WeakMap();

/** Gives the layers of the ground the colours of this drawing. To give them the same once more would cost a frame of the map. @param {Stage} stage @param {any} style */
export function paintStyle(stage, style) {
  const gl = stage.map.plot._fullLayout?.map?._subplot?.map;
  const colours = JSON.stringify(style);
  if ((painted.get(stage) ?? JSON.stringify(first.get(stage))) === colours) return;
  painted.set(stage, colours);
  for (const layer of style?.layers ?? []) {
    if (!gl?.getLayer(layer.id)) continue;
    for (const [name, value] of Object.entries(layer.paint ?? {})) gl.setPaintProperty(layer.id, name, value);
  }
}
