"""Selections as figures for plotly: pure, the same input gives the same bytes. Only this package imports plotly."""

from dateline.figures.bars import stacked_timeline
from dateline.figures.cells import cell_map
from dateline.figures.map import event_map
from dateline.figures.matrix import matrix
from dateline.figures.palette import DARK, LIGHT, THEMES, Palette
from dateline.figures.spec import Spec
from dateline.figures.strip import strip
from dateline.figures.timeline import timeline

__all__ = ["DARK", "LIGHT", "THEMES", "Palette", "Spec", "cell_map", "event_map", "matrix", "stacked_timeline", "strip", "timeline"]
