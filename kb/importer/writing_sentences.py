"""Writing the translations of sentences, with their first versions."""

from __future__ import annotations

from kb.importer.jobs import Job
from kb.importer.preparing import check_consistency
from kb.importer.rows import Telling
from kb.l10n.models import SegmentTranslation, SegmentVersion, Step
from kb.languages import CODES


def write_sentences(jobs: list[Job]) -> None:
    """Write the translated sentences of prepared documents, in the transaction of the caller."""
    _check_consistency(jobs)
    translations: list[SegmentTranslation] = []
    versions: list[SegmentVersion] = []
    for job in jobs:
        for text in job.result.further:
            for one in text.tellings:
                segment = job.segment_pks[one.segment.uid]
                translations.append(
                    SegmentTranslation(
                        segment_id=segment,
                        language=text.language,
                        text=one.text,
                        told_before=one.told_before,
                        state=one.state,
                        origin=one.origin,
                        outdated=one.outdated,
                        version=1 + one.outdated,
                        errors=one.errors,
                        warnings=one.warnings,
                        failed=f" {' '.join(sorted(one.failed))} "[:200] if one.failed else "",
                    )
                )
                versions.append(_version(one, segment, text.language, 1, Step.IMPORTED))
                if one.outdated:
                    versions.append(_version(one, segment, text.language, 2, Step.SAVED))
    SegmentTranslation.objects.bulk_create(translations)
    SegmentVersion.objects.bulk_create(versions)


def _version(one: Telling, segment: int, language: str, number: int, step: Step) -> SegmentVersion:
    return SegmentVersion(
        segment_id=segment,
        language=language,
        number=number,
        text=one.text,
        state=one.state,
        origin=one.origin,
        outdated=number > 1,
        told_before=one.told_before,
        step=step,
        source=one.segment.flat,
    )


def _check_consistency(jobs: list[Job]) -> None:
    """The check that looks at what other documents say, of those before and of those in this batch."""
    for language in CODES:
        texts = [(job, text) for job in jobs for text in job.result.further if text.language == language]
        hashes = {one.segment.hash for _job, text in texts for one in text.tellings}
        if not hashes:
            continue
        siblings: dict[str, list[str]] = {}
        rows = SegmentTranslation.objects.filter(
            segment__hash__in=hashes, segment__unit__isnull=False, language=language, outdated=False
        )
        for digest, said in rows.exclude(text="").order_by().values_list("segment__hash", "text"):
            siblings.setdefault(digest, []).append(said)
        for job, text in texts:
            for one in text.tellings:
                if one.text and one.segment.hash in siblings:
                    check_consistency(one, siblings[one.segment.hash], (job.language, language))
            for one in text.tellings:
                if one.text and not one.outdated:
                    siblings.setdefault(one.segment.hash, []).append(one.text)
