"""What is said for a reader in X-Forwarded headers, asked of servers as they are started: uvicorn has a mind of its own about these."""

import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message

import pytest

from dateline.server.limits import STOCK, price
from dateline.server.site import BEHIND_PROXY
from dateline.shelf import EMBEDDED
from tests.browser.server import Server

DEAR = "/events.htmlx"
"""Counts as much as the dearest file, and is refused at once."""
ENOUGH = round(3 * STOCK / price(DEAR))
"""Three times what one address may ask of it."""
UNBELIEVED = {BEHIND_PROXY: "", "FORWARDED_ALLOW_IPS": "127.0.0.1,::1"}
"""uvicorn's own default; the machine that tests run on may have another."""


def start(folder: pytest.TempPathFactory, settings: dict[str, str]) -> Iterator[str]:
    server = Server(folder.mktemp("forwarded") / "server.log", EMBEDDED, **settings)
    yield server.address
    server.stop()


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that was told of no proxy."""
    yield from start(tmp_path_factory, UNBELIEVED)


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same behind a proxy."""
    yield from start(tmp_path_factory, UNBELIEVED | {BEHIND_PROXY: "yes"})


def ask(address: str, **said: str) -> tuple[int, Message]:
    """Status and headers of an answer to this machine, which says so of others."""
    request = urllib.request.Request(address, headers={name.replace("_", "-"): value for name, value in said.items()})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.headers
    except urllib.error.HTTPError as error:
        return error.code, error.headers


def statuses(site: str, *readers: str) -> set[int]:
    """What so many readers hear who ask for something dear, one after the other."""
    return {ask(site + DEAR, X_Forwarded_For=reader)[0] for reader in readers}


def test_only_a_proxy_that_is_told_of_says_that_the_reader_has_tls(alone: str, behind: str) -> None:
    """Else one could be sent to an https that is not there."""
    told = "strict-transport-security"
    assert told not in ask(f"{alone}/robots.txt", X_Forwarded_Proto="https")[1]
    assert told in ask(f"{behind}/robots.txt", X_Forwarded_Proto="https")[1]
    assert told not in ask(f"{behind}/robots.txt")[1]


def test_who_names_ever_new_readers_is_one_address(alone: str) -> None:
    """While the machine itself, which names none, is not limited."""
    assert statuses(alone, *(f"198.51.100.{at}" for at in range(ENOUGH))) == {404, 429}
    assert {ask(alone + DEAR)[0] for _ in range(ENOUGH)} == {404}


def test_readers_of_a_proxy_that_is_told_of_are_counted_each(behind: str) -> None:
    """By the address that it names."""
    assert statuses(behind, *(f"198.51.100.{at}" for at in range(ENOUGH))) == {404}
    assert statuses(behind, *["203.0.113.7"] * ENOUGH) == {404, 429}
