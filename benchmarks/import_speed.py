"""How fast documents come into an empty catalogue.

    python benchmarks/import_speed.py FOLDER…

Imports every Markdown file below the folders into a fresh data folder with `manage.py import_docs`, as a person would,
the start of the program included (a search index is built apart), and prints JSON: files, seconds by the clock, files a
second. The peer is markdown-it-py, which does nothing but parse the same files, in one process, one after the other:
`ratio` says how many times as long the import takes. Importing also recognises what the documents are made of, cuts
every text into sentences, checks each translation, renders every page and writes about thirty rows a document.

Only an idle machine tells anything; other processes (up to one a processor) share the work from 1,000 files on.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from markdown_it import MarkdownIt

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    parser = argparse.ArgumentParser(description="How fast documents come into an empty catalogue.")
    parser.add_argument("folders", nargs="+", type=Path)
    folders = [folder.resolve() for folder in parser.parse_args().folders]
    files = sorted(file for folder in folders for file in folder.rglob("*.md"))
    parsing = _parse(files)
    seconds = _import(folders)
    told = {
        "files": len(files),
        "seconds": round(seconds, 1),
        "files_per_second": round(len(files) / seconds, 1),
        "parsing_seconds": round(parsing, 1),
        "ratio": round(seconds / parsing, 2),
    }
    print(json.dumps(told, indent=2))


def _parse(files: list[Path]) -> float:
    """Seconds to read and parse the files with markdown-it-py."""
    markdown = MarkdownIt("commonmark").enable("table")
    begun = time.perf_counter()
    for file in files:
        markdown.parse(file.read_text(encoding="utf-8", errors="replace"))
    return time.perf_counter() - begun


def _import(folders: list[Path]) -> float:
    """Seconds to import the folders into a data folder of its own."""
    with tempfile.TemporaryDirectory(prefix="orsak-benchmark-") as data:
        environment = {
            **os.environ,
            "ORSAK_DATA_DIR": data,
            "ORSAK_SECRET_KEY": "only for this benchmark, and long enough for it",
            "ORSAK_DEBUG": "0",
        }
        environment.pop("DATABASE_URL", None)
        manage = [sys.executable, str(ROOT / "manage.py")]
        subprocess.run([*manage, "migrate", "-v0"], env=environment, check=True)  # noqa: S603  our own program
        begun = time.perf_counter()
        subprocess.run([*manage, "import_docs", "-v0", *map(str, folders)], env=environment, check=True)  # noqa: S603
        return time.perf_counter() - begun


if __name__ == "__main__":
    main()
