"""The scenes of a file without a server: what the instrument shows for each choice of countries, drawn before it is asked for."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from dateline import countries, fragments, words
from dateline.errors import FormatError
from dateline.exports.extract import Extract
from dateline.figures.palette import DARK, LIGHT
from dateline.link import to_query
from dateline.scene import figures, scene
from dateline.schema import ACTING_ROLES
from dateline.selection import MOST_MARKS, Selection, among
from dateline.taking_part import parties_in

BASEMAP = Path(__file__).parents[2] / "assets" / "basemap"
GROUND = "ground"
"""Begins the names of the map's layers in a figure; the file puts its own addresses in their place."""
MOST_CHOICES = 16
"""Countries, and pairs of them, that have a scene of their own: each costs a fifth of a second and some kilobytes. Any other choice is
shown in the scene of fewest events that holds it."""
_OWN_EVENT = re.compile(r'href="\?[^"]*?\bevent=([a-z0-9-]+)[^"]*"')
_TO_EVENT = re.compile(r'<a href="#([a-z0-9-]+)"[^>]*>(.*?)</a>')
_OWN_VIEW = re.compile(r'href="\?[^"]*"')
_SERVED = ("list", "listed", "card", "sort", "open", "window", "theme", "windowHides", "area", "beyond")
"""What the file looks up by itself, or has no use for."""

Choice = tuple[str, ...]


def scenes(extract: Extract, sources: str) -> dict[str, Any]:
    """Everything that the file's module draws (`Saved` in saved/saved.js). `sources`: address of the page of the sources."""
    selection, view = extract.selection, extract.view
    chosen = dict(choices(selection))
    drawn = {" ".join(choice): _scene(one) for choice, one in chosen.items()}
    cards = dict(_cards(selection, extract.site, sources))
    for one in drawn.values():
        one["data"]["mapnote"] = _TO_EVENT.sub(lambda link: link[0] if link[1] in cards else link[2], one["data"]["mapnote"])
    return {
        "scenes": drawn,
        "taking": {} if selection.aggregated else taking(selection),
        "names": {code: countries.name(code) for code in selection.parties},
        "list": _within(fragments.event_list(selection, most=MOST_MARKS)),
        "cards": cards,
        "colours": {theme.name: theme.css_variables() for theme in (LIGHT, DARK)},
        "start": {"countries": [], "match": "all", "event": view.event, "window": None, "newest": False},
        "given": list(to_query(view)),
        "left": _left(selection),
        "areas": _areas(drawn.values()),
    }


def _left(selection: Selection) -> str:
    """Of very many events, how many are drawn but not listed."""
    left = selection.counts.shown - len(selection.shown)
    return f"This file lists the first {len(selection.shown):,} events, and counts {left:,} more on timeline and map." if left else ""


def choices(selection: Selection) -> Iterator[tuple[Choice, Selection]]:
    """All countries; then one at a time, and two together, those of most events first."""
    yield (), selection
    alone = {(code,): among(selection, (code,)) for code in _by_count(selection.parties)[:MOST_CHOICES]}
    yield from alone.items()
    pairs = {(a, b): count for (a,), one in alone.items() for b, count in one.parties.items() if a < b}
    for pair in sorted(pairs, key=lambda pair: (-pairs[pair], pair))[: MOST_CHOICES - len(alone)]:
        yield pair, among(selection, pair)


def taking(selection: Selection) -> dict[str, list[str]]:
    """The shown events by id, in order of time, each with the countries that take part in it."""
    found: dict[int, list[str]] = {row: [] for row in selection.frame["row"].to_list()}
    parties = parties_in(selection.collection, selection.frame, selection.view.roles or ACTING_ROLES)
    for row, of in zip(parties.rows.tolist(), parties.of.tolist(), strict=True):
        found[row].append(parties.names[of])
    return {name: sorted(codes) for name, codes in zip(selection.frame["event_id"].to_list(), found.values(), strict=True)}


def pills(selection: Selection) -> list[dict[str, str]]:
    """The countries that can be chosen, those of most events first."""
    codes = _by_count(selection.parties)[: MOST_CHOICES if selection.aggregated else len(selection.parties)]
    return [{"code": code, "flag": countries.flag(code), "name": countries.name(code)} for code in codes]


@cache
def ground() -> dict[str, Any]:
    """The layers of the map that are the same in every file, by name. Raises `FormatError` where they are not installed."""
    return {name: json.loads(_layer(name)) for name in ("land.geojson", "borders.geojson", "borders_undetermined.geojson")}


def _by_count(parties: dict[str, int]) -> list[str]:
    return sorted(parties, key=lambda code: (-parties[code], countries.name(code)))


def _scene(selection: Selection) -> dict[str, Any]:
    selection = replace(selection, view=selection.view.changed(event=""))  # nothing is ringed before it is opened
    told = scene(selection, LIGHT, basemap_url=GROUND, today=None)
    light = [told.pop("timeline"), told.pop("map")]
    dark = list(figures(selection, DARK, GROUND))
    data = {name: value for name, value in told.items() if name not in _SERVED}
    data["mapnote"] = _within(told["mapnote"])
    data["legend"] = told["legend"].replace("<button ", "<button disabled ")  # it explains; to filter by it needs the server
    summary = " ".join(filter(None, (words.summary(selection), words.standing(selection))))
    ids = [one.event.event_id for one in selection.shown]
    return {"data": data, "figures": {"light": light, "dark": dark}, "ids": ids, "summary": summary}


def _cards(selection: Selection, site: str, sources: str) -> Iterator[tuple[str, str]]:
    for one in selection.shown:
        opened = replace(selection, view=selection.view.changed(event=one.event.event_id))
        yield one.event.event_id, _within(fragments.card(opened, site, sources=sources))


def _within(html: str) -> str:
    """With links that lead to the events of the file itself."""
    return _OWN_VIEW.sub('href="#"', _OWN_EVENT.sub(r'href="#\1"', html))


def _areas(drawn: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Of the countries of the world, those that some scene draws."""
    traces = [trace for one in drawn for trace in one["figures"]["light"][1]["data"]]
    codes = {code for trace in traces if isinstance(trace.get("geojson"), str) for code in trace["locations"]}
    return {"type": "FeatureCollection", "features": [feature for feature in _countries() if feature["id"] in codes]}


@cache
def _countries() -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = json.loads(_layer("countries.geojson"))["features"]
    return features


def _layer(name: str) -> str:
    try:
        return (BASEMAP / name).read_text("utf-8")
    except OSError as error:
        raise FormatError(f"the map's {BASEMAP / name} cannot be read ({error.strerror}); export from a checkout of Dateline") from None
