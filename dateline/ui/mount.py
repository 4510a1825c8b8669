"""Mount the instrument: timeline, map, list and card as one component, drawn from the selection; its reports become the view."""

from contextlib import suppress
from datetime import UTC, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from dateline.dates import SHAPES, Day, day_number, from_iso, iso
from dateline.errors import DateError
from dateline.scene_text import compact, scene_text
from dateline.scripts import SHEET, entry
from dateline.selection import Selection
from dateline.shelf import PRIVATE
from dateline.ui import state
from dateline.ui.ahead import ahead
from dateline.ui.blocks import is_embedded, palette
from dateline.view import Box

_component = st.components.v2.component("dateline.instrument", js=entry(), css=SHEET, isolate_styles=False)


def _key() -> str:
    """Constant while the collection is: the instrument of another one starts anew."""
    return f"instrument-{state.view().collection}"


def instrument(selection: Selection) -> None:
    """Draw the selection."""
    newest, today = st.session_state.get("sort") == "newest", _today()
    table, theme = selection.collection, palette()
    private = table.linked == PRIVATE  # no address may name what is in it
    besides = {
        "embedded": is_embedded(),
        **({"cards": {}} if private else {"ahead": ahead(selection, theme=theme.name, today=iso(today), newest=newest)}),
    }
    _component(
        key=_key(),
        data=_joined(scene_text(table, selection.view, theme, today, newest_first=newest, page=_page()), compact(besides)),
        on_event_change=_took_event,
        on_window_change=_took_window,
        on_area_change=_took_area,
        on_shapes_change=_took_shapes,
        on_sort_change=_took_sort,
        on_scheme_change=lambda: None,  # the run by itself draws everything in the other theme
    )


def _joined(one: str, other: str) -> bytes:
    """Two objects of JSON as one; bytes, for these Streamlit hands on as they are, and in a dictionary it looks at every value."""
    return f"{one[:-1]},{other[1:]}".encode()


def _page() -> str:
    """The address of the start page, with the slash at its end that Streamlit leaves out where there is no path."""
    return f"{st.context.url.split('?')[0].rstrip('/')}/" if st.context.url else ""


def _today() -> Day:
    """The reader's."""
    zone: tzinfo = UTC
    with suppress(ZoneInfoNotFoundError, ValueError):  # a browser may name a zone that this system does not know
        zone = ZoneInfo(st.context.timezone or "UTC")
    today = datetime.now(zone).date()
    return day_number(today.year, today.month, today.day)


def _reported(name: str) -> Any:
    return getattr(st.session_state[_key()], name, None)


def _took_event() -> None:
    event_id = _reported("event")
    if isinstance(event_id, str):
        state.change(event=event_id)


def _took_window() -> None:
    first, last = _reported("window") or ("", "")
    try:
        state.change(first=from_iso(first) if first else None, last=from_iso(last) if last else None)
    except DateError:
        return  # the module sends ISO days only


def _took_area() -> None:
    state.change(area=Box.of(_reported("area") or ()))


def _took_shapes() -> None:
    chosen = _reported("shapes")
    if isinstance(chosen, list):
        state.change(shapes=tuple(shape for shape in SHAPES if shape in chosen))


def _took_sort() -> None:
    st.session_state["sort"] = "newest" if _reported("sort") == "newest" else "time"
