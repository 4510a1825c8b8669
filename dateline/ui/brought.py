"""The table that a reader brought along: it is in the session, and nowhere else."""

import os

import streamlit as st

from dateline import shelf
from dateline.collection import Collection
from dateline.visitors.wishes import Taken


def brought() -> Taken | None:
    """The table that this session's reader brought along."""
    found: Taken | None = st.session_state.get("brought")
    return found


def keep(own: Taken) -> None:
    """Until the session ends, another one comes, or its reader takes it away."""
    st.session_state["brought"] = own


def forget() -> None:
    """Take it away, and what was read of the file."""
    st.session_state.pop("brought", None)
    st.session_state.pop("answers", None)


def find(name: str) -> Collection:
    """The collection that links call so; the reader's own only in the reader's session. Raises `CollectionError`."""
    own = brought()
    return own.collection if own and name == shelf.PRIVATE else shelf.collection(os.environ, name)


def titles() -> dict[str, str]:
    """What each collection is called that this reader can open, by the name that links use."""
    own = brought()
    return shelf.titles(os.environ) | ({shelf.PRIVATE: f"{own.collection.title} (yours, in this session only)"} if own else {})
