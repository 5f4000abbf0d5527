"""The folder of the index: which build is live, what it was made with, whether its files are whole."""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import shutil
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kb.search.engines.base import IndexBusy
from kb.search.engines.fingerprint import fingerprint

LIVE = "live"
MADE_WITH = "made-with.json"
SUMS_EXT = ".sum"
SETTLED_NS = 100_000_000
"""Longer than the steps in which file systems tell time."""


class IndexFolder:
    """`<folder>/live` names the sub-folder of the live build; a rebuild makes another and moves the name."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def live(self) -> Path | None:
        """The folder of the live build, None where there is none."""
        try:
            folder = self.path / (self.path / LIVE).read_text().strip()
        except (OSError, UnicodeDecodeError):
            return None
        return folder if folder.is_dir() else None

    def stamp(self, build: str) -> tuple[int, ...] | None:
        """What changes with every commit and swap: two looks at the file system instead of reading it.

        None while a change is so young that another one could have the same time, and where files are gone.
        """
        try:
            live, folder = os.stat(self.path / LIVE), os.stat(build)
        except OSError:
            return None
        if time.time_ns() - max(live.st_mtime_ns, folder.st_mtime_ns) < SETTLED_NS:
            return None
        return live.st_ino, live.st_mtime_ns, folder.st_ino, folder.st_mtime_ns

    def new(self) -> Path:
        """An empty folder for a build, marked with what it is made with."""
        folder = self.path / f"{time.strftime('%Y%m%d-%H%M%S')}-{secrets.token_hex(3)}"
        folder.mkdir(parents=True)
        (folder / MADE_WITH).write_text(json.dumps({"fingerprint": fingerprint()}))
        return folder

    def swap(self, folder: Path) -> None:
        """Make a build the live one, in one step, and remove the others. Open readers keep their files."""
        waiting = self.path / f"{LIVE}.{secrets.token_hex(3)}"
        waiting.write_text(folder.name)
        os.replace(waiting, self.path / LIVE)
        for other in self.path.iterdir():
            if other.is_dir() and other != folder:
                shutil.rmtree(other, ignore_errors=True)

    @contextmanager
    def writing(self, patience: float = 0.0) -> Iterator[None]:
        """Hold the right to write; raises IndexBusy when another process has it after `patience` seconds."""
        self.path.mkdir(parents=True, exist_ok=True)
        until = time.monotonic() + patience
        with (self.path / "write.lock").open("w") as lock:
            while True:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except OSError:
                    if time.monotonic() >= until:
                        raise IndexBusy("Another process is writing the search index.") from None
                    time.sleep(0.02)
            yield


def is_current(folder: Path) -> bool:
    """Whether a build was made with what is in force now."""
    try:
        return bool(json.loads((folder / MADE_WITH).read_text())["fingerprint"] == fingerprint())
    except (OSError, ValueError, KeyError, TypeError):
        return False


def write_sums(folder: Path, segment: str) -> None:
    """Note size and checksum of every file of a segment."""
    sums = {file.name: _sum(file) for file in folder.glob(f"{segment}.*") if file.suffix != SUMS_EXT}
    (folder / f"{segment}{SUMS_EXT}").write_text(json.dumps(sums))


def damage(folder: Path, segment: str, *, thorough: bool) -> str:
    """What is wrong with the files of a segment, empty when nothing is. Thorough means reading every byte."""
    try:
        sums = json.loads((folder / f"{segment}{SUMS_EXT}").read_text())
        for name, (size, checksum) in sums.items():
            if (folder / name).stat().st_size != size:
                return f"{name} has another size than when it was written"
            if thorough and _sum(folder / name)[1] != checksum:
                return f"{name} is not what was written"
    except (OSError, ValueError) as error:
        return f"{segment}: {error}"
    return ""


def _sum(file: Path) -> tuple[int, int]:
    checksum = 0
    with file.open("rb") as stream:
        while block := stream.read(1 << 20):
            checksum = zlib.crc32(block, checksum)
    return file.stat().st_size, checksum
