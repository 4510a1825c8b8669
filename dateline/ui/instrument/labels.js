/** Labels as elements over the charts: readable type, the weightier ones first, none over another, in place while the chart moves. */
import { boxOf, scale } from "./axis.js";
import { showPlayhead } from "./playhead.js";
import { room } from "./room.js";
import { showWindow } from "./shade.js";
import { showStrip } from "./strip.js";

/** @import { Box, Chart, Label, Stage } from "./types" */

/** More labels than this never fit. */
const MOST = 400;
/** Pixels between a mark and its label. */
const GAP = 5;

/** Pixels of a label's line above and below its letters: there it may touch what is next to it. */
const AIR = 1.5;

/** Pixels of one line of a lane's name. */
const LANE_LINE = 14;
/** Left of less room than this the names stand close to the chart. */
const TIGHT = 110;

/** @typedef {{ label: Label, element: HTMLElement, width: number, height: number }} Measured */

/** The elements made for the labels as last sent, with their sizes. @type {WeakMap<Chart, { from: unknown, made: Measured[] }>} */
const made = new WeakMap();

/** @param {Stage} stage @param {"time" | "map"} which */
export function showLabels(stage, which) {
  if (which === "time") {
    placeOnTimeline(stage);
    showWindow(stage);
    showPlayhead(stage);
    showStrip(stage);
  } else placeOnMap(stage);
}

/** One element a label, measured once; the open event comes first. @param {Chart} chart @param {string} opened @returns {Measured[]} */
function measured(chart, opened) {
  const from = chart.meta.labels;
  const held = made.get(chart);
  if (held && held.from === from) return held.made;
  const weight = (/** @type {Label} */ label) => (opened && label.ids.split(" ").includes(opened) ? Infinity : label.weight);
  const labels = [...(from ?? [])].sort((a, b) => weight(b) - weight(a) || 0).slice(0, MOST);
  const elements = labels.map((label) => {
    const element = document.createElement("span");
    element.className = "dl-label";
    element.dataset.kind = label.kind;
    element.dataset.ids = label.ids;
    element.textContent = label.text;
    return element;
  });
  chart.labels.replaceChildren(...elements);
  const fresh = labels.map((label, i) => ({
    label,
    element: elements[i],
    width: elements[i].offsetWidth,
    height: elements[i].offsetHeight,
  }));
  made.set(chart, { from, made: fresh });
  return fresh;
}

/** Its labels with their elements. @param {Chart} chart */
export function labelled(chart) {
  return made.get(chart)?.made ?? [];
}

/** @param {Stage} stage */
function placeOnTimeline(stage) {
  const { time } = stage;
  const at = scale(stage);
  if (!at) return;
  const taken = room();
  const all = measured(time, stage.data.open);
  for (const lane of placeLanes(stage, at)) taken.take(lane);
  placeAsOf(stage, at);
  for (const mark of time.marks) {
    const box = boxOf(at, mark);
    if (box.right < at.left || box.left > at.right) continue;
    taken.take({ ...box, left: Math.max(box.left, at.left), right: Math.min(box.right, at.right) }, mark.ids.join(" "));
  }
  time.placed = [];
  for (const { label, element, width, height } of all) {
    const beside = besideOnTimeline(stage, at, label);
    const top = beside.middle - height / 2;
    // On its own bar it may stand too, but not on its own symbol.
    const lefts = [beside.right + GAP, beside.left - GAP - width, Math.max(beside.inside, at.left) + GAP];
    const spots = lefts.map((left) => ({ left, right: left + width, top: top + AIR, bottom: top + height - AIR }));
    if (beside.right - Math.max(beside.inside, at.left) < width + 2 * GAP) spots.pop();
    const spot = spots.find((box) => beside.seen && box.left >= at.left && box.right <= at.right + GAP && taken.free(box, label.ids));
    put(element, spot && { ...spot, top });
    if (!spot) continue;
    taken.take(spot);
    if (label.ids) time.placed.push({ ids: label.ids.split(" "), box: spot });
  }
}

/**
 * Where the label's mark is.
 * @param {Stage} stage @param {NonNullable<ReturnType<typeof scale>>} at @param {Label} label
 */
function besideOnTimeline(stage, at, label) {
  const x = at.x(stage.time.plot._fullLayout.xaxis.d2c(label.x));
  const middle = at.y(label.y ?? 0);
  const own = stage.time.marks
    .filter((mark) => label.ids && mark.ids.join(" ") === label.ids)
    .map((mark) => ({ ...boxOf(at, mark), symbol: mark.from === mark.to }))
    .filter((box) => box.top <= middle + 1 && box.bottom >= middle - 1);
  const left = Math.min(x, ...own.map((box) => box.left));
  const right = Math.max(x, ...own.map((box) => box.right));
  const inside = Math.max(left, ...own.filter((box) => box.symbol).map((box) => box.right));
  return { left, right, middle, inside, seen: right >= at.left && left <= at.right };
}

