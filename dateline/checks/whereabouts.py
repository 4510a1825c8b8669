"""Places: each lies in its country, hosts are where the event is, and follow-ups near the event that they follow."""

from collections.abc import Iterator

from geopy.distance import great_circle

from dateline import countries
from dateline.checks.areas import Areas
from dateline.checks.copy import Names, stands_in
from dateline.checks.findings import Record, Rule, Said
from dateline.checks.tables import Tables, say

_BASEMAP_KM = 5.0
"""How far the basemap's coasts and borders may lie beside the true ones."""


def _reach_km(place: Record) -> float:
    """How far a place's point may lie outside its country: a town by its radius, the point of a country not at all."""
    return _BASEMAP_KM + (0.0 if place["precision"] == "country" else float(place["radius_km"]))


def is_in_country(areas: Areas, place: Record, swapped: bool = False) -> bool:
    """Whether a place (or the point with latitude and longitude exchanged) lies within its country, by its own radius."""
    latitude, longitude = place["latitude"], place["longitude"]
    if swapped:
        latitude, longitude = longitude, latitude
    return abs(latitude) <= 90 and areas.distance_km(place["country"], latitude, longitude) <= _reach_km(place)


def _outside_country(tables: Tables) -> Iterator[Said]:
    areas = tables.areas
    assert areas is not None  # the rule needs them
    for row in tables.rows("places"):
        at_sea = row["latitude"] == row["longitude"] == 0  # has a rule of its own
        if not row["country"] or at_sea or not areas.known(row["country"]) or is_in_country(areas, row):
            continue
        if not is_in_country(areas, row, swapped=True):
            far = areas.distance_km(row["country"], row["latitude"], row["longitude"])
            why = f"lies {far:,.0f} km outside {countries.name(row['country'])}"
            yield say("places", row, "latitude", why, "correct latitude, longitude (west and south are negative) or country")


def _country_is_named(tables: Tables) -> Iterator[Said]:
    for row in tables.read_places:
        if row["precision"] == "country":
            if not row["country"]:
                yield say("places", row, "country", "is empty, and the country is all that is known", "give its code")
            elif countries.name(row["country"]) != row["name"]:
                why = f"is not {countries.name(row['country'])}, the country that it stands for"
                yield say("places", row, "name", why, "name it as its country, or correct country or precision")
        elif row["precision"] in ("site", "city") and not row["country"]:
            yield say("places", row, "country", "is empty for a town or site", "give the code; only high seas and regions have none")


def _host_where_it_is(tables: Tables) -> Iterator[Said]:
    for row in tables.rows("events"):
        hosts = {code for code, role in row["countries"] if role == "host"}
        named = {code for code, _ in row["countries"]}
        there = {place["country"] for place in tables.event_places(row)} - {""}
        if not there:
            continue
        if strange := sorted(there - (hosts or named)):
            why = f"a place is in {', '.join(countries.name(code) for code in strange)}, which is no {'host' if hosts else 'party'}"
            yield say("events", row, "places", why, "correct places, or countries")
        elif nowhere := sorted(hosts - there):
            why = f"no place is in {', '.join(countries.name(code) for code in nowhere)}, the host"
            yield say("events", row, "countries", why, "correct places, or countries")
        elif at_home := sorted({code for code, role in row["countries"] if role == "visitor"} & there):
            why = f"{', '.join(countries.name(code) for code in at_home)} is visitor where it is at home"
            yield say("events", row, "countries", why, "correct places, or roles")


def _place_missing(tables: Tables) -> Iterator[Said]:
    points = Names((f"in {row['name']}", row) for row in tables.rows("places") if row["precision"] in ("site", "city"))
    for row in tables.read:
        if row["category"] in ("visit", "talks") and not row["places"] and row["event_id"] not in tables.legs:
            yield say("events", row, "places", "a visit or talks without a place", "name the place, or the host country as a whole")
        for place in points.near(row.cells["title"]):
            if place["place_id"] not in row["places"] and stands_in(f"in {place['name']}", row.cells["title"]):
                yield say("events", row, "places", f"the title says in {place['name']}", f"add {place['place_id']}")


def _follow_up_near(tables: Tables) -> Iterator[Said]:
    for row in tables.rows("follow_ups"):
        event, place = tables.events.get(row["event_id"]), tables.places.get(row["place_id"])
        if event is None or place is None:
            continue
        near = [one for one in tables.event_places(event) if _apart_km(one, place) <= one["radius_km"] + place["radius_km"]]
        codes = {code for code, _ in event["countries"]}
        if event["places"] and not near:
            why, todo = "is not within the place of the event", "correct the place, or that of the event"
            yield say("follow_ups", row, "place_id", why, todo)
        elif place["country"] and place["country"] not in codes:
            yield say("follow_ups", row, "place_id", "is in a country that has no part in the event", "correct the place")
        elif not stands_in(place["name"].split(",")[0].split()[0], row.cells["fact"]) and not _same_name(place, row):
            yield say("follow_ups", row, "place_id", f"the fact does not name {place['name']}", "name the place in the fact, or correct it")


def _same_name(place: Record, row: Record) -> bool:
    return any(stands_in(part, row.cells["fact"]) for part in place["name"].split(", "))


def _apart_km(one: Record, other: Record) -> float:
    return float(great_circle((one["latitude"], one["longitude"]), (other["latitude"], other["longitude"])).km)


RULES = (
    Rule("place-outside-country", "a place lies in its country, by its own radius", "meaning", _outside_country, "areas"),
    Rule("country-point-misnamed", "the point of a country bears its name; towns and sites have a country", "meaning", _country_is_named),
    Rule("host-elsewhere", "hosts are where the event's places are, visitors are not at home there", "meaning", _host_where_it_is),
    Rule("place-missing", "a visit or talks have a place, and the town that a title says", "meaning", _place_missing),
    Rule("follow-up-elsewhere", "a follow-up is at the event's place, and its fact names where", "meaning", _follow_up_near),
)
"""What holds of where."""
