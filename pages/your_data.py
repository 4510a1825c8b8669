"""Your data: a reader's own file as a timeline and a map, in this session only."""

from dateline.ui.blocks import link_notes, masthead, selected
from dateline.ui.how_we_know import reading_page
from dateline.ui.pages import YOUR_DATA
from dateline.ui.your_data import your_data

masthead(selected(), YOUR_DATA)
link_notes()
with reading_page():
    your_data()
