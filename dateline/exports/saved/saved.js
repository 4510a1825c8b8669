/**
 * The instrument in a file of its own: what the server answers in the page is looked up here in scenes that were drawn before. A choice
 * of countries that has none shows the nearest one, in which the other events step back. It knows ids and codes, never meanings.
 */
import { fromIsoDay } from "./days.js";
import instrument from "./instrument.js";
import { presenceIn } from "./presence.js";
import { fromQuery, toQuery } from "./savedlink.js";
import { cardOf, rowsOf } from "./savedrows.js";
import { chosenIds, countWith, nearest } from "./savedsets.js";

/** @import { Bounds, Data, Figure, Span } from "./types" */
/** @import { State } from "./savedlink.js" */
/** @import { Taking } from "./savedsets.js" */

/** A choice of countries: its data without list and card, both figures in two themes, its events in order of time, and a sentence. @typedef {{ data: Data, figures: Record<string, [Figure, Figure]>, ids: string[], summary: string }} Scene */
/** @typedef {{ scenes: Record<string, Scene>, taking: Taking, names: Record<string, string>, list: string, cards: Record<string, string>, colours: Record<string, Record<string, string>>, start: State, given: string[], left: string }} Saved */

const GROUND = "ground/";
const READY_MS = 50;
const TOGETHER = { any: ["with ", " or ", ""], all: ["with ", " and ", " together"], between: ["between ", " and ", " alone"] };

/** @param {Saved} saved @param {Record<string, object>} grounds the layers of the map, by the name of their file */
export default function start(saved, grounds) {
  const part = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
  const [live, place, summary, choices, notes] = ["dl-live", "dl-place", "dl-summary", "dl-choices", "dl-notes"].map(part);
  const match = /** @type {HTMLSelectElement} */ (part("dl-match"));
  const rows = rowsOf(saved.list);
  const asked = () => fromQuery(location, saved.start, Object.keys(saved.names), Object.keys(saved.cards), saved.given);
  const found = asked();
  let state = found.state;
  const said = [saved.left, ...found.notes].filter(Boolean);
  notes.textContent = said.join(" ");
  notes.hidden = !said.length;

  const dark = matchMedia("(prefers-color-scheme: dark)");
  const draw = () => {
    const scene = nearest(saved.scenes, state.countries, state.match);
    const theme = dark.matches ? "dark" : "light";
    const [timeline, map] = scene.figures[theme];
    const known = Object.keys(saved.taking).length ? chosenIds(saved.taking, state.countries, state.match) : scene.ids;
    const ids = state.newest ? [...known].reverse() : known;
    summary.textContent = known.length === scene.ids.length ? scene.summary : told(known.length, state, saved.names);
    showChoices(choices, match, saved, state);
    const bounds = timeline.layout.meta?.bounds ?? scene.data.listed;
    const only = known.length === scene.ids.length ? null : known;
    const data = {
      ...scene.data,
      presets: only ? scene.data.presets?.map((one) => ({ ...one, count: inWindow(only, [one.first, one.last], bounds).length })) : scene.data.presets,
      timeline,
      map: grounded(map, grounds),
      list: rows(inWindow(ids, state.window, bounds)),
      card: cardOf(saved.cards[state.event] ?? "", state.event, known, rows),
      cards: saved.cards,
      open: state.event,
      sort: state.newest ? "newest" : "time",
      window: state.window,
      keeps: true,
      only,
      windowHides: [],
      theme,
      colours: saved.colours[theme],
      cameraParameter: "",
      embedded: true,
      mark: { name: "", value: "" },
    };
    instrument(/** @type {any} */ ({ data, parentElement: place, setTriggerValue: took }));
  };
  const change = (/** @type {Partial<State>} */ changed) => {
    state = { ...state, ...changed };
    write(toQuery(state, saved.start));
    draw();
  };
  const took = (/** @type {string} */ name, /** @type {any} */ value) => {
    const changed = { event: { event: value }, window: { window: value }, sort: { newest: value === "newest" } }[name] ?? {};
    queueMicrotask(() => change(changed)); // the instrument first finishes what it reports from
  };
  choices.addEventListener("click", (event) => {
    const code = /** @type {HTMLElement} */ (event.target).closest("button")?.value;
    if (code === undefined) return;
    const chosen = state.countries.includes(code) ? state.countries.filter((one) => one !== code) : [...state.countries, code].sort();
    change({ countries: code ? chosen : [] });
  });
  match.addEventListener("change", () => change({ match: /** @type {State["match"]} */ (match.value) }));
  dark.addEventListener("change", draw);
  addEventListener("hashchange", () => change(asked().state));
  live.hidden = false;
  draw();
  const waiting = setInterval(() => {
    if (!place.dataset.ready) return;
    clearInterval(waiting);
    document.documentElement.classList.add("dl-is-live");
    dispatchEvent(new Event("resize")); // the instrument fills what is left of the screen
  }, READY_MS);
}

