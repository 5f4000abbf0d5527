"""Building the index anew: by command, or by itself when it is missing, damaged or of another version."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable

import structlog
from django.conf import settings
from django.core.cache import cache
from django.db import connection

from kb.search import outbox
from kb.search.documents import Document
from kb.search.engines import get_engine
from kb.search.engines.base import IndexBusy, IndexUnavailable
from kb.search.loading import documents, searchable
from kb.search.models import PendingEntry

_ASKED = "search-rebuild-asked"
_ASK_AGAIN_AFTER = 60
log = structlog.get_logger(__name__)

Progress = Callable[[Iterable[Document], int], Iterable[Document]]


def rebuild(*, processes: int = 1, progress: Progress | None = None) -> int:
    """Build the index from the database beside the live one and swap; returns the number of entries.

    What changes meanwhile is applied afterwards. Raises IndexBusy when another process is writing.
    """
    noted = list(PendingEntry.objects.values_list("pk", flat=True))
    entries = searchable()
    found: Iterable[Document] = documents(entries)
    if progress:
        found = progress(found, len(entries))
    count = get_engine().rebuild(found, processes=processes)
    for start in range(0, len(noted), outbox.BATCH):
        PendingEntry.objects.filter(pk__in=noted[start : start + outbox.BATCH]).delete()
    outbox.try_drain()
    cache.delete(_ASKED)
    return count


def rebuild_if_unusable() -> bool:
    """Rebuild where the index cannot be searched; returns whether it did."""
    try:
        get_engine().snapshot()
    except IndexUnavailable as error:
        log.warning("search_index_rebuilding", reason=str(error))
    else:
        return False
    try:
        count = rebuild()
    except IndexBusy:
        return False
    log.info("search_index_rebuilt", entries=count)
    return True


def heal() -> None:
    """Have an unusable index rebuilt in the background, once a minute at most."""
    if not settings.SEARCH_HEALS or not cache.add(_ASKED, True, _ASK_AGAIN_AFTER):
        return
    if settings.TASKS_BACKEND == "database":
        from kb.search.tasks import rebuild_index

        rebuild_index.enqueue()
    else:
        threading.Thread(target=_rebuild_aside, name="search-rebuild", daemon=True).start()


def _rebuild_aside() -> None:
    try:
        rebuild_if_unusable()
    finally:
        connection.close()
