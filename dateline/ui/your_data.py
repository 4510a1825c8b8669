"""The blocks of "Your data": a reader's own file, what it is taken to be, what became of its rows, and the table that it made.

All of it is in the session and nowhere else: no file is written, no other session sees it, and it ends with the session.
"""

import io
import os
import zipfile
from collections.abc import Iterator
from functools import partial
from html import escape

import streamlit as st

from dateline import shelf, words
from dateline.collection import Collection
from dateline.exports import FORMATS as WAYS_OUT
from dateline.exports import pieces
from dateline.exports.extract import Extract
from dateline.imports import FIELDS, FORMATS, Proposal
from dateline.selection import visible
from dateline.ui.labels import plain
from dateline.ui.pages import START
from dateline.view import View
from dateline.visitors import taken
from dateline.visitors.process import heard, ready
from dateline.visitors.wishes import Look, Refused, Stage, Taken, Wish

ENDINGS = ["csv", "tsv", "txt", "xlsx", "json", "geojson"]
MAIN_FIELDS = ("title", "start", "end", "country", "place", "latitude", "longitude", "category")
"""The fields of the form; the others are as they were recognised."""
MOST_KEPT = 6
"""Answers that a session keeps, so that a run of the page does not read the file again."""
LONGEST_CELL = 60
"""Characters of a cell in the preview."""


def find(name: str) -> Collection:
    """The collection that links call so; the reader's own only in the reader's session. Raises `CollectionError`."""
    own = brought()
    return own.collection if own and name == shelf.PRIVATE else shelf.collection(os.environ, name)


def brought() -> Taken | None:
    """The table that this session's reader brought along."""
    found: Taken | None = st.session_state.get("brought")
    return found


def your_data() -> None:
    """The page: off, or a place to drop a file; what the file is taken to be; what became of it."""
    st.html(
        "<h2>Your own events</h2><p>Bring a table: CSV, TSV, Excel, JSON or GeoJSON with a date in each row, up to 2 MB. "
        "It becomes a timeline and a map, and each row that cannot be read is named with the reason.</p>"
        '<p class="dl-basis">It stays in this session: it is not stored, no other reader sees it, no link leads to it, and it is gone '
        "when this page is closed or loaded anew. Nothing in it is run or fetched.</p>"
    )
    if not taken(os.environ):
        _off()
        return
    ready()
    file = st.file_uploader("A file with your events", type=ENDINGS, key="own-file")
    made = st.container()
    if file is not None:
        _file(Wish(file.name, file.getvalue()))
    own = brought()
    if own:
        with made:
            _result(own)


def _off() -> None:
    st.html(
        '<div class="dl-notes" role="status"><p>This server takes no files.</p></div>'
        "<p>Whoever runs it can switch that on with <code>DATELINE_UPLOADS=on</code>. On your own machine <code>make run</code> does, "
        "and <code>dateline import FILE</code> makes a folder of tables from a file, however long it is.</p>"
    )


def _file(wish: Wish) -> None:
    look = _answer(wish)
    if isinstance(look, Refused):
        st.html(f'<div class="dl-notes" role="alert"><p>{escape(look.why)}</p></div>')
    elif isinstance(look, Look):
        _proposal(wish, look)


def _answer(wish: Wish) -> Refused | Look | Taken | None:
    """What comes of a wish, with its progress and a button that stops it; None where it was stopped."""
    kept: dict[Wish, Refused | Look | Taken] = st.session_state.setdefault("answers", {})
    if wish in kept:
        return kept[wish]
    place = st.empty()
    with place.container(key="reading-file", horizontal=True, vertical_alignment="center"):
        told = st.empty()
        st.button("Stop", key="stop-reading", on_click=_stopped, args=(wish,))
    if st.session_state.get("stopped") == wish:
        place.empty()
        if st.button("Read the file", key="read-again", on_click=_stopped, args=(None,)):
            st.rerun()
        return None
    for answer in heard(wish):  # a reader who presses anything ends this loop, and with it the process
        if isinstance(answer, Stage):
            told.html(f'<p role="status">{escape(answer.text)} …</p>')
        else:
            place.empty()
            kept[wish] = answer
            while len(kept) > MOST_KEPT:
                kept.pop(next(iter(kept)))
            return answer
    return None


def _stopped(wish: Wish | None) -> None:
    st.session_state["stopped"] = wish


