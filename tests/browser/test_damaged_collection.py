"""Damaged and missing tables: what is sound is shown, what is withheld is counted and named."""

import csv
import shutil
from pathlib import Path

import pytest

from tests.browser.conftest import Meet, Serve

DAMAGE = {2: ("when", "2023-02-30"), 5: ("countries", "ZZZ:host"), 9: ("status", "perhaps"), 14: ("category", "party")}
"""Line of events.csv -> the column and what is written into it."""


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory, embedded: Path) -> Path:
    """A copy of the embedded tables with four damaged cells."""
    folder = tmp_path_factory.mktemp("damaged") / "data"
    shutil.copytree(embedded, folder)
    with (folder / "events.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    for line, (column, value) in DAMAGE.items():
        rows[line - 1][rows[0].index(column)] = value
    with (folder / "events.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    return folder


def test_damaged_table_shows_what_is_sound_and_names_what_is_not(meet: Meet, serve: Serve, damaged: Path) -> None:
    """Four bad cells withhold their rows; the page counts them and names line, column and value of each."""
    with (damaged / "events.csv").open(encoding="utf-8", newline="") as file:
        every = [row["event_id"] for row in csv.DictReader(file)]
    reader = meet(serve(damaged)).visit()
    said = reader.page.locator(".dl-findings")
    headline = said.locator("strong").inner_text()
    assert f"4 of {len(every)} rows of events.csv are withheld" in headline
    said.locator("summary").click()
    items = said.locator("li").all_inner_texts()
    for line, (column, value) in DAMAGE.items():
        assert any(f"events.csv line {line}, {column}" in item and value.split(":")[0] in item for item in items), (line, items)
    sound = [event_id for line, event_id in enumerate(every, start=2) if line not in DAMAGE]
    assert sorted(reader.rows()) == sorted(sound)
    assert reader.on_timeline() == sorted(sound)


def test_link_to_a_withheld_event_says_so(meet: Meet, serve: Serve, damaged: Path) -> None:
    """A link to an event that cannot be shown has its note, and the rest of the page is there."""
    with (damaged / "events.csv").open(encoding="utf-8", newline="") as file:
        withheld = next(csv.DictReader(file))["event_id"]
    reader = meet(serve(damaged)).visit(f"event={withheld}")
    assert any(withheld in note for note in reader.notes())
    assert reader.rows()


def test_missing_folder_is_one_clear_message(meet: Meet, serve: Serve, tmp_path: Path) -> None:
    """Without tables the page says in one message which folder is not there; no traceback, no empty charts."""
    nowhere = tmp_path / "nowhere"
    reader = meet(serve(nowhere)).visit(drawn=False)
    message = reader.page.get_by_role("alert")
    message.wait_for()
    assert message.count() == 1
    assert "nowhere" in message.inner_text()
    assert "Traceback" not in reader.page.locator("body").inner_text()
    assert reader.page.locator(".dl-instrument").count() == 0
