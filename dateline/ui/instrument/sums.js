/** Events that are counted together, in bars and cells: what one stands for under the pointer, and a press that looks into it. */
import { scale, timeIdsAt } from "./axis.js";
import { DAY, daysText, fromIsoDay, isoDay } from "./days.js";
import { element } from "./frame.js";
import { place } from "./link.js";
import { mapIdsAt } from "./pointer.js";
import { setRange } from "./range.js";
import { putAt } from "./tip.js";

/** @import { Box, Span, Stage } from "./types" */

/** A press that moves less is a click. */
const CLICK_PIXELS = 4;
/** Free time beside the days of a pressed bar, as a part of them. */
const EASE = 0.06;
/** Free pixels around a pressed cell. */
const PADDING = 30;

/**
 * @typedef {{ count: number, possible: number }} Sum
 * @typedef {Sum & { days: Span, name: string, y0: number, y1: number }} Bar whole days, both included
 * @typedef {Sum & { sides: [number, number, number, number] }} Cell south, west, north, east
 */

/** @param {Stage} stage */
export function watchSums(stage) {
  const options = { signal: stage.life.signal };
  const shade = element("div", "dl-sum");
  shade.hidden = true;
  stage.time.over.append(shade);
  for (const { box, found, press } of [
    { box: stage.time.box, found: barAt, press: lookIntoBar },
    { box: stage.map.box, found: cellAt, press: lookIntoCell },
  ]) {
    let [x, y] = [NaN, NaN];
    box.addEventListener("pointerdown", (event) => {
      [x, y] = [event.clientX, event.clientY];
    }, { ...options, capture: true });
    box.addEventListener("click", (event) => {
      const still = Math.hypot(event.clientX - x, event.clientY - y) <= CLICK_PIXELS;
      const sum = still ? found(stage, event) : null;
      if (sum) press(stage, /** @type {any} */ (sum));
    }, options);
    box.addEventListener("pointermove", (event) => {
      if (event.pointerType === "touch" || event.buttons) return;
      const sum = found(stage, event);
      box.classList.toggle("is-over-sum", sum !== null);
      if (box === stage.time.box) showBar(stage, shade, /** @type {Bar | null} */ (sum));
      if (sum) tell(stage, sum, place(event));
    }, options);
    box.addEventListener("pointerleave", () => {
      shade.hidden = true;
      stage.tip.hidden = true;
    }, options);
  }
}

/** @param {MouseEvent} event */
function isOnChart(event) {
  return !(/** @type {HTMLElement} */ (event.target).closest("button, .dl-window, .dl-note-place"));
}

/** The bar whose days and lane are under the pointer; its whole lane counts, for a low bar is hard to hit. @param {Stage} stage @param {MouseEvent} event @returns {Bar | null} */
function barAt(stage, event) {
  const { sums, lanes } = stage.time.meta;
  const at = sums && isOnChart(event) ? scale(stage) : null;
  if (!at || !sums?.edges || !lanes) return null;
  const box = stage.time.plot.getBoundingClientRect();
  const [x, y] = [event.clientX - box.left, event.clientY - box.top];
  if (x < at.left || x > at.right || timeIdsAt(stage, x, y, "mouse").length) return null;
  const lane = lanes.findIndex(({ y0, y1 }) => y >= at.y(y0) && y < at.y(y1));
  const moment = at.ms(x);
  const bin = sums.edges.findIndex((edge, i) => moment >= fromIsoDay(edge) && moment < fromIsoDay(sums.edges?.[i + 1] ?? ""));
  return barOf(stage, lane, bin);
}

/** The bar of a lane in a bin; null where it has no events. @param {Stage} stage @param {number} lane @param {number} bin @returns {Bar | null} */
export function barOf(stage, lane, bin) {
  const { sums, lanes } = stage.time.meta;
  const count = sums?.lanes?.[lane]?.counts[bin] ?? 0;
  if (!count || !sums?.edges || !lanes) return null;
  const days = /** @type {Span} */ ([fromIsoDay(sums.edges[bin]), fromIsoDay(sums.edges[bin + 1]) - DAY]);
  const { name, y0, y1 } = lanes[lane];
  return { count, possible: sums.lanes?.[lane].possible[bin] ?? 0, days, name, y0, y1 };
}