def _proposal(wish: Wish, look: Look) -> None:
    proposal, form = look.proposal, FORMATS[look.proposal.format]
    reasons = "".join(f"<li>{escape(reason)}</li>" for reason in proposal.reasons)
    st.html(
        f"<h2>What it is taken to be</h2><p><strong>{escape(form.title)}</strong>, {words.number(look.rows, look.unit)}. "
        f"{escape(form.what.capitalize())}.</p><details><summary>Why</summary><ul>{reasons}</ul></details>{_preview(look)}"
    )
    with st.form("proposal"):
        sides, chosen = st.columns(2), {}
        for at, name in enumerate(MAIN_FIELDS):
            with sides[at % 2]:
                chosen[name] = _column(name, look.header, proposal)
        order = _asked(proposal, "day-order")
        systems = _asked(proposal, "codes")
        done = st.form_submit_button("Make timeline and map", type="primary")
    if done:
        columns = tuple((name, column) for name, column in chosen.items() if column != proposal.columns.get(name, ""))
        named = ((systems.partition("=")[0], systems.partition("=")[2]),) if systems else ()
        asked = Wish(wish.name, wish.content, proposal.format, columns, order, named, whole=True)
        answer = _answer(asked)
        if isinstance(answer, Taken):
            st.session_state["brought"] = answer
        elif isinstance(answer, Refused):
            st.html(f'<div class="dl-notes" role="alert"><p>{escape(answer.why)}</p></div>')


def _column(name: str, header: tuple[str, ...], proposal: Proposal) -> str:
    options = ["", *header]
    at = options.index(proposal.columns.get(name, ""))
    label = f"{name.capitalize()}: {FIELDS[name]}"
    return str(st.selectbox(label, options, index=at, format_func=lambda one: one or "(no column)") or "")


def _asked(proposal: Proposal, name: str) -> str:
    """What the file itself does not show, and its reader must say; without an answer such rows are withheld, never guessed."""
    question = next((one for one in proposal.questions if one.name == name), None)
    if question is None:
        return ""
    return str(st.radio(plain(question.text), question.choices, index=None, horizontal=True) or "")


def _preview(look: Look) -> str:
    fields = {column: name for name, column in look.proposal.columns.items()}
    head = "".join(f"<th>{escape(name)}<br><b>{escape(fields.get(name, ''))}</b></th>" for name in look.header)
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell[:LONGEST_CELL])}</td>' for cell in row)}</tr>" for row in look.first)
    return (
        '<div class="dl-preview" tabindex="0" role="region" aria-label="The first rows of the file">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _result(own: Taken) -> None:
    st.html(f'<h2>{escape(own.collection.title)}</h2><p role="status"><strong>{escape(own.account)}</strong></p>')
    st.html("".join(f'<p class="dl-basis">{escape(note)}</p>' for note in own.notes))
    if own.groups:
        items = "".join(f"<li>{escape(str(group))}</li>" for group in own.groups)
        label = words.number(len(own.groups), "thing", "things")
        st.html(f'<details class="dl-findings"><summary>What there is to say of its rows: {label}</summary><ul>{items}</ul></details>')
    st.page_link(START, label="Open it on timeline and map", query_params={"collection": shelf.PRIVATE})
    with st.container(key="own-downloads", horizontal=True, gap="small"):
        if own.findings:
            st.download_button("Rows to correct (CSV)", own.to_correct, "to-correct.csv", "text/csv", on_click="ignore")
            st.download_button("All findings (CSV)", own.findings, "findings.csv", "text/csv", on_click="ignore")
        st.download_button("The tables (ZIP)", partial(_zipped, own), "tables.zip", "application/zip", on_click="ignore")
        extract = Extract(visible(own.collection, View(collection=shelf.PRIVATE)))
        for form in WAYS_OUT.values():
            made = partial(_written, extract, form.name)
            st.download_button(plain(form.title), made, extract.file_name(form.name), form.media_type, on_click="ignore", help=form.what)
    st.button("Forget this table", key="forget", on_click=_forget, type="tertiary")


def _written(extract: Extract, form: str) -> bytes:
    return b"".join(pieces(extract, WAYS_OUT[form]))


def _zipped(own: Taken) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in _members(own):
            file.writestr(name, content)
    return held.getvalue()


def _members(own: Taken) -> Iterator[tuple[str, bytes | str]]:
    yield from own.files.items()
    if own.findings:
        yield from (("import-findings.csv", own.findings), ("import-to-correct.csv", own.to_correct))


def _forget() -> None:
    st.session_state.pop("brought", None)
    st.session_state.pop("answers", None)
