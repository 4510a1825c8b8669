"""False precision: dates and points that say more than is known."""

import re
from collections.abc import Iterator
from math import inf, log10

from dateline.checks.areas import KM_A_DEGREE
from dateline.checks.dating import is_day_of_a_named_month, is_named, texts_of
from dateline.checks.findings import Record, Rule, Said
from dateline.checks.named_days import points_of
from dateline.checks.tables import Tables, say
from dateline.checks.whereabouts import is_in_country
from dateline.dates import day_text
from dateline.schema import GRADES

_STEPS = 50
"""A coordinate's last decimal may divide a place's radius into so many steps; more is precision that nobody has."""
_AT_MIDDLE_KM = 5.0
"""Nearer than this to the middle of a country a town's point is likely to be just that."""
_SMALL_KM = 300.0
"""In a country that reaches less far a town may well lie in its middle."""
_RADII = {"site": (0.0, 25.0), "city": (1.0, 100.0), "region": (25.0, 10_000.0), "country": (0.0, 10_000.0)}
"""Kilometres: how far a place of this precision may reach."""


_OPEN_BEFORE = re.compile(r"\b(?:before|earlier|older|by|until|no start|neither start|start is)\b", re.IGNORECASE)
_OPEN_AFTER = re.compile(r"\b(?:after|later|since|from|open|no end|nor end)\b", re.IGNORECASE)
_A_BOUND = re.compile(r"\bon or (?:before|after)\b", re.IGNORECASE)
"""Words of a basis that tell why a side is open, or that a day is only a bound."""


def _first_of_month(tables: Tables) -> Iterator[Said]:
    for row in tables.rows("events"):
        for point in points_of(row["when"]):
            if point.day == 1 and not is_named(point, texts_of(row)):
                what = "1 January" if point.month == 1 else "the first of the month"
                todo = "write the month or the year alone, or give the reason with the day in when_basis"
                yield say("events", row, "when", f"is {what}, and the basis does not name that day", todo)
                break


def _day_from_month(tables: Tables) -> Iterator[Said]:
    for row in tables.rows("events"):
        for point in points_of(row["when"]):
            if point.day > 1 and is_day_of_a_named_month(point, texts_of(row)):
                yield say(
                    "events", row, "when", "is a day, and the basis speaks of the month alone", f"write {point.year}-{point.month:02}"
                )
                break


def _open_without_reason(tables: Tables) -> Iterator[Said]:
    for row in tables.rows("events"):
        when, basis = row["when"], row.cells["when_basis"]
        if when.s1 == -inf and not _OPEN_BEFORE.search(basis):
            yield say(
                "events", row, "when", "has no first day, and the basis does not say why", "give the first day, or say what is not known"
            )
        elif when.e2 == inf and not _OPEN_AFTER.search(basis):
            yield say(
                "events", row, "when", "has no last day, and the basis does not say why", "give the last day, or say what is not known"
            )
        elif when.shape == "day" and not when.uncertain and (bound := _A_BOUND.search(basis)):
            todo = f"write [..{when.edtf}] or [{when.edtf}..], or say in the basis why it is that day"
            yield say("events", row, "when", f"is one exact day, and the basis says '{bound[0]}'", todo)


def _zero_point(tables: Tables) -> Iterator[Said]:
    for row in tables.rows("places"):
        if row["latitude"] == 0 and row["longitude"] == 0:
            todo = "look the place up; an unknown one is no zero: leave the event without a place"
            yield say("places", row, "latitude", "0, 0 is a point in the Gulf of Guinea that programs write for unknown", todo)


def _middle_of_country(tables: Tables) -> Iterator[Said]:
    areas = tables.areas
    assert areas is not None  # the rule needs them
    for row in tables.rows("places"):
        code = row["country"]
        if row["precision"] not in ("site", "city") or not areas.known(code) or areas.reach_km(code) < _SMALL_KM:
            continue
        north, east = areas.middle(code)
        if abs(row["latitude"] - north) * KM_A_DEGREE < _AT_MIDDLE_KM and abs(row["longitude"] - east) * KM_A_DEGREE < _AT_MIDDLE_KM:
            todo = "give the town's own point, or precision country"
            yield say("places", row, "precision", "is the middle of its country, which is no town's point", todo)


