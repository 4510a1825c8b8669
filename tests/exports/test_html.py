"""The file that needs nothing else: what it carries, how large it is, and that nothing in it is run that is not its own."""

import re
from pathlib import Path
from typing import Any

import pytest

from benchmarks import make_collection
from dateline.collection import Collection, read_collection
from dateline.exports import write
from dateline.exports.html import fitted
from dateline.selection import among, visible
from dateline.view import View
from tests.exports.readers import carried, unpacked

MOST_BYTES = 3_000_000
EVERYTHING = View()
SITE = "https://example.org/"


def html(table: Collection, view: View = EVERYTHING, site: str = SITE) -> str:
    return write(visible(table, view), "html", site).decode()


@pytest.fixture(scope="module")
def whole(embedded: Collection) -> str:
    """The file of the embedded table."""
    return html(embedded)


@pytest.fixture(scope="module")
def held(whole: str) -> Any:
    """What it draws."""
    return carried(whole, "dl-scenes")


def test_file_of_the_whole_table_stays_below_three_megabytes(whole: str) -> None:
    """It can be sent by mail."""
    assert len(whole.encode()) < MOST_BYTES


def test_what_has_no_room_is_left_out_and_said(held: Any) -> None:
    """First scenes, for another one can stand for them; then cards, with how many."""
    whole, event_ids = len(fitted(held, 10**9)), list(held["cards"])
    fewer = unpacked(fitted(held, whole - 1))
    assert 2 <= len(fewer["scenes"]) < len(held["scenes"]) and fewer["scenes"][""] and list(fewer["cards"]) == event_ids

    room = 65_000  # for two scenes and some of the cards
    assert len(fitted(held, room)) <= room
    few = unpacked(fitted(held, room))
    assert list(few["cards"]) == event_ids[: len(few["cards"])] != [] and f"the last {43 - len(few['cards'])} events" in few["left"]


def test_file_made_twice_has_the_same_bytes(embedded: Collection, whole: str) -> None:
    """It reads no clock."""
    assert html(embedded) == whole


def test_scene_of_each_choice_has_the_events_of_the_selection(embedded: Collection, held: Any) -> None:
    """The page's own function says what a choice shows, not the file."""
    everything = visible(embedded, View())
    for choice, scene in held["scenes"].items():
        chosen = among(everything, tuple(choice.split())) if choice else everything
        assert scene["ids"] == [one.event.event_id for one in chosen.shown], choice
        assert scene["data"]["shown"] == len(scene["ids"])


def test_one_country_chosen_shows_what_its_link_shows(embedded: Collection, held: Any) -> None:
    """The file and the page agree."""
    scenes = held["scenes"]
    shown = visible(embedded, View(countries=("JPN", "KOR"), match="all")).shown
    assert scenes["JPN KOR"]["ids"] == [one.event.event_id for one in shown] != []


def test_file_of_chosen_countries_is_narrowed_and_never_widened(embedded: Collection) -> None:
    """A choice in the file is made among what the view shows."""
    view = View(countries=("IND", "JPN"))
    within = {one.event.event_id for one in visible(embedded, view).shown}
    scenes = carried(html(embedded, view), "dl-scenes")["scenes"]
    assert all(set(scene["ids"]) <= within for scene in scenes.values())
    assert set(scenes["IND"]["ids"]) | set(scenes["JPN"]["ids"]) == within


def test_every_shown_event_has_its_card(held: Any) -> None:
    """Nothing is left to be fetched."""
    assert list(held["cards"]) == held["scenes"][""]["ids"]
    assert all(f'data-open="{name}"' in card for name, card in held["cards"].items())


def test_notes_of_many_events_link_to_those_that_have_a_card(tmp_path: Path) -> None:
    """The others are named there."""
    held = carried(html(read_collection(make_collection.write(tmp_path, 2_500))), "dl-scenes")
    linked = {name for scene in held["scenes"].values() for name in re.findall(r'href="#([^"]+)"', scene["data"]["mapnote"])}
    assert linked and linked <= set(held["cards"])
    named = re.findall(r"<li>([^<]+)", held["scenes"][""]["data"]["mapnote"])
    assert named, "all have a card"


def test_policy_lets_the_file_reach_no_host(whole: str) -> None:
    """Nothing is loaded by address: scripts by their mark, everything else not at all."""
    text = whole
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert policy and policy[1].startswith("default-src 'none'")
    assert "http" not in policy[1] and "connect-src" not in policy[1] and "unsafe-eval" not in policy[1]
    elsewhere = r'<(?:script|img|iframe|link)[^>]*\s(?:src|href)="(?!https://example\.org/|data:)'
    assert not re.search(elsewhere, text.replace('rel="canonical"', ""))


def test_every_script_that_runs_has_the_mark_of_the_policy(whole: str) -> None:
    """One script; what is packed is data."""
    text = whole
    scripts = re.findall(r"<script([^>]*)>", text)
    assert sum("nonce=" in one for one in scripts) == 1
    assert all("nonce=" in one or "application/gzip;base64" in one for one in scripts)


def test_without_scripts_the_list_and_its_links_stand_in_the_file(embedded: Collection, whole: str) -> None:
    """Each event of the view, and the way to its page."""
    text = whole
    for one in visible(embedded, View()).shown:
        assert f'data-e="{one.event.event_id}"' in text
    assert 'href="./' not in text and f'href="{SITE}?event=' in text


def test_citation_of_a_kept_file_names_the_data_and_no_day_of_access(embedded: Collection, whole: str) -> None:
    """The file is the same on every day."""
    text = whole
    assert f"fingerprint {embedded.fingerprint}" in text and "accessed" not in text.partition("<footer")[2].partition("</footer>")[0]
