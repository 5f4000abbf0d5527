"""How a change reaches the index: noted in the transaction of the change, applied after its commit, noted off after.

A crash between any two of these steps loses nothing: what is noted is applied by the next change, by `update_index`, or
by the worker; applying it twice gives the same index.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import structlog
from django.conf import settings
from django.db import DatabaseError, transaction

from kb.search.engines import get_engine
from kb.search.engines.base import IndexBusy, IndexUnavailable
from kb.search.loading import documents
from kb.search.models import PendingEntry

BATCH = 400
_deferred: ContextVar[bool] = ContextVar("search_deferred", default=False)
log = structlog.get_logger(__name__)


def note(entries: Collection[int]) -> None:
    """Note that entries changed; their new state is in the index soon after the transaction commits."""
    PendingEntry.objects.bulk_create(PendingEntry(entry_id=entry) for entry in entries)
    if _deferred.get():
        return
    from kb.search.tasks import update_index

    if settings.TASKS_BACKEND == "database":
        update_index.enqueue()  # a row of the same transaction
    else:
        transaction.on_commit(update_index.enqueue, robust=True)


@contextmanager
def deferred() -> Iterator[None]:
    """Apply the changes of a long job in one go at its end instead of one by one. For imports."""
    if _deferred.get():
        yield
        return
    from kb.search.tasks import update_index

    token = _deferred.set(True)
    database_answers = True
    try:
        yield
    except DatabaseError:
        database_answers = False  # what is pending waits for the next change
        raise
    finally:
        _deferred.reset(token)
        if database_answers:
            transaction.on_commit(update_index.enqueue, robust=True)


def pending() -> int:
    """How many changes have not reached the index."""
    return PendingEntry.objects.count()


def drain() -> int:
    """Apply what is pending, in batches of one commit each; returns how many entries were brought up to date.

    Raises IndexUnavailable and IndexBusy; what was not applied stays pending.
    """
    engine, count = get_engine(), 0
    if PendingEntry.objects.exists():
        engine.snapshot()  # raises before anything is read where there is no index
    while rows := list(PendingEntry.objects.order_by("pk").values_list("pk", "entry_id")[:BATCH]):
        entries = sorted({entry for _, entry in rows})
        # Read by the engine once it alone writes: else another change, read later, could be written before.
        engine.update(documents(entries), entries)
        PendingEntry.objects.filter(pk__in=[pk for pk, _ in rows]).delete()
        count += len(entries)
    return count


def try_drain() -> None:
    """Apply what is pending now if it can be; otherwise it stays pending and the log says why."""
    try:
        drain()
    except IndexBusy:
        log.info("search_index_busy", pending=pending())
    except IndexUnavailable as error:
        log.info("search_index_unavailable", reason=str(error))
    except OSError as error:
        log.error("search_index_not_written", reason=str(error), pending=pending())
