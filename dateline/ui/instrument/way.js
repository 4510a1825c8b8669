/**
 * What pages without the instrument need of the browser. Links of the masthead and in tables, and marks of charts that stand for a link, lead to their
 * view as one step of the browser's history, without loading the page anew; without this module the links work too, by loading it.
 * It knows addresses, not meanings.
 */
import { followLinks, linkIn } from "./lead.js";
import { watchScheme } from "./scheme.js";

/** Where one of its links is, and the mark under the pointer as plotly keeps it. */
const LINKS = ".dl-ways, .dl-grid, .dl-rest";
/** @typedef {HTMLElement & { _hoverdata?: { customdata?: string | string[] }[] }} Chart */

/**
 * Called by Streamlit at every run of the page.
 * @param {{ setTriggerValue: (name: "scheme", value: "dark" | "light") => void }} component
 * @returns {() => void}
 */
export default function way({ setTriggerValue }) {
  const life = new AbortController();
  watchScheme(setTriggerValue, life.signal);
  followLinks(addressOf, life.signal);
  return () => life.abort();
}

/** @param {Element} target @returns {string | undefined} */
function addressOf(target) {
  const link = linkIn(target, LINKS);
  if (link) return link;
  const chart = /** @type {Chart | null} */ (target.closest?.(".js-plotly-plot"));
  const carried = chart?._hoverdata?.[0]?.customdata;
  return Array.isArray(carried) ? carried.at(-1) : undefined;
}
