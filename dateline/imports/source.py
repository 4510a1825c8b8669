"""The file itself as the source of its events: its line numbers are the paragraphs."""

from collections.abc import Sequence
from math import isfinite

from dateline.dates import iso, parse_when
from dateline.imports.foreign import Foreign
from dateline.imports.form import Format
from dateline.imports.plain import kebab
from dateline.schema import TABLES


def source_row(foreign: Foreign, form: Format, whens: Sequence[str]) -> dict[str, str]:
    """The row of the source table. The file carries no date: it is not older than the last event that it tells."""
    bounds = [parse_when(when) for when in set(whens)]
    known = [bound for when in bounds for bound in (when.s1, when.e1) if isfinite(bound)]
    published = f"[{iso(max(known))}..]" if known else "[1970-01-01..]"
    lines = max((row.line for row in foreign.rows), default=0)
    most = TABLES["sources"]["paragraphs"].high or 0
    return {
        "source_id": kebab(foreign.name.rpartition(".")[0]) or "file", "title": foreign.name, "publisher": form.source.split(",")[0],
        "published": published, "published_basis": "the file carries no date; it is not older than the last event that it tells",
        "kind": f"table by {foreign.unit}", "paragraphs": str(lines) if lines <= most else "", "sha256": foreign.sha256,
        "note": f"Read as {form.title}. Its {foreign.unit}s are counted as paragraphs. {form.source}".strip(),
    }  # fmt: skip
