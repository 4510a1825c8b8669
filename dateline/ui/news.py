"""What happened to the table while a reader had the page open."""

import streamlit as st

from dateline import fragments
from dateline.collection import Collection
from dateline.link import DATA
from dateline.since import Since, mark, since


def notice(collection: Collection) -> None:
    """Compare the table with the one that this session saw last. Call once in a run; `news` tells what it found."""
    seen: dict[str, str] = st.session_state.setdefault("seen", {})
    now, before = mark(collection), seen.get(collection.linked)
    if before is not None and before != now:
        st.session_state["news"] = since({DATA: [before]}, collection, "since you opened this page")
    seen[collection.linked] = now


def news(collection: Collection) -> None:
    """That the table was updated, until the reader has noted it. The view stays as it is."""
    told: Since | None = st.session_state.get("news")
    if told is None:
        return
    with st.container(key="news", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(f'<div class="dl-notes dl-since" role="status"><p>The table was updated.</p>{fragments.since(told, collection)}</div>')
        st.button("Noted", key="news-noted", on_click=_note)


def _note() -> None:
    st.session_state["news"] = None
