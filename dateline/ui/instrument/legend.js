/** The legend as a filter: each of its buttons holds a shape in or out. The server makes them, and says what is pressed. */
import { replace } from "./panel.js";

/** @import { Stage } from "./types" */

/** @param {Stage} stage */
export function watchLegend(stage) {
  stage.bar.legend.addEventListener("click", (event) => {
    const key = /** @type {HTMLElement} */ (event.target).closest("[data-shape]");
    if (!key) return;
    key.setAttribute("aria-pressed", String(key.getAttribute("aria-pressed") !== "true"));
    // All that is pressed, not the one key: a later report takes the place of one that waits.
    const pressed = /** @type {HTMLElement[]} */ ([...stage.bar.legend.querySelectorAll("[data-shape][aria-pressed=true]")]);
    stage.send("shapes", pressed.map((one) => one.dataset.shape ?? ""));
  }, { signal: stage.life.signal });
}

/** Shows what the server sent, unless there are presses that it does not know of yet. @param {Stage} stage */
export function showLegend(stage) {
  if (stage.post.pending("shapes") !== undefined) return;
  replace(stage.bar.legend, stage.data.legend);
}
