"""A long table in Parquet is the same collection as the same rows in CSV, and only what cannot be done with it is said to be undone."""

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from benchmarks.make_collection import write
from dateline import fragments, words
from dateline.aggregates import overview, stacks
from dateline.answers import answers
from dateline.collection import Collection, read_collection
from dateline.exports import write as export
from dateline.grid import grid
from dateline.pairs import pairs, partners, spots
from dateline.parquet import ParquetFile
from dateline.rows import SheetError
from dateline.selection import visible
from dateline.view import Box, View
from tests.making import EVENT, folder_of, in_parquet

COUNT = 3_000
"""More than can be drawn one by one."""
VIEWS = [
    View(),
    View(countries=("KOR",)),
    View(countries=("KOR", "MEX"), match="all"),
    View(countries=("KOR", "MEX"), match="between", roles=("host", "visitor")),
    View(roles=("mentioned",), categories=("launch", "talks")),
    View(statuses=("denied", "alleged"), shapes=("span", "month")),
    View(first=15_000, last=15_400),
    View(text="south korea"),
    View(area=Box(30.0, 120.0, 45.0, 150.0), last=16_000),
    View(area=Box(-20.0, 150.0, 20.0, -80.0)),
]
ODD = [
    {},
    {"event_id": "other-letters", "title": "Élan à Çeşme", "people": "Zoë Straße; Nguyễn Văn", "seal": "000000000000"},
    {"event_id": "no-day", "when": "2024-13-01"},
    {"event_id": "no-place", "places": "atlantis"},
    {"event_id": "twice"},
    {"event_id": "twice"},
    {"event_id": "Wrong Id"},
    {"event_id": "leg", "part_of": "event-1", "checked_on": "2024-03-21"},
    {"event_id": "leg-of-nothing", "part_of": "nothing"},
    {"event_id": "blank", "title": "A title "},
    {"event_id": "untitled", "title": ""},
    {"event_id": "odd-list", "people": "One;  Two"},
    {"event_id": "no-country", "countries": "ZZZ:host"},
]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Collection, Collection]:
    """The same events in CSV and in Parquet."""
    folder = tmp_path_factory.mktemp("long")
    return read_collection(write(folder / "same", COUNT)), read_collection(in_parquet(write(folder / "parquet" / "same", COUNT)))


@pytest.fixture
def odd(tmp_path: Path) -> tuple[Collection, Collection]:
    """The same damaged events in CSV and in Parquet."""
    return read_collection(folder_of(tmp_path / "csv", ODD)), read_collection(in_parquet(folder_of(tmp_path / "parquet", ODD)))


def test_events_are_those_of_csv_but_for_their_line(both: tuple[Collection, Collection]) -> None:
    """Every cell of every event, in the same order; the first row is line 2 of a CSV file."""
    in_csv, in_parquet = (one.at(range(COUNT)) for one in both)
    assert [replace(event, line=event.line + 1) for event in in_parquet] == list(in_csv)
    assert both[0].countries == both[1].countries and both[0].source == both[1].source


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_a_view_counts_the_same_in_parquet(both: tuple[Collection, Collection], view: View) -> None:
    """Sums, facets, bars, cells, overview, list, words."""
    one, other = (visible(table, view) for table in both)
    assert one.counts == other.counts and one.parties == other.parties and one.places == other.places
    for what in ("countries", "roles", "categories", "statuses", "shapes"):
        assert one.facet(what) == other.facet(what), what
    assert stacks(one) == stacks(other) and grid(one) == grid(other) and overview(one) == overview(other)
    assert words.summary(one) == words.summary(other) and words.account(one) == words.account(other)
    assert fragments.event_list(one, newest_first=True) == fragments.event_list(other, newest_first=True)
    assert pairs(one) == pairs(other) and spots(one) == spots(other) and partners(one, "KOR") == partners(other, "KOR")


@pytest.mark.parametrize("form", ["csv", "geojson"])
def test_an_export_has_the_same_rows(both: tuple[Collection, Collection], form: str) -> None:
    """But for the fingerprint, which is that of the files."""
    one, other = (export(visible(table, View(countries=("KOR",))), form) for table in both)
    assert one.replace(both[0].fingerprint.encode(), b"") == other.replace(both[1].fingerprint.encode(), b"")


