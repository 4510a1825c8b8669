/** On a phone the pickers are a sheet that comes up from below: one button opens it, another one closes it and says what it gives. */
import { button } from "./frame.js";

/** @import { Stage } from "./types" */

/** Where the style sheet looks: "shut" or "open"; without it the pickers stand in the page, as before this script has come. */
const page = document.documentElement;
/** What belongs to the open sheet: the pickers, and what they open above it. */
const SHEET = '.st-key-pickers, .fs-pills, [data-baseweb="popover"], [data-testid="stPopoverBody"], .dl-filters';

/** @type {WeakMap<Stage, { open: HTMLButtonElement, done: HTMLButtonElement }>} */
const buttons = new WeakMap();

/** @param {Stage} stage */
export function watchFilters(stage) {
  const { signal } = stage.life;
  const open = button("filters", "Filters", "", { class: "dl-button dl-filters", "aria-expanded": "false" });
  const done = button("filters-done", "Done", "", { class: "dl-button dl-filters dl-filters-done" });
  stage.root.prepend(open, done);
  buttons.set(stage, { open, done });
  show(stage, false);
  open.addEventListener("click", () => {
    show(stage, true);
    /** @type {HTMLElement | null} */ (document.querySelector(".st-key-pickers button, .fs-pills a"))?.focus({ preventScroll: true });
  }, { signal });
  done.addEventListener("click", () => shut(stage), { signal });
  document.addEventListener("pointerdown", (event) => {
    if (isOpen() && !(/** @type {HTMLElement} */ (event.target).closest(SHEET))) shut(stage);
  }, { signal, capture: true });
  document.addEventListener("keydown", (event) => {
    // The first Escape closes what a picker has opened.
    if (event.key === "Escape" && isOpen() && !document.querySelector('[data-testid="stPopoverBody"]')) shut(stage);
  }, { signal });
  signal.addEventListener("abort", () => delete page.dataset.dlFilters);
}

/** How many filters there are, and what they give. @param {Stage} stage */
export function tellFilters(stage) {
  const found = buttons.get(stage);
  if (!found) return;
  const { filters, shown, embedded } = stage.data;
  found.open.hidden = embedded; // there the pickers are left out
  found.open.textContent = filters ? `Filters · ${filters}` : "Filters";
  found.done.textContent = shown === 1 ? "Show 1 event" : `Show ${shown.toLocaleString("en")} events`;
}

/** @param {Stage} stage */
function shut(stage) {
  show(stage, false);
  buttons.get(stage)?.open.focus({ preventScroll: true });
}

/** @param {Stage} stage @param {boolean} open */
function show(stage, open) {
  page.dataset.dlFilters = open ? "open" : "shut";
  buttons.get(stage)?.open.setAttribute("aria-expanded", String(open));
}

function isOpen() {
  return page.dataset.dlFilters === "open";
}
