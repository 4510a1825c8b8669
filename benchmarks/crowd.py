"""`python -m benchmarks.crowd`: many readers at once, who speak to the server as a browser does.

Each opens a link, chooses countries and days with time to think between, and leaves; then another comes in its place. With `--soak`
so many visits are spread over so many minutes, and it is watched whether the server ends where it began. All on this machine: the
readers come from addresses of loopback, sixteen of them, and their number and the time are bounded.
"""

import argparse
import asyncio
import json
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from statistics import linear_regression, median, quantiles
from urllib.parse import parse_qs, urlencode
from zoneinfo import ZoneInfo

from httpx2 import AsyncClient
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from benchmarks.asking import PATIENCE_S, WrongAnswerError, asker, get
from benchmarks.reader import Feeling, feel
from benchmarks.weighing import Weight, weigh
from dateline.countries import codes, name
from dateline.scripts import entry
from dateline.server.scenes import ADDRESS
from tests.faults.site import Site

DATA = Path(__file__).parents[1] / "data"
THINK_S = (2.5, 7.5)
"""Between two changes of one reader; five seconds on average."""
CHANGES = 6
"""Of one visit: as many choices of a country as of days, in turn."""
MOST_READERS, MOST_MINUTES = 1_000, 60
"""What this program does at most, whatever it is asked for."""
WARM_UP = 0.2
"""Of a soak: caches fill, and Python takes the memory that it keeps."""
WATCH_S = 5
KEPT_S = 130
"""Streamlit keeps the session of a reader who has left for 120 s, and looks which are over when the next one leaves."""
RUNS = ("opening", "choice", "days")
MEASURED = ("page", "first scene", "scene ahead", *RUNS)
ZONE = "Europe/Berlin"
"""The readers'."""
TRIGGER = "$$STREAMLIT_INTERNAL_KEY"
"""How Streamlit names what a component reports once."""
COUNTRIES = ("KOR", "JPN", "PRK", "USA", "CHN", "RUS")
DAYS = (("2023-11-06", "2023-11-12"), ("2023-11-01", "2023-11-20"), ("2023-10-30", "2023-11-30"))


CODES = {name(code): code for code in codes()}
"""By what stands on the pill of a country."""
_SCENES = re.compile(rb'"address":"(scene[^"]+)"')


@dataclass
class Told:
    """What all readers measured. Titles of events stand on the page; the view and each choice are drawn from their scenes; opening, choice
    and days are over when the run of the page is."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: {what: [] for what in MEASURED})
    errors: Counter[str] = field(default_factory=Counter)
    visits: int = 0
    again: int = 0
    """Requests that were made once more, because the server had just closed the kept connection."""


@dataclass
class Visitor:
    """One reader's page: its address, and the widgets that the server drew."""

    site: str
    client: AsyncClient
    socket: ClientConnection
    query: str
    scenes: str = ""
    """Where the scene of another view is to be had."""
    pills: str = ""
    labels: tuple[str, ...] = ()
    instrument: str = ""
    chosen: tuple[str, ...] = ()

    async def run(self, change: dict[str, object] | None = None) -> None:
        """Ask for a run, with this change, and take in all that it draws. Raises `WrongAnswerError`."""
        state = ClientState(query_string=self.query)
        state.context_info.url, state.context_info.timezone, state.context_info.locale = f"{self.site}/", ZONE, "en-GB"
        if self.pills:  # a browser sends what each widget holds, every time
            state.widget_states.widgets.add(id=self.pills).string_array_value.data.extend(self.chosen)
        if change is not None:
            state.widget_states.widgets.add(id=self.instrument, json_value="{}")
            state.widget_states.widgets.add(id=f"{TRIGGER}_{self.instrument}__events", json_trigger_value=json.dumps([change]))
        await self.socket.send(BackMsg(rerun_script=state).SerializeToString())
        async with asyncio.timeout(PATIENCE_S):
            while not self._took(ForwardMsg.FromString(bytes(await self.socket.recv(decode=False)))):
                pass

    def _took(self, message: ForwardMsg) -> bool:
        """Whether the run is over."""
        kind = message.WhichOneof("type")
        if kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            if element.WhichOneof("type") == "exception":
                raise WrongAnswerError("an error in the page")
            if element.WhichOneof("type") == "button_group" and "-countries-" in element.button_group.id:
                self.pills, self.labels = element.button_group.id, tuple(one.content for one in element.button_group.options)
            if element.WhichOneof("type") == "bidi_component":
                self.instrument = element.bidi_component.id
                found = _SCENES.search(element.bidi_component.bytes)  # to read all of it would be the work of the reader's own machine
                self.scenes = found[1].decode() if found else ""
        elif kind == "script_finished":
            if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                raise WrongAnswerError("the page does not compile")
            return bool(message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY)
        return False


