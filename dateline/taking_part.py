"""Who takes part in events, and in how many: countries and roles, as the filters ask for them and as their facets count them."""

from collections import Counter
from collections.abc import Iterable

import narwhals as nw

from dateline.collection import Collection, Frame
from dateline.schema import ACTING_ROLES, ROLES
from dateline.view import View


def with_countries(collection: Collection, wanted: tuple[str, ...], roles: Iterable[str], match: str) -> nw.Series:  # type: ignore[type-arg]
    """Rows in which the wanted countries have one of the roles: any of them, all of them, or they and no other."""
    acting = collection.parties.filter(nw.col("role").is_in(list(roles)))
    wanted_there = acting.filter(nw.col("country").is_in(wanted)).select("row", "country").unique()
    if match == "any":
        return wanted_there["row"]
    hits = wanted_there.group_by("row").agg(hits=nw.len()).filter(nw.col("hits") == len(wanted))
    if match == "between":
        hits = _sized(acting, hits, ["row"]).filter(nw.col("size") == len(wanted))
    return hits["row"]


def _sized(acting: Frame, hits: Frame, by: list[str]) -> Frame:
    """With the number of countries that act in each row (and role)."""
    inside = acting.filter(nw.col("row").is_in(hits["row"])).select(*by, "country").unique()
    return hits.join(inside.group_by(by).agg(size=nw.len()), on=by, how="inner")


FEW = 5_000
"""Rows that Python counts faster than an engine sets to work."""


def count_by(frame: Frame, column: str) -> dict[str, int]:
    """How many rows have each value of a column."""
    if len(frame) <= FEW:
        return dict(Counter(frame[column].to_list()))
    counted = frame.group_by(column).agg(count=nw.len())
    return dict(zip(counted[column].to_list(), (int(n) for n in counted["count"].to_list()), strict=True))


def parties_of(collection: Collection, frame: Frame, roles: Iterable[str], column: str) -> dict[str, int]:
    """Countries or roles of these events, with how many have each."""
    if column == "country" and tuple(roles) == ACTING_ROLES:
        return count_by(of_events(collection.acting, frame, collection), column)
    return count_by(parties_in(collection, frame, roles).select("row", column).unique(), column)


def parties_in(collection: Collection, frame: Frame, roles: Iterable[str]) -> Frame:
    """Of the parties of events those of these events that have one of the roles."""
    wanted = set(roles)
    some = collection.parties if wanted == {*ROLES} else collection.parties.filter(nw.col("role").is_in(list(wanted)))
    return of_events(some, frame, collection)


def of_events(rows: Frame, frame: Frame, collection: Collection) -> Frame:
    """Of parties or spots those of these events; all of them where these are all."""
    return rows if len(frame) == len(collection.events) else rows.filter(nw.col("row").is_in(frame["row"]))


def country_facet(collection: Collection, others: Frame, view: View) -> dict[str, int]:
    """For each country: the events that choosing it would give."""
    roles = view.roles or ACTING_ROLES
    if view.match == "any" or not view.countries:
        return parties_of(collection, others, roles, "country")
    chosen, many = list(view.countries), len(view.countries)
    acting = parties_in(collection, others, roles)
    hits = acting.filter(nw.col("country").is_in(chosen)).select("row", "country").unique().group_by("row").agg(hits=nw.len())
    sized = _sized(acting, hits.filter(nw.col("hits") == many), ["row"])
    alone, with_one = sized, sized
    if view.match == "between":
        alone, with_one = sized.filter(nw.col("size") == many), sized.filter(nw.col("size") == many + 1)
    beside = acting.filter(~nw.col("country").is_in(chosen), nw.col("row").is_in(with_one["row"])).select("row", "country").unique()
    return count_by(beside, "country") | dict.fromkeys(chosen, len(alone))


def role_facet(collection: Collection, others: Frame, view: View) -> dict[str, int]:
    """For each role: the events in which a chosen country (any, where none is chosen) has it."""
    if not view.countries:
        return parties_of(collection, others, ROLES, "role")
    if view.match == "any":
        return count_by(
            parties_in(collection, others, ROLES).filter(nw.col("country").is_in(view.countries)).select("row", "role").unique(), "role"
        )
    acting, by = parties_in(collection, others, ROLES), ["row", "role"]
    hits = acting.filter(nw.col("country").is_in(view.countries)).select(*by, "country").unique().group_by(by).agg(hits=nw.len())
    sized = _sized(acting, hits.filter(nw.col("hits") == len(view.countries)), by)
    return count_by(sized.filter(nw.col("size") == len(view.countries)) if view.match == "between" else sized, "role")
