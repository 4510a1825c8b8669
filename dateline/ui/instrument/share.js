/** The share dialog: opened by its button, filled by the server for the view of the address, closed by Escape or a press beside it. */
import { button, element } from "./frame.js";

/** @import { Stage } from "./types" */

const PATIENCE_MS = 8000;
const FAILED = "What there is to share cannot be had just now: the server does not answer. The address of this page is the link.";

/** @param {Stage} stage */
export function watchSharing(stage) {
  document.addEventListener("click", (event) => {
    const opener = /** @type {HTMLElement} */ (event.target).closest?.("[data-share]");
    if (opener && !event.defaultPrevented) open(stage);
  }, { signal: stage.life.signal });
}

/** When it closes, the focus goes back by itself. @param {Stage} stage */
async function open(stage) {
  const dialog = /** @type {HTMLDialogElement | null} */ (stage.root.querySelector(".dl-sharing")) ?? made(stage);
  if (dialog.open) return;
  const content = /** @type {HTMLElement} */ (dialog.lastElementChild);
  content.textContent = "…";
  dialog.showModal();
  content.innerHTML = await asked(stage);
}

/** @param {Stage} stage @returns {Promise<string>} HTML of our server, which escapes what comes from tables and links */
async function asked(stage) {
  try {
    const address = new URL(`share${location.search}`, document.baseURI);
    const answer = await fetch(address, { signal: AbortSignal.any([stage.life.signal, AbortSignal.timeout(PATIENCE_MS)]) });
    if (answer.ok) return await answer.text();
  } catch {
    // offline, too slow, or the page is gone: said below
  }
  return `<p>${FAILED}</p>`;
}

/** @param {Stage} stage @returns {HTMLDialogElement} */
function made(stage) {
  const dialog = /** @type {HTMLDialogElement} */ (element("dialog", "dl-shortcuts dl-sharing", { "aria-labelledby": "dl-sharing-title" }));
  const head = element("header", "");
  const title = element("h2", "", { id: "dl-sharing-title" });
  title.textContent = "Share";
  const close = button("close-sharing", "×", "Close");
  close.addEventListener("click", () => dialog.close());
  head.append(title, close);
  dialog.append(head, element("div", "dl-sharing-content"));
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("keydown", (event) => event.stopPropagation());
  stage.root.append(dialog);
  return dialog;
}
