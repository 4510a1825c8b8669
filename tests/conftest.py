"""Settings that all tests share, and the browser."""

from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests.ensure_chromium import ADVICE, LAUNCH_FLAGS, find

# No deadline: on a shared machine it measures the neighbours. Repeatable: a red build must stay red until it is mended.
settings.register_profile("dateline", deadline=None, derandomize=True, max_examples=100)
settings.load_profile("dateline")
# Names of other hosts lead nowhere: a test that fails must not have told anybody.
AT_HOME = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


@pytest.fixture
def mapless(request: pytest.FixtureRequest) -> bool:
    """Whether the test is marked so: its browsers have no WebGL, and the page draws no map."""
    return request.node.get_closest_marker("mapless") is not None


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser of this session: the only one, since a process can drive no second one beside it."""
    path = find()
    if path is None:
        pytest.fail(ADVICE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*LAUNCH_FLAGS, AT_HOME])
        yield browser
        browser.close()
