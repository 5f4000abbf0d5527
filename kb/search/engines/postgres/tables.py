"""SQL of the PostgreSQL engine: appending documents to a build, marking dead ones, reading."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from typing import Any

from kb.search.indexing import IndexedDocument

BLOCK = 4096
"""Document numbers a block spans. Builds append whole blocks at a time."""
MAX_TERM = 250

Cursor = Any


def append(cursor: Cursor, build: int, generation: int, first: int, documents: Sequence[IndexedDocument]) -> None:
    """Give the documents the numbers from `first` on and add their postings."""
    numbered = list(enumerate(documents, first))
    _append_documents(cursor, build, numbered)
    postings: dict[tuple[str, str], dict[int, tuple[array, array]]] = {}
    for number, document in numbered:
        for field, terms in document.fields.items():
            for term, weight in terms.items():
                blocks = postings.setdefault((field, term[:MAX_TERM]), {})
                docs, weights = blocks.setdefault(number // BLOCK, (array("i"), array("f")))
                docs.append(number)
                weights.append(weight)
    ids = _append_terms(
        cursor,
        build,
        generation,
        {pair: sum(len(docs) for docs, _ in blocks.values()) for pair, blocks in postings.items()},
    )
    rows = [
        (ids[pair], number, docs.tobytes(), weights.tobytes())
        for pair, blocks in postings.items()
        for number, (docs, weights) in blocks.items()
    ]
    cursor.execute(
        "INSERT INTO search_indexblock (term_id, number, docs, weights)"
        " SELECT * FROM unnest(%s::bigint[], %s::int[], %s::bytea[], %s::bytea[])"
        " ON CONFLICT (term_id, number) DO UPDATE"
        " SET docs = search_indexblock.docs || excluded.docs, weights = search_indexblock.weights || excluded.weights",
        _columns(rows, 4),
    )


def _append_documents(cursor: Cursor, build: int, numbered: list[tuple[int, IndexedDocument]]) -> None:
    rows = [
        (number, found.entry_id, found.kind, found.key, ",".join(found.languages), found.digest)
        for number, one in numbered
        for found in (one.reference,)
    ]
    cursor.execute(
        "INSERT INTO search_indexdocument (build, number, entry_id, kind, key, languages, digest, dead)"
        " SELECT %s, *, false FROM unnest(%s::int[], %s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[])"
        " RETURNING number, id",
        [build, *_columns(rows, 6)],
    )
    ids = dict(cursor.fetchall())
    flows = [(ids[number], language, text) for number, one in numbered for language, text in one.flows.items()]
    cursor.execute(
        "INSERT INTO search_indexflow (document_id, language, text)"
        " SELECT * FROM unnest(%s::bigint[], %s::text[], %s::text[])",
        _columns(flows, 3),
    )


def _append_terms(
    cursor: Cursor, build: int, generation: int, frequencies: dict[tuple[str, str], int]
) -> dict[tuple[str, str], int]:
    rows = [(field, term, frequency) for (field, term), frequency in sorted(frequencies.items())]
    cursor.execute(
        "INSERT INTO search_indexterm (build, field, term, frequency, generation)"
        " SELECT %s, *, %s FROM unnest(%s::text[], %s::text[], %s::int[])"
        " ON CONFLICT (build, field, term) DO UPDATE"
        " SET frequency = search_indexterm.frequency + excluded.frequency, generation = excluded.generation"
        " RETURNING field, term, id",
        [build, generation, *_columns(rows, 3)],
    )
    return {(field, term): number for field, term, number in cursor.fetchall()}


def kill(cursor: Cursor, build: int, entries: Collection[int]) -> None:
    """Mark the documents of entries dead."""
    cursor.execute(
        "UPDATE search_indexdocument SET dead = true WHERE build = %s AND entry_id = ANY(%s) AND NOT dead",
        [build, list(entries)],
    )


def drop_other_builds(cursor: Cursor, build: int) -> None:
    """Remove every row that does not belong to the build."""
    cursor.execute(
        "DELETE FROM search_indexblock WHERE term_id IN (SELECT id FROM search_indexterm WHERE build <> %s)", [build]
    )
    cursor.execute("DELETE FROM search_indexterm WHERE build <> %s", [build])
    cursor.execute(
        "DELETE FROM search_indexflow WHERE document_id IN (SELECT id FROM search_indexdocument WHERE build <> %s)",
        [build],
    )
    cursor.execute("DELETE FROM search_indexdocument WHERE build <> %s", [build])


def read_blocks(cursor: Cursor, terms: Sequence[int]) -> list[tuple[int, bytes, bytes]]:
    """(term id, docs, weights) of terms, blocks in order."""
    cursor.execute(
        "SELECT term_id, docs, weights FROM search_indexblock WHERE term_id = ANY(%s) ORDER BY term_id, number",
        [list(terms)],
    )
    return cursor.fetchall()


def read_flows(cursor: Cursor, build: int, numbers: Sequence[int]) -> list[tuple[int, str, str]]:
    """(document number, language, text) of documents."""
    cursor.execute(
        "SELECT d.number, f.language, f.text"
        " FROM search_indexdocument d JOIN search_indexflow f ON f.document_id = d.id"
        " WHERE d.build = %s AND d.number = ANY(%s)",
        [build, list(numbers)],
    )
    return cursor.fetchall()


def read_references(cursor: Cursor, build: int, numbers: Sequence[int]) -> list[tuple[int, int, str, str, str, str]]:
    """(document number, entry id, kind, key, languages, digest) of documents."""
    cursor.execute(
        "SELECT number, entry_id, kind, key, languages, digest FROM search_indexdocument"
        " WHERE build = %s AND number = ANY(%s)",
        [build, list(numbers)],
    )
    return cursor.fetchall()


def read_terms(cursor: Cursor, build: int, since: int) -> list[tuple[str, str, int, int, int]]:
    """(field, term, id, frequency, generation) of the terms that changed after a generation."""
    cursor.execute(
        "SELECT field, term, id, frequency, generation FROM search_indexterm WHERE build = %s AND generation > %s",
        [build, since],
    )
    return cursor.fetchall()


def read_dead(cursor: Cursor, build: int) -> list[int]:
    """The numbers of dead documents."""
    cursor.execute("SELECT number FROM search_indexdocument WHERE build = %s AND dead ORDER BY number", [build])
    return [number for (number,) in cursor.fetchall()]


def _columns(rows: Sequence[tuple[Any, ...]], width: int) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(width)]
