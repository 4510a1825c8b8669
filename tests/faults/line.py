"""A bad line between a reader and a site: slow, and with pauses, as TCP shows lost packets to those who use it."""

import socket
import threading
import time
from contextlib import suppress
from urllib.parse import urlsplit

CHUNK = 8_192
DELAY_S = 0.02
"""For each chunk: 400 KB a second at most on one connection."""
LOSS_EVERY, PAUSE_S = 40, 0.6
"""Every so many chunks one is lost, and comes after the time that TCP waits before it sends again."""


class BadLine:
    """Passes connections on while it is open. `address`: where the reader goes."""

    def __init__(self, site: str) -> None:
        parts = urlsplit(site)
        self._site = (parts.hostname or "", parts.port or 80)
        self._ear = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._ear.getsockname()[1]}"

    def __enter__(self) -> "BadLine":
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ear.close()

    def _listen(self) -> None:
        with suppress(OSError):  # closed
            while True:
                near, _ = self._ear.accept()
                far = socket.create_connection(self._site)
                for start, end in ((near, far), (far, near)):
                    threading.Thread(target=self._pass, args=(start, end), daemon=True).start()

    def _pass(self, start: socket.socket, end: socket.socket) -> None:
        passed = 0
        with suppress(OSError):  # the other side has gone
            while data := start.recv(CHUNK):
                passed += 1
                time.sleep(DELAY_S if passed % LOSS_EVERY else PAUSE_S)
                end.sendall(data)
        for one in (start, end):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