/** @param {Stage} stage @param {NonNullable<ReturnType<typeof scale>>} at @returns {Box[]} what they cover inside the chart */
function placeLanes(stage, at) {
  const { over, meta } = stage.time;
  const lanes = meta.lanes ?? [];
  const key = JSON.stringify(lanes);
  if (over.dataset.lanes !== key) {
    over.dataset.lanes = key;
    for (const old of over.querySelectorAll(".dl-lane")) old.remove();
    over.append(...lanes.map((lane) => {
      const name = document.createElement("div");
      name.className = "dl-lane";
      name.dataset.category = lane.category;
      name.textContent = lane.name;
      return name;
    }));
  }
  const inside = at.left < 40;
  const names = /** @type {HTMLElement[]} */ ([...over.querySelectorAll(".dl-lane")]);
  const tops = spread(lanes.map((lane) => (at.y(lane.y0) + at.y(lane.y1)) / 2 - LANE_LINE / 2), at.bottom - LANE_LINE);
  return names.flatMap((name, i) => {
    name.classList.toggle("is-inside", inside);
    Object.assign(name.style, { top: `${tops[i]}px`, width: inside ? "" : `${at.left - (at.left < TIGHT ? 5 : 12)}px` });
    return inside ? [{ left: at.left, right: at.left + name.offsetWidth, top: tops[i], bottom: tops[i] + LANE_LINE }] : [];
  });
}

/** Moves tops apart so that no name lies on the next, and none below the last. @param {number[]} tops in order @param {number} lowest */
function spread(tops, lowest) {
  const down = tops.reduce((/** @type {number[]} */ found, top) => [...found, Math.max(top, (found.at(-1) ?? -LANE_LINE) + LANE_LINE)], []);
  return down.reduceRight((/** @type {number[]} */ found, top) => [Math.min(top, (found[0] ?? lowest + LANE_LINE) - LANE_LINE), ...found], []);
}

/** The source's day, named above its line. @param {Stage} stage @param {NonNullable<ReturnType<typeof scale>>} at */
function placeAsOf(stage, at) {
  const asOf = /** @type {{ x0: string, x1: string, text: string } | undefined} */ (stage.time.meta.as_of);
  const name = /** @type {HTMLElement} */ (stage.time.over.querySelector(".dl-asof") ?? document.createElement("div"));
  name.className = "dl-asof";
  name.textContent = asOf?.text ?? "";
  if (!name.isConnected) stage.time.over.append(name);
  if (!asOf) return;
  const { xaxis } = stage.time.plot._fullLayout;
  const [left, right] = [at.x(xaxis.d2c(asOf.x0)), at.x(xaxis.d2c(asOf.x1))];
  name.hidden = right < at.left || left > at.right;
  const { earlier } = stage.time;
  const free = earlier.hidden ? 0 : earlier.offsetLeft + earlier.offsetWidth + GAP;
  const width = name.offsetWidth;
  // Above the middle of its band; within the chart.
  name.style.left = `${Math.max(free, Math.min((left + right - width) / 2, at.right - width))}px`;
}

/** @param {Stage} stage */
function placeOnMap(stage) {
  const { map } = stage;
  const { gl } = map;
  if (!gl) return;
  const taken = room();
  const frame = { width: gl.getContainer().clientWidth, height: gl.getContainer().clientHeight };
  const centre = gl.getCenter().lng;
  const project = (/** @type {number} */ lat, /** @type {number} */ lon) => gl.project([lon + 360 * Math.round((centre - lon) / 360), lat]);
  const points = map.marks.filter((mark) => mark.radius > 0).map((mark) => ({ ...project(mark.lat, mark.lon), mark }));
  for (const { x, y, mark } of points) {
    taken.take({ left: x - mark.radius, right: x + mark.radius, top: y - mark.radius, bottom: y + mark.radius }, mark.ids.join(" "));
  }
  for (const box of covered(stage)) taken.take(box);
  map.placed = [];
  for (const { label, element, width, height } of measured(map, stage.data.open)) {
    const { x, y } = project(label.lat ?? 0, label.lon ?? 0);
    const own = points.find(({ mark }) => mark.ids.join(" ") === label.ids);
    const reach = own ? own.mark.radius + GAP + 2 : 0;
    const spot = around(x, y, reach, width, height).find(
      (box) => box.left >= 0 && box.right <= frame.width && box.top >= 0 && box.bottom <= frame.height && taken.free(box, label.ids),
    );
    put(element, spot);
    if (!spot) continue;
    taken.take(spot);
    if (label.ids) map.placed.push({ ids: label.ids.split(" "), box: spot });
  }
}

/** What lies over the map, in its pixels: card, note and buttons. @param {Stage} stage @returns {Box[]} */
function covered(stage) {
  const { map, card } = stage;
  const frame = map.box.getBoundingClientRect();
  const parts = [card, map.note, .../** @type {NodeListOf<HTMLElement>} */ (map.box.querySelectorAll(".dl-tools, .dl-clear-area"))];
  return parts.map((part) => part.getBoundingClientRect()).filter((box) => box.width > 0 && box.top < frame.bottom).map((box) => ({
    left: box.left - frame.left,
    right: box.right - frame.left,
    top: box.top - frame.top,
    bottom: box.bottom - frame.top,
  }));
}

/** Right, left, below, above; centred where there is no mark to stand beside. @param {number} x @param {number} y @param {number} reach @param {number} width @param {number} height @returns {Box[]} */
function around(x, y, reach, width, height) {
  const box = (/** @type {number} */ left, /** @type {number} */ top) => ({ left, top, right: left + width, bottom: top + height });
  if (reach <= 0) return [box(x - width / 2, y - height / 2)];
  return [
    box(x + reach, y - height / 2),
    box(x - reach - width, y - height / 2),
    box(x - width / 2, y + reach),
    box(x - width / 2, y - reach - height),
  ];
}

/** @param {HTMLElement} element @param {Box | undefined} spot */
function put(element, spot) {
  element.classList.toggle("is-hidden", !spot);
  if (spot) element.style.transform = `translate(${Math.round(spot.left)}px, ${Math.round(spot.top)}px)`;
}
