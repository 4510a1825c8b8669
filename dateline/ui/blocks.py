"""The parts of a page that are not pickers and not the instrument: masthead, active filters, notes, damage, emptiness."""

from functools import cache
from html import escape
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import StreamlitPage

from dateline import fragments, words
from dateline.aggregates import stack_bins
from dateline.collection import Collection
from dateline.errors import CollectionError
from dateline.figures.palette import THEMES, Palette
from dateline.link import DATA, to_string
from dateline.scripts import sheet_of_pages
from dateline.selection import Selection, visible
from dateline.shelf import PRIVATE
from dateline.since import since
from dateline.ui import state
from dateline.ui.collections import collections
from dateline.ui.labels import ALL, LIFT, plain
from dateline.ui.pages import START, offered
from dateline.ui.where_is import where_is

_PRIVATE = '<div class="dl-copying"><span class="dl-collection">Only in this session: no link leads here</span></div>'
_SHARE = (
    '<div class="dl-copying"><button type="button" class="dl-share-more" data-share aria-haspopup="dialog">Share</button>'
    '<button type="button" class="dl-share" data-copy-link>Copy link</button></div>'
)
_way = st.components.v2.component("dateline.way", js="way.js", isolate_styles=False)


def frame(collection: Collection) -> None:
    """What every page has: the style sheet, and the collection for its blocks."""
    st.session_state["collection"] = collection
    # The way to the sheet, for the sheet itself would be a twentieth of each run; apart, so that it stays where colours change.
    st.html(f"<style>@import url('{sheet_of_pages()}');</style>")
    st.html(_colours(palette().name))


@cache
def _colours(theme: str) -> str:
    """`color-scheme` tells the browser, and the module that watches it, for which theme they are."""
    colours = "".join(f"{name}:{value};" for name, value in THEMES[theme].css_variables().items())
    return f"<style>:root{{color-scheme:{theme};{colours}}}</style>"


def way() -> None:
    """For a page without the instrument: its links and marks lead on, and a change between light and dark is followed."""
    _way(key="way", height=0, on_scheme_change=lambda: None)  # the run by itself draws everything in the other theme


def palette() -> Palette:
    """The colours of the theme that the reader's browser shows."""
    return THEMES[st.context.theme.type or "light"]


def selected() -> Selection:
    """The selection of this run's view."""
    return visible(st.session_state["collection"], state.view())


def masthead(selection: Selection, here: StreamlitPage) -> None:
    """Name and collection, the way to the other pages with this view, and on the start page how to read it and the copy of the link."""
    table = selection.collection
    # What is in a table of the reader's own goes into no address: neither an event's name nor words that were looked for.
    carried = selection.view.changed(event="", text="") if table.linked == PRIVATE else selection.view
    with st.container(key="masthead", horizontal=True, vertical_alignment="center", gap="small"):
        # All the links as one element: Streamlit's own would be a message each, for every change.
        query = escape(f"?{to_string(carried)}".removesuffix("?"))
        others = (page for page in offered() if page.url_path != here.url_path)
        ways = "".join(f'<a href="./{page.url_path}{query}">{page.title}</a>' for page in others)
        st.html(
            '<div class="dl-name"><h1 class="dl-brand">Date<b>line</b></h1>'
            f'<span class="dl-collection">{escape(table.title)} · {escape(words.dated(table))}</span></div>'
            f'<nav class="dl-ways" aria-label="Pages">{ways}</nav>'
        )
        collections(here)
        if here is START:
            st.html(_how_to_read() + (_PRIVATE if table.linked == PRIVATE else _SHARE))


@cache
def _how_to_read() -> str:
    """A button and what it opens, by the browser itself: a popover of Streamlit's would be a message more for every change."""
    return Path(__file__).with_name("how_to_read.html").read_text("utf-8")


def is_embedded() -> bool:
    """Is the page shown inside a page of somebody else?"""
    return bool(st.context.is_embedded)


def embedded_line(selection: Selection) -> None:
    """All that stands around the instrument there."""
    st.html(fragments.embedded(selection))


