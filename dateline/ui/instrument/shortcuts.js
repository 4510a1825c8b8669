/** The list of all keys and gestures of the instrument, in a dialog. */
import { button, element } from "./frame.js";

/** @import { Stage } from "./types" */

/** What is done where, and with which keys. */
const SHORTCUTS = /** @type {Array<[string, Array<[string, string]>]>} */ ([
  ["Playing", [
    ["Space", "play, pause"],
    [", and .", "one step back, one step on"],
    ["← →", "on the slider: one step back, one step on"],
    ["Esc", "while it plays: end, everything as it was before"],
  ]],
  ["List and card", [
    ["Tab, then Enter", "go to an event, open it"],
    ["↑ ↓", "in the list: previous and next event"],
    ["← →", "with a card open: previous and next event"],
    ["Esc", "close what was opened last"],
  ]],
  ["Timeline", [
    ["Drag", "choose days; Esc gives it up"],
    ["← →", "on the chosen days or an end of them: a day"],
    ["Shift + ← →", "on the chosen days or an end of them: a week"],
    ["Page Up, Page Down", "on the chosen days or an end of them: a month"],
    ["Home, End", "on the chosen days or an end of them: as far as it goes"],
    ["Delete", "on the chosen days: all days again"],
    ["Drag, click", "on the overview: choose days; the days of a bar"],
    ["Wheel, pinch", "zoom"],
    ["Shift + drag", "move the timeline"],
  ]],
  ["Map", [
    ["← → ↑ ↓", "move the map"],
    ["+ and −", "zoom"],
    ["Shift + drag", "choose a box"],
  ]],
  ["Everywhere", [["?", "this list"]]],
]);

/** @type {WeakMap<Stage, HTMLDialogElement>} */
const dialogs = new WeakMap();

/** Opens the list; when it closes, the focus goes back by itself. @param {Stage} stage */
export function openShortcuts(stage) {
  const dialog = dialogs.get(stage) ?? made(stage);
  if (!dialog.open) dialog.showModal();
}

/** @param {Stage} stage @returns {HTMLDialogElement} */
function made(stage) {
  const dialog = /** @type {HTMLDialogElement} */ (element("dialog", "dl-shortcuts", { "aria-labelledby": "dl-shortcuts-title" }));
  const head = element("header", "");
  const title = element("h2", "", { id: "dl-shortcuts-title" });
  title.textContent = "Keyboard and hand";
  const close = button("close-shortcuts", "×", "Close this list");
  close.addEventListener("click", () => dialog.close());
  head.append(title, close);
  const groups = element("div", "dl-shortcut-groups");
  for (const [name, keys] of SHORTCUTS) groups.append(group(name, keys));
  dialog.append(head, groups);
  // A press beside the list closes it; Escape does so by itself, and nothing besides.
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("keydown", (event) => event.stopPropagation());
  stage.root.append(dialog);
  dialogs.set(stage, dialog);
  return dialog;
}

/** @param {string} name @param {Array<[string, string]>} keys */
function group(name, keys) {
  const part = element("section", "");
  const heading = element("h3", "");
  heading.textContent = name;
  const list = element("dl", "");
  for (const [key, does] of keys) {
    const [term, meaning] = [element("dt", ""), element("dd", "")];
    term.textContent = key;
    meaning.textContent = does;
    list.append(term, meaning);
  }
  part.append(heading, list);
  return part;
}
