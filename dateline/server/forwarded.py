"""Whose word on the address and the scheme of a reader counts: that of the proxy that is told of, and of nobody else."""

import os
from collections.abc import Mapping, Sequence

import uvicorn.config
from starlette.types import ASGIApp

from dateline.server.site import BEHIND_PROXY

BELIEVER = "ProxyHeadersMiddleware"
"""What uvicorn wraps an application in, under this name in `uvicorn.config`."""


def believe_nobody_untold(environment: Mapping[str, str] = os.environ) -> None:
    """For a whole process, while its application is loaded.

    What anyone on this machine (or on one in its FORWARDED_ALLOW_IPS) says in X-Forwarded-For and X-Forwarded-Proto, uvicorn puts in the
    place of the address and the scheme that it sees, of which the application then learns nothing. It reads that setting before it loads
    the application, and looks for what to wrap it in afterwards: here it can be kept from it.
    """
    if not environment.get(BEHIND_PROXY):
        setattr(uvicorn.config, BELIEVER, _as_seen)


def _as_seen(app: ASGIApp, trusted_hosts: Sequence[str] | str) -> ASGIApp:
    """The application alone, whoever is to be trusted."""
    return app
