/** What the map shows: kept under every change; moved only by the reader, "fit", an opened event or an outside address. */
import { beginMove, onlyHere, placeClear, settleMove, showArea, takeForeign } from "./area.js";
import { open } from "./choose.js";
import { ease, fitAtFirst, fitMarks } from "./fitting.js";
import { spareFrames } from "./frames.js";
import { showLabels } from "./labels.js";
import { light, place } from "./link.js";
import { mapIdsAt } from "./pointer.js";
import { frameOf, pixels } from "./sides.js";
import { NARROW } from "./size.js";

/** @import { Camera, Stage } from "./types" */

/** A move has settled when nothing followed for this long. */
const SETTLED_MS = 400;

/**
 * The camera as Python last sent it, reports that it has not answered yet, and the reader's last move, all as JSON;
 * and whether the one sent came from elsewhere, so that the map has to go there.
 * @type {WeakMap<Stage, { received: string, reported: string[], last: string | null, foreign: boolean }>}
 */
const known = new WeakMap();

/** @param {Stage} stage */
export function watchCamera(stage) {
  const options = { signal: stage.life.signal };
  stage.map.box.addEventListener("click", (event) => {
    const job = /** @type {HTMLElement} */ (event.target).closest?.("[data-job]")?.getAttribute("data-job");
    const { gl } = stage.map;
    if (!gl || !job) return;
    if (job === "fit") {
      fitMarks(stage);
      report(stage, null);
    }
    // The event data marks the move as the reader's own.
    else if (job === "zoom-in" || job === "zoom-out") gl.easeTo({ zoom: gl.getZoom() + (job === "zoom-in" ? 1 : -1), ...ease() }, { byReader: true });
  }, options);
  // plotly answers a double click by going back to its first view; readers expect a step nearer.
  stage.map.plot.addEventListener("dblclick", (/** @type {MouseEvent} */ event) => {
    const { gl } = stage.map;
    if (!gl) return;
    event.stopPropagation();
    event.preventDefault();
    const box = gl.getCanvas().getBoundingClientRect();
    const around = gl.unproject([event.clientX - box.left, event.clientY - box.top]);
    gl.easeTo({ zoom: gl.getZoom() + 1, around, ...ease() }, { byReader: true });
  }, { ...options, capture: true });
}

/** Before a drawing: the figure takes over where the map is now, or where the address says. @param {Stage} stage @param {any} layout */
export function holdCamera(stage, layout) {
  const { gl } = stage.map;
  const asked = gl ? null : stage.data.camera;
  if (!gl && !asked) return;
  const centre = asked ? { lat: asked.lat, lon: asked.lon } : { lat: gl.getCenter().lat, lon: gl.getCenter().lng };
  layout.map = { ...layout.map, center: centre, zoom: asked?.zoom ?? gl.getZoom() };
}

/**
 * A map that is being made begins where it will be: what its worker had done for another place would be done in vain.
 * @param {Stage} stage @param {any} gl
 */
export function beginThere(stage, gl) {
  if (!stage.data.camera) fitAtFirst(stage, gl);
  keepInFigure(stage, gl);
}

/** After a drawing: takes hold of the map the first time, then brings a newly opened event into view. @param {Stage} stage */
export function captureMap(stage) {
  const gl = stage.map.plot._fullLayout?.map?._subplot?.map;
  if (gl) spareFrames(gl);
  if (gl && gl !== stage.map.gl) {
    stage.map.gl = gl;
    listen(stage, gl);
    if (!stage.data.camera) fitAtFirst(stage);
    known.set(stage, { received: JSON.stringify(stage.data.camera), reported: [], last: null, foreign: false });
  }
  followAddress(stage);
  if (gl && takeForeign(stage)) followArea(stage);
  followOpened(stage);
  showArea(stage);
  tell(stage);
}

/** @param {Stage} stage @param {any} gl */
function listen(stage, gl) {
  let timer = 0;
  let wheeled = false;
  const [moved, ended] = [change(gl), change(gl)];
  gl.on("move", () => {
    if (!moved()) return;
    placeClear(stage);
    showLabels(stage, "map");
  });
  gl.on("moveend", (/** @type {any} */ event) => {
    if (!ended() && !event.originalEvent && !event.byReader && !event.byFit && !wheeled) return;
    keepInFigure(stage, gl);
    tell(stage);
    if (event.byFit) settleMove(stage);
    else showArea(stage);
    if (!event.originalEvent && !event.byReader && !wheeled) return;
    wheeled = false;
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      report(stage, view(gl));
      settleMove(stage);
    }, SETTLED_MS);
  });
  // The moves that a wheel makes do not say that a reader made them.
  gl.on("wheel", () => {
    wheeled = true;
  });
  gl.on("movestart", (/** @type {any} */ event) => {
    if (!event.originalEvent && !event.byReader && !wheeled) return;
    clearTimeout(timer);
    beginMove(stage);
  });
  stage.life.signal.addEventListener("abort", () => clearTimeout(timer));
  gl.on("mousemove", (/** @type {any} */ event) => {
    const ids = mapIdsAt(stage, event.point, event.lngLat, "mouse");
    gl.getCanvas().style.cursor = ids.length ? "pointer" : "";
    light(stage, ids, place(event.originalEvent));
  });
  gl.on("mouseout", () => light(stage, []));
  gl.on("click", (/** @type {any} */ event) => {
    clickMap(stage, event.point.x, event.point.y, event.originalEvent);
  });
  gl.keyboard?.disableRotation?.();
  gl.touchPitch?.disable();
  gl.dragRotate?.disable();
  gl.touchZoomRotate?.disableRotation();
  // On a phone one finger scrolls the page, two move the map.
  if (matchMedia(NARROW).matches) gl.cooperativeGestures?.enable();
}

