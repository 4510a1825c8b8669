/**
 * A choice is drawn before the run of the page is over: the scene of the view that it leads to is asked for at once, by
 * its query. What the run then sends is the same, or takes its place: the server has the last word.
 */
import { cameraText } from "./camera.js";

/** @import { Data, Stage } from "./types" */

const CONNECTION = "data-test-connection-state";
const SCRIPT = "data-test-script-state";
const RESTS = "notRunning";
const BUTTONS = ".st-key-pickers [role=toolbar] button, [data-testid=stPopoverBody] [role=toolbar] button, .st-key-chips button";
/** A scene that takes longer is not waited for: the run is as quick. */
const PATIENCE_MS = 3000;
/** Looks, so far apart, at whether the run is over. When so many find it so and it has told nothing new, all is drawn as it was told last. */
const LOOK_MS = 150;
const LOOKS = 4;
/** Looks at most for a run that was not seen to begin: on a slow line Streamlit hears of it late. */
const MOST_LOOKS = 80;
/** And for one that was asked for just now. */
const ASKED_LOOKS = 8;

/** `text`: the scene that is drawn, where it has come; `stop`: ends the wait for the run. @typedef {{ text: string | null, stop: () => void }} Awaited */
/** From a press until its run has told something, or has ended. @type {WeakMap<Stage, Awaited>} */
const awaited = new WeakMap();

/** @param {Stage} stage @param {(data: Data) => Promise<void>} draw */
export function watchAhead(stage, draw) {
  const { signal } = stage.life;
  let asked = new AbortController();
  const show = async (/** @type {URLSearchParams} */ query) => {
    if (!stage.data.ahead || !isQuiet(stage)) return;
    const { turn, data: told } = stage;
    const mine = new AbortController();
    asked = mine;
    const press = { text: /** @type {string | null} */ (null), stop: watchRun(stage, () => {
      mine.abort();
      forget(stage);
      if (press.text) draw(told);
    }) };
    expect(stage, press);
    const any = AbortSignal.any([signal, mine.signal, AbortSignal.timeout(PATIENCE_MS)]);
    dispatchEvent(new Event("dateline:draws")); // the line to the server is held (`assets/hold.js`)
    try {
      const scene = await ask(`${stage.data.ahead.address}&${placed(query, told)}`, any);
      if (scene && !any.aborted && turn === stage.turn) {
        press.text = scene;
        await draw({ ...told, ...JSON.parse(scene) });
      }
    } finally {
      if (asked === mine) dispatchEvent(new Event("dateline:drawn")); // a later press holds the line for itself
    }
  };
  document.addEventListener("click", ({ target }) => {
    const button = /** @type {Element} */ (target).closest(BUTTONS);
    if (!button) return;
    asked.abort(); // by another press this one leads somewhere else
    const step = stepOf(stage, button);
    if (step) show(stepped(location.search, step));
  }, { signal, capture: true });
  signal.addEventListener("abort", () => forget(stage));
  stage.ahead = (name, value) => {
    asked.abort();
    const parts = stage.data.ahead?.reports[name];
    if (parts) show(reported(location.search, parts, value));
  };
}

/** The scene of this very view is drawn, and no run has told anything yet. @param {Stage} stage @param {string} text */
export function drewAhead(stage, text) {
  expect(stage, { text, stop: () => {} });
}

/**
 * The server has told this: is it what is drawn already?
 * @param {Stage} stage @param {string} text
 */
export function isDrawn(stage, text) {
  const drawn = isForetold(stage, text);
  forget(stage);
  return drawn;
}

/** Whether the scene that is drawn ahead is what the server tells here. @param {Stage} stage @param {string} text */
export function isForetold(stage, text) {
  const scene = awaited.get(stage)?.text;
  return scene ? text.startsWith(scene.slice(0, -1)) : false; // the server adds what is of the page
}

/**
 * Asks for a run of the view in the address: as after Back and Forward, Streamlit reads it when it hears this. Calls back where that tells nothing, as
 * of a view that it was told of already.
 * @param {Stage} stage @param {() => void} back
 */
