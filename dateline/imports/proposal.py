"""What is recognised in a file of others: its format, its columns, its dates and its codes, each with the reason."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from dateline.errors import ForeignError
from dateline.imports import codes
from dateline.imports.any_table import NAMES
from dateline.imports.date_columns import look
from dateline.imports.foreign import Foreign
from dateline.imports.form import FIELDS, Format
from dateline.imports.registry import FORMATS
from dateline.imports.times import DateReading, TimeError, read_day

_SAMPLE = 400
"""Rows that are looked at to find out what a column holds."""
_MOST = 0.7
"""Share of them that must be of a kind."""
_SOME = 0.3
"""Share that is enough where the name of the column says what it is: the rest are slips, and said."""
_GUESSING = ("table", "geojson", "wikidata")
"""Formats whose columns have no fixed names."""
_POINT = re.compile(r"(?i).*POINT\s*Z?\s*\(.*")


@dataclass(frozen=True)
class Question:
    """What the file itself does not show, and somebody must say."""

    name: str
    """day-order, codes, start, title."""
    text: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Proposal:
    """How a file is to be read. Frozen and made of plain values, so that it goes between processes."""

    format: str
    columns: Mapping[str, str]
    """Our field (`dateline.imports.FIELDS`) -> their column."""
    dates: DateReading = field(default_factory=DateReading)
    codes: Mapping[str, str] = field(default_factory=dict)
    """Our field -> system of its country codes (`dateline.imports.SYSTEMS`)."""
    reasons: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()


def propose(
    foreign: Foreign, form: str = "", columns: Mapping[str, str] | None = None, order: str = "", systems: Mapping[str, str] | None = None
) -> Proposal:
    """What is recognised. All of it can be said instead: `form` (a name in `FORMATS`), `columns` (field -> their column; an empty one takes
    the field away), `order` (day-first, month-first), `systems` (field -> system of country codes).

    Raises `ForeignError` for a format, a field, a column or a system that there is not.
    """
    chosen, why = _format(foreign, form)
    reasons = [f"{chosen.title}: {why}"]
    found = _columns(foreign, chosen) | dict(columns or {})
    _refuse_unknown(foreign, found, systems or {})
    found = {name: column for name, column in found.items() if column}
    if chosen.name in _GUESSING:
        found = _by_content(foreign, found, columns or {}, reasons)
    systems_of, asked = _systems(foreign, chosen, found, systems or {}, columns or {}, reasons)
    dates, open_order = _dates(foreign, chosen, found, order, reasons)
    questions = [*_missing(foreign, found, chosen), *open_order, *asked]
    return Proposal(chosen.name, found, dates, systems_of, tuple(reasons), tuple(questions))


def answered(foreign: Foreign, proposal: Proposal, order: str) -> Proposal:
    """The proposal with the order of day and month said: day-first or month-first."""
    left = tuple(one for one in proposal.questions if one.name != "day-order")
    return replace(proposal, dates=replace(proposal.dates, order=order), questions=left)


def _format(foreign: Foreign, form: str) -> tuple[Format, str]:
    if form and form not in FORMATS:
        raise ForeignError(f"there is no format '{form}'; there are: {', '.join(FORMATS)}")
    if form:
        return FORMATS[form], "as it was said"
    return next((one, why) for one in FORMATS.values() if (why := one.known_by(foreign)))


def _refuse_unknown(foreign: Foreign, columns: Mapping[str, str], systems: Mapping[str, str]) -> None:
    for name, column in columns.items():
        if name not in FIELDS:
            raise ForeignError(f"there is no field '{name}'; there are: {', '.join(FIELDS)}")
        if column and column not in foreign.header:
            raise ForeignError(f"{foreign.name} has no column '{column}'; it has: {', '.join(foreign.header[:60])}")
    for system in systems.values():
        if system not in codes.SYSTEMS:
            raise ForeignError(f"there are no country codes '{system}'; there are: {', '.join(codes.SYSTEMS)}")


def _columns(foreign: Foreign, chosen: Format) -> dict[str, str]:
    """The first column that is there for each field; where names are guessed no column says two things."""
    names = {name.lower(): name for name in reversed(foreign.header)}
    found: dict[str, str] = {}
    for name in FIELDS:
        taken = found.values() if chosen.name in _GUESSING else ()
        listed = chosen.columns.get(name, ())
        column = next((names[one] for one in listed if one in names and names[one] not in taken), "")
        if column:
            found[name] = column
    return found


def _sample(foreign: Foreign, column: str) -> list[str]:
    at = foreign.column(column)
    cells = (row.cells[at].strip() for row in foreign.rows if at < len(row.cells))
    return list(islice((cell for cell in cells if cell), _SAMPLE))


def _share_of_dates(texts: list[str]) -> float:
    reading = replace(look(texts).reading, order="day-first") if texts else DateReading()
    return sum(_is_date(text, reading) for text in texts) / len(texts) if texts else 0


def _is_date(text: str, reading: DateReading) -> bool:
    try:
        return bool(read_day(text, reading))
    except TimeError as error:
        return error.rule == "day-or-month"


def _by_content(foreign: Foreign, found: dict[str, str], said: Mapping[str, str], reasons: list[str]) -> dict[str, str]:
    """Columns of any table: a start that holds no dates is none; what has no name that is known is found by what it holds."""
    for name in ("start", "end"):
        if name in found and name not in said and _share_of_dates(_dates_only(_sample(foreign, found[name]))) < _SOME:
            column = found.pop(name)
            if column.lower() in NAMES["day"] and "year" in found:
                found.setdefault("day", column)
    if not {"start", "year"} & found.keys():
        dated = {
            column: _share_of_dates(_dates_only(_sample(foreign, column))) for column in foreign.header if column not in found.values()
        }
        best = max(dated, key=lambda column: dated[column], default="")
        if best and dated[best] >= _MOST:
            found["start"] = best
            reasons.append(f"column '{best}' is the start: its cells are dates")
    if "point" not in found and not {"latitude", "longitude"} <= found.keys():
        point = next((column for column in foreign.header if _all_points(_sample(foreign, column))), "")
        if point:
            found["point"] = point
            reasons.append(f"column '{point}' is the place: its cells are points of WKT")
    if "title" not in found and "title" not in said:
        worded = {column: _wordiness(_sample(foreign, column)) for column in foreign.header if column not in found.values()}
        best = max(worded, key=lambda column: worded[column], default="")
        if best and worded[best] > 0:
            found["title"] = best
            reasons.append(f"column '{best}' is the title: its cells are words, and differ most")
    return found


def _dates_only(texts: list[str]) -> list[str]:
    """Bare small numbers are years for no one who looks at a column without a name."""
    return [text if not re.fullmatch(r"-?\d{1,3}(\.\d+)?|\d+\.\d+", text) else "no date" for text in texts]


def _all_points(texts: list[str]) -> bool:
    return bool(texts) and sum(bool(_POINT.fullmatch(text)) for text in texts) >= _MOST * len(texts)


def _wordiness(texts: list[str]) -> float:
    words = [text for text in texts if re.search(r"[^\W\d_]{3}", text) and "://" not in text and len(text) <= 300]
    return len(set(words)) / len(texts) if texts and len(words) >= _MOST * len(texts) else 0


def _systems(
    foreign: Foreign, chosen: Format, found: dict[str, str], systems: Mapping[str, str], said: Mapping[str, str], reasons: list[str]
) -> tuple[dict[str, str], list[Question]]:
    decided: dict[str, str] = {}
    questions = []
    for name in [one for one in chosen.roles if one in found]:
        column = found[name]
        fixed = systems.get(name) or chosen.codes.get(column.lower()) or chosen.codes.get(name)
        if fixed:
            decided[name] = fixed
            reasons.append(f"column '{column}' names countries by {codes.SYSTEMS[fixed].title}")
            continue
        choice = codes.decide(_bare(foreign.texts(column)))
        if chosen.name in _GUESSING and name not in said and not _names_countries(foreign, column, choice.system):
            del found[name]
            continue
        decided[name] = choice.system
        reasons.append(f"column '{column}': {choice.reason}")
        if choice.rival:
            text = f"Column '{column}' can be read as {codes.SYSTEMS[choice.system].title} or {codes.SYSTEMS[choice.rival].title}"
            questions.append(Question("codes", text, (f"{name}={choice.system}", f"{name}={choice.rival}")))
    return decided, questions


def _bare(texts: list[str]) -> list[str]:
    return [part.split(":")[0].strip() for text in texts for part in re.split(r"[;|]", text)]


def _names_countries(foreign: Foreign, column: str, system: str) -> bool:
    values = set(_bare(_sample(foreign, column))) - {""}
    return sum(codes.read(value, system) is not None for value in values) >= len(values) / 2 if values else False


def _dates(
    foreign: Foreign, chosen: Format, found: Mapping[str, str], order: str, reasons: list[str]
) -> tuple[DateReading, list[Question]]:
    texts = [text for name in ("start", "end") if name in found for text in foreign.texts(found[name])]
    seen = look(texts, chosen.years_before)
    if order:
        return replace(seen.reading, order=order), []
    reasons += seen.reasons
    if not seen.is_open:
        return seen.reading, []
    text = f"Column '{found.get('start') or found['end']}' has dates in which day and month cannot be told apart, and none that shows it"
    return seen.reading, [Question("day-order", text, ("day-first", "month-first"))]


def _missing(foreign: Foreign, found: Mapping[str, str], chosen: Format) -> list[Question]:
    header = tuple(foreign.header)
    return [] if {"start", "year"} & found.keys() else [Question("start", "No column of dates was recognised; which is it?", header)]
