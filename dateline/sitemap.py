"""The two files by which machines find pages: `sitemap.xml` (sitemaps.org, protocol 0.9) and `robots.txt` (RFC 9309)."""

from collections.abc import Iterable
from itertools import islice
from xml.sax.saxutils import escape

MOST_ADDRESSES = 50_000
"""What one sitemap may list."""


def sitemap(listed: Iterable[tuple[str, str]]) -> str:
    """Whole addresses, each with the day of its last change (ISO 8601; may be empty)."""
    told = islice(listed, MOST_ADDRESSES)
    body = "".join(f"<url><loc>{escape(url)}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>\n" for url, day in told)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{body}</urlset>\n'


def robots(site: str) -> str:
    """Everything may be read; with a whole address of the site, where its addresses are listed."""
    return "User-agent: *\nAllow: /\n" + (f"Sitemap: {site}sitemap.xml\n" if site else "")
