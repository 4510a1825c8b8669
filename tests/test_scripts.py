"""The browser's files that are built beforehand: each is of what lies beside it."""

import hashlib
import re
from pathlib import Path

import brotli
import pytest

from dateline.link import names
from dateline.scripts import BUNDLE, INSTRUMENT, entry, modules, needed, sheet_of_pages
from dateline.server import ASSETS
from dateline.server.shell import streamlit_static
from dateline.shelf import PRIVATE

PACKED = sorted([*INSTRUMENT.rglob("*.br"), *ASSETS.rglob("*.br")])
NAMED = re.compile(r":material/([a-z0-9_]+)")
NOT_THERE = {"star_filled"}
"""Names that the whole typeface has no symbol for either."""


def test_the_bundle_is_of_the_modules_as_they_are() -> None:
    """Another would be served never: after a change of a module `npm run instrument` in tools/, then `python tools/pack_files.py`."""
    assert BUNDLE.fullmatch(entry())
    assert [file.name for file in INSTRUMENT.glob("instrument-*.js")] == [entry()]
    assert INSTRUMENT / entry() not in modules()


def test_what_is_needed_is_there_and_named_once() -> None:
    """The bundle first, then the libraries with what they share."""
    assert needed()[0] == entry()
    assert len(set(needed())) == len(needed()) > 4
    assert all((INSTRUMENT / name).is_file() for name in needed())


def test_what_is_said_again_of_days_and_of_a_readers_own_table_is_called_as_links_call_it() -> None:
    """The page has no other way to know: `assets/return.js` says both by itself."""
    script = (ASSETS / "return.js").read_text(encoding="utf-8")
    said = dict(re.findall(r'"st-key-(\w+)-": "(\w+)"', script))
    assert said == {field: names(field)[0] for field in ("first", "last")}
    assert f'OWN_TABLE = "{PRIVATE}";' in script


def test_the_style_sheet_of_pages_is_there_under_an_address_that_changes_with_it() -> None:
    """A browser that has the one of another version asks for this one."""
    address, _, digest = sheet_of_pages().partition("?")
    assert hashlib.sha256((ASSETS / address.removeprefix("./assets/")).read_bytes()).hexdigest().startswith(digest) and len(digest) == 8


@pytest.mark.parametrize("packed", PACKED, ids=lambda file: file.name)
def test_a_packed_file_is_the_file_beside_it(packed: Path) -> None:
    """After a change `python tools/pack_files.py`."""
    assert brotli.decompress(packed.read_bytes()) == packed.with_suffix("").read_bytes()


def test_every_symbol_that_streamlit_names_is_in_our_typeface() -> None:
    """After another version of Streamlit `python tools/build_symbols.py`."""
    scripts = (streamlit_static() / "static" / "js").glob("*.js")
    named = {name for file in scripts for name in NAMED.findall(file.read_text("utf-8"))}
    known = set((ASSETS / "symbols" / "names.txt").read_text("utf-8").split())
    assert len(named) > 50
    assert named - known <= NOT_THERE
