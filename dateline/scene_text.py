"""A scene as text, as it goes to the browser: by the run of a page, or asked for ahead of it."""

import json
from typing import Any

from dateline.collection import Collection
from dateline.dates import Day
from dateline.figures import Palette
from dateline.kept import Kept
from dateline.link import CAMERA, DATA
from dateline.scene import scene
from dateline.selection import visible
from dateline.shelf import PRIVATE
from dateline.since import mark
from dateline.view import View

BASEMAP = "assets/basemap"
MOST_SCENES = 128
"""Kept once made, for readers who come to the same view; each is text of 0.1 MB, and of two thousand marks one."""
_scenes: Kept[str] = Kept(MOST_SCENES)


def scene_text(table: Collection, view: View, theme: Palette, today: Day, *, newest_first: bool, page: str) -> str:
    """The scene as JSON, its figures as text in it; what was just asked for is not made again. A reader's own table is never kept."""

    def make() -> str:
        made = scene(visible(table, view), theme, basemap_url=BASEMAP, today=today, newest_first=newest_first, page=page)
        of_links = {"cameraParameter": CAMERA, "mark": {"name": DATA, "value": mark(table)}}
        return compact({**made, **{name: compact(made[name]) for name in ("timeline", "map")}, **of_links})

    if table.linked == PRIVATE:
        return make()
    return _scenes.get((table.name, table.linked, mark(table), view, theme.name, today, newest_first, page), make)


def compact(value: dict[str, Any]) -> str:
    """JSON without a blank that nobody reads."""
    return json.dumps(value, separators=(",", ":"))
