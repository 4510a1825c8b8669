"""Mount the instrument: timeline, map, list and card as one component, drawn from the selection; its reports become the view."""

import json
from contextlib import suppress
from datetime import UTC, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from dateline import link
from dateline.dates import SHAPES, Day, day_number, from_iso
from dateline.errors import DateError
from dateline.figures.palette import Palette
from dateline.kept import Kept
from dateline.scene import scene
from dateline.scripts import entry
from dateline.selection import Selection
from dateline.shelf import PRIVATE
from dateline.since import mark
from dateline.ui import state
from dateline.ui.blocks import is_embedded, palette
from dateline.view import Box

BASEMAP = "assets/basemap"
MOST_SCENES = 128
"""Kept once made, for readers who come to the same view; each is text of 0.1 MB, and of two thousand marks one."""
_scenes: Kept[str] = Kept(MOST_SCENES)
_component = st.components.v2.component("dateline.instrument", js=entry(), css="instrument.css", isolate_styles=False)


def _key() -> str:
    """Constant while the collection is: the instrument of another one starts anew."""
    return f"instrument-{state.view().collection}"


def instrument(selection: Selection) -> None:
    """Draw the selection."""
    page, newest = (st.context.url or "").split("?")[0], st.session_state.get("sort") == "newest"
    besides = {
        "cameraParameter": link.CAMERA,
        "embedded": is_embedded(),
        **({"cards": {}} if selection.collection.linked == PRIVATE else {}),  # no address may name what is in it
        "mark": {"name": link.DATA, "value": mark(selection.collection)},
    }
    _component(
        key=_key(),
        data=_joined(_scene(selection, palette(), _today(), newest, page), _json(besides)),
        on_event_change=_took_event,
        on_window_change=_took_window,
        on_area_change=_took_area,
        on_shapes_change=_took_shapes,
        on_sort_change=_took_sort,
        on_scheme_change=lambda: None,  # the run by itself draws everything in the other theme
    )


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, separators=(",", ":"))


def _joined(one: str, other: str) -> bytes:
    """Two objects of JSON as one; bytes, for these Streamlit hands on as they are, and in a dictionary it looks at every value."""
    return f"{one[:-1]},{other[1:]}".encode()


def _scene(selection: Selection, theme: Palette, today: Day, newest: bool, page: str) -> str:
    """The scene as JSON, its figures as text in it; what was just asked for is not made again. A reader's own table is never kept."""

    def make() -> str:
        made = scene(selection, theme, basemap_url=BASEMAP, today=today, newest_first=newest, page=page)
        return _json({**made, **{name: _json(made[name]) for name in ("timeline", "map")}})

    table = selection.collection
    if table.linked == PRIVATE:
        return make()
    return _scenes.get((table.name, table.linked, table.fingerprint, selection.view, theme.name, today, newest, page), make)


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
