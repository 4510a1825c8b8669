"""The ground of a map that is painted without a graphics card: painted once for a place, and never that of another."""

from collections.abc import Callable

import pytest

from tests.browser.reader import Reader

# Pixels of the map's next frame; those of one with its ground painted anew that differ, how many there are, and whether the first had its
# ground painted.
_COMPARED = """() => {
  const map = document.querySelector(".dl-map .js-plotly-plot")._fullLayout.map._subplot.map, { painter } = map;
  const gl = painter.context.gl, [width, height] = [gl.drawingBufferWidth, gl.drawingBufferHeight];
  const painted = new Set(), paint = painter.renderLayer;
  painter.renderLayer = function (...what) {
    painted.add(what[2].id);
    return paint.apply(this, what);
  };
  const frame = () => {
    const pixels = new Uint32Array(width * height);
    map.redraw();
    gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(pixels.buffer));
    return pixels;
  };
  const kept = frame(), anew = painted.has("land");
  delete painter.renderLayer;
  const own = map.style._layers["dateline-ground"].implementation, above = map.getLayersOrder()[map.getLayersOrder().indexOf(own.id) + 1];
  map.removeLayer(own.id);
  const whole = frame();
  map.addLayer(own, above);
  map.redraw();
  return [whole.filter((pixel, at) => pixel !== kept[at]).length, new Set(whole).size, anew];
}"""
_REDRAWN = "() => { document.querySelector('.dl-map .js-plotly-plot')._fullLayout.map._subplot.map.redraw(); }"
# A part of the world in one colour over all, seen in a frame for which the ground has to be painted.
_COVERED = """async () => {
  const map = window.map = document.querySelector(".dl-map .js-plotly-plot")._fullLayout.map._subplot.map;
  const ring = [[60, 0], [120, 0], [120, 40], [60, 40], [60, 0]];
  map.addSource("cover", { type: "geojson", data: { type: "Polygon", coordinates: [ring] } });
  map.addLayer({ id: "cover", type: "fill", source: "cover", paint: { "fill-color": "#f00" } });
  await new Promise((idle) => map.once("idle", idle));
  map.panBy([3, 0], { duration: 0 });
  await new Promise((idle) => map.once("idle", idle));
}"""
_COLOURS = 20
"""More than these has a map on which something is to be seen."""


def moved(reader: Reader) -> None:
    """So little that the tiles stay."""
    box = reader.page.locator(".dl-map .maplibregl-canvas").bounding_box()
    assert box
    reader.page.mouse.move(box["x"] + 500, box["y"] + 60)
    reader.page.mouse.down()
    reader.page.mouse.move(box["x"] + 530, box["y"] + 70, steps=3)
    reader.page.mouse.up()


def dark(reader: Reader) -> None:
    reader.page.emulate_media(color_scheme="dark", reduced_motion="reduce")


def narrower(reader: Reader) -> None:
    reader.page.set_viewport_size({"width": 1200, "height": 700})


def chosen(reader: Reader) -> None:
    reader.press("Russia")


@pytest.mark.parametrize("act", [moved, dark, narrower, chosen])
def test_the_ground_is_painted_once_and_is_the_same_in_each_frame(reader: Reader, act: Callable[[Reader], None]) -> None:
    """After the map was moved, had other colours, another size or other marks too."""
    reader.visit()
    assert is_kept(reader)
    act(reader)
    reader.page.wait_for_timeout(1500)  # a run, and the rest of a size or a move
    reader.settle()
    assert is_kept(reader)


def is_kept(reader: Reader) -> bool:
    """No pixel of it is another, and it was not painted."""
    reader.page.evaluate(_REDRAWN)
    others, colours, anew = reader.page.evaluate(_COMPARED)
    return others == 0 and colours > _COLOURS and not anew


def test_a_ground_for_which_there_is_no_memory_is_painted_in_each_frame(reader: Reader) -> None:
    """And nothing of it is missing."""
    reader.page.add_init_script("WebGL2RenderingContext.prototype.texStorage2D = () => {}")
    reader.visit()
    reader.page.evaluate(_REDRAWN)
    others, colours, anew = reader.page.evaluate(_COMPARED)
    assert (others, anew) == (0, True) and colours > _COLOURS


def test_what_hides_the_ground_is_no_part_of_it(reader: Reader) -> None:
    """MapLibre paints it before; when it has gone, nothing of it is left."""
    reader.visit()
    reader.page.evaluate(_COVERED)
    assert reader.page.evaluate(_COMPARED)[0] == 0
    reader.page.evaluate("() => { window.map.removeLayer('cover'); window.map.triggerRepaint(); }")
    reader.page.wait_for_timeout(500)
    assert is_kept(reader)
