"""Putting sentences into the memory."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from kb.l10n.memory import Record
from kb.l10n.models import MemoryEntry
from kb.l10n.services.knowledge import remember
from kb.l10n.similarity import normalise, source_hash
from kb.l10n.states import Origin

_BATCH = 2_000


def memory_entry(
    *, source: str, target: str, source_language: str, target_language: str, origin: str, context: str = ""
) -> MemoryEntry:
    """An unsaved memory entry with its hashes."""
    content = "\x1f".join([source_language, target_language, normalise(source), normalise(target)])
    return MemoryEntry(
        source_language=source_language,
        target_language=target_language,
        source=source,
        target=target,
        pair=hashlib.blake2b(content.encode(), digest_size=16).hexdigest(),
        source_hash=source_hash(source),
        origin=origin,
        context=context[:220],
    )


def add_to_memory(*, records: Iterable[Record], source_language: str, target_language: str) -> int:
    """Adds records (from TMX, CSV) to the memory; returns how many it did not have."""
    added, batch = 0, []
    for record in records:
        origin = record.origin if record.origin in set(Origin) else Origin.IMPORT
        batch.append(
            memory_entry(
                source=record.source,
                target=record.target,
                source_language=source_language,
                target_language=target_language,
                origin=origin,
                context=record.context,
            )
        )
        if len(batch) == _BATCH:
            added, batch = added + remember(batch), []
    return added + remember(batch)
