"""Pieces of HTML made from a selection: the list, the card, the note under the map, the findings. Everything in them is escaped.

Each link in them leads to the view that following it gives, so that they work with and without the interactive page.
"""

from dataclasses import dataclass
from itertools import pairwise

from geopy.distance import geodesic

from dateline import countries, link, words
from dateline.answers import Answer, LostAnswer
from dateline.checks import Finding
from dateline.collection import Collection
from dateline.dates import SHAPES, day_text, from_iso, when_text
from dateline.entries import Event, Place
from dateline.pieces import render
from dateline.schema import STATUSES
from dateline.selection import Selection, Shown
from dateline.since import Since
from dateline.view import View

LONGEST_LIST = 200
"""Rows of the list that are sent at once; more would make one change too heavy."""
MOST_CHANGES = 20
"""Changes since a link was made that are told one by one."""
MOST_FINDINGS = 100
_EXACTLY = {
    "site": "this very site",
    "city": "the town; not known more exactly",
    "region": "somewhere within {radius} km",
    "country": "somewhere in the country; drawn as an area",
}


@dataclass(frozen=True)
class _Row:
    event: Event
    certain: bool
    when: str
    category: str
    status: str
    flags: str
    countries: str
    where: str
    link: str
    open: bool


def event_list(selection: Selection, newest_first: bool = False, most: int = LONGEST_LIST) -> str:
    """The list of the shown events in order of time, at most so many of them."""
    rows = [_row(one, selection.view) for one in listed(selection, newest_first, most)]
    rest = selection.counts.shown - len(rows)
    return render("list.html", rows=rows, more=_rest(rest))


def listed(selection: Selection, newest_first: bool = False, most: int = LONGEST_LIST) -> tuple[Shown, ...]:
    """The events that the list has room for, in its order."""
    if newest_first:
        return selection.part(max(0, len(selection.frame) - most), most)[::-1]
    return selection.part(0, most)


def embedded(selection: Selection) -> str:
    """In a page of somebody else: what the view is, of which source, and the way to the whole page."""
    table = selection.collection
    source, chosen = table.source, words.heading(selection.view, table)
    return render(
        "embedded.html",
        title=table.title if chosen == table.title else f"{table.title}: {chosen}",
        summary=words.summary(selection),
        source=source,
        as_of=words.as_of(source.published) if source else "",
        query=link.to_string(selection.view),
    )


def since(since: Since | None, collection: Collection) -> str:
    """What changed since a link was made or a page opened, at most `MOST_CHANGES` of it; empty where nothing did."""
    if since is None:
        return ""
    some = since.changes[:MOST_CHANGES]
    rows = [(one, event.title if (event := collection.event(one.event_id)) else one.event_id, when_text(one.date)) for one in some]
    rest = len(since.changes) - len(some)
    more = f"And {words.number(rest, 'change')} more, in tables/changes.csv." if rest else ""
    return render("since.html", since=since, rows=rows, more=more)


def _rest(count: int) -> str:
    return f"{words.number(count, 'more event')}: narrow the choice to see them here." if count > 0 else ""


def card(selection: Selection, site: str = "", template: str = "card.html", sources: str = "sources") -> str:
    """The card of the open event; empty where none is open. `site`: address of the page, for the report of an error; `sources`: of
    the page of the sources."""
    event = selection.collection.event(selection.view.event)
    if event is None:
        return ""
    order, at = selection.shown, selection.place_of(event.event_id)
    hidden = selection.hides(event.event_id) if at is None else ()
    return render(
        template,
        event=event,
        when=words.event_when(event),
        as_of=words.as_of(event.source.published),
        sources_link=f"{sources}?{link.to_string(selection.view)}",
        changed=selection.collection.seal_of(event.event_id) == "changed",
        shows_known=selection.view.follow_ups,
        known=[words.record_text(one, event) for one in selection.collection.known(event.event_id)],
        category=words.CATEGORY_NAMES[event.category],
        status=words.STATUS_NAMES[event.status],
        status_meaning=STATUSES[event.status],
        parties=[{"flag": countries.flag(p.country), "name": countries.name(p.country), "role": p.role} for p in event.parties],
        places=[{"name": _place_name(place), "exactly": _exactly(place)} for place in event.places],
        distance=_legs(event.places),
        relations=_relations(event, selection.collection, selection.view),
        cited=words.source_text(event.source, event.paragraphs),
        checked=day_text(from_iso(event.checked_on)) if event.checked_on else "not checked yet",
        outside=_outside(hidden, at is not None and not order[at].certain),
        previous=_step(order[at - 1].event, selection.view) if at else None,
        next=_step(order[at + 1].event, selection.view) if at is not None and at < len(order) - 1 else None,
        close_link=link.to_string(selection.view.changed(event="")),
        report=_report(event, selection.collection, site),
    )


