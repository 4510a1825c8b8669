"""The block of "How we know" that gives the view as a file (Streamlit's AppTest)."""

from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from streamlit.testing.v1 import AppTest

from dateline.exports import FORMATS


class Links(HTMLParser):
    """The addresses in a text of HTML."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        named: Mapping[str, str | None] = dict(attrs)
        if tag == "a":
            self.found.append(named["href"] or "")


def block(text: str) -> AppTest:
    """The block of a view with this search text and one country."""

    def page(text: str) -> None:
        from dateline.collection import read_collection
        from dateline.selection import visible
        from dateline.shelf import EMBEDDED
        from dateline.ui.how_we_know import files
        from dateline.view import Camera, View

        view = View(countries=("KOR",), text=text, camera=Camera(1, 2, 3)) if text else View()
        files(visible(read_collection(EMBEDDED), view))

    made = AppTest.from_function(page, kwargs={"text": text}, default_timeout=60).run()
    assert not made.exception, made.exception
    return made


def test_each_format_has_a_link_that_carries_the_view() -> None:
    """Without the camera, and with everything in it escaped."""
    told = block('"><script>&').get("html")[0].proto.body
    assert "<script>" not in told
    query = "country=KOR&text=%22%3E%3Cscript%3E%26"
    assert Links(told).found == ["openapi.json", *(f"events.{form}?{query}" for form in FORMATS)]
    assert "None of the 43 events" in told


def test_view_that_chooses_nothing_has_plain_links() -> None:
    """And says how many events they give."""
    told = block("").get("html")[0].proto.body
    assert Links(told).found[1] == "events.csv" and "43 events" in told
