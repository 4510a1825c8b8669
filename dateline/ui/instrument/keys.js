/**
 * Keys: with a card open, arrows go to the previous and next event of the list; Escape closes what was opened last; Enter takes a day that was
 * typed.
 */
import { ask, closeMenu, linkOf } from "./choose.js";
import { showsUnopened, stop } from "./play.js";

/** @import { Stage } from "./types" */

/** Elements that need the arrow keys themselves. */
const OWN_ARROWS = "input, textarea, select, [contenteditable], canvas, [role=menu], [role=listbox], [role=slider], [role=radiogroup], [role=combobox]";

/** @param {Stage} stage */
export function watchKeys(stage) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!concerns(stage, /** @type {HTMLElement} */ (event.target))) return;
    if (event.key === "Escape") {
      if (closeMenu(stage) || close(stage) || stop(stage)) event.preventDefault();
      return;
    }
    const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (step && goOn(stage, step, /** @type {HTMLElement} */ (event.target), event.key)) event.preventDefault();
  }, { signal: stage.life.signal });
  document.addEventListener("keydown", enterDay, { signal: stage.life.signal, capture: true });
}

/** Streamlit takes a day, or that there is none, when its field is left; of one that is not whole, nothing stays. @param {KeyboardEvent} event */
function enterDay({ key, target }) {
  const parts = target instanceof Element && target.closest('[data-testid="stDateInput"]')?.querySelectorAll('[role="spinbutton"]');
  if (key !== "Enter" || !parts) return;
  const open = [...parts].filter((part) => part.hasAttribute("data-placeholder")).length;
  if (open % parts.length === 0) target.dispatchEvent(new FocusEvent("focusout", { bubbles: true, relatedTarget: document.body }));
}

/** @param {Stage} stage @param {HTMLElement} target */
function concerns(stage, target) {
  return !target.closest?.(OWN_ARROWS) && isHere(stage, target);
}

/**
 * In the instrument, or nowhere in particular: then the first instrument of the page takes the keys. A click on the text of the page
 * gives the focus to its main part, for that scrolls.
 * @param {Stage} stage @param {HTMLElement} target
 */
export function isHere(stage, target) {
  if (stage.root.contains(target)) return true;
  return target.matches?.("body, main") && document.querySelector(".dl-instrument") === stage.root;
}

/** @param {Stage} stage */
export function close(stage) {
  if (showsUnopened(stage)) return stop(stage); // a card that playing shows, and nobody has opened
  const opened = stage.asked ?? stage.data.open;
  if (!opened) return false;
  const within = stage.card.contains(document.activeElement);
  ask(stage, "");
  if (within) (linkOf(stage.rows.get(opened)) ?? stage.list).focus({ preventScroll: true });
  return true;
}

/**
 * Opens the neighbour in the list. Up and down do so only from list or card: elsewhere they scroll the page.
 * @param {Stage} stage @param {number} step @param {HTMLElement} target @param {string} key
 */
function goOn(stage, step, target, key) {
  const opened = stage.asked ?? stage.data.open;
  const inList = stage.list.contains(target);
  const upright = key === "ArrowUp" || key === "ArrowDown";
  if (upright && !inList) return false;
  const ids = [...stage.rows.keys()];
  const focused = inList ? target.closest("[data-event]")?.getAttribute("data-event") : null;
  if (upright && !opened) return focused ? focusRow(stage, ids[ids.indexOf(focused) + step]) : false;
  if (!opened) return false;
  const next = ids[ids.indexOf(opened) + step];
  if (!ids.includes(opened) || !next) return true;
  ask(stage, next);
  if (inList) focusRow(stage, next);
  return true;
}

/** @param {Stage} stage @param {string | undefined} id */
function focusRow(stage, id) {
  const link = id ? linkOf(stage.rows.get(id)) : undefined;
  link?.focus();
  return Boolean(link);
}
