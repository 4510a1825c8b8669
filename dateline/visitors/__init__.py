"""Tables that readers bring along: whether this server takes them, and a process of its own in which each is read.

Such a table stays in the session of its reader: it is in no folder, and no link leads to it.
"""

from collections.abc import Mapping
from importlib.util import find_spec

from dateline.imports import Limits

VARIABLE = "DATELINE_UPLOADS"
"""`on` opens the page and Streamlit's address for uploads together; with anything else both are shut."""
MOST_BYTES = 2 * 1024 * 1024
"""Of one file, as `server.maxUploadSize` has it: some ten thousand rows. Larger ones are for `dateline import`."""

LIMITS = Limits(file_bytes=MOST_BYTES, rows=50_000, cells=2_000_000)
"""A file of 2 MB with more is made to keep a machine busy."""


def taken(environment: Mapping[str, str]) -> bool:
    """Whether this server takes tables: they are asked for, and this system can hold a process within bounds."""
    return environment.get(VARIABLE, "").strip().lower() == "on" and find_spec("resource") is not None
