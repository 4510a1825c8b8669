/** Which rectangles of a chart are taken, in a coarse grid, so that thousands of marks can be asked quickly. */

/** @import { Box } from "./types" */

const CELL = 48;

/** @returns {{ take: (box: Box, owner?: string) => void, free: (box: Box, owner?: string) => boolean }} */
export function room() {
  /** @type {Map<string, Array<{ box: Box, owner: string }>>} */
  const cells = new Map();

  /** @param {Box} box @returns {string[]} */
  const cellsOf = (box) => {
    const keys = [];
    for (let column = Math.floor(box.left / CELL); column <= box.right / CELL; column++) {
      for (let row = Math.floor(box.top / CELL); row <= box.bottom / CELL; row++) keys.push(`${column} ${row}`);
    }
    return keys;
  };

  return {
    /** What belongs to an owner is no obstacle to the owner. */
    take(box, owner = "") {
      for (const key of cellsOf(box)) {
        const held = cells.get(key);
        if (held) held.push({ box, owner });
        else cells.set(key, [{ box, owner }]);
      }
    },
    free(box, owner = "") {
      return cellsOf(box).every((key) =>
        (cells.get(key) ?? []).every((other) => (owner !== "" && other.owner === owner) || !meet(box, other.box)),
      );
    },
  };
}

/** @param {Box} a @param {Box} b */
function meet(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