def told(selection: Selection, *, switch: bool = True) -> None:
    """One sentence that says what is shown, one that says how the source put it. Below them the filters that are in force, where the
    other events are, and the switch for what became known since.

    `switch`: is there anything on the page that it changes?
    """
    shown, standing = selection.once("told", lambda: (escape(words.summary(selection)), escape(words.standing(selection))))
    with st.container(key="told", gap=None):
        st.html(f'<p class="dl-summary-line" role="status"><strong>{shown}</strong> {standing} {_together(selection)}</p>')
        # This row is there without a filter too: what is below it does not jump when there is one.
        with st.container(key="in-force", horizontal=True, vertical_alignment="center", gap="small"):
            _active_filters(selection)
            where_is(selection)
            if switch and selection.collection.follow_ups:
                st.toggle(
                    "What became known",
                    value=selection.view.follow_ups,
                    key=state.widget_key("follow_ups"),
                    on_change=_took_follow_ups,
                    help="Draws the outcome beside each plan, from later records; the events stay as their source put them.",
                )


def _together(selection: Selection) -> str:
    """That the events are counted together, where they are too many to be drawn."""
    bins = stack_bins(selection) if selection.aggregated else None
    return f'<span class="dl-together">{escape(words.counted_together(bins.unit))}</span>' if bins else ""


def _active_filters(selection: Selection) -> None:
    """A chip for each active filter: pressing it lifts the filter; one more lifts them all."""
    with st.container(key="chips", horizontal=True, vertical_alignment="center", gap="xsmall"):
        chips = words.chips(selection.view, selection.collection)
        for chip in chips:
            label, key = f"{plain(chip.text)}{LIFT}", f"chip-{chip.what}-{chip.value}"
            st.button(label, key=key, on_click=state.lift, args=(chip.what, chip.value), help="Lift this filter")
        if chips:
            st.button(ALL, key="chip-all", type="tertiary", on_click=state.lift)


def _took_follow_ups() -> None:
    state.change(by="follow_ups", follow_ups=state.picked("follow_ups"))


def place(name: str) -> DeltaGenerator:
    """A part of the page for what comes and goes. Streamlit knows what follows by how many stand before it: one more, and the instrument
    would be taken away for a moment, from under the hand that is on it.
    """
    return st.container(key=name, gap=None)


def link_notes() -> None:
    """What in the address could not be used."""
    notes = state.notes()
    if notes:
        items = "".join(f"<li>{escape(note)}</li>" for note in notes)
        st.html(f'<div class="dl-notes" role="status"><p>This link has parts that cannot be used:</p><ul>{items}</ul></div>')


def changed_since() -> None:
    """What changed since the reader's link was made."""
    told = since({DATA: st.query_params.get_all(DATA)}, st.session_state["collection"])
    if told:
        st.html(f'<div class="dl-notes dl-since" role="status">{fragments.since(told, st.session_state["collection"])}</div>')


def damage(selection: Selection) -> None:
    """Rows that the checks withhold, with what to do."""
    text = fragments.findings(selection.collection)
    if text:
        st.html(text)


def emptiness(selection: Selection) -> None:
    """For an empty result: which filter excludes everything, with a button that lifts it."""
    if selection.counts.shown or not selection.counts.in_table:
        return
    with st.container(key="emptiness"):
        offers = [(what, selection.lifted(what)) for what in selection.view.active]
        useful = [(what, count) for what, count in offers if count]
        if useful:
            st.html("<p>Nothing fits all filters together. Without one of them there would be:</p>")
        else:
            st.html("<p>Nothing fits, and no single filter is the reason.</p>")
        for what, count in useful:
            st.button(
                f"{words.number(count, 'event')} without {words.FILTER_NAMES[what]}", key=f"lift-{what}",
                on_click=state.lift, args=(what,),
            )  # fmt: skip
        st.button("Lift all filters", key="lift-all", on_click=state.lift)


def ready() -> None:
    """The mark at the end of a page without the instrument: what stood before it may go (see `assets/first_screen.js`)."""
    st.html('<span class="dl-end" data-dl-ready></span>')


def no_collection(error: CollectionError) -> None:
    """There is nothing to show: one clear message."""
    st.html(f'<div class="dl-notes" role="alert"><h1 class="dl-brand">Date<b>line</b></h1><p>{escape(str(error))}</p></div>')
