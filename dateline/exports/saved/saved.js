/**
 * The instrument in a file of its own: what the server answers in the page is looked up here in scenes that were drawn before, one for
 * each choice of countries. It knows ids and codes, never meanings.
 */
import instrument from "./instrument.js";
import { fromQuery, toQuery } from "./savedlink.js";

/** @import { Data, Figure } from "./types" */
/** @import { State } from "./savedlink.js" */

/** A choice of countries: its data without list and card, both figures in two themes, its events in order of time, and how many each further country leaves. @typedef {{ data: Data, figures: Record<string, [Figure, Figure]>, ids: string[], summary: string, beside: Record<string, number> }} Scene */
/** @typedef {{ scenes: Record<string, Scene>, list: string, cards: Record<string, string>, colours: Record<string, Record<string, string>>, start: State, given: string[] }} Saved */

const GROUND = "ground/";
const READY_MS = 50;

/** @param {Saved} saved @param {Record<string, object>} grounds the layers of the map, by the name of their file */
export default function start(saved, grounds) {
  const part = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
  const [live, place, summary, choices, notes] = ["dl-live", "dl-place", "dl-summary", "dl-choices", "dl-notes"].map(part);
  const rows = rowsOf(saved.list);
  const found = fromQuery(location, saved.start, saved.scenes, Object.keys(saved.cards), saved.given);
  let state = found.state;
  notes.textContent = found.notes.join(" ");
  notes.hidden = !found.notes.length;

  const draw = () => {
    const scene = saved.scenes[state.countries.join(" ")];
    const theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    const [timeline, map] = scene.figures[theme];
    const ids = state.newest ? [...scene.ids].reverse() : scene.ids;
    summary.textContent = scene.summary;
    showChoices(choices, scene, state.countries);
    const data = {
      ...scene.data,
      timeline,
      map: grounded(map, grounds),
      list: rows(ids),
      card: cardOf(saved.cards[state.event] ?? "", state.event, scene.ids, rows),
      cards: saved.cards,
      open: state.event,
      sort: state.newest ? "newest" : "time",
      window: state.window,
      keeps: true,
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
  addEventListener("hashchange", () => change(fromQuery(location, saved.start, saved.scenes, Object.keys(saved.cards), saved.given).state));
  live.hidden = false;
  draw();
  const waiting = setInterval(() => {
    if (!place.dataset.ready) return;
    clearInterval(waiting);
    document.documentElement.classList.add("dl-is-live");
    dispatchEvent(new Event("resize")); // the instrument fills what is left of the screen
  }, READY_MS);
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

/** The list of some events. @param {string} list of all of them @returns {((ids: string[]) => string) & { title(id: string): string }} */
function rowsOf(list) {
  const held = document.createElement("template");
  held.innerHTML = list;
  const all = new Map([...held.content.querySelectorAll(".dl-row[data-event]")].map((row) => [row.getAttribute("data-event") ?? "", row]));
  const body = held.content.querySelector("tbody");
  /** @param {string[]} ids */
  const some = (ids) => {
    body?.replaceChildren(...ids.flatMap((id) => all.get(id) ?? []));
    return held.innerHTML;
  };
  return Object.assign(some, { title: (/** @type {string} */ id) => all.get(id)?.querySelector(".dl-title")?.textContent ?? id });
}

/** The card of an event, whose steps lead through the events of this choice. @param {string} html @param {string} id @param {string[]} ids @param {{ title(id: string): string }} rows */
function cardOf(html, id, ids, rows) {
  const held = document.createElement("template");
  held.innerHTML = html;
  const at = ids.indexOf(id);
  for (const [step, other] of /** @type {const} */ ([["previous", ids[at - 1]], ["next", at < 0 ? undefined : ids[at + 1]]])) {
    const link = held.content.querySelector(`[data-step="${step}"]`);
    if (!link) continue;
    if (!other) link.remove();
    else {
      const title = rows.title(other);
      link.setAttribute("data-event", other);
      link.setAttribute("href", `#${other}`);
      link.setAttribute("title", `${step === "next" ? "Next" : "Previous"}: ${title}`);
      link.setAttribute("aria-label", `${step === "next" ? "Next" : "Previous"} event: ${title}`);
    }
  }
  return held.innerHTML;
}

/** @param {HTMLElement} choices @param {Scene} scene @param {string[]} chosen */
function showChoices(choices, scene, chosen) {
  for (const button of choices.querySelectorAll("button")) {
    const pressed = button.value ? chosen.includes(button.value) : !chosen.length;
    const count = chosen.includes(button.value) ? scene.ids.length : scene.beside[button.value] ?? 0;
    button.setAttribute("aria-pressed", String(pressed));
    button.disabled = button.value !== "" && !pressed && !count;
    const told = button.querySelector("span");
    if (told && button.value) told.textContent = count ? count.toLocaleString("en-GB") : "";
  }
}

/** The address says what is shown, where the browser lets a page from the disk say it. @param {string} query */
function write(query) {
  try {
    history.replaceState(null, "", location.pathname + query);
  } catch {
    // then a reload begins where the file began
  }
}