def test_relations_and_answers_are_found(both: tuple[Collection, Collection]) -> None:
    """What an event is part of, and where an event is."""
    trip = next(event.part_of for event in both[0].at(range(COUNT)) if event.part_of)
    legs = [[event.event_id for event in table.referring(trip)] for table in both]
    assert legs[0] == legs[1] != []
    found = [answers(visible(table, View(countries=("KOR",))), trip).found for table in both]
    assert found[0][0].event.event_id == found[1][0].event.event_id == trip  # type: ignore[union-attr]
    assert str(found[0][0].hiding) == str(found[1][0].hiding)  # type: ignore[union-attr]
    assert both[1].event("nothing") is None


def test_damaged_rows_are_withheld_as_in_csv(odd: tuple[Collection, Collection]) -> None:
    """The same rows, the same findings for each, and the sum holds."""
    in_csv, in_parquet = odd
    assert in_csv.rows_in_file == in_parquet.rows_in_file == len(ODD)
    assert in_parquet.withheld == len(in_parquet.lost) == in_csv.withheld == 10
    assert [one.event_id for one in in_csv.lost] == [one.event_id for one in in_parquet.lost]
    for lost, other in zip(in_csv.lost, in_parquet.lost, strict=True):
        rules = [
            {(one.rule, one.column, one.value) for one in table.damage_of(row)} for table, row in ((in_csv, lost), (in_parquet, other))
        ]
        assert rules[0] == rules[1] != set()


def test_letters_with_accents_are_found_and_seals_compared(odd: tuple[Collection, Collection]) -> None:
    """As in CSV: the search knows no accents; a seal of other cells is noticed."""
    for table in odd:
        assert [one.event.event_id for one in visible(table, View(text="elan cesme strasse nguyen")).shown] == ["other-letters"]
        assert table.seal_of("other-letters") == "changed" and table.seal_of("leg") == "never"
        assert table.checked_on == "2024-03-21"
    assert odd[1].sealed is None


def test_what_is_wrong_in_many_rows_is_told_once(tmp_path: Path) -> None:
    """With the first row, how many there are, and the rest summed up."""
    events = [{"when": "someday"}] * 5 + [{"status": f"odd-{at}"} for at in range(30)]
    table = read_collection(in_parquet(folder_of(tmp_path, events)))
    told = [str(one) for one in table.damage]
    assert table.withheld == 35 and sum(one.rows for one in table.damage) == 35 and len(told) == 22
    assert any(text.startswith("events.parquet row 1 (and 4 more rows), when 'someday'") for text in told)
    assert any("so it is with 10 more texts of this column" in text for text in told)


def test_rules_that_look_at_each_event_are_said_not_to_be_run(tmp_path: Path) -> None:
    """And those of the short tables are."""
    table = read_collection(in_parquet(folder_of(tmp_path, [{"when": "2024-03-01"}])))
    why_not = {ran.rule.name: ran.why_not for ran in table.rules}
    assert why_not["first-of-month"] == "the events are too many to be looked at one by one" == why_not["text-garbled"]
    assert why_not["cell-kind"] == why_not["zero-point"] == why_not["reference-broken"] == ""


def test_follow_ups_of_withheld_events_fall_with_them(tmp_path: Path) -> None:
    """As in CSV, the finding names the row."""
    record = {"when": "2024-03-19", "fact": "It left.", "outcome_of": "no", "record": "the log", "grade": "B", "source_id": "log"}
    events = [{"event_id": "good"}, {"event_id": "bad", "when": "x"}]
    records = [record | {"event_id": one} for one in ("good", "bad", "none")]
    table = read_collection(in_parquet(folder_of(tmp_path, events, follow_ups=records)))
    assert [one.event_id for one in table.follow_ups] == ["good"]
    told = [str(one) for one in table.damage if one.rule == "reference-broken"]
    assert len(told) == 2 and "'bad' is withheld itself (events.parquet line 2)" in told[0]


def test_short_tables_may_be_in_parquet_too(tmp_path: Path) -> None:
    """Their findings name the file that they are in."""
    folder = in_parquet(folder_of(tmp_path, sources=[{**SOURCE_TWICE}, {**SOURCE_TWICE}]), "events", "places", "sources")
    table = read_collection(folder)
    assert table.files[:3] == ("events.parquet", "places.parquet", "sources.parquet")
    assert {one.file for one in table.damage if one.rule == "id-duplicate"} == {"sources.parquet"} and table.withheld == 1


