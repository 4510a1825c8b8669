/** plotly.js, in two parts, each loaded when first needed: list and card do not wait for it, nor does the timeline for the map. */

/**
 * The few calls that the instrument makes.
 * @typedef {{
 *   react(plot: HTMLElement, data: any[], layout: any, config: any): Promise<unknown>,
 *   relayout(plot: HTMLElement, change: Record<string, unknown>): Promise<unknown>,
 *   purge(plot: HTMLElement): void,
 * }} Plotly
 */

// Computed addresses keep the type checker out of the minified files.
const CORE = new URL("./vendor/plotly.min.js", import.meta.url).href;
const MAP = new URL("./vendor/plotly-map.min.js", import.meta.url).href;
const WORKER = new URL("./vendor/maplibre-worker.min.js", import.meta.url).href;

/** The map's worker gets ready while the timeline is being drawn; the map would begin it a tenth of a second later. @type {Worker | null} */
let worker = begun();

/** Asked for again, what is there comes at once; to import it once more would wait for all that the browser has to do. @type {Map<string, Promise<any>>} */
const loaded = new Map();

/** Where it cannot be begun, or does not come, the map begins its own. */
function begun() {
  try {
    const made = new Worker(WORKER, { type: "module" });
    made.addEventListener("error", dismissWorker, { once: true });
    return made;
  } catch {
    return null;
  }
}

/** There will be no map for it. */
export function dismissWorker() {
  worker?.terminate();
  worker = null;
}

/** @param {string} address */
function load(address) {
  const found = loaded.get(address) ?? import(address);
  loaded.set(address, found);
  found.catch(() => loaded.delete(address));
  return found;
}

/** @returns {Promise<Plotly>} */
export async function loadPlotly() {
  return (await load(CORE)).default;
}

/** Teaches plotly.js to draw maps. */
export async function loadMapPart() {
  const { giveWorker } = await load(MAP);
  if (!worker) return;
  worker.removeEventListener("error", dismissWorker);
  giveWorker(worker);
  worker = null;
}
