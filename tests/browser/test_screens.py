"""The page on other screens, and what it asks of the network."""

from urllib.parse import urlsplit

import pytest

from dateline.collection import Collection
from dateline.figures.palette import DARK, LIGHT
from dateline.selection import visible
from dateline.view import View
from tests.browser.conftest import PHONE, Meet
from tests.browser.reader import Reader

# By then Streamlit has taken the component down, where it does.
LATER_MS = 2500
PARTS = (".dl-time", ".dl-map", ".dl-list-place")


def overflow(reader: Reader) -> int:
    """Pixels by which the page is wider than the screen."""
    return int(
        reader.page.evaluate(
            """() => Math.max(...[document.documentElement, document.querySelector('[data-testid="stMain"]')]
              .map((part) => part.scrollWidth - innerWidth))"""
        )
    )


def sea(reader: Reader) -> str:
    """The colour that the map paints water with."""
    return str(
        reader.page.evaluate(
            """() => document.querySelector(".dl-map .js-plotly-plot")._fullLayout.map._subplot.map
              .getPaintProperty("sea", "background-color")"""
        )
    )


def test_first_visit_asks_only_its_own_server(reader: Reader) -> None:
    """Scripts, styles, fonts, map and messages all come from the host that served the page."""
    reader.visit()
    reader.page.evaluate("() => document.fonts.ready.then(() => true)")
    hosts = {urlsplit(url).netloc for url in reader.requested if urlsplit(url).scheme not in ("blob", "data")}
    assert hosts == {urlsplit(reader.site).netloc}
    for part in ("basemap/land.geojson", "plotly-map.min.js", "/_stcore/stream"):
        assert any(part in url for url in reader.requested), f"{part} was not asked for: was the map drawn at all?"


def test_desktop_shows_everything_without_scrolling(reader: Reader) -> None:
    """At 1440x900 list, map and timeline end where the window ends."""
    reader.visit()
    main = """() => { const main = document.querySelector('[data-testid="stMain"]'); return main.scrollHeight - main.clientHeight; }"""
    assert reader.page.evaluate(main) <= 0
    for part in PARTS:
        box = reader.page.locator(part).bounding_box()
        assert box and box["y"] >= 0 and box["y"] + box["height"] <= 900.5, part
        assert box["width"] > 250 and box["height"] > 140, part


@pytest.mark.parametrize(("scheme", "theme"), [("light", LIGHT), ("dark", DARK)])
def test_page_and_charts_are_drawn_on_the_paper_of_the_scheme(meet: Meet, scheme: str, theme: object) -> None:
    """Page, instrument and timeline have the paper of the reader's light or dark scheme; the map has its sea."""
    reader = meet(scheme=scheme).visit()
    assert reader.paper('[data-testid="stMain"]') == theme.paper  # type: ignore[attr-defined]
    assert reader.paper(".dl-instrument") == theme.paper  # type: ignore[attr-defined]
    assert sea(reader) == theme.sea  # type: ignore[attr-defined]


def test_scheme_that_changes_while_reading_is_followed(reader: Reader) -> None:
    """Where the system turns dark in the evening, page and instrument turn as a whole, and the view stays."""
    reader.visit("country=RUS")
    listed = reader.rows()
    reader.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    reader.eventually(lambda: reader.paper('[data-testid="stApp"]'), DARK.paper)
    reader.eventually(lambda: (reader.paper('[data-testid="stMain"]'), reader.paper(".dl-instrument")), (DARK.paper, DARK.paper))
    reader.eventually(lambda: sea(reader), DARK.sea)
    assert reader.settle().rows() == listed
    assert sorted(reader.on_map() + reader.without_place()) == sorted(listed)


def test_scheme_that_changes_takes_no_step_back(reader: Reader) -> None:
    """A step through time, taken while the system turned dark, opens its event; what stands there is painted anew, not built anew."""
    reader.visit()
    reader.page.evaluate("() => { window.instrumentBefore = document.querySelector('.dl-instrument') }")
    reader.page.keyboard.press(".")
    first = reader.rows()[0]
    reader.eventually(reader.open_event, first)
    reader.settle().page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    reader.page.keyboard.press(".")
    reader.eventually(lambda: reader.paper(".dl-instrument"), DARK.paper)
    reader.eventually(lambda: reader.query().get("event"), [reader.rows()[1]])
    reader.settle().eventually(reader.open_event, reader.rows()[1])  # an address may be seen before the run that it belongs to
    reader.page.wait_for_timeout(LATER_MS)
    assert reader.open_event() == reader.rows()[1]
    assert reader.page.evaluate("() => window.instrumentBefore.isConnected")


