"""The first screen: a view as plain HTML, complete without scripts.

It has the same sentences, filters, marks and events as the interactive page, from the same selection. Each link in it leads to the view
that following it gives. Its length is bounded, whatever the table and the link.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dateline import countries, evidence, fragments, link, pair_tables, words
from dateline.dates import when_text
from dateline.drawing import timeline_drawing
from dateline.entries import Event, Paragraph, Source
from dateline.page_head import COUNTRIES, PAGES, SOURCES, START, YOUR_DATA, Page
from dateline.pairs import pairs, partners, spots
from dateline.pieces import render
from dateline.selection import MOST_MARKS, Selection, Shown, visible
from dateline.since import Since
from dateline.view import View

MOST_ROWS = 150
MOST_BYTES = 64_000
"""Of the list, or of what a page has in its place: head, drawing, card and what comes around it need less than as much again."""
MOST_PILLS = 8
MOST_PAIRED = 16
"""Countries in the table of pairs, which grows with their square."""


@dataclass(frozen=True)
class Row:
    """An event of the list in words."""

    event: Event
    certain: bool
    when: str
    category: str
    status: str
    flags: str
    who: str
    where: str
    cited: str
    link: str
    open: bool


def body(
    selection: Selection,
    page: Page,
    notes: Iterable[str] = (),
    since: Since | None = None,
    *,
    embedded: bool = False,
    others: Mapping[str, str] = {},
    pages: Sequence[Page] = PAGES,
    served: bool = True,
) -> str:
    """What stands before the interactive page until that is ready, and for ever where there are no scripts.

    `others`: titles of further collections, by the name that links use; `pages`: those that there are; `served`: False where no server
    answers, and a filter leads nowhere.
    """
    view, table = selection.view, selection.collection
    is_evidence = page in (SOURCES, YOUR_DATA)  # like the interactive page, it speaks of the whole table
    return render(
        "first/screen.html",
        table=table,
        dated=words.dated(table),
        home=link.home(table),
        others=[(title, _query(View(collection=name))) for name, title in others.items()],
        here=page,
        embedded=embedded,
        whole=f"./{page.path}{_query(view)}",
        pages=[(one, f"./{one.path}{_query(view)}") for one in pages if one != page],
        summary="" if is_evidence else words.summary(selection),
        standing=words.standing(selection),
        pills=_pills(selection) if served and not is_evidence else [],
        chips=[] if is_evidence else [(chip.text, _query(chip.lifted)) for chip in words.chips(view, table)],
        unfiltered=_query(view.unfiltered()),
        notes=list(notes),
        since=Markup(fragments.since(since, table)),
        withheld=fragments.headline(table) if table.damage else "",
        offers=[] if is_evidence else _offers(selection),
        parts=Markup(_PARTS[page](selection)),
    )


def unreadable(message: str) -> str:
    """The first screen of a server whose collection cannot be read."""
    return render("first/unreadable.html", message=message)


def rows(shown: Iterable[Shown], selection: Selection, *, most_bytes: int = MOST_BYTES) -> list[str]:
    """The list's items in HTML, as many as fit."""
    found: list[str] = []
    length = 0
    for one in shown:
        html = render("first/row.html", row=_row(one, selection))
        length += len(html.encode())
        if length > most_bytes:
            break
        found.append(html)
    return found


def _events(selection: Selection) -> str:
    view, shown = selection.view, selection.counts.shown
    listed = rows(selection.part(0, MOST_ROWS), selection)
    return render(
        "first/events.html",
        drawing=timeline_drawing(selection),
        card=_card(selection),
        rows=[Markup(row) for row in listed],
        count=words.number(shown, "event"),
        rest=f"{shown - len(listed):,} more" if shown > len(listed) else "",
        whole=f"./list{_query(view)}",
        account=words.account(selection),
    )


