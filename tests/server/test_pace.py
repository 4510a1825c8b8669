"""The launcher sets the pace of its process."""

import subprocess
import sys

from dateline.figures.palette import LIGHT
from dateline.server.pace import SWITCH_S
from tests.browser.server import ROOT

THEMES = """
import dashboard
from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
told, asked, look = [CustomThemeConfig(), CustomThemeConfig()], [], config.get_options_for_section
config.get_options_for_section = lambda section: asked.append(section) or look(section)
for one in told:
    app_session._populate_theme_msg(one)
    app_session._populate_theme_msg(one.light, "theme.light")
    app_session._populate_theme_msg(one.sidebar, "theme.sidebar")
print(told[0] == told[1] and not told[0].HasField("sidebar"), told[0].light.primary_color, len(asked))
"""
ASKED = "import gc, sys, dashboard; print(sys.getswitchinterval(), gc.get_freeze_count(), gc.isenabled())"


def test_threads_switch_soon_and_modules_are_not_searched() -> None:
    """Python's search for cycles goes on, without the modules."""
    switch, frozen, searches = _said(ASKED)
    assert float(switch) == SWITCH_S and int(frozen) > 50_000 and searches == "True"


def test_theme_is_looked_up_once() -> None:
    """Streamlit asks for it where it tells a browser of a run, and tells the same each time."""
    assert _said(THEMES) == ["True", LIGHT.accent, "3"]


def _said(script: str) -> list[str]:
    told = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    return told.stdout.split()[-3:]
