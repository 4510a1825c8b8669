"""The blocks of "How we know": where each event comes from, how the source was read, what records came later, what the checks say."""

from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dateline import evidence, fragments, words
from dateline.entries import Event
from dateline.exports import FORMATS
from dateline.link import home, to_query, to_string
from dateline.selection import Selection
from dateline.shelf import PRIVATE
from dateline.ui import state
from dateline.ui.labels import plain
from dateline.ui.pages import START


def reading_page() -> DeltaGenerator:
    """A column that reads well."""
    return st.container(key="reading")


def origin(selection: Selection) -> None:
    """The open event's way back to its source, first of all; with a link back to it."""
    event = selection.collection.event(selection.view.event)
    if event is None:
        return
    with st.container(key="origin"):
        st.html(evidence.origin(event, selection.collection))
        _to_event(event, "Back to this event on timeline and map")


def source(selection: Selection) -> None:
    """The source that most events are read from, and the state it is in."""
    one = selection.collection.source
    if one is not None:
        st.html(evidence.source(one))


def paragraphs(selection: Selection) -> None:
    """Each paragraph in a line of our own words, with the events read from it; those of the open event are marked."""
    table = selection.collection
    if not table.paragraphs:
        return
    st.html("<h2>Paragraph by paragraph</h2>")
    opened = table.event(selection.view.event)
    for one in table.paragraphs:
        cited = opened is not None and one.source_id == opened.source.source_id and one.paragraph in opened.paragraphs
        with st.container(key=f"paragraph-{'cited-' if cited else ''}{one.source_id}-{one.paragraph}", gap=None):
            st.html(evidence.paragraph(one))
            for event in evidence.read_from(one, table):
                _to_event(event, event.title)


def _to_event(event: Event, label: str) -> None:
    st.page_link(START, label=plain(label), query_params=to_query(state.view().changed(event=event.event_id)))


def readings(selection: Selection) -> None:
    """The doubtful passages."""
    table = selection.collection
    if table.readings:
        with st.expander(f"Doubtful passages: {words.number(len(table.readings), 'reading')}"):
            st.html(evidence.readings(table))


def records(selection: Selection) -> None:
    """What later became known."""
    table = selection.collection
    if table.follow_ups:
        with st.expander(f"What became known: {words.number(len(table.follow_ups), 'record')}"):
            st.html(evidence.records(table))


def last_check(selection: Selection) -> None:
    """What the checks say of the tables as they stand now."""
    table = selection.collection
    st.html(f"<h2>The checks</h2>{fragments.findings(table)}{evidence.last_check(table)}")


def files(selection: Selection) -> None:
    """The events of this view as a file, in every format; of a reader's own table they are on the page "Your data"."""
    if selection.collection.linked == PRIVATE:
        return
    query = to_string(selection.view.changed(camera=None))
    links = "".join(
        f'<li><a href="events.{one.name}{escape(f"?{query}") if query else ""}" download><b>{escape(one.title)}</b> '
        f'<span class="dl-basis">{escape(one.what)}</span></a></li>'
        for one in FORMATS.values()
    )
    st.html(
        f"<h2>This selection as a file</h2><p>{escape(words.summary(selection))} The links lead to exactly these, and give them anew "
        'whenever they are followed; <a href="openapi.json">how programs ask for them</a>.</p>'
        f'<ul class="dl-files">{links}</ul>'
    )


def downloads(selection: Selection) -> None:
    """Every table as it stands, with its description."""
    if selection.collection.linked == PRIVATE:
        return
    query = escape(home(selection.collection))
    files = [*selection.collection.files, "datapackage.json"]
    links = " · ".join(f'<a href="tables/{file}{query}" download>{file}</a>' for file in files)
    st.html(f"<h2>The tables</h2><p>{links}</p>")
