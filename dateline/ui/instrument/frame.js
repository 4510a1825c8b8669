/** The instrument's own elements, empty. What they hold comes from the server or from the modules that draw. */

/** @import { Stage } from "./types" */

/**
 * Builds the elements below `parent` and the stage that holds them.
 * @param {HTMLElement} parent
 * @returns {Omit<Stage, "data" | "post" | "send" | "tell" | "ahead" | "drawTime" | "drawMap">}
 */
export function frame(parent) {
  const root = element("div", "dl-instrument");
  const panel = element("div", "dl-panel");
  const head = element("div", "dl-list-head");
  const sort = button("sort", "", "");
  head.append(sort, button("copy-list", "Copy list", "", { "data-copy": "list" }));
  const list = element("div", "dl-list-place", { role: "region", "aria-label": "List of events", tabindex: "-1" });
  panel.append(head, list);
  const map = chart("dl-map", "Events on the map", [
    button("zoom-in", "+", "Zoom in"),
    button("zoom-out", "−", "Zoom out"),
    button("fit", "Fit", "Fit: show all marks"),
    button("box", "Box", "Box: drag one on the map to see only what lies in it (or drag with Shift held)", { "aria-pressed": "false" }),
    button("limit", "Limit to view", "Limit to view: only what the map shows, wherever it is moved", { "aria-pressed": "false" }),
  ]);
  const note = element("div", "dl-note-place");
  const card = element("div", "dl-card-place", { role: "region", "aria-label": "Open event", tabindex: "-1" });
  card.hidden = true;
  const time = chart("dl-time", "Events on the timeline", [
    button("move", "↔", "Drag moves the timeline instead of choosing days", { "aria-pressed": "false" }),
    button("zoom-in", "+", "Zoom in"),
    button("zoom-out", "−", "Zoom out"),
    button("fit", "Fit", "Show the usual stretch of time"),
  ]);
  const shade = element("div", "dl-shade");
  const windowTag = element("div", "dl-window");
  const earlier = button("earlier", "", "", { class: "dl-button dl-edge dl-edge-left" });
  const later = button("later", "", "", { class: "dl-button dl-edge dl-edge-right" });
  for (const part of [shade, windowTag, earlier, later]) part.hidden = true;
  time.over.append(shade);
  time.box.append(windowTag, earlier, later);
  const strip = element("section", "dl-strip", { "aria-label": "Overview of the whole time" });
  const bar = element("div", "dl-bar");
  const slots = { play: element("div", "dl-bar-play"), window: element("div", "dl-bar-window"), legend: element("div", "dl-bar-legend") };
  bar.append(slots.play, slots.window, slots.legend);
  const tip = element("div", "dl-tip", { role: "tooltip" });
  tip.hidden = true;
  const stageArea = element("div", "dl-stage");
  stageArea.append(map.box, note, card);
  root.append(panel, stageArea, time.box, strip, bar, tip);
  parent.append(root);
  return {
    parent,
    drawn: "",
    root,
    panel,
    list,
    sort,
    card,
    tip,
    strip,
    bar: slots,
    presence: null,
    present: null,
    playhead: null,
    map: { ...map, marks: [], placed: [], note, gl: null, failed: false, painted: () => {} },
    time: { ...time, marks: [], placed: [], range: null, moving: false, shade, windowTag, earlier, later },
    turn: 0,
    drawing: 0,
    reports: 0,
    life: new AbortController(),
    lit: new Set(),
    rows: new Map(),
    asked: null,
  };
}

/**
 * A chart's box: plot below, drawings and labels over it, tools in a corner.
 * @param {string} name @param {string} title @param {HTMLElement[]} tools
 */
function chart(name, title, tools) {
  const says = element("p", "dl-said", { id: `${name}-says` });
  const box = element("section", name, { "aria-label": title, "aria-describedby": says.id });
  const plot = element("div", "dl-plot");
  const over = element("div", "dl-over", { "aria-hidden": "true" });
  const labels = element("div", "dl-labels", { "aria-hidden": "true" });
  const bar = element("div", "dl-tools", { role: "group", "aria-label": `${title}: view` });
  bar.append(...tools);
  box.append(says, plot, over, labels, bar);
  return { box, says, plot, over, labels, meta: {}, drawn: "" };
}

/**
 * @param {string} tag @param {string} className @param {Record<string, string>} [attributes]
 * @returns {HTMLElement}
 */
export function element(tag, className, attributes = {}) {
  const made = document.createElement(tag);
  made.className = className;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

/**
 * A button that a module finds by its job.
 * @param {string} job @param {string} text @param {string} title @param {Record<string, string>} [attributes]
 * @returns {HTMLButtonElement}
 */
export function button(job, text, title, attributes = {}) {
  const made = /** @type {HTMLButtonElement} */ (element("button", "dl-button", { type: "button", "data-job": job, ...attributes }));
  made.textContent = text;
  if (title) {
    made.title = title;
    made.setAttribute("aria-label", title);
  }
  return made;
}
