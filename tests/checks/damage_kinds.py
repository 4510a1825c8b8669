"""The kinds of small damage that are done to one cell: what a slip of the hand, of the eye or of a program would leave there."""

import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.countries import codes
from dateline.schema import TABLES, Column

Change = Callable[[Column, str, "Surroundings", random.Random], Iterable[str]]


@dataclass(frozen=True)
class Surroundings:
    """Where a damaged cell stands: what else the table and its columns hold."""

    table: str
    row: Mapping[str, str]
    others: Mapping[str, Sequence[str]]
    """Column -> its different values in this table."""
    ids: Mapping[str, Sequence[str]]
    """`table.column` -> the ids there."""


_DAY = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)")
_MONTH = re.compile(r"(?<![\d-])(\d{4})-(\d\d)(?![\d-])")
_YEAR = re.compile(r"(?<![\d-])\d{4}(?=$|[-/.~?\],])")


def _each(pattern: re.Pattern[str], text: str, new: Callable[[re.Match[str]], str]) -> Iterator[str]:
    for found in pattern.finditer(text):
        yield text[: found.start()] + new(found) + text[found.end() :]


def _days_off(by: int) -> Change:
    def change(column: Column, text: str, around: Surroundings, chance: random.Random) -> Iterable[str]:
        if column.kind != "edtf":
            return ()
        # A day that the month has not is found by the form; the day beyond is the slip that is meant.
        return _each(_DAY, text, lambda found: f"{found[1]}-{found[2]}-{max(1, int(found[3]) + by):02}")

    return change


def _months_off(column: Column, text: str, around: Surroundings, chance: random.Random) -> Iterable[str]:
    if column.kind != "edtf":
        return ()
    return _each(re.compile(r"(?<=\d{4}-)\d\d"), text, lambda found: f"{int(found[0]) % 12 + 1:02}")


def _years_off(by: int) -> Change:
    def change(column: Column, text: str, around: Surroundings, chance: random.Random) -> Iterable[str]:
        return _each(_YEAR, text, lambda found: str(int(found[0]) + by)) if column.kind == "edtf" else ()

    return change


def _month_made_a_day(column: Column, text: str, around: Surroundings, chance: random.Random) -> Iterable[str]:
    if column.kind != "edtf":
        return ()
    return [new for day in ("01", "15") for new in _each(_MONTH, text, lambda found: f"{found[0]}-{day}")]  # noqa: B023


def _side_closed(column: Column, text: str, around: Surroundings, chance: random.Random) -> Iterable[str]:
    return [text.strip("[]/").replace("..", "").strip("/?")] if column.kind == "edtf" and ".." in text else []


def _side_opened(column: Column, text: str, around: Surroundings, chance: random.Random) -> Iterable[str]:
    return [f"[..{text}]", f"[{text}..]"] if column.kind == "edtf" and _DAY.fullmatch(text) else []


def _country_swapped(column: Column, text: str, around: Surroundings, chance: random.Random) -> Iterable[str]:
    if column.kind not in ("parties", "country"):
        return ()
    here = re.findall(r"[A-Z]{3}", text)
    others = sorted({code for cell in around.others[column.name] for code in re.findall(r"[A-Z]{3}", cell)} - set(here))
    return _each(re.compile(r"[A-Z]{3}"), text, lambda found: chance.choice(others))


def _country_of_the_world(column: Column, text: str, around: Surroundings, chance: random.Random) -> Iterable[str]:
    if column.kind not in ("parties", "country"):
        return ()
    return _each(re.compile(r"[A-Z]{3}"), text, lambda found: chance.choice([code for code in codes() if code not in text]))


def _role_changed(column: Column, text: str, around: Surroundings, chance: random.Random) -> Iterable[str]:
    if column.kind != "parties":
        return ()
    return _each(re.compile(r"(?<=:)[a-z]+"), text, lambda found: chance.choice([one for one in column.choices if one != found[0]]))


def _part_removed(column: Column, text: str, around: Surroundings, chance: random.Random) -> Iterable[str]:
    parts = text.split("; ") if column.kind in ("parties", "ids", "list", "numbers") else []
    return ["; ".join(parts[:at] + parts[at + 1 :]) for at in range(len(parts)) if len(parts) > 1]


def _sign_flipped(column: Column, text: str, around: Surroundings, chance: random.Random) -> Iterable[str]:
    return [text[1:] if text[0] == "-" else f"-{text}"] if column.unit == "degrees" else ()


def _degree_off(column: Column, text: str, around: Surroundings, chance: random.Random) -> Iterable[str]:
    return [f"{float(text) + by:g}" for by in (-1, 1)] if column.unit == "degrees" else ()


def _decimals_added(column: Column, text: str, around: Surroundings, chance: random.Random) -> Iterable[str]:
    return [f"{text}{'' if '.' in text else '.'}{chance.randint(111, 999)}"] if column.unit == "degrees" else ()


def _radius_scaled(column: Column, text: str, around: Surroundings, chance: random.Random) -> Iterable[str]:
    return [f"{float(text) * 10:g}", f"{float(text) / 10:g}"] if column.unit == "km" else ()


def _choice_changed(name: str) -> Change:
    def change(column: Column, text: str, around: Surroundings, chance: random.Random) -> Iterable[str]:
        return [one for one in column.choices if one != text] if column.name == name else ()

    return change


def _id_repeated(column: Column, text: str, around: Surroundings, chance: random.Random) -> Iterable[str]:
    if column.name != TABLES[around.table].key:
        return ()
    return [chance.choice([one for one in around.others[column.name] if one != text])]


