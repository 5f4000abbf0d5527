"""Orsak's two engines beside their peers, on a folder of documents and judged queries: one table.

    python benchmarks/search.py FOLDER QUERIES.jsonl [--engines whoosh,postgres,...] [--rounds 3]

FOLDER is a data folder of Orsak whose catalogue is read (import the documents into it first). QUERIES
are lines as `evaluate_search` takes them. Each engine indexes the same entries and answers the same queries:

    whoosh, postgres    ours (postgres where DATABASE_URL names PostgreSQL)
    tantivy-terms       tantivy fed the terms that our understanding found
    tantivy             tantivy with its stemmers
    whoosh-stock        Whoosh as its manual shows it
    fts5                SQLite FTS5, words joined by OR, bm25()
    pg-fulltext         PostgreSQL full text, words joined by OR, ts_rank

Milliseconds are the best of the rounds for each query (warm) and the first round (cold), 95th percentile.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
Ask = Callable[[str, str], Sequence[int]]
"""From text and language to the ids of entries, best first."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="a data folder of Orsak")
    parser.add_argument("queries", type=Path)
    parser.add_argument("--engines", default="whoosh,postgres,tantivy-terms,tantivy,whoosh-stock,fts5,pg-fulltext")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    _set_up(options.folder)

    from benchmarks import search_peers
    from kb.search.evaluation import read_judged
    from kb.search.loading import documents, searchable

    entries = list(documents(searchable()))
    queries = list(read_judged(options.queries.read_text(encoding="utf-8").splitlines()))
    print(f"{len(entries)} entries, {len(queries)} queries\n")
    print(f"{'engine':<16}{'MRR@10':>8}{'S@10':>8}{'cold p95':>10}{'warm p95':>10}{'entries/s':>11}")
    scratch = Path(tempfile.mkdtemp(prefix="orsak-search-benchmark-"))
    try:
        for name in options.engines.split(","):
            make = search_peers.ENGINES.get(name)
            if make is None:
                sys.exit(f"There is no engine {name}. There are: {', '.join(search_peers.ENGINES)}.")
            started = time.perf_counter()
            ask = make(entries, scratch / name, options.processes)
            built = time.perf_counter() - started
            if ask is None:
                print(f"{name:<16}  skipped: DATABASE_URL names no PostgreSQL")
                continue
            _report(name, ask, entries, queries, options.rounds, len(entries) / built)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _set_up(folder: Path) -> None:
    """Read the catalogue of a data folder of Orsak."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "kb.settings",
        "ORSAK_DATA_DIR": str(folder.resolve()),
        "ORSAK_DEBUG": "1",
        "ORSAK_SEARCH_HEALS": "0",
    }
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()


def _report(name: str, ask: Ask, entries: Sequence, queries: Sequence, rounds: int, rate: float) -> None:
    from kb.search.evaluation import Answer

    by_id = {entry.entry_id: Answer(entry.kind, entry.key, entry.source_path) for entry in entries}
    ranks: list[int] = []
    seconds: list[list[float]] = [[] for _ in queries]
    for number in range(rounds):
        for place, query in enumerate(queries):
            started = time.perf_counter()
            found = ask(query.text, query.language)
            seconds[place].append(time.perf_counter() - started)
            if not number:
                ranks.append(query.rank([by_id[one] for one in found[:10]]))
    mrr = sum(1 / rank for rank in ranks if rank) / len(ranks)
    success = sum(map(bool, ranks)) / len(ranks)
    cold = _p95([times[0] for times in seconds])
    warm = _p95([min(times) for times in seconds])
    print(f"{name:<16}{mrr:>8.4f}{success:>8.4f}{cold:>10.2f}{warm:>10.2f}{rate:>11.0f}", flush=True)


def _p95(seconds: list[float]) -> float:
    return sorted(seconds)[int(len(seconds) * 0.95)] * 1000


if __name__ == "__main__":
    main()
