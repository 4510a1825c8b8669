"""Countries: who shares events with whom; for one country its events in time, its partners and its places."""

from dateline.ui.between import begin, matrix, matrix_as_table, side_by_side
from dateline.ui.blocks import damage, emptiness, link_notes, masthead, place, selected, told
from dateline.ui.news import news
from dateline.ui.one_country import chosen, heading, in_time, its_events, its_partners, its_places
from dateline.ui.pages import COUNTRIES
from dateline.ui.pickers import one_country_pickers

begin()
selection = selected()
country = chosen(selection)
masthead(selection, COUNTRIES)
one_country_pickers(selection)
told(selection, switch=bool(country))
with place("besides"):
    link_notes()
    news(selection.collection)
    damage(selection)
    emptiness(selection)
if country:
    heading(selection, country)
    in_time(selection, country)
    with side_by_side("partners"):
        its_partners(selection, country)
        its_places(selection)
    its_events(selection, country)
else:
    with side_by_side("pairs"):
        matrix(selection)
        matrix_as_table(selection)
