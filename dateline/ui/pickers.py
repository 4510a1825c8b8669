"""The pickers: countries, roles, categories, statuses, dates and text, each with counts, drawn from the view.

Labels are constant, for a label that changed between two quick clicks is an option that no longer exists; so the counts stand
beside them, written by a style sheet.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from math import floor, isfinite

import streamlit as st

from dateline import countries, words
from dateline.dates import from_iso
from dateline.figures.palette import FACTS
from dateline.schema import CATEGORIES, ROLES, STATUSES
from dateline.selection import Selection, visible
from dateline.ui import labels, state
from dateline.view import MATCHES, View

MOST_PILLS = 8
"""Countries that stand in the row by themselves; the others are in 'more'."""
_MORE = "more-countries"
_EARLIEST, _LATEST = date.min, date.max
"""What the calendar of the browser can show; a window outside it stays in force and on its chip."""
_BASIC_SHAPES = {"occurred": "circle()", "assessed": "inset(1px)"}
_EPOCH = date(1970, 1, 1).toordinal()


def pickers(selection: Selection) -> None:
    """All pickers, in a row that breaks where it must."""
    with st.container(horizontal=True, key="pickers", vertical_alignment="center", gap="xsmall"):
        rules = _countries(selection)
        with st.popover("Roles", key="pick-roles", type="tertiary"):
            _match()
            rules += _roles(selection)
        with st.popover("Category", key="pick-category", type="tertiary"):
            name = words.CATEGORY_NAMES.__getitem__
            rules += _pills("categories", "Category", CATEGORIES, name, selection.facet("categories"), CATEGORIES)
        with st.popover("Status", key="pick-status", type="tertiary"):
            rules += _statuses(selection)
        with st.popover("Dates", key="pick-dates", type="tertiary"):
            _days(selection)
        st.text_input(
            "Words", value=selection.view.text, key=state.widget_key("text"), on_change=_took_text,
            placeholder="Find words", label_visibility="collapsed", width=150,
        )  # fmt: skip
        _write(rules + _mark_filtering(selection.view))


def one_country_pickers(selection: Selection) -> None:
    """One country of all, and the roles and statuses that count."""
    with st.container(horizontal=True, key="pickers", vertical_alignment="center", gap="xsmall"):
        _one_country(selection)
        with st.popover("Roles", key="pick-roles", type="tertiary"):
            rules = _roles(selection)
        with st.popover("Status", key="pick-status", type="tertiary"):
            rules += _statuses(selection)
        _write(rules + _mark_filtering(selection.view.changed(match="any")))


def _write(rules: str) -> None:
    """All that the pickers say by style, as one sheet: each by itself would be a message more for every change."""
    st.html(f"<style>{rules}</style>")


def _one_country(selection: Selection) -> None:
    chosen = selection.view.countries
    options = ["", *sorted(selection.collection.countries, key=countries.name)]
    key = f"one-{state.widget_key('countries')}"
    st.selectbox(
        "Country", options, index=options.index(chosen[0]) if len(chosen) == 1 and chosen[0] in options else 0, key=key,
        format_func=lambda code: labels.country(code) if code else "Every country", on_change=_took_one, args=(key,),
        label_visibility="collapsed", width=230,
    )  # fmt: skip


def _took_one(key: str) -> None:
    code = st.session_state[key]
    state.change(countries=(code,) if code else (), match="any")


def _roles(selection: Selection) -> str:
    return _pills("roles", "Role of the country", ROLES, role_name, selection.facet("roles"), ROLES)


def role_name(role: str) -> str:
    """As it stands on its button."""
    return role.capitalize()


def _statuses(selection: Selection) -> str:
    counts = _pills("statuses", "Status", STATUSES, words.STATUS_NAMES.__getitem__, selection.facet("statuses"), STATUSES)
    return counts + _marks(state.widget_key("statuses"))


def _mark_filtering(view: View) -> str:
    """A dot on each button whose choices, hidden behind it, filter now."""
    behind = {
        "roles": bool(view.roles) or view.match != View().match,
        "category": bool(view.categories),
        "status": bool(view.statuses),
        "dates": "dates" in view.active,
    }
    marked = ",".join(f".st-key-pick-{name} [data-testid=stPopoverButton]" for name, filters in behind.items() if filters)
    return f"{marked}{{--filters:1}}" if marked else ""


def _countries(selection: Selection) -> str:
    first, rest = in_the_row(selection)
    # The flags are written beside the names, as the counts are: Streamlit would look for them in each name among all signs there are.
    rules = _pills("countries", "Country", first, countries.name, selection.facet("countries"), {})
    rules += _beside(state.widget_key("countries"), "before", ['"{0}";content:"{0}"/""'.format(countries.flag(code)) for code in first])
    if rest:
        with st.popover(f"{len(rest)} more", key="pick-more", type="tertiary"):
            st.multiselect(
                "More countries", rest, key=state.widget_key(_MORE), format_func=labels.country, on_change=_took_more,
                placeholder="Choose or type", select_all=False,
            )  # fmt: skip
    return rules


def in_the_row(selection: Selection) -> tuple[list[str], list[str]]:
    """The countries that stand in the row by themselves, and the others."""
    table = selection.collection
    everywhere = visible(table, View()).facet("countries")  # an order that stays while the reader chooses
    order = sorted(table.countries, key=lambda code: (-everywhere.get(code, 0), countries.name(code)))
    first = [code for code in order if everywhere.get(code)][:MOST_PILLS]
    first += [code for code in selection.view.countries if code not in first]
    return first, [code for code in order if code not in first]


def _pills(
    field: str, label: str, options: Iterable[str], text: Callable[[str], str], counts: Mapping[str, int], meanings: Mapping[str, str]
) -> str:
    """Draw them; gives the rules that write the counts beside them."""
    options = list(options)
    key = state.widget_key(field)
    chosen = [one for one in getattr(state.view(), field) if one in options]
    st.pills(
        label, options, selection_mode="multi", default=chosen, format_func=text, key=key, on_change=_took_list, args=(field,),
        label_visibility="collapsed" if field == "countries" else "visible", help=_help(text, meanings),
    )  # fmt: skip
    return _counts(key, [counts.get(one, 0) for one in options])


def _help(text: Callable[[str], str], meanings: Mapping[str, str]) -> str | None:
    return "  \n".join(f"**{text(name)}**: {meaning}" for name, meaning in meanings.items()) or None


def _counts(key: str, counts: Sequence[int]) -> str:
    rare = "".join(f"{_button(key, at)}{{border-style:dashed}}" for at, count in enumerate(counts, start=1) if not count)
    return _beside(key, "after", [f'"{count:,}"' for count in counts]) + rare


def _beside(key: str, where: str, contents: Sequence[str]) -> str:
    """What stands before or after the text of each button."""
    return "".join(f"{_button(key, at)}::{where}{{content:{content}}}" for at, content in enumerate(contents, start=1))


def _button(key: str, at: int) -> str:
    return f".st-key-{key} [role=toolbar] button:nth-of-type({at})"


def _marks(key: str) -> str:
    """Before each status its mark: the shape, and half ink for what is no fact."""
    return "".join(
        f"{_button(key, at)}::before{{opacity:{1 if status in FACTS else 0.5};"
        f"clip-path:{_BASIC_SHAPES.get(status, f'var(--clip-{status})')}}}"
        for at, status in enumerate(STATUSES, start=1)
    )


def _match() -> None:
    st.segmented_control(
        "Countries", list(MATCHES), default=state.view().match, required=True, format_func=words.MATCH_NAMES.__getitem__,
        key=state.widget_key("match"), on_change=_took_match, help=_help(words.MATCH_NAMES.__getitem__, MATCHES),
    )  # fmt: skip


def _days(selection: Selection) -> None:
    years = _calendar(selection)
    with st.container(horizontal=True, gap="small"):  # beside each other: below each other, the calendar of one lies over the other
        _day("first", "From (this day included)", years)
        _day("last", "To (this day included)", years)


def _calendar(selection: Selection) -> tuple[date, date]:
    """The whole years with a known end of an event, or a day of the view: no other day is taken, and a calendar opens nearest to today."""
    ends = visible(selection.collection, View()).ends or ()
    days = [bound for when in ends for bound in (when.s1, when.s2, when.e1, when.e2)]
    days += [day for day in (selection.view.first, selection.view.last) if day is not None]
    years = [date.fromordinal(_ordinal(day)).year for day in days if isfinite(day)] or [_EARLIEST.year, _LATEST.year]
    return date(min(years), 1, 1), date(max(years), 12, 31)


def _ordinal(day: float) -> int:
    """Of the day in a calendar, or of the nearest one that it has."""
    return min(max(floor(day) + _EPOCH, _EARLIEST.toordinal()), _LATEST.toordinal())


def _day(field: str, label: str, years: tuple[date, date]) -> None:
    chosen = getattr(state.view(), field)
    key = state.widget_key(field)
    if chosen is not None and _ordinal(chosen) == chosen + _EPOCH:
        st.session_state.setdefault(key, date.fromordinal(chosen + _EPOCH))  # given as its value, it could not be lifted
    st.date_input(
        label, value=None, min_value=years[0], max_value=years[1], format="YYYY-MM-DD", key=key, on_change=_took_day, args=(field,),
        width=160,
    )  # fmt: skip


def _took_list(field: str) -> None:
    state.change(by=field, **{field: tuple(state.picked(field))})


def _took_more() -> None:
    chosen = (*state.view().countries, *state.picked(_MORE))
    st.session_state[state.widget_key(_MORE)] = []
    state.change(countries=chosen)


def _took_match() -> None:
    state.change(by="match", match=state.picked("match"))


def _took_day(field: str) -> None:
    day = state.picked(field)
    chosen = None if day is None else from_iso(day.isoformat())
    first, last = (chosen, state.view().last) if field == "first" else (state.view().first, chosen)
    if first is not None and last is not None and first > last:  # the day just typed holds; the other end is lifted
        first, last = (first, None) if field == "first" else (None, last)
    state.change(by=field, first=first, last=last)


def _took_text() -> None:
    state.change(by="text", text=state.picked("text"))
