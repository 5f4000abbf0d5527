"""What can happen to the files of the Whoosh index."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kb.search.documents import Document, Text
from kb.search.engines.base import IndexBusy, IndexUnavailable
from kb.search.engines.whoosh import engine as engine_module
from kb.search.engines.whoosh import files as files_module
from kb.search.engines.whoosh.engine import WhooshEngine
from kb.search.engines.whoosh.files import MADE_WITH, IndexFolder
from kb.search.engines.whoosh.writer import ArrayWriter
from kb.search.searching import search
from kb.search.understand import understand
from tests.search.corpus import DOCUMENTS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    WhooshEngine(tmp_path).rebuild(DOCUMENTS)
    return tmp_path


def _live(folder: Path) -> Path:
    return IndexFolder(folder).live() or pytest.fail("no live index")


def _keys(engine: WhooshEngine, text: str) -> list[str]:
    snapshot = engine.snapshot()
    return [hit.key for hit in search(understand(text, "en", snapshot), snapshot).hits]


def test_a_build_in_two_processes_is_the_same_index(tmp_path: Path) -> None:
    many = [
        Document(number, "guide", f"entry-{number}", (Text("en", f"Entry {number}", f"word{number % 7} text"),))
        for number in range(1, 200)
    ]
    one, two = WhooshEngine(tmp_path / "one"), WhooshEngine(tmp_path / "two")
    assert one.rebuild(many) == two.rebuild(many, processes=2) == len(many)
    assert _keys(one, "word3 text") == _keys(two, "word3 text")


@pytest.mark.parametrize("extension", [".pst", ".lex", ".trm", ".col", ".toc"])
def test_a_damaged_file_is_noticed(folder: Path, extension: str) -> None:
    victim = max(_live(folder).glob(f"*{extension}"), key=lambda file: file.stat().st_size)
    content = bytearray(victim.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 8] = b"\xff\x00\xff\x00\xff\x00\xff\x00"
    victim.write_bytes(content)
    assert WhooshEngine(folder).status().problem


@pytest.mark.parametrize("extension", [".pst", ".lex", ".toc"])
def test_a_truncated_or_missing_file_makes_the_index_unusable(folder: Path, extension: str) -> None:
    victim = next(_live(folder).glob(f"*{extension}"))
    victim.write_bytes(victim.read_bytes()[:10])
    with pytest.raises(IndexUnavailable):
        WhooshEngine(folder).snapshot()
    victim.unlink()
    with pytest.raises(IndexUnavailable):
        WhooshEngine(folder).snapshot()


def test_an_index_of_another_version_is_unusable_until_rebuilt(folder: Path) -> None:
    (_live(folder) / MADE_WITH).write_text(json.dumps({"fingerprint": "older"}))
    engine = WhooshEngine(folder)
    with pytest.raises(IndexUnavailable, match="another version"):
        engine.snapshot()
    engine.rebuild(DOCUMENTS)
    assert _keys(engine, "reset password")[0] == "reset-your-password"


def test_an_index_deleted_under_a_running_process_is_noticed(folder: Path) -> None:
    engine = WhooshEngine(folder)
    engine.snapshot()
    shutil.rmtree(_live(folder))
    with pytest.raises(IndexUnavailable):
        engine.snapshot()
    engine.rebuild(DOCUMENTS)
    assert engine.snapshot().size == len(DOCUMENTS)


def test_another_process_sees_a_rebuild_and_old_builds_are_removed(folder: Path) -> None:
    reader, writer = WhooshEngine(folder), WhooshEngine(folder)
    assert reader.snapshot().size == len(DOCUMENTS)
    writer.rebuild(DOCUMENTS[:4])
    deadline = time.monotonic() + 5
    while reader.snapshot().size != 4 and time.monotonic() < deadline:
        time.sleep(0.01)
    assert reader.snapshot().size == 4
    assert len([path for path in folder.iterdir() if path.is_dir()]) == 1


def test_a_second_writer_is_told_to_wait(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "WRITE_PATIENCE", 0.0)
    with IndexFolder(folder).writing(), pytest.raises(IndexBusy):
        WhooshEngine(folder).update([], deleted=[1])


def test_a_full_disk_leaves_the_index_as_it_was(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    engine = WhooshEngine(folder)
    with monkeypatch.context() as patch:
        patch.setattr(ArrayWriter, "_flush_segment", full)
        with pytest.raises(OSError, match="No space"):
            engine.update([DOCUMENTS[0]])
        with pytest.raises(OSError, match="No space"):
            engine.rebuild(DOCUMENTS)
    assert _keys(engine, "reset password")[0] == "reset-your-password"
    engine.update([DOCUMENTS[0]])
    assert engine.status().problem == ""


_WRITER = """
import sys
from pathlib import Path
from kb.search.engines.whoosh.engine import WhooshEngine
from kb.search.documents import Document, Text
engine = WhooshEngine(Path(sys.argv[1]))
print("writing", flush=True)
for number in range(1000, 100000):
    engine.update([Document(number, "guide", f"entry-{number}", (Text("en", f"Entry {number}", "word " * 200),))])
"""


def test_a_writer_killed_at_any_moment_loses_nothing_that_was_there(folder: Path) -> None:
    for pause in (0.0, 0.03, 0.11, 0.2):
        child = subprocess.Popen([sys.executable, "-c", _WRITER, str(folder)], stdout=subprocess.PIPE, cwd=Path.cwd())
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(pause)
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        child.stdout.close()
        engine = WhooshEngine(folder)
        assert engine.status().problem == ""
        assert _keys(engine, "reset password")[0] == "reset-your-password"
        engine.update([DOCUMENTS[1]])
        assert engine.status().documents >= len(DOCUMENTS)


_READER = """
import sys
from pathlib import Path
from kb.search.asking import ask
from kb.search.engines.whoosh.engine import WhooshEngine
engine = WhooshEngine(Path(sys.argv[1]))
while True:
    print(ask("reset password", "en", engine.snapshot())[1].hits[0].key, flush=True)
"""


def test_a_reader_killed_while_it_reads_harms_nobody(folder: Path) -> None:
    engine = WhooshEngine(folder)
    child = subprocess.Popen([sys.executable, "-c", _READER, str(folder)], stdout=subprocess.PIPE, cwd=Path.cwd())
    assert child.stdout is not None
    assert child.stdout.readline().strip() == b"reset-your-password"
    engine.update([DOCUMENTS[1]])
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    engine.update([DOCUMENTS[2]])
    assert engine.status().problem == ""
    assert _keys(engine, "reset password")[0] == "reset-your-password"


def test_a_change_by_another_process_is_seen_long_after_the_last_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files_module, "SETTLED_NS", 0)
    reader, writer = WhooshEngine(folder), WhooshEngine(folder)
    assert reader.snapshot() is reader.snapshot() is reader.snapshot()
    writer.update([], deleted=[DOCUMENTS[0].entry_id])
    deadline = time.monotonic() + 5
    while not len(reader.snapshot().dead()) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert len(reader.snapshot().dead()) == 1
