"""Dateline: a sourced table of events as a timeline and a map that move together."""

__version__ = "0.1.0"
