"""What Streamlit runs for every reader: the collection, the state, then the page that the address names."""

from contextlib import nullcontext
from copy import copy
from pathlib import Path

import streamlit as st

from dateline.errors import CollectionError
from dateline.ui import state
from dateline.ui.blocks import frame, no_collection, ready, way
from dateline.ui.brought import find
from dateline.ui.news import notice
from dateline.ui.pages import PAGES, START, YOUR_DATA
from dateline.ui.turns import turn

ICON = Path(__file__).parents[2] / "assets" / "icon.svg"

st.set_page_config(page_title="Dateline", page_icon=str(ICON), layout="wide", initial_sidebar_state="collapsed")
# Copies: Streamlit notes in a page whether it was run, and readers come at the same time.
page = st.navigation([copy(one) for one in PAGES], position="hidden")
try:
    collection = state.begin(find)
except CollectionError as error:
    no_collection(error)
    ready()
    st.stop()
frame(collection)
notice(collection)
has_instrument = page.url_path == START.url_path
if not has_instrument:
    way()
try:
    with turn() if page.url_path != YOUR_DATA.url_path else nullcontext():
        page.run()
except Exception:
    ready()  # the message is all that comes
    raise
if not has_instrument:  # which says itself when it is drawn
    ready()
