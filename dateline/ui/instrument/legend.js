/** The legend as a filter: each of its buttons holds a shape in or out. The server makes them, and says what is pressed. */
import { replace } from "./panel.js";

/** @import { Stage } from "./types" */

/** So long an answer that has other keys pressed is taken for that of an earlier press: a slow server tells them one after the other. */
const LATE_MS = 10_000;

/** What the hand has pressed and no answer has confirmed yet. @type {WeakMap<Stage, { shapes: string, until: number }>} */
const hands = new WeakMap();

/** @param {Stage} stage */
export function watchLegend(stage) {
  stage.bar.legend.addEventListener("click", (event) => {
    const key = /** @type {HTMLElement} */ (event.target).closest("[data-shape]");
    if (!key) return;
    key.setAttribute("aria-pressed", String(key.getAttribute("aria-pressed") !== "true"));
    // All that is pressed, not the one key: a later report takes the place of one that waits.
    const shapes = pressedIn(stage.bar.legend);
    hands.set(stage, { shapes: shapes.join(), until: Date.now() + LATE_MS });
    stage.send("shapes", shapes);
  }, { signal: stage.life.signal });
}

/** Shows what the server sent, unless there are presses that it does not know of yet. @param {Stage} stage */
export function showLegend(stage) {
  if (stage.post.pending("shapes") !== undefined) return;
  const told = document.createElement("template");
  told.innerHTML = stage.data.legend;
  const hand = hands.get(stage);
  if (hand && Date.now() < hand.until && pressedIn(told.content).join() !== hand.shapes) return;
  hands.delete(stage);
  if (!keepKeys(stage.bar.legend, told.content)) replace(stage.bar.legend, stage.data.legend);
}

/** Changes keys where they stand, since a press of one that is put away in the middle of it is lost. @param {HTMLElement} legend @param {DocumentFragment} told @returns {boolean} were they the same keys? */
function keepKeys(legend, told) {
  const [shown, wanted] = [legend, told].map((one) => /** @type {HTMLElement[]} */ ([...one.querySelectorAll("[data-shape]")]));
  const isSame = shown.length > 0 && shown.map((one) => one.dataset.shape).join() === wanted.map((one) => one.dataset.shape).join();
  if (!isSame) return false;
  for (const [at, key] of shown.entries()) {
    for (const { name, value } of wanted[at].attributes) if (key.getAttribute(name) !== value) key.setAttribute(name, value);
    for (const name of key.getAttributeNames()) if (!wanted[at].hasAttribute(name)) key.removeAttribute(name);
    if (key.innerHTML !== wanted[at].innerHTML) key.innerHTML = wanted[at].innerHTML;
  }
  return true;
}

/** @param {ParentNode} legend */
function pressedIn(legend) {
  const keys = /** @type {NodeListOf<HTMLElement>} */ (legend.querySelectorAll("[data-shape][aria-pressed=true]"));
  return [...keys].map((key) => key.dataset.shape ?? "");
}
