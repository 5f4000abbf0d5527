"""Orsak's two engines beside their peers, on one catalogue and one set of judged queries: one table.

    python benchmarks/search.py FOLDER QUERIES.jsonl [--postgres URL] [--documents 50000] [--engines A,B]

FOLDER is a data folder of Orsak whose catalogue is read (import the documents into it first). QUERIES are lines as
`evaluate_search` takes them. Every engine indexes the same documents and answers the same queries, each in a process of
its own that has done nothing else before:

    whoosh-forgets      ours, without remembering what was asked before
    whoosh, postgres    ours (postgres and pg-fulltext only with --postgres: a scratch database, written over)
    whoosh-objects      our terms, weights and re-ranking, scored by Whoosh's own query objects
    tantivy-terms       our understanding, scored by tantivy on our terms
    tantivy             tantivy with its stemmers
    whoosh-stock        Whoosh as its manual shows it
    fts5                SQLite FTS5, words joined by OR, bm25()
    pg-fulltext         PostgreSQL full text, words joined by OR, ts_rank

Cold is the first time a query is asked, after what a web process does at its start; warm the best of the later rounds.
Both are 95th percentiles in milliseconds. Memory is what the asking process held at the end, in MB. With --documents,
documents made of the common words of the others, with names of their own, are added up to that number.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from search_site import ROOT, use_site

ENGINES = "whoosh,whoosh-forgets,postgres,whoosh-objects,tantivy-terms,tantivy,whoosh-stock,fts5,pg-fulltext"
NEED_POSTGRES = ("postgres", "pg-fulltext")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="a data folder of Orsak")
    parser.add_argument("queries", type=Path)
    parser.add_argument("--engines", default=ENGINES)
    parser.add_argument("--postgres", default="", help="address of a scratch database")
    parser.add_argument("--documents", type=int, default=0, help="fill up to this number")
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    engines = options.engines.split(",")
    if unknown := set(engines) - set(ENGINES.split(",")):
        parser.error(f"there is no engine {', '.join(sorted(unknown))}; there are {ENGINES}")
    scratch = Path(tempfile.mkdtemp(prefix="orsak-search-benchmark-"))
    try:
        _compare(engines, scratch, options)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _compare(engines: list[str], scratch: Path, options: argparse.Namespace) -> None:
    count = _write_documents(options.folder, scratch / "documents", options.documents)
    queries = options.queries.resolve()
    print(f"{count} documents, {len(queries.read_text(encoding='utf-8').splitlines())} queries\n")
    print(f"{'engine':<16}{'MRR@10':>8}{'S@10':>8}{'cold p95':>10}{'warm p95':>10}{'memory':>8}{'documents/s':>13}")
    for name in engines:
        if name in NEED_POSTGRES and not options.postgres:
            print(f"{name:<16}  skipped: --postgres names no database")
            continue
        address = options.postgres if name in NEED_POSTGRES else ""
        built = _run(scratch, address, "build", name, str(options.processes))
        asked = _run(scratch, address, "ask", name, str(queries), str(options.rounds))
        print(
            f"{name:<16}{asked['mrr']:>8.4f}{asked['success']:>8.4f}{asked['cold']:>10.2f}{asked['warm']:>10.2f}"
            f"{asked['megabytes']:>8.0f}{count / built['seconds']:>13.0f}",
            flush=True,
        )


def _write_documents(folder: Path, file: Path, wanted: int) -> int:
    """Read the catalogue of a data folder, fill it up, and write it where the other processes read it."""
    use_site(folder)
    from benchmarks.search_filler import filled
    from kb.search.loading import documents, searchable

    found = filled(list(documents(searchable())), wanted)
    file.write_bytes(pickle.dumps(found))
    return len(found)


def _run(scratch: Path, address: str, *arguments: str) -> dict[str, Any]:
    """One step in a process of its own; what it prints, from JSON."""
    environment = os.environ | {"ORSAK_DATA_DIR": str(scratch / "data")}
    environment.pop("DATABASE_URL", None)
    if address:
        environment["DATABASE_URL"] = address
    command = [sys.executable, str(ROOT / "benchmarks" / "search_run.py"), str(scratch), *arguments]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(arguments[:2])} failed.")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    main()
