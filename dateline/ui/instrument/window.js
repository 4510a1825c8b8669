/** The chosen days: while the hand is on them, until the server has answered, and as it answered. Drawn by those who asked to be told. */
import { DAY, fromIsoDay, isoDay } from "./days.js";

/** @import { Span, Stage } from "./types" */

/** Keys and buttons that follow each other so closely are one choice. */
const SETTLED_MS = 400;
/** After so long without an answer the days of the server count again. */
const PATIENCE_MS = 12_000;
/** An answer to something else may come before the one to the days. */
const MOST_OTHER_ANSWERS = 2;

/** All days, in the form of a window. @type {Span} */
export const ALL = [-Infinity, Infinity];

/**
 * @typedef {{ days: Span | null, held: boolean, sent: string | null, others: number, timer: number, told: Array<(answered: boolean) => void> }} Choice
 * `days`: under the hand or on their way; `held`: the hand is not done; `sent`: the days on their way
 */
/** @type {WeakMap<Stage, Choice>} */
const choices = new WeakMap();

/** @param {Stage} stage */
function choiceOf(stage) {
  const known = choices.get(stage) ?? { days: null, held: false, sent: null, others: 0, timer: 0, told: [] };
  choices.set(stage, known);
  return known;
}

/** Calls back whenever the days or their standing change; `answered`: both charts will be drawn anew. @param {Stage} stage @param {(answered: boolean) => void} told */
export function onWindow(stage, told) {
  choiceOf(stage).told.push(told);
}

/** @param {Stage} stage @param {boolean} [answered] */
function tell(stage, answered = false) {
  for (const told of choiceOf(stage).told) told(answered);
}

/** The days that count now; null for all days. @param {Stage} stage @returns {Span | null} */
export function chosen(stage) {
  const days = choiceOf(stage).days ?? answered(stage);
  return days && (Number.isFinite(days[0]) || Number.isFinite(days[1])) ? days : null;
}

/** Are there days that the server has not drawn yet? @param {Stage} stage */
export function pending(stage) {
  return choiceOf(stage).days !== null;
}

/** The days of the server. @param {Stage} stage @returns {Span | null} */
function answered(stage) {
  if (!stage.data.window) return null;
  const [first, last] = stage.data.window;
  return [first ? fromIsoDay(first) : -Infinity, last ? fromIsoDay(last) : Infinity];
}

/** These days are under the hand. @param {Stage} stage @param {Span} days */
export function hold(stage, days) {
  const choice = choiceOf(stage);
  clearTimeout(choice.timer);
  choice.held = true;
  if (choice.days && choice.days[0] === days[0] && choice.days[1] === days[1]) return;
  choice.days = [days[0], Math.max(days[0], days[1])];
  tell(stage);
}

/** The hand has left them: they are reported, once. @param {Stage} stage */
export function release(stage) {
  const choice = choiceOf(stage);
  if (!choice.held || !choice.days) return;
  clearTimeout(choice.timer);
  choice.held = false;
  const report = reportOf(chosen(stage));
  const text = JSON.stringify(report);
  if (choice.sent === null && text === JSON.stringify(reportOf(answered(stage)))) {
    drop(stage);
    return;
  }
  choice.timer = window.setTimeout(() => drop(stage), PATIENCE_MS);
  if (text === choice.sent) return; // it is on its way
  choice.sent = text;
  choice.others = 0;
  stage.send("window", report);
}

/** @param {Span | null} days @returns {[string, string] | null} */
function reportOf(days) {
  if (!days) return null;
  return [Number.isFinite(days[0]) ? isoDay(days[0]) : "", Number.isFinite(days[1]) ? isoDay(days[1]) : ""];
}

/** Forgets the days under the hand. @param {Stage} stage */
export function drop(stage) {
  const choice = choiceOf(stage);
  clearTimeout(choice.timer);
  if (!choice.days) return;
  Object.assign(choice, { days: null, held: false, sent: null });
  tell(stage);
}

/** Chooses at once. @param {Stage} stage @param {Span} days */
export function choose(stage, days) {
  hold(stage, days);
  release(stage);
}

/** Chooses as soon as no further key or button follows. @param {Stage} stage @param {Span} days */
export function nudge(stage, days) {
  hold(stage, days);
  const choice = choiceOf(stage);
  choice.timer = window.setTimeout(() => release(stage), SETTLED_MS);
}

/** The server has answered: its days count, unless the hand is choosing others or the answer was to something else. @param {Stage} stage */
export function takeWindow(stage) {
  const choice = choiceOf(stage);
  const chose = pending(stage);
  if (choice.held) {
    if (choice.sent === JSON.stringify(reportOf(answered(stage)))) choice.sent = null;
  } else if (choice.days) {
    choice.others += 1;
    if (choice.sent === JSON.stringify(reportOf(answered(stage))) || choice.others >= MOST_OTHER_ANSWERS) {
      clearTimeout(choice.timer);
      Object.assign(choice, { days: null, sent: null });
    }
  }
  if (chose && !pending(stage)) stage.presence = stage.present = null; // of the charts that are drawn now nothing steps back
}

/** The days that count now are told to all. @param {Stage} stage */
export function tellWindow(stage) {
  tell(stage, true);
}

/** First to last day of everything that the overview counts. @param {Stage} stage @returns {Span} */
export function whole(stage) {
  const edges = stage.data.overview?.edges;
  if (edges?.length) return [edges[0] * DAY, (edges[edges.length - 1] - 1) * DAY];
  return stage.time.range ?? [0, DAY];
}
