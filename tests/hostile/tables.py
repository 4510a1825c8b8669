"""Tables filled with texts that mean harm."""

import csv
import io
from pathlib import Path

from tests.hostile.corpus import TEXTS
from tests.making import PLACE, SOURCE, folder_of


def hostile_folder(folder: Path) -> Path:
    """One event for each text, which stands in every column that takes any; also in places, sources, readings, follow-ups and changes."""
    events, texts = [], list(TEXTS.values())
    for text in texts:
        listed = text.replace(";", ",")
        free = dict.fromkeys(("title", "summary", "when_basis", "check_note"), text)
        events.append(free | {"people": listed, "printed": listed, "status": "scheduled"})
    nasty = texts[0] + texts[3]
    follow_ups = [
        {
            "event_id": f"event-{at}",
            "when": "2024-03-19",
            "fact": text,
            "record": text,
            "outcome_of": "yes",
            "grade": "A",
            "source_id": "log",
        }
        for at, text in enumerate(texts, start=1)
    ]
    return folder_of(
        folder,
        events,
        places=[PLACE | {"name": nasty + texts[29], "basis": nasty}],
        sources=[SOURCE | dict.fromkeys(("title", "publisher", "published_basis", "kind", "note"), nasty + texts[29])],
        follow_ups=follow_ups,
        readings=[{"source_id": "log", "paragraph": "1", "printed": nasty, "read_as": nasty, "basis": nasty}],
        changes=[{"date": "2024-04-01", "event_id": "event-1", "what": "changed", "why": nasty}],
    )


def hostile_file() -> bytes:
    """A table of others (CSV): each text in every column of words, once in a row that can be used and once where a day should stand.

    A column that is not used bears the first text as its name.
    """
    file = io.StringIO()
    rows = csv.writer(file)
    rows.writerow(["title", "date", "summary", "place", "people", "type", "url", "lat", "lon", TEXTS["script"]])
    for text in TEXTS.values():
        rows.writerow([text, "2024-03-19", text, text, text, text, text, "35.1", "129.04", text])
    for text in TEXTS.values():
        rows.writerow(["A day that is none", text, "", "", "", "", "", "35.1", "129.04", ""])
    return file.getvalue().encode()
