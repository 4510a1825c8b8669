"""The blocks of "Countries" for one of them: its events in time, its partners, its places."""

from html import escape

import streamlit as st

from dateline import countries, pair_tables, words
from dateline.figures import strip
from dateline.link import to_query
from dateline.pairs import partners, spots
from dateline.scene import over_time
from dateline.schema import ACTING_ROLES
from dateline.selection import Selection, visible
from dateline.ui.between import CHART, part
from dateline.ui.blocks import palette
from dateline.ui.pages import COUNTRIES, START


def chosen(selection: Selection) -> str:
    """The country, where exactly one is chosen; else empty."""
    codes = selection.view.countries
    return codes[0] if len(codes) == 1 else ""


def heading(selection: Selection, country: str) -> None:
    """Flag and name, in which roles, and the ways to its events and to all countries."""
    flag = f'<span class="dl-flag" aria-hidden="true">{countries.flag(country)}</span>'
    with part("heading"):
        st.html(f"<h2>{flag} {escape(countries.name(country))}</h2><p>{_as(selection)}</p>")
        with st.container(horizontal=True, gap="small", key="countries-ways"):
            _ways(selection)


def _as(selection: Selection) -> str:
    """'8 events as accuser, 7 as host'."""
    counts = {role: count for role, count in selection.facet("roles").items() if count and role in (selection.view.roles or ACTING_ROLES)}
    told = [f"{count:,} as {role}" for role, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))]
    return ", ".join(told)


def _ways(selection: Selection) -> None:
    view, many = selection.view, selection.counts.shown
    if many:
        to_events = to_query(view.changed(event="", camera=None))
        st.page_link(START, label=f"{words.number(many, 'event')} on timeline and map", query_params=to_events)
    mentioned = visible(selection.collection, view.changed(roles=("mentioned",), event="", camera=None))
    if mentioned.counts.shown and view.roles != ("mentioned",):
        label = f"{words.number(mentioned.counts.shown, 'event')} in which it is only mentioned"
        st.page_link(COUNTRIES, label=label, query_params=to_query(mentioned.view))
    st.page_link(COUNTRIES, label="Every country", query_params=to_query(view.changed(countries=(), match="any")))


def in_time(selection: Selection, country: str) -> None:
    """The strip of its events."""
    if not selection.counts.shown:
        return
    theme = palette()
    figure = strip(over_time(selection, theme), selection.view, theme=theme)
    with part("strip"):
        st.html("<h3>In time</h3>")
        alt = f"The events of {countries.name(country)} in time. A table below names each of them."
        st.plotly_chart(figure, theme=None, key="strip", config=CHART, alt=alt)
        st.html(_outside(**figure.layout.meta))


def its_events(selection: Selection, country: str) -> None:
    """The same events as a table."""
    if selection.counts.shown:
        with part("events"):
            st.html("<h3>Each event</h3>" + pair_tables.events_table(selection, country))


def its_partners(selection: Selection, country: str) -> None:
    """The countries that it shares events with, by role and status."""
    if selection.counts.shown:
        with part("partners"):
            st.html("<h3>With whom</h3>" + pair_tables.partners_table(partners(selection, country), country, selection.view))


def its_places(selection: Selection) -> None:
    """Where its events are."""
    if selection.counts.shown:
        with part("places"):
            st.html("<h3>Where</h3>" + pair_tables.places_table(spots(selection), selection))


def _outside(before: int, after: int) -> str:
    """What the strip has no room for."""
    parts = [f"{count:,} {where}" for count, where in ((before, "before"), (after, "after")) if count]
    return f'<p class="dl-explains">Outside of what is drawn: {" and ".join(parts)}; the table below has them.</p>' if parts else "<p></p>"
