/** What a popover of the page opens stands at the end of the document: opened by a key, it takes the focus, or Tab would pass it by. */

/** @import { Stage } from "./types" */

const OPENER = '[data-testid="stPopoverButton"]';
const BODY = '[data-testid="stPopoverBody"]';
const FIRST = "input:not([disabled]), button:not([disabled]), a[href], summary";
/** So many frames a popover may take to open. */
const PATIENCE = 60;

/** @param {Stage} stage */
export function watchPopovers(stage) {
  document.addEventListener("click", (event) => {
    const opener = /** @type {HTMLElement} */ (event.target).closest?.(OPENER);
    if (opener && event.detail === 0) enter(opener, PATIENCE); // a click without a pointer is a key's
  }, { signal: stage.life.signal });
}

/** @param {Element} opener @param {number} frames */
function enter(opener, frames) {
  const body = opener.getAttribute("aria-expanded") === "true" ? [...document.querySelectorAll(BODY)].at(-1) : null;
  const first = /** @type {HTMLElement | null | undefined} */ (body?.querySelector(FIRST));
  if (first) first.focus();
  else if (frames > 0) requestAnimationFrame(() => enter(opener, frames - 1));
}
