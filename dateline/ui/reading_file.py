"""A file while it is read: what is done at the moment, and a button that stops it."""

from html import escape

import streamlit as st

from dateline.visitors.process import heard
from dateline.visitors.wishes import Look, Refused, Stage, Taken, Wish

MOST_KEPT = 8
"""Answers that a session keeps, so that a run of the page does not read the file again."""


def answer(wish: Wish) -> Refused | Look | Taken | None:
    """What comes of a wish, with its progress and a button that stops it; None where it was stopped."""
    kept: dict[Wish, Refused | Look | Taken] = st.session_state.setdefault("answers", {})
    if wish in kept:
        return kept[wish]
    if st.session_state.get("stopped") == wish:
        _stopped()
        return None
    place = st.empty()
    with place.container(key="reading-file", horizontal=True, vertical_alignment="center"):
        told = st.empty()
        st.button("Stop", key="stop-reading", on_click=_stop, args=(wish,))
    for one in heard(wish):  # a reader who presses anything ends this loop, and with it the process
        if isinstance(one, Stage):
            told.html(f'<p role="status">{escape(one.text)} …</p>')
            continue
        place.empty()
        kept[wish] = one
        while len(kept) > MOST_KEPT:
            kept.pop(next(iter(kept)))
        return one
    return None


def refusal(refused: Refused) -> None:
    """Why a file is not taken."""
    st.html(f'<div class="dl-notes" role="status"><p>{escape(refused.why)}</p></div>')


def _stopped() -> None:
    with st.container(key="reading-file", horizontal=True, vertical_alignment="center"):
        st.html('<p role="status">Stopped. Nothing of the file was taken.</p>')
        st.button("Read the file", key="read-again", on_click=_stop, args=(None,))


def _stop(wish: Wish | None) -> None:
    st.session_state["stopped"] = wish
