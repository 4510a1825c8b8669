/**
 * Timeline, map, list and card as one instrument. Python sends figures and HTML; this draws them, links them while the hand
 * moves, and reports what the reader settled on. It knows ids, never meanings.
 */
import { askForRun, drewAhead, isDrawn, isForetold, watchAhead } from "./ahead.js";
import { takeArea, watchArea } from "./area.js";
import { watchBoxDrag } from "./boxdrag.js";
import { takeCamera, watchCamera } from "./camera.js";
import { watchCopying } from "./copy.js";
import { drawMap, drawTimeline } from "./draw.js";
import { comeEarly, moveTo, waitsForIt } from "./early.js";
import { tellFilters, watchFilters } from "./filters.js";
import { watchFollowing } from "./follow.js";
import { frame } from "./frame.js";
import { watchGestures } from "./gestures.js";
import { watchKeys } from "./keys.js";
import { showLegend, watchLegend } from "./legend.js";
import { watchPointing } from "./link.js";
import { Outbox } from "./outbox.js";
import { showPanels, watchPanels } from "./panel.js";
import { watchPrinting } from "./paper.js";
import { renew } from "./play.js";
import { showPlaybar } from "./playbar.js";
import { answered, watchPlaying } from "./playyield.js";
import { watchPopovers } from "./popover.js";
import { watchRange } from "./range.js";
import { followLinks, linkIn } from "./lead.js";
import { watchScheme } from "./scheme.js";
import { watchShade } from "./shade.js";
import { watchSharing } from "./share.js";
import { fillScreen, watchAround, watchSize } from "./size.js";
import { watchStrip } from "./strip.js";
import { renewSumKeys, watchSumKeys } from "./sumkeys.js";
import { watchSums } from "./sums.js";
import { loadPlotly } from "./vendor.js";
import { warmMarks } from "./warm.js";
import { takeWindow } from "./window.js";
import { watchWindowBar } from "./windowbar.js";

/** @import { Call } from "./early.js" */
/** @import { Data, Send, Stage } from "./types" */

/** A map of many parts works on them for longer. */
const HEAD_START_MS = 700;
/** How often, and so far apart, it is looked whether a later call takes over a place that stands. */
const LEAVE_LOOKS = 20;
const LEAVE_MS = 100;

/** One stage for each place on the page, however often the page is run again. @type {WeakMap<object, Stage>} */
const mounted = new WeakMap();

/**
 * Called by Streamlit at the first run and again whenever the data changed.
 * @param {{ data: Data | Uint8Array, parentElement: HTMLElement, setTriggerValue: Send }} call the data, or JSON of it in UTF-8
 * @returns {() => void} takes the instrument down, unless a later call takes over
 */
export default function instrument({ data: told, parentElement, setTriggerValue }) {
  const text = told instanceof Uint8Array ? new TextDecoder().decode(told) : "";
  const data = text ? /** @type {Data} */ (JSON.parse(text)) : /** @type {Data} */ (told);
  const call = { parent: parentElement, data, text, send: setTriggerValue, turn: 0 };
  if (!mounted.has(parentElement) && waitsForIt(call)) return () => setTimeout(() => leave(mounted.get(parentElement), call.turn, LEAVE_LOOKS));
  const stage = standing(parentElement) ?? mount(parentElement, data, setTriggerValue);
  stage.turn += 1;
  const { turn } = stage;
  const again = text !== "" && text === stage.drawn;
  if (again) stage.post.goBy(setTriggerValue);
  else take(stage, data, text, setTriggerValue);
  return () => setTimeout(() => leave(stage, turn, LEAVE_LOOKS));
}

/** Before there is a page. @param {HTMLElement} place @param {string} text the scene @returns {Stage} */
function begin(place, text) {
  return mount(place, { ...JSON.parse(text), embedded: "embedded" in place.dataset }, null);
}

