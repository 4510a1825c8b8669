/**
 * Time runs: events appear as they come, in timeline, map and list at once, and the card of the present one is shown. All of it in
 * the browser; the server hears of it when the reader stops to look, and then only of the event that is open.
 */
import { ask, markOpen } from "./choose.js";
import { DAY } from "./days.js";
import { light } from "./link.js";
import { showCard, showRow } from "./panel.js";
import { cardOf, showCardOf } from "./playcard.js";
import { followOnMap, followOnTimeline, isCalm, keepPlace, putBack, showPlayhead } from "./playhead.js";
import { chosenDays, stopsOf } from "./playstops.js";
import { showDays, showPresence } from "./presence.js";

/** @import { Play, PlaySettings, Stage } from "./types" */

/** Milliseconds from halt to halt. An event has a card to be read. */
const PACE = {
  event: { slow: 4500, usual: 2400, fast: 1100 },
  day: { slow: 700, usual: 280, fast: 110 },
  week: { slow: 1200, usual: 550, fast: 220 },
  month: { slow: 1800, usual: 900, fast: 400 },
};
/** Without movement between the halts the eye needs longer to find what is new. */
const CALM = 1.6;
/** The line is there so long before the next halt that it stands still for a moment. */
const GLIDE = 0.5;
/** Days of the moving window, until the reader says another number. */
const WEEK = 7;

/** @type {WeakMap<Stage, Play>} */
const plays = new WeakMap();

/** @param {Stage} stage @returns {Play} */
export function playOf(stage) {
  const known = plays.get(stage);
  if (known) return known;
  /** @type {Play} */
  const play = {
    settings: { step: "event", mode: "cumulative", days: WEEK, speed: "usual", follow: false },
    stops: stopsOf(stage, "event"),
    at: -1,
    running: false,
    shown: "",
    asked: [],
    told: null,
    timer: 0,
    before: null,
    show: () => {},
  };
  plays.set(stage, play);
  return play;
}

/** Starts, goes on, or (when it has come to the end) starts over. @param {Stage} stage */
export function run(stage) {
  const play = playOf(stage);
  if (play.stops.count < 2 || play.running) return;
  play.running = true;
  stage.root.classList.add("is-running", "is-playing");
  stage.bar.play.scrollIntoView({ block: "nearest" }); // on a phone the card takes the lower part of the screen
  advance(stage, play.at < play.stops.count - 1 ? play.at + 1 : 0);
}

/** @param {Stage} stage @param {number} at */
function advance(stage, at) {
  const play = playOf(stage);
  const pace = PACE[play.settings.step][play.settings.speed] * (isCalm() ? CALM : 1);
  clearTimeout(play.timer);
  goTo(stage, at, Math.min(pace * GLIDE, 500));
  if (at >= play.stops.count - 1) {
    halt(stage);
    openShown(stage);
    return;
  }
  // Counted from when it can be seen: a slow machine must not fall behind itself.
  requestAnimationFrame(() => {
    if (play.running && play.at === at) play.timer = window.setTimeout(() => advance(stage, play.at + 1), pace);
  });
}

/** Stands still where it is; nothing is reported. @param {Stage} stage @returns {boolean} was it running? */
export function halt(stage) {
  const play = playOf(stage);
  const was = play.running;
  clearTimeout(play.timer);
  play.running = false;
  stage.root.classList.remove("is-running");
  if (was) play.show();
  return was;
}

/** The event that is shown becomes the open one: one report, one entry of the history. @param {Stage} stage */
export function openShown(stage) {
  const play = playOf(stage);
  if (play.at < 0 || !play.shown) return;
  const before = stage.reports;
  ask(stage, play.shown);
  if (stage.reports > before) play.asked.push(play.shown);
}

/** One halt on or back, standing. @param {Stage} stage @param {1 | -1} direction @returns {boolean} is there anything to step through? */
export function step(stage, direction) {
  const { at, stops } = playOf(stage);
  halt(stage);
  if (stops.count < 2) return false;
  const from = at < 0 && direction < 0 ? stops.count : at;
  goTo(stage, Math.min(stops.count - 1, Math.max(0, from + direction)));
  return true;
}

