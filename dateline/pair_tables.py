"""Tables of countries as HTML: who shares events with whom, and one country's events, partners and places.

Every number is a link to the view that has as many events. `START` and `HERE` are written relative to the page of countries.
"""

from collections.abc import Mapping
from typing import Any

from dateline import countries, link, words
from dateline.dates import when_text
from dateline.entries import Event
from dateline.pairs import Meeting, Pairs, Partner, Spot, Tally, shared
from dateline.pieces import render
from dateline.schema import STATUSES
from dateline.selection import Selection
from dateline.view import View

START, HERE = "./", "countries"
MOST_COUNTRIES = 24
"""Countries in the matrix: with more, a cell is no larger than a finger's tip on a wide screen, and the table passes 100 KB."""
MOST_ROWS = 200
"""Rows of a list that are sent at once."""


def matrix_table(found: Pairs, view: View, most: int = MOST_COUNTRIES) -> str:
    """The matrix as a table, and below it the countries that it has no room for, each with a link to its own page."""
    listed = found.countries[:most]
    rows = [{**_country(code, view), "cells": [_cell(found.tally(code, other), view, code, other) for other in listed]} for code in listed]
    rest = [{**_country(code, view), "shown": found.tally(code, code).shown} for code in found.countries[most:]]
    return render("matrix.html", columns=[_country(code, view) for code in listed], rows=rows, rest=rest, dated="dates" in view.active)


def events_table(selection: Selection, country: str, most: int = MOST_ROWS) -> str:
    """The country's events, with the roles it has in each."""
    rows = [
        {
            "title": one.event.title,
            "link": _start(selection.view.changed(event=one.event.event_id, camera=None)),
            "when": when_text(one.event.when).removeprefix("one day "),
            "status": words.STATUS_NAMES[one.event.status] + ("" if one.certain else ", possible"),
            "roles": ", ".join(_roles(one.event, country)),
        }
        for one in selection.part(0, most)
    ]
    return render(
        "country_events.html",
        name=countries.name(country),
        rows=rows,
        rest=selection.counts.shown - len(rows),
        all_link=_start(selection.view),
    )


def partners_table(found: tuple[Partner, ...], country: str, view: View) -> str:
    """The countries that it shares events with, by roles and by status."""
    statuses = [status for status in STATUSES if any(one.tally.statuses.get(status) for one in found)]
    rows = [
        {
            **_country(one.country, view),
            **_cell(one.tally, view, country, one.country),
            "roles": [_met(meeting) for meeting in one.meetings],
            "statuses": [_of_status(one.tally, view, status, country, one.country) for status in statuses],
        }
        for one in found
    ]
    return render(
        "partners.html", name=countries.name(country), rows=rows, dated="dates" in view.active,
        statuses=[words.STATUS_NAMES[status] for status in statuses],
    )  # fmt: skip


def places_table(found: tuple[Spot, ...], selection: Selection) -> str:
    """Where its events are."""
    view = selection.view
    classes = [f"{count:,} {words.PLACE_NAMES[one]}" for one, count in selection.counts.by_place.items() if count]
    rows = [
        {
            "name": " / ".join(place.name for place in spot.places),
            "country": _country_of(spot),
            "exactly": spot.places[0].precision,
            "shown": spot.shown,
            "link": _start(spot.of(view)),
        }
        for spot in found
    ]
    return render("country_places.html", rows=rows, shown=" · ".join(classes))


def tally_text(tally: Tally, dated: bool = False) -> str:
    """'3 occurred, 6 alleged', and in a window how many of all are only possible."""
    parts = [f"{tally.statuses[status]:,} {words.STATUS_NAMES[status]}" for status in STATUSES if tally.statuses.get(status)]
    return ", ".join(parts) + (f"; {tally.possible:,} of them possible" if dated and tally.possible else "")


def _cell(tally: Tally, view: View, one: str, other: str) -> dict[str, Any]:
    pair = dict.fromkeys((one, other))
    names = " and ".join(countries.name(code) for code in pair)
    return {
        "shown": tally.shown,
        "alone": tally.alone,
        "possible": tally.possible,
        "self": one == other,
        "link": _start(shared(view, *pair)),
        "alone_link": _start(shared(view, *pair, alone=True)),
        "says": f"{words.number(tally.shown, 'event')} of {names}: {tally_text(tally)}",
    }


def _met(meeting: Meeting) -> str:
    roles = f"both {meeting.own}" if meeting.own == meeting.other else f"{meeting.own} – {meeting.other}"
    return f"{roles} {meeting.count:,}"


def _of_status(tally: Tally, view: View, status: str, *pair: str) -> Mapping[str, Any]:
    return {"shown": tally.statuses.get(status, 0), "link": _start(shared(view, *pair).changed(statuses=(status,)))}


def _country(code: str, view: View) -> dict[str, Any]:
    """What a heading of a row or column says, and the link to the country's own page."""
    alone = to_country(view, code)
    return {"code": code, "flag": countries.flag(code), "name": countries.name(code), "page": f"{HERE}?{link.to_string(alone)}"}


def to_country(view: View, code: str) -> View:
    """The view of a country's own page: the other filters stay."""
    return shared(view, code)


def _roles(event: Event, country: str) -> list[str]:
    return [party.role for party in event.parties if party.country == country]


def _country_of(spot: Spot) -> str:
    """The country to name beside the place; none beside a country."""
    place = spot.places[0]
    return countries.name(place.country) if place.country and place.precision != "country" else ""


def _start(view: View) -> str:
    return f"{START}?{link.to_string(view)}"
