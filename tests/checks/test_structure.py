"""The structural rules: for each one row that breaks only it, and what is said about it."""

from pathlib import Path

import pytest

from dateline.checks import Finding
from dateline.collection import Collection, read_collection
from tests.making import EVENT, PLACE, PLACES, SOURCE, folder_of, write_table


def structure(collection: Collection) -> list[Finding]:
    """What the structural rules say."""
    return [finding for finding in collection.findings if finding.level == "structure"]


def only_finding(folder: Path) -> tuple[Collection, Finding]:
    """The collection and the one thing that the structural rules say of it."""
    collection = read_collection(folder)
    assert len(structure(collection)) == 1, [str(finding) for finding in collection.findings]
    return collection, structure(collection)[0]


def test_sound_table_has_no_finding(tmp_path: Path) -> None:
    """The row that all others differ from is itself sound."""
    assert structure(read_collection(folder_of(tmp_path))) == []


@pytest.mark.parametrize(
    ("cell", "value", "rule", "says"),
    [
        ("event_id", "Port Call", "cell-kind", "port-call"),
        ("title", "", "cell-empty", "must not be empty"),
        ("title", " A ship", "cell-blanks", "blanks"),
        ("when", "2023-02-30", "when-unreadable", "2023-02-28"),
        ("when", "2024-03-18/2024-03-11", "when-unreadable", "2024-03-11/2024-03-18"),
        ("when", "18/03/2024", "when-unreadable", "2024-03-18"),
        ("utc", "2024-03-18 10:00", "cell-kind", "2023-12-01T18:19Z"),
        ("utc", "2024-13-18T10:00Z", "cell-kind", "UTC"),
        ("status", "happened", "value-unknown", "occurred"),
        ("category", "Visit", "value-unknown", "visit"),
        ("countries", "ZZZ:host", "country-unknown", "ISO 3166"),
        ("countries", "KOR", "role-unknown", "KOR:role"),
        ("countries", "KOR:owner", "role-unknown", "host"),
        ("countries", "KOR:host; KOR:host", "cell-kind", "twice"),
        ("countries", "KOR:host;JPN:visitor", "role-unknown", "KOR:role"),
        ("people", "A; ; B", "cell-kind", "empty part"),
        ("places", "atlantis", "reference-broken", "places.csv"),
        ("part_of", "no-such-trip", "reference-broken", "events.csv"),
        ("about", "no-such-claim", "reference-broken", "events.csv"),
        ("stance", "doubts", "value-unknown", "affirms"),
        ("source_id", "rumour", "reference-broken", "sources.csv"),
        ("paragraphs", "one", "cell-kind", "digits"),
        ("confidence", "sure", "value-unknown", "medium"),
    ],
)
def test_damaged_event_cell_is_withheld_and_named(tmp_path: Path, cell: str, value: str, rule: str, says: str) -> None:
    """One bad cell gives one finding with rule, line, column and a way out; the row is withheld, the other one is shown."""
    collection, finding = only_finding(folder_of(tmp_path, [{"event_id": "sound"}, {cell: value}]))
    assert (finding.rule, finding.file, finding.line, finding.column, finding.value) == (rule, "events.csv", 3, cell, value)
    assert says in str(finding)
    assert collection.event("sound") is not None
    assert (collection.rows_in_file, collection.withheld) == (2, 1)


@pytest.mark.parametrize(
    ("cell", "value", "rule", "says"),
    [
        ("latitude", "139.7", "coordinate-range", "swapped"),
        ("longitude", "-180.01", "coordinate-range", "between -180 and 180"),
        ("latitude", "35,1", "cell-kind", "point"),
        ("country", "KR", "country-unknown", "KOR"),
        ("precision", "exact", "value-unknown", "city"),
        ("radius_km", "-1", "out-of-range", "between 0"),
    ],
)
def test_damaged_place_withholds_its_events_too(tmp_path: Path, cell: str, value: str, rule: str, says: str) -> None:
    """An event at a place that cannot be trusted is not drawn somewhere else: it is withheld, with the place as the reason."""
    collection = read_collection(folder_of(tmp_path, places=[PLACE | {cell: value}]))
    place, event = sorted(structure(collection), key=lambda finding: finding.file, reverse=True)
    assert (place.rule, place.line, place.column, place.value) == (rule, 2, cell, value)
    assert says in str(place)
    assert (event.rule, event.column) == ("reference-broken", "places")
    assert collection.withheld == 1


