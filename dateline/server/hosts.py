"""Under which names the server answers. A page that reaches it by a name of its own choosing (DNS rebinding) gets nothing."""

from collections.abc import Mapping

from starlette.types import Scope

from dateline.server.doors import HEALTH, path_of
from dateline.server.gate import Refusal
from dateline.server.site import host_of

VARIABLE = "DATELINE_HOSTS"
"""Names with blanks between, without port: `example.org *.example.org`. Not set: any name, as on the machine of one's own."""


def hosts(environment: Mapping[str, str]) -> tuple[str, ...]:
    """The names that are allowed; none where any is."""
    return tuple(name.lower().rstrip(".") for name in environment.get(VARIABLE, "").split())


def other_host(scope: Scope, environment: Mapping[str, str]) -> Refusal | None:
    """Refuses a host that is not listed. The health address answers by any: a probe asks it by the machine's own name."""
    allowed = hosts(environment)
    if not allowed or path_of(scope) == HEALTH:
        return None
    name = bare(host_of(scope, environment))
    if any(name == one or (one.startswith("*.") and name.endswith(one[1:]) and name != one[1:]) for one in allowed):
        return None
    return Refusal(421, "This server does not answer under this name.")


def bare(host: str) -> str:
    """A host without its port, in small letters."""
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdigit() and (name.endswith("]") or ":" not in name) else host).lower().rstrip(".")
