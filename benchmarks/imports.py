"""`python -m benchmarks.imports FOLDER`: every file of a folder imported with no hand on it; rows, outcome, seconds, memory.

Each file in a process of its own, so that its peak memory is its own. The ratio is the time over that of `csv.reader` (or
`json.loads`) alone over the same bytes in the same run. Nothing is written.
"""

import csv
import io
import json
import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from dateline.errors import DatelineError
from dateline.imports import convert, propose, read

HEAD = ("file", "format", "rows", "accepted", "warned", "withheld", "events", "seconds", "x plain reading", "peak MB")


def main(folder: Path) -> None:
    """Print the table."""
    print("| " + " | ".join(HEAD) + " |\n" + "|---" * len(HEAD) + "|")
    for path in sorted(one for one in folder.iterdir() if one.suffix in (".csv", ".tsv", ".xlsx", ".json", ".geojson")):
        with ProcessPoolExecutor(max_workers=1) as pool:
            print("| " + " | ".join(pool.submit(measured, path).result()) + " |", flush=True)


def measured(path: Path) -> tuple[str, ...]:
    """The cells of one file."""
    content = path.read_bytes()
    plain = plain_seconds(content, path.suffix)
    begun = time.perf_counter()
    try:
        foreign = read(content, path.name)
        made = convert(foreign, propose(foreign))
    except DatelineError as error:
        return (path.name, f"refused: {error}", *[""] * (len(HEAD) - 2))
    seconds = time.perf_counter() - begun
    assert made.accepted + made.warned + made.withheld == made.rows
    counts = (made.rows, made.accepted, made.warned, made.withheld, len(made.tables["events"]))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        path.name,
        made.proposal.format,
        *(f"{count:,}" for count in counts),
        f"{seconds:.1f}",
        f"{seconds / plain:,.0f}",
        f"{peak:,.0f}",
    )


def plain_seconds(content: bytes, suffix: str) -> float:
    """How long the standard library takes to read the same bytes, and nothing more."""
    begun = time.perf_counter()
    if suffix in (".json", ".geojson"):
        json.loads(content)
    elif suffix != ".xlsx":
        for _ in csv.reader(io.StringIO(content.decode("utf-8", "replace")), delimiter="\t" if suffix == ".tsv" else ","):
            pass
    return max(time.perf_counter() - begun, 1e-3)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