/** Says whether the map shows another part of the world since it was last asked: each drawing by plotly moves it four times to where it is. @param {any} gl */
function change(gl) {
  let last = "";
  return () => {
    const { lat, lng } = gl.getCenter();
    const { width, height } = gl.getCanvas();
    const now = [lat, lng, gl.getZoom(), width, height].join();
    const changed = now !== last;
    last = now;
    return changed;
  };
}

/** Opens what lies at a point of the map's pixels. @param {Stage} stage @param {number} x @param {number} y @param {PointerEvent | MouseEvent} event */
export function clickMap(stage, x, y, event) {
  const touch = (event instanceof PointerEvent && event.pointerType === "touch") || matchMedia("(pointer: coarse)").matches;
  const ids = mapIdsAt(stage, { x, y }, stage.map.gl.unproject([x, y]), touch ? "touch" : "mouse");
  open(stage, ids, event.clientX, event.clientY, onlyHere(stage, ids));
}

/** Python has answered, or the address was changed from outside. Call once for each set of data. @param {Stage} stage */
export function takeCamera(stage) {
  const cameras = known.get(stage);
  if (!cameras) return;
  const text = JSON.stringify(stage.data.camera);
  const own = cameras.reported.indexOf(text);
  const familiar = text === cameras.received || own >= 0;
  cameras.received = text;
  // The answer to an own report, perhaps not the last one: the map is there or further already.
  cameras.reported.splice(0, own + 1);
  if (!familiar) {
    cameras.foreign = true;
    cameras.last = null;
  }
  // Streamlit tells the server the address as the server last wrote it: its answer may lack moves since.
  else if (cameras.last !== null && cameras.last !== text) write(stage, JSON.parse(cameras.last));
}

/** The address changed from outside (Back, a link): the map goes there. @param {Stage} stage */
function followAddress(stage) {
  const { gl } = stage.map;
  const cameras = known.get(stage);
  const camera = stage.data.camera;
  if (!gl || !cameras?.foreign) return;
  cameras.foreign = false;
  if (camera) gl.jumpTo({ center: [camera.lon, camera.lat], zoom: camera.zoom });
  else fitAtFirst(stage);
}

/** A box that came from elsewhere is brought into view where nothing of it is. @param {Stage} stage */
function followArea(stage) {
  const { gl } = stage.map;
  const [box, frame] = [pixels(gl, stage.data.area ?? [0, 0, 0, 0]), frameOf(gl)];
  if (box.right < 0 || box.left > frame.right || box.bottom < 0 || box.top > frame.bottom) fitAtFirst(stage);
}

/** @param {Stage} stage */
function followOpened(stage) {
  const { gl, box, marks } = stage.map;
  const opened = stage.data.open;
  if (!gl || opened === (box.dataset.open ?? "")) return;
  box.dataset.open = opened;
  const own = marks.filter((mark) => mark.ids.includes(opened));
  const width = gl.getContainer().clientWidth - (matchMedia(NARROW).matches ? 0 : stage.card.offsetWidth + 16);
  const height = gl.getContainer().clientHeight;
  const visible = own.some((mark) => {
    // The copy of the world that lies nearest to the middle of the map.
    const { x, y } = gl.project([mark.lon + 360 * Math.round((gl.getCenter().lng - mark.lon) / 360), mark.lat]);
    return x > 0 && y > 0 && x < width && y < height;
  });
  if (!own.length || visible) return;
  const offset = /** @type {[number, number]} */ ([(width - gl.getContainer().clientWidth) / 2, 0]);
  gl.easeTo({ center: [own[0].lon, own[0].lat], offset, ...ease() });
}

/** plotly goes back to the layout's camera whenever it resizes: let that be the present one. @param {Stage} stage @param {any} gl */
function keepInFigure({ map: { plot } }, gl) {
  const centre = { lat: gl.getCenter().lat, lon: gl.getCenter().lng };
  for (const layout of [plot.layout, plot._fullLayout]) {
    if (layout?.map) Object.assign(layout.map, { center: centre, zoom: gl.getZoom() });
  }
}

/** @param {any} gl @returns {Camera} */
function view(gl) {
  const { lat, lng } = gl.getCenter().wrap();
  return { lat: Number(lat.toFixed(3)), lon: Number(lng.toFixed(3)), zoom: Math.max(0, Number(gl.getZoom().toFixed(2))) };
}

/** @param {Stage} stage @param {Camera | null} camera */
function report(stage, camera) {
  const cameras = known.get(stage);
  if (cameras) {
    cameras.last = JSON.stringify(camera);
    cameras.reported.push(cameras.last);
  }
  write(stage, camera);
}

/**
 * The camera goes into the address at once, in place of the present one: no step of the history, and nothing for the server to draw.
 * @param {Stage} stage @param {Camera | null} camera
 */
function write(stage, camera) {
  if (!stage.data.cameraParameter) return; // a file has no link of its own
  const query = new URLSearchParams(location.search);
  if (camera) query.set(stage.data.cameraParameter, cameraText(camera));
  else query.delete(stage.data.cameraParameter);
  const search = query.size ? `?${query}` : "";
  if (search !== location.search) history.replaceState(history.state, "", location.pathname + search);
}

/** As it stands in an address. @param {Camera} camera */
export function cameraText({ lat, lon, zoom }) {
  return `${lat}_${lon}_${zoom}`;
}

/** For tests. @param {Stage} stage */
function tell(stage) {
  const { lat, lon, zoom } = view(stage.map.gl);
  stage.map.box.dataset.camera = `${lat} ${lon} ${zoom}`;
}
