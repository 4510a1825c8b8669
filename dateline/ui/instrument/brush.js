/** A drag over the timeline makes a window of whole days. */
import { scale } from "./axis.js";
import { dayStart } from "./days.js";
import { drop, hold, release } from "./window.js";

/** @import { Stage } from "./types" */

/** @param {Stage} stage @param {number} x1 @param {number} x2 pixels of the plot's box */
export function showBrush(stage, x1, x2) {
  const at = scale(stage);
  if (!at) return;
  const clamp = (/** @type {number} */ x) => at.ms(Math.min(Math.max(x, at.left), at.right));
  const [a, b] = [clamp(Math.min(x1, x2)), clamp(Math.max(x1, x2))];
  hold(stage, [dayStart(a), Math.max(dayStart(a), dayStart(b - 1))]);
}

/** Reports the brushed days, or forgets them. @param {Stage} stage @param {boolean} kept */
export function endBrush(stage, kept) {
  (kept ? release : drop)(stage);
}