/** @param {Stage} stage @param {string} text the scene of the view in the address */
function show(stage, text) {
  drewAhead(stage, text);
  return draw(stage, { ...stage.data, ...JSON.parse(text) });
}

/**
 * The page is there, and has told this; or nothing, where all that it has is a message.
 * @param {Stage} stage @param {Call | null} call @param {boolean} chosen
 */
function settle(stage, call, chosen) {
  if (!call?.parent.isConnected) {
    unmount(stage);
    return;
  }
  const { parent, data, text, send } = call;
  mounted.delete(stage.parent);
  moveTo(stage, parent);
  mounted.set(parent, stage);
  watchAround(stage);
  watchScheme(stage.tell, stage.life.signal);
  call.turn = stage.turn += 1;
  if (!chosen || isForetold(stage, text)) {
    take(stage, data, text, send);
    return;
  }
  // Perhaps it was told of the view before.
  stage.post.goBy(send);
  askForRun(stage, () => take(stage, data, text, send));
}

/** What the server has answered. @param {Stage} stage @param {Data} data @param {string} text @param {Send} send */
function take(stage, data, text, send) {
  stage.post.answered(send);
  if (isDrawn(stage, text)) {
    stage.data = data;
    stage.drawn = text;
    stage.asked = stage.post.pending("event") ?? null;
    takeCamera(stage); // the address that came with this may lack moves of the map
  } else draw(stage, data, text);
}

/** The stage of that place, as long as its elements stand there. @param {HTMLElement} parent */
function standing(parent) {
  const stage = mounted.get(parent);
  if (!stage || stage.root.parentNode === parent) return stage;
  unmount(stage);
  return undefined;
}

/**
 * Streamlit takes a component down and calls it again for the same place where its theme changed, and lets a moment pass between:
 * as long as the place is on the page, what the reader has before them stays.
 * @param {Stage | undefined} stage @param {number} turn @param {number} looks
 */
function leave(stage, turn, looks) {
  if (turn !== stage?.turn || stage.life.signal.aborted) return;
  if (looks > 0 && stage.parent.isConnected) setTimeout(() => leave(stage, turn, looks - 1), LEAVE_MS);
  else unmount(stage);
}

/** @param {Stage} stage @param {Data} data @param {string} [text] what the server told, where it is that @returns {Promise<void>} */
function draw(stage, data, text = "") {
  stage.data = data;
  stage.drawn = text;
  stage.asked = stage.post.pending("event") ?? null;
  stage.drawing += 1;
  const { drawing } = stage;
  stage.root.dataset.theme = data.theme;
  for (const [name, colour] of Object.entries(data.colours ?? {})) stage.root.style.setProperty(name, colour);
  fillScreen(stage); // a chip that came above by the same answer has moved it already
  takeArea(stage);
  takeCamera(stage);
  takeWindow(stage);
  delete stage.parent.dataset.ready;
  const isNewest = () => drawing === stage.drawing;
  // At first the timeline does not wait for the map. Later the map goes first: it works beside this thread while list and timeline are drawn.
  const early = stage.map.gl ? stage.drawMap() : null;
  const time = (early ? underWay(stage, early) : Promise.resolve()).then(() => {
    dispatchEvent(new Event("dateline:painted")); // lets the run be asked for (`assets/hold.js`)
    if (!isNewest()) return undefined;
    showPanels(stage);
    showLegend(stage);
    tellFilters(stage);
    answered(stage);
    return stage.drawTime();
  });
  const map = time.then(() => {
    if (!isNewest()) return undefined;
    renew(stage); // other events may have other days
    stage.parent.dataset.ready = "timeline";
    return early ?? stage.drawMap();
  });
  return map.then(() => {
    if (!isNewest()) return;
    stage.parent.dataset.ready = "all";
    renewSumKeys(stage);
    fitBoxes(stage);
    if (stage.map.meta.sums) warmMarks(stage.map.gl);
  });
}

