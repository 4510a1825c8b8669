"""The link is the state: address -> view -> widgets, and view -> address, with one owner in between.

Across sessions the address holds everything; within one, `st.session_state` owns the view. Only callbacks change it, through
`change`. `begin` runs once at the start of each run and finds out whether the address was changed from outside.
"""

from collections.abc import Callable
from secrets import token_hex
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dateline.collection import Collection
from dateline.link import CAMERA, from_query, named, to_query
from dateline.shelf import PRIVATE
from dateline.view import Camera, View

Query = dict[str, list[str]]

PICKED = ("countries", "match", "roles", "categories", "statuses", "first", "last", "text", "follow_ups")
"""The fields of a view that have a widget."""


def begin(find: Callable[[str], Collection]) -> Collection:
    """Make the view of this run, and find the collection that it is of. Call once, before anything is drawn. Raises `CollectionError`.

    The address wins when it is not what was written last, is not a write of ours still on its way, and no callback has just changed
    the view: then it comes from a cold link, Back, Forward or the reader's own hand.
    """
    state, address = st.session_state, _address()
    if address == state.get("written") and not state.get("dirty"):
        state["on_the_way"] = []
    late = address in state.get("on_the_way", []) and not _is_back_or_forward()
    if "view" not in state or (address != state["written"] and not state.get("dirty") and not late):
        collection = find(named(address))
        state["view"], state["notes"] = from_query(address, collection)
        state["written"], state["on_the_way"] = address, []  # a bad link stays as it is until the first change
    else:
        collection = find(state["view"].collection)
        if late and not state["dirty"] and address != state["written"]:
            st.query_params.from_dict(state["written"])
    state["dirty"] = False
    _renew_widgets(state["view"], by="")
    return collection


def view() -> View:
    """The view of this run."""
    chosen: View = st.session_state["view"]
    return chosen


def notes() -> tuple[str, ...]:
    """What in the address could not be used."""
    return tuple(st.session_state.get("notes", ()))


def change(by: str = "", **values: Any) -> None:
    """Change the view and write the address once: one entry of the browser's history. For callbacks only.

    `by` names the field whose own widget asked for it; every other widget that shows a changed field is drawn anew.
    """
    show(view().changed(**values), by)


def lift(what: str = "", value: str = "") -> None:
    """Lift one filter of the view as it is by then, or one value of it; all of them where none is named. For callbacks: what was pressed
    right before may not have been drawn when this was."""
    show(view().without(what, value) if what else view().unfiltered())


def show(new: View, by: str = "") -> None:
    """As `change`, with a whole view."""
    state = st.session_state
    new = new.changed(camera=_camera_of_address() if new.collection == view().collection else None)
    _take(new, by)
    query = to_query(
        new if new.collection != PRIVATE else View(collection=PRIVATE)
    )  # an address goes to servers and logs, and leads nowhere
    if query != state["written"]:
        state["on_the_way"].append(state["written"])
        state["written"] = query
        st.query_params.from_dict(query)


def widget_key(field: str) -> str:
    """The key of the widget that shows this field. It changes when something else changes the field, so the widget starts anew.

    It is of this session alone: a page whose session is lost keeps what its widgets held, though the address has changed since, by Back, or
    never heard of it. The page does again what nobody heard (`assets/return.js`).
    """
    return f"{field}-{st.session_state['series']}-{st.session_state['generation'].get(field, 0)}"


def picked(field: str) -> Any:
    """What the field's widget holds now. For its own callback."""
    return st.session_state[widget_key(field)]


def _take(new: View, by: str) -> None:
    state = st.session_state
    state["view"], state["dirty"], state["notes"] = new, True, ()
    _renew_widgets(new, by)


def _renew_widgets(new: View, by: str) -> None:
    st.session_state.setdefault("series", token_hex(3))
    generation = st.session_state.setdefault("generation", {})
    drawn = st.session_state.setdefault("drawn", {})
    for field in PICKED:
        value = getattr(new, field)
        if field in drawn and drawn[field] != value and field != by:
            generation[field] = generation.get(field, 0) + 1
        drawn[field] = value


def _address() -> Query:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _camera_of_address() -> Camera | None:
    """The browser module writes the camera into the address by itself, at any time: the address knows it best."""
    return from_query({CAMERA: st.query_params.get_all(CAMERA)})[0].camera


def _is_back_or_forward() -> bool:
    return bool(getattr(get_script_run_ctx(), "is_history_navigation", False))
