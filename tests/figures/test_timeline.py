"""What the timeline draws, and what it tells the page."""

from typing import Any

import plotly.graph_objects as go
import pytest

from dateline.dates import from_iso
from dateline.figures.palette import DARK, LIGHT, SYMBOLS
from dateline.figures.timeline import MOST_PX
from dateline.schema import STATUSES
from tests.figures.conftest import Shows
from tests.figures.drawn import timeline

EVERY_SHAPE = (
    "2024-03-18",
    "2024-03",
    "2024",
    "[2024-03-04..2024-03-10]",
    "[..2024-03-08]",
    "[2024-03-08..]",
    "2024-03-08/2024-03-12",
    "2024-03/2024-03-20",
    "../2024-03-08",
    "2024-03-08/..",
    "../2024-03",
    "2024-03/..",
)


def _parts(figure: go.Figure, part: str) -> list[Any]:
    return [trace for trace in figure.data if trace.meta["part"] == part]


def _bars(figure: go.Figure) -> list[tuple[str, int, str]]:
    """Start, milliseconds and colour of every bar."""
    found = []
    for trace in _parts(figure, "spans"):
        found += list(zip(trace.base, trace.x, trace.marker.color, strict=True))
    return found


def test_every_event_has_one_mark_whatever_its_when(shows: Shows) -> None:
    """The marks name each shown event once."""
    shown = shows(*({"when": when} for when in EVERY_SHAPE))
    (marks,) = _parts(timeline(shown, theme=LIGHT), "marks")
    assert sorted(marks.customdata) == sorted(one.event.event_id for one in shown)


def test_a_day_stands_at_its_noon_without_a_bar(shows: Shows) -> None:
    """A single day is a point in the middle of that day."""
    figure = timeline(shows({"when": "2024-03-18"}), theme=LIGHT)
    assert list(_parts(figure, "marks")[0].x) == ["2024-03-18 12:00"]
    assert _bars(figure) == []


def test_a_span_is_a_bar_to_the_end_of_its_last_day(shows: Shows) -> None:
    """Two days are 48 hours from the start of the first."""
    figure = timeline(shows({"when": "2024-03-18/2024-03-19"}), theme=LIGHT)
    assert [(start, length) for start, length, _ in _bars(figure)] == [("2024-03-18", 2 * 86_400_000)]


def test_one_day_in_a_month_looks_different_from_a_span_over_it(shows: Shows) -> None:
    """The same days: a pale band between brackets, or a bar in full ink without them."""
    band = timeline(shows({"when": "2024-03"}), theme=LIGHT)
    span = timeline(shows({"when": "2024-03-01/2024-03-31"}), theme=LIGHT)
    assert _bars(band)[0][:2] == _bars(span)[0][:2]
    assert _bars(band)[0][2] != _bars(span)[0][2]
    assert len(_parts(band, "outline")) == 1
    assert _parts(span, "outline") == []


BANDS = ("2024-03", "2024", "[2024-03-04..2024-03-10]", "2024-03/2024-03", "[..2024-03-08]", "[2024-03-08..]")