/** Time as it is at one halt. @param {Stage} stage @param {number} at @param {number} [glide] milliseconds for the way there */
export function goTo(stage, at, glide = 0) {
  const play = playOf(stage);
  play.before ??= keepPlace(stage);
  play.at = at;
  stage.root.classList.add("is-playing");
  setPlayhead(stage);
  const moved = followOnTimeline(stage);
  if (moved) play.before.range.to = moved;
  showTime(stage, moved ? 0 : glide);
  const now = play.stops.ids(at);
  showEvents(stage, now);
  light(stage, now);
  play.show();
  const next = at + 1 < play.stops.count ? play.stops.ids(at + 1)[0] : undefined;
  if (next) void cardOf(stage, next);
}

/** First and last day that count at this halt. @param {Stage} stage */
function setPlayhead(stage) {
  const { at, stops, settings } = playOf(stage);
  const last = stops.day(at);
  const [first] = chosenDays(stage);
  stage.playhead = { first: settings.mode === "moving" ? Math.max(first, last - settings.days + 1) : first, last };
}

/** @param {Stage} stage @param {number} [glide] */
export function showTime(stage, glide = 0) {
  showPlayhead(stage, glide);
  if (!stage.playhead) return;
  const { first, last } = stage.playhead;
  showDays(stage, [first * DAY, last * DAY]);
}

/** Card, row and place of what has just come. Where nothing has, the last event stays until time leaves it. @param {Stage} stage @param {string[]} now */
function showEvents(stage, now) {
  const play = playOf(stage);
  const [id] = now;
  if (id) {
    play.shown = id;
    showShown(stage);
    showRow(stage, id);
    const moved = play.settings.follow && play.before && followOnMap(stage, now, play.before.map.nearest);
    if (moved && play.before) play.before.map.moved = true;
  } else if (play.shown && stage.presence?.get(play.shown) === "out") {
    play.shown = "";
    markOpen(stage, "");
    showCard(stage, "");
  }
}

/** @param {Stage} stage */
export function showShown(stage) {
  const play = playOf(stage);
  const id = play.shown;
  if (!id) return;
  markOpen(stage, id);
  void showCardOf(stage, id, () => play.at >= 0 && play.shown === id);
}

/** Is there a card that the address does not name? @param {Stage} stage */
export function showsUnopened(stage) {
  const { at, shown } = playOf(stage);
  return at >= 0 && shown !== "" && shown !== (stage.asked ?? stage.data.open);
}

/** Ends playing: everything is again as the server last sent it. @param {Stage} stage @returns {boolean} was there anything to end? */
export function stop(stage) {
  const play = playOf(stage);
  if (play.at < 0) return false;
  halt(stage);
  if (play.before) putBack(stage, play.before);
  Object.assign(play, { at: -1, shown: "", before: null });
  stage.playhead = null;
  stage.root.classList.remove("is-playing");
  showPlayhead(stage);
  showPresence(stage, null);
  light(stage, []);
  markOpen(stage, stage.asked ?? stage.data.open);
  // An answer that is on its way brings its own card.
  if (stage.asked === null) showCard(stage, stage.data.card);
  play.show();
  return true;
}

/** Other settings: the halts are others, the day is the same. @param {Stage} stage @param {Partial<PlaySettings>} changed */
export function setPlay(stage, changed) {
  const play = playOf(stage);
  Object.assign(play.settings, changed);
  renew(stage);
}

/** The halts of the settings and events as they are now. @param {Stage} stage */
export function renew(stage) {
  const play = playOf(stage);
  const now = play.at < 0 ? null : { day: play.stops.day(play.at), id: play.stops.ids(play.at)[0] ?? play.shown };
  play.stops = stopsOf(stage, play.settings.step);
  if (now) {
    if (play.stops.count < 2) stop(stage);
    else {
      play.at = play.stops.index(now.day, now.id);
      setPlayhead(stage);
      showTime(stage);
    }
  }
  play.show();
}