/** "3 events with Japan and South Korea together." @param {number} count @param {State} state @param {Record<string, string>} names */
function told(count, { countries, match }, names) {
  const [before, between, after] = TOGETHER[countries.length > 1 ? match : "all"];
  const listed = countries.map((code) => names[code]);
  const who = listed.length > 1 ? `${listed.slice(0, -1).join(", ")}${between}${listed.at(-1)}${after}` : listed[0];
  return `${count.toLocaleString("en-GB")} ${count === 1 ? "event" : "events"} ${before}${who}. Marks that have paled are of others.`;
}

/** Those that are in the days, or may be. @param {string[]} ids @param {[string, string] | null} days @param {Record<string, Bounds>} [bounds] */
function inWindow(ids, days, bounds) {
  if (!days || !bounds) return ids;
  const span = /** @type {Span} */ ([days[0] ? fromIsoDay(days[0]) : -Infinity, days[1] ? fromIsoDay(days[1]) : Infinity]);
  return ids.filter((id) => !bounds[id] || presenceIn(bounds[id], span) !== "out");
}

/**
 * A map with its layers in it: for a page from the disk the map's worker can fetch nothing.
 * @param {Figure} map @param {Record<string, object>} grounds @returns {Figure}
 */
function grounded(map, grounds) {
  const layer = (/** @type {unknown} */ name) => (typeof name === "string" ? grounds[name.replace(GROUND, "")] : name);
  const { style } = map.layout.map;
  const sources = Object.entries(style.sources).map(([name, source]) => [name, { ...source, data: layer(source.data) }]);
  return {
    data: map.data.map((trace) => (trace.geojson ? { ...trace, geojson: layer(trace.geojson) } : trace)),
    layout: { ...map.layout, map: { ...map.layout.map, style: { ...style, sources: Object.fromEntries(sources) } } },
  };
}

/** @param {HTMLElement} choices @param {HTMLSelectElement} match @param {Saved} saved @param {State} state */
function showChoices(choices, match, { scenes, taking }, { countries: chosen, match: how }) {
  const counted = Object.keys(taking).length > 0;
  for (const button of choices.querySelectorAll("button")) {
    const pressed = button.value ? chosen.includes(button.value) : !chosen.length;
    const key = [...chosen, button.value].sort().join(" ");
    const count = counted ? countWith(taking, chosen, how, button.value) : (scenes[key]?.data.shown ?? 0);
    button.setAttribute("aria-pressed", String(pressed));
    button.disabled = button.value !== "" && !pressed && !count;
    const told = button.querySelector("span");
    if (told && button.value) told.textContent = count && !pressed ? count.toLocaleString("en-GB") : "";
  }
  match.hidden = chosen.length < 2 || !counted;
  match.value = how;
}

/** The address says what is shown, where the browser lets a page from the disk say it. @param {string} query */
function write(query) {
  try {
    history.replaceState(null, "", location.pathname + query);
  } catch {
    // then a reload begins where the file began
  }
}
