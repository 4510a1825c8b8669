/**
 * What is not in the days under the hand steps back, without a drawing by plotly: a veil over its marks on the timeline; on the map
 * everything pales, and what is there is drawn once more over it, in layers of our own.
 */
import { boxOf, scale } from "./axis.js";
import { copies } from "./copies.js";
import { DAY } from "./days.js";
import { showSumLabels, sumShares } from "./sumshares.js";
import { pending } from "./window.js";

/** @import { Part } from "./copies.js" */
/** @import { Box, Presence, Stage, TimeMark } from "./types" */

const SOURCE = "dateline-presence";
/** So much of their ink keep marks that step back; while time is played what has not come is nearly gone. */
const REST = { choosing: 0.2, playing: 0.05 };
/** And those that are only possible. */
const HALF = 0.55;
/** Pixels of a mark's rim outside its box. */
const RIM = 1;
const PLOTLY_LAYER = /^plotly-trace-layer-.*-(fill|line|circle)$/;
const AT_ONCE = { duration: 0, delay: 0 };
const SHOWN = ["coalesce", ["feature-state", "share"], 0];

/** @typedef {{ from: unknown, parts: Part[], shares: number[] }} Drawn what the layers of our own hold */
/** @type {WeakMap<Stage, Drawn>} */
const drawn = new WeakMap();
/** Opacity of plotly's layers before they paled. @type {WeakMap<Stage, Map<string, [string, unknown]>>} */
const paled = new WeakMap();

/** @param {Stage} stage @param {"time" | "map"} [which] the chart that was drawn; both without it @param {boolean} [anew] plotly has drawn it */
export function showAbsent(stage, which, anew = true) {
  if (which !== "map") veilTimeline(stage);
  if (which !== "time") paleMap(stage, which === "map" && anew);
  showSumLabels(stage);
  for (const chart of [stage.time, stage.map]) {
    for (const label of /** @type {Iterable<HTMLElement>} */ (chart.labels.children)) {
      const ids = label.dataset.ids ?? "";
      const own = stage.presence && ids ? (stage.presence.get(ids) ?? together(stage, ids.split(" "))) : "";
      if ((label.dataset.presence ?? "") !== own) label.dataset.presence = own;
    }
  }
}

/** @param {Stage} stage */
function rest(stage) {
  const settled = stage.data.keeps && !pending(stage); // what was chosen is a filter then
  return stage.root.classList.contains("is-playing") || settled ? REST.playing : REST.choosing;
}

/** @param {Stage} stage */
function veilTimeline(stage) {
  const { over, marks } = stage.time;
  let canvas = /** @type {HTMLCanvasElement | null} */ (over.querySelector(".dl-veil"));
  if (!canvas && !stage.presence) return;
  if (!canvas) {
    canvas = document.createElement("canvas");
    canvas.className = "dl-veil";
    over.prepend(canvas);
  }
  const ratio = window.devicePixelRatio;
  const [width, height] = [Math.round(over.clientWidth * ratio), Math.round(over.clientHeight * ratio)];
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const paint = canvas.getContext("2d");
  const at = scale(stage);
  if (!paint) return;
  paint.setTransform(ratio, 0, 0, ratio, 0, 0);
  paint.clearRect(0, 0, over.clientWidth, over.clientHeight);
  if (!stage.presence || !at) return;
  paint.fillStyle = getComputedStyle(stage.root).getPropertyValue("--paper");
  if (stage.time.meta.sums && stage.present) {
    // Bars stand where their days are.
    const [first, last] = [stage.present[0], stage.present[1] + DAY].map((ms) => Math.min(at.right, Math.max(at.left, at.x(ms))));
    paint.globalAlpha = 1 - rest(stage);
    paint.fillRect(at.left, at.top, first - at.left, at.bottom - at.top);
    paint.fillRect(last, at.top, at.right - last, at.bottom - at.top);
  }
  const opacity = { in: 0, possible: 1 - HALF, out: 1 - rest(stage) };
  // What is there is freed last: where marks overlap it stays whole.
  const boxes = boxesOf(stage, at);
  /** @type {Record<Presence, typeof marks>} */
  const sorted = { out: [], possible: [], in: [] };
  for (const mark of marks) sorted[together(stage, mark.ids)].push(mark);
  for (const kind of /** @type {Presence[]} */ (["out", "possible", "in"])) {
    paint.globalAlpha = opacity[kind];
    for (const mark of sorted[kind]) {
      const box = /** @type {Box} */ (boxes.get(mark));
      const [left, right] = [Math.max(box.left - RIM, at.left), Math.min(box.right + RIM, at.right)];
      if (right <= left) continue;
      const [top, tall] = [box.top - RIM, box.bottom - box.top + 2 * RIM];
      paint.clearRect(left, top, right - left, tall); // no veil over another
      if (kind !== "in") paint.fillRect(left, top, right - left, tall);
    }
  }
}

