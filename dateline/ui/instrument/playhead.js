/** The line on the timeline up to which time has come, and where map and timeline go to keep up with it. */
import { scale } from "./axis.js";
import { DAY } from "./days.js";
import { element } from "./frame.js";
import { setRange } from "./range.js";
import { NARROW } from "./size.js";

/** @import { MapMark, PlayBefore, Span, Stage } from "./types" */

/** Where in the stretch the line comes to stand when it had left it: most of it is what has been. */
const STAND = 0.7;
/** Nearer to an edge than this part of the stretch, the line has left it. */
const EDGE = 0.015;
/** Free pixels around several places that are brought into view. */
const PADDING = 60;
const EASE_MS = 600;

/** @type {WeakMap<Stage, HTMLElement>} */
const lines = new WeakMap();

/** Draws the line where it is now. @param {Stage} stage @param {number} [glide] milliseconds for the way there */
export function showPlayhead(stage, glide = 0) {
  const line = lines.get(stage) ?? element("div", "dl-playhead");
  if (!lines.has(stage)) {
    lines.set(stage, line);
    stage.time.over.append(line);
  }
  const at = stage.playhead ? scale(stage) : null;
  line.hidden = !at;
  if (!at || !stage.playhead) return;
  // Everything left of the line has come: it stands at the end of its day.
  const right = at.x((stage.playhead.last + 1) * DAY);
  line.hidden = right < at.left || right > at.right + 1;
  const left = Math.max(at.left, at.x(stage.playhead.first * DAY));
  line.style.transition = glide && !isCalm() ? `transform ${glide}ms linear` : "none";
  line.style.top = `${at.top}px`;
  line.style.height = `${at.bottom - at.top}px`;
  line.style.setProperty("--dl-since", `${stage.playhead.first === -Infinity ? 0 : Math.max(0, right - left)}px`);
  line.style.transform = `translateX(${right}px)`;
}

/** The reader asked for less motion. */
export function isCalm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Moves the stretch of time when the line has left it. @param {Stage} stage @returns {Span | null} the new stretch */
export function followOnTimeline(stage) {
  const { range } = stage.time;
  if (!range || !stage.playhead) return null;
  const moment = (stage.playhead.last + 1) * DAY;
  const width = range[1] - range[0];
  if (moment >= range[0] + EDGE * width && moment <= range[1] - EDGE * width) return null;
  setRange(stage, [moment - STAND * width, moment + (1 - STAND) * width]);
  return stage.time.range;
}

/** Brings the places of these events into view. @param {Stage} stage @param {string[]} ids @param {number} nearest zoom @returns {boolean} did it move? */
export function followOnMap(stage, ids, nearest) {
  const { gl, marks } = stage.map;
  const own = marks.filter((mark) => mark.ids.some((id) => ids.includes(id)));
  if (!gl || !own.length) return false;
  const duration = isCalm() ? 0 : EASE_MS;
  const right = PADDING + (stage.card.hidden || matchMedia(NARROW).matches ? 0 : stage.card.offsetWidth);
  const room = gl.getContainer();
  if (room.clientWidth < right + 2 * PADDING || room.clientHeight < 3 * PADDING) {
    gl.easeTo({ center: [own[0].lon, own[0].lat], zoom: nearest, duration });
    return true;
  }
  gl.fitBounds(around(own, gl.getCenter().lng), {
    padding: { left: PADDING, top: PADDING, bottom: PADDING, right },
    maxZoom: nearest,
    duration,
  });
  return true;
}

/** In the copy of the world that the map shows. @param {MapMark[]} marks @param {number} middle */
function around(marks, middle) {
  const lons = marks.map(({ lon }) => lon + 360 * Math.round((middle - lon) / 360));
  const lats = marks.map(({ lat }) => lat);
  return [[Math.min(...lons), Math.min(...lats)], [Math.max(...lons), Math.max(...lats)]];
}

/** Remembers what playing may move. @param {Stage} stage @returns {PlayBefore} */
export function keepPlace(stage) {
  const { gl } = stage.map;
  return {
    range: { from: stage.time.range, to: null },
    map: { moved: false, nearest: gl?.getZoom() ?? 0, center: gl?.getCenter() },
  };
}

/** Puts back what playing moved; where the reader has gone elsewhere meanwhile, there it stays. @param {Stage} stage @param {PlayBefore} before */
export function putBack(stage, { range, map }) {
  const untouched = range.to !== null && String(stage.time.range) === String(range.to);
  if (range.from && untouched) setRange(stage, range.from);
  if (map.moved) stage.map.gl?.easeTo({ center: map.center, zoom: map.nearest, duration: isCalm() ? 0 : EASE_MS });
}
