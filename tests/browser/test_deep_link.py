"""A link opens on exactly its view: on a cold server, after a reload, and step by step through the history."""

from urllib.parse import parse_qs, quote

import pytest

from dateline import countries, words
from dateline.collection import Collection
from dateline.dates import when_text
from dateline.link import from_query, to_string
from dateline.selection import Selection, visible
from dateline.view import View
from tests.browser.conftest import Meet, Serve
from tests.browser.reader import Reader

BAD_LINK = (
    "country=ZZZ&country=KOR&match=every&category=<script>window.ran=1</script>&status=maybe&from=2023-02-30"
    "&event=no-such-event&map=95,200,3&area=here&colour=red&text=a<img src=x onerror=window.ran=1>"
)


def shown(table: Collection, query: str) -> Selection:
    """What the library says a query shows."""
    return visible(table, from_query(parse_qs(query), table)[0])


def ids(selection: Selection) -> list[str]:
    return [one.event.event_id for one in selection.shown]


def launch_link(table: Collection) -> str:
    """South Korea's launches in a window, the last of them open."""
    view = View(countries=("KOR",), categories=("launch",), first=19_650, last=19_700)
    return to_string(view.changed(event=ids(visible(table, view))[-1]))


def test_cold_deep_link_opens_on_its_view(meet: Meet, serve: Serve, table: Collection) -> None:
    """The very first request of a fresh server, with a full link, shows its pickers, counts, marks and card."""
    query = launch_link(table)
    wanted = shown(table, query)
    reader = meet(serve(fresh=True)).visit(query)
    assert reader.pressed() == [countries.name("KOR")]
    assert reader.chips() == [chip.text for chip in words.chips(wanted.view, table)]
    assert reader.summary() == words.summary(wanted)
    assert reader.rows() == ids(wanted)
    assert reader.on_timeline() == sorted(ids(wanted))
    assert sorted({*reader.on_map(), *reader.without_place()}) == sorted(ids(wanted))
    assert reader.open_event() == wanted.view.event
    card = reader.page.locator(".dl-card").inner_text()
    assert wanted.shown[-1].event.title in card
    assert when_text(wanted.shown[-1].event.when) in card
    assert reader.search() == f"?{query}"


def test_reload_shows_the_same_view(reader: Reader, table: Collection) -> None:
    """Choices made by hand survive a reload."""
    reader.visit()
    reader.press(countries.name("RUS"))
    reader.eventually(reader.query, {"country": ["RUS"]})
    reader.settle().page.reload()
    reader.settle()
    assert reader.rows() == ids(shown(table, "country=RUS"))
    assert reader.pressed() == [countries.name("RUS")]


def test_copied_address_shows_another_reader_the_same(meet: Meet, table: Collection) -> None:
    """What one reader chose by hand, a second one with a new browser sees by the address alone."""
    first = meet().visit()
    first.press(countries.name("RUS"))
    first.eventually(first.query, {"country": ["RUS"]})
    first.settle().brush("2023-11-03", "2023-11-12")
    first.eventually(lambda: "from" in first.query(), True)
    listed = ids(shown(table, first.search().removeprefix("?")))
    first.eventually(first.rows, listed)  # the list, and not only the address, has followed the brush
    first.settle().click_row(listed[0])
    first.eventually(lambda: "event" in first.query(), True)
    first.settle()
    second = meet().visit(first.search().removeprefix("?"))
    for look in (Reader.rows, Reader.on_timeline, Reader.on_map, Reader.pressed, Reader.chips, Reader.summary, Reader.open_event):
        second.eventually(lambda look=look: look(second), look(first))


