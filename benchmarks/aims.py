"""What `make bench` is to reach: each aim is the most that a figure of ours may be of the same figure of another page, in one run."""

from dataclasses import dataclass

TITLE, LINE, MAP, WHOLE = "first paint with a title, ms", "timeline usable, ms", "map drawn, ms", "all of the page usable, ms"
REQUESTS, BYTES = "first visit: requests", "first visit: KB on the wire"
CHOICE, CPU = "country choice to redrawn map, ms", "one change: processor of the server, ms"
CHANGE, BACK = "one change: KB on the wire", "taken back: KB on the wire"
BRUSHED, ALL_DAYS = "brush release: KB on the wire", "all days again: KB on the wire"
CHANGES = (CHANGE, BACK, BRUSHED, ALL_DAYS)
LIT, RELEASE = "brush move to lit map, ms", "brush release to redrawn, ms"
REST, PEAK, READER = "memory of the server at rest, MB", "memory of the server at its peak, MB", "memory of a reader, MB"
COLD = "map drawn for the first reader of a fresh server, ms"
MOST = dict.fromkeys(CHANGES, (200, "KB")) | {PEAK: (2000, "MB")}
"""That a figure of ours may be in any of the rounds: what one change sends, and what a server takes."""


@dataclass(frozen=True)
class Aim:
    """`what` of ours divided by `other` of the page `page`: at most `most`, from `least_size` events on."""

    what: str
    page: str
    other: str
    most: float
    sizes: tuple[int, int]
    """Smallest and largest number of events that it speaks of."""


ANY = (0, 10**9)
AIMS = (
    Aim(TITLE, "plain", MAP, 0.1, ANY),
    Aim(LINE, "plain", MAP, 0.5, ANY),
    Aim(MAP, "plain", MAP, 0.75, ANY),
    Aim(BYTES, "plain", BYTES, 0.25, ANY),
    Aim(CHOICE, "plain", CHOICE, 0.6, (0, 100)),
    Aim(CHOICE, "plain", CHOICE, 0.2, (16_000, 99_999)),
    Aim(CHOICE, "plain", CHOICE, 0.1, (100_000, 10**9)),
    Aim(CHOICE, "static", CHOICE, 1.5, ANY),
    Aim(CPU, "plain", CPU, 0.4, ANY),
)
