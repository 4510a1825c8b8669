"""The copy of a source: its paragraphs, to compare rows with. It is an argument and never part of a collection."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Generic, TypeVar

from dateline.errors import TableError

T = TypeVar("T")
_WORD = re.compile(r"\w+")
_SIGNS = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u2011": "-"})
"""Blanks, quotation marks and hyphens that look alike and are typed differently."""


@dataclass(frozen=True)
class Copy:
    """One text file: the title and then the paragraphs, one a line; empty lines do not count."""

    sha256: str
    """Of its bytes."""
    paragraphs: tuple[str, ...]
    """The title is 0. What follows the source's last paragraph (links of the page) stands here too."""

    def holds(self, words: str, paragraph: int) -> bool:
        """Whether these words stand in that paragraph, as whole words."""
        return paragraph < len(self.paragraphs) and stands_in(words, self.paragraphs[paragraph])


def read_copy(path: Path) -> Copy:
    """Read the copy of a source, UTF-8. Raises `TableError` where it is no such file."""
    try:
        data = path.read_bytes()
        text = data.decode("utf-8")
    except OSError:
        raise TableError(f"'{path}' cannot be read; name the file that holds the copy of the source") from None
    except UnicodeDecodeError:
        raise TableError(f"'{path}' is not in UTF-8; name the copy that was read, as it is") from None
    return copy_of(text, hashlib.sha256(data).hexdigest())


def copy_of(text: str, sha256: str) -> Copy:
    """The copy that this text is."""
    return Copy(sha256, tuple(alike(line) for line in text.splitlines() if line.strip()))


@lru_cache(maxsize=8192)  # the same few words are looked for again and again
def alike(text: str) -> str:
    """Text with signs that look alike made one, and one blank between words."""
    return " ".join(text.translate(_SIGNS).split())


@lru_cache(maxsize=32_768)  # as above
def stands_in(words: str, text: str) -> bool:
    """Whether the words stand in a text that is `alike` already, not within longer words."""
    return _whole(words).search(text) is not None


@lru_cache(maxsize=4096)
def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(alike(words))}(?!\w)")


class Names(Generic[T]):
    """Many names, to be looked for in many texts: each text is compared with those few that have all their words in common with it."""

    def __init__(self, names: Iterable[tuple[str, T]]) -> None:
        self._by_word: dict[str, list[tuple[int, frozenset[str], T]]] = {}
        for at, (name, one) in enumerate(names):
            words = _words(alike(name))
            self._by_word.setdefault(max(words, key=len, default=""), []).append((at, words, one))

    def near(self, text: str) -> list[T]:
        """What those names stand for whose words are all in the text, in their order; `stands_in` says whether the names are."""
        there = _words(text)
        held = [self._by_word[word] for word in there & self._by_word.keys() | {""} & self._by_word.keys()]
        found = [(at, one) for names in held for at, words, one in names if words <= there]
        return [one for _, one in sorted(found, key=lambda pair: pair[0])] if found else []


@lru_cache(maxsize=32_768)  # as above
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text))
