"""The one place that changes a translation of a sentence: it appends the version that tells."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kb.l10n.models import Batch, Segment, SegmentTranslation, SegmentVersion, Step
from kb.l10n.services.findings import Checked, note_findings
from kb.l10n.states import State

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def version_of(
    translation: SegmentTranslation,
    *,
    step: Step,
    segment: Segment,
    batch: Batch | None = None,
    comment: str = "",
) -> SegmentVersion:
    """The unsaved history row of a translation as it stands."""
    return SegmentVersion(
        segment=segment,
        language=translation.language,
        number=translation.version,
        text=translation.text,
        state=translation.state,
        origin=translation.origin,
        outdated=translation.outdated,
        told_before=translation.told_before,
        author=translation.author,
        step=step,
        source=segment.flat,
        comment=comment[:300],
        batch=batch,
    )


def store(
    *,
    segment: Segment,
    language: str,
    text: str,
    state: str,
    origin: str,
    step: Step,
    author: User | None = None,
    outdated: bool = False,
    told_before: bool = False,
    previous_source: str = "",
    withheld: bool = False,
    batch: Batch | None = None,
    comment: str = "",
    current: SegmentTranslation | None = None,
    checked: Checked | None = None,
) -> SegmentTranslation:
    """Sets the translation of a sentence, with what the checks found where that is known, and appends its version.

    Checks nobody's rights.
    """
    translation = current or SegmentTranslation(segment=segment, language=language, version=0)
    translation.text, translation.state, translation.origin = text, state, origin
    translation.author, translation.outdated, translation.told_before = author, outdated, told_before
    translation.previous_source, translation.withheld = previous_source, withheld
    translation.version += 1
    if checked is not None:
        note_findings(translation, checked)
    translation.save()
    version_of(translation, step=step, segment=segment, batch=batch, comment=comment).save()
    return translation


def take_along(segment: Segment, saved: SegmentTranslation, *, step: Step, batch: Batch | None = None) -> None:
    """Gives the sentences behind one that its translation says as well the state it got; it stands in a block.

    Those that are outdated stay so until somebody vouches for the translation.
    """
    vouched = saved.state != State.INITIAL and not saved.outdated
    behind = list(Segment.objects.filter(unit=segment.unit_id, position__gt=segment.position).order_by("position"))
    found = SegmentTranslation.objects.filter(segment__in=behind, language=saved.language, told_before=True)
    told_before = {one.segment_id: one for one in found}
    for later in behind:
        told = told_before.get(later.pk)
        if told is None:
            return
        outdated = told.outdated and not vouched
        store(
            segment=later,
            language=saved.language,
            text="",
            told_before=True,
            state=saved.state,
            origin=saved.origin,
            step=step,
            author=saved.author,
            outdated=outdated,
            previous_source=told.previous_source if outdated else "",
            withheld=told.withheld and outdated,
            batch=batch,
            current=told,
        )


def store_many(pairs: Iterable[tuple[SegmentTranslation, Segment]], *, step: Step, batch: Batch | None = None) -> int:
    """Creates new translations (version 1) and their first versions in two statements; returns how many."""
    rows = list(pairs)
    for translation, _segment in rows:
        translation.version = 1
    SegmentTranslation.objects.bulk_create([translation for translation, _ in rows], batch_size=500)
    SegmentVersion.objects.bulk_create(
        [version_of(translation, step=step, segment=segment, batch=batch) for translation, segment in rows],
        batch_size=500,
    )
    return len(rows)
