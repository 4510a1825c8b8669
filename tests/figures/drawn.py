"""The figures of the package as plotly takes them: every value is looked at, and what it does not know is refused."""

from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go

from dateline import figures


def _looked_at(make: Callable[..., figures.Spec]) -> Callable[..., go.Figure]:
    def figure(*of: Any, **chosen: Any) -> go.Figure:
        return go.Figure(make(*of, **chosen))

    return figure


timeline = _looked_at(figures.timeline)
stacked_timeline = _looked_at(figures.stacked_timeline)
event_map = _looked_at(figures.event_map)
cell_map = _looked_at(figures.cell_map)
