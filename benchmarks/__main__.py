"""`make bench`: this app, the plain page and a static page, in one run, taking turns; prints medians, ratios and what was to be reached."""

import argparse
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from math import nan
from pathlib import Path
from statistics import median

import pandas as pd
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks import aims
from benchmarks.aims import AIMS, BACK, BYTES, CHANGE, CHOICE, COLD, CPU, LINE, MAP, MOST, PEAK, READER, REQUESTS, REST, TITLE, WHOLE
from benchmarks.browser import choice_to_map_ms, first_visit, until, visit
from benchmarks.make_collection import write
from benchmarks.processes import reader_mb
from benchmarks.serving import process_of
from benchmarks.sizes import READY, WATCH_MOVES, brush
from benchmarks.static_page import static_page
from benchmarks.tables import most_named, table
from benchmarks.weighing import memory_mb, processor_ms
from benchmarks.wire import Wire
from dateline import countries
from tests.ensure_chromium import LAUNCH_FLAGS, find

SIZES = (32, 1_000, 10_000, 16_000, 100_000, 1_000_000)
ROUNDS = 3
SETTLE_MS = 2000
"""For the page to show everything again; not measured."""
LONG = 500_000
"""So many events are kept in Parquet, and shown by this app alone: a mark for each is more than the other pages can draw."""
PAGES = ("ours", "plain", "static")
SECOND_BYTES, SECOND_MAP = "second visit: KB on the wire", "second visit: map drawn, ms"
Rows = dict[str, dict[str, list[float]]]


@dataclass
class Served:
    """Where each page is, by its name, and the processes of those that have one."""

    addresses: dict[str, str] = field(default_factory=dict)
    pids: dict[str, int] = field(default_factory=dict)
    codes: tuple[str, ...] = ()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=list(SIZES), help=f"numbers of events ({', '.join(map(str, SIZES))})")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"visits, and a quarter of the choices, of each page ({ROUNDS})")
    chosen, began = parser.parse_args(), time.monotonic()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=list(LAUNCH_FLAGS))
        for size in chosen.sizes:
            rows: Rows = {}
            with tempfile.TemporaryDirectory() as folder, serve(Path(folder), size) as served:
                measure(browser, served, chosen.rounds, rows)
            show(size, rows)
        browser.close()
    print(f"\nrounds: {chosen.rounds}; minutes: {(time.monotonic() - began) / 60:.0f}")


@contextmanager
def serve(folder: Path, size: int) -> Iterator[Served]:
    """The pages over so many events made by rule."""
    tables = write(folder / "tables", size, parquet=size >= LONG)
    served = Served()
    with ExitStack() as open_:
        for name, script in (("ours", "dashboard.py"), ("plain", "benchmarks/plain_page.py")):
            if name == "ours" or size < LONG:
                address, process = open_.enter_context(process_of(script, tables))
                served.addresses[name], served.pids[name] = address, process.pid
        if size >= LONG:
            served.codes = most_named(pd.read_parquet(tables / "events.parquet", columns=["countries"])["countries"])
        else:
            read = table(tables)
            served.codes = read.countries
            served.addresses["static"] = open_.enter_context(static_page(folder / "static", read))
        yield served


def measure(browser: Browser, served: Served, rounds: int, rows: Rows) -> None:
    """First visits, and once more with a counting wire; then one reader of each page who chooses, all in turn; then the hand on our
    timeline; then memory."""
    for turn in range(rounds + 1):
        for name, url in served.addresses.items():
            if turn == 0:  # the first fills what a server keeps
                cold: Rows = {}
                visits(browser, name, url, cold)
                note(rows, COLD, name, cold[MAP][name][0])
            else:
                visits(browser, name, url, rows)
    for name, url in served.addresses.items():
        weigh(browser, name, url, rows)
    choices(browser, served, rounds, rows)
    hand(browser, served.addresses["ours"], rounds, rows)
    for name, pid in served.pids.items():
        note(rows, REST, name, memory_mb(pid))
        note(rows, PEAK, name, memory_mb(pid, "VmHWM"))
        note(rows, READER, name, reader_mb(pid, served.addresses[name]))


def visits(browser: Browser, name: str, url: str, rows: Rows) -> None:
    with first_visit(browser, url) as (page, first):
        note(rows, REQUESTS, name, first.requests)
        note(rows, TITLE, name, first.titled_ms)
        note(rows, LINE, name, first.timeline_ms)
        note(rows, MAP, name, 1000 * first.drawn_s)
        note(rows, WHOLE, name, first.whole_ms)
        page.close()
        _, second = visit(page.context, url)
        note(rows, SECOND_MAP, name, 1000 * second.drawn_s)


