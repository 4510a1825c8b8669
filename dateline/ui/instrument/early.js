/**
 * The instrument comes before the page: it is drawn below what the first screen says, from the scene of the view in the address, and Streamlit
 * begins when that is done. When the page has a place for it, it goes there as it stands, and what was done to it meanwhile is told.
 */
import { drewAhead } from "./ahead.js";
import { today } from "./days.js";
import { answerLinks } from "./earlylinks.js";

/** @import { Data, Reports, Send, Stage } from "./types" */

/**
 * What Streamlit called for; `turn`: that of the stage, once it has come to its place.
 * @typedef {{ parent: HTMLElement, data: Data, text: string, send: Send, turn: number }} Call
 */
/**
 * What the instrument does with it: `begin` makes it there, and `show` draws a scene; `settle` takes it to its place (null: the page has none,
 * and it goes), `chosen` is whether the reader has chosen another view meanwhile; `mount` answers a call as if nothing had come early.
 * @typedef {{
 *   begin: (place: HTMLElement, text: string) => Stage,
 *   show: (stage: Stage, text: string) => Promise<void>,
 *   settle: (stage: Stage, call: Call | null, chosen: boolean) => void,
 *   mount: (call: Call) => void,
 * }} Acts
 */

/** Where it stands before (`server/first.py`), with the address of scenes. */
const PLACE = "early";
/** What it takes the place of. */
const BELOW = "#first-screen .fs-grid";
/** Stands where the page has not come for a long time. */
const LATE = "[data-late]:not([hidden])";
/** A scene that takes longer is not waited for. */
const PATIENCE_MS = 10_000;

/** @type {{ stage: Stage, call: Call | null } | null} */
let early = null;
let over = false;

/** Once for each load of the page. Without the scene, or where the page is quicker, all goes on as if it had not been tried. @param {Acts} acts */
export async function comeEarly(acts) {
  const place = document.getElementById(PLACE);
  if (!place) return;
  try {
    const text = await ask(place);
    if (text && !over && place.isConnected) stand(place, text, acts);
    else tell("dateline:begin");
  } catch (error) {
    tell("dateline:begin");
    throw error;
  }
}

/** @param {HTMLElement} place @param {string} text @param {Acts} acts */
function stand(place, text, { begin, show, settle, mount }) {
  const below = document.querySelector(BELOW)?.getBoundingClientRect();
  if (below) place.style.top = `${below.top + scrollY}px`;
  const stage = begin(place, text);
  const mine = { stage, call: /** @type {Call | null} */ (null) };
  early = mine;
  const links = answerLinks(place, async () => {
    const next = await ask(place);
    if (!early) return;
    if (next === null && document.querySelector(LATE)) throw new Error("nobody will draw it");
    if (next === null) {
      drewAhead(stage, ""); // the page will draw it
      tell("dateline:begin");
      return;
    }
    const drawn = show(stage, next);
    stage.asked = links.pending("event") ?? null;
    await drawn;
  });
  const toPage = stage.tell;
  const led = Object.entries(/** @type {Record<string, string[]>} */ (JSON.parse(place.dataset.reports ?? "{}")));
  const parts = new Map(/** @type {Array<[keyof Reports, string[]]>} */ (led));
  stage.tell = (name, value) => {
    if (parts.has(name)) links.report(name, value, parts.get(name) ?? []);
    else toPage(name, value);
  };
  new MutationObserver(() => {
    const { ready } = place.dataset;
    if (!ready) return;
    tell("dateline:early"); // it can be looked at (`assets/first_screen.js`)
    if (ready === "all") tell("dateline:begin");
    if (mine.call) mine.call.parent.dataset.ready = ready;
  }).observe(place, { attributeFilter: ["data-ready"] });
  addEventListener("dateline:place", () => {
    if (!early) return;
    early = null;
    stage.tell = toPage;
    const { chosen, left } = links.end();
    settle(stage, mine.call, chosen);
    for (const [name, value] of left) stage.tell(name, /** @type {never} */ (value));
  }, { once: true });
  show(stage, text).catch((error) => {
    if (!early) return;
    console.error(error);
    early = null;
    links.end();
    settle(stage, null, false);
    place.remove();
    document.documentElement.classList.remove("fs-early");
    tell("dateline:begin");
    if (mine.call) mount(mine.call);
  });
}

/**
 * Whether this call waits: the instrument still stands before the page, and goes to the place of the last call when the first screen gives way.
 * @param {Call} call
 */
export function waitsForIt(call) {
  over = true;
  if (!early) return false;
  early.call = call;
  const { ready } = early.stage.parent.dataset;
  if (ready) call.parent.dataset.ready = ready;
  return true;
}

/**
 * Puts the instrument there; its lists stay scrolled, and what has the focus keeps it.
 * @param {Stage} stage @param {HTMLElement} parent
 */
export function moveTo(stage, parent) {
  const { root, list, card } = stage;
  const focused = /** @type {HTMLElement | null} */ (root.contains(document.activeElement) ? document.activeElement : null);
  const scrolled = [list, card].map((part) => ({ part, top: part.scrollTop }));
  const { ready } = stage.parent.dataset;
  if (ready) parent.dataset.ready = ready;
  if ("moveBefore" in parent) /** @type {any} */ (parent).moveBefore(root, null); // an open dialog stays open, and nothing begins anew
  else append(parent, root);
  stage.parent = parent;
  for (const { part, top } of scrolled) part.scrollTop = top;
  focused?.focus({ preventScroll: true });
}

/** A dialog that is taken along does not lie above the page any more, and must be opened again. @param {HTMLElement} parent @param {HTMLElement} root */
function append(parent, root) {
  const open = /** @type {NodeListOf<HTMLDialogElement>} */ (root.querySelectorAll("dialog:modal"));
  for (const dialog of open) dialog.close();
  parent.append(root);
  for (const dialog of open) dialog.showModal();
}

/** @param {string} name */
function tell(name) {
  dispatchEvent(new Event(name));
}

/** The scene of the view in the address. @param {HTMLElement} place @returns {Promise<string | null>} */
async function ask({ dataset }) {
  const query = new URLSearchParams(location.search);
  query.delete("sort"); // is no part of a link
  query.set("theme", matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  query.set("today", today());
  query.set("script", dataset.script ?? "");
  try {
    const answer = await fetch(new URL(`${dataset.scene}?${query}`, document.baseURI), { signal: AbortSignal.timeout(PATIENCE_MS) });
    return answer.ok ? await answer.text() : null;
  } catch {
    return null; // offline, out of reach or too slow
  }
}
