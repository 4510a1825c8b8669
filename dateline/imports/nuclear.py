"""Nuclear explosions 1945-1998, compiled by SIPRI and FOA: dates as YYMMDD, codes of states of its own, 0, 0 for no place."""

import re

from dateline.imports.form import Cells, Format, has_columns


def _title(cells: Cells) -> str:
    name = cells.at("name").strip()
    return f"Nuclear explosion{f' {name.title()}' if name else ''}, {cells['place'] or cells['actor']}"


def _told(cells: Cells) -> str:
    low, high = (cells.at(name).removesuffix(".0") for name in ("yield_1", "yield_u"))
    known = low if low == high else f"{low} to {high}"
    return f"{_title(cells)}: {cells.at('type').lower() or 'type unknown'}" + (f", {known} kt." if high not in ("", "0") else ".")


def _clock(text: str) -> str:
    digits = text.removesuffix(".0").zfill(6)
    return f"{digits[:2]}:{digits[2:4]}:{digits[4:]}" if re.fullmatch(r"([01]\d|2[0-3])[0-5]\d[0-5]\d", digits) and int(digits) else ""


FORMAT = Format(
    name="nuclear",
    title="Nuclear explosions, SIPRI/FOA",
    what="a log of nuclear explosions, 1945-1998",
    known_by=has_columns("id_no", "country", "region", "yield_1", "purpose"),
    columns={
        "id": ("id_no",), "start": ("date_long", "date"), "time": ("origin_t",), "actor": ("country",), "place": ("region",),
        "latitude": ("latitude",), "longitude": ("longitude",),
    },
    differs=(
        "date as 450716, and date_long beside it", "date as 450716 alone", "no clock as 0.0", "clock without its leading zero: 15800.0",
        "codes of states: USSR, PAKIST", "coordinates to whole degrees as 37.0", "no place as 0, 0", "an id that stands twice",
    ),
    source="SIPRI and FOA, by way of data-is-plural/nuclear-explosions, MIT",
    category=lambda cells: "military",
    titled=_title,
    told=_told,
    codes={"actor": "nuclear"},
    clock=_clock,
)  # fmt: skip