/** Until the map was painted, or works on its parts for so long that the others need not wait. @param {Stage} stage @param {Promise<void>} drawn */
function underWay(stage, drawn) {
  return new Promise((resolve) => {
    let late = setTimeout(resolve, HEAD_START_MS);
    let painted = false;
    stage.map.painted = () => {
      painted = true;
      clearTimeout(late);
      late = setTimeout(resolve, HEAD_START_MS);
      // First that frame goes out: the second one comes when the first is taken.
      requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
    };
    drawn.then(() => painted || resolve(undefined)); // nothing on it was new
  });
}

/** @param {HTMLElement} parent @param {Data} data @param {Send | null} send null before there is a page @returns {Stage} */
function mount(parent, data, send) {
  /** @type {Stage} */
  const stage = { ...frame(parent), data, post: new Outbox(send), send: () => {}, tell: () => {}, ahead: () => {}, drawTime: async () => {}, drawMap: async () => {} };
  stage.tell = (name, value) => {
    stage.ahead(name, value);
    stage.post.send(name, value);
  };
  stage.send = (name, value) => {
    stage.reports += 1;
    stage.tell(name, value);
  };
  stage.drawTime = latest(() => drawTimeline(stage));
  stage.drawMap = latest(() => drawMap(stage));
  mounted.set(parent, stage);
  watchSize(stage, () => fitBoxes(stage));
  watchPanels(stage);
  watchFilters(stage);
  watchLegend(stage);
  watchPopovers(stage);
  watchPointing(stage);
  watchGestures(stage);
  watchSums(stage);
  watchSumKeys(stage);
  watchRange(stage);
  watchShade(stage);
  watchStrip(stage);
  watchWindowBar(stage);
  watchFollowing(stage);
  watchCamera(stage);
  watchArea(stage);
  watchBoxDrag(stage);
  watchKeys(stage);
  showPlaybar(stage);
  watchPlaying(stage);
  watchCopying(stage);
  watchSharing(stage);
  watchPrinting(stage);
  if (send) watchScheme(stage.tell, stage.life.signal);
  followLinks((target) => linkIn(target, ".dl-ways"), stage.life.signal);
  watchAhead(stage, (ahead) => draw(stage, ahead));
  return stage;
}

/** Draws anew what has another size than its box, in the queue of all drawings: resized in the middle of one, a chart breaks. @param {Stage} stage */
function fitBoxes(stage) {
  const { time, map } = stage;
  if (!stage.parent.dataset.ready) return; // the drawing that is under way takes the size of then, and ends with this
  const fitted = isOutgrown(time.plot) ? stage.drawTime() : Promise.resolve();
  if (!map.failed && isOutgrown(map.plot)) fitted.then(stage.drawMap);
}

/** @param {Stage["time"]["plot"]} plot */
function isOutgrown({ _fullLayout: drawn, clientWidth: width, clientHeight: height }) {
  return Boolean(drawn && width && height && (drawn.width !== width || drawn.height !== height));
}

/** @param {Stage} stage */
async function unmount(stage) {
  mounted.delete(stage.parent);
  stage.life.abort();
  stage.post.close();
  stage.root.remove();
  const plotly = await loadPlotly();
  for (const plot of [stage.time.plot, stage.map.plot]) plotly.purge(plot);
}

/**
 * Runs one drawing at a time; calls that come meanwhile share one more run, with the data of then.
 * @param {() => Promise<void>} draw
 * @returns {() => Promise<void>}
 */
function latest(draw) {
  let wanted = false;
  /** @type {Promise<void> | null} */
  let running = null;
  const run = async () => {
    try {
      while (wanted) {
        wanted = false;
        await draw();
      }
    } finally {
      running = null;
    }
  };
  return () => {
    wanted = true;
    running ??= run();
    return running;
  };
}

comeEarly({ begin, show, settle, mount: ({ parent, data, text, send }) => void take(mount(parent, data, send), data, text, send) });
