"""A reader before Streamlit's page: its first script is held back, and the instrument stands in the first screen."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs

from playwright.sync_api import Locator, Route

from dateline import words
from dateline.collection import read_collection
from dateline.link import from_query
from dateline.selection import visible
from dateline.shelf import EMBEDDED
from tests.browser.reader import Reader

PLAN = "kor-spy-satellite-launch-planned"
STREAMLIT = re.compile(r"/static/js/index\..*\.js")
SCENE = re.compile(r"/scene\.json\?")
EARLY = "#early[data-ready=all]"


def selection_of(query: str) -> tuple[list[str], str]:
    """Ids of the events of that view, as the list has them, and the sentence that says what they are."""
    table = read_collection(EMBEDDED)
    chosen = visible(table, from_query(parse_qs(query), table)[0])
    return [one.event.event_id for one in chosen.shown], words.summary(chosen)


@contextmanager
def before_the_page(reader: Reader, query: str = "") -> Iterator[Callable[[], None]]:
    """Streamlit's first script is on its way until what this gives is called."""
    held: list[Route] = []
    free: list[bool] = []
    reader.page.route(STREAMLIT, lambda route: route.continue_() if free else held.append(route))
    reader.page.goto(f"{reader.site}/?{query}", wait_until="commit")
    reader.eventually(lambda: reader.page.locator(EARLY).count(), 1)

    def let_come() -> None:
        free.append(True)
        for route in held:
            route.continue_()

    yield let_come
    assert not reader.page.locator("#early").count()


def early_pill(reader: Reader, country: str) -> Locator:
    return reader.page.locator(f'#first-screen .fs-pills a[data-name="{country}"]')