def _swapped(tables: Tables) -> Iterator[Said]:
    areas = tables.areas
    assert areas is not None  # the rule needs them
    for row in tables.rows("places"):
        if row["country"] and areas.known(row["country"]) and not is_in_country(areas, row) and is_in_country(areas, row, swapped=True):
            yield say(
                "places", row, "latitude", "latitude and longitude are swapped: the other way round it is in its country", "swap them"
            )


def _decimals(tables: Tables) -> Iterator[Said]:
    for row in tables.read_places:
        radius = row["radius_km"]
        if radius <= 0:
            continue
        most = max(0, int(log10(KM_A_DEGREE * _STEPS / radius) + 1e-9))
        for column in ("latitude", "longitude"):
            have = len(row.cells[column].partition(".")[2])
            if have > most:
                why = f"has {have} decimals, finer than a place that reaches {radius:g} km can carry"
                yield say("places", row, column, why, f"round it to {most}")


def _radius_fits(tables: Tables) -> Iterator[Said]:
    for row in tables.rows("places"):
        low, high = _RADII[row["precision"]]
        if not low <= row["radius_km"] <= high:
            why = f"{row['radius_km']:g} km is not the reach of a {row['precision']} ({low:g} to {high:,.0f} km)"
            yield say("places", row, "radius_km", why, "correct the radius, or the precision")


def _one_sentence(tables: Tables) -> Iterator[Said]:
    groups: dict[tuple[object, ...], list[Record]] = {}
    for row in tables.rows("events"):
        if row["when"].shape == "day":
            key = (row["source_id"], row["paragraphs"], row["when"].edtf, row.cells["when_basis"])
            groups.setdefault(key, []).append(row)
    for rows in groups.values():
        for row in rows[1:]:
            why = f"has day, paragraph and basis of '{rows[0]['event_id']}': one date in a sentence is not that of all it tells"
            todo = f"say in when_basis why {day_text(row['when'].s1)} is the day of this one, or give it bounds"
            yield say("events", row, "when", why, todo)


def _grade_fits_kind(tables: Tables) -> Iterator[Said]:
    for row in tables.rows("follow_ups"):
        kind = tables.sources[row["source_id"]].cells["kind"]
        due = "A" if re.search(r"\b(?:data set|list)\b", kind) else "B" if re.search(r"\breport\b", kind) else row["grade"]
        if row["grade"] != due:
            yield say(
                "follow_ups", row, "grade", f"its source is a {kind}, which is {GRADES[due]}", f"write {due}, or correct the source's kind"
            )


def _confidence(tables: Tables) -> Iterator[Said]:
    followed = {row["event_id"] for row in tables.rows("follow_ups")}
    for row in tables.read:
        if row["confidence"] == "high" and row["event_id"] not in followed:
            why, todo = "is high, and no record stands beside the one text", "write medium, or add the record to follow_ups.csv"
            yield say("events", row, "confidence", why, todo)
        elif row["confidence"] == "low" and not row["check_note"]:
            yield say("events", row, "confidence", "is low, and no note says what is doubtful", "say it in check_note")


RULES = (
    Rule("first-of-month", "1 January and the first of a month have a reason", "precision", _first_of_month),
    Rule("day-from-month", "no day where the basis speaks of a month", "precision", _day_from_month),
    Rule("open-without-reason", "an open side has its reason in the basis; a bound is not a day", "precision", _open_without_reason),
    Rule("zero-point", "no place at 0, 0", "precision", _zero_point),
    Rule("middle-of-country", "no town at the middle of its country", "precision", _middle_of_country, "areas"),
    Rule("coordinates-swapped", "latitude and longitude are not exchanged", "precision", _swapped, "areas"),
    Rule("too-many-decimals", "coordinates have no more decimals than the radius carries", "precision", _decimals),
    Rule("radius-misfits", "a radius fits the precision", "precision", _radius_fits),
    Rule("one-sentence-one-day", "several events on one day each have a reason of their own", "precision", _one_sentence),
    Rule("grade-misfits-kind", "a record's grade is that of its source's kind", "precision", _grade_fits_kind),
    Rule("confidence-unfounded", "high confidence has a record beside the text, low has a note", "precision", _confidence),
)
"""What keeps a table from saying more than is known."""
