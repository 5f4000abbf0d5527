"""Sentence pairs on their way into the memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kb.importer.rows import Further, MemoryRow, Telling, Work
from kb.l10n.services.memorise import memory_entry
from kb.l10n.states import State


def memory_rows(further: Further, tellings: Sequence[Telling], work: Work) -> Iterable[MemoryRow]:
    """The sentence pairs of a text for the memory, each once: those it came with, and what somebody vouches for."""
    pairs = [(pair.source, pair.target) for pair in further.pairs]
    if further.text.state != State.INITIAL and not further.outdated:
        pairs += [(one.source, one.text) for one in tellings]
    made = (
        memory_entry(
            source=source,
            target=target,
            source_language=work.language,
            target_language=further.text.language,
            origin=further.text.origin,
            context=f"{work.kind}:{work.key}",
        )
        for source, target in pairs
        if source.strip() and target.strip()
    )
    for one in {entry.pair: entry for entry in made}.values():
        yield MemoryRow(*(getattr(one, name) for name in MemoryRow._fields))
