"""What a press will ask for, told beforehand: the browser draws it while the run of the page is still under way."""

from typing import Any
from urllib.parse import urlencode

from dateline import countries, words
from dateline.link import names, step
from dateline.schema import CATEGORIES, ROLES, STATUSES
from dateline.scripts import entry
from dateline.selection import Selection
from dateline.ui import labels
from dateline.ui.pickers import in_the_row, role_name

REPORTS = {"window": names("first", "last")}
"""By the name of a report of the instrument: the parameters that take what is reported. Not for an event that is opened: playing through
time waits for the run to answer that."""


def ahead(selection: Selection, *, theme: str, today: str, newest: bool) -> dict[str, Any]:
    """Where a scene is to be had (`server/scenes.py`), and what a press of a button or a report of the instrument changes in the query."""
    besides = {"theme": theme, "today": today, "sort": "newest" if newest else "time", "script": entry()}
    return {"address": f"scene.json?{urlencode(besides)}", "presses": presses(selection), "reports": REPORTS}


def presses(selection: Selection) -> dict[str, str]:
    """By the text of a button of the pickers or chips: parameters of a query, whose values are put in or taken out; none stands for all."""
    view = selection.view
    return {
        **{countries.name(code): step("countries", code) for code in in_the_row(selection)[0]},
        **{role_name(role): step("roles", role) for role in ROLES},
        **{words.CATEGORY_NAMES[one]: step("categories", one) for one in CATEGORIES},
        **{words.STATUS_NAMES[one]: step("statuses", one) for one in STATUSES},
        **{f"{chip.text}{labels.LIFT}": step(chip.what, chip.value) for chip in words.chips(view, selection.collection)},
        labels.ALL: "&".join(step(what) for what in (*view.active, "match")),
    }
