"""The start page: the pickers; what is shown, in words; list, map and timeline. Inside another page only the last three.

The pickers come first, for what is said in words grows with a choice, and what a hand is about to press must stay where it is.
"""

from dateline.ui.blocks import changed_since, damage, embedded_line, emptiness, is_embedded, link_notes, masthead, place, selected, told
from dateline.ui.mount import instrument
from dateline.ui.news import news
from dateline.ui.pages import START
from dateline.ui.pickers import pickers

selection = selected()
if is_embedded():
    embedded_line(selection)
else:
    masthead(selection, START)
    pickers(selection)
    told(selection)
with place("besides"):
    link_notes()
    news(selection.collection)
    changed_since()
    damage(selection)
    emptiness(selection)
instrument(selection)