def map_note(selection: Selection) -> str:
    """Under the map: where the shown events are, adding up to their number, the possible ones counted apart; those without a
    mark can be opened here."""
    counts = selection.counts
    named = {
        name: _apart(f"{count:,} {words.PLACE_NAMES[name]}", counts.possible_by_place[name]) for name, count in counts.by_place.items()
    }
    groups = []
    for name in ("region", "country", "none"):
        if counts.by_place[name]:
            here = selection.part(0, LONGEST_LIST, name)
            rows, more = [_row(one, selection.view) for one in here], _rest(counts.by_place[name] - len(here))
            groups.append({"text": named[name], "rows": rows, "more": more})
    return render("mapnote.html", adds_up=named["point"], groups=groups)


def _apart(text: str, possible: int) -> str:
    """'6 by country', and where some are: '6 by country, 2 of them possible'."""
    return text + (f", {possible:,} of them possible" if possible else "")


def legend(selection: Selection) -> str:
    """A button for each way in which a date is given: its mark, and the events that choosing it gives; the chosen ones are pressed."""
    view, counts, unsure = selection.view, selection.facet("shapes"), selection.unsure("shapes")
    there = {*selection.collection.events["shape"].unique().to_list(), *view.shapes}
    entries = [
        {
            "shape": shape,
            "name": words.SHAPE_WORDS[shape],
            "count": counts.get(shape, 0),
            "many": f"{counts.get(shape, 0):,}",
            "pressed": shape in view.shapes,
            "meaning": f"{words.SHAPE_NAMES[shape]}: {_apart(words.number(counts.get(shape, 0), 'event'), unsure.get(shape, 0))}",
        }
        for shape in SHAPES
        if shape in there
    ]
    return render("legend.html", entries=entries) if entries else ""


def account(selection: Selection) -> str:
    """The sums in which every row of the file is told once."""
    text: str = selection.once("account", lambda: render("account.html", sums=words.sums(selection.counts)))
    return text


def answer(one: Answer | LostAnswer, opened: str = "") -> str:
    """Where an event is: shown, hidden by filters, or withheld with the findings that say why. `opened`: id of the open event."""
    if isinstance(one, LostAnswer):
        why = f"Withheld: {one.where} is in no view until this is put right."
        told = [str(finding) for finding in one.findings]
        return render("answer.html", title=one.row.title or one.row.event_id or "Row without a title", when="", why=why, findings=told)
    if one.hiding:
        why = f"Not shown: hidden by {words.listed([words.FILTER_NAMES[what] for what in one.hiding])}."
    else:
        why = "It is shown" + ("" if one.certain else " as possible: its date may also lie outside your window")
        why += ", and its card is open." if one.event.event_id == opened else "."
    return render("answer.html", title=one.event.title, when=when_text(one.event.when), why=why, findings=[])


def findings(collection: Collection) -> str:
    """What the checks found, with what to do, or why newer files are not shown; empty for a sound table."""
    if not collection.damage:
        return render("waiting.html", why=collection.waiting) if collection.waiting else ""
    told = [str(finding) for finding in collection.damage[:MOST_FINDINGS]]
    rest = len(collection.damage) - len(told)
    return render("findings.html", headline=headline(collection), findings=told, more=f"and {rest:,} more" if rest else "")


