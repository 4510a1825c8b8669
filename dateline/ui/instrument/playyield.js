/** Playing never fights the reader: any touch, an answer of the server or a hidden page stops it. Its own keys and buttons do not. */
import { closeMenu } from "./choose.js";
import { isHere } from "./keys.js";
import { showCard, showRow } from "./panel.js";
import { halt, openShown, playOf, run, showShown, showTime, step, stop } from "./play.js";
import { forgetCards } from "./playcard.js";
import { openShortcuts } from "./shortcuts.js";

/** @import { Stage } from "./types" */

/** What the hand does in this time after it stopped the playing says what it wanted; else it wanted to see the event. */
const SETTLED_MS = 450;
/** Elements that need the space bar, the comma or the full stop themselves. The scrubber is none. */
const OWN_KEYS = "input:not(.dl-scrub), textarea, select, [contenteditable], [role=menu], [role=listbox], [role=combobox], dialog";
const OWN_SPACE = "button, summary, [role=button], [role=switch], [role=tab], [role=option], [role=checkbox], [role=radio]";
/** They do nothing alone, and readers of the screen press them to hush a voice. */
const SILENT = new Set(["Shift", "Control", "Alt", "Meta", "CapsLock"]);

/** @typedef {{ down: boolean, timer: number }} Hand */
/** @type {WeakMap<Stage, Hand>} */
const hands = new WeakMap();

/** @param {Stage} stage @returns {Hand} */
function handOf(stage) {
  const hand = hands.get(stage) ?? { down: false, timer: 0 };
  hands.set(stage, hand);
  return hand;
}

/** @param {Stage} stage */
export function watchPlaying(stage) {
  const options = { signal: stage.life.signal, capture: true, passive: true };
  for (const kind of ["pointerdown", "wheel", "touchstart"]) document.addEventListener(kind, (event) => touched(stage, event), options);
  for (const kind of ["pointerup", "pointercancel"]) document.addEventListener(kind, () => released(stage), options);
  document.addEventListener("keydown", (event) => key(stage, event), { signal: stage.life.signal, capture: true });
  document.addEventListener("visibilitychange", () => document.hidden && yieldTo(stage), options);
  stage.life.signal.addEventListener("abort", () => {
    halt(stage);
    clearTimeout(handOf(stage).timer);
  });
}

/** @param {Stage} stage @param {Event} event */
function touched(stage, event) {
  if (event.type === "pointerdown") handOf(stage).down = true;
  const target = /** @type {Node} */ (event.target);
  if (stage.bar.play.contains(target)) return;
  const { before } = playOf(stage);
  if (before && stage.map.box.contains(target)) before.map.moved = false; // from now on the map is the reader's
  yieldTo(stage);
}

/** @param {Stage} stage */
function released(stage) {
  handOf(stage).down = false;
  const before = stage.reports;
  // A choice of days that was given up has taken its own marks back, and with them those of time.
  setTimeout(() => playOf(stage).at >= 0 && stage.reports === before && stage.asked === null && showTime(stage));
}

/** @param {Stage} stage */
function yieldTo(stage) {
  if (halt(stage)) openSoon(stage);
}

/** Opens what is shown, unless the reader meanwhile does something else. @param {Stage} stage */
export function openSoon(stage) {
  const hand = handOf(stage);
  const { reports } = stage;
  clearTimeout(hand.timer);
  const open = () => {
    if (reports !== stage.reports || playOf(stage).running || isTyping()) return;
    // One report after the other: a run of the page that is broken off by the next one takes longer than both.
    if (hand.down || stage.asked !== null) hand.timer = window.setTimeout(open, SETTLED_MS);
    else openShown(stage);
  };
  hand.timer = window.setTimeout(open, SETTLED_MS);
}

/** @param {Stage} stage */
export function openNow(stage) {
  clearTimeout(handOf(stage).timer);
  if (stage.asked !== null) openSoon(stage);
  else openShown(stage);
}

function isTyping() {
  return document.activeElement?.matches("input:not(.dl-scrub), textarea, [contenteditable]") ?? false;
}

/** Plays on, or stands still and opens what is shown. @param {Stage} stage */
export function toggle(stage) {
  if (halt(stage)) openNow(stage);
  else run(stage);
}

/** @param {Stage} stage @param {1 | -1} direction */
export function stepBy(stage, direction) {
  if (step(stage, direction)) openSoon(stage);
}

/** @param {Stage} stage @param {KeyboardEvent} event */
function key(stage, event) {
  const target = /** @type {HTMLElement} */ (event.target);
  const running = playOf(stage).running;
  if (SILENT.has(event.key)) return;
  if (isOwn(stage, target, event) && act(stage, target, event)) {
    event.preventDefault();
    event.stopPropagation();
  } else if (running && event.key === "Escape") {
    stop(stage);
    event.preventDefault();
    event.stopPropagation();
  } else if (running && !stage.bar.play.contains(target)) yieldTo(stage);
}

/** @param {Stage} stage @param {HTMLElement} target @param {KeyboardEvent} event */
function isOwn(stage, target, event) {
  if (event.altKey || event.ctrlKey || event.metaKey || target.closest?.(OWN_KEYS)) return false;
  return isHere(stage, target);
}

/** @param {Stage} stage @param {HTMLElement} target @param {KeyboardEvent} event @returns {boolean} was it one of its keys? */
function act(stage, target, event) {
  if (event.key === " " && !target.closest?.(OWN_SPACE) && playOf(stage).stops.count > 1) {
    closeMenu(stage);
    if (!event.repeat) toggle(stage);
  } else if (event.key === "," || event.key === ".") stepBy(stage, event.key === "." ? 1 : -1);
  else if (event.key === "?") {
    yieldTo(stage);
    openShortcuts(stage);
  } else return false;
  return true;
}

/**
 * The server has answered, and the list is new. Where it only opened what playing had asked for, time goes on, and so it does
 * where nothing is listed or opened otherwise than before, as when the system turns dark; else it stops.
 * The card is the answer's, unless the reader is a step ahead of it.
 * @param {Stage} stage
 */
export function answered(stage) {
  const play = playOf(stage);
  forgetCards(stage);
  if (!isOwnAnswer(stage)) {
    halt(stage);
    clearTimeout(handOf(stage).timer);
    if (stage.data.open !== play.shown) play.shown = "";
  }
  if (play.at >= 0) showTime(stage);
  if (play.at < 0 || !play.shown || play.shown === stage.data.open) showCard(stage, stage.data.card);
  else {
    showShown(stage);
    showRow(stage, play.shown);
  }
}

/** Does it leave list and open event as they were, or open what playing had asked for? @param {Stage} stage */
function isOwnAnswer(stage) {
  const play = playOf(stage);
  const { list, open } = stage.data;
  const same = play.told?.list === list && play.told.open === open;
  play.told = { list, open };
  if (same) return true;
  const at = play.asked.indexOf(open);
  // One answer may stand for several reports; one that is not ours has overtaken them all.
  play.asked = at >= 0 ? play.asked.slice(at + 1) : [];
  return at >= 0 || play.at < 0;
}
