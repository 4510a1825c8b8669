/**
 * The ground of the map (sea, land, borders) is the same in all frames of a place, and without a graphics card half of what each of them
 * takes. There it is painted once and kept as a picture, and the next frames of the place begin with that.
 */

const NAME = "dateline-ground";
const NOTHING = "nothing";
/** How browsers call what stands in for a graphics card. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** @typedef {{ buffer: WebGLFramebuffer | null, of: string }} Kept the picture, and of which place and colours it is */

/** Once for each map. @param {any} gl @param {string[]} ground ids of the layers that make it up, from below */
export function keepGround(gl, ground) {
  const { painter } = gl;
  if (gl.getLayer(NAME) || !isSoftware(painter.context.gl)) return;
  const kept = /** @type {Kept} */ ({ buffer: null, of: NOTHING });
  let now = "";
  gl.addLayer({
    id: NAME,
    type: "custom",
    /** All that is below is painted, or left out. @param {WebGL2RenderingContext} context */
    render(context) {
      if (!now) return;
      if (kept.of === now) copy(context, kept.buffer, null);
      else if (!painter.options.moving) keep(context, kept, now);
    },
    /** @param {any} _ @param {WebGL2RenderingContext} context */
    onRemove(_, context) {
      context.deleteFramebuffer(kept.buffer);
      kept.of = NOTHING;
    },
  }, gl.getLayersOrder()[ground.length]);
  const paint = painter.render;
  /** @this {any} @param {any} style @param {any} options */
  painter.render = function (style, options) {
    now = isBelow(style, ground) ? shownBy(this, style, ground) : "";
    const spared = kept.of === now ? ground.map((id) => style._layers[id]) : [];
    for (const layer of spared) layer.isHidden = () => true;
    try {
      paint.call(this, style, options);
    } finally {
      for (const layer of spared) delete layer.isHidden; // MapLibre's own is below
    }
  };
}

/** @param {WebGL2RenderingContext} context */
function isSoftware(context) {
  const extension = context.getExtension("WEBGL_debug_renderer_info");
  return SOFTWARE.test(context.getParameter(extension ? extension.UNMASKED_RENDERER_WEBGL : context.RENDERER));
}

/** Nothing has come between or below, and nothing above is painted before it, as MapLibre does with what hides all. @param {any} style @param {string[]} ground */
function isBelow(style, ground) {
  const above = style._order.slice(ground.length + 1).map((/** @type {string} */ id) => style._layers[id]);
  return [...ground, NAME].every((id, at) => style._order[at] === id) && !above.some(hidesAll);
}

/** @param {any} layer */
function hidesAll(layer) {
  if (layer.isHidden()) return false;
  const { type, paint } = layer;
  return type === "background" || (type === "fill" && paint.get("fill-opacity").constantOr(0) === 1 && paint.get("fill-color").constantOr({ a: 0 }).a === 1);
}

/** What a picture of the ground depends on: place, size, colours and tiles. @param {any} painter @param {any} style @param {string[]} ground */
function shownBy({ transform, width, height }, style, ground) {
  const layers = ground.map((id) => style._layers[id]);
  const tiles = layers.filter(({ source }) => source).flatMap(({ source }) => {
    const manager = style.tileManagers[source];
    return manager.getRenderableIds().map((/** @type {string} */ id) => [id, manager.getTileByID(id).uid]);
  });
  return JSON.stringify([[...transform.modelViewProjectionMatrix], width, height, layers.map((layer) => layer.serialize()), tiles]);
}

/** @param {WebGL2RenderingContext} context @param {Kept} kept @param {string} now */
function keep(context, kept, now) {
  context.deleteFramebuffer(kept.buffer);
  kept.buffer = context.createFramebuffer();
  const texture = context.createTexture();
  context.bindTexture(context.TEXTURE_2D, texture);
  context.texStorage2D(context.TEXTURE_2D, 1, context.RGBA8, context.drawingBufferWidth, context.drawingBufferHeight);
  context.bindFramebuffer(context.FRAMEBUFFER, kept.buffer);
  context.framebufferTexture2D(context.FRAMEBUFFER, context.COLOR_ATTACHMENT0, context.TEXTURE_2D, texture, 0);
  const whole = context.checkFramebufferStatus(context.FRAMEBUFFER) === context.FRAMEBUFFER_COMPLETE; // there was memory for it
  if (whole) copy(context, null, kept.buffer);
  context.bindFramebuffer(context.FRAMEBUFFER, null);
  context.deleteTexture(texture); // as soon as the buffer goes
  kept.of = whole ? now : NOTHING;
}

/** All pixels; null is what is shown. @param {WebGL2RenderingContext} context @param {WebGLFramebuffer | null} from @param {WebGLFramebuffer | null} to */
function copy(context, from, to) {
  const [width, height] = [context.drawingBufferWidth, context.drawingBufferHeight];
  context.bindFramebuffer(context.READ_FRAMEBUFFER, from);
  context.bindFramebuffer(context.DRAW_FRAMEBUFFER, to);
  context.blitFramebuffer(0, 0, width, height, 0, 0, width, height, context.COLOR_BUFFER_BIT, context.NEAREST);
  context.bindFramebuffer(context.FRAMEBUFFER, null);
}
