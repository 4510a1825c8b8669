"""The errors that Dateline raises, on one page.

Everything raised on purpose derives from `DatelineError`; its text says where, what, why and what to do,
and is fit to be shown to a reader.
"""


class DatelineError(Exception):
    """Any error of this package."""


class DateError(DatelineError, ValueError):
    """A *when* that cannot be read. The text names the nearest form that can."""


class CountryError(DatelineError, KeyError):
    """A country code that ISO 3166-1 does not have."""

    def __str__(self) -> str:
        return str(self.args[0])


class CollectionError(DatelineError):
    """A folder that cannot be read as a collection at all (a damaged one gives findings instead)."""


class PrivateTableError(CollectionError):
    """A link to a table that only its reader's session has."""


class TableError(DatelineError):
    """A file that cannot be read as a table: its encoding, its quotes, its header."""


class FormatError(DatelineError):
    """A format in which events are not given. The text names those that there are."""


class FileError(DatelineError):
    """A file that cannot be written."""


class ForeignError(DatelineError):
    """A file of others from which no events can be taken: what it is, and what to do."""
