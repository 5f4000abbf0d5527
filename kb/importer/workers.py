"""Reading and preparing documents in other processes, where that is worth starting them."""

from __future__ import annotations

import os
import pickle
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

import structlog

from kb.languages import CODES

if TYPE_CHECKING:
    from kb.importer.rows import Knowledge, Prepared, Work

WORTHWHILE = 1_000
"""Files below which one process is done before others have started."""
_MOST = 4

log = structlog.get_logger(__name__)
_knowledge: list[Knowledge] = []
Result = TypeVar("Result")


class Workers:
    """Works beside this process, or in it where there is no other. Use it with `with`."""

    def __init__(self, files: int) -> None:
        processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        self.count = min(processors, _MOST) if files >= WORTHWHILE and processors > 1 else 0
        self._pool: ProcessPoolExecutor | None = None
        self._knowledge: Knowledge | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._close()

    @property
    def knowledge(self) -> Knowledge:
        """What checks know beside a sentence, as it was when it was first asked for."""
        if self._knowledge is None:
            from kb.importer.rows import Knowledge
            from kb.l10n.services import knowledge

            self._knowledge = Knowledge(knowledge.glossary(), {code: knowledge.lexicon(code) for code in CODES})
        return self._knowledge

    def prepare(self, works: Sequence[Work]) -> Callable[[], list[Prepared | KeyError | None]]:
        """Start preparing documents; the function returned waits for the results.

        A result is a KeyError where a text has a link that its work does not know.
        """
        return self.submit(_prepare_there, list(works), here=lambda: prepare_all(works, self.knowledge))

    def submit(
        self, function: Callable[..., Result], *given: object, here: Callable[[], Result] | None = None
    ) -> Callable[[], Result]:
        """Start a function of a module; the function returned waits for its result.

        Where there is no other process, or no longer, it is done when its result is asked for; by `here`, if given.
        """
        otherwise = here or partial(function, *given)
        if not self.count:
            return otherwise
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self.count, get_context("spawn"), initializer=_start, initargs=(_pickled(self.knowledge),)
            )
        try:
            future = self._pool.submit(function, *given)
        except BrokenProcessPool as error:
            self._give_up(error)
            return otherwise

        def result() -> Result:
            try:
                return future.result()
            except BrokenProcessPool as error:
                self._give_up(error)
                return otherwise()

        return result

    def _give_up(self, error: BaseException) -> None:
        log.warning("import_workers_lost", reason=str(error))
        self.count = 0
        self._close()

    def _close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def prepare_all(works: Sequence[Work], knowledge: Knowledge) -> list[Prepared | KeyError | None]:
    """Prepare documents in this process."""
    from kb.importer.preparing import prepare

    results: list[Prepared | KeyError | None] = []
    for work in works:
        try:
            results.append(prepare(work, knowledge))
        except KeyError as error:
            results.append(error)
    return results


def _prepare_there(works: list[Work]) -> list[Prepared | KeyError | None]:
    return prepare_all(works, _knowledge[0])


def _pickled(knowledge: Knowledge) -> bytes:
    """As bytes: what it is made of can only be imported once Django is set up. A glossary travels as its terms."""
    return pickle.dumps((knowledge.glossary.terms, dict(knowledge.lexicons)))


def _start(knowledge: bytes) -> None:
    """Set a worker up: Django, what checks know, and an end with its parent, whichever way that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    import django

    django.setup()
    from kb.importer.rows import Knowledge
    from kb.l10n.glossary import Glossary

    terms, lexicons = pickle.loads(knowledge)  # noqa: S301  our own parent wrote it
    _knowledge[:] = [Knowledge(Glossary(terms), lexicons)]


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
