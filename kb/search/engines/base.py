"""What every engine gives: a snapshot to search in, and the life of its index."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from kb.search.cache import Cache
from kb.search.documents import Document, Reference
from kb.search.query import Lexicon

Postings = tuple[np.ndarray, np.ndarray]
"""Ascending document numbers (int32) and the weights beside them (float32)."""

ANSWERS_BYTES = 24 << 20
FORMAT = 3
"""Raised when analysis or storage change in a way that makes an index unusable."""


class IndexUnavailable(Exception):
    """There is no usable index: none was built, or it is damaged or of another version."""


class IndexBusy(Exception):
    """Another process is writing the index."""


class Snapshot(Lexicon, Protocol):
    """An unchanging view of an index. Document numbers go from 0 to `size` - 1; some may be dead.

    `answers` keeps what was asked of it (`kb.search.asking`).
    """

    size: int
    generation: str
    answers: Cache

    def postings(self, wanted: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Postings]:
        """The postings of those (field, term) pairs that occur."""
        ...

    def dead(self) -> np.ndarray:
        """Document numbers that were deleted or replaced."""
        ...

    def flows(self, numbers: Sequence[int], language: str) -> list[str]:
        """The words in order of these documents' texts; empty where there is no text in the language."""
        ...

    def references(self, numbers: Sequence[int]) -> list[Reference]:
        """The entries these document numbers stand for."""
        ...


@dataclass(frozen=True, slots=True)
class Status:
    """The state of an index. `problem` is empty when it can be searched."""

    engine: str
    documents: int = 0
    dead: int = 0
    generation: str = ""
    size_bytes: int = 0
    problem: str = ""
    details: dict[str, str] = field(default_factory=dict)


class Engine(Protocol):
    """Keeps an index and opens snapshots of it."""

    name: str

    def snapshot(self) -> Snapshot:
        """The newest state; raises IndexUnavailable."""
        ...

    def update(self, documents: Iterable[Document], deleted: Collection[int] = ()) -> None:
        """Replace or add documents and delete entries by id, in one commit; raises IndexBusy, IndexUnavailable."""
        ...

    def rebuild(self, documents: Iterable[Document], *, processes: int = 1) -> int:
        """Build from nothing beside the live index, then swap; returns the number of documents."""
        ...

    def optimise(self) -> None:
        """Merge what piled up and drop what is dead."""
        ...

    def status(self) -> Status: ...
