"""The start page as a script: what widgets, words and address do, without a browser (Streamlit's AppTest)."""

import json
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from dateline import countries, words
from dateline.collection import Collection
from tests.pages.start_page import address, chips, html, key, opened, sent, shown, sound, words_field


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
    by_key = {str(one.key).rsplit("-", 2)[0]: one.value for one in page.get("button_group")}
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


@pytest.mark.parametrize(
    ("query", "years"),
    [
        ("country=JPN", (2021, 2023)),  # of the table, whatever is shown of it
        ("from=1950-06-25", (1950, 2023)),
        ("from=-0044-03-15", (1, 2023)),  # as far as a calendar goes
    ],
)
def test_calendars_have_the_years_of_the_table_and_of_the_view(query: str, years: tuple[int, int]) -> None:
    """So they open near to the events, not at today, and no day of a link is outside."""
    for calendar in sound(opened(query)).date_input:
        assert (calendar.min, calendar.max) == (date(years[0], 1, 1), date(years[1], 12, 31))


def test_day_after_the_windows_end_lifts_the_end() -> None:
    """Two days in the wrong order cannot be chosen: the one typed last holds."""
    page = opened("to=2023-11-10")
    page.date_input[0].set_value(date(2023, 11, 20))
    sound(page.run())
    assert address(page) == {"from": ["2023-11-20"]}
    assert [one.value for one in page.date_input] == [date(2023, 11, 20), None]


def test_two_chips_pressed_in_one_run_lift_both_filters() -> None:
    """The second one was drawn before the first was lifted."""
    page = opened("country=RUS&country=PRK&category=launch")
    for name in ("chip-countries-RUS", "chip-categories-launch"):
        next(one for one in page.button if one.key == name).click()
    page.run()
    assert address(page) == {"country": ["PRK"]}


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


def test_country_without_a_pill_is_chosen_from_the_rest(table: Collection) -> None:
    """Countries of few events are in a list behind the row; a choice there becomes a pill."""
    page = opened()
    code = next(code for code in table.countries if countries.name(code) in page.multiselect[0].options[0])
    page.multiselect[0].set_value([code])
    sound(page.run())
    assert address(page) == {"country": [code]}
    assert next(one for one in page.get("button_group") if one.key == key(page, "countries")).value == [code]


def test_sums_of_the_view_are_on_the_page(table: Collection) -> None:
    """Each number, as the library counts it; one line of them goes with the copied list."""
    page = opened("country=RUS&from=2023-11-03&to=2023-11-12")
    selection = shown(table, "country=RUS&from=2023-11-03&to=2023-11-12")
    for one in words.sums(selection.counts):
        for count, name in one.parts:
            assert f"<span>{count:,} {name}</span>" in html(page)
    assert sent(page)["account"] == words.account(selection)
