"""The launcher sets the pace of its process."""

import subprocess
import sys

from dateline.server.pace import SWITCH_S
from tests.browser.server import ROOT

ASKED = "import gc, sys, dashboard; print(sys.getswitchinterval(), gc.get_freeze_count(), gc.isenabled())"


def test_threads_switch_soon_and_modules_are_not_searched() -> None:
    """Python's search for cycles goes on, without the modules."""
    told = subprocess.run([sys.executable, "-c", ASKED], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    switch, frozen, searches = told.stdout.split()[-3:]
    assert float(switch) == SWITCH_S and int(frozen) > 50_000 and searches == "True"
