"""The page "Your data" as a script: what it asks, what it makes, and what it says when it is off (Streamlit's AppTest)."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dateline.shelf import PRIVATE
from dateline.visitors.wishes import Taken

ROOT = Path(__file__).parents[2]
SLOWEST_S = 60
"""Seconds for one run; the first one imports everything, and starts the process that reads files."""
TABLE = b"""what,label,when,land
A ship,Ship,03/04/2024,KOR
A train,Train,05/06/2024,JPN
"""


def opened() -> AppTest:
    """The page after its first run."""

    def page() -> None:
        from dateline.ui.your_data import your_data

        your_data()

    return sound(AppTest.from_function(page, default_timeout=SLOWEST_S).run())


def sound(page: AppTest) -> AppTest:
    assert not page.exception, page.exception
    return page


def html(page: AppTest) -> str:
    return "\n".join(one.proto.body for one in page.get("html"))


def own(page: AppTest) -> Taken | None:
    """The table that its session has."""
    found: Taken | None = page.session_state["brought"] if page.session_state.get("brought") else None
    return found


@pytest.fixture
def dropped(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page with a file that leaves the order of day and month open."""
    monkeypatch.setenv("DATELINE_UPLOADS", "on")
    page = opened()
    page.file_uploader[0].set_value(("own.csv", TABLE, "text/csv"))
    return sound(page.run())


def test_server_that_takes_no_files_has_no_place_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever comes by an old link is told why, and what to do."""
    monkeypatch.delenv("DATELINE_UPLOADS", raising=False)
    page = opened()
    assert "takes no files" in html(page) and "DATELINE_UPLOADS=on" in html(page)
    assert not page.file_uploader


def test_table_is_made_only_when_all_is_said(dropped: AppTest) -> None:
    """The button cannot be pressed before, and the reason stands beside it."""
    assert dropped.button(key="own-made").disabled
    assert "First say whether the day or the month comes first" in html(dropped)
    (asked,) = dropped.radio
    page = sound(asked.set_value("month-first").run())
    assert not page.button(key="own-made").disabled
    page = sound(page.button(key="own-made").click().run())
    made = own(page)
    assert made is not None and "2 rows: 2 accepted" in html(page)
    assert made.collection.events["s1"].to_list() == [19786.0, 19849.0]


def test_what_was_recognised_can_be_said_otherwise(dropped: AppTest) -> None:
    """Columns and format; what was not recognised too."""
    fields = {one.label.split(":")[0]: one for one in dropped.selectbox}
    assert fields["Title"].value == "label" and fields["Country"].value == "land"
    assert {"Link", "Place precision", "Date precision"} <= fields.keys()
    fields["Title"].set_value("what")
    page = sound(dropped.radio[0].set_value("day-first").run())
    page = sound(page.button(key="own-made").click().run())
    made = own(page)
    assert made is not None
    assert made.collection.events["event_id"].to_list() == ["a-ship", "a-train"]
    form = next(one for one in page.selectbox if one.label == "Format")
    page = sound(form.set_value("geojson").run())
    assert next(one for one in page.selectbox if one.label == "Format").value == "geojson"


def test_table_that_is_forgotten_is_gone(dropped: AppTest) -> None:
    """With the answers that were kept of its file."""
    page = sound(dropped.radio[0].set_value("day-first").run())
    page = sound(page.button(key="own-made").click().run())
    assert own(page) is not None
    page = sound(page.button(key="forget").click().run())
    assert own(page) is None


def test_own_table_is_opened_listed_and_said_to_be_gone(monkeypatch: pytest.MonkeyPatch, dropped: AppTest) -> None:
    """In the app: the picker has it in its session, and without it its address says what it was."""
    page = sound(dropped.radio[0].set_value("day-first").run())
    made = own(sound(page.button(key="own-made").click().run()))
    app = AppTest.from_file(str(ROOT / "dateline" / "ui" / "app.py"), default_timeout=SLOWEST_S)
    app.session_state["brought"] = made
    sound(app.run())
    assert any("yours, in this session only" in str(one.proto.label) for one in app.get("page_link"))
    app.query_params["collection"] = [PRIVATE]
    assert "2 events" in html(sound(app.run()))
    del app.session_state["brought"]
    assert "its reader brought it along" in html(sound(app.run()))