async def visit(site: str, told: Told, at: int, think_s: tuple[float, float] = THINK_S) -> None:
    """One visit, from the link to the leaving. What goes wrong is counted."""
    chance = random.Random(at)
    query = urlencode({"country": chance.choice(COUNTRIES)})
    home = f"127.0.0.{2 + at % 16}"
    told.visits += 1
    try:
        began = time.perf_counter()
        async with asker(site, home) as client:
            await ask(client, f"/?{query}", told)
            told.seconds["page"].append(time.perf_counter() - began)
            async with connect(
                f"{site.replace('http', 'ws', 1)}/_stcore/stream", subprotocols=[Subprotocol("streamlit"), Subprotocol("none")],
                origin=Origin(site), local_addr=(home, 0), max_size=None, open_timeout=PATIENCE_S,
            ) as socket:  # fmt: skip
                visitor = Visitor(site, client, socket, query)
                async with asyncio.TaskGroup() as both:
                    both.create_task(visitor.run())
                    both.create_task(first_scene(client, query, told))
                told.seconds["opening"].append(time.perf_counter() - began)
                for turn in range(CHANGES):
                    await asyncio.sleep(chance.uniform(*think_s))
                    await change(visitor, turn, chance, told)
    except Exception as met:
        problem = met.exceptions[0] if isinstance(met, ExceptionGroup) else met
        told.errors[f"{type(problem).__name__}: {str(problem)[:80]}"] += 1


