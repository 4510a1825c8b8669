/**
 * The area: a box on the map outside of which nothing is shown. Drawn by hand, made from a place, or what the map shows.
 *
 * "Limit to view" is a switch of this page and not part of the link; the area that it makes is. While it is on, each move of the
 * map that the reader made (a drag, a key, a button, "fit" too) sets the area anew. What else moves the map (an opened event, a
 * resized window) leaves the area, which then shows its line. An area that comes from elsewhere (Back, a chip) turns the switch off.
 */
import { drawArea } from "./arealayer.js";
import { button } from "./frame.js";
import { apart, around, frameOf, holds, knownPoints, pixels, viewSides } from "./sides.js";

/** @import { Sides, Stage } from "./types" */

/** An area's line is no news where it is so near to the map's own edge. */
const EDGE_PIXELS = 4;
/** A box around one place: so many pixels to each side, and no more than these degrees, which hold a town. */
const PLACE_PIXELS = 24;
const PLACE_DEGREES = 0.5;
/** Half of the smallest box that three decimals can write around a point. */
const LEAST_DEGREES = 0.002;
/** Pixels between the button that clears the area and what is beside it. */
const GAP = 6;
/** Pixels by which it stands off the corner, so that a mark there can be seen; of a small box so many off its middle. */
const OFF = { corner: 7, middle: 28 };

/**
 * `pending`: reported and not yet answered; `reported`: these reports as text; `received`: as Python last sent it;
 * `limit`: the switch; `moving`: the reader's move has not settled yet; `foreign`: it came from elsewhere, and the map has not seen to it.
 * @typedef {{ clear: HTMLButtonElement, pending: Sides | null | undefined, reported: string[], received: string, limit: boolean, moving: boolean, foreign: boolean }} Area
 */

/** @type {WeakMap<Stage, Area>} */
const areas = new WeakMap();

/** @param {Stage} stage */
export function watchArea(stage) {
  const clear = button("clear-area", "×", "Clear the box on the map", { class: "dl-button dl-clear-area" });
  clear.hidden = true;
  stage.map.box.append(clear);
  areas.set(stage, { clear, pending: undefined, reported: [], received: JSON.stringify(stage.data.area), limit: false, moving: false, foreign: false });
  stage.map.box.addEventListener("click", (event) => {
    const job = /** @type {HTMLElement} */ (event.target).closest?.("[data-job]")?.getAttribute("data-job");
    if (job === "limit") toggleLimit(stage);
    else if (job === "clear-area") {
      setArea(stage, null);
      tool(stage, "box").focus({ preventScroll: true });
    }
  }, { signal: stage.life.signal });
}

/** @param {Stage} stage @returns {Area} */
function held(stage) {
  return /** @type {Area} */ (areas.get(stage));
}

/** @param {Stage} stage @param {"box" | "limit"} job @returns {HTMLElement} */
export function tool(stage, job) {
  return /** @type {HTMLElement} */ (stage.map.box.querySelector(`[data-job=${job}]`));
}

/** The area in force, or on its way. @param {Stage} stage @returns {Sides | null} */
export function areaOf(stage) {
  const { pending } = held(stage);
  return pending === undefined ? stage.data.area : pending;
}

/** Sets another area, or none. @param {Stage} stage @param {Sides | null} sides @param {boolean} [limit] is it what the map shows? @returns {boolean} is it another one? */
export function setArea(stage, sides, limit = false) {
  const area = held(stage);
  area.moving = false;
  const text = JSON.stringify(sides);
  const other = text !== JSON.stringify(areaOf(stage));
  if (other) {
    area.pending = sides;
    area.reported.push(text);
    stage.send("area", sides);
  }
  setLimit(stage, limit);
  showArea(stage);
  return other;
}

/** Python has answered, or the address was changed from outside. Call once for each set of data. @param {Stage} stage */
export function takeArea(stage) {
  const area = held(stage);
  const text = JSON.stringify(stage.data.area);
  const own = area.reported.lastIndexOf(text);
  // The answer to an own report, perhaps not the last one.
  area.reported.splice(0, own + 1);
  const foreign = own < 0 && text !== area.received;
  area.received = text;
  if (foreign) {
    area.foreign = true;
    area.reported = [];
    setLimit(stage, false);
  }
  if (!area.reported.length) area.pending = undefined;
}

/** Once, after a drawing: is the area a new one from elsewhere, that the map should show? @param {Stage} stage */
export function takeForeign(stage) {
  const area = held(stage);
  const { foreign } = area;
  area.foreign = false;
  return foreign && stage.data.area !== null;
}

/** @param {Stage} stage */
function toggleLimit(stage) {
  const { limit } = held(stage);
  if (stage.map.gl) setArea(stage, limit ? null : viewSides(stage.map.gl), !limit);
}

/** @param {Stage} stage @param {boolean} limit */
function setLimit(stage, limit) {
  held(stage).limit = limit;
  tool(stage, "limit").setAttribute("aria-pressed", String(limit));
}

