"""Who takes part in events, and in how many: countries and roles, as the filters ask for them and as their facets count them."""

from collections import Counter
from collections.abc import Iterable

import narwhals as nw
import numpy as np

from dateline.collection import Collection, Frame
from dateline.numbered import Named, Rows, rows_of
from dateline.schema import ACTING_ROLES
from dateline.view import View


def with_countries(collection: Collection, wanted: tuple[str, ...], roles: Iterable[str], match: str) -> Rows:
    """Rows in which the wanted countries have one of the roles: any of them, all of them, or they and no other."""
    acting, many = _acting(collection, roles), len(collection.events)
    hits = np.bincount(acting.rows[acting.naming(wanted)], minlength=many)
    if match == "any":
        return hits > 0
    found: Rows = hits == len(wanted)
    return found & (np.bincount(acting.rows, minlength=many) == len(wanted)) if match == "between" else found


def _acting(collection: Collection, roles: Iterable[str]) -> Named:
    """Each country of a row once that has one of the roles in it."""
    if set(roles) == {*ACTING_ROLES}:
        return collection.acting
    return collection.countries_named.where(collection.roles_named.naming(roles)).once()


FEW = 5_000
"""Rows that Python counts faster than an engine sets to work."""


def count_by(frame: Frame, column: str) -> dict[str, int]:
    """How many rows have each value of a column."""
    if len(frame) <= FEW:
        return dict(Counter(frame[column].to_list()))
    counted = frame.group_by(column).agg(count=nw.len())
    return dict(zip(counted[column].to_list(), (int(n) for n in counted["count"].to_list()), strict=True))


def parties_in(collection: Collection, frame: Frame, roles: Iterable[str]) -> Named:
    """Each country of these events once that has one of the roles in it."""
    acting = _acting(collection, roles)
    return acting if len(frame) == len(collection.events) else acting.within(rows_of(frame, len(collection.events)))


def country_facet(collection: Collection, others: Frame, view: View) -> dict[str, int]:
    """For each country: the events that choosing it would give."""
    acting = parties_in(collection, others, view.roles or ACTING_ROLES)
    if view.match == "any" or not view.countries:
        return acting.count()
    chosen, rows = acting.naming(view.countries), len(collection.events)
    hits, size = np.bincount(acting.rows[chosen], minlength=rows), np.bincount(acting.rows, minlength=rows)
    alone = with_one = hits == len(view.countries)
    if view.match == "between":
        alone, with_one = alone & (size == len(view.countries)), with_one & (size == len(view.countries) + 1)
    return acting.where(~chosen).within(with_one).count() | dict.fromkeys(view.countries, int(alone.sum()))


def role_facet(collection: Collection, others: Frame, view: View) -> dict[str, int]:
    """For each role: the events in which a chosen country (any, where none is chosen) has it."""
    inside = rows_of(others, len(collection.events))[collection.countries_named.rows]
    countries, roles = collection.countries_named.where(inside), collection.roles_named.where(inside)
    chosen = countries.naming(view.countries) if view.countries else np.ones(len(countries.rows), dtype=bool)
    kinds = len(roles.names)
    # A row's roles side by side: how many chosen countries have each, and how many have it at all.
    shape = (len(collection.events), kinds)
    at = roles.rows.astype(np.int64) * kinds + roles.of
    hits = np.bincount(at[chosen], minlength=shape[0] * kinds).reshape(shape)
    if view.match == "any" or not view.countries:
        found = hits > 0
    else:
        found = hits == len(view.countries)
        if view.match == "between":
            found &= np.bincount(at, minlength=shape[0] * kinds).reshape(shape) == len(view.countries)
    return {name: count for name, count in zip(roles.names, found.sum(axis=0).tolist(), strict=True) if count}
