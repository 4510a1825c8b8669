"""`python -m benchmarks.rerun [FOLDER]`: where the time of one rerun goes, as a sampling profiler sees the page's script."""

import os
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from statistics import median

from streamlit.testing.v1 import AppTest

from dateline.collection import read_collection
from dateline.shelf import VARIABLE

ROOT = Path(__file__).parents[1]
EVERY_S = 0.001
LEAST_SHARE = 0.02
ROUNDS = 2


def main(folder: Path) -> None:
    """Choose every country of the table in turn, and print the parts of the script with their share of it."""

    os.environ[VARIABLE] = str(folder)
    page = AppTest.from_file(str(ROOT / "dateline" / "ui" / "app.py"), default_timeout=60).run()
    codes = read_collection(folder).countries
    seen: Counter[str] = Counter()
    over = threading.Event()
    sampler = threading.Thread(target=_sample, args=(seen, over, {threading.get_ident()}), daemon=True)
    sampler.start()
    first, again = ([_run(page, code) for code in codes] for _ in range(ROUNDS))
    over.set()
    sampler.join()
    print(
        f"{len(codes)} countries; processor time of a rerun: {median(first):.0f} ms, of a view that was just shown {median(again):.0f} ms\n"
    )
    print("| part of the script | share |\n|---|---|")
    for part, count in seen.most_common():
        if count >= LEAST_SHARE * seen["all"]:
            print(f"| {part} | {count / seen['all']:.0%} |")


def _run(page: AppTest, code: str) -> float:
    page.query_params["country"] = code
    before = time.process_time()
    page.run()
    if page.exception:
        raise SystemExit(str(page.exception))
    return 1000 * (time.process_time() - before)


def _sample(seen: Counter[str], over: threading.Event, others: set[int]) -> None:
    others.add(threading.get_ident())
    while not over.wait(EVERY_S):
        for thread, frame in sys._current_frames().items():
            names = set()
            at = frame if thread not in others else None
            while at:
                path = Path(at.f_code.co_filename)
                if path.is_relative_to(ROOT) and "site-packages" not in path.parts:
                    names.add(f"{path.relative_to(ROOT)}: {at.f_code.co_name}")
                at = at.f_back
            if any("ui/app.py" in name for name in names):
                seen.update({"all", *(name for name in names if not name.endswith((">", "app.py")))})


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "data")