/** The reader has begun to move the map. @param {Stage} stage */
export function beginMove(stage) {
  held(stage).moving = true;
  showArea(stage);
}

/** The map has settled where the reader moved it. @param {Stage} stage */
export function settleMove(stage) {
  if (held(stage).limit) setArea(stage, viewSides(stage.map.gl), true);
  else held(stage).moving = false;
}

/**
 * Draws the area where it is now. With `drawing`, the box under the hand, what it will bring back is seen better.
 * @param {Stage} stage @param {Sides | null} [drawing]
 */
export function showArea(stage, drawing = null) {
  const { gl } = stage.map;
  const area = areas.get(stage);
  if (!gl || !area) return;
  const next = drawing ?? area.pending ?? null;
  const marked = new Set((stage.map.meta.labels ?? []).map(({ lat, lon }) => `${lat} ${lon}`));
  const faint = (stage.data.beyond ?? [])
    .filter(([lat, lon]) => !marked.has(`${lat} ${lon}`))
    .map(([lat, lon]) => ({ lat, lon, inside: next !== null && holds(next, lat, lon) }));
  const sides = isFrame(stage, gl) ? null : areaOf(stage);
  drawArea(stage, sides, faint);
  stage.map.box.dataset.area = (areaOf(stage) ?? []).join(" "); // for tests
  placeClear(stage);
}

/** Is the area what the map shows, so that its edge is the line already? @param {Stage} stage @param {any} gl */
function isFrame(stage, gl) {
  const { limit, moving } = held(stage);
  const sides = areaOf(stage);
  if (!limit || !sides) return false;
  if (moving) return true; // it will be, when the hand rests
  const [box, frame] = [pixels(gl, sides), frameOf(gl)];
  const near = EDGE_PIXELS;
  return box.left <= near && box.top <= near && box.right >= frame.right - near && box.bottom >= frame.bottom - near;
}

/** The button that clears the area stands at its upper right corner, within the map and beside what lies over it. @param {Stage} stage */
export function placeClear(stage) {
  const { gl, box } = stage.map;
  const area = areas.get(stage);
  if (!gl || !area) return;
  const { clear } = area;
  const sides = areaOf(stage);
  const [at, frame] = sides ? [pixels(gl, sides), frameOf(gl)] : [null, frameOf(gl)];
  clear.hidden = !at || isFrame(stage, gl) || at.right < 0 || at.left > frame.right || at.bottom < 0 || at.top > frame.bottom;
  if (!at || clear.hidden) return;
  const half = clear.offsetWidth / 2;
  const [outer, card, tools] = [box, stage.card, tool(stage, "box").parentElement ?? box].map((part) => part.getBoundingClientRect());
  const covers = card.width > 0 && card.top < outer.bottom;
  const off = Math.max(OFF.corner, OFF.middle - Math.min(at.right - at.left, at.bottom - at.top) / 2);
  const most = (covers ? card.left - outer.left : frame.right) - half - GAP;
  const x = Math.min(Math.max(at.right + off, half + GAP), Math.max(most, half + GAP));
  let y = Math.min(Math.max(at.top - off, half + GAP), frame.bottom - half - GAP);
  const below = tools.bottom - outer.top + GAP + half;
  if (y < below && x - half < tools.right - outer.left + GAP) y = below;
  Object.assign(clear.style, { left: `${Math.round(x - half)}px`, top: `${Math.round(y - half)}px` });
}

/** Ids that a box would show, as far as they can be told. @param {Stage} stage @param {Sides} sides @returns {Set<string> | null} */
export function idsIn(stage, sides) {
  const points = knownPoints(stage);
  return points && new Set(points.filter(({ lat, lon }) => holds(sides, lat, lon)).flatMap(({ ids }) => ids));
}

/**
 * The offer to show only the events of one place: a box around it that no other place of the map lies in.
 * @param {Stage} stage @param {string[]} ids
 * @returns {{ text: string, choose: () => void } | null}
 */
export function onlyHere(stage, ids) {
  const { gl } = stage.map;
  const points = knownPoints(stage) ?? [];
  const here = points.find((point) => point.drawn && point.ids.join(" ") === ids.join(" "));
  if (!gl || !here || ids.length < 2) return null;
  const [near, side] = [gl.unproject([0, 0]), gl.unproject([PLACE_PIXELS, PLACE_PIXELS])];
  const others = points.map(({ lat, lon }) => Math.max(Math.abs(lat - here.lat), apart(lon, here.lon))).filter((away) => away > 0);
  const most = Math.max(LEAST_DEGREES, Math.min(PLACE_DEGREES, ...others.map((away) => away / 2)));
  const sides = around(here.lat, here.lon, Math.min(most, Math.abs(near.lat - side.lat)), Math.min(most, side.lng - near.lng));
  const count = idsIn(stage, sides)?.size ?? ids.length;
  if (JSON.stringify(sides) === JSON.stringify(areaOf(stage))) return null;
  return { text: `Only these ${count}`, choose: () => setArea(stage, sides) };
}
