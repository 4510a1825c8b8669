"""Files of a selection: one module a format, and one registry of them.

    from dateline.exports import write
    write(visible(collection, view), "csv", "https://example.org/")

The same selection, address and notes give the same bytes: nothing here reads a clock or a network.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from dateline.errors import FormatError
from dateline.exports.atom import write_atom
from dateline.exports.csv import write_csv
from dateline.exports.extract import LOCAL, Extract
from dateline.exports.geojson import write_geojson
from dateline.exports.html import write_html
from dateline.exports.ics import write_ics
from dateline.exports.json import write_json
from dateline.exports.kml import write_kml
from dateline.exports.timelinejs import write_timelinejs
from dateline.exports.xlsx import write_xlsx
from dateline.selection import Selection

Pieces = Iterable[str] | Iterable[bytes]
PIECE_BYTES = 64 * 1024
"""A server hands each piece to another thread: one event at a time would cost more than making it."""


@dataclass(frozen=True)
class Format:
    """One way to take a selection away. `name` is also how its file ends."""

    name: str
    media_type: str
    title: str
    what: str
    write: Callable[[Extract], Pieces]
    subscribed: bool = False
    """Read again and again by a program, rather than kept as a file."""
    slow: bool = False
    """Takes seconds to make: a server keeps what it made."""

    @property
    def is_text(self) -> bool:
        return self.media_type != XLSX_TYPE

    @property
    def content_type(self) -> str:
        """The media type as a server says it."""
        return f"{self.media_type}; charset=utf-8" if self.is_text else self.media_type


XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format("csv", "text/csv", "CSV", "the plain table, for any program; formulas in it are made harmless", write_csv),
        Format("xlsx", XLSX_TYPE, "Excel", "a workbook with the events, what they are, and the sources", write_xlsx),
        Format("json", "application/json", "JSON", "everything, for programs", write_json),
        Format("geojson", "application/geo+json", "GeoJSON", "for maps such as QGIS, with how exact each point is", write_geojson),
        Format("kml", "application/vnd.google-earth.kml+xml", "KML", "for globes with a time slider", write_kml),
        Format("ics", "text/calendar", "Calendar", "what is scheduled, for your calendar; it can be subscribed to", write_ics, True),
        Format("atom", "application/atom+xml", "Feed", "what was added or changed last, for a feed reader", write_atom, True),
        Format("html", "text/html", "Web page", "one file with timeline, map and list; it opens without network", write_html, slow=True),
        Format("timelinejs.json", "application/json", "TimelineJS", "slides for a story told with TimelineJS", write_timelinejs),
    )
}
"""By name: `/events.NAME`, `dateline export --format NAME`."""


def format_of(name: str) -> Format:
    """The format of that name. Raises `FormatError`, which names those that there are."""
    if name not in FORMATS:
        raise FormatError(f"there is no format '{name[:40]}'; there are: {', '.join(FORMATS)}")
    return FORMATS[name]


def write(selection: Selection, form: str, site: str = LOCAL, notes: tuple[str, ...] = ()) -> bytes:
    """A file of the selection, whole. `site`: address of the page, for the links in it. Raises `FormatError`."""
    return b"".join(pieces(Extract(selection, site, notes), format_of(form)))


def pieces(extract: Extract, form: Format) -> Iterator[bytes]:
    """A file in pieces of some size, so that a long one never lies in memory as a whole."""
    waiting = bytearray()
    for text in form.write(extract):
        waiting += text.encode("utf-8", "replace") if isinstance(text, str) else text
        if len(waiting) >= PIECE_BYTES:
            yield bytes(waiting)
            waiting.clear()
    yield bytes(waiting)
