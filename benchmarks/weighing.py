"""What the processes of the app take of the machine, as Linux tells it."""

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Weight:
    """What the processes of the app weigh together at one moment."""

    at_s: float
    visits: int
    megabytes: float
    threads: int
    files: int
    processor_ms: float


def weigh(pids: Sequence[int], visits: int) -> Weight:
    """From what Linux says of each process."""
    status = [dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines() if ":" in line) for pid in pids]
    return Weight(
        time.monotonic(), visits, sum(int(one["VmRSS"].split()[0]) for one in status) / 1024,
        sum(int(one["Threads"]) for one in status), sum(len(list(Path(f"/proc/{pid}/fd").iterdir())) for pid in pids),
        sum(processor_ms(pid) for pid in pids),
    )  # fmt: skip


def processor_ms(pid: int) -> float:
    """Spent since its start, in all its threads."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return 1000 * (int(fields[11]) + int(fields[12])) / _TICKS_A_SECOND


def memory_mb(pid: int, what: str = "VmRSS") -> float:
    """Resident now; `VmHWM`: at its peak."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split(f"{what}:")[1].split()[0]) / 1024