def headline(collection: Collection) -> str:
    """'3 of 34 rows of events.csv are withheld (5 findings).'"""
    many = words.number(len(collection.damage), "finding")
    lost = [f.file for f in collection.damage if f.withholds and not f.line]
    if lost:
        return f"{lost[0]} cannot be used: {words.number(collection.withheld, 'event')} of {collection.rows_in_file:,} withheld ({many})."
    verb = "is" if collection.withheld == 1 else "are"
    return f"{collection.withheld:,} of {collection.rows_in_file:,} rows of {collection.file} {verb} withheld ({many})."


def as_text(found: tuple[Finding, ...]) -> str:
    """Findings, one a line."""
    return "\n".join(str(finding) for finding in found)


def _outside(hidden: tuple[str, ...], possible: bool) -> str:
    """Why the open event is not among those shown, or only possibly so."""
    if hidden:
        return f"Not in the list: hidden by {words.listed([words.FILTER_NAMES[name] for name in hidden])}."
    return "Only possible: by what is known of its date it may also lie outside your window." if possible else ""


def _row(shown: Shown, view: View) -> _Row:
    event = shown.event
    codes = dict.fromkeys(party.country for party in event.parties if party.role != "mentioned")
    return _Row(
        event,
        shown.certain,
        when_text(event.when).removeprefix("one day "),  # the column is narrow, and "between" says as much
        words.CATEGORY_NAMES[event.category],
        words.STATUS_NAMES[event.status],
        "".join(countries.flag(code) for code in codes),
        ", ".join(countries.name(code) for code in codes),
        words.place_text(event),
        link.to_string(view.changed(event=event.event_id)),
        event.event_id == view.event,
    )


def _step(event: Event, view: View) -> dict[str, str]:
    return {"id": event.event_id, "title": event.title, "link": link.to_string(view.changed(event=event.event_id))}


def _place_name(place: Place) -> str:
    return place.name if place.precision == "country" or not place.country else f"{place.name}, {countries.name(place.country)}"


def _exactly(place: Place) -> str:
    return _EXACTLY[place.precision].format(radius=f"{place.radius_km:,.0f}")


def _legs(places: tuple[Place, ...]) -> str:
    """The length of a route's legs on the ellipsoid, rounded to what the places' radii carry."""
    legs = []
    for start, end in pairwise(places):
        if "country" in (start.precision, end.precision):
            return ""  # a distance to the middle of a country would be false precision
        km = geodesic((start.latitude, start.longitude), (end.latitude, end.longitude)).km
        legs.append(f"{start.name} – {end.name} about {round(km, -1):,.0f} km")
    return "; ".join(legs)


def _relations(event: Event, collection: Collection, view: View) -> list[dict[str, str]]:
    stance = {"affirms": "Affirms", "denies": "Denies"}.get(event.stance, "About")
    pairs = [("Part of", event.part_of), (stance, event.about)]
    for other in collection.referring(event.event_id):
        if other.part_of == event.event_id:
            pairs.append(("Leg", other.event_id))
        if other.about == event.event_id:
            pairs.append(({"affirms": "Affirmed by", "denies": "Denied by"}.get(other.stance, "See"), other.event_id))
    named = [(label, found) for label, event_id in pairs if event_id and (found := collection.event(event_id))]
    return [{"label": label, **_step(found, view)} for label, found in named]


def _report(event: Event, collection: Collection, site: str) -> str:
    return (
        f"Error in the event table '{collection.title}' ({collection.fingerprint})\n"
        f"Row: {collection.file} line {event.line}, {event.event_id}\n"
        f"Address: {site}?{link.to_string(View(event=event.event_id))}\n"
        f"Title: {event.title}\nWhen: {event.when.edtf}\n"
        f"Source: {event.source.title}, {words.source_text(event.source, event.paragraphs)}\n"
        "What is wrong, and where it can be seen: "
    )
