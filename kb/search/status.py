"""Does the index hold what the database holds?"""

from __future__ import annotations

from dataclasses import dataclass

from kb.search.engines.base import Engine, IndexUnavailable, Status
from kb.search.loading import searchable
from kb.search.outbox import pending

CHUNK = 500
MAX_NAMED = 10


@dataclass(frozen=True, slots=True)
class Comparison:
    """The state of the index, how many entries should be found, which ones are missing from it or too many in it."""

    status: Status
    entries: int
    pending: int
    missing: tuple[int, ...]
    surplus: tuple[int, ...]
    sentence: str


def compare(engine: Engine) -> Comparison:
    """Compare index and database entry by entry. `sentence` is empty when all is well."""
    status = engine.status()
    wanted = set(searchable())
    waiting = pending()
    if status.problem:
        return Comparison(status, len(wanted), waiting, (), (), f"{status.problem} Run rebuild_index.")
    try:
        indexed = _indexed(engine)
    except IndexUnavailable as error:
        return Comparison(status, len(wanted), waiting, (), (), f"{error} Run rebuild_index.")
    missing, surplus = sorted(wanted - indexed), sorted(indexed - wanted)
    sentence = ""
    if missing or surplus:
        advice = "Run update_index." if waiting else "Run rebuild_index."
        sentence = f"{len(missing)} entries are missing from the index and {len(surplus)} are too many. {advice}"
    elif waiting:
        sentence = f"{waiting} changes have not reached the index. Run update_index."
    return Comparison(status, len(wanted), waiting, tuple(missing[:MAX_NAMED]), tuple(surplus[:MAX_NAMED]), sentence)


def _indexed(engine: Engine) -> set[int]:
    """The ids of the entries in the index."""
    snapshot = engine.snapshot()
    dead = set(snapshot.dead().tolist())
    alive = [number for number in range(snapshot.size) if number not in dead]
    return {
        reference.entry_id
        for start in range(0, len(alive), CHUNK)
        for reference in snapshot.references(alive[start : start + CHUNK])
    }
