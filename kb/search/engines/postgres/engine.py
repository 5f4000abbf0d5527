"""The PostgreSQL engine: any number of web machines over one index, changes in one transaction, builds side by side."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Collection, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import islice
from typing import Any

from django.db import DatabaseError, connection, transaction

from kb.search.documents import Document
from kb.search.engines.base import IndexBusy, IndexUnavailable, Status
from kb.search.engines.fingerprint import fingerprint
from kb.search.engines.postgres import tables
from kb.search.engines.postgres.lexicon import Memory
from kb.search.engines.postgres.snapshot import PostgresSnapshot
from kb.search.engines.processes import analysed

WRITE_LOCK = 4_042_017
_STATE = "SELECT build, generation, size, fingerprint FROM search_indexstate WHERE id = 1"


class PostgresEngine:
    """Keeps its index in the tables of kb.search.models.index_tables, in the database of the application."""

    name = "postgres"

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._memory: Memory | None = None
        self._snapshot: PostgresSnapshot | None = None

    def snapshot(self) -> PostgresSnapshot:
        """The newest state; one small query when nothing changed."""
        build, generation, size = self._state()
        current = self._snapshot
        if current is not None and current.generation == f"{build}/{generation}":
            return current
        with self._lock:
            memory = self._memory
            if memory is None or memory.build != build:
                memory = self._memory = Memory(build)
            with self._cursor() as cursor:
                memory.add(tables.read_terms(cursor, build, memory.generation))
                dead = tables.read_dead(cursor, build)
            memory.generation = generation
            self._snapshot = PostgresSnapshot(memory, generation, size, dead, self._cursor)
            return self._snapshot

    def update(self, documents: Iterable[Document], deleted: Collection[int] = ()) -> None:
        """Replace or add documents and delete entries, in one transaction, which reads the documents."""
        with self._writing() as cursor:
            indexed = list(analysed(documents, 1))
            build, generation, size = self._state()
            tables.kill(cursor, build, {*deleted, *(one.reference.entry_id for one in indexed)})
            if indexed:
                tables.append(cursor, build, generation + 1, size, indexed)
            cursor.execute(
                "UPDATE search_indexstate SET generation = %s, size = %s WHERE id = 1",
                [generation + 1, size + len(indexed)],
            )

    def rebuild(self, documents: Iterable[Document], *, processes: int = 1) -> int:
        """Build from nothing beside the live build, then make it the live one."""
        with self._writing() as cursor:
            # Never a number that was used before: other processes tell by it that what they hold in memory is old, even
            # after this transaction was rolled back or the tables were restored from a copy.
            build, size = secrets.randbelow(2**31 - 1) + 1, 0
            iterator = iter(analysed(documents, processes))
            while chunk := list(islice(iterator, tables.BLOCK)):
                tables.append(cursor, build, 1, size, chunk)
                size += len(chunk)
            cursor.execute(
                "INSERT INTO search_indexstate (id, build, generation, size, fingerprint) VALUES (1, %s, 1, %s, %s)"
                " ON CONFLICT (id) DO UPDATE SET build = excluded.build, generation = excluded.generation,"
                " size = excluded.size, fingerprint = excluded.fingerprint",
                [build, size, fingerprint()],
            )
            tables.drop_other_builds(cursor, build)
        with self._cursor() as cursor:
            cursor.execute("ANALYZE search_indexterm, search_indexblock, search_indexdocument, search_indexflow")
        return size

    def optimise(self) -> None:
        """Nothing to merge: dead documents leave with the next rebuild, freed rows with autovacuum."""

    def status(self) -> Status:
        """Counts from the tables."""
        try:
            build, generation, _ = self._state()
        except IndexUnavailable as error:
            return Status(self.name, problem=str(error))
        with self._cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FILTER (WHERE NOT dead), count(*) FILTER (WHERE dead)"
                " FROM search_indexdocument WHERE build = %s",
                [build],
            )
            documents, dead = cursor.fetchone()
            cursor.execute(
                "SELECT sum(pg_total_relation_size(name::regclass)) FROM unnest(%s::text[]) AS name",
                [["search_indexterm", "search_indexblock", "search_indexdocument", "search_indexflow"]],
            )
            size = int(cursor.fetchone()[0])
        return Status(self.name, documents, dead, f"{build}/{generation}", size)

    def _state(self) -> tuple[int, int, int]:
        try:
            with self._cursor() as cursor:
                cursor.execute(_STATE)
                row = cursor.fetchone()
        except DatabaseError as error:
            raise IndexUnavailable(f"The tables of the search index cannot be read: {error}") from error
        if row is None or not row[0]:
            raise IndexUnavailable("There is no search index yet.")
        if row[3] != fingerprint():
            raise IndexUnavailable("The search index was made by another version of Orsak.")
        return row[0], row[1], row[2]

    def _cursor(self) -> AbstractContextManager[Any]:
        return connection.cursor()

    @contextmanager
    def _writing(self) -> Iterator[Any]:
        """A transaction that alone may write the index; raises IndexBusy when another one has the right."""
        with transaction.atomic(), self._cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [WRITE_LOCK])
            if not cursor.fetchone()[0]:
                raise IndexBusy("Another process is writing the search index.")
            yield cursor
