"""`make bench`: this app against the plain page, in one run, taking turns; prints medians and their ratio."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from benchmarks.browser import choice_to_map_ms, first_visit, visit
from tests.ensure_chromium import LAUNCH_FLAGS, find

ROOT = Path(__file__).parents[1]
VISITS = 5
CHOICES = 10
COUNTRIES = (("South Korea", "KOR"), ("Japan", "JPN"))
"""Chosen in turn: each changes what the map shows."""
SETTLE_MS = 3000
"""For the page to show everything again; not measured."""
Rows = dict[str, dict[str, list[float]]]


def main() -> None:
    """Measure and print."""
    rows: Rows = {}
    with server("dashboard.py") as ours, server("benchmarks/plain_page.py") as plain, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=list(LAUNCH_FLAGS))
        for _ in range(VISITS):
            for name, url in (("ours", ours), ("plain", plain)):
                with first_visit(browser, url) as (page, first):
                    note(rows, "first visit: requests", name, first.requests)
                    note(rows, "first visit: KB on the wire", name, first.wire_bytes / 1000)
                    note(rows, "first visit: first paint, ms", name, first.painted_ms)
                    note(rows, "first visit: map drawn, s", name, first.drawn_s)
                    note(rows, "first visit: layout shift, 1/1000", name, 1000 * first.shifted)
                    page.close()
                    _, second = visit(page.context, url)
                    note(rows, "second visit: KB on the wire", name, second.wire_bytes / 1000)
                    note(rows, "second visit: map drawn, s", name, second.drawn_s)
        choices(browser, ours, plain, rows)
        browser.close()
    show(rows)


def choices(browser: Browser, ours: str, plain: str, rows: Rows) -> None:
    """One reader on each page; they take turns with the same choices, each made and taken back."""
    what = "country choice to redrawn map, ms"
    with first_visit(browser, ours) as (our_page, _), first_visit(browser, plain) as (plain_page, _):
        for turn in range(CHOICES):
            name, code = COUNTRIES[turn % len(COUNTRIES)]
            pill = f'[data-testid="stButtonGroup"] button:has-text("{name}")'
            note(rows, what, "ours", choice_to_map_ms(our_page, pill))
            our_page.locator(pill).first.click()
            plain_page.locator('[data-testid="stMultiSelect"] input').click()
            note(rows, what, "plain", choice_to_map_ms(plain_page, f'[role="option"]:has-text("{code}")'))
            plain_page.keyboard.press("Backspace")
            for page in (our_page, plain_page):
                page.wait_for_timeout(SETTLE_MS)


def note(rows: Rows, what: str, name: str, value: float) -> None:
    rows.setdefault(what, {}).setdefault(name, []).append(value)


def show(rows: Rows) -> None:
    """The table: median of each, and ours divided by the plain page's."""
    print(f"| {'median':40} | {'this app':>10} | {'plain page':>10} | {'ratio':>6} | runs |")
    print(f"|{'-' * 42}|{'-' * 12}|{'-' * 12}|{'-' * 8}|{'-' * 6}|")
    for what, values in rows.items():
        ours, plain = median(values["ours"]), median(values["plain"])
        ratio = f"{ours / plain:.2f}" if plain else "-"
        print(f"| {what:40} | {ours:10,.1f} | {plain:10,.1f} | {ratio:>6} | {len(values['ours']):4} |")


@contextmanager
def server(script: str, collection: Path | None = None) -> Iterator[str]:
    """Serve a script as its README says, on a free port; of a folder of tables instead of the embedded ones."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--server.port", str(port), "--server.headless", "true", "--browser.gatherUsageStats", "false"]
    # The plain page is served as Streamlit comes: away from the checkout's own settings.
    folder = ROOT if script == "dashboard.py" else Path(tempfile.gettempdir())
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(ROOT / script), *options],
        cwd=folder,
        env=os.environ | ({"DATELINE_COLLECTIONS": str(collection)} if collection else {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(300):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1) as answer:
                    if answer.read() == b"ok":
                        break
            except OSError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(timeout=10)


if __name__ == "__main__":
    main()