def weigh(browser: Browser, name: str, url: str, rows: Rows) -> None:
    """All bytes that a server sends for a first visit and for a second one, scripts and messages, as they are packed."""
    with Wire(url) as wire, first_visit(browser, wire.address) as (page, _):
        page.wait_for_timeout(SETTLE_MS)
        note(rows, BYTES, name, wire.sent / 1000)
        page.close()
        sent = wire.sent
        page, _ = visit(page.context, wire.address)
        page.wait_for_timeout(SETTLE_MS)
        note(rows, SECOND_BYTES, name, (wire.sent - sent) / 1000)


def choices(browser: Browser, served: Served, rounds: int, rows: Rows) -> None:
    """Two countries in turn, each chosen and taken back."""
    with ExitStack() as open_:
        wires = {name: open_.enter_context(Wire(url)) for name, url in served.addresses.items()}
        pages = {name: open_.enter_context(first_visit(browser, wire.address))[0] for name, wire in wires.items()}
        for page in pages.values():
            page.wait_for_timeout(SETTLE_MS)
        for turn in range(4 * rounds):
            code = served.codes[turn % 2]
            for name, page in pages.items():
                spent, sent = processor_ms(served.pids.get(name, os.getpid())), wires[name].sent
                note(rows, CHOICE, name, choose(name, page, code))
                page.wait_for_timeout(SETTLE_MS)
                if name in served.pids:
                    note(rows, CPU, name, processor_ms(served.pids[name]) - spent)
                    note(rows, CHANGE, name, (wires[name].sent - sent) / 1000)
                sent = wires[name].sent
                take_back(name, page, code)
                page.wait_for_timeout(SETTLE_MS)
                if name in served.pids:
                    note(rows, BACK, name, (wires[name].sent - sent) / 1000)


def _pressed(name: str, code: str) -> str:
    return f'[data-testid="stButtonGroup"] button:has-text("{countries.name(code)}")' if name == "ours" else f'[data-code="{code}"]'


def choose(name: str, page: Page, code: str) -> float:
    if name != "plain":
        return choice_to_map_ms(page, _pressed(name, code))
    page.locator('[data-testid="stMultiSelect"] input').click()
    page.keyboard.type(code)  # of a long list only a part is there
    return choice_to_map_ms(page, f'[role="option"]:has-text("{code}")')


def take_back(name: str, page: Page, code: str) -> None:
    if name == "plain":
        page.keyboard.press("Backspace")
    else:
        page.locator(_pressed(name, code)).first.click()


def hand(browser: Browser, url: str, rounds: int, rows: Rows) -> None:
    """Days brushed on our timeline."""
    with Wire(url) as wire, first_visit(browser, wire.address) as (page, _):
        until(page, f"({READY})()")
        page.evaluate(WATCH_MOVES)
        found: dict[str, list[float]] = {}
        for turn in range(rounds):
            brush(page, turn, found, wire)
    named = (
        (aims.LIT, "brush move to lit map, ms"),
        (aims.RELEASE, "release to redrawn, ms"),
        (aims.BRUSHED, "release, KB on the wire"),
        (aims.ALL_DAYS, "all days again, KB on the wire"),
    )
    for what, name in named:
        for value in found.get(name, []):
            note(rows, what, "ours", value)


def note(rows: Rows, what: str, name: str, value: float) -> None:
    if value == value:
        rows.setdefault(what, {}).setdefault(name, []).append(value)


def show(size: int, rows: Rows) -> None:
    """The table of one size: medians of each page, and each aim with what was reached."""
    print(f"\n{size:,} events\n\n| median | this app | plain page | static page | ratio, and the most it may be |\n|---|---|---|---|---|")
    middle = {what: {name: median(values) for name, values in pages.items()} for what, pages in rows.items()}
    for what, pages in middle.items():
        cells = [f"{pages[name]:,.{1 if pages[name] < 10 else 0}f}" if name in pages else "" for name in PAGES]
        print(f"| {what} | {' | '.join(cells)} | {_reached(what, size, middle, rows)} |", flush=True)


def _reached(what: str, size: int, middle: dict[str, dict[str, float]], rows: Rows) -> str:
    """Ratios of medians; what one change sends and what a server takes by the most of all rounds."""
    told = []
    for aim in AIMS:
        other = middle.get(aim.other, {}).get(aim.page, nan)
        if aim.what == what and aim.sizes[0] <= size <= aim.sizes[1] and other == other:
            ratio = middle[what]["ours"] / other
            of = "" if aim.other == what else f" of: {aim.other.split(',')[0]}"
            told.append(f"{'✓' if ratio <= aim.most else '✗'} {ratio:.2f} ({aim.most:g}) {aim.page}{of}")
    if what in MOST:
        worst, (most, unit) = max(rows[what]["ours"]), MOST[what]
        told.append(f"{'✓' if worst <= most else '✗'} {worst:,.0f} {unit} in the worst round ({most})")
    return "; ".join(told)


if __name__ == "__main__":
    main()
