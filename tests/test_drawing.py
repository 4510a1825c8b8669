"""The small drawing of the timeline: the same marks as the instrument, honest about what is known."""

import re
from pathlib import Path
from typing import Any

import pytest

from dateline.collection import Collection, read_collection
from dateline.drawing import MOST_MARKS, OUTLINES, timeline_drawing
from dateline.figures.palette import SYMBOLS
from dateline.selection import visible
from dateline.shelf import EMBEDDED
from dateline.view import View
from tests.making import collection_of, folder_of


@pytest.fixture(scope="module")
def table() -> Collection:
    return read_collection(EMBEDDED)


def drawn(folder: Path, *events: dict[str, str], **view: Any) -> str:
    """The drawing of these events."""
    return str(timeline_drawing(visible(collection_of(folder, *events), View(**view))))


def marks(html: str) -> list[str]:
    return re.findall(r'<use href="#fs-([a-z-]+)"', html)


def test_every_event_is_drawn_or_counted_as_left_out(table: Collection) -> None:
    """Marks and the note together are all events; each mark leads to its event in this view."""
    selection = visible(table, View())
    html = str(timeline_drawing(selection))
    left_out = sum(int(count) for count in re.findall(r"(\d+) (?:earlier|later)", html))
    linked = re.findall(r'href="\./\?event=([a-z0-9-]+)"', html)
    assert len(linked) == len(marks(html)) == len(set(linked))
    assert len(linked) >= selection.counts.shown - left_out


def test_every_status_has_the_instruments_symbol() -> None:
    """A symbol that the instrument knows is known here."""
    assert set(OUTLINES) == set(SYMBOLS)


@pytest.mark.parametrize(
    ("when", "wanted", "unwanted"),
    [
        ("2024-03-18", "<use", 'class="band"'),
        ("2024-03", 'class="band"', "url("),
        ("[2024-03-04..2024-03-10]", 'class="band"', "url("),
        ("[..2024-03-08]", "url(#fs-left-visit)", 'class="band"'),
        ("[2024-03-08..]", "url(#fs-right-visit)", 'class="band"'),
        ("2024-03-04/2024-03-10", 'class="solid ', 'class="band"'),
        ("2024-03-04/..", "url(#fs-right-visit)", 'class="band"'),
        ("2024-03/2024-04-10", 'class="band"', "url("),
    ],
)
def test_each_when_is_drawn_in_its_own_way(tmp_path: Path, when: str, wanted: str, unwanted: str) -> None:
    """A day is a mark, a set a band, an open side fades out, a span is a bar; none claims more than is known."""
    html = drawn(tmp_path, {"when": when}).split("</defs>")[1].split("<figcaption")[0]
    assert wanted in html and unwanted not in html


def test_a_possible_event_is_hollow_and_its_open_side_stays_open(tmp_path: Path) -> None:
    """Outlines only, fading where the time is open."""
    html = drawn(tmp_path, {"when": "[..2024-03-08]"}, first=19_780)
    assert 'class="hollow"' in html
    assert 'class="maybe" style="stroke:url(#fs-left-visit)"' in html


def test_the_open_event_is_always_drawn(table: Collection) -> None:
    """Also where it lies far from the others."""
    for one in visible(table, View()).shown:
        html = str(timeline_drawing(visible(table, View(event=one.event.event_id))))
        assert html.count('class="open"') - html.count('<b class="open">') == 1, one.event.event_id


def test_many_events_are_counted_in_bars(tmp_path: Path) -> None:
    """Past the limit there are bars, which add up to the number, and the drawing says so."""
    folder_of(tmp_path, [{"when": f"2024-{at % 12 + 1:02}-{at % 28 + 1:02}"} for at in range(MOST_MARKS + 1)])
    html = str(timeline_drawing(visible(read_collection(tmp_path), View())))
    assert not marks(html) and 'class="count"' in html
    assert "Counted, one bar for" in html


def test_nothing_shown_is_no_drawing(table: Collection) -> None:
    """An empty view has no axis."""
    assert timeline_drawing(visible(table, View(text="nothing has this"))) == ""


def test_markup_in_a_title_is_text(tmp_path: Path) -> None:
    """Titles are escaped."""
    html = drawn(tmp_path, {"title": "<script>alert(1)</script>\"'"})
    assert "<script>" not in html and "&lt;script&gt;" in html