/** @type {WeakMap<Stage, { key: string, marks: TimeMark[], boxes: Map<TimeMark, Box> }>} */
const measured = new WeakMap();

/** Where the marks are, worked out once while the timeline stays as it is. @param {Stage} stage @param {NonNullable<ReturnType<typeof scale>>} at */
function boxesOf(stage, at) {
  const { marks } = stage.time;
  const key = [at.from, at.to, at.left, at.right, at.top, at.bottom].join();
  const known = measured.get(stage);
  if (known?.key === key && known.marks === marks) return known.boxes;
  const boxes = new Map(marks.map((mark) => [mark, boxOf(at, mark)]));
  measured.set(stage, { key, marks, boxes });
  return boxes;
}

/** @param {Stage} stage @param {boolean} anew plotly has drawn since */
function paleMap(stage, anew) {
  const { gl, plot } = stage.map;
  if (anew) paled.delete(stage); // a drawing gives plotly's layers their own ink back
  if (!stage.presence) {
    for (const [id, [property, before]] of paled.get(stage) ?? []) if (gl?.getLayer(id)) gl.setPaintProperty(id, property, before);
    paled.delete(stage);
    const held = drawn.get(stage);
    if (held && gl?.getSource(SOURCE)) gl.removeFeatureState({ source: SOURCE });
    held?.shares.fill(0);
    return;
  }
  if (!gl?.isStyleLoaded?.() && !gl?.getSource?.(SOURCE)) return;
  if (!paled.has(stage)) pale(stage, gl);
  if (drawn.get(stage)?.from !== plot.calcdata || !gl.getSource(SOURCE)) drawCopies(stage, gl);
  const held = drawn.get(stage);
  const shares = { in: 1, possible: HALF, out: 0 };
  const counted = sumShares(stage);
  held?.parts.forEach(({ ids, sum }, id) => {
    // A cell's ink is the root of its count.
    const share = sum === undefined ? shares[together(stage, ids)] : Math.sqrt(counted?.[sum] ?? 1);
    if (held.shares[id] === share) return;
    held.shares[id] = share;
    gl.setFeatureState({ source: SOURCE, id }, { share });
  });
}

/** @param {Stage} stage @param {any} gl */
function pale(stage, gl) {
  /** @type {Map<string, [string, unknown]>} */
  const before = new Map();
  for (const id of /** @type {string[]} */ (gl.getLayersOrder())) {
    const kind = PLOTLY_LAYER.exec(id)?.[1];
    if (!kind || gl.getLayoutProperty(id, "visibility") === "none") continue;
    const property = `${kind}-opacity`;
    before.set(id, [property, gl.getPaintProperty(id, property) ?? 1]);
    gl.setPaintProperty(id, `${property}-transition`, AT_ONCE);
    gl.setPaintProperty(id, property, rest(stage));
  }
  paled.set(stage, before);
}

/** Everything that plotly has drawn, once more, each part with the events that it stands for; invisible until it has a share. @param {Stage} stage @param {any} gl */
function drawCopies(stage, gl) {
  const { features, parts } = copies(stage.map.plot);
  const data = { type: "FeatureCollection", features };
  const source = gl.getSource(SOURCE);
  if (source) {
    gl.removeFeatureState({ source: SOURCE });
    source.setData(data);
  } else gl.addSource(SOURCE, { type: "geojson", data });
  drawn.set(stage, { from: stage.map.plot.calcdata, parts, shares: parts.map(() => 0) });
  const above = ["dateline-lit-areas", "dateline-lit-marks"].find((id) => gl.getLayer(id));
  for (const layer of layers()) {
    // A drawing may have put plotly's layers over ours.
    if (gl.getLayer(layer.id)) gl.moveLayer(layer.id, above);
    else gl.addLayer(layer, above);
  }
}

function layers() {
  const only = (/** @type {string} */ kind) => ["==", ["get", "kind"], kind];
  return [
    { id: `${SOURCE}-areas`, type: "fill", source: SOURCE, filter: only("area"), paint: { "fill-color": ["get", "fill"], "fill-opacity": SHOWN } },
    {
      id: `${SOURCE}-lines`,
      type: "line",
      source: SOURCE,
      filter: ["any", only("area"), only("line")],
      paint: { "line-color": ["get", "line"], "line-width": ["get", "width"], "line-opacity": SHOWN },
    },
    {
      id: `${SOURCE}-marks`,
      type: "circle",
      source: SOURCE,
      filter: only("mark"),
      paint: { "circle-color": ["get", "fill"], "circle-radius": ["get", "radius"], "circle-opacity": SHOWN },
    },
  ];
}

/** What a mark that stands for several events is: as the one that is most surely there. @param {Stage} stage @param {string[]} ids @returns {Presence} */
function together(stage, ids) {
  let best = /** @type {Presence} */ (ids.length ? "out" : "in");
  for (const id of ids) {
    const own = stage.presence?.get(id) ?? "in";
    if (own === "in") return own;
    if (own === "possible") best = own;
  }
  return best;
}
