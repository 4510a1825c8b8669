/**
 * The map's frames. A drawing changes many parts of the map. MapLibre paints a frame to ask its worker for them and one for each that
 * arrives, and without a graphics card a frame takes a tenth of a second. So here all parts arrive first, and are painted once.
 */

/** @type {WeakSet<object>} */
const spared = new WeakSet();

/** What has not arrived by then is painted when it comes. */
const PATIENCE_MS = 1000;

/**
 * Holds back the map's frames, and its new size, until all parts are there; for the time of one drawing.
 * @param {any} gl @param {() => void} painted called after the one frame
 * @returns {() => void} to be called when the drawing is over
 */
export function holdFrames(gl, painted) {
  let asked = false;
  let seen = false;
  let size = false;
  const free = () => {
    clearTimeout(patience);
    gl.off("sourcedata", arrived);
    if (gl.triggerRepaint !== later) return;
    delete gl.triggerRepaint; // MapLibre's own are below
    delete gl.resize;
    if (size) gl.resize();
  };
  const paint = () => {
    free();
    gl.redraw();
    painted();
  };
  const look = () => {
    if (gl.triggerRepaint !== later || !asked || !areRead(gl)) return;
    if (!seen) {
      seen = true;
      askForTiles(gl);
    }
    if (gl.areTilesLoaded()) paint();
  };
  const arrived = () => queueMicrotask(look); // when MapLibre has taken it in
  // What is changed together is asked for together: a look after this script finds all of it.
  const later = () => {
    if (!asked) queueMicrotask(look);
    asked = true;
  };
  const patience = setTimeout(paint, PATIENCE_MS);
  gl.triggerRepaint = later;
  // A new size empties the canvas: it comes with the frame that fills it. plotly.js gives the size each time, whatever it was.
  gl.resize = () => {
    const [canvas, room] = [gl.getCanvas(), gl.getContainer()];
    size = canvas.clientWidth !== room.clientWidth || canvas.clientHeight !== room.clientHeight;
    if (size) later();
    return gl;
  };
  gl.on("sourcedata", arrived);
  return free;
}

/**
 * Keeps a map that is being made from painting before all of it is there: until then each part that arrives has a frame to itself.
 * @param {any} gl @returns {() => Promise<void>} to be called when everything was asked for; paints it once it is there
 */
export function holdFirstFrame(gl) {
  const { painter } = gl;
  const { render } = painter;
  let held = true;
  /** @this {any} @param {any} style @param {any} options */
  painter.render = function (style, options) {
    (held ? paintNothing : render).call(this, style, options);
  };
  // As long as this map lives: MapLibre would hold each source and layer that is added against the whole style, written out anew for it.
  gl.style._validate = () => false;
  // plotly.js asks for what lies above the ground when a map has loaded; so it asks at once, and the worker makes both.
  gl.once("style.load", () => gl.fire("load"));
  return async () => {
    await Promise.race([
      new Promise((idle) => gl.once("idle", idle).triggerRepaint()),
      new Promise((late) => setTimeout(late, PATIENCE_MS)),
    ]);
    held = false;
    gl.redraw();
  };
}

/** In the place of MapLibre's painting: what arrives is made ready for the style that was painted last. @this {any} @param {any} style */
function paintNothing(style) {
  this.style = style;
}

/** Whether the worker has read what the sources were last given. @param {any} gl */
function areRead(gl) {
  return Object.values(gl.style?.tileManagers ?? {}).every((tiles) => tiles.getSource().loaded());
}

/** A frame finds out which tiles it needs and asks the worker for them; here it paints nothing yet. @param {any} gl */
function askForTiles(gl) {
  const { painter } = gl;
  const { render } = painter;
  painter.render = paintNothing;
  try {
    gl.redraw();
  } finally {
    painter.render = render;
  }
}

/**
 * Spares the map frames that show nothing new: the instrument gives it its size in the course of a drawing, and no mark of it fades in.
 * And each frame what comes to nothing: a sky over a map that is looked at from above, and tiles marked out again for each source.
 * Once for each painter; a map has another one when the browser had taken its memory away.
 * @param {any} gl
 */
export function spareFrames(gl) {
  const { painter } = gl;
  if (spared.has(painter)) return;
  spared.add(painter);
  gl._trackResize = false;
  gl._fadeDuration = 0;
  painter.drawFunctions = { ...painter.drawFunctions, sky: () => {} };
  const markOut = painter.renderTileClippingMasks;
  let marked = "";
  /** @this {any} @param {any} layer @param {any[]} tiles @param {...any} rest */
  painter.renderTileClippingMasks = function (layer, tiles, ...rest) {
    if (!layer.isTileClipped() || !tiles?.length) return;
    const wanted = tiles.map(({ key }) => key).join();
    if (this.currentStencilSource !== undefined && wanted === marked) this.currentStencilSource = layer.source;
    markOut.call(this, layer, tiles, ...rest);
    marked = wanted;
  };
}
