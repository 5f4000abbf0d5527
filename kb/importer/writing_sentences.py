"""Writing the translations of sentences, with their first versions."""

from __future__ import annotations

from kb.importer.inserting import insert
from kb.importer.jobs import Job
from kb.importer.preparing import check_consistency
from kb.l10n.models import SegmentTranslation, SegmentVersion, Step
from kb.languages import CODES

_TRANSLATION = "segment_id language text told_before state origin outdated version errors warnings failed".split()
_VERSION = "segment_id language number text state origin outdated told_before step source".split()


def write_sentences(jobs: list[Job]) -> None:
    """Write the translated sentences of prepared documents, in the transaction of the caller."""
    _check_consistency(jobs)
    translations: list[tuple[object, ...]] = []
    versions: list[tuple[object, ...]] = []
    for job in jobs:
        for text in job.result.further:
            for uid, _hash, source, told, before, state, origin, outdated, errors, warnings, failed in text.tellings:
                key = (job.segment_pks[uid], text.language)
                version = 2 if outdated else 1
                found = (errors, warnings, failed)
                translations.append((*key, told, before, state, origin, outdated, version, *found))
                versions.append((*key, 1, told, state, origin, False, before, Step.IMPORTED.value, source))
                if outdated:
                    versions.append((*key, 2, told, state, origin, True, before, Step.SAVED.value, source))
    insert(SegmentTranslation, _TRANSLATION, translations)
    insert(SegmentVersion, _VERSION, versions)


def _check_consistency(jobs: list[Job]) -> None:
    """The check that looks at what other documents say, of those before and of those in this batch."""
    for language in CODES:
        texts = [(job, text) for job in jobs for text in job.result.further if text.language == language]
        hashes = {one.hash for _job, text in texts for one in text.tellings}
        if not hashes:
            continue
        siblings: dict[str, list[str]] = {}
        rows = SegmentTranslation.objects.filter(
            segment__hash__in=hashes, segment__unit__isnull=False, language=language, outdated=False
        )
        for digest, said in rows.exclude(text="").order_by().values_list("segment__hash", "text"):
            siblings.setdefault(digest, []).append(said)
        for job, text in texts:
            for place, one in enumerate(text.tellings):
                if one.text and one.hash in siblings:
                    text.tellings[place] = check_consistency(one, siblings[one.hash], (job.language, language))
            for one in text.tellings:
                if one.text and not one.outdated:
                    siblings.setdefault(one.hash, []).append(one.text)
