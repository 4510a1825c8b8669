"""The copy of a source: paragraphs, and words in them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.checks.copy import Names, copy_of, read_copy, stands_in
from dateline.errors import TableError


def test_title_is_0_and_empty_lines_do_not_count() -> None:
    """As the event table counts."""
    assert copy_of("Title\n\nfirst\n\n \nsecond\n", "").paragraphs == ("Title", "first", "second")


@pytest.mark.parametrize(
    ("words", "stands"), [("Nov 18", True), ('"day"', True), ("country's", True), ("Nov 1", False), ("US", False), ("us", False)]
)
def test_words_stand_in_a_paragraph_as_whole_words(words: str, stands: bool) -> None:
    """Blanks and quotation marks that look alike are alike; capitals and parts of words are not."""
    copy = copy_of("Title\nOn Nov\u00a018 the \u201cday\u201d, the country\u2019s thUS", "")
    assert copy.holds(words, 1) is stands and not copy.holds(words, 7)


@pytest.mark.parametrize(("data", "says"), [(None, "cannot be read"), ("Séoul".encode("latin-1"), "UTF-8")])
def test_copy_that_cannot_be_read_is_one_message(tmp_path: Path, data: bytes | None, says: str) -> None:
    """It names the file and what to do."""
    path = tmp_path / "copy.txt"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(TableError, match=says):
        read_copy(path)


phrases = st.lists(st.sampled_from(["New", "York", "Town", "U.S.", "York's", "D'Or", "-", "in"]), max_size=3).map(" ".join)


@given(st.lists(phrases, max_size=5), phrases)
def test_no_name_that_stands_in_a_text_is_passed_over(names: list[str], text: str) -> None:
    """The short way, by the words that they share, finds all that a search for each would find, in the same order."""
    near = Names((name, name) for name in names).near(text)
    assert [name for name in near if stands_in(name, text)] == [name for name in names if stands_in(name, text)]
