"""What a rewrite of a third of a long guide leaves of its translations.

    python benchmarks/churn.py

200 rewrites of 99 sentences of the shipped content: 12 changed lightly, 6 heavily, 5 replaced by others, 5 moved, 5
removed. Prints JSON: for each kind of change how many translations a rewrite keeps as they are, keeps as outdated
drafts, and loses; `wrong` counts translations that came to a sentence they were not made for; and how long it takes to
find the sentences of one rewrite again.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from kb.l10n.align import align  # noqa: E402
from tests.churn import SIZE, rewrite, sentences  # noqa: E402

REWRITES = 200


def main() -> None:
    guide = list(sentences()[:SIZE])
    fates: dict[str, Counter[str]] = defaultdict(Counter)
    times: list[float] = []
    wrong = 0
    for seed in range(REWRITES):
        lines = rewrite(guide, seed)
        began = time.perf_counter()
        matches = align(guide, [line.text for line in lines])
        times.append((time.perf_counter() - began) * 1_000)
        for line, match in zip(lines, matches, strict=True):
            fates[line.how][match.fate.value] += 1
            wrong += match.old is not None and guide[match.old] != line.before
    told = {how: {fate: count / REWRITES for fate, count in counts.items()} for how, counts in fates.items()}
    print(
        json.dumps({"sentences": len(guide), **told, "wrong": wrong, "median_ms": statistics.median(times)}, indent=2)
    )


if __name__ == "__main__":
    main()
