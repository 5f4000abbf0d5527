"""A view of one generation of a build: the lexicon in memory, the rest read from the database when it is not cached."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any, cast

import numpy as np

from kb.search.cache import Cache
from kb.search.documents import Reference
from kb.search.engines.base import ANSWERS_BYTES, Postings
from kb.search.engines.postgres import tables
from kb.search.engines.postgres.lexicon import Memory, Term
from kb.search.indexing import FACET_FIELD

Cursors = Callable[[], AbstractContextManager[Any]]


class PostgresSnapshot:
    """Documents 0 to `size` - 1 of a build. What later generations appended lies beyond and is cut off."""

    def __init__(self, memory: Memory, generation: int, size: int, dead: Sequence[int], cursors: Cursors) -> None:
        self._memory = memory
        self._number = generation
        self.generation = f"{memory.build}/{generation}"
        self.size = size
        self.answers = Cache(ANSWERS_BYTES)
        self._dead = np.array(dead, np.int32)
        self._cursors = cursors

    def text_count(self, language: str) -> int:
        term = self._memory.terms.get(FACET_FIELD, {}).get(f"language:{language}")
        return term.frequency if term else 0

    def frequencies(self, field: str, terms: Iterable[str]) -> dict[str, int]:
        known = self._memory.terms.get(field, {})
        return {term: known[term].frequency for term in terms if term in known}

    def terms(self, field: str) -> Iterable[str]:
        return list(self._memory.terms.get(field, {}))

    def beginning(self, field: str, start: str, limit: int) -> list[str]:
        return self._memory.beginning(field, start, limit)

    def codes_holding(self, part: str) -> list[str]:
        return self._memory.codes_holding(part)

    def postings(self, wanted: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Postings]:
        found: dict[tuple[str, str], Postings] = {}
        missing: dict[int, tuple[tuple[str, str], Term]] = {}
        for pair in wanted:
            term = self._memory.terms.get(pair[0], {}).get(pair[1])
            if term is None:
                continue
            cached = cast("tuple[int, Postings] | None", self._memory.postings.get(term.id))
            if cached is not None and cached[0] >= term.generation:
                found[pair] = self._cut(cached[1])
            else:
                missing[term.id] = pair, term
        if missing:
            with self._cursors() as cursor:
                rows = tables.read_blocks(cursor, list(missing))
            for number, postings in _joined(rows).items():
                pair, _ = missing[number]
                size = postings[0].nbytes + postings[1].nbytes
                self._memory.postings.put(number, (self._number, postings), size)
                found[pair] = self._cut(postings)
        return found

    def dead(self) -> np.ndarray:
        return self._dead

    def flows(self, numbers: Sequence[int], language: str) -> list[str]:
        cache = self._memory.flows
        texts = {number: cast("dict[str, str] | None", cache.get(number)) for number in numbers}
        missing = [number for number, text in texts.items() if text is None]
        if missing:
            found: dict[int, dict[str, str]] = {number: {} for number in missing}
            with self._cursors() as cursor:
                for number, code, text in tables.read_flows(cursor, self._memory.build, missing):
                    found[number][code] = text
            for number, by_language in found.items():
                cache.put(number, by_language, sum(map(len, by_language.values())) + 200)
                texts[number] = by_language
        return [(texts[number] or {}).get(language, "") for number in numbers]

    def references(self, numbers: Sequence[int]) -> list[Reference]:
        if not numbers:
            return []
        with self._cursors() as cursor:
            rows = tables.read_references(cursor, self._memory.build, numbers)
        found = {
            number: Reference(entry_id, kind, key, tuple(filter(None, languages.split(","))), digest)
            for number, entry_id, kind, key, languages, digest in rows
        }
        return [found[number] for number in numbers]

    def _cut(self, postings: Postings) -> Postings:
        docs, weights = postings
        if len(docs) and docs[-1] >= self.size:
            end = int(np.searchsorted(docs, self.size))
            return docs[:end], weights[:end]
        return postings


def _joined(rows: list[tuple[int, bytes, bytes]]) -> dict[int, Postings]:
    """The blocks of each term as one posting list."""
    parts: dict[int, list[tuple[bytes, bytes]]] = {}
    for term, docs, weights in rows:
        parts.setdefault(term, []).append((docs, weights))
    return {
        term: (
            np.frombuffer(b"".join(docs for docs, _ in blocks), np.int32),
            np.frombuffer(b"".join(weights for _, weights in blocks), np.float32),
        )
        for term, blocks in parts.items()
    }
