/**
 * What pages without the instrument need of the browser. Links in tables, and marks of charts that stand for a link, lead to their
 * view as one step of the browser's history, without loading the page anew; without this module the links work too, by loading it.
 * It knows addresses, not meanings.
 */
import { watchScheme } from "./scheme.js";

/** Where one of its links is, and the mark under the pointer as plotly keeps it. */
const LINKS = ".dl-grid a[href], .dl-rest a[href]";
/** @typedef {HTMLElement & { _hoverdata?: { customdata?: string | string[] }[] }} Chart */

/**
 * Called by Streamlit at every run of the page.
 * @param {{ setTriggerValue: (name: "scheme", value: "dark" | "light") => void }} component
 * @returns {() => void}
 */
export default function way({ setTriggerValue }) {
  const life = new AbortController();
  watchScheme(setTriggerValue, life.signal);
  document.addEventListener("click", (event) => {
    // With a key held, a link opens where the reader wants it.
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const address = addressOf(/** @type {Element} */ (event.target));
    if (!address) return;
    event.preventDefault();
    history.pushState(null, "", address);
    // Streamlit reads page and query from the address when it hears this, as after Back and Forward.
    dispatchEvent(new PopStateEvent("popstate"));
    document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  }, { signal: life.signal });
  return () => life.abort();
}

/** @param {Element} target @returns {string | undefined} */
function addressOf(target) {
  const link = /** @type {HTMLAnchorElement | null} */ (target.closest?.(LINKS));
  if (link) return link.href;
  const chart = /** @type {Chart | null} */ (target.closest?.(".js-plotly-plot"));
  const carried = chart?._hoverdata?.[0]?.customdata;
  return Array.isArray(carried) ? carried.at(-1) : undefined;
}
