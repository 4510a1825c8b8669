/** plotly.js as the file carries it; in the page, `vendor.js` of the instrument has this part. */

/** @returns {Promise<any>} */
export async function loadPlotly() {
  return (await import("dateline/vendor/plotly.min.js")).default;
}

/** Teaches plotly.js to draw maps. */
export async function loadMapPart() {
  await import("dateline/vendor/plotly-map.min.js");
}

/** A file begins none before its map does. */
export function dismissWorker() {}
