"""The pages, and the way between them: our own links, for the built-in menu loses the view."""

from pathlib import Path

import streamlit as st

_FOLDER = Path(__file__).parents[2] / "pages"
START = st.Page(_FOLDER / "timeline_and_map.py", title="Timeline and map", url_path="", default=True)
SOURCES = st.Page(_FOLDER / "sources.py", title="How we know", url_path="sources")
COUNTRIES = st.Page(_FOLDER / "countries.py", title="Countries", url_path="countries")
YOUR_DATA = st.Page(_FOLDER / "your_data.py", title="Your data", url_path="your-data")
PAGES = (START, COUNTRIES, SOURCES, YOUR_DATA)
