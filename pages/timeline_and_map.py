"""The start page: what is shown, in words; the pickers; list, map and timeline. Inside another page only the last three."""

from dateline.ui.blocks import (
    active_filters,
    changed_since,
    damage,
    embedded_line,
    emptiness,
    is_embedded,
    link_notes,
    masthead,
    selected,
    told,
)
from dateline.ui.mount import instrument
from dateline.ui.news import news
from dateline.ui.pages import START
from dateline.ui.pickers import pickers

selection = selected()
if is_embedded():
    embedded_line(selection)
else:
    masthead(selection, START)
    told(selection)
    pickers(selection)
    active_filters(selection)
link_notes()
news(selection.collection)
changed_since()
damage(selection)
emptiness(selection)
instrument(selection)
