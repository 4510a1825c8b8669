/** Below the overview: ready-made windows with their counts, and steps by a day, a week or a month. */
import { fromIsoDay, moved } from "./days.js";
import { button, element } from "./frame.js";
import { ALL, choose, chosen, nudge, onWindow } from "./window.js";

/** @import { Preset, Span, Stage } from "./types" */

/** @typedef {{ presets: HTMLElement, steps: HTMLElement, unit: HTMLSelectElement, arrows: HTMLButtonElement[], shown: string }} Parts */

/** @param {Stage} stage */
export function watchWindowBar(stage) {
  const parts = stepParts();
  stage.bar.window.append(parts.presets, parts.steps);
  const options = { signal: stage.life.signal };
  parts.presets.addEventListener("click", (event) => {
    const at = /** @type {HTMLElement} */ (event.target).closest("[data-preset]")?.getAttribute("data-preset");
    const preset = stage.data.presets?.[Number(at ?? -1)];
    if (preset) choose(stage, spanOf(preset));
  }, options);
  for (const arrow of parts.arrows) arrow.addEventListener("click", () => {
    const days = chosen(stage);
    if (days) nudge(stage, moved(days, unitOf(parts), arrow.dataset.job === "window-later" ? 1 : -1));
  }, options);
  parts.unit.addEventListener("change", () => showBar(stage, parts), options);
  onWindow(stage, () => showBar(stage, parts));
}

/** @returns {Parts} */
function stepParts() {
  const presets = element("div", "dl-presets", { role: "group", "aria-label": "Ready-made windows" });
  const steps = element("div", "dl-steps", { role: "group", "aria-label": "Move the chosen days" });
  const arrows = [button("window-earlier", "‹", ""), button("window-later", "›", "")];
  const unit = /** @type {HTMLSelectElement} */ (element("select", "dl-unit", { "aria-label": "Step" }));
  for (const name of ["day", "week", "month"]) unit.append(new Option(name, name, name === "week", name === "week"));
  steps.append(arrows[0], unit, arrows[1]);
  return { presets, steps, unit, arrows, shown: "" };
}

/** @param {Parts} parts */
function unitOf(parts) {
  return /** @type {"day" | "week" | "month"} */ (parts.unit.value);
}

/** @param {Stage} stage @param {Parts} parts */
function showBar(stage, parts) {
  const presets = stage.data.presets ?? [];
  const names = JSON.stringify(presets.map((preset) => preset.name));
  // The same choices keep their buttons, and with them the focus.
  if (names !== parts.shown) parts.presets.replaceChildren(...presets.map((preset, i) => presetButton(preset, i)));
  parts.shown = names;
  const now = chosen(stage) ?? ALL;
  presets.forEach((preset, i) => {
    const made = /** @type {HTMLButtonElement} */ (parts.presets.children[i]);
    const span = spanOf(preset);
    const pressed = span[0] === now[0] && span[1] === now[1];
    made.setAttribute("aria-pressed", String(pressed));
    made.disabled = preset.count === 0 && !pressed;
    made.title = preset.meaning;
    const count = /** @type {HTMLElement} */ (made.lastChild);
    count.textContent = preset.count.toLocaleString("en-GB");
  });
  const unit = unitOf(parts);
  parts.arrows.forEach((arrow, i) => {
    const name = `${i ? "Later" : "Earlier"} by a ${unit}`;
    arrow.disabled = chosen(stage) === null;
    arrow.title = arrow.disabled ? `${name}: choose days first` : name;
    arrow.setAttribute("aria-label", name);
  });
}

/** @param {Preset} preset @param {number} at */
function presetButton(preset, at) {
  const made = button("preset", "", "", { "data-preset": String(at) });
  const [name, count] = [element("span", "dl-preset-name"), element("span", "dl-count")];
  name.textContent = preset.name;
  made.append(name, " ", count);
  return made;
}

/** @param {Preset} preset @returns {Span} */
function spanOf({ first, last }) {
  return [first ? fromIsoDay(first) : -Infinity, last ? fromIsoDay(last) : Infinity];
}
