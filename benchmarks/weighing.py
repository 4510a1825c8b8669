"""What the processes of the app take of the machine, as Linux tells it."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Weight:
    """What the processes of the app weigh together at one moment."""

    at_s: float
    visits: int
    megabytes: float
    threads: int
    files: int


def weigh(pids: Sequence[int], visits: int) -> Weight:
    """From what Linux says of each process."""
    status = [dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines() if ":" in line) for pid in pids]
    return Weight(
        time.monotonic(), visits, sum(int(one["VmRSS"].split()[0]) for one in status) / 1024,
        sum(int(one["Threads"]) for one in status), sum(len(list(Path(f"/proc/{pid}/fd").iterdir())) for pid in pids),
    )  # fmt: skip
