"""The baseline: what anyone would write first. Two plain charts and a country picker over the same table, as stock Streamlit serves it."""

from pathlib import Path

import pandas as pd
import plotly.express as px
import streamlit as st

DATA = Path(__file__).parents[1] / "data"


def bounds(when: str) -> str:
    """A day for every event, as a first version has it: the first date that is written."""
    digits = when.strip("[].~?").split("/")[-1].split("..")[-1].strip("[].~?")
    return f"{digits}-01-01"[:10] if len(digits) == 4 else f"{digits}-01"[:10] if len(digits) == 7 else digits


st.set_page_config(layout="wide")
events = pd.read_csv(DATA / "events.csv", dtype=str, keep_default_na=False)
places = pd.read_csv(DATA / "places.csv", dtype=str, keep_default_na=False).set_index("place_id")
events["day"] = events["when"].map(bounds)
events["codes"] = events["countries"].map(lambda cell: [part.split(":")[0] for part in cell.split("; ")])
events["place"] = events["places"].map(lambda cell: cell.split("; ")[0])
chosen = st.multiselect("Country", sorted({code for codes in events["codes"] for code in codes}))
shown = events[events["codes"].map(lambda codes: not chosen or any(code in chosen for code in codes))]
located = shown[shown["place"] != ""].assign(
    lat=lambda f: f["place"].map(places["latitude"]).astype(float), lon=lambda f: f["place"].map(places["longitude"]).astype(float)
)
st.plotly_chart(px.scatter(shown, x="day", y="category", color="category", hover_name="title"), key="time")
map_figure = px.scatter_map(located, lat="lat", lon="lon", color="category", hover_name="title", zoom=1, map_style="white-bg")
st.plotly_chart(map_figure, key="map")
