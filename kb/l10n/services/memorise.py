"""Putting sentences into the memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction

from kb.catalog.models import Entry
from kb.l10n.memory import Record
from kb.l10n.models import MemoryEntry, Segment, SegmentTranslation
from kb.l10n.services.knowledge import known_pairs, remember
from kb.l10n.similarity import pair_hash, source_hash
from kb.l10n.states import Origin

_BATCH = 2_000


def memory_entry(
    *, source: str, target: str, source_language: str, target_language: str, origin: str, context: str = ""
) -> MemoryEntry:
    """An unsaved memory entry with its hashes. `context` is the entry it comes from, as `context_of` names it."""
    return MemoryEntry(
        source_language=source_language,
        target_language=target_language,
        source=source,
        target=target,
        pair=pair_hash(source_language, target_language, source, target),
        source_hash=source_hash(source),
        origin=origin,
        context=context[:220],
    )


def context_of(entry: Entry) -> str:
    """The name by which the memory knows an entry."""
    return f"{entry.kind}:{entry.key}"


def memory_of(segment: Segment, translation: SegmentTranslation, source: str = "") -> MemoryEntry:
    """The unsaved memory entry of a sentence, its entry loaded, and its translation.

    `source` is everything that the translation says, where that is more than the sentence.
    """
    return memory_entry(
        source=source or segment.flat,
        target=translation.text,
        source_language=segment.language,
        target_language=translation.language,
        origin=translation.origin,
        context=context_of(segment.entry),
    )


@transaction.atomic
def add_to_memory(*, records: Sequence[Record], source_language: str, target_language: str) -> int:
    """Adds records (from TMX, CSV) to the memory, all or none; returns how many it did not have."""
    return sum(remember(batch) for batch in _batches(records, source_language, target_language))


def count_new(*, records: Sequence[Record], source_language: str, target_language: str) -> int:
    """How many of these records `add_to_memory` would add."""
    pairs: set[str] = set()
    known = 0
    for batch in _batches(records, source_language, target_language):
        new = {one.pair for one in batch} - pairs
        pairs |= new
        known += len(known_pairs(new))
    return len(pairs) - known


def _batches(records: Sequence[Record], source_language: str, target_language: str) -> Iterable[list[MemoryEntry]]:
    origins = set(Origin)
    for start in range(0, len(records), _BATCH):
        yield [
            memory_entry(
                source=record.source,
                target=record.target,
                source_language=source_language,
                target_language=target_language,
                origin=record.origin if record.origin in origins else Origin.IMPORT,
                context=record.context,
            )
            for record in records[start : start + _BATCH]
        ]
