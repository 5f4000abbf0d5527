"""What one process keeps of a build in memory: its terms, and the posting lists and texts that were used last."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import NamedTuple

from kb.search.engines.lines import as_lines, holding
from kb.search.indexing import CODE_FIELD

MAX_CACHED_BYTES = 64 << 20


class Term(NamedTuple):
    """A term's row: where its postings are, how many there are, which generation changed it last."""

    id: int
    frequency: int
    generation: int


class Cache:
    """The values used last, up to a number of bytes. Safe to use from several threads."""

    def __init__(self, limit: int = MAX_CACHED_BYTES) -> None:
        self._limit = limit
        self._size = 0
        self._lock = threading.Lock()
        self._values: OrderedDict[Hashable, tuple[object, int]] = OrderedDict()

    def get(self, key: Hashable) -> object | None:
        """The value, which is now the one used last, or None."""
        with self._lock:
            found = self._values.get(key)
            if found is None:
                return None
            self._values.move_to_end(key)
            return found[0]

    def put(self, key: Hashable, value: object, size: int) -> None:
        """Keep a value of `size` bytes; what was not used for longest gives way."""
        with self._lock:
            earlier = self._values.pop(key, None)
            if earlier:
                self._size -= earlier[1]
            self._values[key] = (value, size)
            self._size += size
            while self._size > self._limit and self._values:
                _, (_, gone) = self._values.popitem(last=False)
                self._size -= gone


class Memory:
    """The lexicon of one build, kept up to date in place, with the caches that belong to it."""

    def __init__(self, build: int) -> None:
        self.build = build
        self.generation = 0
        self.terms: dict[str, dict[str, Term]] = {}
        self.postings = Cache()
        self.flows = Cache(MAX_CACHED_BYTES // 2)
        self._codes = ""

    def add(self, rows: list[tuple[str, str, int, int, int]]) -> None:
        """Take in terms that changed."""
        for field, term, *rest in rows:
            self.terms.setdefault(field, {})[term] = Term(*rest)
        self._codes = ""

    def codes_holding(self, part: str) -> list[str]:
        """The codes in which a part stands anywhere."""
        if not self._codes:
            self._codes = as_lines(list(self.terms.get(CODE_FIELD, {})))
        return holding(self._codes, part)
