"""Countries in their roles, and persons: they are named in the row, and the roles fit category and status."""

import re
from collections.abc import Iterator
from functools import cache

from babel import Locale
from babel.core import get_global
from babel.languages import get_official_languages

from dateline import countries
from dateline.checks.copy import Names, stands_in
from dateline.checks.findings import Record, Rule, Said
from dateline.checks.tables import Tables, say
from dateline.schema import CLAIMS

_SHORT = {
    # Short forms and adjectives that neither the name nor the language gives.
    "USA": ("US", "U.S.", "America", "Washington"),
    "GBR": ("UK", "Britain", "British"),
    "ARE": ("UAE", "Emirati"),
    "CHE": ("Swiss",),
    "CHN": ("Beijing",),
    "IND": ("Delhi",),
    "FRA": ("French",),
    "ESP": ("Spanish",),
}
_COMMON = ("en", "fr", "es", "ar", "pt", "ru")
"""Languages of many countries: their name says no country."""
_TOGETHER = ("host", "visitor", "participant")
_DOING = {"actor", "accused", "participant"}


@cache
def _named_as(code: str) -> re.Pattern[str]:
    """How a country is named: its English name and what is made from it, its cities that give time zones a name, its language."""
    alpha2 = _alpha2(code)
    name = countries.name(code)
    stems = [re.escape(name.rstrip("aey") if len(name) > 5 else name) + r"\w*"]
    zones = [zone.rsplit("/", 1)[-1].replace("_", " ") for zone, owner in get_global("zone_territories").items() if owner == alpha2]
    language_names = Locale("en").languages
    spoken = [language_names[one] for one in get_official_languages(alpha2) if one not in _COMMON and one in language_names]
    words = [*stems, *(re.escape(word) for word in (*zones, *spoken, *_SHORT.get(code, ())))]
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)")


@cache
def _alpha2(code: str) -> str:
    flag = countries.flag(code)
    return "".join(chr(ord(letter) - 0x1F1E6 + ord("A")) for letter in flag)


def _own_words(row: Record) -> str:
    return ". ".join((row.cells["title"], row.cells["summary"], row.cells.get("check_note", ""), *row["printed"]))


def _country_not_named(tables: Tables) -> Iterator[Said]:
    for row in tables.read:
        text = _own_words(row)
        here = {place["country"] for place in tables.event_places(row)}
        for code in dict.fromkeys(code for code, _ in row["countries"]):
            if code not in here and not _named_as(code).search(text):
                why = f"{countries.name(code)} is named in neither title, summary, printed words nor note, and no place is there"
                yield say("events", row, "countries", why, "correct the code, or say in summary or check_note what it has to do with it")


def _country_missing(tables: Tables) -> Iterator[Said]:
    used = sorted({code for row in tables.read for code, _ in row["countries"]})
    names = Names([*((countries.name(code), code) for code in used), *(("US", code) for code in used if code == "USA")])
    for row in tables.read:
        listed = {code for code, _ in row["countries"]}
        for code in sorted({*names.near(row.cells["title"])} - listed):
            if stands_in(countries.name(code), row.cells["title"]) or (code == "USA" and stands_in("US", row.cells["title"])):
                yield say("events", row, "countries", f"the title names {countries.name(code)}, which has no role", f"add {code}:role")


def _roles_fit_category(tables: Tables) -> Iterator[Said]:
    for row in tables.read:
        why = _misfit(row)
        if why:
            yield say("events", row, "countries", why, "correct the role, or the category")


def _misfit(row: Record) -> str:
    """Why the roles do not fit the category; empty where they do."""
    category, roles = row["category"], {role for _, role in row["countries"]}
    together = {code for code, role in row["countries"] if role in _TOGETHER}
    if category == "visit":
        return "" if "visitor" in roles and ("host" in roles or row["places"]) else "a visit has a visitor and a host"
    if category == "talks":
        return "" if len(together) > 1 else "talks have two countries or more that host, visit or take part"
    if "visitor" in roles:
        return "only visits and talks have a visitor"
    if category == "statement":
        if roles & {"host", "participant", "target"}:
            return "who makes a statement is actor or accuser"
        return "" if roles & {"actor", "accuser", "accused"} else "nobody makes the statement, and nobody is meant by it"
    if category == "observance":
        return "" if roles & {"host", "participant"} else "a day is kept somewhere: host or participant"
    return "" if roles & _DOING else f"nobody does it: {category} has an actor, a participant or an accused"


