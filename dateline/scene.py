"""A scene: what the instrument shows of a selection, as the data that its module draws (`Data` in ui/instrument/types.d.ts)."""

from typing import Any

from dateline import fragments, words
from dateline.aggregates import beyond, overview, stacks, window_hides
from dateline.dates import Day, days_text, iso
from dateline.figures import Palette, Spec, cell_map, event_map, stacked_timeline, timeline
from dateline.figures.extent import bounds
from dateline.grid import grid
from dateline.presets import presets
from dateline.selection import Selection
from dateline.words import number


def scene(
    selection: Selection, theme: Palette, *, basemap_url: str, today: Day | None, newest_first: bool = False, page: str = ""
) -> dict[str, Any]:
    """Figures, list, card and what the controls offer.

    `today`: the reader's day, for the windows that depend on it; `page`: address of the page, for the report of an error.
    """
    view, counts = selection.view, selection.counts
    over_time_, over_space = figures(selection, theme, basemap_url)
    return {
        "timeline": over_time_,
        "map": over_space,
        "list": fragments.event_list(selection, newest_first=newest_first),
        "listed": _listed(selection, newest_first),
        "sort": "newest" if newest_first else "time",
        "filters": len(words.chips(view, selection.collection)),
        "shown": counts.shown,
        "certain": counts.certain,
        "says": {"timeline": words.timeline_says(selection), "map": words.map_says(selection)},
        "card": fragments.card(selection, page),
        "legend": fragments.legend(selection),
        "account": words.account(selection),
        "mapnote": fragments.map_note(selection),
        "open": view.event,
        "window": [_day(view.first), _day(view.last)] if "dates" in view.active else None,
        "area": None if view.area is None else [view.area.south, view.area.west, view.area.north, view.area.east],
        "beyond": beyond(selection),
        "theme": theme.name,
        "camera": None if view.camera is None else {"lat": view.camera.latitude, "lon": view.camera.longitude, "zoom": view.camera.zoom},
        "fingerprint": selection.collection.fingerprint,
        "overview": _overview(selection),
        "windowHides": window_hides(selection),
        "presets": [
            {"name": one.name, "meaning": one.meaning, "first": _day(one.first), "last": _day(one.last), "count": one.count}
            for one in presets(selection, today)
        ],
    }


def figures(selection: Selection, theme: Palette, basemap_url: str) -> tuple[Spec, Spec]:
    """Timeline and map: a mark an event, or bars and cells where there are too many."""
    opened = selection.view.event
    if selection.aggregated:
        over_space = cell_map(grid(selection), theme=theme, opened=selection.one(opened), basemap_url=basemap_url)
    else:
        over_space = event_map(selection.shown, theme=theme, open_event=opened, basemap_url=basemap_url)
    return over_time(selection, theme), over_space


def over_time(selection: Selection, theme: Palette) -> Spec:
    """The timeline of a selection."""
    view, source = selection.view, selection.collection.source
    as_of = (source.published.s1, source.published.e2, words.as_of(source.published)) if source else None
    counted = stacks(selection) if selection.aggregated else None
    if counted:
        return stacked_timeline(counted, theme=theme, as_of=as_of, opened=selection.one(view.event))
    return timeline(selection.shown, theme=theme, as_of=as_of, open_event=view.event)


def _listed(selection: Selection, newest_first: bool) -> dict[str, list[int | None]]:
    """What the dates of the listed events mean in days, where the timeline does not carry those of all; so the list can follow the hand."""
    return {one.event.event_id: bounds(one.event.when) for one in fragments.listed(selection, newest_first)} if selection.aggregated else {}


def _overview(selection: Selection) -> dict[str, Any] | None:
    found = overview(selection)
    if found is None:
        return None
    edges, most = found.bins.edges, max(found.counts)
    per = f"per {found.bins.unit}" if not found.bins.unit[0].isdigit() else f"in {found.bins.unit}"
    span = days_text(edges[0], edges[-1] - 1)
    text = f"Overview: {number(sum(found.counts), 'event')} from {span}, whatever the window; at most {most:,} {per}"
    return {"edges": list(edges), "counts": list(found.counts), "text": text, "note": f"at most {most:,} {per}"}


def _day(day: int | None) -> str:
    return "" if day is None else iso(day)
