"""The baseline: what anyone would write first. Two plain charts and a country picker over the same table, as stock Streamlit serves it."""

import os
import sys
from pathlib import Path

import plotly.express as px
import streamlit as st

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.tables import frame  # noqa: E402  (the page is run away from the checkout)

st.set_page_config(layout="wide")
events = st.cache_data(frame)(Path(os.environ.get("DATELINE_COLLECTIONS") or ROOT / "data"))
chosen = st.multiselect("Country", sorted({code for codes in events["codes"] for code in codes}))
shown = events[events["codes"].map(lambda codes: not chosen or any(code in chosen for code in codes))]
st.plotly_chart(px.scatter(shown, x="day", y="category", color="category", hover_name="title"), key="time")
located = shown[shown["lat"].notna()]
map_figure = px.scatter_map(located, lat="lat", lon="lon", color="category", hover_name="title", zoom=1, map_style="white-bg")
st.plotly_chart(map_figure, key="map")
