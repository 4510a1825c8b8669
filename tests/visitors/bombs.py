"""Files that are made to keep a machine busy, by name: within the bytes that are taken, but for the last."""

import io
import json
import zipfile

from dateline.visitors import MOST_BYTES


def zipped(name: str, content: bytes) -> bytes:
    """An archive that holds this."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, content)
    return held.getvalue()


def bombs() -> dict[str, bytes]:
    """Each is refused with a sentence, whatever it costs to make."""
    return {
        "commas.csv": b"," * 1_000_000,
        "zip.csv": zipped("t.csv", b"title,date\nTalks,2024\n"),
        "rows.csv": b"date,title\n" + b"1,2\n" * 500_000,
        "lines.csv": b"date\n" + b"1\n" * 1_000_000,
        "cell.csv": b"date,title\n2024-03-18," + b"x" * 1_900_000,
        "quote.csv": b'date,title\n2024-03-18,"' + b"x\n" * 90_000,
        "deep.json": b"[" * 500_000,
        "pairs.json": b'{"a":' * 300_000,
        "wide.json": json.dumps([{f"c{at}": 1 for at in range(9_000)}]).encode(),
        "bomb.xlsx": zipped("xl/workbook.xml", b"0" * 300_000_000),
        "long.csv": b"x" * (MOST_BYTES + 1),
    }