@pytest.mark.parametrize(
    ("cell", "value"), [("latitude", "90"), ("latitude", "-90"), ("longitude", "180"), ("longitude", "-180"), ("radius_km", "0")]
)
def test_coordinate_on_the_limit_is_sound(tmp_path: Path, cell: str, value: str) -> None:
    """The poles and the antimeridian are places."""
    assert structure(read_collection(folder_of(tmp_path, places=[PLACE | {cell: value}]))) == []


def test_id_that_stands_twice_withholds_both(tmp_path: Path) -> None:
    """Which of the two a link means cannot be told."""
    collection = read_collection(folder_of(tmp_path, [{"event_id": "twin"}, {"event_id": "twin"}, {"event_id": "single"}]))
    assert [(finding.rule, finding.line) for finding in structure(collection)] == [("id-duplicate", 2), ("id-duplicate", 3)]
    assert "line 3" in str(structure(collection)[0])
    assert collection.event("single") is not None and collection.event("twin") is None


def test_leg_of_a_withheld_trip_is_still_shown(tmp_path: Path) -> None:
    """The leg is sound by itself; only a place or source that it leans on would take it down."""
    collection = read_collection(folder_of(tmp_path, [{"event_id": "trip", "when": "soon"}, {"event_id": "leg", "part_of": "trip"}]))
    assert collection.event("leg") is not None
    assert collection.withheld == 1


def test_missing_required_column_withholds_the_table(tmp_path: Path) -> None:
    """Without a *when* no event can be drawn; the finding names the column and what it means."""
    folder = folder_of(tmp_path)
    path = folder / "events.csv"
    header, rest = path.read_text("utf-8").split("\n", 1)
    path.write_text(header.replace(",when,", ",day,") + "\n" + rest, "utf-8")
    collection = read_collection(folder)
    said = {(finding.rule, finding.column) for finding in structure(collection)}
    assert said == {("column-missing", "when"), ("column-unknown", "day")}
    assert (collection.rows_in_file, collection.withheld) == (1, 1)


def test_missing_optional_column_withholds_nothing(tmp_path: Path) -> None:
    """A table without notes is a poorer table, not a wrong one."""
    folder = folder_of(tmp_path)
    path = folder / "events.csv"
    lines = [line.rsplit(",", 1)[0] for line in path.read_text("utf-8").splitlines()]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    collection, finding = only_finding(folder)
    assert (finding.rule, finding.column, collection.withheld) == ("column-missing", "seal", 0)


@pytest.mark.parametrize("broken", ["one,two", "a," * 40])
def test_row_of_another_width_is_one_finding(tmp_path: Path, broken: str) -> None:
    """In a row with a cell too many or too few every cell is in doubt: said once."""
    folder = folder_of(tmp_path, [{"event_id": "sound"}])
    with (folder / "events.csv").open("a", encoding="utf-8") as file:
        file.write(broken + "\n")
    collection, finding = only_finding(folder)
    assert (finding.rule, finding.line) == ("row-width", 3)
    assert (collection.rows_in_file, collection.withheld) == (2, 1)


def test_all_findings_come_together_in_file_order(tmp_path: Path) -> None:
    """A person who mends a table wants the whole list, not the first of it."""
    collection = read_collection(folder_of(tmp_path, [{"when": "soon"}, {"status": "?"}, {"countries": "XX:host", "title": ""}]))
    assert [(finding.line, finding.column) for finding in structure(collection)] == [
        (2, "when"),
        (3, "status"),
        (4, "title"),
        (4, "countries"),
    ]


def test_missing_source_table_is_said_and_the_page_still_starts(tmp_path: Path) -> None:
    """A missing file is one finding; what leans on it is withheld without a word of its own."""
    folder = folder_of(tmp_path)
    (folder / "sources.csv").unlink()
    collection = read_collection(folder)
    assert [finding.rule for finding in collection.findings] == ["file-missing"]
    assert collection.withheld == 1


def test_change_log_may_name_an_event_that_is_gone(tmp_path: Path) -> None:
    """A withdrawn event is in the log and nowhere else."""
    folder = folder_of(tmp_path)
    write_table(folder, "changes", [{"date": "2024-04-01", "event_id": "gone", "what": "withdrawn", "why": "the log was of another ship"}])
    assert structure(read_collection(folder)) == []


def test_made_rows_are_what_the_schema_asks_for() -> None:
    """The rows that the tests start from keep the columns of the real tables."""
    assert PLACES[0] is PLACE and EVENT["source_id"] == SOURCE["source_id"]
