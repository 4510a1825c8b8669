"""Pages and scenes asked for as a browser asks for them: packed, over a connection that is kept."""

from functools import cache
from ssl import SSLContext

from httpx2 import AsyncClient, AsyncHTTPTransport, Limits, ReadError, RemoteProtocolError, Response, create_ssl_context

PATIENCE_S = 30
"""An answer that takes longer is an error."""


class WrongAnswerError(Exception):
    """The server answered, and not what was asked."""


def asker(site: str, home: str) -> AsyncClient:
    """Asks this site from that address of this machine."""
    transport = AsyncHTTPTransport(verify=_trust(), local_address=home, limits=Limits(keepalive_expiry=PATIENCE_S))
    return AsyncClient(base_url=site, transport=transport, headers={"Accept-Encoding": "br"}, timeout=PATIENCE_S)


@cache
def _trust() -> SSLContext:
    """One for all: each visit's own took 36 ms of the core that all readers of a crowd share, and they speak without TLS."""
    return create_ssl_context()


async def get(client: AsyncClient, address: str) -> bool:
    """Take in a page or a scene; whether it had to be asked for again. Raises `WrongAnswerError`, and httpx's errors.

    As a browser does, once more where the server closed the kept connection before anything of the answer came (RFC 9112, 9.3.1; uvicorn
    keeps an idle one for 5 s). The first request of a connection, and an answer that breaks off, are not asked for again.
    """
    opened: list[str] = []

    async def note(step: str, _: object) -> None:
        if step == "connection.connect_tcp.started":
            opened.append(step)

    again = False
    try:
        answer = await begun(client, address, note)
    except (ReadError, RemoteProtocolError):
        if opened:
            raise
        again, answer = True, await begun(client, address, note)
    try:
        async for _ in answer.aiter_raw():  # to unpack it would be the work of the reader's own machine
            pass
    finally:
        await answer.aclose()
    if answer.status_code != 200:
        raise WrongAnswerError(f"{address.split('?')[0]}: {answer.status_code}")
    return again


async def begun(client: AsyncClient, address: str, note: object) -> Response:
    """The answer when its head has come. The files that a page names are asked for by the real browser only."""
    return await client.send(client.build_request("GET", address, extensions={"trace": note}), stream=True)