def _roles_fit_status(tables: Tables) -> Iterator[Said]:
    for row in tables.rows("events"):
        blaming = {role for _, role in row["countries"]} & {"accuser", "accused"}
        if row["status"] in CLAIMS and not blaming:
            why, todo = f"is {row['status']}, but nobody is accuser or accused", "give the roles, or correct the status"
            yield say("events", row, "status", why, todo)
        elif row["status"] not in CLAIMS and blaming and row["category"] != "statement":
            why = f"has {' and '.join(sorted(blaming))}, but is {row['status']} and no statement"
            yield say("events", row, "status", why, f"write {' or '.join(CLAIMS)}, or correct roles or category")
        elif "accuser" in blaming and "accused" not in blaming:
            yield say("events", row, "countries", "has an accuser and no accused", "say whom the claim is about")


def _one_role(tables: Tables) -> Iterator[Said]:
    for row in tables.rows("events"):
        codes = [code for code, _ in row["countries"]]
        twice = sorted({code for code in codes if codes.count(code) > 1})
        if twice:
            yield say("events", row, "countries", f"{', '.join(twice)} has two roles", "keep the one that weighs more")


def _parties_of_claim(tables: Tables) -> Iterator[Said]:
    """Whoever accuses in a statement accuses in the claim, whoever is accused there too; who denies is an actor, accused in the claim."""
    for row in tables.rows("events"):
        about = tables.events.get(row["about"])
        if about is None or about["status"] not in CLAIMS:
            continue
        acting = {code for code, role in row["countries"] if role == "actor"}
        if row["stance"] == "denies":
            if blaming := {role for _, role in row["countries"]} & {"accuser", "accused"}:
                why = f"a denial has no {' and no '.join(sorted(blaming))}: who denies is an actor"
                yield say("events", row, "stance", why, "correct the stance, or the roles")
            continue
        if acting and acting <= {code for code, role in about["countries"] if role == "accused"}:
            yield say("events", row, "stance", "affirms a claim against those who speak", "correct the stance, or the roles")
        for role in ("accuser", "accused"):
            extra = sorted({code for code, one in row["countries"] if one == role} - {c for c, one in about["countries"] if one == role})
            if extra:
                why = f"{', '.join(extra)} is {role} here and not in the claim '{row['about']}'"
                yield say("events", row, "countries", why, "let both rows agree, or correct about")


def _person_named(tables: Tables) -> Iterator[Said]:
    everybody = Names((person.split()[-1], person) for person in sorted({one for row in tables.read for one in row["people"]}))
    for row in tables.read:
        text = _own_words(row)
        for person in row["people"]:
            if not _is_named(person, text):
                yield say("events", row, "people", f"{person} is named in neither title, summary nor print", "correct the name")
        for person in everybody.near(row.cells["title"]) if row["category"] in ("visit", "talks") else ():
            if person not in row["people"] and _is_named(person, row.cells["title"]):
                yield say("events", row, "people", f"the title names {person}", "add the name")


def _is_named(person: str, text: str) -> bool:
    """By the whole name, or by the last word of it."""
    return stands_in(person, text) or stands_in(person.split()[-1], text)


RULES = (
    Rule("country-not-named", "each country is named in the row's own words, or is that of its place", "meaning", _country_not_named),
    Rule("country-missing", "each country of the table that a title names has a role", "meaning", _country_missing),
    Rule("roles-misfit-category", "roles fit the category: a visit has a visitor and a host", "meaning", _roles_fit_category),
    Rule("roles-misfit-status", "claims, and statements, have accuser or accused; nothing else has", "meaning", _roles_fit_status),
    Rule("country-twice", "a country has one role in an event", "meaning", _one_role),
    Rule("claim-parties-differ", "who accuses and is accused in a statement does so in its claim", "meaning", _parties_of_claim),
    Rule("person-not-named", "a person is named in the row; who travels or talks, by the title, is listed", "meaning", _person_named),
)
"""What holds of who takes part."""
