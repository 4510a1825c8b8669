"""What the headers of a page have to tell browsers, and the words in them by which they hold browsers to nothing."""

import re
from collections.abc import Iterator, Mapping

POLICY = "content-security-policy"
_HELD = ("default-src", "script-src", "script-src-elem", "script-src-attr")
"""Where scripts may come from: each narrower one takes the place of the one before. All but scripts falls back to the first too."""
_LAX = re.compile(r"'unsafe-(inline|eval)'|[a-z][a-z0-9+.-]*:|([a-z][a-z0-9+.-]*://)?\*(:[0-9*]+)?(/.*)?")
"""Inline scripts, `eval`, a scheme with no host, any host. Not `'wasm-unsafe-eval'`, which makes no script of a text."""
_RIGHT = {
    # Of several only the first counts.
    "x-content-type-options": r"nosniff(\s*,.*)?",
    # Of several the last counts. These keep from other sites what was asked for: it is what the reader chose to look at.
    "referrer-policy": r"(.*,\s*)?(no-referrer|same-origin|(strict-)?origin(-when-cross-origin)?)",
    # A device that everybody may ask for is not held back.
    "permissions-policy": r"[^*]+",
}
_RIGHT_OVER_TLS = {"strict-transport-security": r"([^,]*;\s*)?max-age\s*=\s*\"?0*[1-9].*"}
"""With an age of 0 a browser forgets it."""


def faults(headers: Mapping[str, str], *, secure: bool) -> Iterator[str]:
    """What is missing in the headers of a page or says too little. Names are small; a header sent twice is joined by a comma."""
    for name, right in (_RIGHT | (_RIGHT_OVER_TLS if secure else {})).items():
        value = headers.get(name, "").strip().lower()
        if not re.fullmatch(right, value):
            yield f"{name} is '{value}'" if value else f"no {name}"
    if POLICY not in headers:
        yield f"no {POLICY}"
        return
    each = policies(headers[POLICY])
    # A browser holds a page to all of them: the strictest decides.
    yield from min((list(_let_in(one)) for one in each), key=len)
    if not any("frame-ancestors" in one for one in each):
        yield f"{POLICY} has no frame-ancestors"


def policies(header: str) -> list[dict[str, list[str]]]:
    """The sources of each directive of each policy, in small letters. Of a name told twice the first counts (CSP 3, section 2.2.1)."""
    found: list[dict[str, list[str]]] = []
    for policy in header.lower().split(","):
        found.append({})
        for name, *sources in filter(None, map(str.split, policy.split(";"))):
            found[-1].setdefault(name, sources)
    return found


def _let_in(policy: Mapping[str, list[str]]) -> Iterator[str]:
    """Why the policy does not say where scripts, and all that it does not name, come from."""
    if "default-src" not in policy:
        yield f"{POLICY} has no default-src" + ("" if "script-src" in policy else " and no script-src")
    for name in _HELD:
        yield from (f"{name} lets in {source}" for source in policy.get(name, []) if _LAX.fullmatch(source))
