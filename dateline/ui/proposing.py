"""What a file is taken to be, with all of it open to be said otherwise, and what the file does not show to be said by its reader."""

import hashlib
from dataclasses import replace
from html import escape

import streamlit as st

from dateline import words
from dateline.imports import FIELDS, FORMATS, SYSTEMS
from dateline.imports.proposal import Question
from dateline.ui.labels import plain
from dateline.ui.reading_file import answer, refusal
from dateline.visitors.wishes import Look, Pairs, Refused, Wish

MAIN_FIELDS = ("title", "start", "end", "country", "place", "latitude", "longitude", "category")
"""Asked for in any file; beside them stands what was recognised, and behind a button what was not."""
LONGEST_CELL = 60
"""Characters of a cell in the preview."""
_CHOICES = {"day-first": "Day first: 03/04 is 3 April", "month-first": "Month first: 03/04 is March 4"}
_BEFORE = {
    "day-order": "say whether the day or the month comes first",
    "codes": "say which codes the countries have",
    "start": "choose the column of the start, or that of the year",
}


def proposed(wish: Wish) -> Wish | None:
    """The file as its reader wants it read, once all is said and the button is pressed; None until then."""
    seen = _looked(wish)
    form = _form(wish, seen.proposal.format) if seen else ""
    if seen and form != seen.proposal.format:
        wish = replace(wish, form=form)
        seen = _looked(wish)
    if not seen:
        return None
    mark = f"{hashlib.sha256(wish.content).hexdigest()[:12]}-{form}"
    asked = replace(wish, columns=_columns(seen, mark))
    look = _looked(asked)
    if not look:
        return None
    answers = {question: _choice(question, mark) for question in look.proposal.questions}
    st.html(_as_read(look))
    order = next((choice for question, choice in answers.items() if question.name == "day-order"), "")
    systems = tuple(_pair(choice) for question, choice in answers.items() if question.name == "codes")
    missing = [_BEFORE[question.name] for question, choice in answers.items() if not choice]
    return replace(asked, order=order, systems=systems, whole=True) if _pressed(missing) else None


def _looked(wish: Wish) -> Look | None:
    found = answer(wish)
    if isinstance(found, Refused):
        refusal(found)
    return found if isinstance(found, Look) else None


def _form(wish: Wish, recognised: str) -> str:
    st.html("<h2>What it is taken to be</h2>")
    names = list(FORMATS)
    key = f"own-format-{hashlib.sha256(wish.content).hexdigest()[:12]}"
    named = st.selectbox(
        "Format", names, index=names.index(recognised), key=key, format_func=lambda one: f"{FORMATS[one].title}: {FORMATS[one].what}"
    )
    return str(named or recognised)


def _columns(seen: Look, mark: str) -> Pairs:
    """The fields whose column its reader changed."""
    found = seen.proposal.columns
    shown = [name for name in FIELDS if name in MAIN_FIELDS or name in found]
    chosen = _pickers(shown, seen, mark)
    with st.expander("More that a column can say"):
        chosen |= _pickers([name for name in FIELDS if name not in shown], seen, mark)
    return tuple((name, column) for name, column in chosen.items() if column != found.get(name, ""))


def _pickers(names: list[str], seen: Look, mark: str) -> dict[str, str]:
    options, chosen = ["", *seen.header], {}
    for at, name in enumerate(names):
        if at % 2 == 0:
            sides = st.columns(2)  # a pair at a time, so that a phone has them in this order too
        label = f"{name.replace('_', ' ').capitalize()}: {FIELDS[name]}"
        index = options.index(seen.proposal.columns.get(name, ""))
        key = f"own-{name}-{mark}"
        with sides[at % 2]:
            chosen[name] = str(st.selectbox(label, options, index=index, key=key, format_func=lambda one: one or "(no column)") or "")
    return chosen


def _choice(question: Question, mark: str) -> str:
    """What the reader says that the file does not show; empty while nothing is said, and for a column, which is chosen above."""
    if question.name == "start":
        return ""

    def told(choice: str) -> str:
        return SYSTEMS[_pair(choice)[1]].title if question.name == "codes" else _CHOICES[choice]

    key = f"own-{question.name}-{question.choices[0]}-{mark}"
    return str(st.radio(plain(question.text), question.choices, index=None, key=key, format_func=told) or "")


def _pair(choice: str) -> tuple[str, str]:
    name, _, system = choice.partition("=")
    return name, system


def _as_read(look: Look) -> str:
    reasons = "".join(f"<li>{escape(reason)}</li>" for reason in look.proposal.reasons)
    return (
        f"<p>{words.number(look.rows, look.unit)}. The first of them, with what each column says:</p>{_preview(look)}"
        f'<details class="dl-why"><summary>Why it is read like this</summary><ul>{reasons}</ul></details>'
    )


def _preview(look: Look) -> str:
    fields: dict[str, list[str]] = {}
    for name, column in look.proposal.columns.items():
        fields.setdefault(column, []).append(name.replace("_", " "))
    head = "".join(f'<th scope="col"><b>{escape(", ".join(fields.get(name, ())))}</b> {escape(name)}</th>' for name in look.header)
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell[:LONGEST_CELL])}</td>' for cell in row)}</tr>" for row in look.first)
    return (
        '<div class="dl-preview" tabindex="0" role="region" aria-label="The first rows of the file">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _pressed(missing: list[str]) -> bool:
    """Whether the table is asked for; while something is missing the button cannot be pressed, and the reason stands beside it."""
    with st.container(key="own-make", horizontal=True, vertical_alignment="center"):
        pressed = st.button("Make timeline and map", type="primary", key="own-made", disabled=bool(missing))
        if missing:
            st.html(f'<p role="status">First {escape("; then ".join(dict.fromkeys(missing)))}.</p>')
    return pressed and not missing
