"""A view as something to cite: in a line of text, for BibTeX, for RIS, and as CSL-JSON."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from dateline.dates import Day, calendar, day_text, iso
from dateline.exports.extract import Extract
from dateline.exports.readable import readable

_LATEX = {letter: f"\\{letter}" for letter in "&%$#_{}"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
"""Letters that LaTeX takes for commands, to what writes them."""


@dataclass(frozen=True)
class Citation:
    """What is cited. No author is named: the tables name none; who made a source is said beside each event."""

    title: str
    container: str
    """Where it stands: the app and the collection."""
    day: Day
    """Of the data."""
    fingerprint: str
    link: str
    accessed: Day | None
    """None for a copy that was kept: it is the same on every day."""


def citation(extract: Extract, link: str, accessed: Day | None) -> Citation:
    """The view of an extract, as it is got at this address on that day."""
    event = extract.collection.event(extract.view.event)
    title, container = _line(event.title if event else extract.heading), _line(f"Dateline: {extract.collection.title}")
    return Citation(title, container, extract.day, extract.collection.fingerprint, link, accessed)


def _line(text: str) -> str:
    """A text of the tables as one line, without what turns the direction of the words around it."""
    return " ".join(readable(text).split())


def plain(one: Citation) -> str:
    """One line for a footnote."""
    return (
        f"“{one.title}”, {one.container}, data of {day_text(one.day)} (fingerprint {one.fingerprint}), {one.link}"
        f"{f', accessed {day_text(one.accessed)}' if one.accessed is not None else ''}."
    )


def bibtex(one: Citation) -> str:
    """An entry of the kind `misc`, which every style knows."""
    year, month, _ = calendar(one.day)
    fields = {
        "title": f"{{{_latex(one.title)}}}",
        "howpublished": _latex(one.container),
        "year": f"{year}",
        "month": f"{month}",
        "note": _latex(_data(one) + (f"; accessed {iso(one.accessed)}" if one.accessed is not None else "")),
        "url": one.link.replace("{", "%7B").replace("}", "%7D"),
    }
    lines = ",\n".join(f"  {name} = {{{text}}}" for name, text in fields.items())
    return f"@misc{{dateline-{one.fingerprint},\n{lines}\n}}"


def _data(one: Citation) -> str:
    return f"Data of {iso(one.day)}, fingerprint {one.fingerprint}"


def _latex(text: str) -> str:
    return "".join(_LATEX.get(letter, letter) for letter in text)


def ris(one: Citation) -> str:
    """A record of the kind ELEC, for reference managers; a line a field."""
    fields = [
        ("TY", "ELEC"),
        ("TI", one.title),
        ("T2", one.container),
        ("PY", f"{calendar(one.day)[0]}"),
        ("DA", iso(one.day).replace("-", "/")),
        *([("Y2", iso(one.accessed).replace("-", "/"))] if one.accessed is not None else []),
        ("UR", one.link),
        ("N1", _data(one)),
        ("ER", ""),
    ]
    return "\n".join(f"{name}  - {' '.join(text.split())}".rstrip() if name != "ER" else "ER  - " for name, text in fields)


def csl(one: Citation) -> str:
    """An item of CSL-JSON."""
    item = {
        "id": f"dateline-{one.fingerprint}",
        "type": "webpage",
        "title": one.title,
        "container-title": one.container,
        "issued": {"date-parts": [list(calendar(one.day))]},
        **({"accessed": {"date-parts": [list(calendar(one.accessed))]}} if one.accessed is not None else {}),
        "URL": one.link,
        "note": _data(one),
    }
    return json.dumps([item], ensure_ascii=False, indent=2)


STYLES: dict[str, Callable[[Citation], str]] = {"Text": plain, "BibTeX": bibtex, "RIS": ris, "CSL-JSON": csl}
"""By the name that the page shows."""
