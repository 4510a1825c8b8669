"""What the instrument shows and offers of time besides the timeline: the overview, ready-made windows, what a wider one would show."""

from contextlib import suppress
from datetime import UTC, date, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from dateline.aggregates import overview, window_hides
from dateline.dates import day_number, days_text, iso
from dateline.presets import presets
from dateline.selection import Selection
from dateline.words import number


def window_data(selection: Selection) -> dict[str, Any]:
    """The parts `overview`, `presets` and `windowHides` of the instrument's data."""
    today = _today()
    offered = presets(selection, day_number(today.year, today.month, today.day))
    return {
        "overview": _overview(selection),
        "windowHides": window_hides(selection),
        "presets": [
            {
                "name": one.name,
                "meaning": one.meaning,
                "first": "" if one.first is None else iso(one.first),
                "last": "" if one.last is None else iso(one.last),
                "count": one.count,
            }
            for one in offered
        ],
    }


def _overview(selection: Selection) -> dict[str, Any] | None:
    found = overview(selection)
    if found is None:
        return None
    edges, most = found.bins.edges, max(found.counts)
    per = f"per {found.bins.unit}" if not found.bins.unit[0].isdigit() else f"in {found.bins.unit}"
    span = days_text(edges[0], edges[-1] - 1)
    text = f"Overview: {number(sum(found.counts), 'event')} from {span}, whatever the window; at most {most:,} {per}"
    return {"edges": list(edges), "counts": list(found.counts), "text": text, "note": f"at most {most:,} {per}"}


def _today() -> date:
    """The reader's day."""
    zone: tzinfo = UTC
    with suppress(ZoneInfoNotFoundError, ValueError):  # a browser may name a zone that this system does not know
        zone = ZoneInfo(st.context.timezone or "UTC")
    return datetime.now(zone).date()
