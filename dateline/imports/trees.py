"""JSON and GeoJSON as rows of text: a list of records, flattened."""

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from dateline.errors import ForeignError
from dateline.imports.foreign import Foreign, Limits, Oddity, Row, once_each

_LISTS = ("events", "features", "results", "data", "rows", "records", "items", "value", "domains")
"""Where others keep the list of their records, the likeliest first."""
_DEEPEST = 4
"""Levels of a record that are flattened; what lies deeper is kept as JSON text."""
_KM_A_DEGREE = 111.2


def read_tree(content: bytes, name: str, limits: Limits) -> Foreign:
    """A JSON or GeoJSON file. Raises `ForeignError`."""
    try:
        return _tabled(json.loads(content.decode("utf-8-sig")), name, limits)
    except RecursionError:
        raise ForeignError(f"{name}: is nested too deeply to be a list of events") from None
    except ValueError as error:
        raise ForeignError(f"{name}: cannot be read as JSON ({error}); export it again") from None


def _tabled(tree: Any, name: str, limits: Limits) -> Foreign:
    records = list(_records(tree))
    if not records:
        raise ForeignError(f"{name}: holds no list of records; one such as [{{'title': …, 'date': …}}, …] is needed")
    if len(records) > limits.rows:
        raise ForeignError(f"{name}: has {len(records):,} records, {limits.rows:,} are read; split it")
    is_geo = isinstance(tree, dict) and tree.get("type") == "FeatureCollection"
    flat = [dict(_feature(one) if is_geo else _flat(one)) for one in records]
    names = list(dict.fromkeys(key for one in flat for key in one))
    if len(names) > limits.columns:
        raise ForeignError(f"{name}: its records have {len(names):,} different names, {limits.columns:,} are read")
    rows = tuple(Row(at, tuple(_whole(one.get(key, "")[: limits.cell]) for key in names)) for at, one in enumerate(flat, start=1))
    odd = [Oddity("title-slide", 0, "has a title slide", "nothing: it is no event")] if isinstance(tree, dict) and "title" in tree else []
    return Foreign(name, "geojson" if is_geo else "json", once_each(list(map(_whole, names))), rows, "", tuple(odd))


def _whole(text: str) -> str:
    """A text without halves of letters, which JSON can write and no file of text can hold."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _records(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, list):
        yield from (one for one in tree if isinstance(one, dict))
    elif isinstance(tree, dict):
        if isinstance(tree.get("results"), dict) and isinstance(tree["results"].get("bindings"), list):
            yield from (one for one in tree["results"]["bindings"] if isinstance(one, dict))
            return
        inside = [key for key in (*_LISTS, *tree) if isinstance(tree.get(key), list | dict) and tree[key]]
        for key in inside:
            found = list(_records(tree[key]))
            if found:
                yield from found
                return


def _flat(value: dict[str, Any], before: str = "", depth: int = 1) -> Iterator[tuple[str, str]]:
    if before and set(value) >= {"type", "value"} and isinstance(value["value"], str):  # a binding of SPARQL
        yield before, value["value"]
        return
    for key, inner in value.items():
        name = f"{before}.{key}" if before else str(key)
        if isinstance(inner, dict) and depth < _DEEPEST:
            yield from _flat(inner, name, depth + 1)
        else:
            yield name, _text(inner)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list) and all(isinstance(one, str | int | float) for one in value):
        return "; ".join(map(str, value))
    if isinstance(value, list) and all(isinstance(one, dict) for one in value):
        named = [str(one.get("path") or one.get("url") or one.get("title") or one.get("name") or one.get("id") or "") for one in value]
        if all(named):
            return "; ".join(named)
    return str(value) if isinstance(value, str | int | float) else json.dumps(value, ensure_ascii=False)


def _feature(feature: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if "id" in feature:
        yield "id", str(feature["id"])
    properties = feature.get("properties")
    yield from _flat(properties) if isinstance(properties, dict) else ()
    geometry = feature.get("geometry")
    points = list(_points(geometry)) if isinstance(geometry, dict) else []
    if points:
        souths, easts = [latitude for latitude, _ in points], [longitude for _, longitude in points]
        reach = max(max(souths) - min(souths), max(easts) - min(easts)) / 2
        yield "geometry.latitude", f"{(max(souths) + min(souths)) / 2:.6g}"
        yield "geometry.longitude", f"{(max(easts) + min(easts)) / 2:.6g}"
        yield "geometry.radius_km", f"{reach * _KM_A_DEGREE:.0f}" if len(points) > 1 else ""


def _points(geometry: dict[str, Any]) -> Iterator[tuple[float, float]]:
    for one in geometry.get("geometries", ()) if isinstance(geometry.get("geometries"), list) else ():
        yield from _points(one)
    yield from _pairs(geometry.get("coordinates"))


def _pairs(value: Any) -> Iterator[tuple[float, float]]:
    """Latitude and longitude of each position in any depth of lists; GeoJSON has longitude first."""
    if isinstance(value, list) and len(value) >= 2 and all(isinstance(one, int | float) for one in value[:2]):
        with suppress(OverflowError):  # an integer larger than any number is no degree
            yield float(value[1]), float(value[0])
    elif isinstance(value, list):
        for one in value:
            yield from _pairs(one)
