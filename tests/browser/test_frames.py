"""What a frame of the map is spared, and who makes its parts: nothing is missing for it."""

import re

import pytest
from playwright.sync_api import Route

from tests.browser.reader import Reader

# A frame of the map as it is, and one in which MapLibre marks out the tiles of every source by itself: pixels that differ, colours, and
# how many tiles were marked out in each.
_MARKED = """() => {
  const map = document.querySelector(".dl-map .js-plotly-plot")._fullLayout.map._subplot.map, { painter } = map;
  const gl = painter.context.gl, [width, height] = [gl.drawingBufferWidth, gl.drawingBufferHeight];
  map.removeLayer("dateline-ground");
  let marked = 0;
  const mark = painter._renderTileMasks;
  painter._renderTileMasks = function (refs, tiles, ...rest) {
    marked += tiles.length;
    return mark.call(this, refs, tiles, ...rest);
  };
  const frame = () => {
    const pixels = new Uint32Array(width * height);
    marked = 0;
    map.redraw();
    gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(pixels.buffer));
    return [pixels, marked];
  };
  const [ours, once] = frame();
  delete painter.renderTileClippingMasks;
  const [whole, often] = frame();
  return { others: whole.filter((pixel, at) => pixel !== ours[at]).length, colours: new Set(whole).size, once, often };
}"""
_TILES = """() => {
  const { tileManagers } = document.querySelector(".dl-map .js-plotly-plot")._fullLayout.map._subplot.map.style;
  return new Set(Object.values(tileManagers).map((one) => one.getVisibleCoordinates().map(({ key }) => key).join()).filter(Boolean)).size
    * tileManagers.land.getVisibleCoordinates().length;
}"""
_PROGRAMS = """() => Object.keys(document.querySelector(".dl-map .js-plotly-plot")._fullLayout.map._subplot.map.painter.cache)"""
_LAYERS = """() => {
  const order = document.querySelector(".dl-map .js-plotly-plot")._fullLayout.map._subplot.map.getLayersOrder(),
    has = (part) => order.some((id) => id.startsWith(part));
  return has("dateline-lit") && has("dateline-area") && document.querySelector(".dl-card h2") !== null;
}"""
# What MapLibre says when every source and layer is added once more, with a wrong one at the end, and it checks them.
_COMPLAINTS = """() => {
  const map = document.querySelector(".dl-map .js-plotly-plot")._fullLayout.map._subplot.map, said = [];
  map.on("error", ({ error }) => said.push(error.message));
  delete map.style._validate;
  const { sources, layers } = map.getStyle();
  for (const [id, source] of Object.entries(sources)) map.addSource(`again-${id}`, source);
  for (const layer of layers) if (layer.type !== "custom") map.addLayer({ ...layer, id: `again-${layer.id}` });
  const sound = said.length;
  map.addLayer({ id: "wrong", type: "circle", source: "land", paint: { "circle-radius": "much" } });
  return said.length === sound + 1 ? said.slice(0, sound) : ["a wrong layer is not complained of"];
}"""
_ASKED = """() => performance.getEntriesByType("resource").map(({ name }) => name)"""
_COLOURS = 20
"""More than these has a map on which something is to be seen."""
_MAP_PART = re.compile(r"/vendor/plotly-map\.min\.js")


def test_tiles_are_marked_out_once_for_all_sources(reader: Reader) -> None:
    """And each pixel is what it would be otherwise."""
    found = reader.visit().page.evaluate(_MARKED)
    assert found["others"] == 0 and found["colours"] > _COLOURS
    assert found["once"] == reader.page.evaluate(_TILES) < found["often"]


def test_what_is_not_checked_is_sound(reader: Reader) -> None:
    """MapLibre has nothing to say against any source or layer, with a box, an open event and what is lit, when it is asked."""
    reader.visit("area=30_120_45_135&event=prk-launch-final-stage-2023")
    reader.page.locator(".dl-row").last.hover()
    reader.eventually(lambda: reader.page.evaluate(_LAYERS), True)
    assert reader.page.evaluate(_COMPLAINTS) == []


def test_no_sky_is_painted(reader: Reader) -> None:
    """It would be below the edge of a map that is looked at from above, and is what a frame takes longest for without a graphics card."""
    programs = reader.visit().page.evaluate(_PROGRAMS)
    assert any(one.startswith("fill/") for one in programs)
    assert not any(one.startswith("sky") for one in programs)


def test_the_worker_of_the_map_begins_before_the_map_has_come(reader: Reader) -> None:
    """It is the map's only one."""
    freed = False
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        if freed:
            route.continue_()
        else:
            waiting.append(route)

    reader.page.route(_MAP_PART, hold)
    reader.visit(drawn=False)
    reader.eventually(lambda: len(reader.page.workers), 1)
    assert waiting and not reader.page.locator(".maplibregl-canvas").count()
    freed = True
    for route in waiting:
        route.continue_()
    reader.settle()
    assert reader.on_map()
    assert len(reader.page.workers) == 1


@pytest.mark.mapless
def test_a_worker_for_which_there_is_no_map_goes(reader: Reader) -> None:
    """Half of the map's code would stay in memory as long as the page."""
    reader.visit()
    reader.eventually(lambda: len(reader.page.workers), 0)
    assert any("maplibre-worker" in path for path in reader.page.evaluate(_ASKED))


def test_a_map_begins_its_own_worker_where_the_early_one_does_not_come(reader: Reader) -> None:
    """A moment without the server takes no map away."""
    came = []

    def first_lost(route: Route) -> None:
        came.append(route)
        if len(came) == 1:
            route.fulfill(status=502, body="")
        else:
            route.continue_()

    reader.page.context.route(re.compile(r"/vendor/maplibre-worker\.min\.js"), first_lost)
    reader.page.goto(reader.site)
    reader.settle()
    assert reader.on_map() and len(came) == 2