@pytest.mark.parametrize("path", ["countries?country=KOR", "sources", "your-data"])
def test_scheme_that_changes_is_followed_on_the_other_pages(reader: Reader, path: str) -> None:
    """Streamlit's parts, ours, and the charts turn together."""
    reader.page.goto(f"{reader.site}/{path}")
    reader.live().page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    ours = "() => getComputedStyle(document.documentElement).getPropertyValue('--paper').trim()"
    reader.eventually(lambda: (reader.paper('[data-testid="stMain"]'), reader.page.evaluate(ours)), (DARK.paper, DARK.paper))
    if path.startswith("countries"):
        papers = "(charts) => charts.map((chart) => chart._fullLayout.font.color)"
        reader.eventually(lambda: set(reader.page.locator(".js-plotly-plot").evaluate_all(papers)), {DARK.quiet})


@pytest.mark.parametrize("path", ["", "countries?country=KOR", "sources"])
def test_scheme_that_changes_while_the_page_loads_is_followed(reader: Reader, path: str) -> None:
    """What the server draws for the old scheme comes when Streamlit's own parts have turned already."""
    reader.page.goto(f"{reader.site}/{path}", wait_until="commit")
    reader.page.wait_for_selector('[data-testid="stApp"]', state="attached")
    reader.eventually(lambda: reader.paper('[data-testid="stApp"]'), LIGHT.paper)  # Streamlit has our theme: the run has begun
    reader.page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")  # and it listens anew
    reader.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    papers = [f'[data-testid="{part}"]' for part in ("stApp", "stMain")]
    reader.live().eventually(lambda: [reader.paper(part) for part in papers], [DARK.paper] * 2)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_phone_has_everything_in_one_column(meet: Meet, scheme: str) -> None:
    """At 390 pixels nothing is cut off at the side; timeline, map and list stand below each other."""
    reader = meet(screen=PHONE, scheme=scheme, touch=True).visit()
    assert overflow(reader) <= 0
    boxes = [reader.page.locator(part).bounding_box() for part in PARTS]
    for part, box in zip(PARTS, boxes, strict=True):
        assert box and box["x"] >= -0.5 and box["x"] + box["width"] <= 390.5, part
        assert box["height"] > 140, part
    tops = [box["y"] for box in boxes if box]
    assert tops == sorted(tops)
    assert reader.on_timeline() == sorted(reader.rows())
    assert sorted(reader.on_map() + reader.without_place()) == sorted(reader.rows())


def test_phone_has_the_pickers_in_a_sheet(meet: Meet, table: Collection) -> None:
    """One button brings them up; what is chosen counts at once; the other button says what it gives and closes the sheet."""
    reader = meet(screen=PHONE, touch=True).visit()
    pickers, open_sheet = reader.page.locator(".st-key-pickers"), reader.page.locator("[data-job=filters]")
    assert not pickers.is_visible()
    open_sheet.tap()
    box = pickers.bounding_box()
    assert box and box["x"] >= 0 and box["width"] <= 390.5 and box["y"] > 100 and box["y"] + box["height"] <= 844.5
    reader.page.locator(reader.pill("Russia")).tap()
    reader.eventually(lambda: reader.query().get("country"), ["RUS"])
    given = visible(table, View(countries=("RUS",))).counts.shown
    reader.eventually(reader.page.locator("[data-job=filters-done]").inner_text, f"Show {given} events")
    reader.eventually(open_sheet.inner_text, "Filters · 1")
    reader.page.locator("[data-job=filters-done]").tap()
    reader.eventually(pickers.is_visible, False)


def test_phone_opens_an_event_by_a_tap(meet: Meet, table: Collection) -> None:
    """A tap on a row brings the card up from below; it fits the screen and closes again."""
    reader = meet(screen=PHONE, touch=True).visit()
    event_id = reader.rows()[1]
    reader.page.locator(f'.dl-row[data-event="{event_id}"]').tap()
    reader.eventually(reader.open_event, event_id)
    box = reader.page.locator(".dl-card-place").bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390.5 and box["y"] + box["height"] <= 844.5
    assert overflow(reader) <= 0
    reader.page.locator(".dl-card [data-close]").tap()
    reader.eventually(reader.open_event, "")


@pytest.mark.mapless
def test_flags_are_drawn_with_the_site_s_own_font(reader: Reader) -> None:
    """They are seen on systems without any."""
    reader.visit()
    loaded = reader.page.evaluate("() => [...document.fonts].filter((font) => font.status === 'loaded').map((font) => font.family)")
    assert "Dateline Flags" in [name.strip('"') for name in loaded]
