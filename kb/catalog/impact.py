"""What a new source text would do to the translations. The apps above know; they are asked by a signal."""

from __future__ import annotations

from dataclasses import dataclass

from kb.catalog import signals
from kb.catalog.models import Entry, SourceRevision


@dataclass(frozen=True, slots=True)
class Impact:
    """What a revision does to one language: sentences that become outdated, that lose their translation, that stay."""

    language: str
    outdated: int
    emptied: int
    kept: int


def impact_of(*, entry: Entry, title: str, body: str, significance: str) -> list[Impact]:
    """What publishing this source text would do to each language that has translations. Writes nothing."""
    answers = signals.source_considered.send(
        sender=SourceRevision, entry=entry, title=title, body=body, significance=significance
    )
    return [impact for _receiver, impacts in answers for impact in impacts]  # type: ignore[union-attr, misc]