def test_three_choices_are_three_steps_of_the_history(reader: Reader, table: Collection) -> None:
    """Each choice adds one entry; Back takes one away at a time, Forward brings it again."""
    reader.visit()
    before = reader.entries()
    event = ids(shown(table, "country=PRK&country=RUS"))[0]
    reader.press(countries.name("PRK"))
    reader.eventually(reader.rows, ids(shown(table, "country=PRK")))
    reader.settle().press(countries.name("RUS"))
    reader.eventually(reader.rows, ids(shown(table, "country=PRK&country=RUS")))
    reader.settle().click_row(event)
    reader.eventually(reader.open_event, event)
    reader.eventually(reader.entries, before + 3)
    steps = ["country=PRK&country=RUS", "country=PRK", ""]
    for query in steps:
        reader.page.evaluate("() => history.back()")
        reader.eventually(reader.query, parse_qs(query))
        reader.eventually(reader.rows, ids(shown(table, query)))
        reader.eventually(reader.pressed, [countries.name(code) for code in parse_qs(query).get("country", ())])
        reader.eventually(reader.open_event, "")
        reader.settle()
        assert reader.query() == parse_qs(query)
    for query in ["country=PRK", "country=PRK&country=RUS", f"country=PRK&country=RUS&event={event}"]:
        reader.page.evaluate("() => history.forward()")
        reader.eventually(reader.query, parse_qs(query))
        reader.eventually(reader.rows, ids(shown(table, query)))
        reader.settle()
        assert reader.query() == parse_qs(query)
    reader.eventually(reader.open_event, event)
    assert reader.entries() == before + 3


@pytest.mark.mapless
def test_two_quick_backs_end_two_steps_earlier(reader: Reader, table: Collection) -> None:
    """Back twice in a row goes two steps, not one, and not forward again."""
    reader.visit()
    for code in ("PRK", "RUS"):
        reader.press(countries.name(code))
        reader.eventually(lambda code=code: code in str(reader.query()), True)
        reader.settle()
    reader.page.evaluate("() => history.back()")
    reader.page.wait_for_timeout(50)
    reader.page.evaluate("() => history.back()")
    reader.eventually(reader.query, {})
    reader.eventually(reader.rows, ids(shown(table, "")))
    reader.eventually(reader.pressed, [])
    assert reader.settle().query() == {}


@pytest.mark.mapless
def test_bad_link_is_noted_and_shows_the_rest(reader: Reader, table: Collection) -> None:
    """Every bad part of a link has its note, markup in it is text, what is good in it is shown, the address stays as it came."""
    reader.visit(BAD_LINK)
    _, notes = from_query(parse_qs(BAD_LINK), table)
    assert len(notes) == 9
    assert reader.notes() == list(notes)
    assert reader.pressed() == [countries.name("KOR")]
    assert reader.query() == parse_qs(BAD_LINK)
    assert reader.page.evaluate("() => window.ran") is None
    assert reader.page.locator(".dl-notes script, .dl-notes img, .st-key-chips img").count() == 0


@pytest.mark.mapless
def test_markdown_in_a_link_is_shown_as_typed(reader: Reader) -> None:
    """A search text stands on its chip letter by letter: no picture is fetched, no link, formula or sign is made of it."""
    text = "![x](https://example.org/x.png) [f](https://example.org) *a* **b** `c` $d$ :red[e] :smile: ~~g~~ a_b_c"
    reader.visit(f"text={quote(text)}")
    assert reader.chips() == [f"“{text}”"]


@pytest.mark.mapless
def test_bad_link_is_put_right_by_the_first_change(reader: Reader, table: Collection) -> None:
    """The first choice writes the address anew, without the bad parts, and the notes go."""
    reader.visit("country=ZZZ&colour=red")
    assert len(reader.notes()) == 2
    reader.press(countries.name("RUS"))
    reader.eventually(reader.query, {"country": ["RUS"]})
    reader.eventually(reader.notes, [])
    reader.eventually(reader.rows, ids(shown(table, "country=RUS")))


def test_very_long_link_does_no_harm(reader: Reader) -> None:
    """Hundreds of bad values end in a few notes."""
    reader.visit("&".join(f"country=X{number}" for number in range(900)))
    assert 0 < len(reader.notes()) <= 13
    assert reader.rows()
