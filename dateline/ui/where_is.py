"""Where is an event, and where are the others? Behind one button: the sums that hold, a field to ask, and answers that act."""

from html import escape

import streamlit as st

from dateline import fragments, words
from dateline.answers import Answer, answers
from dateline.link import LONGEST_TEXT, clean
from dateline.selection import Selection
from dateline.ui import state
from dateline.ui.labels import plain


def where_is(selection: Selection) -> None:
    """The button, and what it opens."""
    with st.popover("Where is …?", key="where-is", type="tertiary", help="Every row of the file, and why an event is not shown"):
        st.html(fragments.account(selection))
        label = "Why is an event not shown? Its id, or words of its title"
        asked = clean(st.text_input(label, key="asked", placeholder="Find any event"))[:LONGEST_TEXT]
        if asked:
            _tell(selection, asked)


def _tell(selection: Selection, asked: str) -> None:
    found = answers(selection, asked)
    total = len(found.found) + found.rest
    verb = "has" if total == 1 else "have"
    many = f"{words.number(total, 'row')} of the file {verb} these words" if total else "No row of the file has these words"
    st.html(f'<p class="dl-asked" role="status">{many}: “{escape(asked)}”.</p>')
    for at, one in enumerate(found.found):
        with st.container(key=f"answer-{at}", gap="xsmall"):
            st.html(fragments.answer(one, selection.view.event))
            if isinstance(one, Answer):
                _offer(one, selection.view.event)
    if found.rest:
        st.html(f'<p class="dl-asked">And {words.number(found.rest, "more row")}: one more word finds fewer.</p>')


def _offer(one: Answer, opened: str) -> None:
    """What brings the event to sight; nothing where it is open already."""
    if one.hiding:
        label = f"Lift {words.listed([words.FILTER_NAMES[what] for what in one.hiding])}"
    elif one.event.event_id != opened:
        label = "Open it"
    else:
        return
    st.button(plain(label), key=f"show-{one.event.event_id}", on_click=state.show, args=(one.shows,))
