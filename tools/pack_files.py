"""Pack the large files that never change with brotli's last effort, once: `python tools/pack_files.py` writes FILE.br beside each.

The server packs what it serves with less effort, for the last takes seconds; where FILE.br lies beside a file, that is what it sends.
"""

from pathlib import Path

import brotli

ROOT = Path(__file__).parents[1]
LARGE = 20_000
"""Bytes; smaller files are packed as well by the server itself."""
FILES = ("dateline/ui/instrument/vendor/*.js", "dateline/ui/instrument/instrument-*.js", "assets/basemap/*.geojson")


def main() -> None:
    """Write them all anew."""
    for old in (*ROOT.glob("dateline/ui/instrument/**/*.br"), *ROOT.glob("assets/basemap/*.br")):
        old.unlink()
    for file in sorted(one for pattern in FILES for one in ROOT.glob(pattern) if one.stat().st_size >= LARGE and one.stem != "coastlines"):
        packed = brotli.compress(file.read_bytes(), mode=brotli.MODE_TEXT, quality=11, lgwin=24)
        file.with_name(f"{file.name}.br").write_bytes(packed)
        print(f"{file.relative_to(ROOT)}: {file.stat().st_size // 1000} kB, packed {len(packed) // 1000} kB")


if __name__ == "__main__":
    main()
