"""How we know, as HTML: complete and escaped."""

import re
from pathlib import Path

from dateline import evidence
from dateline.collection import Collection, read_collection
from tests.making import SOURCE, folder_of

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>"


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def made(folder: Path, say: str = "plain") -> Collection:
    """An event with two paragraphs, a reading in one of them, a paragraph line and a follow-up."""
    return read_collection(
        folder_of(
            folder,
            [{"event_id": "it", "paragraphs": "1; 2", "printed": f"Monday; {say}", "confidence": "low"}, {"paragraphs": "3"}],
            sources=[SOURCE | {"note": say, "sha256": "a" * 64}],
            paragraphs=[{"source_id": "log", "paragraph": "2", "says": say, "left_out": say}],
            readings=[
                {"source_id": "log", "paragraph": "2", "printed": say, "read_as": "Tuesday", "basis": say},
                {"source_id": "log", "paragraph": "3", "printed": "elsewhere", "read_as": "there", "basis": "why"},
            ],
            follow_ups=[
                {
                    "event_id": "it", "when": "2024-03-19", "utc": "2024-03-18T22:10Z", "fact": say, "outcome_of": "yes",
                    "record": "tag 7", "grade": "A", "source_id": "log",
                }
            ],
        )
    )  # fmt: skip


def test_origin_of_an_event_has_its_paragraphs_words_readings_and_records(tmp_path: Path) -> None:
    """Only the readings of its own paragraphs; the record with its day, its time in UTC and the slip."""
    table = made(tmp_path)
    event = table.event("it")
    assert event is not None
    told = text(evidence.origin(event, table))
    for one in ("paragraphs 1 and 2", "Monday", "Tuesday", "the reading is doubtful", "19 Mar 2024", "grade A"):
        assert one in told
    assert "elsewhere" not in told


def test_record_says_when_the_day_in_utc_is_another(tmp_path: Path) -> None:
    """A night launch in Asia is of the day before in UTC."""
    told = text(evidence.records(made(tmp_path)))
    assert "18 Mar 2024, 22:10 UTC; in UTC still 18 Mar 2024" in told and "1 day late" in told


def test_paragraph_knows_the_events_read_from_it(tmp_path: Path) -> None:
    """By the paragraphs that they cite."""
    table = made(tmp_path)
    assert [event.event_id for event in evidence.read_from(table.paragraphs[0], table)] == ["it"]


def test_every_block_escapes_what_the_tables_say(tmp_path: Path) -> None:
    """No table is trusted with markup."""
    table = made(tmp_path, HOSTILE)
    event, source = table.event("it"), table.source
    assert event is not None and source is not None
    blocks = (
        evidence.origin(event, table),
        evidence.source(source),
        evidence.paragraph(table.paragraphs[0]),
        evidence.readings(table),
        evidence.records(table),
    )
    for html in blocks:
        assert "<script" not in html and "<img" not in html


def test_last_check_counts_rules_seals_and_what_was_not_run(tmp_path: Path) -> None:
    """A rule that needs a copy of the source is named as not run, never as passed; remarks are listed."""
    told = text(evidence.last_check(made(tmp_path)))
    assert "no copy of the source" in told and "rules hold the tables to account" in told
    assert "[unused]" in told
    assert "are as they were" not in told  # none of these rows was ever sealed
