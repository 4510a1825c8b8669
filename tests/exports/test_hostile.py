"""Text that means harm, in every column and in the view: the files still parse, and nothing in them runs."""

import csv
import json
import re
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
from PIL import Image, ImageChops

from dateline.canvas import SIZE
from dateline.collection import Collection, read_collection
from dateline.dates import from_iso
from dateline.exports import FORMATS, write
from dateline.exports.citing import STYLES, citation
from dateline.exports.csv import read_csv
from dateline.exports.extract import Extract
from dateline.exports.readable import readable
from dateline.link import LONGEST_TEXT, clean
from dateline.package import write_package
from dateline.picture import MAP, TIME, picture
from dateline.schema import TABLES
from dateline.selection import visible
from dateline.view import View
from tests.exports.readers import ATOM, KML, READERS
from tests.hostile import corpus
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
"""What breaks formats; a table may hold it, and the corpus of the pages need not."""
HARMFUL = (*NASTY, *corpus.TEXTS.values())
TEXTS = st.one_of(
    st.sampled_from(HARMFUL), st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1, max_size=60)
)
CELLS = TEXTS.map(str.strip).filter(bool)
LISTED = CELLS.map(lambda text: text.replace("; ", " ").replace(";", ",").strip()).filter(bool)
QUICK = tuple(name for name, form in FORMATS.items() if not form.slow)
SLOW = tuple(name for name, form in FORMATS.items() if form.slow)
LONGEST_S = 20
"""Of the processor, for two files that take long to make; a second is usual."""
EXACT = ("title", "summary", "when_basis", "check_note", "people", "printed")


def hostile(folder: Path, cells: list[str]) -> Collection:
    """Every column of free text, of every table, filled with these; and the collection's title and licence."""
    one, two, three, four, five, six = cells
    event = {"title": one, "summary": two, "when_basis": three, "check_note": four, "people": five, "printed": six, "seal": one}
    known = {"event_id": "event-1", "when": "2024-03-19", "outcome_of": "no", "grade": "A", "source_id": "log"}
    paragraph = {"source_id": "log", "paragraph": "1"}
    folder_of(
        folder,
        [event | {"status": "scheduled"}, event | {"when": "2024-03"}],
        places=[PLACE | {"name": two, "basis": one}],
        sources=[SOURCE | {"title": three, "publisher": four, "published_basis": five, "kind": six, "sha256": two, "note": one}],
        paragraphs=[paragraph | {"says": three, "left_out": four}],
        readings=[paragraph | {"printed": five, "read_as": six, "basis": one}],
        follow_ups=[known | {"fact": two, "record": one}],
        changes=[{"date": "2024-04-01", "event_id": "event-1", "what": "changed", "why": six}],
    )
    write_package(folder, {"title": one, "licenses": [{"title": two, "path": three}]})
    collection = read_collection(folder)
    assert not collection.damage, "; ".join(str(finding)[:200] for finding in collection.damage)
    return collection


def everywhere(folder: Path, text: str) -> Collection:
    """The same with one text in all of them."""
    listed = text.replace(";", ",")
    return hostile(folder, [text, text, text, text, listed, listed])


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


@pytest.mark.parametrize("text", HARMFUL)
def test_html_in_a_text_is_shown_and_never_a_tag(tmp_path: Path, text: str) -> None:
    """In every format whose texts are drawn as HTML, only our own tags are left."""
    table = everywhere(tmp_path, text)
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


@pytest.mark.parametrize("text", HARMFUL)
def test_workbook_keeps_any_text_as_text(tmp_path: Path, text: str) -> None:
    """No cell is a formula, also on the other sheets."""
    table = everywhere(tmp_path, text)
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


@pytest.mark.parametrize("text", HARMFUL)
def test_any_title_is_cited_in_every_style(tmp_path: Path, text: str) -> None:
    """One line for a footnote, braces that are balanced, a field a line, JSON; and nothing that turns what stands around it."""
    extract = Extract(visible(everywhere(tmp_path, text), View(event="event-1")), "https://example.org/")
    told = {name: style(citation(extract, "https://example.org/?event=event-1", from_iso("2026-11-24"))) for name, style in STYLES.items()}
    title = " ".join(readable(text).split())

    assert told["Text"].splitlines() == [told["Text"]] and told["Text"].startswith(f"“{title}”, Dateline: {title}, data of ")
    bare = re.sub(r"\\(?:[&%$#_{}]|text[a-z]+\{\})", "", told["BibTeX"])
    assert bare.count("{") == bare.count("}") and len(bare.splitlines()) == 8
    assert not re.search(r"[&%$#_~^\\]", next(line for line in bare.splitlines() if line.startswith("  title")))
    fields = [line.split("  - ", 1) for line in told["RIS"].splitlines()]
    assert [tag for tag, _ in fields] == ["TY", "TI", "T2", "PY", "DA", "Y2", "UR", "N1", "ER"] and fields[1][1] == title
    (item,) = json.loads(told["CSL-JSON"])
    assert (item["title"], item["container-title"]) == (title, f"Dateline: {title}")


@pytest.fixture(scope="module")
def plain_picture(tmp_path_factory: pytest.TempPathFactory) -> Image.Image:
    """That of the same table with a letter in each column."""
    return drawn(everywhere(tmp_path_factory.mktemp("plain"), "x"))


@pytest.mark.parametrize("text", HARMFUL)
def test_any_text_stays_in_its_place_in_the_picture(tmp_path: Path, plain_picture: Image.Image, text: str) -> None:
    """Map and timeline are those of the same table with other words, to the pixel."""
    with bounded():
        found = drawn(everywhere(tmp_path, text))
    for box in (MAP, (0, MAP[3] + 1, SIZE[0], TIME[3])):
        assert not ImageChops.difference(found.crop(box), plain_picture.crop(box)).getbbox()
    assert ImageChops.difference(found, plain_picture).getbbox()


def drawn(table: Collection) -> Image.Image:
    """The picture of its first event."""
    return Image.open(BytesIO(picture(visible(table, View(event="event-1")), "https://example.org/"))).convert("RGB")


def test_columns_of_free_text_are_all_tried(tmp_path: Path) -> None:
    """A new one, of whatever table, does not slip through."""
    cells = [f"text {letter}" for letter in "abcdef"]
    hostile(tmp_path, cells)
    for table in TABLES.values():
        with (tmp_path / table.file).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for column in table.columns:
            assert column.kind not in ("text", "list") or {row[column.name] for row in rows} <= set(cells), f"{table.name}.{column.name}"
