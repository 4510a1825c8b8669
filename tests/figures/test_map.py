"""What the map draws, and what it tells the page."""

from typing import Any

import plotly.graph_objects as go
import pytest

from dateline.figures.palette import DARK, LIGHT
from tests.figures.conftest import Shows
from tests.figures.drawn import event_map


def _parts(figure: go.Figure, part: str) -> list[Any]:
    return [trace for trace in figure.data if trace.meta["part"] == part]


def test_a_place_has_one_mark_for_all_its_events(shows: Shows) -> None:
    """Three events at Busan and one at Tokyo are two marks; the first is larger."""
    shown = shows({"event_id": "a"}, {"event_id": "b"}, {"event_id": "c"}, {"event_id": "d", "places": "tokyo"})
    (marks,) = _parts(event_map(shown, theme=LIGHT), "marks")
    assert list(marks.customdata) == ["a b c", "d"]
    assert marks.marker.size[0] > marks.marker.size[1]


def test_a_mark_has_the_colour_of_its_most_frequent_category(shows: Shows) -> None:
    """Two launches outweigh a visit."""
    shown = shows({"category": "launch"}, {"category": "launch"}, {"category": "visit"})
    (marks,) = _parts(event_map(shown, theme=DARK), "marks")
    assert list(marks.marker.color) == [DARK.categories["launch"]]


def test_a_country_is_shaded_and_has_no_point(shows: Shows) -> None:
    """What is known by country only is an area."""
    figure = event_map(shows({"event_id": "a", "places": "korea"}), theme=LIGHT, basemap_url="/here")
    (areas,) = _parts(figure, "areas")
    assert (list(areas.locations), list(areas.customdata)) == (["KOR"], ["a"])
    assert areas.geojson == "/here/countries.geojson"
    assert [list(trace.lat) for trace in _parts(figure, "marks")] == [[]]


def test_a_region_is_a_circle(shows: Shows) -> None:
    """Its ring is part of the figure, and can be pointed at as a whole."""
    (regions,) = _parts(event_map(shows({"event_id": "a", "places": "far-east"}), theme=LIGHT), "regions")
    assert list(regions.customdata) == ["a"]
    assert len(regions.geojson["features"][0]["geometry"]["coordinates"][0]) > 40


def test_a_route_ends_at_the_marks(shows: Shows) -> None:
    """It runs from the first place to the last."""
    figure = event_map(shows({"places": "busan; tokyo"}), theme=LIGHT)
    (line,) = _parts(figure, "routes")
    assert (line.lat[0], line.lon[0], line.lat[-2], line.lon[-2]) == (35.1, 129.04, 35.69, 139.69)


def test_a_route_into_a_country_fades(shows: Shows) -> None:
    """No point in it is where the trip ended."""
    figure = event_map(shows({"places": "tokyo; korea"}), theme=LIGHT)
    assert len({line.line.color for line in _parts(figure, "routes")}) == 4


def test_what_is_only_possible_is_a_ring(shows: Shows) -> None:
    """A hole of land colour lies on the mark; a certain event at the place fills it."""
    sure = shows({"event_id": "a"}, {"event_id": "b"}, possible=("b",))
    perhaps = shows({"event_id": "a"}, {"event_id": "b"}, possible=("a", "b"))
    holes = [len(_parts(event_map(shown, theme=LIGHT), "outline")) for shown in (sure, perhaps)]
    assert holes[1] == holes[0] + 1


def test_the_open_event_is_ringed_at_all_its_places(shows: Shows) -> None:
    """Both ends of a trip are marked, and the country it went to."""
    shown = shows({"event_id": "trip", "places": "busan; tokyo; korea"}, {"event_id": "other"})
    figure = event_map(shown, theme=LIGHT, open_event="trip")
    rings = [trace for trace in _parts(figure, "outline") if LIGHT.accent in trace.marker.color]
    assert [len(trace.lat) for trace in rings] == [2]
    assert list(_parts(figure, "areas")[0].marker.line.color) == [LIGHT.accent]


def test_every_event_is_in_the_class_of_its_most_exact_place(shows: Shows) -> None:
    """The classes add up to all events; those without a place are counted beside the map."""
    shown = shows(
        {"event_id": "point", "places": "korea; busan"},
        {"event_id": "region", "places": "far-east"},
        {"event_id": "country", "places": "korea"},
        {"event_id": "none", "places": ""},
    )
    meta = event_map(shown, theme=LIGHT).layout.meta
    assert meta["classes"] == {name: [name] for name in ("point", "region", "country", "none")}
    assert meta["unplaced"] == ["none"]


def test_labels_name_the_place_and_its_count(shows: Shows) -> None:
    """A count of one is not said."""
    shown = shows({}, {}, {"places": "tokyo"}, {"places": "korea"})
    labels = event_map(shown, theme=LIGHT).layout.meta["labels"]
    assert [label["text"] for label in labels] == ["Busan · 2", "Tokyo", "South Korea"]


def test_the_fit_holds_every_mark(shows: Shows) -> None:
    """The box for the fit button reaches around all places."""
    fit = event_map(shows({"places": "busan; tokyo"}), theme=LIGHT).layout.meta["fit"]
    assert fit["lat0"] < 35.1 < 35.69 < fit["lat1"]
    assert fit["lon0"] < 129.04 < 139.69 < fit["lon1"]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_nothing_is_asked_of_a_foreign_host(shows: Shows, theme: Any) -> None:
    """Style and sources are ours."""
    text = event_map(shows({}, {"places": "korea"}, {"places": "far-east"}), theme=theme).to_json()
    assert "http" not in text
    assert "//" not in text


def test_nothing_to_show_is_a_map_of_the_world() -> None:
    """An empty selection gives a basemap: one trace for the map to be a map, with no point in it."""
    figure = event_map((), theme=LIGHT)
    assert [(trace.type, list(trace.lat)) for trace in figure.data] == [("scattermap", [])]
    assert figure.layout.map.zoom < 2


def test_the_same_input_gives_the_same_bytes_and_not_too_many(shows: Shows) -> None:
    """Unchanged charts are not sent again; forty events stay under 40 KB."""
    places = ("busan", "tokyo", "korea", "far-east", "busan; tokyo; korea", "")
    shown = shows(*({"places": places[at % len(places)]} for at in range(40)))
    first, second = (event_map(shown, theme=LIGHT).to_json() for _ in range(2))
    assert first == second
    assert len(first) < 40_000


def test_every_trace_has_a_name_of_its_own_that_a_selector_can_hold(shows: Shows) -> None:
    """plotly.js writes it into CSS selectors: a blank or a bracket in it breaks the next drawing."""
    shown = shows({"event_id": "a"}, {"places": "korea"}, {"places": "far-east"}, {"places": "busan; tokyo; korea"})
    uids = [trace.uid for trace in event_map(shown, theme=LIGHT, open_event="a").data]
    assert len(set(uids)) == len(uids) > 5
    assert all(uid.isascii() and uid.isalnum() for uid in uids)
