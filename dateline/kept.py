"""What was just made, kept for those who ask for the same."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Event, Lock
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Kept(Generic[Made]):
    """The last things that were asked for, by what they were made of; at most so many."""

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, Lock()
        self._made: OrderedDict[Hashable, Made] = OrderedDict()
        self._making: dict[Hashable, Event] = {}

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """The thing of that key, made where it is not kept. Of those who ask at once one makes it, and the others wait for it.

        What cannot be made is tried by each of them. `make` must not ask for its own key.
        """
        while True:
            with self._lock:
                if key in self._made:
                    self._made.move_to_end(key)
                    return self._made[key]
                others = self._making.get(key)
                if others is None:
                    done = self._making[key] = Event()
                    break
            others.wait()
        try:
            made = make()
            with self._lock:
                self._made[key] = made
                while len(self._made) > self._most:
                    self._made.popitem(last=False)
            return made
        finally:
            with self._lock:
                del self._making[key]
            done.set()
