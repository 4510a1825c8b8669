"""HTML from the templates: every value escaped, every name known."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined


def render(template: str, **values: Any) -> str:
    """The template with these values; text is escaped. Raises jinja2's `UndefinedError` for a name that was not given."""
    return _environment().get_template(template).render(**values).strip()


@cache
def _environment() -> Environment:
    return Environment(loader=PackageLoader("dateline"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
