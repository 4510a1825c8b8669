"""A link that means harm, in a browser: told, and not obeyed."""

from urllib.parse import parse_qs, urlencode

import pytest

from dateline.collection import Collection
from dateline.link import LONGEST_TEXT, MOST_NOTES, PARAMETERS, from_query, shown
from dateline.server.asking import LONGEST_QUERY
from tests.browser.conftest import PHONE, Meet
from tests.browser.reader import Reader
from tests.browser.test_hostile import assert_unharmed
from tests.hostile.corpus import TEXTS

PAGES = ("", "countries", "sources", "your-data")
LONGEST, SHORTER = LONGEST_TEXT + 40, 180
"""Characters of a text in a link: more than are read of the words, and as many as a dozen of may stand in one that servers read."""
LISTS = ("country", "role", "category", "status", "shape", "text")
"""Parameters that go together; each of them but the words may be told of twice, where a text has a comma."""
ALONE = tuple(one.name for one in PARAMETERS if one.name not in LISTS)
BESIDE = ("data", "embed", "embed_options", "page")
"""Parameters that are no part of a view."""
# The address of this view, as Back and Forward come to one.
GO = """(query) => { history.pushState({}, "", `?${query}`); dispatchEvent(new PopStateEvent("popstate", { state: {} })); }"""


def hostile_links() -> dict[str, str]:
    """Queries by name: two for each text, which together have it once in every parameter, in the place of one's name, and beside them.

    They are of a length that servers read, and few enough of it is told of that all of it is.
    """
    links = {}
    for name, text in TEXTS.items():
        links[f"{name}, in lists"] = urlencode(dict.fromkeys(LISTS, text[:LONGEST]))
        links[f"{name}, alone"] = urlencode(dict.fromkeys((*ALONE, *BESIDE), text[:SHORTER]) | {text[:SHORTER]: "x"})
    return links


LINKS = hostile_links()


def said(query: str, table: Collection) -> tuple[str, list[str]]:
    """What is searched for by this query, and what is to be told of it, without the blanks that a browser folds."""
    view, notes = from_query(parse_qs(query, keep_blank_values=True), table)
    return folded(view.text), sorted(folded(note) for note in notes)


def folded(text: str) -> str:
    return " ".join(text.split())


def test_the_links_have_every_text_in_every_parameter(table: Collection) -> None:
    """And none of them is passed over: each is searched for or told of, by the parameter that it stands in, or as the name of one."""
    reached: dict[str, set[str]] = {}
    for query in LINKS.values():
        assert len(query) < LONGEST_QUERY
        given = parse_qs(query, keep_blank_values=True)
        view, notes = from_query(given, table)
        assert len(notes) <= MOST_NOTES and not any("more like these" in note for note in notes)
        for name, (value,) in given.items():
            only, told = from_query({name: [value]}, table)
            assert set(told) <= set(notes) and only.text in ("", view.text)
            text, kind = (name, "name") if value == "x" else (value, name)
            begin = shown(text).split(",")[0].strip().removesuffix("…")
            if kind in BESIDE or begin in only.text or any(begin in note for note in told):
                reached.setdefault(kind, set()).add(text)
    longer, shorter = ({text[:most] for text in TEXTS.values()} for most in (LONGEST, SHORTER))
    each = {one.name: longer if one.name in LISTS else shorter for one in PARAMETERS}
    assert reached == each | dict.fromkeys((*BESIDE, "name"), shorter)


def settled_on(reader: Reader, query: str, table: Collection) -> None:
    """Wait until the page has taken in this query: all that is to be told stands on it, and the words are in their field."""
    words, notes = said(query, table)
    reader.eventually(lambda: sorted(map(folded, reader.notes())), notes)
    field = reader.page.get_by_placeholder("Find words")
    if field.count():  # while a new one is drawn the old one may stand beside it
        reader.eventually(lambda: [folded(one) for one in field.evaluate_all("(all) => all.map(({ value }) => value)")], [words])


def links_of(path: str) -> list[str]:
    """All of them on the start page; on another, which tells of them in the same way, one of the two of each text, in turns."""
    each = list(LINKS.values())
    turn = path in ("sources", "list")
    return [pair[(at + turn) % 2] for at, pair in enumerate(zip(each[::2], each[1::2], strict=True))] if path else each


@pytest.mark.parametrize("path", PAGES)
def test_a_hostile_link_is_told_and_not_obeyed(meet: Meet, table: Collection, path: str) -> None:
    """One after the other, as Back and Forward come to them: the page says all that it could not use."""
    reader = meet()
    reader.page.goto(f"{reader.site}/{path}")
    reader.live()
    for query in links_of(path):
        reader.page.evaluate(GO, query)
        settled_on(reader, query, table)
        assert_unharmed(reader)


@pytest.mark.parametrize("path", [*PAGES, "list"])
def test_a_hostile_link_is_told_on_the_first_screen(meet: Meet, table: Collection, path: str) -> None:
    """As the first request of a browser to which no script comes. The plain list has a number of its own for `page`."""
    reader = meet(screen=PHONE, touch=True)
    line = reader.page.context.new_cdp_session(reader.page)
    line.send("Network.enable")
    line.send("Network.setBlockedURLs", {"urls": ["*.js"]})
    for query in links_of(path):
        reader.page.goto(f"{reader.site}/{path}?{query}", wait_until="domcontentloaded")
        told = reader.page.locator("#first-screen .fs-note li").all_inner_texts()
        assert sorted(map(folded, told)) == [note for note in said(query, table)[1] if path != "list" or not note.startswith("'page'")]
        assert_unharmed(reader)
    reader.errors[:] = [error for error in reader.errors if "ERR_BLOCKED_BY_CLIENT" not in error]
