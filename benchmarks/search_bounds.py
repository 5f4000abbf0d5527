"""What the worst input costs: hostile queries on a large index, and suggestions among 5,000 codes.

    python benchmarks/search_bounds.py FOLDER [--documents 50000] [--codes 5000]

The catalogue in FOLDER is filled up with made documents (`search_filler`) and indexed in a scratch folder. Prints JSON:
milliseconds of processor time of every hostile query of the tests in every language (the worst named), and of the
suggestions for every beginning of 200 codes, beside one `str.find` through the same codes as the peer.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from search_site import shares, use_site

ROUNDS = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="a data folder of Orsak")
    parser.add_argument("--documents", type=int, default=50_000)
    parser.add_argument("--codes", type=int, default=5_000)
    options = parser.parse_args()
    use_site(options.folder)
    with tempfile.TemporaryDirectory(prefix="orsak-search-benchmark-") as scratch:
        print(json.dumps(_hostile(Path(scratch), options.documents) | _suggestions(options.codes), indent=2))


def _hostile(scratch: Path, wanted: int) -> dict[str, Any]:
    from benchmarks.search_filler import filled
    from kb.languages import CODES
    from kb.search.engines.whoosh.engine import WhooshEngine
    from kb.search.loading import documents, searchable
    from kb.search.searching import search
    from kb.search.starting import prewarm
    from kb.search.understand import understand
    from tests.search.test_hostile import HOSTILE

    engine = WhooshEngine(scratch / "index")
    engine.rebuild(filled(list(documents(searchable())), wanted), processes=2)
    prewarm(engine)
    snapshot = engine.snapshot()

    def ask(text: str, language: str) -> None:
        search(understand(text, language, snapshot), snapshot)

    cost = {(text[:12], language): _cost(partial(ask, text, language)) for text in HOSTILE for language in CODES}
    worst = max(cost, key=lambda one: cost[one])
    return {"documents": snapshot.size, "hostile": shares(list(cost.values())), "worst": worst}


def _suggestions(count: int) -> dict[str, Any]:
    from kb.search.suggesting import Suggestion, Suggestions

    chance = random.Random(4)
    parts = ["User", "Error", "Agent", "Backup", "Disk", "Vault", "Guest", "Status", "Limit", "Network", "Key", "Plan"]
    codes = ["".join(chance.choices(parts, k=4)) + str(number) for number in range(count)]
    found = Suggestions(
        [Suggestion(code, "error", code) for code in codes],
        [Suggestion(f"The {code} of plan {place} does not answer", "error", code) for place, code in enumerate(codes)],
    )
    line = "\n".join(codes).lower()
    typed = [code[:end] for code in chance.sample(codes, 200) for end in range(2, 20, 3)]
    return {
        "codes": count,
        "suggestions": shares([_cost(partial(found.find, one)) for one in typed]),
        "scanned": shares([_cost(partial(line.find, one.lower() + "?")) for one in typed]),
    }


def _cost(act: Callable[[], object]) -> float:
    """Seconds of processor time, the best of a few."""
    seconds = []
    for _ in range(ROUNDS):
        started = time.process_time()
        act()
        seconds.append(time.process_time() - started)
    return min(seconds)


if __name__ == "__main__":
    main()
