"""What the browser is told of its buttons leads where the run of the page then goes."""

from collections.abc import Callable
from urllib.parse import parse_qsl

import pytest
from hypothesis import given

from dateline import countries, words
from dateline.collection import Collection
from dateline.link import from_query, to_query
from dateline.schema import CATEGORIES, ROLES, STATUSES
from dateline.selection import visible
from dateline.ui import labels
from dateline.ui.ahead import ahead, presses
from dateline.ui.pickers import role_name
from dateline.view import View
from tests.making import collection_of
from tests.test_link import views


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """Events of all the countries that a view may name."""
    pairs = ("KOR:host; PRK:accused", "JPN:visitor; USA:host", "NAM:host")
    return collection_of(tmp_path_factory.mktemp("calls"), *({"countries": one} for one in pairs))


def stepped(view: View, step: str) -> View:
    """As `stepped` of the browser's module."""
    query = to_query(view)
    for name, value in parse_qsl(step, keep_blank_values=True):
        values = query.pop(name, [])
        query[name] = [] if not value else [one for one in values if one != value] if value in values else [*values, value]
    return from_query({name: values for name, values in query.items() if values})[0]


def toggled(view: View, field: str, value: str) -> View:
    """As Streamlit's pills: what is pressed is added, or let go."""
    there = getattr(view, field)
    return view.changed(**{field: tuple(one for one in there if one != value) if value in there else (*there, value)})


@given(views())
def test_every_button_leads_where_its_press_goes(calls: Collection, view: View) -> None:
    """Pills put in or take out one value, chips lift their filter, and the last one lifts all."""
    view = view.changed(event="")
    told = presses(visible(calls, view))
    pills: list[tuple[str, tuple[str, ...], Callable[[str], str]]] = [
        ("countries", tuple(calls.countries), countries.name),
        ("roles", tuple(ROLES), role_name),
        ("categories", tuple(CATEGORIES), words.CATEGORY_NAMES.__getitem__),
        ("statuses", tuple(STATUSES), words.STATUS_NAMES.__getitem__),
    ]
    for field, values, name in pills:
        for value in values:
            assert stepped(view, told.pop(name(value))) == toggled(view, field, value)
    for chip in words.chips(view, calls):
        assert stepped(view, told.pop(f"{chip.text}{labels.LIFT}")) == chip.lifted
    assert stepped(view, told.pop(labels.ALL)) == view.unfiltered()
    assert not told


def test_address_says_what_else_a_scene_is_made_of(calls: Collection) -> None:
    """Theme, the reader's day, the order of the list, and the script that will read it."""
    address = str(ahead(visible(calls, View()), theme="dark", today="2024-03-18", newest=True)["address"])
    assert address.startswith("scene.json?theme=dark&today=2024-03-18&sort=newest&script=instrument")


def test_no_two_buttons_have_the_same_text() -> None:
    """By its text a button is known."""
    texts = [*map(countries.name, countries.codes()), *map(role_name, ROLES), *words.CATEGORY_NAMES.values(), *words.STATUS_NAMES.values()]
    assert len({"".join(text.split()) for text in texts}) == len(texts)
