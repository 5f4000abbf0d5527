"""The Whoosh engine: one snapshot per process, kept fresh; edits in small commits; rebuilding beside the live index."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from kb.search.documents import Document
from kb.search.engines.base import IndexUnavailable, Status
from kb.search.engines.processes import analysed
from kb.search.engines.whoosh.files import IndexFolder, damage, is_current
from kb.search.engines.whoosh.schema import ENTRY_FIELD, make_schema, whoosh_fields
from kb.search.engines.whoosh.segment import Segment
from kb.search.engines.whoosh.snapshot import WhooshSnapshot
from kb.search.engines.whoosh.writer import ArrayWriter
from kb.search.indexing import index_document

REFRESH_PATIENCE = 0.005
WRITE_PATIENCE = 10.0


class WhooshEngine:
    """Keeps its index in a folder that the application alone writes to (Whoosh reads pickles from it)."""

    name = "whoosh"

    def __init__(self, path: Path) -> None:
        self._folder = IndexFolder(path)
        self._opening = threading.Lock()
        self._index: FileIndex | None = None
        self._snapshot: WhooshSnapshot | None = None
        self._refreshed: threading.Event | None = None
        self._stamp: tuple[int, ...] | None = None

    def snapshot(self) -> WhooshSnapshot:
        """The newest state. A search never waits longer than 5 ms for a newer one: it goes on with the last."""
        current, known = self._snapshot, self._index
        stamp = self._folder.stamp(known.storage.folder) if known is not None else None
        if current is not None and stamp is not None and stamp == self._stamp:
            return current
        index = self._open()
        generation = self._generation(index)
        if current is None:
            return self._refresh(index)
        if current.generation == generation:
            self._stamp = stamp if index is known else None
        else:
            refreshed = self._refreshed
            if refreshed is None:
                self._refreshed = refreshed = threading.Event()
                threading.Thread(target=self._refresh_aside, args=(index, refreshed), daemon=True).start()
            refreshed.wait(REFRESH_PATIENCE)
        return self._snapshot or current

    def update(self, documents: Iterable[Document], deleted: Collection[int] = ()) -> None:
        """Replace or add documents and delete entries, in one commit; documents are read when nobody else writes."""
        with self._folder.writing(WRITE_PATIENCE):
            index = self._open()
            indexed = [index_document(document) for document in documents]
            gone = {*deleted, *(one.reference.entry_id for one in indexed)}
            writer = ArrayWriter(index)
            try:
                snapshot = self._read(index)
                for number in _numbers(snapshot, gone):
                    writer.delete_document(number)
                for one in indexed:
                    writer.add_document(**whoosh_fields(one))
                writer.commit()
            except BaseException:
                _cancel(writer)
                raise
            self._refresh(index)  # whoever wrote finds what was written at once

    def rebuild(self, documents: Iterable[Document], *, processes: int = 1) -> int:
        """Build from nothing beside the live index, then swap; a failed build leaves the live one as it was."""
        with self._folder.writing(WRITE_PATIENCE):
            folder = self._folder.new()
            try:
                writer = ArrayWriter(FileStorage(str(folder)).create_index(make_schema()))
                count = 0
                for indexed in analysed(documents, processes):
                    writer.add_document(**whoosh_fields(indexed))
                    count += 1
                writer.commit()
                self._folder.swap(folder)
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise
        return count

    def optimise(self) -> None:
        """Merge all segments into one, without the deleted documents."""
        with self._folder.writing(WRITE_PATIENCE):
            index = self._open()
            writer = ArrayWriter(index)
            try:
                writer.commit(optimize=True)
            except BaseException:
                _cancel(writer)
                raise

    def status(self) -> Status:
        """Reads every byte of the index to find damage; this also brings it into the file system's cache."""
        folder = self._folder.live()
        size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) if folder else 0
        try:
            snapshot = self._refresh(self._open())
        except IndexUnavailable as error:
            return Status(self.name, size_bytes=size, problem=str(error))
        problems = (damage(folder, segment.name, thorough=True) for segment in snapshot.segments) if folder else ()
        return Status(
            self.name,
            documents=snapshot.size - len(snapshot.dead()),
            dead=len(snapshot.dead()),
            generation=snapshot.generation,
            size_bytes=size,
            problem=next(filter(None, problems), ""),
            details={"segments": str(len(snapshot.segments))},
        )

    def _open(self) -> FileIndex:
        """The live index, opened once for as long as it is live; raises IndexUnavailable."""
        folder = self._folder.live()
        if folder is None:
            raise IndexUnavailable("There is no search index yet.")
        if self._index is None or self._index.storage.folder != str(folder):
            if not is_current(folder):
                raise IndexUnavailable("The search index was made by another version of Orsak.")
            try:
                self._index = FileStorage(str(folder)).open_index()
            except Exception as error:  # Whoosh raises anything from KeyError to UnpicklingError on a damaged table
                raise IndexUnavailable(f"The search index is damaged: {error}") from error
        return self._index

    def _generation(self, index: FileIndex) -> str:
        """The name of the newest state on disk; raises IndexUnavailable when the files are gone."""
        try:
            number = index.latest_generation()
        except OSError as error:
            raise IndexUnavailable("The files of the search index are gone.") from error
        if number < 0:
            raise IndexUnavailable("The files of the search index are gone.")
        return f"{Path(index.storage.folder).name}/{number}"

    def _refresh(self, index: FileIndex) -> WhooshSnapshot:
        with self._opening:
            if self._snapshot is None or self._snapshot.generation != self._generation(index):
                self._snapshot = self._read(index)
            return self._snapshot

    def _refresh_aside(self, index: FileIndex, refreshed: threading.Event) -> None:
        try:
            self._refresh(index)
        except IndexUnavailable:
            pass  # the next search says so
        finally:
            self._refreshed = None
            refreshed.set()

    def _read(self, index: FileIndex, attempts: int = 5) -> WhooshSnapshot:
        """Open the segments of the latest generation; those already open are kept."""
        known = {segment.name: segment for segment in self._snapshot.segments} if self._snapshot else {}
        try:
            table = index._read_toc()
            folder = Path(index.storage.folder)
            for segment in table.segments:
                wrong = damage(folder, segment.segment_id(), thorough=False)
                if wrong:
                    raise OSError(wrong)
            segments = [
                Segment.open(index.storage, table.schema, segment, known.get(segment.segment_id()))
                for segment in table.segments
            ]
        except OSError as error:
            # A writer may have replaced the files between reading the table and opening them.
            if attempts > 1:
                return self._read(index, attempts - 1)
            raise IndexUnavailable(f"The search index is damaged: {error}") from error
        except Exception as error:
            raise IndexUnavailable(f"The search index is damaged: {error}") from error
        return WhooshSnapshot(segments, f"{folder.name}/{table.generation}")


def _numbers(snapshot: WhooshSnapshot, entries: Collection[int]) -> list[int]:
    """The document numbers of entries."""
    pairs = [(ENTRY_FIELD, str(entry)) for entry in entries]
    return [int(number) for docs, _ in snapshot.postings(pairs).values() for number in docs]


def _cancel(writer: Any) -> None:
    """A writer that failed must let go of the lock, whatever state it is in."""
    try:
        writer.cancel()
    except Exception:
        if writer.writelock:
            writer.writelock.release()
