"""A server for each collection, a reader for each test."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from dateline.collection import Collection, read_collection
from tests.browser.server import ROOT, Server

pytest.register_assert_rewrite("tests.browser.reader")  # its failures show what was seen, as those of tests do
from tests.browser.reader import Reader  # noqa: E402

DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}

Serve = Callable[..., str]
Meet = Callable[..., Reader]
Idle = dict[str, list[BrowserContext]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder drives a browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The embedded tables as they are now: an edit while the tests run changes nothing in them."""
    return Path(shutil.copytree(ROOT / "data", tmp_path_factory.mktemp("embedded") / "data"))


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory, embedded: Path) -> Iterator[Serve]:
    """Address of a server of a folder (none: the embedded tables). `fresh` asks for one that nobody has visited yet."""
    logs = tmp_path_factory.mktemp("logs")
    running: dict[Path, Server] = {}
    started: list[Server] = []

    def address(folder: Path = embedded, *, fresh: bool = False) -> str:
        server = None if fresh else running.get(folder)
        if server is None:
            server = Server(logs / f"{len(started)}.log", folder)
            started.append(server)
            running.setdefault(folder, server)
        return server.address

    yield address
    for server in started:
        server.stop()


@pytest.fixture(scope="session")
def taking(tmp_path_factory: pytest.TempPathFactory, embedded: Path) -> Iterator[str]:
    """A server that takes files."""
    os.environ["DATELINE_UPLOADS"] = "on"
    server = Server(tmp_path_factory.mktemp("logs") / "taking.log", embedded)
    del os.environ["DATELINE_UPLOADS"]
    yield server.address
    server.stop()


@pytest.fixture(scope="session")
def table(embedded: Path) -> Collection:
    """The embedded collection, read by the library: what the page is compared with."""
    return read_collection(embedded)


@pytest.fixture(scope="session")
def idle() -> Idle:
    """Browsers that earlier tests have left, by what they are: they have fetched the scripts, which saves a test a fifth of its time."""
    return {}


@pytest.fixture
def meet(chromium: Browser, serve: Serve, idle: Idle, mapless: bool) -> Iterator[Meet]:
    """A new reader, with a browser that knows nothing but, perhaps, the files that a server lets it keep.

    At the end the test fails where the page asked a foreign host for anything, had an error, or met its own policy.
    """
    readers: list[tuple[str, Reader]] = []

    def new(site: str = "", *, screen: dict[str, int] = DESKTOP, scheme: str = "light", touch: bool = False) -> Reader:
        kind = f"{screen} {scheme} {touch}"
        left = idle.setdefault(kind, [])
        context = (
            left.pop()
            if left
            else chromium.new_context(
                viewport=screen,  # type: ignore[arg-type]
                color_scheme=scheme,  # type: ignore[arg-type]
                reduced_motion="reduce",  # the map is where it will be at once
                has_touch=touch,
                is_mobile=touch,
            )
        )
        readers.append((kind, Reader(context.new_page(), site or serve(), mapless=mapless)))
        return readers[-1][1]

    yield new
    refused = [one for _, reader in readers for one in reader.refused()]
    for kind, reader in readers:
        idle[kind].append(reader.leave())
    assert not refused, "things that the policy refused"
    assert not [url for _, reader in readers for url in reader.foreign], "requests to foreign hosts"
    assert not [error for _, reader in readers for error in reader.errors], "errors in the page"


@pytest.fixture
def reader(meet: Meet) -> Reader:
    """A reader at a desktop, light."""
    return meet()
