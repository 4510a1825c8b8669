/** Copying: the link, the list as text with tabs, or the text before a button. Says briefly that it was done. */

/** @import { Stage } from "./types" */

/** So long a button says that it has copied. */
const SAID_MS = 1600;

/** @param {Stage} stage */
export function watchCopying(stage) {
  document.addEventListener("click", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const button = /** @type {HTMLElement | null} */ (target.closest?.("[data-copy], [data-copy-link]"));
    if (!button || event.defaultPrevented) return;
    if (button.hasAttribute("data-copy-link")) copy(stage, button, linkOf(stage));
    else if (!stage.root.contains(button)) return;
    else copy(stage, button, button.dataset.copy === "list" ? listText(stage) : textBefore(button));
    event.preventDefault();
  }, { signal: stage.life.signal });
}

/** The address, with the mark of the data: who opens it later is told what changed since. @param {Stage} stage */
function linkOf(stage) {
  const address = new URL(window.location.href);
  address.searchParams.set(stage.data.mark.name, stage.data.mark.value);
  return address.href;
}

/** One line an event, for a spreadsheet or a letter; then how the numbers add up, and the address that shows the same. @param {Stage} stage */
function listText(stage) {
  const line = (/** @type {HTMLElement} */ row) =>
    [".dl-when", ".dl-title", ".dl-meta"].map((part) => (row.querySelector(part)?.textContent ?? "").replace(/\s+/g, " ").trim()).join("\t");
  return [...[...stage.rows.values()].map(line), stage.data.account, window.location.href].join("\n");
}

/** @param {HTMLElement} button */
function textBefore(button) {
  const before = button.previousElementSibling;
  return before instanceof HTMLTextAreaElement ? before.value : (before?.textContent ?? "");
}

/** @param {Stage} stage @param {HTMLElement} button @param {string} text */
async function copy(stage, button, text) {
  const name = (button.dataset.name ??= button.textContent ?? "");
  button.textContent = (await toClipboard(text)) ? "Copied" : "Copying is not allowed here";
  const timer = window.setTimeout(() => {
    button.textContent = name;
  }, SAID_MS);
  stage.life.signal.addEventListener("abort", () => clearTimeout(timer));
}

/** Browsers offer the clipboard only to pages of secure origin; a selected text works elsewhere. @param {string} text */
async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    field.style.position = "fixed";
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}
