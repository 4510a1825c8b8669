"""What goes between the server and the process that reads a file: lengths, bytes and JSON text, and nothing that could run code.

A file may have made that process say anything. So each answer is checked against the types of its class, to the last value.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass, replace
from typing import IO, Any, Literal, get_args, get_origin, get_type_hints

from dateline.visitors.wishes import Answer, Look, Refused, Stage, Taken, Wish

MOST_BYTES = 128 * 1024 * 1024
"""Of one message: a table of 2 MB with a finding for each of its cells has less."""
_LENGTH_BYTES = 8
_ANSWERS: dict[str, type[Answer]] = {kind.__name__: kind for kind in (Stage, Refused, Look, Taken)}


def send_wish(file: IO[bytes], wish: Wish) -> None:
    """What is asked, then the bytes of the file."""
    _send(file, json.dumps(asdict(replace(wish, content=b"")) | {"content": ""}).encode())
    _send(file, wish.content)


def wish_from(file: IO[bytes]) -> Wish:
    """What is asked. Raises `EOFError` where nobody asks."""
    said = json.loads(_receive(file))
    pairs = {name: tuple((one, other) for one, other in said[name]) for name in ("columns", "systems")}
    return Wish(**said | pairs | {"content": _receive(file)})


def send_number(file: IO[bytes], number: int) -> None:
    """The number of the process that will answer."""
    _send(file, b"%d" % number)


def number_from(file: IO[bytes]) -> int:
    """The number of the process that will answer. Raises `EOFError`, `ValueError`."""
    return int(_receive(file))


def send(file: IO[bytes], answer: Answer) -> None:
    """One answer."""
    _send(file, json.dumps({"answer": type(answer).__name__, "says": asdict(answer)}).encode())


def answer_from(file: IO[bytes]) -> Answer:
    """One answer. Raises `EOFError` at the end, `ValueError` where it is none."""
    received = _receive(file)
    try:
        said = json.loads(received)
        answer: Answer = _checked(_ANSWERS[said["answer"]], said["says"])
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise ValueError(f"no answer ({error})") from None
    return answer


def _send(file: IO[bytes], content: bytes) -> None:
    file.write(len(content).to_bytes(_LENGTH_BYTES, "big"))
    file.write(content)
    file.flush()


def _receive(file: IO[bytes]) -> bytes:
    length = int.from_bytes(_exactly(file, _LENGTH_BYTES), "big")
    if length > MOST_BYTES:
        raise ValueError(f"a message of {length:,} bytes")
    return _exactly(file, length)


def _exactly(file: IO[bytes], size: int) -> bytes:
    content = file.read(size)
    if len(content) < size:
        raise EOFError
    return content


def _checked(kind: Any, value: Any) -> Any:
    """A value of JSON as one of this type. Raises `TypeError` or `ValueError` where it is none."""
    origin, parts = get_origin(kind), get_args(kind)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        return kind(**{one.name: _checked(hints[one.name], value[one.name]) for one in fields(kind)})
    if origin is tuple and len(parts) == 2 and parts[1] is Ellipsis:
        return tuple(_checked(parts[0], one) for one in _of(list, value))
    if origin is tuple:
        return tuple(_checked(part, one) for part, one in zip(parts, _of(list, value), strict=True))
    if origin is Mapping:
        return {_of(str, name): _checked(parts[1], one) for name, one in _of(dict, value).items()}
    if origin is Literal and value not in parts:
        raise ValueError(f"'{value}' is none of {parts}")
    return _of(str if origin is Literal else kind, value)


def _of(kind: Any, value: Any) -> Any:
    if type(value) is not kind:
        raise TypeError(f"{type(value).__name__} is no {kind.__name__}")
    return value
