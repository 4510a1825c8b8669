"""Take the README's picture from the running app: `python tools/take_screenshot.py [ADDRESS]` writes assets/screenshot.png."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
from tests.ensure_chromium import LAUNCH_FLAGS, find  # noqa: E402  (the checkout is on the path only now)

VIEW = "?event=kor-spy-satellite-launch-planned&known=shown"


def main(address: str = "http://localhost:8501/") -> None:
    """One desktop screen, with an event open and its outcome beside it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=list(LAUNCH_FLAGS))
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(address + VIEW)
        page.locator('[data-ready="all"]').wait_for(state="attached", timeout=60_000)
        page.wait_for_timeout(1500)  # for the map's last tiles
        page.screenshot(path=ROOT / "assets" / "screenshot.png")
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:2])