SOURCE_TWICE = {"source_id": "log", "title": "A log", "published": "2024", "published_basis": "made", "kind": "log"}


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda frame: frame.drop("when"), "column-missing"),
        (lambda frame: frame.with_columns(people=pl.lit(["a"])), "encoding-wrong"),
        (lambda frame: frame.with_columns(title=pl.lit("a" * 100_001)), "encoding-wrong"),
        (lambda frame: frame.with_columns(people=pl.lit(3).cast(pl.Duration)), "encoding-wrong"),
        (lambda frame: frame.with_columns(when=pl.lit(2**31 - 2).cast(pl.Int32).cast(pl.Date)), "encoding-wrong"),
    ],
    ids=["missing", "list", "endless", "duration", "day beyond the calendar"],
)
def test_a_file_that_cannot_be_used_is_withheld_whole(tmp_path: Path, change: object, rule: str) -> None:
    """With a finding for the file, and no traceback."""
    folder = in_parquet(folder_of(tmp_path))
    change(pl.read_parquet(folder / "events.parquet")).write_parquet(folder / "events.parquet")  # type: ignore[operator]
    table = read_collection(folder)
    assert len(table.events) == 0 and [one.rule for one in table.damage if not one.line] == [rule]
    assert visible(table, View()).counts.shown == 0


def test_bytes_that_are_no_parquet_are_said(tmp_path: Path) -> None:
    """Named, with what to do."""
    folder = in_parquet(folder_of(tmp_path))
    (folder / "events.parquet").write_text("event_id,title")
    assert "events.parquet: cannot be read as Parquet" in str(read_collection(folder).damage[0])


def test_rows_are_counted_where_they_stand(tmp_path: Path) -> None:
    """A damaged end that counts too many is no reason to make room for them, nor a panic of the library."""
    folder = in_parquet(folder_of(tmp_path, [{}] * 5))
    path = folder / "events.parquet"
    content = path.read_bytes()
    end = content[-8 - int.from_bytes(content[-8:-4], "little") : -8]
    at = end.index(b"\x16\x0a") + 1  # the number of rows of all: 5, in the zigzag of Thrift
    more = end[:at] + b"\x80\x89\x7a" + end[at + 1 :]  # a million
    path.write_bytes(content[: -8 - len(end)] + more + len(more).to_bytes(4, "little") + b"PAR1")
    assert pl.scan_parquet(path).select(pl.len()).collect().item() == 1_000_000
    table = read_collection(folder)
    assert table.rows_in_file == len(table.events) == 5


def test_columns_of_different_lengths_are_refused(tmp_path: Path) -> None:
    """Cells of one row could not be told from those of another."""
    file = ParquetFile(in_parquet(folder_of(tmp_path, [{}] * 5)) / "events.parquet")
    file.rows = 4
    with pytest.raises(SheetError, match="its column 'title' has 5 rows, and 'event_id' has 4"):
        file.column("title")


def test_a_long_table_without_rows_is_an_empty_collection(tmp_path: Path) -> None:
    """As in CSV: nothing is wrong with it, and nothing is in it."""
    folder = in_parquet(folder_of(tmp_path))
    pl.read_parquet(folder / "events.parquet").clear().write_parquet(folder / "events.parquet")
    table = read_collection(folder)
    assert (table.damage, table.rows_in_file, len(table.events)) == ((), 0, 0)
    assert visible(table, View(countries=("KOR",), text="ship")).counts.shown == 0


def test_a_table_in_two_files_is_refused(tmp_path: Path) -> None:
    """Which of them counts could not be told."""
    folder = folder_of(tmp_path)
    pl.DataFrame(EVENT).write_parquet(folder / "events.parquet")
    table = read_collection(folder)
    assert [one.rule for one in table.damage] == ["file-twice"] and table.withheld == 1


def test_days_and_numbers_of_the_file_are_read_as_their_text(tmp_path: Path) -> None:
    """A program that writes Parquet keeps a day as a day."""
    folder = in_parquet(folder_of(tmp_path))
    frame = pl.read_parquet(folder / "events.parquet").with_columns(pl.col("when").str.to_date(), pl.col("paragraphs").cast(pl.Int32))
    frame.drop("utc").write_parquet(folder / "events.parquet")
    event = read_collection(folder).at([0])[0]
    assert event.when.edtf == "2024-03-18" and event.paragraphs == (1,) and event.utc == ""
    assert isinstance(read_collection(folder).events.to_native(), pl.DataFrame)
