"""Cut Streamlit's typeface of symbols down to those that its scripts name: `python tools/build_symbols.py`, with fonttools installed."""

import hashlib
import re
from io import BytesIO
from pathlib import Path

import streamlit
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

SYMBOLS = Path(__file__).parents[1] / "assets" / "symbols"
_NAMED = re.compile(r":material/([a-z0-9_]+)")


def main() -> None:
    """Write the typeface and the list of its symbols."""
    static = Path(streamlit.__file__).parent / "static" / "static"
    (whole,) = static.glob("media/MaterialSymbols-Rounded.*.woff2")
    scripts = "".join(file.read_text("utf-8") for file in sorted((static / "js").glob("*.js")))
    font = TTFont(whole)
    symbols = _symbols(font)
    names = sorted(set(_NAMED.findall(scripts)) & set(symbols))
    options = Options(layout_features=["*"], flavor="woff2", glyph_names=False, layout_closure=False, notdef_outline=True)
    cutter = Subsetter(options)
    cutter.populate(glyphs=[symbols[name] for name in names], text="".join(sorted(set("".join(names)))))
    cutter.subset(font)
    font.flavor = "woff2"
    held = BytesIO()
    font.save(held)
    for old in SYMBOLS.glob("symbols-*.woff2"):
        old.unlink()
    name = f"symbols-{hashlib.sha256(held.getvalue()).hexdigest()[:8].upper()}.woff2"
    (SYMBOLS / name).write_bytes(held.getvalue())
    (SYMBOLS / "names.txt").write_text("\n".join(names) + "\n", "utf-8")
    print(f"{name}: {len(names)} symbols, {len(held.getvalue()) // 1000} kB of {whole.stat().st_size // 1000} kB")


def _symbols(font: TTFont) -> dict[str, str]:
    """The glyph of each name: a symbol is the ligature of its letters."""
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    found = {}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for part in lookup.SubTable:
            part = getattr(part, "ExtSubTable", part)
            for first, ligatures in getattr(part, "ligatures", {}).items():
                for one in ligatures:
                    found["".join(letters.get(glyph, "?") for glyph in (first, *one.Component))] = one.LigGlyph
    return found


if __name__ == "__main__":
    main()
