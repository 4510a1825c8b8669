"""Ready-made windows follow the source and today, count what they would give, and stand there once."""

from pathlib import Path

import pytest

from dateline.collection import Collection, read_collection
from dateline.dates import from_iso, iso
from dateline.presets import Preset, presets
from dateline.selection import visible
from dateline.view import View
from tests.making import SOURCE, collection_of, folder_of

TODAY = from_iso("2024-05-17")


def _days(one: Preset) -> tuple[str, str]:
    return "" if one.first is None else iso(one.first), "" if one.last is None else iso(one.last)


def _published(tmp_path: Path, published: str) -> Collection:
    return read_collection(folder_of(tmp_path, [{"when": "2024-03-18"}], sources=[SOURCE | {"published": published}]))


def test_source_of_one_day_gives_the_days_before_and_after_it_and_its_month(tmp_path: Path) -> None:
    """Both ends count: its own day is among the days up to it."""
    found = presets(visible(_published(tmp_path, "2024-02-20"), View()), TODAY)
    assert [(one.name, *_days(one)) for one in found] == [
        ("All", "", ""),
        ("Until the source", "", "2024-02-20"),
        ("After it", "2024-02-21", ""),
        ("Feb 2024", "2024-02-01", "2024-02-29"),
        ("This month", "2024-05-01", "2024-05-31"),
    ]


@pytest.mark.parametrize(
    ("published", "names"),
    [
        ("[2024-02-20..2024-02-22]", ["All", "Until the source", "After it", "Feb 2024", "This month"]),
        ("[2024-02-28..2024-03-02]", ["All", "Until the source", "After it", "This month"]),
        ("[..2024-02-20]", ["All", "Until the source", "After it", "This month"]),
        ("[2024-02-20..]", ["All", "This month"]),
        ("2024-05-02", ["All", "Until the source", "After it", "May 2024"]),
    ],
)
def test_source_of_an_unsure_day_gives_what_its_bounds_allow(tmp_path: Path, published: str, names: list[str]) -> None:
    """No month where it may be in two, nothing before or after an open end; its month and this one are one where they are the same."""
    assert [one.name for one in presets(visible(_published(tmp_path, published), View()), TODAY)] == names


def test_counts_are_what_choosing_gives_with_the_other_filters(tmp_path: Path) -> None:
    """The window in force does not count; the category does; possible events do."""
    events = ({"when": "2024-03-18"}, {"when": "[..2024-04-02]"}, {"when": "2024-03-21"}, {"when": "2024-03-10", "category": "talks"})
    table = collection_of(tmp_path, *events)
    view = View(categories=("visit",), first=from_iso("2024-03-21"), last=from_iso("2024-03-21"))
    found = presets(visible(table, view), TODAY)
    assert {one.name: one.count for one in found} == {"All": 3, "Until the source": 2, "After it": 2, "Mar 2024": 3, "This month": 0}
    for one in found:
        assert one.count == visible(table, view.changed(first=one.first, last=one.last)).counts.shown


def test_december_and_years_before_the_common_era_have_their_month(tmp_path: Path) -> None:
    """The month after December is that of the next year; there is no year 0 in words."""
    table = collection_of(tmp_path, {})
    assert _days(presets(visible(table, View()), from_iso("2024-12-05"))[-1]) == ("2024-12-01", "2024-12-31")
    old = _published(tmp_path / "old", "-0043-03-15")
    assert [one.name for one in presets(visible(old, View()), TODAY)][3] == "Mar 44 BCE"
