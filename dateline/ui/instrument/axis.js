/** The timeline's scale: time to pixels and back, and what lies under the pointer. Pixels are those of the plot's box. */

/** @import { Box, Stage, TimeMark } from "./types" */

/** Nearer than this counts as pointing at a mark; fingers are less exact. */
const NEAR = { mouse: 5, pen: 8, touch: 14 };

/**
 * @param {Stage} stage
 * @returns {{ left: number, right: number, top: number, bottom: number, from: number, to: number,
 *   x: (ms: number) => number, y: (value: number) => number, ms: (x: number) => number } | null}
 */
export function scale(stage) {
  const layout = stage.time.plot._fullLayout;
  if (!layout?.xaxis?.range) return null;
  const { xaxis, yaxis } = layout;
  const [from, to] = xaxis.range.map((/** @type {any} */ at) => xaxis.r2l(at));
  const left = xaxis._offset;
  const width = xaxis._length;
  return {
    left,
    right: left + width,
    top: yaxis._offset,
    bottom: yaxis._offset + yaxis._length,
    from,
    to,
    x: (ms) => left + ((ms - from) / (to - from)) * width,
    y: (value) => yaxis._offset + yaxis.c2p(value),
    ms: (x) => from + ((x - left) / width) * (to - from),
  };
}

/** The mark's rectangle in pixels. @param {NonNullable<ReturnType<typeof scale>>} at @param {TimeMark} mark @returns {Box} */
export function boxOf(at, mark) {
  const [y1, y2] = [at.y(mark.low), at.y(mark.high)];
  return {
    left: at.x(mark.from) - mark.reach,
    right: at.x(mark.to) + mark.reach,
    top: Math.min(y1, y2) - mark.reach,
    bottom: Math.max(y1, y2) + mark.reach,
  };
}

/**
 * Ids of the marks (or labels) under a point: all that are hit exactly, else the nearest one within reach.
 * @param {Stage} stage @param {number} x @param {number} y @param {string} pointer kind of pointer
 * @returns {string[]}
 */
export function timeIdsAt(stage, x, y, pointer) {
  const at = scale(stage);
  if (!at || x < at.left - 8 || x > at.right + 8) return [];
  const near = NEAR[/** @type {keyof typeof NEAR} */ (pointer)] ?? NEAR.mouse;
  const far = stage.time.marks.map((mark) => ({ ids: mark.ids, away: distance(boxOf(at, mark), x, y) }));
  const exact = far.filter(({ away }) => away === 0).flatMap(({ ids }) => ids);
  if (exact.length) return [...new Set(exact)];
  const label = stage.time.placed.find(({ box }) => distance(box, x, y) === 0);
  if (label) return label.ids;
  const [nearest] = far.sort((a, b) => a.away - b.away);
  return nearest && nearest.away <= near ? nearest.ids : [];
}

/** Pixels from a point to a rectangle; 0 inside. @param {Box} box @param {number} x @param {number} y */
export function distance(box, x, y) {
  const dx = Math.max(box.left - x, 0, x - box.right);
  const dy = Math.max(box.top - y, 0, y - box.bottom);
  return Math.hypot(dx, dy);
}
