"""A folder of tables as a plain page reads it: day, category, latitude, longitude and countries of each event."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pandas as pd


@dataclass(frozen=True)
class Table:
    """`events`: day, category, latitude, longitude (None without a place), codes; `countries`: the two that most events have."""

    events: list[tuple[str, str, float | None, float | None, list[str]]]
    countries: tuple[str, str]


def day(when: str) -> str:
    """A day for every event, as a first version has it: the first date that is written."""
    digits = when.strip("[].~?").split("/")[-1].split("..")[-1].strip("[].~?")
    return f"{digits}-01-01"[:10] if len(digits) == 4 else f"{digits}-01"[:10] if len(digits) == 7 else digits


def frame(folder: Path) -> pd.DataFrame:
    """The events with day, codes, lat and lon."""
    parquet = folder / "events.parquet"
    events = pd.read_parquet(parquet) if parquet.is_file() else pd.read_csv(folder / "events.csv", dtype=str, keep_default_na=False)
    places = pd.read_csv(folder / "places.csv", dtype=str, keep_default_na=False).set_index("place_id")
    events["day"] = events["when"].map(day)
    events["codes"] = events["countries"].map(lambda cell: [part.split(":")[0] for part in cell.split("; ")])
    place = events["places"].map(lambda cell: cell.split("; ")[0])
    return events.assign(lat=place.map(places["latitude"]).astype(float), lon=place.map(places["longitude"]).astype(float))


def most_named(cells: pd.Series) -> tuple[str, str]:
    """The two countries that most of these events have, of a column of countries with their roles; mentioned ones do not count."""
    counted: Counter[str] = Counter()
    for cell, count in cells.value_counts().items():
        for part in str(cell).split("; "):
            counted[part.split(":")[0]] += 0 if part.endswith(":mentioned") else int(count)
    first, second = (code for code, _ in counted.most_common(2))
    return first, second


def table(folder: Path) -> Table:
    """The same as plain values."""
    read = frame(folder)
    spots = [(None, None) if lat != lat else (lat, lon) for lat, lon in zip(read["lat"], read["lon"], strict=True)]
    rows = zip(read["day"], read["category"], spots, read["codes"], strict=True)
    return Table([(when, category, lat, lon, codes) for when, category, (lat, lon), codes in rows], most_named(read["countries"]))
