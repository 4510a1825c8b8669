"""What became of a plan: beside its mark, in full ink, joined by a line, with the slip in days."""

from collections.abc import Mapping, Sequence
from typing import Any

from dateline.dates import anchor
from dateline.figures.extent import stamp
from dateline.figures.lanes import Seat
from dateline.figures.palette import SYMBOLS, Palette
from dateline.selection import Shown
from dateline.words import slip_text

SIZE_PX = 10
WEIGHT = 9
"""The slip is what the switch was pressed for: its label stands before those of other events."""
Trace = dict[str, Any]


def outcome_traces(shown: Sequence[Shown], seats: Mapping[str, Seat], theme: Palette) -> tuple[list[Trace], list[Trace]]:
    """Lines from each plan to its outcome, to be drawn under the plans, and the outcomes' marks, to be drawn over them."""
    pairs = [(seats[one.event.event_id], one, outcome) for one in shown for outcome in one.outcomes]
    if not pairs:
        return [], []
    days = [stamp(anchor(outcome.when) + 0.5) for _, _, outcome in pairs]
    base: Trace = {"type": "scatter", "hoverinfo": "none", "showlegend": False, "meta": {"part": "outcomes"}}
    lines = {
        "x": [day for (seat, _, _), end in zip(pairs, days, strict=True) for day in (stamp(seat.day), end, None)],
        "y": [height for seat, _, _ in pairs for height in (seat.y, seat.y, None)],
        "mode": "lines",
        "line": {"color": theme.accent, "width": 1.6, "dash": "dot"},
    }
    marks = {
        "x": days,
        "y": [seat.y for seat, _, _ in pairs],
        "mode": "markers",
        "customdata": [one.event.event_id for _, one, _ in pairs],
        "marker": {
            "symbol": SYMBOLS["occurred"],
            "size": SIZE_PX,
            "color": [theme.categories[one.event.category] for _, one, _ in pairs],
            "line": {"color": theme.accent, "width": 1.2},
            "opacity": 1,
        },
    }
    return [base | lines], [base | marks]


def outcome_labels(one: Shown, seat: Seat) -> list[dict[str, Any]]:
    """Beside each outcome the slip in words: '1 day late'; none where it cannot be told in days."""
    return [
        {
            "ids": one.event.event_id,
            "text": text,
            "weight": WEIGHT,
            "x": stamp(anchor(outcome.when) + 0.5),
            "y": seat.y,
            "until": None,
            "kind": "slip",
        }
        for outcome in one.outcomes
        if (text := slip_text(one.event.when, outcome.when))
    ]
