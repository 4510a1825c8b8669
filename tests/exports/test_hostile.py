"""Text that means harm, in every column and in the view: the files still parse, and nothing in them runs."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from lxml import etree, html
from openpyxl.utils.escape import unescape

from dateline.collection import Collection, read_collection
from dateline.exports import FORMATS, write
from dateline.exports.csv import read_csv
from dateline.exports.readable import readable
from dateline.link import LONGEST_TEXT, clean
from dateline.schema import TABLES
from dateline.selection import visible
from dateline.view import View
from tests.exports.readers import ATOM, KML, READERS
from tests.making import PLACE, SOURCE, folder_of
from tests.spoiling import bounded

NASTY = (
    '=HYPERLINK("https://evil.example","x")',
    "+1+1|cmd",
    "@SUM(A1)",
    "'=1",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</description>]]><!--",
    "a\r\nBEGIN:VEVENT\r\nUID:x",
    "a\\nb\\;c,d;e:f",
    "\u202eevil\u2066 \u200f",
    "a\x01\x0b\x1b[31mb\x9fc\ufffed",
    "_x0041_&amp;&#0;%00%0d%0a",
    "x" * 40_000,
    "漢字 🇰🇷 é e\u0301",
    "{{7*7}}${7*7}",
)
TEXTS = st.one_of(
    st.sampled_from(NASTY), st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1, max_size=60)
)
CELLS = TEXTS.map(str.strip).filter(bool)
LISTED = CELLS.map(lambda text: text.replace("; ", " ").replace(";", ",").strip()).filter(bool)
QUICK = tuple(name for name, form in FORMATS.items() if not form.slow)
SLOW = tuple(name for name, form in FORMATS.items() if form.slow)
LONGEST_S = 20
"""Of the processor, for two files that take long to make; a second is usual."""
EXACT = ("title", "summary", "when_basis", "check_note", "people", "printed")


def hostile(folder: Path, cells: list[str]) -> Collection:
    """Every column of free text, of every table, filled with these."""
    one, two, three, four, five, six = cells
    event = {"title": one, "summary": two, "when_basis": three, "check_note": four, "people": five, "printed": six}
    collection = read_collection(
        folder_of(
            folder,
            [event | {"status": "scheduled"}, event | {"when": "2024-03"}],
            places=[PLACE | {"name": two, "basis": one}],
            sources=[SOURCE | {"title": three, "publisher": four, "published_basis": five, "kind": six, "note": one}],
            follow_ups=[
                {
                    "event_id": "event-1",
                    "when": "2024-03-19",
                    "fact": two,
                    "record": one,
                    "outcome_of": "no",
                    "grade": "A",
                    "source_id": "log",
                }
            ],
            changes=[{"date": "2024-04-01", "event_id": "event-1", "what": "changed", "why": six}],
        )
    )
    assert not collection.damage, "; ".join(str(finding)[:200] for finding in collection.damage)
    return collection


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.tuples(CELLS, CELLS, CELLS, CELLS, LISTED, LISTED), st.text(max_size=40))
def test_any_text_in_any_column_leaves_every_file_whole(tmp_path: Path, cells: tuple[str, ...], asked: str) -> None:
    """Read by the programs of others: both events are there, and formats for programs give the text back exactly."""
    table = hostile(tmp_path, list(cells))
    with bounded():
        selection = visible(table, View(follow_ups=True))
        files = {form: write(selection, form, "https://example.org/", (clean(asked),)) for form in QUICK}

    for form, file in files.items():
        assert sorted(READERS[form](file)) == (["event-1"] if form == "ics" else ["event-1", "event-2"])

    expected = dict(zip(EXACT, cells, strict=True))
    for rows in (read_csv(files["csv"].decode()), json.loads(files["json"])["events"]):
        assert {name: rows[0][name] for name in EXACT} == expected
    assert_readable(files, cells[0])


def assert_readable(files: dict[str, bytes], title: str) -> None:
    """Formats for people have the text without its controls; a workbook has it as it can hold it."""
    plain = readable(title)
    assert str(Calendar.from_ical(files["ics"]).walk("VEVENT")[0]["summary"]).rstrip() == plain.rstrip()
    assert etree.fromstring(files["atom"]).findtext(f"{ATOM}entry/{ATOM}title") == plain
    assert next(etree.fromstring(files["kml"]).iter(f"{KML}Placemark")).findtext(f"{KML}name") == plain


@pytest.mark.parametrize("text", NASTY)
def test_html_in_a_text_is_shown_and_never_a_tag(tmp_path: Path, text: str) -> None:
    """In every format whose texts are drawn as HTML, only our own tags are left."""
    table = hostile(tmp_path, [text, text, text, text, text.replace(";", ","), text.replace(";", ",")])
    selection = visible(table, View(follow_ups=True, text=""))
    atom = etree.fromstring(write(selection, "atom"))
    kml = etree.fromstring(write(selection, "kml"))
    slides: dict[str, Any] = json.loads(write(selection, "timelinejs.json"))
    drawn = [one.text for one in atom.iter(f"{ATOM}content")] + [one.text for one in kml.iter(f"{KML}description")]
    for slide in (*slides["events"], slides["title"]):
        drawn += [slide["text"]["headline"], slide["text"]["text"]]

    for piece in drawn:
        tags = list(html.fromstring(f"<div>{piece}</div>").iter())
        assert {tag.tag for tag in tags} <= {"div", "p", "b", "br", "a", "dl", "dt", "dd"}
        assert {name for tag in tags for name in tag.keys()} <= {"href"}  # noqa: SIM118 - lxml's element is no mapping
        assert all(tag.get("href", "http").startswith("http") for tag in tags)


@pytest.mark.parametrize("text", NASTY)
def test_workbook_keeps_any_text_as_text(tmp_path: Path, text: str) -> None:
    """No cell is a formula, also on the other sheets."""
    table = hostile(tmp_path, [text, text, text, text, text.replace(";", ","), text.replace(";", ",")])
    book = openpyxl.load_workbook(BytesIO(write(visible(table, View(follow_ups=True)), "xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]

    assert {cell.data_type for cell in cells} == {"s"}
    title = unescape(book["Events"]["B2"].value)
    assert title == text or (len(text) > 32_767 and title.endswith("…"))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS)
def test_any_search_text_is_escaped_in_every_file(table: Collection, text: str) -> None:
    """The view's own words stand in titles and links."""
    with bounded():
        selection = visible(table, View(text=clean(text)[:LONGEST_TEXT]))
        files = {form: write(selection, form, notes=(clean(text)[:40],)) for form in QUICK}
    for form, file in files.items():
        READERS[form](file)


@pytest.mark.parametrize("form", SLOW)
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(cells=st.tuples(CELLS, CELLS, CELLS, CELLS, LISTED, LISTED), text=TEXTS)
def test_any_text_leaves_a_file_whole_that_takes_long_to_make(tmp_path: Path, form: str, cells: tuple[str, ...], text: str) -> None:
    """In every column and in the search, with fewer examples."""
    table = hostile(tmp_path, list(cells))
    with bounded(LONGEST_S):
        whole = write(visible(table, View(follow_ups=True)), form)
        found = write(visible(table, View(text=clean(text)[:LONGEST_TEXT])), form, notes=(clean(text)[:40],))
    assert sorted(READERS[form](whole)) == ["event-1", "event-2"]
    READERS[form](found)


def test_columns_of_free_text_are_all_tried() -> None:
    """A new one does not slip through."""
    free = {column.name for column in TABLES["events"].columns if column.kind in ("text", "list")}
    assert free - set(EXACT) == {"seal"}
