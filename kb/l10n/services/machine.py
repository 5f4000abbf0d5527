"""Letting an engine fill sentences: always drafts, checked first, never in place of what a person wrote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from kb.catalog.models import Entry
from kb.l10n.engines.base import Engine
from kb.l10n.models import Batch, BatchKind, Segment, SegmentTranslation, Step
from kb.l10n.permissions import require
from kb.l10n.services.assembly import load_translations, load_units, publish_entry
from kb.l10n.services.findings import Checked, check_many
from kb.l10n.services.versions import store
from kb.l10n.states import MACHINE_MADE, State

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True)
class Filled:
    """What an engine did: the change (undone as one), and for how many sentences it had nothing, or nothing good."""

    batch: Batch | None
    filled: int
    without: int
    rejected: int


def fill_by_machine(*, entry: Entry, language: str, engine: Engine, user: User | None) -> Filled:
    """Fills the entry's empty sentences, and machine text that the source left behind.

    A translation whose checks find an error is not stored. Raises NotAllowedError without a role in the language,
    EngineError where the engine does not answer; nothing is written then. `user` None is the operator.
    """
    if user is not None:
        require(user, language)
    wanted = _wanted(entry, language)
    if not wanted:
        return Filled(None, 0, 0, 0)
    texts = engine.translate(
        [segment.flat for segment in wanted], source_language=wanted[0].language, target_language=language
    )
    drafts = [
        SegmentTranslation(segment=segment, language=language, text=text)
        for segment, text in zip(wanted, texts, strict=True)
        if text and text.strip()
    ]
    checked = check_many(translations=drafts, language=language)
    good = [(draft, found) for draft, found in zip(drafts, checked, strict=True) if not found.errors]
    batch = _store(entry, language, engine, user, good) if good else None
    return Filled(batch, batch.count if batch else 0, len(wanted) - len(drafts), len(drafts) - len(good))


def _wanted(entry: Entry, language: str) -> list[Segment]:
    found = load_translations(entry, language)
    segments = [segment for _unit, row in load_units(entry) for segment in row]
    return [segment for segment in segments if _may_fill(found.get(segment.pk)) and segment.language != language]


def _may_fill(found: SegmentTranslation | None) -> bool:
    if found is None or not (found.text or found.told_before):
        return True
    return found.outdated and found.state == State.INITIAL and found.origin in MACHINE_MADE


@transaction.atomic
def _store(
    entry: Entry,
    language: str,
    engine: Engine,
    user: User | None,
    good: Sequence[tuple[SegmentTranslation, Checked]],
) -> Batch:
    batch = Batch.objects.create(kind=BatchKind.MACHINE, language=language, user=user, detail=engine.name)
    current = {
        one.segment_id: one
        for one in SegmentTranslation.objects.select_for_update().filter(
            segment__in=[draft.segment_id for draft, _found in good], language=language
        )
    }
    for draft, found in good:
        now = current.get(draft.segment_id)
        if not _may_fill(now):
            continue  # somebody was quicker
        store(
            segment=draft.segment,
            language=language,
            text=draft.text,
            state=State.INITIAL,
            origin=engine.origin,
            step=Step.MACHINE,
            batch=batch,
            current=now,
            checked=found,
        )
        batch.count += 1
    batch.save(update_fields=["count"])
    publish_entry(entry=entry, language=language)
    return batch
