"""A strip of events in time, drawn as on the timeline, for pages without the instrument: lanes have names, marks say what they are."""

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

from dateline.figures.palette import Palette
from dateline.figures.spec import Spec
from dateline.figures.tips import hover_label
from dateline.link import to_string
from dateline.view import View

MOST_TICKS = 5
"""Dates that a phone has room for."""
_NAMED = {"visible": True, "showgrid": False, "zeroline": False, "showline": False, "ticks": ""}


def strip(drawn: Spec, view: View, *, theme: Palette, start: str = "./") -> go.Figure:
    """A timeline (of marks, or of bars where events are many) that stands by itself.

    `layout.meta`: how many events lie before and after what is drawn. `start`: address of the start page; `customdata` of a mark: the
    event's id, and the address of the view with its card.
    """
    figure = go.Figure(drawn, _validate=False)
    meta: Mapping[str, Any] = figure.layout.meta
    for trace in figure.data:
        if trace.meta["part"] in ("marks", "outcomes") and trace.customdata is not None:
            trace.hovertext = [_says(meta["tips"][event_id]) for event_id in trace.customdata]
            trace.customdata = [[event_id, _address(start, view, event_id)] for event_id in trace.customdata]
            trace.hovertemplate = "%{hovertext}<extra></extra>"
        elif trace.meta["part"] != "marks":
            trace.hoverinfo = "skip"
    names = {(lane["y0"] + lane["y1"]) / 2: lane["name"] for lane in meta["lanes"]}
    figure.update_layout(
        dragmode=False,
        hoverlabel=hover_label(theme),
        meta={"before": meta["outside"]["before"], "after": meta["outside"]["after"]},
        xaxis={"fixedrange": True, "nticks": MOST_TICKS},
        yaxis={**_NAMED, "tickvals": list(names), "ticktext": list(names.values())},
    )
    return figure


def _address(start: str, view: View, event_id: str) -> str:
    return f"{start}?{to_string(view.changed(event=event_id, camera=None))}"


def _says(tip: Mapping[str, str]) -> str:
    return f"<b>{tip['title']}</b><br>{tip['when']}<br>{tip['line']}"
