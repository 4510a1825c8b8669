"""TimeMap of Forensic Architecture and Bellingcat: the events of its API as JSON, or its sheet."""

from dateline.imports.foreign import Foreign
from dateline.imports.form import Cells, Format


def _known(foreign: Foreign) -> str:
    header = {name.lower() for name in foreign.header}
    marks = header & {
        "associations", "association", "filters", "category", "sources", "category_full", "source1", "association1", "time_precision",
        "time_display", "narrative___stepstyles",
    }  # fmt: skip
    is_known = header >= {"description", "date", "location", "latitude", "longitude"} and len(marks) > 1
    return f"it has description, date, location and {', '.join(sorted(marks))}, as TimeMap has" if is_known else ""


def _title(cells: Cells) -> str:
    text = cells["text"]
    first = text.split(". ")[0]
    return first if len(first) <= 90 else f"{first[:88].rsplit(' ', 1)[0]} …"


FORMAT = Format(
    name="timemap",
    title="TimeMap",
    what="events of a TimeMap: its JSON, or its sheet",
    known_by=_known,
    columns={
        "id": ("id",), "text": ("description",), "start": ("date", "datetime"), "place": ("location",), "latitude": ("latitude",),
        "longitude": ("longitude",), "place_precision": ("location_precision",), "link": ("sources", "source1", "source"),
    },
    differs=(
        "JSON: sources as a list of ids", "JSON: sources as records with a path", "sheet: source1, source2",
        "dates with the month first, its default: 2/24/2022", "dates as 2022-02-24", "date and time in one cell",
        "coordinates with a decimal comma", "without id: its page counts the events anew", "events with a place and no date",
    ),
    titled=_title,
)  # fmt: skip
