/** Draws both figures with plotly.js and keeps what the reader sees where it is. */
import { showAbsent } from "./absent.js";
import { beginThere, captureMap, holdCamera } from "./camera.js";
import { follow } from "./follow.js";
import { holdFirstFrame, holdFrames } from "./frames.js";
import { keepGround } from "./ground.js";
import { showLabels } from "./labels.js";
import { showLit } from "./link.js";
import { showRow } from "./panel.js";
import { keepRange, showEdges } from "./range.js";
import { sized } from "./size.js";
import { keptStyle, paintStyle } from "./style.js";
import { mapMarks, timeMarks } from "./targets.js";
import { dismissWorker, loadMapPart, loadPlotly } from "./vendor.js";

/** @import { Figure, Stage } from "./types" */

/** Plotly's own hover, selection and buttons are off: the instrument has its own. */
const TIME_CONFIG = { staticPlot: true, displayModeBar: false, responsive: false, doubleClick: false };
const MAP_CONFIG = { scrollZoom: true, displayModeBar: false, responsive: false, doubleClick: false };

/** Pixels a row of marks needs to be told from the next. */
const ROW = 17;
/** Pixels for one date on the axis. */
const TICK = 66;
const MOST_TICKS = 14;
/** Pixels that the buttons below the lane names need. */
const TOOLS_ROOM = 138;
/** Pixels that the timeline keeps free on the right, so that the last date on its axis is whole. */
const RIGHT_MARGIN = 18;

/** @type {WeakMap<Stage, number>} */
const heights = new WeakMap();

/** @param {Stage} stage */
export async function drawTimeline(stage) {
  const { time } = stage;
  const figure = parsed(stage.data.timeline);
  time.meta = figure.layout.meta ?? {};
  wantHeight(stage, figure);
  const [plotly] = await Promise.all([loadPlotly(), sized(stage, time.box)]);
  if (stage.life.signal.aborted) return;
  const first = time.range === null;
  if (first) showRow(stage, stage.data.open); // only now has the list its height
  const size = { width: time.plot.clientWidth, height: time.plot.clientHeight };
  const layout = {
    ...figure.layout,
    ...size,
    autosize: false,
    dragmode: false,
    hovermode: false,
    margin: { ...figure.layout.margin, l: laneRoom(stage), r: RIGHT_MARGIN },
    xaxis: { ...figure.layout.xaxis, autorange: false, range: time.range ?? time.meta.fit ?? figure.layout.xaxis?.range, nticks: ticks(size.width) },
  };
  if (layout.xaxis.range === undefined) layout.xaxis.autorange = true;
  await plotly.react(time.plot, figure.data, layout, TIME_CONFIG);
  time.marks = timeMarks(time.plot);
  time.box.dataset.ids = idsOf(time.marks);
  await keepRange(stage, first);
  showEdges(stage);
  showLabels(stage, "time");
  showLit(stage);
  showAbsent(stage, "time");
  follow(stage);
}

/** @param {Stage} stage */
export async function drawMap(stage) {
  const { map } = stage;
  map.note.innerHTML = stage.data.mapnote;
  if (map.failed) return;
  const figure = parsed(stage.data.map);
  map.meta = figure.layout.meta ?? {};
  const [plotly] = await Promise.all([loadPlotly(), sized(stage, map.box)]);
  let anew = true;
  let show = async () => {};
  try {
    if (!map.gl && !offersWebgl()) throw new Error("no WebGL");
    await loadMapPart();
    if (stage.life.signal.aborted) return;
    holdCamera(stage, figure.layout);
    const size = { width: map.plot.clientWidth, height: map.plot.clientHeight };
    const margin = { l: 0, r: 0, t: 0, b: 0 };
    // The camera is kept by holdCamera, so plotly's own memory of it (uirevision) must be off.
    const held = { uirevision: undefined, autosize: false, dragmode: "pan", hovermode: false };
    const layout = { ...figure.layout, ...size, ...held, margin, map: { ...figure.layout.map, style: keptStyle(stage, figure.layout.map?.style) } };
    const text = JSON.stringify([figure.data, layout]);
    anew = text !== map.drawn;
    const letGo = anew && map.gl ? holdFrames(map.gl, () => map.painted()) : () => {};
    try {
      const drawn = anew ? plotly.react(map.plot, figure.data, layout, MAP_CONFIG) : null;
      const made = map.gl ? null : map.plot._fullLayout?.map?._subplot?.map;
      if (made) {
        show = holdFirstFrame(made);
        beginThere(stage, made);
      }
      await drawn;
      map.drawn = text;
      paintStyle(stage, figure.layout.map?.style);
    } finally {
      letGo();
    }
  } catch (error) {
    mapFailed(stage, error);
    return;
  }
  if (stage.life.signal.aborted) return;
  map.marks = mapMarks(map.plot);
  map.box.dataset.ids = idsOf(map.marks);
  captureMap(stage);
  showLabels(stage, "map");
  showLit(stage);
  showAbsent(stage, "map", anew);
  try {
    // Before the first frame, which then is the one that is kept; a later one would be painted for this alone.
    if (map.gl.style?._loaded) keepGround(map.gl, figure.layout.map.style.layers.map((/** @type {{ id: string }} */ { id }) => id));
  } finally {
    await show();
  }
}

/** @param {Figure | string} figure @returns {Figure} */
function parsed(figure) {
  return typeof figure === "string" ? JSON.parse(figure) : figure;
}

/** The timeline's height follows its rows; the style sheet sets the limits. @param {Stage} stage @param {Figure} figure */
function wantHeight(stage, figure) {
  const rows = Number(figure.layout.meta?.height);
  const { t = 0, b = 0 } = figure.layout.margin ?? {};
  const height = Math.ceil(rows * ROW + t + b);
  // It only grows: a filter must not push the map up and down.
  if (height > (heights.get(stage) ?? 0)) {
    heights.set(stage, height);
    stage.root.style.setProperty("--dl-time-height", `${height}px`);
  }
}

/** Pixels left of the timeline for the names of its lanes; smaller on narrow screens. @param {Stage} stage */
function laneRoom(stage) {
  const longest = Math.max(0, ...(stage.time.meta.lanes ?? []).map((lane) => lane.name.length));
  if (stage.time.box.clientWidth < 700) return 14 + longest * 5.2;
  return Math.min(180, Math.max(TOOLS_ROOM, 34 + longest * 7));
}

/** Dates on the axis that do not touch. @param {number} width */
function ticks(width) {
  return Math.min(MOST_TICKS, Math.max(3, Math.floor(width / TICK)));
}

/** @param {Array<{ ids: string[] }>} marks */
function idsOf(marks) {
  return [...new Set(marks.flatMap((mark) => mark.ids))].sort().join(" ");
}

function offersWebgl() {
  const context = document.createElement("canvas").getContext("webgl2");
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return context !== null;
}

/** Says in the map's place why there is none; list and timeline go on. @param {Stage} stage @param {unknown} error */
function mapFailed(stage, error) {
  stage.map.failed = true;
  dismissWorker();
  stage.map.plot.replaceChildren();
  const message = document.createElement("p");
  message.className = "dl-failed";
  message.setAttribute("role", "status");
  message.textContent = "The map cannot be drawn in this browser (it needs WebGL). Every event is in the list and on the timeline.";
  stage.map.plot.append(message);
  stage.map.box.classList.add("is-failed");
  stage.map.box.dataset.error = String(error);
}