async def change(visitor: Visitor, turn: int, chance: random.Random, told: Told) -> None:
    """One choice of a country, or of days, in turn; the address must have it afterwards. Beside the run its scene is asked for."""
    began = time.perf_counter()
    query = parse_qs(visitor.query)
    if turn % 2:
        days = DAYS[(turn // 2 + len(visitor.chosen)) % len(DAYS)]
        what, report = "days", {"event": "window", "value": list(days)}
        query |= {"from": [days[0]], "to": [days[1]]}
    else:
        label = chance.choice(visitor.labels)
        visitor.chosen = tuple(one for one in visitor.labels if (one in visitor.chosen) != (one == label))
        what, report = "choice", None
        query["country"] = [CODES[one] for one in visitor.chosen]
    async with asyncio.TaskGroup() as both:
        both.create_task(visitor.run(report))
        both.create_task(ahead(visitor, urlencode(query, doseq=True), told))
    told.seconds[what].append(time.perf_counter() - began)
    chosen = parse_qs(visitor.query)
    if chosen.get("from") != [days[0]] if turn % 2 else len(chosen.get("country", [])) != len(visitor.chosen):
        raise WrongAnswerError(f"a choice was lost: {what}")


async def ahead(visitor: Visitor, query: str, told: Told) -> None:
    """Ask for the scene of a view, as a browser does while the run is under way."""
    began = time.perf_counter()
    await ask(visitor.client, f"/{visitor.scenes}&{query}", told)
    told.seconds["scene ahead"].append(time.perf_counter() - began)


async def first_scene(client: AsyncClient, query: str, told: Told) -> None:
    """Ask for the scene of the view in the link, which is drawn before the page is there."""
    began = time.perf_counter()
    await ask(client, f"/{ADDRESS}?{query}&theme=light&today={datetime.now(ZoneInfo(ZONE)).date()}&script={entry()}", told)
    told.seconds["first scene"].append(time.perf_counter() - began)


async def ask(client: AsyncClient, address: str, told: Told) -> None:
    """Take in a page or a scene, and count where it took two requests."""
    if await get(client, address):
        told.again += 1


async def crowd(site: str, readers: int, seconds: float, told: Told) -> None:
    """So many readers at once, for so long. They come one after the other, within the time of two changes."""
    end, number = time.monotonic() + seconds, iter(range(10**9))

    async def chair(at: int) -> None:
        await asyncio.sleep(at / readers * 2 * THINK_S[1])
        while time.monotonic() < end:
            await visit(site, told, next(number))

    await asyncio.gather(*(chair(at) for at in range(readers)))


async def soak(site: str, visits: int, minutes: float, told: Told) -> None:
    """So many visits, evenly spread."""
    async with asyncio.TaskGroup() as all_of_them:
        for at in range(visits):
            all_of_them.create_task(visit(site, told, at, (1, 3)))
            await asyncio.sleep(minutes * 60 / visits)


async def watched(site: Site, task: "asyncio.Task[None]", told: Told, pids: Sequence[int]) -> list[Weight]:
    """The weights while it runs, until all have left."""
    seen = []
    while not task.done():
        seen.append(weigh(pids, told.visits))
        await asyncio.wait([task], timeout=WATCH_S)
    await task
    return [*seen, weigh(pids, told.visits)]


def p95(values: Sequence[float]) -> float:
    return quantiles(values, n=20)[-1] if len(values) > 1 else float("nan")


def show(told: Told, weights: Sequence[Weight], rest: Weight, readers: int, felt: Feeling | None) -> None:
    """The table."""
    print("| what | median, s | p95, s | number |\n|---|---|---|---|")
    for what, values in told.seconds.items():
        if values:
            print(f"| {what} | {median(values):.2f} | {p95(values):.2f} | {len(values):,} |")
    if felt and felt.choices_s:
        print(f"| browser: country to redrawn map | {median(felt.choices_s):.2f} | {p95(felt.choices_s):.2f} | {len(felt.choices_s)} |")
    print(f"\n{told.visits:,} visits; errors: {dict(told.errors) or 'none'}; requests made again on a connection just closed: {told.again}")
    spent, runs = weights[-1].processor_ms - weights[0].processor_ms, sum(len(told.seconds[what]) for what in RUNS)
    seconds = weights[-1].at_s - weights[0].at_s
    print(f"processor: {spent / 1000 / seconds:.2f} of a core, {spent / max(1, runs):.0f} ms for each run with its scene and page")
    most = max(weights, key=lambda one: one.megabytes)
    print(f"memory: {rest.megabytes:.0f} MB at rest (after five visits), {most.megabytes:.0f} MB at most", end="")
    print(f", {(most.megabytes - rest.megabytes) / readers:.2f} MB for each reader" if readers else "")
    print(f"threads: {rest.threads} at rest, {max(one.threads for one in weights)} at most, {weights[-1].threads} when the last have left")
    print(f"open files: {rest.files} at rest, {max(one.files for one in weights)} at most, {weights[-1].files} when the last have left")


def show_growth(weights: Sequence[Weight]) -> None:
    """How memory went on after the warm-up: the slope of a straight line through all weights."""
    later = [one for one in weights if one.visits > WARM_UP * weights[-1].visits]
    slope, _ = linear_regression([one.visits for one in later], [one.megabytes for one in later])
    print(f"growth after the first {WARM_UP:.0%}: {100 * slope:.2f} MB for 100 visits, over {later[-1].visits - later[0].visits:,} visits")


async def measure(chosen: argparse.Namespace, site: Site) -> None:
    names = list(site.processes)[: chosen.processes]
    address = site.address if chosen.processes > 1 else site.processes[names[0]].address
    pids, told = [site.processes[name].pid for name in names], Told()
    rest = await at_rest(address, pids)
    if chosen.soak:
        task = asyncio.create_task(soak(address, chosen.visits, chosen.soak, told))
    else:
        task = asyncio.create_task(crowd(address, chosen.readers, chosen.seconds, told))
    beside = asyncio.create_task(asyncio.to_thread(feel, address, task.done)) if chosen.browser else None
    weights = await watched(site, task, told, pids)
    show(told, weights, rest, 0 if chosen.soak else chosen.readers, await beside if beside else None)
    if chosen.soak:
        show_growth(weights)
        await asyncio.sleep(KEPT_S)
        end = await at_rest(address, pids)
        print(f"at rest again, {KEPT_S} s later: {end.megabytes:.0f} MB, {end.threads} threads, {end.files} open files")


async def at_rest(site: str, pids: Sequence[int]) -> Weight:
    """What the processes weigh when nobody is there, just after five visits."""
    await asyncio.gather(*(visit(site, Told(), at, (0.1, 0.2)) for at in range(5)))
    return weigh(pids, 0)


def main() -> int:
    """Exit code: 0; 2 for what it will not do."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.crowd", description=__doc__)
    parser.add_argument("--readers", type=int, default=100, help="at once (100)")
    parser.add_argument("--processes", type=int, choices=(1, 2), default=1, help="one, or two behind nginx (1)")
    parser.add_argument("--seconds", type=float, default=90, help="how long (90)")
    parser.add_argument("--browser", action="store_true", help="a real browser beside them, which measures what a reader feels")
    parser.add_argument("--soak", type=float, default=0, metavar="MINUTES", help="spread --visits over so many minutes instead")
    parser.add_argument("--visits", type=int, default=2000, help="of the soak (2000)")
    chosen = parser.parse_args()
    if chosen.readers > MOST_READERS or chosen.soak > MOST_MINUTES or chosen.seconds > 60 * MOST_MINUTES:
        print(f"at most {MOST_READERS} readers and {MOST_MINUTES} minutes", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder), DATA)
        try:
            asyncio.run(measure(chosen, site))
        finally:
            site.stop()
            print("tracebacks in the logs:", site.log().count("Traceback"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
