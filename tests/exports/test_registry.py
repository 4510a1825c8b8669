"""What holds for every format: exactly the events of the view, with what goes with them, the same bytes each time."""

import pytest

from dateline.collection import Collection
from dateline.errors import FormatError
from dateline.exports import FORMATS, format_of, pieces, write
from dateline.exports.extract import Extract
from dateline.selection import MOST_MARKS, visible
from dateline.view import View
from tests.exports.conftest import SITE, Extracts
from tests.exports.readers import READERS
from tests.making import folder_of

WHOLE = [name for name in FORMATS if name != "ics"]
VIEWS = {
    "everything": View(),
    "a window": View(first=19_800, last=19_804),
    "a country": View(countries=("JPN",), match="all"),
    "a status and a text": View(statuses=("scheduled",), text="ship"),
    "nothing": View(text="no such word"),
    "with what became known": View(follow_ups=True),
}


@pytest.mark.parametrize("form", WHOLE)
@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS.keys())
def test_file_has_exactly_the_events_of_the_view(table: Collection, view: View, form: str) -> None:
    """In any format, read by a program of others."""
    selection = visible(table, view)

    found = READERS[form](write(selection, form, SITE))

    expected = [one.event.event_id for one in selection.shown]
    assert (sorted(found) if form == "atom" else found) == (sorted(expected) if form == "atom" else expected)


@pytest.mark.parametrize("form", FORMATS)
def test_embedded_table_is_sound_in_every_format(embedded: Collection, form: str) -> None:
    """With all that became known."""
    found = READERS[form](write(visible(embedded, View(follow_ups=True)), form))

    assert len(found) == (6 if form == "ics" else 43)


@pytest.mark.parametrize("form", [name for name in FORMATS if name not in ("csv", "xlsx")])
def test_file_says_what_it_is(extract: Extracts, form: str) -> None:
    """Summary, link, fingerprint, date, sources and notes stand in the file; a workbook has them on a sheet of its own."""
    one = extract(countries=("JPN",), follow_ups=True)
    text = write(one.selection, form, SITE, ("country ZZZ is not known; ignored",)).decode()
    text = text.replace("\r\n ", "").replace("\\", "").replace("&amp;amp;", "&").replace("&amp;", "&")

    for told in (one.summary[:20], one.link, one.collection.fingerprint, "2024-04-09", "A harbour log", "A register of ships", "ZZZ"):
        assert told in text


@pytest.mark.parametrize("form", FORMATS)
def test_same_view_gives_the_same_bytes(table: Collection, form: str) -> None:
    """No clock and no chance: a cache and a diff can rely on it."""
    assert write(visible(table, View()), form) == write(visible(table, View()), form)


@pytest.mark.parametrize("form", FORMATS)
def test_links_lead_to_the_site_that_is_given(table: Collection, form: str) -> None:
    """And never to a relative address, which a file on a disk has not."""
    if form != "xlsx":
        text = write(visible(table, View()), form, SITE).decode().replace("\r\n ", "")
        assert f"{SITE}?event=event-1" in text and "localhost" not in text


def test_camera_is_no_part_of_what_is_taken_away(extract: Extracts) -> None:
    """Two readers who turned the map differently get the same file."""
    from dateline.view import Camera

    assert extract(camera=Camera(1, 2, 3)).link == extract().link == SITE


def test_unknown_format_is_refused_with_those_that_there_are() -> None:
    """So that the next try is right."""
    with pytest.raises(FormatError, match=r"no format 'pdf'.*csv, xlsx, json, geojson, kml, ics, atom, html, timelinejs\.json"):
        format_of("pdf")


def test_long_selection_is_not_cut_where_a_figure_would_be(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A figure has at most `MOST_MARKS` marks; a file has every event."""
    from dateline.collection import read_collection

    folder = folder_of(tmp_path_factory.mktemp("many"), [{} for _ in range(MOST_MARKS + 5)])
    extract = Extract(visible(read_collection(folder), View()), SITE)

    for form in ("csv", "json", "atom"):
        parts = list(pieces(extract, FORMATS[form]))
        assert len(parts) > 1
        assert len(READERS[form](b"".join(parts))) == MOST_MARKS + 5


@pytest.mark.parametrize(
    ("chosen", "name"),
    [
        ({}, "harbour.csv"),
        ({"countries": ("JPN",), "first": 19_800, "last": 19_803}, "harbour-japan-18-21-mar-2024.csv"),
        ({"text": '../../"é'}, "harbour-e.csv"),
        ({"text": "漢字"}, "harbour.csv"),
    ],
)
def test_name_of_a_file_is_of_plain_letters(extract: Extracts, chosen: dict[str, object], name: str) -> None:
    """It tells one view from another, and no letter of a link climbs out of a folder."""
    assert extract(**chosen).file_name("csv") == name
