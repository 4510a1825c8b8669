"""The scene of a view, asked for by a browser that draws a choice ahead of the run of the page."""

import json
from pathlib import Path
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dateline.collection import read_collection
from dateline.dates import from_iso
from dateline.figures.palette import THEMES
from dateline.link import DATA, PARAMETERS, from_query
from dateline.scene_text import scene_text
from dateline.scripts import entry
from dateline.server import routes
from dateline.server.asking import LONGEST_QUERY
from dateline.shelf import VARIABLE
from tests.making import folder_of
from tests.spoiling import DATES, bounded

client = TestClient(Starlette(routes=list(routes())))
DAY = "2024-03-18"


def asked(view: str, **others: str) -> str:
    besides = {"theme": "dark", "today": DAY, "sort": "newest", "script": entry()} | others
    return f"/scene.json?{'&'.join(f'{name}={value}' for name, value in besides.items() if value)}&{view}"


@pytest.fixture(autouse=True)
def port_calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A server of three events."""
    folder = folder_of(tmp_path / "calls", [{"title": "First <call>"}, {"when": "2024-03-19"}, {"category": "talks", "when": "2024-03-20"}])
    monkeypatch.setenv(VARIABLE, str(folder))
    return folder


@pytest.mark.parametrize(("sort", "newest"), [("newest", True), ("time", False), ("", False)])
def test_scene_is_what_the_run_of_the_page_sends(port_calls: Path, sort: str, newest: bool) -> None:
    """The same text: by it the browser knows that what it has drawn is what the run then tells."""
    answer = client.get(asked("category=visit&event=event-2", sort=sort))
    view, _ = from_query({"category": ["visit"], "event": ["event-2"]})
    table = read_collection(port_calls)
    wanted = scene_text(
        table, view.changed(collection=table.linked), THEMES["dark"], from_iso(DAY), newest_first=newest, page="http://testserver/"
    )
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    assert answer.text == wanted


def test_what_the_browser_has_is_not_sent_again() -> None:
    """304 for the tag of the answer; another view has another one."""
    tag = client.get(asked("country=KOR")).headers["etag"]
    assert client.get(asked("country=KOR"), headers={"If-None-Match": tag}).status_code == 304
    assert client.get(asked("event=event-1"), headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("script", ["", "instrument-00000000.js"])
def test_browser_with_another_script_gets_no_scene(script: str) -> None:
    """Of a redeploy it has the old script, and a scene may have another form: it then waits for the run."""
    answer = client.get(asked("", script=script))
    assert (answer.status_code, "load the page anew" in answer.text) == (404, True)


@pytest.mark.parametrize("others", [{"theme": "mauve"}, {"theme": ""}, {"today": "tomorrow"}, {"today": ""}])
def test_what_is_no_theme_or_day_is_said(others: dict[str, str]) -> None:
    """400, with what is wanted."""
    answer = client.get(asked("", **others))
    assert (answer.status_code, "theme must be one of light, dark" in answer.text) == (400, True)


def test_query_without_end_is_refused() -> None:
    """414, before anything is read."""
    assert client.get(asked("text=" + "x" * LONGEST_QUERY)).status_code == 414


def test_server_without_a_table_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """503, as on every other address."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "nothing"))
    assert client.get(asked("")).status_code == 503


OWN = {"theme": "dark", "today": DAY, "sort": "newest", "script": entry()}
NAMES = st.sampled_from([*(one.name for one in PARAMETERS), DATA, *OWN, "embed"]) | st.text(max_size=9)
VALUES = st.one_of(
    st.sampled_from(
        [one.example for one in PARAMETERS] + ["KOR,JPN", "between", "event-2", "-90_-180_90_180", "calls", "0" * 12 + "-0", "-0500"]
    ),
    DATES,
    st.builds(lambda text, times: text * times, st.text(min_size=1, max_size=9), st.integers(2, 900)),
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=st.lists(st.tuples(NAMES, VALUES), max_size=12), own=st.sets(st.sampled_from(sorted(OWN)), max_size=1))
def test_any_query_has_a_scene_or_a_refusal(pairs: list[tuple[str, str]], own: set[str]) -> None:
    """Each parameter with anything, also long and several times: soon, and nothing but the answers that the address has."""
    whole = [(name, value) for name, value in OWN.items() if name not in own]
    query = urlencode([(name.encode("utf-8", "replace"), value.encode("utf-8", "replace")) for name, value in [*pairs, *whole]])
    with bounded():
        answer = client.get(f"/scene.json?{query}")
    if len(query) > LONGEST_QUERY:
        assert answer.status_code == 414
    elif not own:
        assert answer.status_code == 200 and json.loads(answer.text, parse_constant=pytest.fail)["theme"] == "dark"
    else:
        assert answer.status_code in (200, 400, 404)
