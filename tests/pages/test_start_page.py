"""The start page as a script: what widgets, words and address do, without a browser (Streamlit's AppTest)."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import TextInput

from dateline import countries, words
from dateline.collection import Collection, read_collection
from dateline.link import from_query
from dateline.selection import Selection, visible
from tests.making import folder_of

ROOT = Path(__file__).parents[2]
SLOWEST_S = 60
"""Seconds for one run; the first one imports everything."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The embedded tables as they are now."""
    return Path(shutil.copytree(ROOT / "data", tmp_path_factory.mktemp("embedded") / "data"))


@pytest.fixture(scope="module")
def table(folder: Path) -> Collection:
    return read_collection(folder)


@pytest.fixture(autouse=True)
def _collection(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("DATELINE_COLLECTIONS", str(folder))


def opened(query: str = "") -> AppTest:
    """The page after its first run with this query."""
    page = AppTest.from_file(str(ROOT / "dateline" / "ui" / "app.py"), default_timeout=SLOWEST_S)
    for name, values in parse_qs(query).items():
        page.query_params[name] = values
    return sound(page.run())


def sound(page: AppTest) -> AppTest:
    assert not page.exception, page.exception
    return page


def shown(table: Collection, query: str) -> Selection:
    """What the library says a query shows."""
    return visible(table, from_query(parse_qs(query), table)[0])


def address(page: AppTest) -> dict[str, list[str]]:
    """The query as the page wrote it."""
    return {name: values if isinstance(values, list) else [values] for name, values in page.query_params.items()}


def html(page: AppTest) -> str:
    """All of the page's own HTML."""
    return "\n".join(one.proto.body for one in page.get("html"))


def sent(page: AppTest) -> dict[str, Any]:
    """What the instrument gets."""
    (mounted,) = page.get("bidi_component")
    data = dict(json.loads(mounted.proto.bytes))
    return data | {name: json.loads(data[name]) for name in ("timeline", "map")}  # the figures are sent as text


def key(page: AppTest, field: str) -> str:
    """The key of the widget of this field, whichever generation it is of."""
    return f"{field}-{page.session_state['generation'].get(field, 0)}"


def words_field(page: AppTest) -> TextInput:
    return page.text_input(key=key(page, "text"))


def chips(page: AppTest) -> list[str]:
    return [one.label for one in page.button if str(one.key).startswith("chip-") and one.key != "chip-all"]


def place_of_instrument(page: AppTest) -> int:
    """How many stand before it on the page."""
    return next(at for at, one in enumerate(page.main.children.values()) if one.type == "bidi_component")


@pytest.mark.parametrize("query", ["country=KOR", "nonsense=1", "country=KOR&country=IDN&match=together&from=2023-11-25"])
def test_the_instrument_keeps_its_place(query: str) -> None:
    """By its place Streamlit knows it: with another one it is taken from the page for a moment, and a hand on it grasps at nothing."""
    page, changed = opened(), opened(query)
    assert html(changed) != html(page)
    assert place_of_instrument(changed) == place_of_instrument(page)


def test_plain_address_shows_everything(table: Collection) -> None:
    """Without a query all events are shown, nothing is pressed and no filter has a chip."""
    page = opened()
    assert words.summary(shown(table, "")) in html(page)
    assert page.get("button_group")[0].value == []
    assert chips(page) == []
    assert address(page) == {}


def test_link_presses_the_pickers(table: Collection) -> None:
    """Each part of a link stands in its own picker."""
    page = opened("country=KOR&country=USA&match=all&category=visit&status=scheduled&from=2023-11-01&to=2023-11-30&text=blinken")
    by_key = {str(one.key).rsplit("-", 1)[0]: one.value for one in page.get("button_group")}
    assert sorted(by_key["countries"]) == ["KOR", "USA"]
    assert by_key["match"] == "all"
    assert by_key["categories"] == ["visit"]
    assert by_key["statuses"] == ["scheduled"]
    assert [one.value for one in page.date_input] == [date(2023, 11, 1), date(2023, 11, 30)]
    assert words_field(page).value == "blinken"


def test_first_run_leaves_a_bad_address_as_it_is() -> None:
    """A link with parts that cannot be used is not rewritten; a note says what was ignored."""
    page = opened("country=ZZZ&colour=red")
    assert address(page) == {"country": ["ZZZ"], "colour": ["red"]}
    assert "country &#x27;ZZZ&#x27; is not known" in html(page)
    assert "&#x27;colour&#x27; is no part of a link" in html(page)


def test_markup_in_a_link_is_escaped() -> None:
    """A note shows a bad value as text."""
    assert "<script>" not in html(opened("category=<script>alert(1)</script>&event=<b>"))


def test_pressed_country_changes_words_list_and_address(table: Collection) -> None:
    """One press of a pill: summary, list and address follow."""
    page = opened()
    page.get("button_group")[0].set_value(["RUS"])
    sound(page.run())
    wanted = shown(table, "country=RUS")
    assert address(page) == {"country": ["RUS"]}
    assert words.summary(wanted) in html(page)
    assert sent(page)["list"].count('class="dl-row') == wanted.counts.shown


def test_match_between_shows_only_what_both_share(table: Collection) -> None:
    """The match is a choice like any other."""
    page = opened("country=PRK&country=RUS")
    next(one for one in page.get("button_group") if one.key == key(page, "match")).set_value("between")
    sound(page.run())
    assert address(page) == {"country": ["PRK", "RUS"], "match": ["between"]}
    assert words.summary(shown(table, "country=PRK&country=RUS&match=between")) in html(page)


def test_text_changes_view_and_address(table: Collection) -> None:
    """Words typed are searched, and stand in the address."""
    page = opened()
    words_field(page).set_value("  satellite   launch ")
    sound(page.run())
    assert address(page) == {"text": ["satellite launch"]}
    assert words.summary(shown(table, "text=satellite launch")) in html(page)


def test_day_changes_view_and_address(table: Collection) -> None:
    """A first day opens a window without an end."""
    page = opened()
    page.date_input[0].set_value(date(2023, 11, 8))
    sound(page.run())
    assert address(page) == {"from": ["2023-11-08"]}
    assert words.summary(shown(table, "from=2023-11-08")) in html(page)


def test_day_after_the_windows_end_lifts_the_end() -> None:
    """Two days in the wrong order cannot be chosen: the one typed last holds."""
    page = opened("to=2023-11-10")
    page.date_input[0].set_value(date(2023, 11, 20))
    sound(page.run())
    assert address(page) == {"from": ["2023-11-20"]}
    assert [one.value for one in page.date_input] == [date(2023, 11, 20), None]


def test_chip_lifts_its_filter_and_no_other(table: Collection) -> None:
    """Each active filter has a chip; pressing one keeps the rest."""
    page = opened("country=PRK&country=RUS&category=statement")
    assert len(chips(page)) == 3
    next(one for one in page.button if one.key == "chip-countries-RUS").click()
    sound(page.run())
    assert address(page) == {"country": ["PRK"], "category": ["statement"]}
    assert next(one for one in page.get("button_group") if one.key == key(page, "countries")).value == ["PRK"]


def test_clear_all_lifts_every_filter_and_keeps_the_open_event(table: Collection) -> None:
    """The last chip clears the filters; the card stays open."""
    event = table.event(shown(table, "country=RUS").shown[0].event.event_id)
    assert event
    page = opened(f"country=RUS&from=2023-01-01&text=russia&event={event.event_id}")
    next(one for one in page.button if one.key == "chip-all").click()
    sound(page.run())
    assert address(page) == {"event": [event.event_id]}
    assert sent(page)["open"] == event.event_id


def test_empty_result_offers_the_filters_that_exclude_everything(table: Collection) -> None:
    """Nothing fits: a button for each filter whose lifting would show something, with the number of events."""
    page = opened("country=IDN&category=launch")
    empty = shown(table, "country=IDN&category=launch")
    offers = [one for one in page.button if str(one.key).startswith("lift-")]
    assert [one.label for one in offers] == [
        f"{words.number(empty.lifted('countries'), 'event')} without {words.FILTER_NAMES['countries']}",
        f"{words.number(empty.lifted('categories'), 'event')} without {words.FILTER_NAMES['categories']}",
        "Lift all filters",
    ]
    offers[1].click()
    sound(page.run())
    assert address(page) == {"country": ["IDN"]}
    assert words.summary(shown(table, "country=IDN")) in html(page)


def test_empty_result_by_no_single_filter_can_be_lifted_as_a_whole(table: Collection) -> None:
    """Where every pair of filters excludes everything, all can be lifted at once."""
    page = opened("country=IDN&category=launch&text=nothing-like-this")
    offers = [one for one in page.button if str(one.key).startswith("lift-")]
    assert [one.label for one in offers] == ["Lift all filters"]
    offers[0].click()
    sound(page.run())
    assert address(page) == {}


def test_list_figures_and_card_are_of_the_same_selection(table: Collection) -> None:
    """List, timeline and map that are sent name the same events."""
    event_id = shown(table, "country=KOR").shown[0].event.event_id
    data = sent(opened(f"country=KOR&event={event_id}"))
    for one in shown(table, "country=KOR").shown:
        assert f'data-event="{one.event.event_id}"' in data["list"]
        assert f'"{one.event.event_id}"' in json.dumps(data["timeline"]["data"])
    assert f'data-open="{event_id}"' in data["card"]


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


def test_country_without_a_pill_is_chosen_from_the_rest(table: Collection) -> None:
    """Countries of few events are in a list behind the row; a choice there becomes a pill."""
    page = opened()
    code = next(code for code in table.countries if countries.name(code) in page.multiselect[0].options[0])
    page.multiselect[0].set_value([code])
    sound(page.run())
    assert address(page) == {"country": [code]}
    assert next(one for one in page.get("button_group") if one.key == key(page, "countries")).value == [code]


def ask(page: AppTest, text: str) -> AppTest:
    """Ask where an event is."""
    page.text_input(key="asked").set_value(text)
    return sound(page.run())


def test_hidden_event_is_found_and_brought_to_sight(table: Collection) -> None:
    """Asked by its id, it is told which filters hide it; the button lifts these and no others, and opens it."""
    event_id = "kor-spy-satellite-launch-planned"
    page = ask(opened("country=RUS&to=2023-11-12&status=scheduled"), event_id)
    assert "hidden by the choice of countries and the window of dates." in html(page)
    page.button(key=f"show-{event_id}").click()
    sound(page.run())
    assert address(page) == {"status": ["scheduled"], "event": [event_id]}
    assert "It is shown, and its card is open." in html(page)
    assert not [one for one in page.button if one.key == f"show-{event_id}"]


def test_shown_event_is_opened_from_the_answer(table: Collection) -> None:
    """Part of its title is enough."""
    event = shown(table, "country=RUS").shown[0].event
    page = ask(opened("country=RUS"), event.title.upper())
    assert page.button(key=f"show-{event.event_id}").label == "Open it"
    page.button(key=f"show-{event.event_id}").click()
    assert address(sound(page.run())) == {"country": ["RUS"], "event": [event.event_id]}


def test_question_without_an_answer_says_so() -> None:
    """And what was asked is shown as text."""
    text = html(ask(opened(), "<b>nowhere</b>"))
    assert "No row of the file has these words" in text and "<b>nowhere" not in text


def test_withheld_row_is_answered_with_its_finding(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It is in no view, so nothing is offered."""
    rows = [{}, {"event_id": "bad-day", "when": "2023-02-30"}]
    monkeypatch.setenv("DATELINE_COLLECTIONS", str(folder_of(tmp_path / "damaged", rows)))
    page = ask(opened(), "bad-day")
    assert "Withheld: line 3 of events.csv" in html(page)
    assert not [one for one in page.button if str(one.key).startswith("show-")]


def test_sums_of_the_view_are_on_the_page(table: Collection) -> None:
    """Each number, as the library counts it; one line of them goes with the copied list."""
    page = opened("country=RUS&from=2023-11-03&to=2023-11-12")
    selection = shown(table, "country=RUS&from=2023-11-03&to=2023-11-12")
    for one in words.sums(selection.counts):
        for count, name in one.parts:
            assert f"<span>{count:,} {name}</span>" in html(page)
    assert sent(page)["account"] == words.account(selection)
