"""Does the index hold what the database holds?"""

from __future__ import annotations

from dataclasses import dataclass

from kb.search.engines.base import Engine, IndexUnavailable, Status
from kb.search.loading import documents, searchable
from kb.search.outbox import pending

CHUNK = 500
MAX_NAMED = 10


@dataclass(frozen=True, slots=True)
class Comparison:
    """The state of the index, how many entries should be found, and which ones are missing from it, too many in it, or
    in it as they were before.
    """

    status: Status
    entries: int
    pending: int
    missing: tuple[int, ...]
    surplus: tuple[int, ...]
    outdated: tuple[int, ...]
    sentence: str


def compare(engine: Engine) -> Comparison:
    """Compare index and database entry by entry. `sentence` is empty when all is well."""
    status = engine.status()
    entries = searchable()
    waiting = pending()
    if status.problem:
        return Comparison(status, len(entries), waiting, (), (), (), f"{status.problem} Run rebuild_index.")
    try:
        indexed = _indexed(engine)
    except IndexUnavailable as error:
        return Comparison(status, len(entries), waiting, (), (), (), f"{error} Run rebuild_index.")
    wanted = {document.entry_id: document.digest for document in documents(entries)}
    missing, surplus = sorted(wanted.keys() - indexed.keys()), sorted(indexed.keys() - wanted.keys())
    outdated = sorted(entry for entry, digest in indexed.items() if wanted.get(entry, digest) != digest)
    sentence = ""
    if missing or surplus or outdated:
        advice = "Run update_index." if waiting else "Run rebuild_index."
        sentence = (
            f"{len(missing)} entries are missing from the index, {len(surplus)} are too many"
            f" and {len(outdated)} are there as they were before. {advice}"
        )
    elif waiting:
        sentence = f"{waiting} changes have not reached the index. Run update_index."
    return Comparison(
        status,
        len(entries),
        waiting,
        tuple(missing[:MAX_NAMED]),
        tuple(surplus[:MAX_NAMED]),
        tuple(outdated[:MAX_NAMED]),
        sentence,
    )


def _indexed(engine: Engine) -> dict[int, str]:
    """Entry id → digest of the document in the index."""
    snapshot = engine.snapshot()
    dead = set(snapshot.dead().tolist())
    alive = [number for number in range(snapshot.size) if number not in dead]
    return {
        reference.entry_id: reference.digest
        for start in range(0, len(alive), CHUNK)
        for reference in snapshot.references(alive[start : start + CHUNK])
    }
