"""A wire that counts: passes a browser's connections on to a server, and counts the bytes that come back, as they are packed."""

import socket
import threading
from contextlib import suppress
from urllib.parse import urlsplit

CHUNK = 65_536


class Wire:
    """Stands between browser and server while it is open. `address`: where the browser goes; `sent`: bytes that the server sent."""

    def __init__(self, server: str) -> None:
        parts = urlsplit(server)
        self._server = (parts.hostname or "127.0.0.1", parts.port or 80)
        self._ear = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._ear.getsockname()[1]}/"
        self.sent = 0

    def __enter__(self) -> "Wire":
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ear.close()

    def _listen(self) -> None:
        with suppress(OSError):  # closed
            while True:
                near, _ = self._ear.accept()
                far = socket.create_connection(self._server)
                threading.Thread(target=self._pass, args=(near, far, False), daemon=True).start()
                threading.Thread(target=self._pass, args=(far, near, True), daemon=True).start()

    def _pass(self, start: socket.socket, end: socket.socket, counted: bool) -> None:
        with suppress(OSError):  # the other side has gone
            while data := start.recv(CHUNK):
                self.sent += len(data) if counted else 0
                end.sendall(data)
        for one in (start, end):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
