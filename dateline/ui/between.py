"""The blocks of "Countries" for all of them: the matrix of pairs as a picture and as a table, both leading to the events."""

from html import escape
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dateline import countries, pair_tables, words
from dateline.figures.matrix import legend
from dateline.figures.matrix import matrix as matrix_figure
from dateline.link import to_query
from dateline.pair_tables import MOST_COUNTRIES
from dateline.pairs import Pairs, pairs
from dateline.selection import Selection
from dateline.ui.blocks import palette
from dateline.ui.pages import COUNTRIES
from dateline.view import View

STYLE = Path(__file__).with_name("between.css")
CHART = {"displayModeBar": False, "doubleClick": False}
"""Plotly's settings: nothing to zoom or to take away here."""


def begin() -> None:
    """The style of this page."""
    st.html(f"<style>{STYLE.read_text('utf-8')}</style>")


def part(name: str) -> DeltaGenerator:
    """A part of the page of countries."""
    return st.container(key=f"countries-{name}")


def side_by_side(name: str) -> DeltaGenerator:
    """Two parts beside each other where there is room."""
    return st.container(horizontal=True, key=f"beside-{name}", gap=None)


def matrix(selection: Selection) -> None:
    """The matrix as a picture: a square leads to the events of its pair."""
    found = pairs(selection)
    if not found.cells:
        return
    says = _says(found, selection.view)
    with part("matrix"):
        st.html(f"<h2>Who shares events with whom</h2><p>{escape(says)}</p>")
        if selection.view.countries:
            everywhere = selection.view.changed(countries=(), match="any")
            st.page_link(COUNTRIES, label="Every country", query_params=to_query(everywhere))
        st.html(_legend())
        figure = matrix_figure(found, selection.view, theme=palette(), most=MOST_COUNTRIES)
        alt = f"{says} The table beside it says the same."
        st.plotly_chart(figure, width="content", theme=None, key="matrix", config=CHART, alt=alt)


def matrix_as_table(selection: Selection) -> None:
    """The same as a table, each number a link."""
    found = pairs(selection)
    if found.cells:
        with part("table"):
            st.html("<h2>The same in numbers</h2>" + pair_tables.matrix_table(found, selection.view))


def _says(found: Pairs, view: View) -> str:
    among = "the chosen countries" if len(view.countries) > 1 else words.number(len(found.countries), "country", "countries")
    says = f"{words.number(found.met, 'pair')} of {among} {'shares' if found.met == 1 else 'share'} events."
    pair = max((pair for pair in found.cells if pair[0] != pair[1]), key=lambda pair: found.cells[pair].shown, default=None)
    if pair:
        tally, names = found.cells[pair], " and ".join(countries.name(code) for code in pair)
        says += f" Most: {names}, {words.number(tally.shown, 'event')}, {tally.alone:,} of them without a third country."
    hidden = len(found.countries) - MOST_COUNTRIES
    if hidden > 0:
        says += f" Drawn are the {MOST_COUNTRIES} countries with most events; {hidden:,} more are named below the table."
    return says


def _legend() -> str:
    parts = "".join(f'<li><span class="dl-part" style="background:{css}"></span>{name}</li>' for name, css in legend(palette()).items())
    own = '<li><span class="dl-own"></span>all events of one country</li>'
    return f'<ul class="dl-bar-legend" aria-label="What the squares and bars mean">{parts}{own}</ul>'
