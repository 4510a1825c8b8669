"""Who is let in: each request passes these questions before anything else sees it, and a refusal is one plain sentence."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send


@dataclass(frozen=True)
class Refusal:
    """Why a request is not answered."""

    status: int
    why: str
    retry_s: int = 0
    """Seconds after which it is worth asking again; 0 where it is not."""

    @property
    def headers(self) -> dict[str, str]:
        """Nobody keeps a refusal."""
        return {"cache-control": "no-store"} | ({"retry-after": str(self.retry_s)} if self.retry_s else {})


Question = Callable[[Scope, Mapping[str, str]], Refusal | None]


class Gate:
    """Asks the questions in order; the first refusal is the answer, to a request as to a WebSocket that wants to open."""

    def __init__(self, app: ASGIApp, questions: Sequence[Question], environment: Mapping[str, str] = os.environ) -> None:
        self.app, self.questions, self.environment = app, questions, environment

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            for question in self.questions:
                if refusal := question(scope, self.environment):
                    await PlainTextResponse(f"{refusal.why}\n", refusal.status, refusal.headers)(scope, receive, send)
                    return
        await self.app(scope, receive, send)