def _card(selection: Selection) -> Markup:
    html = fragments.card(selection, template="first/card.html")
    return Markup(html if len(html.encode()) <= MOST_BYTES // 2 else "")


def _row(one: Shown, selection: Selection) -> Row:
    event, view = one.event, selection.view
    codes = list(dict.fromkeys(party.country for party in event.parties if party.role != "mentioned"))
    return Row(
        event,
        one.certain,
        when_text(event.when).removeprefix("one day "),
        words.CATEGORY_NAMES[event.category],
        words.STATUS_NAMES[event.status],
        "".join(countries.flag(code) for code in codes),
        ", ".join(countries.name(code) for code in codes),
        words.place_text(event),
        _cited(event, selection.collection.source),
        link.to_string(view.changed(event=event.event_id)),
        event.event_id == view.event,
    )


def _cited(event: Event, usual: Source | None) -> str:
    """The paragraph; with the source's title where it is not the one that most events are read from."""
    where = words.source_text(event.source, event.paragraphs)
    return where if event.source == usual else f"{event.source.title}, {where}"


def _evidence(selection: Selection) -> str:
    """The page of the sources, without scripts: as many of its parts as fit, and the tables themselves."""
    table = selection.collection
    event = table.event(selection.view.event)
    makers: list[Callable[[], str]] = [
        lambda: evidence.origin(event, table) if event else "",
        lambda: evidence.source(table.source) if table.source else "",
        lambda: "".join(_paragraph(one, selection) for one in table.paragraphs),
        lambda: f"<h2>Doubtful passages</h2>{evidence.readings(table)}" if table.readings else "",
        lambda: f"<h2>What became known</h2>{evidence.records(table)}" if table.follow_ups else "",
        lambda: f"<h2>The checks</h2>{fragments.findings(table)}{evidence.last_check(table, with_rules=False)}",
    ]  # fmt: skip
    found: list[str] = []
    left = MOST_BYTES
    for make in makers:
        html = make()
        if len(html.encode()) <= left:
            found.append(html)
            left -= len(html.encode())
    parts, files = [Markup(one) for one in found], table.files[:3]
    return render("first/evidence.html", home=link.home(table), parts=parts, cut=len(found) < len(makers), files=files)


def _countries(selection: Selection) -> str:
    """The page of countries: the table of pairs, or one country's tables, as many as fit."""
    view = selection.view
    if not selection.counts.shown:
        return ""
    if len(view.countries) != 1:
        matrix = Markup(pair_tables.matrix_table(pairs(selection), view, MOST_PAIRED))
        return render("first/countries.html", home="", name="", parts=[matrix])
    code = view.countries[0]
    parts = [
        pair_tables.partners_table(partners(selection, code), code, view),
        pair_tables.places_table(spots(selection), selection),
        pair_tables.events_table(selection, code, MOST_ROWS),
    ]
    name = f"{countries.flag(code)} {countries.name(code)}"
    fitting = [Markup(part) for part in parts if len(part.encode()) <= MOST_BYTES // 2]
    return render("first/countries.html", home=link.home(selection.collection), name=name, parts=fitting)


def _paragraph(one: Paragraph, selection: Selection) -> str:
    view = selection.view
    table = selection.collection
    events = evidence.read_from(one, table) if len(table.events) <= MOST_MARKS else ()
    links = [(event.title, _query(view.changed(event=event.event_id))) for event in events]
    return evidence.paragraph(one) + render("first/read_from.html", number=one.paragraph, links=links)


def _pills(selection: Selection) -> list[dict[str, object]]:
    """The countries of most events, each with the view that has it chosen, or no longer chosen."""
    view, table = selection.view, selection.collection
    counts, everywhere = selection.facet("countries"), visible(table, View()).facet("countries")
    order = sorted(table.countries, key=lambda code: (-everywhere.get(code, 0), countries.name(code)))
    first = [code for code in order if everywhere.get(code)][:MOST_PILLS]
    chosen = [code for code in view.countries if code not in first][: 3 * MOST_PILLS]
    return [
        {
            "flag": countries.flag(code),
            "name": countries.name(code),
            "count": f"{counts.get(code, 0):,}",
            "query": _query(view.without("countries", code) if code in view.countries else view.changed(countries=(*view.countries, code))),
            "chosen": code in view.countries,
        }
        for code in (*first, *chosen)
    ]


def _offers(selection: Selection) -> list[tuple[str, str]]:
    """For an empty result: what lifting each filter alone would give."""
    if selection.counts.shown or not selection.counts.in_table:
        return []
    view = selection.view
    found = [(what, selection.lifted(what)) for what in view.active]
    return [
        (f"{words.number(count, 'event')} without {words.FILTER_NAMES[what]}", _query(view.without(what))) for what, count in found if count
    ]


def _query(view: View) -> str:
    query = link.to_string(view)
    return f"?{query}" if query else ""


def _own(selection: Selection) -> str:
    return "<p>Here a reader's own table becomes a timeline and a map, where the server takes files. It needs scripts.</p>"


_PARTS: dict[Page, Callable[[Selection], str]] = {START: _events, COUNTRIES: _countries, SOURCES: _evidence, YOUR_DATA: _own}
