"""The figures of the instrument: a mark an event, or bars and cells where there are too many."""

from dateline import words
from dateline.aggregates import stacks
from dateline.figures import Figure, Palette, cell_map, event_map, stacked_timeline, timeline
from dateline.grid import grid
from dateline.selection import Selection


def figures(selection: Selection, theme: Palette, basemap_url: str) -> tuple[Figure, Figure]:
    """Timeline and map of a selection."""
    opened = selection.view.event
    if selection.aggregated:
        over_space = cell_map(grid(selection), theme=theme, opened=selection.one(opened), basemap_url=basemap_url)
    else:
        over_space = event_map(selection.shown, theme=theme, open_event=opened, basemap_url=basemap_url)
    return over_time(selection, theme), over_space


def over_time(selection: Selection, theme: Palette) -> Figure:
    """The timeline of a selection."""
    view, source = selection.view, selection.collection.source
    as_of = (source.published.s1, source.published.e2, words.as_of(source.published)) if source else None
    counted = stacks(selection) if selection.aggregated else None
    if counted:
        return stacked_timeline(counted, theme=theme, as_of=as_of, opened=selection.one(view.event))
    return timeline(selection.shown, theme=theme, as_of=as_of, open_event=view.event)
