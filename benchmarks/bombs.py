"""`python -m benchmarks.bombs`: files that are made to do harm, dropped one after the other, beside a reader who filters.

Prints the seconds from the drop of each to the sentence that refuses it, and the reader's median wait for the map while the server is
busy with them over that while it is quiet, in the same run; a second browser on the same machine costs something by itself.
"""

import os
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from threading import Event, Thread

from playwright.sync_api import Page, sync_playwright

from benchmarks.reader import Feeling, feel
from benchmarks.serving import server
from tests.ensure_chromium import LAUNCH_FLAGS, find
from tests.visitors.bombs import bombs

PHASE_S = 60
HARMLESS = {"one.csv": b" ", "two.csv": b" "}
"""What a second browser costs that does the same and brings nothing."""
PATIENCE_MS = 60_000
TOO_LARGE = "File must be"
"""How Streamlit itself refuses what is longer than it takes."""
REFUSED = '.dl-notes[role="status"]'


def main() -> None:
    """Measure and print."""
    os.environ["DATELINE_UPLOADS"] = "on"
    seconds: dict[str, list[float]] = {}
    with server("dashboard.py") as address:
        with reader(address) as quiet:
            time.sleep(PHASE_S)
        with reader(address) as beside_harmless:
            drop(address, HARMLESS)
        with reader(address) as beside_bombs:
            seconds = drop(address, bombs())
    print("| bomb | seconds to the refusal, median | most | drops |\n|---|---|---|---|")
    for name, each in seconds.items():
        print(f"| {name} | {median(each):.2f} | {max(each):.2f} | {len(each)} |")
    base = median(quiet.choices_s)
    told = {"quiet": quiet, "beside drops of files with nothing in them": beside_harmless, "beside the bombs": beside_bombs}
    print("| another reader's choice to the map | median s | x quiet | choices |\n|---|---|---|---|")
    for what, felt in told.items():
        print(f"| {what} | {median(felt.choices_s):.2f} | {median(felt.choices_s) / base:.2f} | {len(felt.choices_s)} |")


def drop(address: str, files: Mapping[str, bytes]) -> dict[str, list[float]]:
    """Each file after the other, again and again; seconds to its refusal."""
    seconds: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=list(LAUNCH_FLAGS))
        page = browser.new_page()
        page.goto(f"{address}your-data")
        page.locator("[data-testid=stFileUploader] input").wait_for(state="attached")
        until = time.monotonic() + PHASE_S
        while time.monotonic() < until:
            for name, content in files.items():
                seconds.setdefault(name, []).append(refused_s(page, Path(folder) / name, content))
        browser.close()
    return seconds


@contextmanager
def reader(address: str) -> Iterator[Feeling]:
    """Somebody who filters meanwhile; what they felt is filled in at the end."""
    over, felt = Event(), Feeling()
    thread = Thread(target=lambda: felt.choices_s.extend(feel(address.rstrip("/"), over.is_set).choices_s))
    thread.start()
    yield felt
    over.set()
    thread.join()


def refused_s(page: Page, file: Path, content: bytes) -> float:
    """From the drop to the sentence that names the file."""
    file.write_bytes(content)
    begun = time.perf_counter()
    page.set_input_files("[data-testid=stFileUploader] input", file)
    sentence = page.locator(REFUSED, has_text=file.name).or_(page.get_by_text(TOO_LARGE))
    sentence.first.wait_for(timeout=PATIENCE_MS)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
