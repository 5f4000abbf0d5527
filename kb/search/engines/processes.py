"""Analysing documents in one or several processes, in order."""

from __future__ import annotations

import gc
import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice

from kb.search.documents import Document
from kb.search.indexing import IndexedDocument, index_document

BATCH = 40
WAITING = 4
"""Batches that wait for each process: enough to keep it busy, few enough to bound memory."""


def analysed(documents: Iterable[Document], processes: int) -> Iterator[IndexedDocument]:
    """The documents as an engine is fed them. They are read in the calling process, in step with the analysis."""
    if processes <= 1:
        yield from map(index_document, documents)
        return
    iterator = iter(documents)
    context = multiprocessing.get_context("spawn")
    waiting: deque[Future[list[IndexedDocument]]] = deque()
    with ProcessPoolExecutor(processes, context, initializer=gc.freeze) as pool:
        while batch := list(islice(iterator, BATCH)):
            waiting.append(pool.submit(_analyse, batch))
            if len(waiting) >= processes * WAITING:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _analyse(batch: list[Document]) -> list[IndexedDocument]:
    return [index_document(document) for document in batch]
