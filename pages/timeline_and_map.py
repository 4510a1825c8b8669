"""The start page: what is shown, in words; the pickers; list, map and timeline."""

from dateline.ui.blocks import active_filters, changed_since, damage, emptiness, link_notes, masthead, selected, told
from dateline.ui.mount import instrument
from dateline.ui.pages import START
from dateline.ui.pickers import pickers

selection = selected()
masthead(selection, START)
told(selection)
pickers(selection)
active_filters(selection)
link_notes()
changed_since()
damage(selection)
emptiness(selection)
instrument(selection)
