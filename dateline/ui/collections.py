"""The picker of collections, where there are several: those of this server, and the reader's own."""

from html import escape

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dateline import words
from dateline.link import to_query
from dateline.ui import state
from dateline.ui.brought import titles
from dateline.ui.labels import plain
from dateline.view import View


def collections(here: StreamlitPage) -> None:
    """A button with the collections behind it; each opens on this page, with nothing chosen."""
    shown, named = state.view().collection, titles()
    others = {name: title for name, title in named.items() if name != shown}
    if not others:
        return
    with st.popover("Collections", key="collections", type="tertiary", help="Other tables that can be opened here"):
        st.html(f'<p class="dl-explains">{escape(words.number(len(others), "other collection"))}:</p>')
        for name, title in others.items():
            st.page_link(here, label=plain(title), query_params=to_query(View(collection=name)))
