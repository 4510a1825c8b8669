"""How much one address may ask for, and all together, so that nobody takes the server from the others.

The measure is work: about hundredths of a second on one core, set for each kind of address from what it was seen to take. One address has a
stock of it that fills up again, so that a class of thirty behind one router can come in at once, and nobody keeps a core for long.
What comes too slowly (a head that trickles in) is the affair of the server below and of a proxy: an application never sees it.
"""

import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping

from starlette.datastructures import Headers
from starlette.types import Scope

from dateline.server.doors import HEALTH, STREAM, UPLOAD, path_of
from dateline.server.gate import Refusal
from dateline.server.site import BEHIND_PROXY, address_of

VARIABLE = "DATELINE_LIMITS"
"""A number by which what one address may is multiplied, for a whole school behind one router; `off` where a proxy does all this."""
STOCK = 1_500
"""Hundredths of a second that an address may use at once: thirty first visits are about 1,000, and as many again have room to play."""
REFILL_PER_S = 50
"""Half a core for one address in the long run."""
PRICES = (
    ("/static/", 0.05), ("/assets/", 0.05), ("/_stcore/bidi-components/", 0.05), (STREAM, 20), ("/card.png", 50), ("/events.html", 100),
    ("/events.", 5), ("/scene.json", 5),
)  # fmt: skip
"""By the beginning of a path: packed files cost nearly nothing; a session runs the page; a picture is drawn for half a second, the file in
HTML of one country's events for a second."""
SPARED = {"/scene.json": STOCK / 3}
"""What must be left for the others, by path: what is not drawn ahead comes by the run, a refused page does not come."""
PRICE = 2
"""Of everything else: a page, a card, a list."""
MOST_ADDRESSES = 10_000
"""Addresses that are remembered, at about 300 bytes; past it the one that was quiet longest is forgotten."""
LONGEST_ADDRESS = 32_768
"""Characters of path and query. Twice what a view is read from."""
MOST_HEADERS = 100
MOST_HEADER_BYTES = 32_768
"""Browsers send about 20 headers in 2,000 bytes; cookies of other programs on the same host may be 8,000 more."""
MOST_BODY_BYTES = 3_145_728
"""Of an upload: a table of 2 MB, which `.streamlit/config.toml` allows, and what a form puts around it."""


class Stocks:
    """What each address has left. `clock` gives seconds from any point on."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, address: str, price: float, factor: float = 1, spared: float = 0) -> int:
        """Take from the stock, and leave what is spared in it: 0, or the seconds after which there is enough again, with nothing taken."""
        now = self._clock()
        left, when = self._left.pop(address, (STOCK * factor, now))
        left = min(STOCK * factor, left + (now - when) * REFILL_PER_S * factor)
        needed = price + spared * factor
        enough = left >= needed
        self._left[address] = (left - price if enough else left, now)
        if len(self._left) > MOST_ADDRESSES:
            self._left.popitem(last=False)
        return 0 if enough else math.ceil((needed - left) / (REFILL_PER_S * factor))

    def __len__(self) -> int:
        return len(self._left)


def factor_of(environment: Mapping[str, str]) -> float:
    """By what the limits are multiplied; infinite where they are off. What is no number above 0 counts as 1."""
    told = environment.get(VARIABLE, "").strip().lower()
    try:
        factor = math.inf if told == "off" else float(told)
    except ValueError:
        return 1
    return factor if factor > 0 else 1


def stranger(scope: Scope, environment: Mapping[str, str]) -> str:
    """The address that counts, an IPv6 one by its network of 64 bits, which is one household; empty for this machine itself.

    A proxy that nobody told of is one address with all its readers, on this machine too, where X-Forwarded-For gives it away; one that
    sends none is taken for this machine, which has no limits.
    """
    told = address_of(scope, environment)
    try:
        address = ipaddress.ip_address(told)
    except ValueError:
        return told[:64]
    if isinstance(address, ipaddress.IPv6Address):
        address = address.ipv4_mapped or address
    handed_on = "x-forwarded-for" in Headers(scope=scope) and not environment.get(BEHIND_PROXY)
    if address.is_loopback and not handed_on:
        return ""
    return str(address) if address.version == 4 else str(ipaddress.ip_network((int(address), 64), strict=False))


class Rates:
    """Refuses an address that has used up its stock."""

    def __init__(self, stocks: Stocks) -> None:
        self.stocks = stocks

    def __call__(self, scope: Scope, environment: Mapping[str, str]) -> Refusal | None:
        path, factor, address = path_of(scope), factor_of(environment), stranger(scope, environment)
        if not address or path == HEALTH or math.isinf(factor):
            return None
        wait_s = self.stocks.take(address, price(path), factor, SPARED.get(path, 0))
        return Refusal(429, f"Too much was asked from your address; ask again in {wait_s} s.", wait_s) if wait_s else None


def price(path: str) -> float:
    """What an answer costs, in hundredths of a second."""
    return next((cost for beginning, cost in PRICES if path.startswith(beginning)), PRICE)


def oversized(scope: Scope, environment: Mapping[str, str]) -> Refusal | None:
    """Refuses an address, a head or a body that no page of ours would send."""
    if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > LONGEST_ADDRESS:
        return Refusal(414, f"This address has more than {LONGEST_ADDRESS:,} characters.")
    raw = scope["headers"]
    if len(raw) > MOST_HEADERS or sum(len(name) + len(value) for name, value in raw) > MOST_HEADER_BYTES:
        return Refusal(431, f"More than {MOST_HEADERS} headers, or more than {MOST_HEADER_BYTES:,} bytes of them.")
    headers = Headers(scope=scope)
    length = headers.get("content-length", "0")
    if "transfer-encoding" in headers and not path_of(scope).startswith(UPLOAD):
        return Refusal(413, "No body is read at this address.")
    if not (length.isascii() and length.isdigit()):
        return Refusal(400, "The length of the body is no number.")
    most = MOST_BODY_BYTES if path_of(scope).startswith(UPLOAD) else 0
    return Refusal(413, f"At this address a body may have {most:,} bytes.") if len(length) > 12 or int(length) > most else None
