"""The start page of a table that is damaged or not there: what is withheld is counted and named."""

from pathlib import Path

import pytest

from tests.making import folder_of
from tests.pages.start_page import html, opened


def test_damaged_rows_are_counted_and_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A table with two bad rows shows the others and says what is wrong where."""
    rows = [{}, {"when": "2023-02-30"}, {"countries": "ZZZ:host"}]
    monkeypatch.setenv("DATELINE_COLLECTIONS", str(folder_of(tmp_path / "damaged", rows)))
    text = html(opened())
    assert "2 of 3 rows of events.csv are withheld" in text
    assert "events.csv line 3, when" in text
    assert "events.csv line 4, countries" in text


def test_missing_column_withholds_the_table_and_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without a required column there are no events; the page is there and names file and column."""
    damaged = folder_of(tmp_path / "damaged")
    file = damaged / "events.csv"
    file.write_text(file.read_text("utf-8").replace("status", "state", 1), "utf-8")
    monkeypatch.setenv("DATELINE_COLLECTIONS", str(damaged))
    text = html(opened())
    assert "events.csv" in text
    assert "status" in text


def test_missing_folder_is_one_message(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No tables, no charts: one message names the folder."""
    monkeypatch.setenv("DATELINE_COLLECTIONS", str(tmp_path / "nowhere"))
    page = opened()
    assert html(page).count('role="alert"') == 1
    assert "nowhere" in html(page)
    assert not page.get("bidi_component")
