"""The whole list of a view on plain pages, however many events there are."""

from collections.abc import Callable, Sequence

from markupsafe import Markup

from dateline import first_screen, words
from dateline.pieces import render
from dateline.selection import Selection

LIST_ROWS = 100
"""Events of one page."""


def pages_of(selection: Selection) -> int:
    """How many pages the list has: one at least."""
    return max(1, -(-selection.counts.shown // LIST_ROWS))


def list_page(selection: Selection, number: int, *, address: Callable[[int], str], back: str, notes: Sequence[str] = ()) -> str:
    """One page of the list, counted from 1. `address`: of another one; `back`: of timeline and map."""
    shown, before = selection.counts.shown, (number - 1) * LIST_ROWS
    wanted = selection.part(before, LIST_ROWS)
    rows = first_screen.rows(wanted, selection)
    return render(
        "first/list.html",
        summary=words.summary(selection),
        notes=notes,
        rows=[Markup(row) for row in rows],
        first=before + 1,
        last=before + len(wanted),
        shown=shown,
        cut=words.number(len(wanted) - len(rows), "event") if len(wanted) > len(rows) else "",
        previous=address(number - 1) if number > 1 else "",
        next=address(number + 1) if number < pages_of(selection) else "",
        back=back,
    )
