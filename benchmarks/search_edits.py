"""How long an edit takes to be found, and whether searches wait for it.

    python benchmarks/search_edits.py FOLDER QUERIES.jsonl [--edits 30]

Builds an index of the catalogue in FOLDER in a scratch folder. One process then searches without pause, while another
changes one entry after the other. Prints JSON, in milliseconds: `found` from the beginning of a change until a search
finds it; `alone` the searches before the first change; `beside` those while changes are made.
"""

from __future__ import annotations

import argparse
import json
import pickle
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path
from typing import Any

from search_site import shares, use_site

_WRITER = """
import pickle, sys, time
import django
django.setup()
from pathlib import Path
from kb.search.engines.whoosh.engine import WhooshEngine
engine, scratch = WhooshEngine(Path(sys.argv[1]) / "index"), Path(sys.argv[1])
engine.snapshot()
for number, document in enumerate(pickle.loads((scratch / "edits").read_bytes())):
    started = time.time()
    engine.update([document])
    print(number, started, time.time(), flush=True)
    time.sleep(0.4)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("--edits", type=int, default=30)
    options = parser.parse_args()
    use_site(options.folder)
    scratch = Path(tempfile.mkdtemp(prefix="orsak-search-benchmark-"))
    try:
        print(json.dumps(_measure(scratch, options.queries, options.edits), indent=2))
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _measure(scratch: Path, file: Path, edits: int) -> dict[str, Any]:
    from kb.search.documents import Document, Text
    from kb.search.engines.whoosh.engine import WhooshEngine
    from kb.search.evaluation import read_judged
    from kb.search.loading import documents, searchable
    from kb.search.searching import search
    from kb.search.starting import prewarm
    from kb.search.understand import understand

    entries = list(documents(searchable()))
    changed = [
        Document(one.entry_id, one.kind, one.key, (Text("en", f"Marker xyzzy{number}", one.texts[0].body),))
        for number, one in enumerate(entries[:: max(1, len(entries) // edits)][:edits])
    ]
    (scratch / "edits").write_bytes(pickle.dumps(changed))
    engine = WhooshEngine(scratch / "index")
    engine.rebuild(entries, processes=2)
    prewarm(engine)
    queries = cycle(read_judged(file.read_text(encoding="utf-8").splitlines()))

    def ask() -> float:
        query = next(queries)
        started = time.perf_counter()
        snapshot = engine.snapshot()
        search(understand(query.text, query.language, snapshot), snapshot)
        return time.perf_counter() - started

    alone = [ask() for _ in range(2_000)]
    writer = subprocess.Popen([sys.executable, "-c", _WRITER, str(scratch)], stdout=subprocess.PIPE, text=True)
    beside: list[float] = []
    seen: dict[int, float] = {}
    while writer.poll() is None:
        beside.append(ask())
        number = len(seen)
        if engine.snapshot().frequencies("en", [f"xyzzy{number}"]):
            seen[number] = time.time()
    assert writer.stdout is not None
    times = [line.split() for line in writer.stdout]
    found = [seen[int(number)] - float(started) for number, started, _ended in times if int(number) in seen]
    return {"edits": len(times), "found": shares(found), "alone": shares(alone), "beside": shares(beside)}


if __name__ == "__main__":
    main()
