from __future__ import annotations

import gc
import os
from pathlib import Path

from kb.search.documents import Document, Text
from kb.search.engines.whoosh.engine import WhooshEngine


def _open_files(folder: Path) -> list[str]:
    found = []
    for handle in os.listdir("/proc/self/fd"):
        try:
            name = os.readlink(f"/proc/self/fd/{handle}")
        except OSError:
            continue
        if name.startswith(str(folder)):
            found.append(name)
    return found


def test_files_of_an_index_that_nobody_reads_are_closed(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path / "index")
    for number in range(5):
        engine.rebuild([Document(1, "guide", "one", (Text("en", f"Title {number}", "Words."),))])
        engine.snapshot()
    first = len(_open_files(tmp_path))
    for number in range(5):
        engine.rebuild([Document(1, "guide", "one", (Text("en", f"Other {number}", "Words."),))])
        engine.snapshot()
    gc.collect()
    assert 0 < len(_open_files(tmp_path)) <= first
