"""A figure as plotly.js reads it."""

from typing import Any

Spec = dict[str, Any]
"""`data` (the traces) and `layout`.

plotly's own object of it, `go.Figure(spec)`, looks at every value and copies all of them three times on the way to the page, which is a
third of a rerun; here the tests have every value looked at.
"""
