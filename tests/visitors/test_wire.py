"""What comes from the process that reads a file is taken for text: it can say anything, and do nothing."""

import io
import json
import pickle

import pytest

from dateline.visitors.wire import answer_from, send, send_wish, wish_from
from dateline.visitors.wishes import Refused, Stage, Wish


def message(content: bytes) -> io.BytesIO:
    """As it comes over the line."""
    return io.BytesIO(len(content).to_bytes(8, "big") + content)


def test_wish_and_answer_arrive_as_they_were_sent() -> None:
    """The bytes of the file too."""
    wish, line = Wish("t.csv", b"\x00\xff", columns=(("title", "a"),), systems=(("country", "fips"),), whole=True), io.BytesIO()
    send_wish(line, wish)
    send(line, Stage("Reading — “this”"))
    line.seek(0)
    assert wish_from(line) == wish
    assert answer_from(line) == Stage("Reading — “this”")
    with pytest.raises(EOFError):
        answer_from(line)


@pytest.mark.parametrize(
    "said",
    [
        pickle.dumps(Refused("no")), b"\xff", b"[]", b"3", b"[" * 100_000,
        json.dumps({"answer": "Popen", "says": {}}).encode(),
        json.dumps({"answer": "Refused", "says": {"why": ["no text"]}}).encode(),
        json.dumps({"answer": "Refused", "says": {}}).encode(),
        json.dumps({"answer": "Look", "says": {"kind": "csv"}}).encode(),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_not_taken_for_one(said: bytes) -> None:
    """Pickles, unknown names, values of another kind, values that are missing."""
    with pytest.raises(ValueError, match="no answer"):
        answer_from(message(said))


def test_message_that_is_too_long_is_not_read() -> None:
    """However long it says that it is."""
    with pytest.raises(ValueError, match="a message of"):
        answer_from(io.BytesIO((1 << 62).to_bytes(8, "big")))
