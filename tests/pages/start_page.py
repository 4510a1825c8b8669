"""The start page as a script, and what is read off it, without a browser (Streamlit's AppTest)."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import TextInput

from dateline.collection import Collection
from dateline.link import from_query
from dateline.selection import Selection, visible

ROOT = Path(__file__).parents[2]
SLOWEST_S = 60
"""Seconds for one run; the first one imports everything."""


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
    return f"{field}-{page.session_state['series']}-{page.session_state['generation'].get(field, 0)}"


def words_field(page: AppTest) -> TextInput:
    return page.text_input(key=key(page, "text"))


def chips(page: AppTest) -> list[str]:
    return [one.label for one in page.button if str(one.key).startswith("chip-") and one.key != "chip-all"]
