"""One step of benchmarks/search.py in a process of its own: `build ENGINE PROCESSES` or `ask ENGINE QUERIES ROUNDS`."""

from __future__ import annotations

import json
import os
import pickle
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def main() -> None:
    scratch, step, name = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    (scratch / "data").mkdir(exist_ok=True)
    import django

    django.setup()
    from benchmarks.search_peers import PEERS

    peer, folder = PEERS[name], scratch / name
    if step == "build":
        found = _build(peer, folder, scratch / "documents", int(sys.argv[4]))
    else:
        found = _ask(peer, folder, scratch / "documents", Path(sys.argv[4]), int(sys.argv[5]))
    print(json.dumps(found))


def _build(peer: Any, folder: Path, file: Path, processes: int) -> dict[str, float]:
    from django.core.management import call_command
    from django.db import connection

    if connection.vendor == "postgresql":
        call_command("migrate", verbosity=0, interactive=False)
    documents = pickle.loads(file.read_bytes())
    folder.mkdir()
    started = time.perf_counter()
    peer.build(documents, folder, processes)
    return {"seconds": time.perf_counter() - started}


def _ask(peer: Any, folder: Path, file: Path, queries: Path, rounds: int) -> dict[str, float]:
    from kb.search.evaluation import Answer, read_judged

    asked = list(read_judged(queries.read_text(encoding="utf-8").splitlines()))
    ask = peer.open(folder)
    held = _megabytes()  # before the documents are read for judging
    answers: list[list[int]] = []
    seconds: list[list[float]] = [[] for _ in asked]
    for number in range(rounds):
        for place, query in enumerate(asked):
            started = time.perf_counter()
            found = ask(query.text, query.language)
            seconds[place].append(time.perf_counter() - started)
            if not number:
                answers.append(list(found[:10]))
    held = max(held, _megabytes())
    by_id = {one.entry_id: Answer(one.kind, one.key, one.source_path) for one in pickle.loads(file.read_bytes())}
    ranks = [query.rank([by_id[one] for one in found]) for query, found in zip(asked, answers, strict=True)]
    return {
        "mrr": sum(1 / rank for rank in ranks if rank) / len(ranks),
        "success": sum(map(bool, ranks)) / len(ranks),
        "cold": _p95([times[0] for times in seconds]),
        "warm": _p95([min(times[1:] or times) for times in seconds]),
        "megabytes": held,
    }


def _p95(seconds: list[float]) -> float:
    return sorted(seconds)[int(len(seconds) * 0.95)] * 1000


def _megabytes() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main()
