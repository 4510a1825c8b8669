"""What is seen of playing through time, and its settings."""

from collections.abc import Mapping

from dateline.collection import Collection
from tests.browser.reader import Reader

Presences = Mapping[str, str]
NOVEMBER = "from=2023-11-01&to=2023-11-30"
PLAY = ".dl-bar-play [data-job=play]"


def presences(reader: Reader) -> Presences:
    """How each listed event stands to the days that have been played."""
    pairs = reader.page.locator(".dl-row[data-event]").evaluate_all(
        "(rows) => rows.map((row) => [row.dataset.event, row.dataset.presence])"
    )
    return dict(pairs)


def moment(reader: Reader) -> str:
    """The day that the controls name; empty while nothing is played."""
    return reader.page.locator(".dl-playday b").inner_text()


def running(reader: Reader) -> bool:
    return reader.page.locator(PLAY).get_attribute("aria-label") == "Pause"


def shown_line(reader: Reader) -> bool:
    return reader.page.locator(".dl-playhead").is_visible()


def choose(reader: Reader, name: str, value: str) -> None:
    """Choose a setting of playing."""
    reader.page.locator(".dl-bar-play [data-job=settings]").click()
    reader.page.locator(f"[data-setting={name}]").select_option(value)
    reader.page.locator(".dl-bar-play [data-job=settings]").click()


def comings(table: Collection, first: float = float("-inf"), last: float = float("inf")) -> list[tuple[float, str]]:
    """Day and id in the order in which events have come: for certain, or where that stays open, possibly."""
    found = []
    for row in table.events.iter_rows(named=True):
        known = row["s2"] if row["s2"] < float("inf") else row["s1"]
        found.append((min(last, max(first, known)), row["s2"], row["e2"], row["event_id"]))
    return [(day, event_id) for day, _, _, event_id in sorted(found)]