def _id_misspelled(column: Column, text: str, around: Surroundings, chance: random.Random) -> Iterable[str]:
    at = chance.randrange(len(text))
    return [text[:at] + text[at + 1 :]] if column.kind in ("id", "ids") else ()


def _other_id(column: Column, text: str, around: Surroundings, chance: random.Random) -> Iterable[str]:
    known = around.ids.get(column.refers_to, ())
    parts = text.split("; ")
    others = [one for one in known if one not in parts and one != around.row.get("event_id")]
    return ["; ".join([*parts[:at], chance.choice(others), *parts[at + 1 :]]) for at in range(len(parts))] if others else ()


def _paragraph_shifted(column: Column, text: str, around: Surroundings, chance: random.Random) -> Iterable[str]:
    if column.name not in ("paragraph", "paragraphs"):
        return ()
    return [new for by in (-1, 1) for new in _each(re.compile(r"\d+"), text, lambda found: str(abs(int(found[0]) + by)))]  # noqa: B023


def _emptied(column: Column, text: str, around: Surroundings, chance: random.Random) -> Iterable[str]:
    return [""]


def _printed_of_another(column: Column, text: str, around: Surroundings, chance: random.Random) -> Iterable[str]:
    if column.name != "printed" or around.table != "events":
        return ()
    return [chance.choice([one for one in around.others["printed"] if one and not set(one.split("; ")) & set(text.split("; "))])]


def _basis_number_off(column: Column, text: str, around: Surroundings, chance: random.Random) -> Iterable[str]:
    if column.name not in ("when_basis", "published_basis"):
        return ()
    return _each(re.compile(r"(?<![\d.])\d{1,2}(?= [A-Z]|\b(?= (?:to|and)))"), text, lambda found: str(int(found[0]) + 1))


def _weekday_changed(column: Column, text: str, around: Surroundings, chance: random.Random) -> Iterable[str]:
    following = {"Monday": "Tuesday", "Wednesday": "Thursday", "Sunday": "Monday"}
    if column.name not in ("when_basis", "published_basis", "printed"):
        return ()
    return _each(re.compile("|".join(following)), text, lambda found: following[found[0]])


def _clock_off(column: Column, text: str, around: Surroundings, chance: random.Random) -> Iterable[str]:
    return [f"{text[:11]}{(int(text[11:13]) + 12) % 24:02}{text[13:]}"] if column.kind == "utc" else ()


def _person_changed(column: Column, text: str, around: Surroundings, chance: random.Random) -> Iterable[str]:
    return [one for one in around.others["people"] if one and one != text] if column.name == "people" else ()


def _letter_changed(column: Column, text: str, around: Surroundings, chance: random.Random) -> Iterable[str]:
    at = chance.randrange(len(text))
    return [text[:at] + chance.choice("abcdefghijklmnopqrstuvwxyz") + text[at + 1 :]]


def _word_dropped(column: Column, text: str, around: Surroundings, chance: random.Random) -> Iterable[str]:
    words = text.split(" ")
    at = chance.randrange(len(words))
    return [" ".join(words[:at] + words[at + 1 :])] if column.kind == "text" and len(words) > 2 else ()


def _blank_added(column: Column, text: str, around: Surroundings, chance: random.Random) -> Iterable[str]:
    return [chance.choice((f" {text}", f"{text} "))]


def _capitals_changed(column: Column, text: str, around: Surroundings, chance: random.Random) -> Iterable[str]:
    return [text.swapcase()] if column.kind in ("id", "ids", "choice", "country", "parties") else ()


def _as_a_spreadsheet_writes(column: Column, text: str, around: Surroundings, chance: random.Random) -> Iterable[str]:
    return _each(_DAY, text, lambda found: f"{found[3]}/{found[2]}/{found[1]}") if column.kind == "edtf" else ()


IN_A_CELL: dict[str, Change] = {
    "day later": _days_off(1),
    "day earlier": _days_off(-1),
    "month later": _months_off,
    "year later": _years_off(1),
    "year earlier": _years_off(-1),
    "month made a day": _month_made_a_day,
    "open side closed": _side_closed,
    "day made open": _side_opened,
    "day/month/year": _as_a_spreadsheet_writes,
    "clock 12 hours off": _clock_off,
    "weekday changed": _weekday_changed,
    "day in the basis off": _basis_number_off,
    "country for one in the table": _country_swapped,
    "country for any other": _country_of_the_world,
    "role changed": _role_changed,
    "part of a list removed": _part_removed,
    "sign of a coordinate": _sign_flipped,
    "coordinate a degree off": _degree_off,
    "decimals added": _decimals_added,
    "radius ten times, or a tenth": _radius_scaled,
    "status changed": _choice_changed("status"),
    "category changed": _choice_changed("category"),
    "stance changed": _choice_changed("stance"),
    "precision changed": _choice_changed("precision"),
    "confidence changed": _choice_changed("confidence"),
    "outcome changed": _choice_changed("outcome_of"),
    "grade changed": _choice_changed("grade"),
    "id repeated": _id_repeated,
    "id misspelled": _id_misspelled,
    "another row's id named": _other_id,
    "person changed": _person_changed,
    "paragraph shifted": _paragraph_shifted,
    "printed words of another row": _printed_of_another,
    "cell emptied": _emptied,
    "letter changed": _letter_changed,
    "word dropped": _word_dropped,
    "blank added": _blank_added,
    "capitals changed": _capitals_changed,
}
"""Each is applied to every cell that it fits."""
