"""Each format read back by a program that others wrote: the ids of its events, and the file itself."""

import base64
import gzip
import json
import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import feedparser
import openpyxl
from fastkml.validator import validate
from geojson_pydantic import FeatureCollection
from icalendar import Calendar
from lxml import etree

from dateline.exports.csv import read_csv

KML = "{http://www.opengis.net/kml/2.2}"
ATOM = "{http://www.w3.org/2005/Atom}"


def of_csv(file: bytes) -> list[str]:
    return [row["event_id"] for row in read_csv(file.decode())]


def of_xlsx(file: bytes) -> list[str]:
    rows = openpyxl.load_workbook(BytesIO(file), read_only=True)["Events"].iter_rows(min_row=2, max_col=1, values_only=True)
    return [str(row[0]) for row in rows]


def of_json(file: bytes) -> list[str]:
    return [event["event_id"] for event in json.loads(file)["events"]]


def of_geojson(file: bytes) -> list[str]:
    return [str(feature.id) for feature in FeatureCollection.model_validate_json(file).features]


def of_kml(file: bytes) -> list[str]:
    root = etree.fromstring(file)
    validate(element=root)  # by the schema of the OGC, which fastkml carries; it raises
    return [mark.get("id").removeprefix("event-") for mark in root.iter(f"{KML}Placemark")]


def of_ics(file: bytes) -> list[str]:
    return [str(entry["uid"]).partition("@")[0] for entry in Calendar.from_ical(file).walk("VEVENT")]


def of_atom(file: bytes) -> list[str]:
    feed = feedparser.parse(file)
    assert not feed.bozo, feed.get("bozo_exception")
    return [entry.id.rpartition("/")[2] for entry in feed.entries]


def of_timelinejs(file: bytes) -> list[str]:
    return [slide["unique_id"] for slide in json.loads(file)["events"]]


def of_html(file: bytes) -> list[str]:
    """Of the list that stands in it without scripts, and of what it draws with them: the two agree."""
    text = file.decode()
    scenes = carried(text, "dl-scenes")
    shown: list[str] = scenes["scenes"][""]["ids"]
    assert re.findall(r'<li [^>]*data-e="([^"]*)"', text) == shown == list(scenes["cards"])
    return shown


def carried(text: str, block: str) -> Any:
    """What a packed block of a file in HTML holds."""
    found = re.search(rf'<script type="application/gzip;base64" id="{block}">([^<]*)</script>', text)
    assert found, block
    return unpacked(found[1])


def unpacked(text: str) -> Any:
    """What such a block is."""
    return json.loads(gzip.decompress(base64.b64decode(text)))


READERS: dict[str, Callable[[bytes], list[str]]] = {
    "csv": of_csv,
    "xlsx": of_xlsx,
    "json": of_json,
    "geojson": of_geojson,
    "kml": of_kml,
    "html": of_html,
    "ics": of_ics,
    "atom": of_atom,
    "timelinejs.json": of_timelinejs,
}