def test_no_two_ways_of_giving_a_date_look_alike(shows: Shows) -> None:
    """Lengths aside: bars and their opacity, the lines across them, the upright ends."""

    def look(when: str) -> tuple[object, ...]:
        figure = timeline(shows({"when": when}), theme=LIGHT)
        bars = _bars(figure)
        inks = [colour for _, _, colour in bars]
        lines = [tuple(trace.marker.pattern.shape or ()) for trace in _parts(figure, "outline") if trace.type == "bar"]
        ends = [len([x for x in trace.x if x]) // 2 for trace in _parts(figure, "outline") if trace.type == "scatter"]
        grows = bars[0][0] < bars[-1][0] if len(bars) > 1 else None
        return tuple(inks), tuple(lines), tuple(ends), grows

    looks = [look(when) for when in (*BANDS, "2024-03-18", "2024-03-18/2024-03-19", "../2024-03-08", "2024-03-08/..")]
    assert len(set(looks)) == len(looks)


def test_lines_across_a_band_lie_on_it_and_name_its_event(shows: Shows) -> None:
    """So that they step back with it, and count as no mark of their own."""
    figure = timeline(shows({"event_id": "it", "when": "2024"}), theme=LIGHT)
    (lines,) = [trace for trace in _parts(figure, "outline") if trace.type == "bar"]
    (band,) = _parts(figure, "spans")
    assert (lines.base, lines.x, lines.y, lines.customdata) == (band.base, band.x, band.y, band.customdata)


@pytest.mark.parametrize("when", ["[..2024-03-08]", "../2024-03-08"])
def test_what_is_open_to_the_left_fades_from_its_known_end(shows: Shows, when: str) -> None:
    """All pieces end with the known day; they begin ever earlier, and see-through."""
    pieces = _bars(timeline(shows({"when": when}), theme=LIGHT))
    starts = [start for start, _, _ in pieces]
    assert len(set(starts)) == len(pieces) > 4
    assert starts == sorted(starts)
    assert all(colour.startswith("rgba(") for _, _, colour in pieces)


def test_an_open_end_after_a_start_known_only_to_the_month_stays_pale(shows: Shows) -> None:
    """No day is certainly covered, so no piece has the ink of a span, as one with an exact start has."""

    def darkest(when: str) -> float:
        return max(float(colour.rstrip(")").split(",")[-1]) for _, _, colour in _bars(timeline(shows({"when": when}), theme=LIGHT)))

    assert darkest("2023-11/..") <= 0.2 < darkest("2023-11-06/..")


def test_fading_is_as_long_as_the_range_asks_for(shows: Shows) -> None:
    """A fade over decades is longer than one over weeks: it looks the same."""
    weeks = timeline(shows({"when": "[..2024-03-08]"}, {"when": "2024-03-28"}), theme=LIGHT)
    decades = timeline(shows({"when": "[..2024-03-08]"}, {"when": "1954-03-28"}), theme=LIGHT)
    assert max(length for _, length, _ in _bars(decades)) > 50 * max(length for _, length, _ in _bars(weeks))


def test_each_status_has_its_symbol(shows: Shows) -> None:
    """Shape tells the status."""
    shown = shows(*({"status": status} for status in STATUSES))
    (marks,) = _parts(timeline(shown, theme=LIGHT), "marks")
    assert list(marks.marker.symbol) == [SYMBOLS[one.event.status] for one in shown]


def test_what_is_only_possible_is_hollow(shows: Shows) -> None:
    """Its inside is paper, its outline the category's colour."""
    shown = shows({"event_id": "sure"}, {"event_id": "perhaps"}, possible=("perhaps",))
    (marks,) = _parts(timeline(shown, theme=LIGHT), "marks")
    inside = dict(zip(marks.customdata, marks.marker.color, strict=True))
    assert inside == {"sure": LIGHT.categories["visit"], "perhaps": LIGHT.paper}


def test_every_event_is_named_by_one_label(shows: Shows) -> None:
    """Alone, or with those that it stands together with."""
    shown = shows(*({"when": when} for when in EVERY_SHAPE), *({"when": "[..2024-03-08]"} for _ in range(30)))
    labels = timeline(shown, theme=LIGHT).layout.meta["labels"]
    assert sorted(" ".join(label["ids"] for label in labels).split()) == sorted(one.event.event_id for one in shown)


def test_tips_say_title_when_and_what(shows: Shows) -> None:
    """The words under the pointer."""
    tips = timeline(shows({"event_id": "call", "when": "2024-03-18"}), theme=LIGHT).layout.meta["tips"]
    line = "Visits · occurred · Busan"
    assert tips["call"] == {"title": "A ship calls at a port", "when": "18 Mar 2024", "line": line}


def test_events_outside_the_first_range_are_counted(shows: Shows) -> None:
    """The page can say '1 earlier' and offer to show everything."""
    cluster = ({"when": f"2024-03-{day:02}"} for day in range(1, 11))
    meta = timeline(shows({"when": "2021-05-01"}, *cluster), theme=LIGHT).layout.meta
    assert (meta["outside"]["before"], meta["outside"]["after"]) == (1, 0)
    assert meta["outside"]["range"][0] < "2021-05-01" < meta["fit"][0]


def test_the_source_known_to_the_day_is_a_line_and_else_a_band(shows: Shows) -> None:
    """As-of is drawn, and its text handed on."""
    first, last = from_iso("2024-03-18"), from_iso("2024-03-20")
    line = timeline(shows({}), theme=LIGHT, as_of=(first, first, "as of 18 Mar 2024"))
    band = timeline(shows({}), theme=LIGHT, as_of=(first, last, "as of 18–20 Mar 2024"))
    accents = [[shape.type for shape in figure.layout.shapes if shape.yref == "paper"] for figure in (line, band)]
    assert accents == [["line"], ["rect", "line", "line"]]
    assert band.layout.meta["as_of"] == {"x0": "2024-03-18", "x1": "2024-03-21", "text": "as of 18–20 Mar 2024"}


def test_a_source_known_only_by_a_bound_is_a_line_there(shows: Shows) -> None:
    """'On or before 18 Mar' has no first day to draw a band from."""
    as_of = (float("-inf"), from_iso("2024-03-18"), "on or before 18 Mar 2024")
    for shown in (shows({}), ()):
        meta = timeline(shown, theme=LIGHT, as_of=as_of).layout.meta
        assert meta["as_of"]["x0"] == "2024-03-18"


def test_what_is_outside_the_window_is_dimmed_on_its_closed_sides(shows: Shows) -> None:
    """A window open to the right dims only what is before it."""
    figure = timeline(shows({}), theme=LIGHT, window=(from_iso("2024-03-10"), float("inf")))
    assert [shape.type for shape in figure.layout.shapes if shape.layer == "above"] == ["rect", "line"]


@pytest.mark.parametrize("when", ["2024-03-18", "2024-03"])
def test_the_open_event_has_a_halo(shows: Shows, when: str) -> None:
    """Something in accent lies under it, and only under it."""
    shown = shows({"event_id": "this", "when": when}, {"event_id": "that"})
    halo = _parts(timeline(shown, theme=LIGHT, open_event="this"), "outline")[0]
    assert list(halo.customdata) == ["this"]
    assert LIGHT.accent in str(halo.marker.line.color)


def test_an_open_event_that_is_not_shown_is_no_error(shows: Shows) -> None:
    """A card may be open while a filter hides its event."""
    assert _parts(timeline(shows({}), theme=LIGHT, open_event="elsewhere"), "outline") == []


def test_nothing_to_show_is_an_empty_timeline() -> None:
    """An empty selection gives an axis and no marks."""
    assert timeline((), theme=DARK).data == ()


def test_the_same_input_gives_the_same_bytes_and_not_too_many(shows: Shows) -> None:
    """Unchanged charts are not sent again; forty events stay under 40 KB."""
    shown = shows(*({"when": EVERY_SHAPE[at % len(EVERY_SHAPE)]} for at in range(40)))
    first, second = (timeline(shown, theme=LIGHT).to_json() for _ in range(2))
    assert first == second
    assert len(first) < 40_000


def test_the_height_follows_the_lanes_within_limits(shows: Shows) -> None:
    """Few events leave the map its room, many do not take it."""
    few = timeline(shows({}), theme=LIGHT).layout.height
    many = timeline(shows(*({"when": "2024-03-18/2024-03-19"} for _ in range(80))), theme=LIGHT).layout.height
    assert few < many == MOST_PX


def test_the_page_is_told_what_each_date_means_in_days(shows: Shows) -> None:
    """Start between the first two numbers, end between the last two; an open side is none, for JSON knows no infinity."""
    shown = shows({"when": "2024-03-18"}, {"when": "2024-03"}, {"when": "../2024-03-08"})
    told = timeline(shown, theme=LIGHT).layout.meta["bounds"]
    day = from_iso("2024-03-01")
    assert {one.event.when.edtf: told[one.event.event_id] for one in shown} == {
        "2024-03-18": [day + 17] * 4,
        "2024-03": [day, day + 30, day, day + 30],
        "../2024-03-08": [None, day + 7, day + 7, day + 7],
    }
