"""List, card and notes as HTML: complete, escaped, and true to the selection."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from benchmarks.make_collection import write
from dateline import fragments, words
from dateline.collection import read_collection
from dateline.dates import SHAPES, from_iso
from dateline.selection import MOST_MARKS, visible
from dateline.view import View
from tests.making import EVENT, PLACES, SOURCE, collection_of, folder_of

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><b>&amp;"


class Tags(HTMLParser):
    """The tags and attributes that a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}


def ids(html: str) -> list[str]:
    return re.findall(r'data-event="([^"]+)"', html)


def test_list_has_the_shown_events_in_their_order(tmp_path: Path) -> None:
    """The same events as the selection, oldest first or newest first."""
    selection = visible(collection_of(tmp_path, {"when": "2024-03-20"}, {"when": "2024-03-01"}, {"when": "2024-03"}), View())
    order = [one.event.event_id for one in selection.shown]
    assert ids(fragments.event_list(selection)) == order
    assert ids(fragments.event_list(selection, newest_first=True)) == order[::-1]


def test_list_of_very_many_events_begins_with_the_newest_of_all(tmp_path: Path) -> None:
    """Not with the newest of those that could be drawn one by one."""
    table = read_collection(write(tmp_path, MOST_MARKS + 300))
    order = visible(table, View()).frame["event_id"].to_list()
    assert ids(fragments.event_list(visible(table, View()), newest_first=True)) == order[::-1][: fragments.LONGEST_LIST]


def test_long_list_is_cut_with_the_number_of_the_rest(tmp_path: Path) -> None:
    """What is not in it is counted and said."""
    many = fragments.LONGEST_LIST + 7
    html = fragments.event_list(visible(collection_of(tmp_path, *({} for _ in range(many))), View()))
    assert len(ids(html)) == fragments.LONGEST_LIST
    assert "7 more events" in html


def test_row_marks_the_open_and_the_possible_event(tmp_path: Path) -> None:
    """Both can be told without colour."""
    table = collection_of(tmp_path, {"event_id": "a", "when": "2024-03"}, {"event_id": "b", "when": "2024-03-12"})
    html = fragments.event_list(visible(table, View(event="b", first=from_iso("2024-03-10"), last=from_iso("2024-03-20"))))
    assert html.count('aria-current="true"') == 1
    assert re.search(r'is-possible" role="row" data-event="a"', html) and html.count(">possible<") == 1


def test_card_tells_everything_of_its_event(tmp_path: Path) -> None:
    """When and how it was read, status, who, where and how exactly, summary, source, check."""
    table = collection_of(
        tmp_path,
        {"event_id": "before", "when": "2024-03-01"},
        {"event_id": "it", "when": "2024-03-18/2024-03-19", "people": "A. Person", "checked_on": "2024-04-01", "places": "busan; tokyo"},
        {"event_id": "after", "when": "2024-04-01"},
    )
    html = fragments.card(visible(table, View(event="it")), site="https://here.example/")
    text = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    told = (
        EVENT["title"], EVENT["summary"], EVENT["when_basis"], "18–19 Mar 2024", "South Korea host", "Japan visitor", "A. Person",
        "Busan, South Korea", "not known more exactly", "about 970 km", "paragraph 1", SOURCE["title"], "1 Apr 2024", "medium confidence",
    )  # fmt: skip
    assert [one for one in told if one not in text] == []
    assert ids(html)[:2] == ["before", "after"]
    assert "events.csv line 3" in html and table.fingerprint in html and "Address: https://here.example/?event=it" in html


def test_card_has_the_outcome_beside_the_plan_where_outcomes_are_shown(tmp_path: Path) -> None:
    """Above what the source put, and only while "What became known" is on."""
    plan = {"event_id": "plan", "when": "2024-03-18", "status": "scheduled"}
    outcome = {"event_id": "plan", "when": "2024-03-20", "fact": "It was done.", "outcome_of": "yes", "record": "log"}
    table = read_collection(folder_of(tmp_path, [plan], follow_ups=[outcome | {"grade": "B", "source_id": "log"}]))
    html, without = (fragments.card(visible(table, View(event="plan", follow_ups=shown))) for shown in (True, False))
    line = "Later known: planned 18 Mar 2024, came 20 Mar 2024<em>2 days late</em>"
    assert line in html.partition("As the source put it")[0] and line not in without


def test_distance_to_a_country_is_not_made_up(tmp_path: Path) -> None:
    """A leg that ends in a country as a whole has no length."""
    table = collection_of(tmp_path, {"event_id": "it", "places": "tokyo; korea"})
    assert " km" not in fragments.card(visible(table, View(event="it")))


def test_claim_and_denial_lead_to_each_other(tmp_path: Path) -> None:
    """And a leg to its trip."""
    table = collection_of(
        tmp_path,
        {"event_id": "claim", "status": "alleged"},
        {"event_id": "denial", "category": "statement", "about": "claim", "stance": "denies"},
        {"event_id": "leg", "part_of": "claim"},
    )
    claim, denial = (fragments.card(visible(table, View(event=one))) for one in ("claim", "denial"))
    assert "Denied by" in claim and "denial" in ids(claim) and "leg" in ids(claim)
    assert "Denies" in denial and "claim" in ids(denial)


