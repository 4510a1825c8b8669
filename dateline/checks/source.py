"""The source: the copy is the one that was read, and what rows give as printed stands where they say."""

import re
from collections.abc import Iterator
from functools import lru_cache

from dateline.checks.copy import Copy, alike, stands_in
from dateline.checks.findings import Record, Rule, Said
from dateline.checks.tables import Tables, say

_DATE_WORDS = re.compile(
    r"\b(?:(?:January|February|March|April|June|July|August|September|October|November|December)\b(?:(?: in)? \d{4})?"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.? \d{1,2}\b"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    r"|(?:this|last|next) (?:week|month|year)\b|(?:yesterday|tomorrow)\b|(?<![-\d])(?:19|20)\d\d\b)"
)
"""What in a text fixes a date, alone or with others."""
_OWN_WORDS = (("events", ("title", "summary", "when_basis", "check_note")), ("paragraphs", ("says", "left_out")))
_LONGEST_RUN = 8
"""Words in a row; as many as stand in our own words by chance, and fewer than make a quotation."""


def _read(tables: Tables) -> tuple[Copy, Record] | None:
    """The copy, and the row of its source; None where no source is that of the copy (which a rule of its own says)."""
    return (tables.copy, tables.copied) if tables.copy is not None and tables.copied is not None else None


def _copy_is_the_one(tables: Tables) -> Iterator[Said]:
    copy, row = tables.copy, tables.copied
    assert copy is not None  # the rule needs it
    todo = "compare with the copy that was read, or read this one anew and record its SHA-256"
    if row is None:
        yield say("sources", None, "sha256", f"no source has the copy's SHA-256, {copy.sha256}", todo)
    elif row["sha256"] != copy.sha256:
        yield say("sources", row, "sha256", f"is not that of the copy, {copy.sha256}", todo)


def _copy_is_whole(tables: Tables) -> Iterator[Said]:
    read = _read(tables)
    if read is None:
        return
    copy, row = read
    have = len(copy.paragraphs) - 1
    if row["paragraphs"] is None or row["paragraphs"] > have:
        yield say("sources", row, "paragraphs", f"the copy has {have} lines with text below its title", "count again; the title is 0")


def _hash_form(tables: Tables) -> Iterator[Said]:
    for row in tables.rows("sources"):
        if row["sha256"] and not re.fullmatch(r"[0-9a-f]{64}", row["sha256"]):
            yield say("sources", row, "sha256", "is no SHA-256", "write its 64 hexadecimal digits in small letters")


def _printed_missing(tables: Tables) -> Iterator[Said]:
    for row in tables.rows("events"):
        source = tables.sources[row["source_id"]]
        if source["sha256"] and not row["printed"]:
            yield say("events", row, "printed", "is empty", "give the words for date and names as they stand in the source")


def _printed_in_paragraph(tables: Tables) -> Iterator[Said]:
    read = _read(tables)
    for row in tables.rows("events") if read else ():
        copy, source = read  # type: ignore[misc]  # not None where rows are looked at
        if row["source_id"] != source["source_id"]:
            continue
        cited = row["paragraphs"]
        lost = [words for words in row["printed"] if not any(copy.holds(words, paragraph) for paragraph in cited)]
        idle = [str(one) for one in cited if not any(copy.holds(words, one) for words in row["printed"])]
        if lost:
            why, todo = f"'{lost[0]}' does not stand in paragraph {row.cells['paragraphs']}", "correct the words, or the paragraphs"
            yield say("events", row, "printed", why, todo)
        elif idle:
            why, todo = f"none of the printed words stands in paragraph {', '.join(idle)}", "correct the paragraphs, or add words from it"
            yield say("events", row, "paragraphs", why, todo)


def _reading_in_paragraph(tables: Tables) -> Iterator[Said]:
    read = _read(tables)
    for row in tables.rows("readings") if read else ():
        copy, source = read  # type: ignore[misc]  # not None where rows are looked at
        if row["source_id"] == source["source_id"] and not copy.holds(row["printed"], row["paragraph"]):
            why = f"does not stand in paragraph {row['paragraph']}"
            yield say("readings", row, "printed", why, "correct the words, or the number of the paragraph")


def _date_words_used(tables: Tables) -> Iterator[Said]:
    read = _read(tables)
    if read is None:
        return
    copy, source = read
    printed: dict[int, list[str]] = {}
    for row in tables.every("events"):  # withheld ones too: what they are read from is read
        for paragraph in row.values.get("paragraphs", ()) if row.values.get("source_id") == source["source_id"] else ():
            printed.setdefault(paragraph, []).extend(alike(words) for words in row.values.get("printed", ()))
    for number, text in enumerate(copy.paragraphs[: (source["paragraphs"] or 0) + 1]):
        for words in dict.fromkeys(match[0] for match in _DATE_WORDS.finditer(text)):
            if not any(stands_in(words, one) for one in printed.get(number, ())):
                why = f"'{words}' stands in paragraph {number}, and no event from it has these words in printed"
                yield say("events", None, "printed", why, "read the event that it dates, or add the words to its row")


def _own_words(tables: Tables) -> Iterator[Said]:
    read = _read(tables)
    if read is None:
        return
    printed = _runs_of(read[0].paragraphs)
    for table, columns in _OWN_WORDS:
        for row in tables.rows(table):
            for column in columns:
                if printed & _runs(row.cells.get(column, "")):
                    why = f"{_LONGEST_RUN} words in a row stand in the source"
                    yield say(table, row, column, why, "say it in other words; the text is not ours")


@lru_cache(maxsize=4)  # one copy, compared with many tables while somebody mends them
def _runs_of(paragraphs: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(run for text in paragraphs[1:] for run in _runs(text))


@lru_cache(maxsize=4096)  # as above
def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return frozenset(tuple(words[at : at + _LONGEST_RUN]) for at in range(len(words) - _LONGEST_RUN + 1))


RULES = (
    Rule("copy-differs", "the copy has the recorded SHA-256", "source", _copy_is_the_one, "copy"),
    Rule("copy-too-short", "the copy has the recorded number of paragraphs", "source", _copy_is_whole, "copy"),
    Rule("hash-malformed", "a recorded SHA-256 has its form", "source", _hash_form),
    Rule("printed-missing", "an event from a source with a known copy gives words as printed", "source", _printed_missing),
    Rule("printed-not-there", "printed words stand in the cited paragraphs, some in each", "source", _printed_in_paragraph, "copy"),
    Rule("reading-not-there", "the passage of a reading stands in its paragraph", "source", _reading_in_paragraph, "copy"),
    Rule("date-not-read", "each word that fixes a date in the copy is used by an event", "source", _date_words_used, "copy"),
    Rule("not-own-words", "titles, summaries and notes are in words of our own", "source", _own_words, "copy"),
)
"""What holds between a table and its source."""
