/** The bars of the overview, its folds and the dates above them. */
import { DAY, MONTHS } from "./days.js";
import { element } from "./frame.js";

/** @import { Folded } from "./fold.js" */
/** @import { Overview } from "./types" */

/** A bar of one event is seen beside one of hundreds. */
const LEAST_PX = 2.5;
/** Pixels between bars, above them for the dates, and for one date beside the next. */
const GAP = 1;
const DATES_PX = 14;
const DATE_PX = 52;
/** Months between two dates. */
const STEPS = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12_000];
const SVG = "http://www.w3.org/2000/svg";

export function stripField() {
  const field = element("div", "dl-strip-field");
  const [all, inside] = [drawing("dl-strip-all"), drawing("dl-strip-in")];
  field.append(all, inside);
  return { field, all, inside, note: element("div", "dl-strip-note", { "aria-hidden": "true" }), drawn: "" };
}

/** @param {string} name */
function drawing(name) {
  const made = document.createElementNS(SVG, "svg");
  made.setAttribute("class", name);
  made.setAttribute("aria-hidden", "true");
  return made;
}

/** Draws them when they or their room have changed. @param {ReturnType<typeof stripField>} parts @param {Overview} overview @param {Folded} on */
export function drawBars(parts, overview, on) {
  const { clientWidth: width, clientHeight: height } = parts.field;
  const key = JSON.stringify([width, height, overview.edges[0], overview.counts]);
  if (key === parts.drawn || !width || !height) return;
  parts.drawn = key;
  const top = Math.max(...overview.counts, 1);
  const bars = overview.counts.map((count, i) => {
    if (!count) return "";
    const [from, to] = [overview.edges[i], overview.edges[i + 1]].map((edge) => on.x(edge * DAY) * width);
    const tall = Math.max(LEAST_PX, (count / top) * (height - DATES_PX));
    return `M${from.toFixed(1)} ${height}v${(-tall).toFixed(1)}h${Math.max(1, to - from - GAP).toFixed(1)}V${height}z`;
  });
  const folds = on.folds.map(({ from, to }) => fold(on.x(from) * width, on.x(to) * width, height));
  const ticks = dates(overview, on, width);
  parts.inside.replaceChildren(path("", bars.join("")));
  parts.all.replaceChildren(
    path("dl-strip-fold", folds.join("")),
    path("dl-strip-tick", ticks.map(({ x }) => `M${x.toFixed(1)} 0v${height}`).join("")),
    path("", bars.join("")),
    ...ticks.map(({ x, text }) => {
      const made = document.createElementNS(SVG, "text");
      made.setAttribute("x", (x + 3).toFixed(1));
      made.setAttribute("y", "10");
      made.textContent = text;
      return made;
    }),
  );
}

/** @param {string} name @param {string} d */
function path(name, d) {
  const made = document.createElementNS(SVG, "path");
  if (name) made.setAttribute("class", name);
  made.setAttribute("d", d);
  return made;
}

/** A torn line: here time is folded. @param {number} from @param {number} to @param {number} height */
function fold(from, to, height) {
  const [middle, low] = [(from + to) / 2, height - 5];
  return `M${from.toFixed(1)} ${low}H${(middle - 6).toFixed(1)}l3 -4l4 8l4 -8l3 4H${to.toFixed(1)}`;
}

/** Starts of months or years, as many as can be written beside each other. @param {Overview} overview @param {Folded} on @param {number} width */
function dates({ edges }, on, width) {
  const [from, to] = [edges[0] * DAY, edges[edges.length - 1] * DAY];
  const months = (/** @type {number} */ ms) => new Date(ms).getUTCFullYear() * 12 + new Date(ms).getUTCMonth();
  const most = Math.max(2, Math.floor(width / DATE_PX) * 2); // folds hide some
  const step = STEPS.find((one) => (months(to) - months(from)) / one <= most) ?? STEPS[STEPS.length - 1];
  const found = [];
  for (let month = Math.ceil(months(from) / step) * step; month <= months(to); month += step) {
    const date = new Date(0);
    date.setUTCFullYear(Math.floor(month / 12), ((month % 12) + 12) % 12, 1);
    const x = on.x(date.getTime()) * width;
    if (date.getTime() >= from && x <= width - DATE_PX / 2) found.push({ x, text: dateText(date), year: date.getUTCMonth() === 0 });
  }
  return thinned(found);
}

/** Years before months, none too near to the next. @param {Array<{ x: number, text: string, year: boolean }>} found */
function thinned(found) {
  /** @type {typeof found} */
  const kept = [];
  for (const one of [...found.filter(({ year }) => year), ...found.filter(({ year }) => !year)]) {
    if (kept.every(({ x }) => Math.abs(x - one.x) >= DATE_PX)) kept.push(one);
  }
  return kept;
}

/** @param {Date} date the first of a month: "Apr", or in January the year */
function dateText(date) {
  const year = date.getUTCFullYear();
  if (date.getUTCMonth()) return MONTHS[date.getUTCMonth()];
  return year > 0 ? String(year) : `${1 - year} BCE`;
}