def test_card_of_a_hidden_event_says_what_hides_it(tmp_path: Path) -> None:
    """An event that the link opens is shown though the filters leave it out."""
    table = collection_of(tmp_path, {"event_id": "it"}, {"category": "cyber"})
    html = fragments.card(visible(table, View(event="it", categories=("cyber",))))
    assert "hidden by the choice of categories" in html
    assert 'data-step="next"' not in html


def test_no_open_event_is_no_card(tmp_path: Path) -> None:
    """Also where the id is unknown."""
    table = collection_of(tmp_path)
    assert fragments.card(visible(table, View())) == fragments.card(visible(table, View(event="gone"))) == ""


def test_note_under_the_map_adds_up(tmp_path: Path) -> None:
    """At a place, in a region, by country, without a place; each that has no mark of its own can be opened."""
    places = ("busan", "busan; korea", "korea", "far-east", "", "")
    table = collection_of(tmp_path, *({"event_id": f"e{at}", "places": place} for at, place in enumerate(places)))
    html = fragments.map_note(visible(table, View()))
    assert [int(n) for n in re.findall(r"(\d+) (?:at a|in a|by c|without)", html)] == [2, 1, 1, 2]
    assert sorted(ids(html)) == ["e2", "e3", "e4", "e5"]
    assert "no endorsement" in html


def test_findings_are_told_with_what_to_do(tmp_path: Path) -> None:
    """How many rows are withheld, and each finding with line, column and value."""
    html = fragments.findings(read_collection(folder_of(tmp_path, [{}, {"when": "2024-02-30"}, {"status": "over"}])))
    assert "2 of 3 rows of events.csv are withheld (2 findings)" in html
    assert "line 3, when" in html and "line 4, status" in html


@pytest.mark.parametrize("column", ["title", "summary", "when_basis", "people", "check_note", "utc"])
def test_text_of_the_table_is_text(tmp_path: Path, column: str) -> None:
    """No tag, no attribute and no address comes out of a cell."""
    table = read_collection(folder_of(tmp_path, [{"event_id": "it", column: HOSTILE}, {}]))
    selection = visible(table, View(event="it"))
    html = fragments.event_list(selection) + fragments.card(selection) + fragments.map_note(selection) + fragments.findings(table)
    seen = Tags(html)
    assert not {"script", "img", "b", "iframe"} & set(seen.tags)
    assert not {name for name in seen.attributes if name.startswith("on")} and "src" not in seen.attributes


def test_names_of_places_and_sources_are_text(tmp_path: Path) -> None:
    """The other tables are no more trusted than the first."""
    folder = folder_of(tmp_path, [{"event_id": "it"}], [PLACES[0] | {"name": HOSTILE}], [SOURCE | {"title": HOSTILE, "publisher": HOSTILE}])
    selection = visible(read_collection(folder), View(event="it"))
    assert not {"script", "img", "b"} & set(Tags(fragments.event_list(selection) + fragments.card(selection)).tags)


def test_legend_has_a_button_for_each_way_a_date_is_given(tmp_path: Path) -> None:
    """Those of the table, with what choosing each gives; the chosen one is pressed, also where it gives nothing."""
    table = collection_of(tmp_path, {"when": "2024-03-18"}, {"when": "2024-03"}, {"when": "2024-03", "category": "cyber"})
    html = fragments.legend(visible(table, View(shapes=("year", "day"), categories=("cyber",))))
    found = re.findall(r'data-shape="(\w+)" aria-pressed="(\w+)".*?dl-key-count">(\d+)<', html)
    assert found == [("day", "true", "0"), ("month", "false", "1"), ("year", "true", "0")]


def test_legend_counts_the_possible_ones_apart(tmp_path: Path) -> None:
    """In a window a month may lie outside it."""
    table = collection_of(tmp_path, {"when": "2024-03"}, {"when": "2024-03-12"})
    html = fragments.legend(visible(table, View(first=from_iso("2024-03-10"), last=from_iso("2024-03-20"))))
    assert 'title="a day in a month: 1 event, 1 of them possible"' in html and 'title="one day: 1 event"' in html


def test_card_of_a_possible_event_says_so(tmp_path: Path) -> None:
    """Its date may lie outside the window."""
    table = collection_of(tmp_path, {"event_id": "it", "when": "2024-03"})
    window = View(event="it", first=from_iso("2024-03-10"))
    assert "may also lie outside" in fragments.card(visible(table, window))
    assert "may also lie outside" not in fragments.card(visible(table, View(event="it")))


def test_how_to_read_explains_every_mark_of_the_legend() -> None:
    """Each way of giving a date, and each status, has its mark there."""
    text = (Path(fragments.__file__).parent / "ui" / "how_to_read.html").read_text("utf-8")
    assert {*SHAPES} <= {*re.findall(r'data-form="(\w+)"', text)}
    assert re.findall(r'data-status="([a-z-]+)"></span><span><b>([a-z ]+)</b>', text) == [
        (status, words.STATUS_NAMES[status]) for status in ("occurred", "under-way", "scheduled", "alleged", "assessed", "denied")
    ]