export function askForRun(stage, back) {
  dispatchEvent(new PopStateEvent("popstate"));
  const { turn } = stage;
  const stop = watchRun(stage, () => {
    stop();
    if (turn === stage.turn && !stage.life.signal.aborted) back();
  }, () => state(SCRIPT) !== RESTS, ASKED_LOOKS);
}

/** @param {Stage} stage @param {Awaited} press */
function expect(stage, press) {
  awaited.set(stage, press);
  stage.root.dataset.awaits = "";
}

/** @param {Stage} stage */
function forget(stage) {
  awaited.get(stage)?.stop();
  awaited.delete(stage);
  delete stage.root.dataset.awaits;
}

/** @param {Stage} stage @param {Element | null} button */
function stepOf(stage, button) {
  const text = bare(button?.textContent ?? "");
  return text && Object.entries(stage.data.ahead?.presses ?? {}).find(([one]) => bare(one) === text)?.[1];
}

/** Streamlit sets a flag apart from its country by other means than a blank. @param {string} text */
function bare(text) {
  return text.replace(/\s/g, "");
}

/** Nothing is under way that would change what a press leads to. @param {Stage} stage */
function isQuiet(stage) {
  return !runs(stage) && !awaited.has(stage);
}

/** @param {string} name */
function state(name) {
  return document.querySelector(`[${name}]`)?.getAttribute(name);
}

/** A run is under way, or will be. @param {Stage} stage */
function runs(stage) {
  return state(CONNECTION) !== "CONNECTED" || state(SCRIPT) !== RESTS || stage.post.waits();
}

/**
 * Calls back where the run ends without telling anything.
 * @param {Stage} stage @param {() => void} back @param {() => boolean} [isUnderWay] @param {number} [most] looks for a run that was not seen to begin
 * @returns {() => void} ends the watch
 */
function watchRun(stage, back, isUnderWay = () => runs(stage), most = MOST_LOOKS) {
  let quiet = 0;
  let began = false;
  const came = () => {
    began = true;
    quiet = 0;
  };
  const seen = () => {
    if (state(SCRIPT) !== RESTS) came();
  };
  const beginning = new MutationObserver(seen); // a short run may begin and end between two looks
  addEventListener("dateline:told", came); // and one that came whole while the line was held is over before this is seen
  beginning.observe(document.documentElement, { subtree: true, attributeFilter: [SCRIPT] });
  const timer = setInterval(() => {
    seen();
    quiet = isUnderWay() ? 0 : quiet + 1;
    if (quiet >= (began ? LOOKS : most)) back();
  }, LOOK_MS);
  return () => {
    clearInterval(timer);
    removeEventListener("dateline:told", came);
    beginning.disconnect();
  };
}

/**
 * The query after a press: each value of the step is put in, or taken out where it is; an empty one takes out all of its name.
 * @param {string} search @param {string} step
 */
export function stepped(search, step) {
  const query = new URLSearchParams(search);
  for (const [name, value] of new URLSearchParams(step)) {
    if (value === "" || query.has(name, value)) query.delete(name, value || undefined);
    else query.append(name, value);
  }
  return query;
}

/**
 * The query after a report: each part has its value, or is taken out; a part by itself has all values that there are.
 * @param {string} search @param {string[]} parts @param {unknown} value null or empty takes out
 */
export function reported(search, parts, value) {
  const query = new URLSearchParams(search);
  const values = [value ?? []].flat();
  for (const [at, part] of parts.entries()) {
    query.delete(part);
    for (const one of parts.length > 1 ? [values[at]] : values) if (one) query.append(part, String(one));
  }
  return query;
}

/**
 * With the camera that the server knows, as the run will tell it: of the reader's moves since then only the address has heard.
 * @param {URLSearchParams} query @param {Data} told
 */
function placed(query, told) {
  query.delete(told.cameraParameter);
  if (told.camera) query.set(told.cameraParameter, cameraText(told.camera));
  return query;
}

/** @param {string} address @param {AbortSignal} signal @returns {Promise<string | null>} */
async function ask(address, signal) {
  try {
    const answer = await fetch(new URL(address, document.baseURI), { signal });
    return answer.ok ? await answer.text() : null;
  } catch {
    return null; // offline, too slow, or no longer wanted
  }
}
