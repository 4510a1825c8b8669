"""A reader's own table when it is made: what became of its rows, the way to it, and all in which it can be taken away."""

import io
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from html import escape

import streamlit as st

from dateline import publishing, shelf, words
from dateline.exports import FORMATS, pieces
from dateline.exports.extract import Extract
from dateline.selection import visible
from dateline.ui.brought import forget
from dateline.ui.labels import plain
from dateline.ui.pages import START
from dateline.view import View
from dateline.visitors.wishes import Taken

MOST_OF_A_SITE = 2_000
"""Events: each gets a page, which takes the server some milliseconds. `dateline publish` has no reader who waits."""


def own_table(own: Taken) -> None:
    """What the page says of it."""
    st.html(f'<h2>{escape(own.collection.title)}</h2><p role="status"><strong>{escape(own.account)}</strong></p>')
    st.html("".join(f'<p class="dl-basis">{escape(note)}</p>' for note in own.notes))
    if own.groups:
        items = "".join(f"<li>{escape(str(group))}</li>" for group in own.groups)
        label = words.number(len(own.groups), "thing")
        st.html(f'<details class="dl-said"><summary>What there is to say of its rows: {label}</summary><ul>{items}</ul></details>')
    st.page_link(START, label="Open it on timeline and map", query_params={"collection": shelf.PRIVATE})
    st.html("<h3>To take away</h3>")
    with st.container(key="own-downloads", horizontal=True, gap="small"):
        _downloads(own)
    st.button("Forget this table", key="forget", on_click=forget, type="tertiary")


def _downloads(own: Taken) -> None:
    if own.findings:
        st.download_button("Rows to correct (CSV)", own.to_correct, "to-correct.csv", "text/csv", on_click="ignore")
        st.download_button("All findings (CSV)", own.findings, "findings.csv", "text/csv", on_click="ignore")
    tables = partial(_zipped, partial(_members, own))
    st.download_button("The tables (ZIP)", tables, "tables.zip", "application/zip", on_click="ignore", help="a folder that can be checked")
    if len(own.collection.events) <= MOST_OF_A_SITE:
        site = partial(_zipped, partial(_site, own))
        told = "a website of its own, with a page for each event: unpack it, open index.html, or give it to any host of files"
        st.download_button("The site (ZIP)", site, "site.zip", "application/zip", on_click="ignore", help=told)
    extract = Extract(visible(own.collection, View(collection=shelf.PRIVATE)))
    for form in FORMATS.values():
        made = partial(_written, extract, form.name)
        st.download_button(plain(form.title), made, extract.file_name(form.name), form.media_type, on_click="ignore", help=form.what)


def _written(extract: Extract, form: str) -> bytes:
    return b"".join(pieces(extract, FORMATS[form]))


def _zipped(members: Callable[[], Iterator[tuple[str, bytes | str]]]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members():
            file.writestr(name, content)
    return held.getvalue()


def _members(own: Taken) -> Iterator[tuple[str, bytes | str]]:
    yield from own.files.items()
    if own.findings:
        yield from (("import-findings.csv", own.findings), ("import-to-correct.csv", own.to_correct))


def _site(own: Taken) -> Iterator[tuple[str, bytes | str]]:
    """Without a picture of each event: half a second for each is more than a reader waits."""
    yield from publishing.files(own.collection, {name: text.encode() for name, text in own.files.items()}, most_cards=0)
