"""Where a former error code leads."""

from __future__ import annotations

from kb.catalog.models import ErrorCode
from kb.catalog.resolve import find_error


def final_error(error: ErrorCode) -> ErrorCode:
    """The error at the end of the chain of successors. The catalogue refuses circles when they are written."""
    seen = {error.pk}
    while error.successor is not None and error.successor_id not in seen:
        error = error.successor
        seen.add(error.pk)
    return error


def led_here(name: str, error: ErrorCode) -> ErrorCode | None:
    """The renamed or merged error with this name whose successors end at `error`; None for any other name."""
    former = find_error(name) if name else None
    if former is None or former.pk == error.pk or former.successor_id is None:
        return None
    return former if final_error(former).pk == error.pk else None