/** @param {Stage} stage @param {MouseEvent} event @returns {Cell | null} */
function cellAt(stage, event) {
  const { gl, meta } = stage.map;
  if (!meta.sums?.cells || !gl || !isOnChart(event)) return null;
  const box = gl.getCanvas().getBoundingClientRect();
  const [x, y] = [event.clientX - box.left, event.clientY - box.top];
  const { lng, lat } = gl.unproject([x, y]);
  if (mapIdsAt(stage, { x, y }, { lng, lat }, "mouse").length) return null;
  const lon = ((((lng + 180) % 360) + 360) % 360) - 180;
  const found = meta.sums.cells.find(([south, west, north, east]) => lat >= south && lat < north && lon >= west && lon < east);
  return found ? cellOf(found) : null;
}

/** @param {number[]} carried as the figure has it @returns {Cell} */
export function cellOf([south, west, north, east, count, possible]) {
  return { sides: [south, west, north, east], count, possible };
}

/** Shades the days of a bar in its lane. @param {Stage} stage @param {HTMLElement} shade @param {Bar | null} bar */
function showBar(stage, shade, bar) {
  const box = bar && boxOfBar(stage, bar);
  shade.hidden = !box;
  if (box) lay(shade, box);
}

/** Where the days of a bar lie in its lane, in pixels of the plot; null out of sight. @param {Stage} stage @param {Bar} bar @returns {Box | null} */
export function boxOfBar(stage, bar) {
  const at = scale(stage);
  if (!at) return null;
  const [left, right] = [Math.max(at.left, at.x(bar.days[0])), Math.min(at.right, at.x(bar.days[1] + DAY))];
  return right > left ? { left, right, top: at.y(bar.y0), bottom: at.y(bar.y1) } : null;
}

/** @param {HTMLElement} element @param {Box} box */
export function lay(element, { left, right, top, bottom }) {
  Object.assign(element.style, { left: `${left}px`, width: `${right - left}px`, top: `${top}px`, height: `${bottom - top}px` });
}

/** @param {Stage} stage @param {Bar | Cell} sum @param {{ clientX: number, clientY: number }} at */
export function tell(stage, sum, { clientX, clientY }) {
  const lines = [
    ["dl-when", "days" in sum ? daysText(...sum.days) : ""],
    ["dl-title", titleOf(sum)],
    ["dl-line", "Press to look into it"],
  ];
  const part = element("p", "");
  for (const [name, text] of lines) {
    if (!text) continue;
    const line = element("span", name);
    line.textContent = text;
    part.append(line);
  }
  stage.tip.replaceChildren(part);
  stage.tip.hidden = false;
  putAt(stage, stage.tip, clientX, clientY);
}

/** "Statements: 312 events"; a cell has no name. @param {Bar | Cell} sum */
export function titleOf(sum) {
  return ("name" in sum ? `${sum.name}: ` : "") + events(sum);
}

/** "312 events, 12 of them only possible". @param {Sum} sum */
function events({ count, possible }) {
  const many = `${count.toLocaleString("en")} ${count === 1 ? "event" : "events"}`;
  if (!possible) return many;
  return `${many}, ${possible === count ? "only possible" : `${possible.toLocaleString("en")} of them only possible`}`;
}

/** The days of the bar become the window, within the window that there is. @param {Stage} stage @param {Bar} bar */
export function lookIntoBar(stage, { days }) {
  const [first, last] = stage.data.window ?? ["", ""];
  const from = Math.max(days[0], first ? fromIsoDay(first) : -Infinity);
  const to = Math.min(days[1], last ? fromIsoDay(last) : Infinity);
  if (from > to) return;
  const free = EASE * (to + DAY - from);
  setRange(stage, [from - free, to + DAY + free]);
  stage.send("window", [isoDay(from), isoDay(to)]);
}

/** The cell becomes the area, and the map goes there. @param {Stage} stage @param {Cell} cell */
export function lookIntoCell(stage, { sides }) {
  const [south, west, north, east] = sides;
  // At once: an answer that comes while the map still moves would stop it half way.
  stage.map.gl?.fitBounds([[west, south], [east, north]], { padding: PADDING, animate: false }, { byReader: true });
  stage.send("area", sides);
}
