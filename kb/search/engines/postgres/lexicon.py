"""What one process keeps of a build in memory: its terms, and the posting lists and texts that were used last."""

from __future__ import annotations

from typing import NamedTuple

from kb.search.cache import Cache
from kb.search.engines.lines import as_lines, beginning, holding
from kb.search.indexing import CODE_FIELD

MAX_CACHED_BYTES = 64 << 20


class Term(NamedTuple):
    """A term's row: where its postings are, how many there are, which generation changed it last."""

    id: int
    frequency: int
    generation: int


class Memory:
    """The lexicon of one build, kept up to date in place, with the caches that belong to it."""

    def __init__(self, build: int) -> None:
        self.build = build
        self.generation = 0
        self.terms: dict[str, dict[str, Term]] = {}
        self.postings = Cache(MAX_CACHED_BYTES)
        self.flows = Cache(MAX_CACHED_BYTES // 2)
        self._codes = ""
        self._ordered: dict[str, list[str]] = {}

    def add(self, rows: list[tuple[str, str, int, int, int]]) -> None:
        """Take in terms that changed."""
        for field, term, *rest in rows:
            self.terms.setdefault(field, {})[term] = Term(*rest)
        self._codes = ""
        self._ordered = {}

    def beginning(self, field: str, start: str, limit: int) -> list[str]:
        """The first terms of a field that begin with `start`."""
        kept = self._ordered  # another thread may begin a new one meanwhile
        ordered = kept.get(field)
        if ordered is None:
            ordered = kept[field] = sorted(self.terms.get(field, {}))
        return beginning(ordered, start, limit)

    def codes_holding(self, part: str) -> list[str]:
        """The codes in which a part stands anywhere."""
        if not self._codes:
            self._codes = as_lines(list(self.terms.get(CODE_FIELD, {})))
        return holding(self._codes, part)
