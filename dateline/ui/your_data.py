"""The blocks of "Your data": a reader's own file, what it is taken to be, what became of its rows, and the table that it made.

All of it is in the session and nowhere else: no file is written, no other session sees it, and it ends with the session.
"""

import os
from pathlib import Path

import streamlit as st
from streamlit.runtime.uploaded_file_manager import DeletedFile

from dateline.ui.brought import brought, keep
from dateline.ui.own_table import own_table
from dateline.ui.proposing import proposed
from dateline.ui.reading_file import answer, refusal
from dateline.visitors import taken
from dateline.visitors.process import ready
from dateline.visitors.wishes import Refused, Taken, Wish

STYLE = Path(__file__).with_name("your_data.css")
ENDINGS = ["csv", "tsv", "txt", "xlsx", "json", "geojson"]


def your_data() -> None:
    """The page: off, or a place to drop a file; what the file is taken to be; what became of it."""
    st.html(f"<style>{STYLE.read_text('utf-8')}</style>")
    if not taken(os.environ):
        _off()
        return
    st.html(
        "<h2>Your own events</h2><p>Bring a table: CSV, TSV, Excel, JSON or GeoJSON with a date in each row, up to 2 MB. "
        "It becomes a timeline and a map, and each row that cannot be read is named with the reason.</p>"
        '<p class="dl-basis">It stays in this session: it is not stored, no other reader sees it, no link leads to it, and it is gone '
        "when this page is closed or loaded anew. Nothing in it is run or fetched.</p>"
    )
    ready()
    file = st.file_uploader("A file with your events", type=ENDINGS, key="own-file")
    made = st.container()
    if file is not None:
        _file(Wish(file.name, file.getvalue()))
    elif isinstance(st.session_state.get("own-file"), DeletedFile):
        st.html(
            '<div class="dl-notes" role="status"><p>The server keeps a file for two hours at most, and this one is gone. '
            "What was made of it stays until this page is closed; to read the file otherwise, bring it along again.</p></div>"
        )
    own = brought()
    if own:
        with made:
            own_table(own)


def _off() -> None:
    st.html(
        "<h2>Your own events</h2>"
        '<div class="dl-notes" role="status"><p>This server takes no files.</p></div>'
        "<p>Whoever runs it can switch that on with <code>DATELINE_UPLOADS=on</code>. On your own machine <code>make run</code> does, "
        "and <code>dateline import FILE</code> makes a folder of tables from a file, however long it is.</p>"
    )


def _file(wish: Wish) -> None:
    asked = proposed(wish) or st.session_state.get("own-asked")
    if asked is None or asked.content != wish.content:
        return
    st.session_state["own-asked"] = asked  # where it is stopped it can be gone on with
    found = answer(asked)
    if isinstance(found, Refused):
        refusal(found)
    if found is not None:
        st.session_state["own-asked"] = None
    if isinstance(found, Taken):
        keep(found)
        st.rerun()  # the picker above lists it too
