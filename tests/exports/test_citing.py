"""Citations: each form as its programs read it, with the address, the date of the data, its fingerprint and the day of access."""

import json
import re
from pathlib import Path

from dateline.collection import read_collection
from dateline.dates import from_iso
from dateline.exports.citing import STYLES, bibtex, citation, csl, plain, ris
from dateline.exports.extract import Extract
from dateline.selection import visible
from dateline.shelf import EMBEDDED
from dateline.view import View
from tests.making import collection_of

LINK = "https://dates.example/?country=KOR&data=8b70bceb7c39-0"
ACCESSED = from_iso("2026-11-24")
TABLE = read_collection(EMBEDDED)
ONE = citation(Extract(visible(TABLE, View(countries=("KOR",)))), LINK, ACCESSED)


def test_every_style_has_link_fingerprint_and_both_dates() -> None:
    """Whoever reads it can tell which data were seen, and when."""
    for name, style in STYLES.items():
        text = style(ONE)
        assert TABLE.fingerprint in text, name
        assert LINK in text, name
        packed = "".join(text.split())
        assert any(day in packed for day in ("2026-11-24", "2026/11/24", "24Nov2026", "2026,11,24")), name


def test_open_event_is_what_is_cited() -> None:
    """Its title stands in place of the view's."""
    event = TABLE.event("kor-spy-satellite-launch-planned")
    assert event
    assert event.title in plain(citation(Extract(visible(TABLE, View(event=event.event_id))), LINK, ACCESSED))


def test_bibtex_has_balanced_braces_and_no_bare_command(tmp_path: Path) -> None:
    """Whatever the title."""
    table = collection_of(tmp_path, {"event_id": "a", "title": "50% of A&B_c {x} \\ $1 #2 ~ ^"})
    entry = bibtex(citation(Extract(visible(table, View(event="a"))), LINK, ACCESSED))
    bare = re.sub(r"\\[&%$#_{}]", "", entry)
    assert bare.count("{") == bare.count("}")
    title = next(line for line in bare.splitlines() if line.startswith("  title"))
    assert not re.search(r"[&%$#_~^]", title)


def test_ris_has_a_field_a_line_and_an_end(tmp_path: Path) -> None:
    """Tag, two blanks, dash, blank; no line of a title can be a field of its own."""
    table = collection_of(tmp_path, {"event_id": "a", "title": "A title ER - in a row"})
    lines = ris(citation(Extract(visible(table, View(event="a"))), LINK, ACCESSED)).split("\n")
    assert lines[0] == "TY  - ELEC"
    assert lines[-1] == "ER  - "
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)


def test_csl_is_json_with_dates_in_parts() -> None:
    """As citation processors read it."""
    (item,) = json.loads(csl(ONE))
    assert item["accessed"] == {"date-parts": [[2026, 11, 24]]}
    assert item["URL"] == LINK
    assert item["type"] == "webpage"
