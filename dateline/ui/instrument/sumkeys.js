/**
 * Bars and cells by keyboard: one stop of the tab key for each chart. Arrow keys go from sum to sum, Enter looks into it.
 * It begins with the fullest one.
 */
import { daysText } from "./days.js";
import { button, element } from "./frame.js";
import { barOf, boxOfBar, cellOf, lay, lookIntoBar, lookIntoCell, tell, titleOf } from "./sums.js";

/** @import { Bar, Cell } from "./sums.js" */
/** @import { Box, Stage } from "./types" */

/** @typedef {{ sum: Bar | Cell, box: Box }} Place */

/** A sum that lies aside of the way counts as so many times as far. */
const ASIDE = 3;
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** @type {WeakMap<Stage, Array<() => void>>} */
const cursors = new WeakMap();

/** @param {Stage} stage */
export function watchSumKeys(stage) {
  cursors.set(stage, [
    cursor(stage, stage.time, "timeline", () => barsInSight(stage), (sum) => lookIntoBar(stage, /** @type {Bar} */ (sum))),
    cursor(stage, stage.map, "map", () => cellsInSight(stage), (sum) => lookIntoCell(stage, /** @type {Cell} */ (sum))),
  ]);
}

/** After a drawing: a chart of single marks has no sums to go through. @param {Stage} stage */
export function renewSumKeys(stage) {
  for (const renew of cursors.get(stage) ?? []) renew();
}

/**
 * @param {Stage} stage @param {{ box: HTMLElement, plot: HTMLElement, meta: { sums?: unknown } }} chart @param {string} name
 * @param {() => Place[]} inSight @param {(sum: Bar | Cell) => void} press
 */
function cursor(stage, chart, name, inSight, press) {
  const what = `Sums of the ${name}: arrow keys go through them`;
  const made = button("sum", "", what, { class: "dl-sum-cursor" });
  const said = element("span", "dl-said", { role: "status" });
  made.hidden = true;
  chart.box.append(made, said);
  /** @type {Place | null} */
  let now = null;

  const show = (/** @type {Place} */ at, /** @type {boolean} */ aloud) => {
    now = at;
    lay(made, at.box);
    const words = ["days" in at.sum ? daysText(...at.sum.days) : "", titleOf(at.sum)].filter(Boolean).join(", ");
    if (aloud) said.textContent = words;
    else made.setAttribute("aria-label", `${words}. ${what}, Enter looks into one`);
    const { left, top } = chart.plot.getBoundingClientRect();
    tell(stage, at.sum, { clientX: left + (at.box.left + at.box.right) / 2, clientY: top + at.box.top });
  };
  const leave = () => {
    now = null;
    made.setAttribute("aria-label", what);
    made.removeAttribute("style");
    said.textContent = "";
    stage.tip.hidden = true;
  };

  made.addEventListener("focus", () => {
    const places = inSight();
    if (places.length) show(places.reduce((most, one) => (one.sum.count > most.sum.count ? one : most)), false);
  });
  made.addEventListener("blur", leave);
  made.addEventListener("click", (event) => {
    event.stopPropagation(); // the chart below looks for a sum under the pointer, and there is none
    if (now) press(now.sum);
  });
  made.addEventListener("keydown", (event) => {
    const way = WAYS[/** @type {keyof typeof WAYS} */ (event.key)];
    if (!way || !now) return;
    event.preventDefault();
    event.stopPropagation();
    const next = nearest(now, inSight(), way);
    if (next) show(next, true);
  });
  return () => {
    made.hidden = !chart.meta.sums;
    if (made.hidden || document.activeElement !== made) leave();
  };
}

/** The nearest one on that way; null at the end. @param {Place} from @param {Place[]} places @param {number[]} way */
function nearest(from, places, [dx, dy]) {
  const [x, y] = middle(from.box);
  let best = null;
  let least = Infinity;
  for (const one of places) {
    const [ox, oy] = middle(one.box);
    const [ahead, aside] = dx ? [dx * (ox - x), Math.abs(oy - y)] : [dy * (oy - y), Math.abs(ox - x)];
    const far = ahead + ASIDE * aside;
    if (ahead > 1 && far < least) [best, least] = [one, far];
  }
  return best;
}

/** @param {Box} box */
function middle({ left, right, top, bottom }) {
  return [(left + right) / 2, (top + bottom) / 2];
}

/** @param {Stage} stage @returns {Place[]} */
function barsInSight(stage) {
  const lanes = stage.time.meta.sums?.lanes ?? [];
  const bars = lanes.flatMap(({ counts }, lane) => counts.map((_, bin) => barOf(stage, lane, bin)));
  return bars.flatMap((sum) => {
    const box = sum && boxOfBar(stage, sum);
    return sum && box ? [{ sum, box }] : [];
  });
}

/** @param {Stage} stage @returns {Place[]} */
function cellsInSight(stage) {
  const { gl, meta } = stage.map;
  if (!gl || !meta.sums?.cells) return [];
  const { clientWidth: width, clientHeight: height } = gl.getCanvas();
  return meta.sums.cells.map(cellOf).flatMap((sum) => {
    const [south, west, north, east] = sum.sides;
    const [topLeft, bottomRight] = [gl.project([west, north]), gl.project([east, south])];
    const box = { left: topLeft.x, right: bottomRight.x, top: topLeft.y, bottom: bottomRight.y };
    const [x, y] = middle(box);
    return x >= 0 && x <= width && y >= 0 && y <= height ? [{ sum, box }] : [];
  });
}
