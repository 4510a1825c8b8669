"""Travels of secretaries of state and presidents, as the Office of the Historian of the US Department of State publishes them."""

import re

from dateline.imports.foreign import Foreign
from dateline.imports.form import Cells, Format

_BETWEEN = re.compile(r"\s*[;,]\s*(?![^()]*\))")
"""'London, Oxford', 'Bay of Islands (Newfoundland), Bonne Bay'. What was no town of its own ('Mexico, D.F.') nobody accepts."""
_COLUMNS = {"name", "start_date", "end_date", "country", "locale", "remarks"}


def _known(foreign: Foreign) -> str:
    return "it has the columns name, start_date, country, locale and remarks" if {n.lower() for n in foreign.header} >= _COLUMNS else ""


def _title(cells: Cells) -> str:
    return f"{cells['people']} in {cells['place'] or cells['country']}"


def _told(cells: Cells) -> str:
    role = {"secretary": "Secretary of State", "president": "President"}.get(cells.at("role").lower(), cells.at("role"))
    return f"{role} {_title(cells)}. {cells['text']}".strip()


FORMAT = Format(
    name="travels",
    title="Travels, Office of the Historian",
    what="travels of US secretaries of state and presidents",
    known_by=_known,
    columns={
        "id": ("id",), "people": ("name",), "start": ("start_date",), "end": ("end_date",), "country": ("country", "country_id"),
        "place": ("locale",), "text": ("remarks",),
    },
    differs=(
        "secretaries and presidents in one table, by role", "one of them alone, without role",
        "labels of countries of their own: 'Korea, Republic of', 'U.S.S.R.'", "no coordinates", "several places in one cell",
    ),
    source="Office of the Historian, US Department of State, CC0",
    category=lambda cells: "visit",
    titled=_title,
    told=_told,
    codes={"country": "names"},
    towns=lambda name: [town for town in _BETWEEN.split(name) if town],
    parties=(("USA", "visitor"),),
)  # fmt: skip
