"""TimelineJS of the Knight Lab: its sheet, and its JSON."""

from dateline.imports.foreign import Foreign
from dateline.imports.form import Cells, Format


def _known(foreign: Foreign) -> str:
    header = {name.lower() for name in foreign.header}
    if header >= {"headline", "text"} and {"year", "start date"} & header:
        return "it has the columns Headline, Text and Year of TimelineJS's sheet"
    if any(name.startswith("start_date") for name in header) and "text.headline" in header:
        return "its records have start_date and text.headline, as TimelineJS's JSON has"
    return ""


def _aside(cells: Cells) -> str:
    if cells.at("type").lower() == "title":
        return "is the title of the timeline and no event"
    if cells.at("type").lower() == "era":
        return "is an era, a span behind the timeline, and no event"
    return ""


FORMAT = Format(
    name="timelinejs",
    title="TimelineJS",
    what="the sheet or the JSON of a TimelineJS timeline",
    known_by=_known,
    columns={
        "id": ("unique_id",), "title": ("headline", "text.headline"), "text": ("text", "text.text"),
        "start": ("start date",), "end": ("end date",),
        "year": ("year", "start_date.year"), "month": ("month", "start_date.month"), "day": ("day", "start_date.day"),
        "end_year": ("end year", "end_date.year"), "end_month": ("end month", "end_date.month"), "end_day": ("end day", "end_date.day"),
        "place": ("location.name",), "latitude": ("location.lat",), "longitude": ("location.lon",), "link": ("media", "media.url"),
    },
    differs=(
        "Year, Month and Day in columns of their own",
        "Start Date and End Date in one cell each, as in TimelineJS 2",
        "a row of type title, without a date",
        "a row of type era",
        "HTML in headline and text",
        "years before the common era as negative numbers, counted without a year 0",
        "JSON: events with start_date.year and text.headline",
    ),
    aside=_aside,
    years_before="historical",
)  # fmt: skip
