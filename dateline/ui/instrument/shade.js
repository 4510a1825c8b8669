/** The chosen days on the timeline: what is outside is dim, each end can be taken hold of, the days are named above the chart. */
import { scale } from "./axis.js";
import { DAY, daysText } from "./days.js";
import { tally, tallyText } from "./follow.js";
import { button, element } from "./frame.js";
import { draggable, slider, tellSlider } from "./sliders.js";
import { ALL, choose, chosen, onWindow, pending } from "./window.js";

/** @import { Span, Stage } from "./types" */

/** @typedef {{ before: HTMLElement, after: HTMLElement, first: HTMLElement, last: HTMLElement, name: HTMLElement, count: HTMLElement }} Parts */
/** @type {WeakMap<Stage, Parts>} */
const made = new WeakMap();

/** @param {Stage} stage */
export function watchShade(stage) {
  const { over, windowTag, shade } = stage.time;
  const ruler = () => rulerOf(stage);
  const parts = {
    before: element("div", "dl-beyond"),
    after: element("div", "dl-beyond"),
    first: slider(stage, "first", "First day, on the timeline", ruler),
    last: slider(stage, "last", "Last day, on the timeline", ruler),
    name: element("span", "dl-window-name"),
    count: element("span", "dl-window-count"),
  };
  made.set(stage, parts);
  shade.before(parts.before, parts.after);
  for (const part of [parts.before, parts.after, parts.first, parts.last]) part.hidden = true;
  const clear = button("clear-window", "×", "Clear these days");
  clear.addEventListener("click", () => choose(stage, ALL), { signal: stage.life.signal });
  windowTag.append(parts.name, parts.count, clear);
  windowTag.title = "Drag to move these days";
  draggable(stage, windowTag, "both", ruler);
  over.after(parts.first, parts.last);
  onWindow(stage, () => showWindow(stage));
}

/** @param {Stage} stage */
function rulerOf(stage) {
  const at = scale(stage);
  if (!at) return null;
  const { left } = stage.time.plot.getBoundingClientRect();
  return { ms: (/** @type {number} */ clientX) => at.ms(clientX - left), snap: (/** @type {number} */ ms) => Math.round(ms / DAY) * DAY };
}

/** Draws the window where it is now. @param {Stage} stage */
export function showWindow(stage) {
  const { shade, windowTag } = stage.time;
  const parts = made.get(stage);
  const at = scale(stage);
  const days = chosen(stage);
  if (!parts) return;
  const shown = days !== null && at !== null;
  for (const part of [shade, windowTag, parts.before, parts.after]) part.hidden = !shown;
  if (!shown) {
    parts.first.hidden = parts.last.hidden = true;
    return;
  }
  const within = (/** @type {number} */ ms) => (Number.isFinite(ms) ? Math.min(Math.max(at.x(ms), at.left), at.right) : ms < 0 ? at.left : at.right);
  const [left, right] = [within(days[0]), within(days[1] + DAY)];
  const tall = { top: `${at.top}px`, height: `${at.bottom - at.top}px` };
  const seen = (/** @type {number} */ ms) => ms >= at.from && ms <= at.to;
  Object.assign(shade.style, { left: `${left}px`, width: `${right - left}px`, ...tall });
  shade.classList.toggle("is-held", pending(stage));
  Object.assign(parts.before.style, { left: `${at.left}px`, width: `${left - at.left}px`, ...tall });
  Object.assign(parts.after.style, { left: `${right}px`, width: `${at.right - right}px`, ...tall });
  showEnd(stage, "first", parts.first, { left: `${left}px`, ...tall }, seen(days[0]));
  showEnd(stage, "last", parts.last, { left: `${right}px`, ...tall }, seen(days[1] + DAY));
  nameWindow(stage, parts, days);
  const half = windowTag.offsetWidth / 2;
  const middle = Math.max(Math.min((left + right) / 2, at.right - half), Math.min(at.left, at.right - 2 * half) + half);
  windowTag.style.left = `${besideName(stage, middle - half)}px`;
}

/** An end that lies outside what the timeline shows cannot be taken hold of there. @param {Stage} stage @param {"first" | "last"} part @param {HTMLElement} end @param {Record<string, string>} place @param {boolean} seen */
function showEnd(stage, part, end, place, seen) {
  end.hidden = !seen && end !== document.activeElement;
  Object.assign(end.style, place);
  tellSlider(stage, end, part);
}

/** @param {Stage} stage @param {Parts} parts @param {Span} days */
function nameWindow(stage, { name, count }, days) {
  const counted = tally(stage, days);
  const texts = [daysText(days[0], days[1]), counted ? tallyText(counted) : ""];
  [name, count].forEach((part, i) => {
    if (part.textContent !== texts[i]) part.textContent = texts[i];
  });
}

/** Where the tag would cover the name of the source's day, it stands beside it. @param {Stage} stage @param {number} left */
function besideName(stage, left) {
  const name = /** @type {HTMLElement | null} */ (stage.time.over.querySelector(".dl-asof:not([hidden])"));
  const width = stage.time.windowTag.offsetWidth;
  if (!name || left > name.offsetLeft + name.offsetWidth || left + width < name.offsetLeft) return left;
  const before = name.offsetLeft - width - 8;
  const after = name.offsetLeft + name.offsetWidth + 8;
  const room = stage.time.box.clientWidth - 4;
  if (before > 0 && (left + width / 2 < name.offsetLeft + name.offsetWidth / 2 || after + width > room)) return before;
  return Math.min(after, room - width);
}
