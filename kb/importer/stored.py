"""The sources that are stored already, as what further texts are fitted to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from kb.catalog.models import (
    Entry,
    Translation,
)
from kb.feedback.models import SentenceReport
from kb.importer import rows
from kb.l10n.models import Segment, SegmentTranslation, Unit


@dataclass(slots=True)
class StoredSource:
    """The source of an entry as it is stored: its blocks, its sentences' rows, and the languages they are told in."""

    units: list[rows.Unit] = field(default_factory=list)
    segment_pks: dict[str, int] = field(default_factory=dict)
    date: dt.date | None = None
    told: set[str] = field(default_factory=set)


def load_stored(pks: Sequence[int]) -> dict[int, StoredSource]:
    """The sources of entries that were cut into sentences; those that readers reported something about left out."""
    found: dict[int, StoredSource] = {}
    blocks: dict[int, rows.Unit] = {}
    units = Unit.objects.filter(entry__in=pks).order_by("entry", "position")
    for pk, entry, position, kind, lead, line in units.values_list(
        "pk", "entry_id", "position", "kind", "lead", "line"
    ):
        blocks[pk] = rows.Unit(position, kind, lead, line, [])
        found.setdefault(entry, StoredSource()).units.append(blocks[pk])
    sentences = Segment.objects.filter(entry__in=pks, unit__isnull=False).order_by("position")
    for pk, entry, unit, uid, position, text, tail, digest in sentences.values_list(
        "pk", "entry_id", "unit_id", "uid", "position", "text", "tail", "hash"
    ):
        blocks[unit].segments.append(rows.Segment(uid, position, text, tail, digest))  # type: ignore[index]
        found[entry].segment_pks[uid] = pk
    told = SegmentTranslation.objects.filter(segment__entry__in=pks).order_by()
    for entry, language in told.values_list("segment__entry", "language").distinct():
        found[entry].told.add(language)
    languages = dict(Entry.objects.filter(pk__in=pks).order_by().values_list("pk", "source_language"))
    for entry, language, date in (
        Translation.objects.filter(entry__in=pks).order_by().values_list("entry_id", "language", "date")
    ):
        if entry in found and languages[entry] == language:
            found[entry].date = date
    for entry in SentenceReport.objects.filter(entry__in=pks).values_list("entry_id", flat=True):
        found.pop(entry, None)
    return found
