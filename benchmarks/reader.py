"""One real browser beside a crowd: how long its reader waits for a map after a choice."""

from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import sync_playwright

from benchmarks.browser import choice_to_map_ms, first_visit
from tests.ensure_chromium import LAUNCH_FLAGS, find

PILL = '[data-testid="stButtonGroup"] button:has-text("South Korea")'
REST_MS = 4000


@dataclass
class Feeling:
    """Seconds from press to redrawn map."""

    choices_s: list[float] = field(default_factory=list)


def feel(address: str, is_over: Callable[[], bool]) -> Feeling:
    """Choose a country and lift it again, until it is over."""
    felt = Feeling()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=list(LAUNCH_FLAGS))
        with first_visit(browser, f"{address}/") as (page, _):
            while not is_over():
                page.wait_for_timeout(REST_MS)
                felt.choices_s.append(choice_to_map_ms(page, PILL) / 1000)
        browser.close()
    return felt
