"""The picture of the pairs, and the strip of one country."""

from itertools import pairwise
from pathlib import Path

import pytest

from dateline.figures.matrix import BAR_LENGTH, GROUPS, legend, matrix
from dateline.figures.palette import THEMES, Palette, channels
from dateline.figures.strip import strip
from dateline.figures.timeline import timeline
from dateline.pairs import Pairs, pairs
from dateline.schema import STATUSES
from dateline.selection import visible
from dateline.view import View
from tests.making import collection_of

EVENTS = (
    {},
    {"status": "scheduled"},
    {"status": "alleged", "countries": "JPN:accuser; KOR:accuser; PRK:accused"},
    {"countries": "PRK:actor"},
)


@pytest.fixture
def found(tmp_path: Path) -> Pairs:
    """Japan and South Korea share three events, one of them with North Korea, which has one of its own."""
    return pairs(visible(collection_of(tmp_path, *EVENTS), View()))


@pytest.fixture(params=list(THEMES))
def theme(request: pytest.FixtureRequest) -> Palette:
    return THEMES[request.param]


def part(figure, name: str):
    (trace,) = [trace for trace in figure.data if trace.meta["part"] == name]
    return trace


def squares(figure) -> dict[tuple[str, str], str]:
    trace = part(figure, "cells")
    return {(one, other): text for (one, other, _), text in zip(trace.customdata, trace.text, strict=True)}


def test_each_pair_has_a_square_with_its_number_in_both_halves(found: Pairs, theme: Palette) -> None:
    """Rows and columns have the same order, most events first; pairs that share nothing have none."""
    figure = matrix(found, View(), theme=theme, most=9)
    drawn = squares(figure)
    assert drawn["JPN", "KOR"] == drawn["KOR", "JPN"] == "3"
    assert (drawn["PRK", "PRK"], drawn["PRK", "KOR"]) == ("2", "1")
    assert [label.split()[-1] for label in figure.layout.yaxis.ticktext] == list(found.countries) == ["JPN", "KOR", "PRK"]
    assert len(drawn) == 9


def test_square_carries_the_address_of_its_view(found: Pairs, theme: Palette) -> None:
    """All events of the pair, by the other filters; of one country on the diagonal."""
    view = View(statuses=("occurred",), event="port-call")
    trace = part(matrix(found, view, theme=theme, most=9), "cells")
    addresses = {(one, other): address for one, other, address in trace.customdata}
    assert addresses["KOR", "JPN"] == "./?country=JPN&country=KOR&match=all&status=occurred"
    assert addresses["PRK", "PRK"] == "./?country=PRK&status=occurred"


def test_bar_shows_how_the_source_puts_the_events(found: Pairs, theme: Palette) -> None:
    """The parts of a bar take its whole length, each by its share, one after the other."""
    figure = matrix(found, View(), theme=theme, most=9)
    at = list(squares(figure)).index(("JPN", "KOR"))
    parts = [part(figure, name) for name in GROUPS]
    assert [round(trace.x[at] / BAR_LENGTH, 2) for trace in parts] == [0.33, 0.33, 0.33]
    for left, right in pairwise(parts):
        assert right.base[at] == pytest.approx(left.base[at] + left.x[at], abs=1e-3)
    assert {trace.hoverinfo for trace in parts} == {"skip"}


def test_every_status_is_in_one_part_of_a_bar(theme: Palette) -> None:
    """No event is left out of the bar; each part is in the legend."""
    assert sorted(status for group in GROUPS.values() for status in group) == sorted(STATUSES)
    assert list(legend(theme)) == list(GROUPS)


def test_number_is_readable_on_every_square(found: Pairs, theme: Palette) -> None:
    """4.5:1, on the darkest too."""

    def light(colour: str) -> float:
        red, green, blue = ((c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4) for c in (v / 255 for v in channels(colour)))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    trace = part(matrix(found, View(), theme=theme, most=9), "cells")
    for colour in trace.marker.color:
        low, high = sorted((light(colour), light(trace.insidetextfont.color)))
        assert (high + 0.05) / (low + 0.05) >= 4.5


def test_no_more_countries_are_drawn_than_there_is_room_for(found: Pairs, theme: Palette) -> None:
    """Those with most events."""
    assert set(squares(matrix(found, View(), theme=theme, most=2))) == {("JPN", "JPN"), ("JPN", "KOR"), ("KOR", "JPN"), ("KOR", "KOR")}


def test_tip_names_the_pair_and_what_is_known(found: Pairs, theme: Palette) -> None:
    """Full names, the number without others, the statuses; in a window, how many are certain."""
    trace = part(matrix(found, View(first=0), theme=theme, most=9), "cells")
    text = trace.hovertext[[pair[:2] for pair in map(tuple, trace.customdata)].index(("JPN", "KOR"))]
    assert text == (
        "<b>Japan · South Korea</b><br>3 events together, 2 between the two alone<br>"
        "1 scheduled, 1 occurred, 1 alleged<br>3 certain, 0 possible"
    )


def test_nothing_to_draw_is_an_empty_figure(theme: Palette) -> None:
    """Not an error."""
    assert len(matrix(Pairs((), {}), View(), theme=theme, most=9).data) == 0


def test_strip_names_its_lanes_and_says_each_event(tmp_path: Path, theme: Palette) -> None:
    """Without the instrument nothing else would; what it has no room for is counted."""
    table = collection_of(
        tmp_path, {"category": "visit", "when": "2004-03"}, *({"when": f"2024-03-1{day}", "category": "talks"} for day in range(9))
    )
    figure = strip(timeline(visible(table, View()).shown, theme=theme), View(), theme=theme)
    marks = part(figure, "marks")
    assert list(figure.layout.yaxis.ticktext) == ["Visits", "Talks"]
    assert marks.hovertext[-1] == "<b>A ship calls at a port</b><br>18 Mar 2024<br>Talks · occurred · Busan"
    assert marks.customdata[-1][1] == f"./?event={marks.customdata[-1][0]}"
    assert figure.layout.meta == {"before": 1, "after": 0}
    assert figure.layout.xaxis.fixedrange
