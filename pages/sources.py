"""How we know: the source, its paragraphs, the readings, the records, the checks, the tables."""

from dateline.ui.blocks import link_notes, masthead, selected
from dateline.ui.how_we_know import downloads, files, last_check, origin, paragraphs, reading_page, readings, records, source
from dateline.ui.news import news
from dateline.ui.pages import SOURCES

selection = selected()
masthead(selection, SOURCES)
link_notes()
news(selection.collection)
with reading_page():
    origin(selection)
    source(selection)
    paragraphs(selection)
    readings(selection)
    records(selection)
    last_check(selection)
    files(selection)
    downloads(selection)
