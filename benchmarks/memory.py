"""How long a fuzzy look-up takes in a memory of 100,000 sentences, and whether it misses what a full comparison finds.

    python benchmarks/memory.py

The memory is made of the sentences of `content/` and of sentences put together from their halves; the queries are such
sentences with words changed, moved or left out, and halves that never met. Prints JSON: median and 95th percentile in
milliseconds of `MemoryIndex.search`, the same for rapidfuzz's `process.extract` over all texts, their ratio, and
`missed`: how many of the queries get a lower best match than the full comparison finds, in percent.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.fuzz import ratio

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from kb.l10n.cutting import cut_text  # noqa: E402
from kb.l10n.memory import MemoryIndex, Record  # noqa: E402
from kb.l10n.similarity import THRESHOLD, normalise  # noqa: E402

SIZE, QUERIES = 100_000, 300


def main() -> None:
    chance = random.Random(5)
    sentences = _sentences()
    stored = _stored(sentences, chance)
    began = time.perf_counter()
    index = MemoryIndex(Record(n, text, f"{n}") for n, text in enumerate(stored, start=1))
    built = time.perf_counter() - began
    queries = [_changed(chance.choice(stored), chance) for _ in range(QUERIES)]
    queries += [_joined(sentences, chance) for _ in range(QUERIES // 3)]
    texts = [normalise(text) for text in stored]
    quick, found = _timed(queries, lambda query: [one.similarity for one in index.search(query)])
    plain, best = _timed(
        queries,
        lambda query: [
            round(one[1], 1)
            for one in process.extract(normalise(query), texts, scorer=ratio, score_cutoff=THRESHOLD, limit=20)
        ],
    )
    missed = sum(max(one, default=0) < max(other, default=0) for one, other in zip(found, best, strict=True))
    told = {
        "sentences": len(index),
        "build_seconds": built,
        "queries": len(queries),
        "matched": sum(bool(one) for one in best),
        "median": statistics.median(quick),
        "p95": statistics.quantiles(quick, n=20)[-1],
        "plain_median": statistics.median(plain),
        "plain_p95": statistics.quantiles(plain, n=20)[-1],
        "ratio": statistics.median(quick) / statistics.median(plain),
        "missed": 100 * missed / len(queries),
    }
    print(json.dumps({name: round(value, 2) for name, value in told.items()}, indent=2))


def _sentences() -> list[str]:
    """The English sentences of the shipped content, each once."""
    found: dict[str, None] = {}
    for path in sorted((ROOT / "content").rglob("*.en.md")):
        body = path.read_text(encoding="utf-8").split("\n---\n", 1)[-1]
        found |= dict.fromkeys(text for text in cut_text("", body, "en").texts if len(text.split()) > 3)
    return list(found)


def _stored(sentences: list[str], chance: random.Random) -> list[str]:
    found = dict.fromkeys(sentences)
    while len(found) < SIZE:
        found[_joined(sentences, chance)] = None
    return list(found)


def _joined(sentences: list[str], chance: random.Random) -> str:
    """The first half of one sentence and the second half of another, with a number of its own now and then."""
    first, second = chance.choice(sentences).split(), chance.choice(sentences).split()
    words = first[: (len(first) + 1) // 2] + second[len(second) // 2 :]
    if chance.random() < 0.3:
        words.insert(chance.randrange(len(words)), str(chance.randrange(1_000)))
    return " ".join(words)


def _changed(text: str, chance: random.Random) -> str:
    """A sentence as a revision leaves it: one to three words changed, left out, put in or moved."""
    words = text.split()
    for _change in range(chance.randint(1, 3)):
        place = chance.randrange(len(words))
        match chance.randrange(4):
            case 0:
                words[place] = "something"
            case 1 if len(words) > 2:
                del words[place]
            case 2:
                words.insert(place, "now")
            case _:
                words.append(words.pop(place))
    return " ".join(words)


def _timed(queries: list[str], ask: Callable[[str], list[float]]) -> tuple[list[float], list[list[float]]]:
    """The milliseconds of each query, and what each found."""
    times, found = [], []
    for query in queries:
        began = time.perf_counter()
        found.append(ask(query))
        times.append((time.perf_counter() - began) * 1_000)
    return times, found


if __name__ == "__main__":
    main()
