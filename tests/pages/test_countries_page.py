"""The page of countries as a script: what it says and where its links lead, without a browser (Streamlit's AppTest)."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from dateline.collection import Collection
from dateline.link import from_query
from dateline.pairs import pairs
from dateline.selection import Selection, visible

ROOT = Path(__file__).parents[2]
SLOWEST_S = 60
LINK = re.compile(r'<a (?:class="[^"]*" )?href="\./\?([^"]*)"[^>]*>([\d,]+)(?: alone)?</a>')


def opened(query: str = "") -> AppTest:
    """The page of countries with this query."""
    page = AppTest.from_file(str(ROOT / "dateline" / "ui" / "app.py"), default_timeout=SLOWEST_S)
    for name, values in parse_qs(query).items():
        page.query_params[name] = values
    return sound(page.run().switch_page("../../pages/countries.py").run())


def sound(page: AppTest) -> AppTest:
    assert not page.exception, page.exception
    return page


def html(page: AppTest) -> str:
    return "\n".join(one.proto.body for one in page.get("html") if not one.proto.body.startswith("<style>"))


def tables(page: AppTest) -> str:
    """The tables of countries in it."""
    return "\n".join(re.findall(r'<table class="dl-grid.*?</table>', html(page), re.DOTALL))


def shown(table: Collection, query: str) -> Selection:
    """What the library says a query shows."""
    return visible(table, from_query(parse_qs(query), table)[0])


def followed(table: Collection, page: AppTest) -> list[tuple[str, int, int]]:
    """Each number of the page that is a link: its query, the number, and what following it shows."""
    links = [(unescape(query), int(count.replace(",", ""))) for query, count in LINK.findall(html(page))]
    return [(query, count, shown(table, query).counts.shown) for query, count in links]


def address(page: AppTest) -> dict[str, list[str]]:
    return {name: values if isinstance(values, list) else [values] for name, values in page.query_params.items()}


@pytest.mark.parametrize(
    "query", ["", "status=alleged&status=assessed", "role=host&role=visitor", "from=2023-11-05&to=2023-11-12", "country=KOR"]
)
def test_every_number_is_a_link_to_as_many_events(table: Collection, query: str) -> None:
    """In the matrix, and in the tables of one country."""
    found = followed(table, opened(query))
    assert len(found) > 4
    assert [one for one in found if one[1] != one[2]] == []


def test_plain_address_shows_every_pair(table: Collection) -> None:
    """One row a country, one cell with a number for each two that share something, in both halves."""
    page = opened()
    found = pairs(shown(table, ""))
    text = tables(page)
    assert f"{found.met} pairs of {len(found.countries)} countries share events" in html(page)
    assert text.count('<th scope="row">') == text.count('<th scope="col">') == len(found.countries)
    assert len(re.findall("match=all", text)) == 2 * found.met


def test_several_chosen_countries_are_the_rows(table: Collection) -> None:
    """The matrix is among them, with a way back to all."""
    page = opened("country=KOR&country=USA&country=IDN")
    assert tables(page).count('<th scope="row">') == 3
    assert "of the chosen countries" in html(page)


def test_one_chosen_country_has_its_own_page(table: Collection) -> None:
    """Its name, its roles, its partners, its places and each of its events."""
    text = html(opened("country=KOR"))
    assert "South Korea</h2>" in text
    assert "host – visitor 7" in text and "accuser – accused" in text
    for one in shown(table, "country=KOR").shown:
        assert f"event={one.event.event_id}" in text
    assert "Seoul" in text


def test_country_is_chosen_from_the_list() -> None:
    """It stands in the address, in the place of the match that was asked for."""
    page = opened("country=USA&country=KOR&match=between&status=occurred")
    page.selectbox[0].set_value("JPN")
    sound(page.run())
    assert address(page) == {"country": ["JPN"], "status": ["occurred"]}
    page.selectbox[0].set_value("")
    sound(page.run())
    assert address(page) == {"status": ["occurred"]}


def test_role_and_status_are_those_of_the_start_page() -> None:
    """A pill changes the address; the chip lifts it."""
    page = opened()
    group = next(one for one in page.get("button_group") if str(one.key).startswith("statuses"))
    group.set_value(["alleged"])
    sound(page.run())
    assert address(page) == {"status": ["alleged"]}
    next(one for one in page.button if one.key == "chip-statuses-alleged").click()
    assert address(sound(page.run())) == {}


def test_country_that_is_only_mentioned_says_what_excludes_it() -> None:
    """No table: the filter whose lifting would show something, and how often it is mentioned."""
    page = opened("country=UKR")
    assert "Ukraine</h2>" in html(page)
    assert not tables(page)
    assert any("without the choice of countries" in one.label for one in page.button)


def test_nothing_shared_is_said() -> None:
    """A country whose events are its own has no table of partners."""
    assert "No other country takes part" in html(opened("country=KOR&match=between"))
