"""Mount the instrument: timeline, map, list and card as one component, drawn from the selection; its reports become the view."""

from typing import Any

import streamlit as st

from dateline import fragments, link, words
from dateline.aggregates import beyond
from dateline.dates import SHAPES, from_iso, iso
from dateline.errors import DateError
from dateline.figures.extent import bounds
from dateline.selection import Selection
from dateline.since import mark
from dateline.ui import state
from dateline.ui.blocks import is_embedded, palette
from dateline.ui.drawn import figures
from dateline.ui.window_data import window_data
from dateline.view import Box

KEY = "instrument"
BASEMAP = "assets/basemap"
SORTS = {"time": "oldest first", "newest": "newest first"}
_component = st.components.v2.component("dateline.instrument", js="instrument.js", css="instrument.css", isolate_styles=False)


def instrument(selection: Selection) -> None:
    """Draw the selection."""
    view = selection.view
    theme, newest = palette(), st.session_state.get("sort") == "newest"
    over_time, over_space = figures(selection, theme, BASEMAP)
    data = {
        "timeline": over_time.to_plotly_json(),
        "map": over_space.to_plotly_json(),
        "list": fragments.event_list(selection, newest_first=newest),
        "sort": st.session_state.get("sort", "time"),
        "filters": len(words.chips(view, selection.collection)),
        "shown": selection.counts.shown,
        "certain": selection.counts.certain,
        "says": {"timeline": words.timeline_says(selection), "map": words.map_says(selection)},
        "card": fragments.card(selection, (st.context.url or "").split("?")[0]),
        "legend": fragments.legend(selection),
        "account": words.account(selection),
        "mapnote": fragments.map_note(selection),
        "open": view.event,
        "window": [_day(view.first), _day(view.last)] if "dates" in view.active else None,
        "area": None if view.area is None else [view.area.south, view.area.west, view.area.north, view.area.east],
        "beyond": beyond(selection),
        "listed": _listed(selection, newest),
        "theme": theme.name,
        "camera": None if view.camera is None else {"lat": view.camera.latitude, "lon": view.camera.longitude, "zoom": view.camera.zoom},
        "cameraParameter": link.CAMERA,
        "fingerprint": selection.collection.fingerprint,
        "embedded": is_embedded(),
        "mark": {"name": link.DATA, "value": mark(selection.collection)},
        **window_data(selection),
    }
    _component(
        key=KEY,
        data=data,
        on_event_change=_took_event,
        on_window_change=_took_window,
        on_area_change=_took_area,
        on_shapes_change=_took_shapes,
        on_sort_change=_took_sort,
        on_scheme_change=lambda: None,  # the run by itself draws everything in the other theme
    )


def _listed(selection: Selection, newest_first: bool) -> dict[str, list[int | None]]:
    """What the dates of the listed events mean in days, where the timeline does not carry those of all; so the list can follow the hand."""
    return {one.event.event_id: bounds(one.event.when) for one in fragments.listed(selection, newest_first)} if selection.aggregated else {}


def _day(day: int | None) -> str:
    return "" if day is None else iso(day)


def _reported(name: str) -> Any:
    return getattr(st.session_state[KEY], name, None)


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
