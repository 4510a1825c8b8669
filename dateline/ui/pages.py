"""The pages, and the way between them: our own links, for the built-in menu loses the view."""

import os
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dateline.visitors import taken

_FOLDER = Path(__file__).parents[2] / "pages"
START = st.Page(_FOLDER / "timeline_and_map.py", title="Timeline and map", url_path="", default=True)
SOURCES = st.Page(_FOLDER / "sources.py", title="How we know", url_path="sources")
COUNTRIES = st.Page(_FOLDER / "countries.py", title="Countries", url_path="countries")
YOUR_DATA = st.Page(_FOLDER / "your_data.py", title="Your data", url_path="your-data")
PAGES = (START, COUNTRIES, SOURCES, YOUR_DATA)


def offered() -> tuple[StreamlitPage, ...]:
    """Those that the others lead to: a server that takes no files does not offer to take one."""
    return PAGES if taken(os.environ) else tuple(page for page in PAGES if page is not YOUR_DATA)
