"""Writing prepared documents with few statements: the rows that the services would make."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from kb.catalog import signals
from kb.catalog.models import (
    Cause,
    Edition,
    EmptyList,
    Entry,
    EntryAlias,
    EntryKind,
    ErrorCode,
    Guide,
    Solution,
    SourceRevision,
    Translation,
    TranslationVersion,
    alias_lookup,
)
from kb.codes import normalise_code
from kb.feedback.models import SentenceReport
from kb.importer import preparing
from kb.importer.apply import LINKED, Applier, note_unresolved
from kb.importer.index import CatalogueIndex
from kb.importer.jobs import Job
from kb.importer.models import ImportedFile, ImportedText
from kb.importer.plan import fingerprint
from kb.importer.preparing import Page, Prepared, Telling, Text, check_consistency
from kb.l10n.models import Progress, Segment, SegmentTranslation, SegmentVersion, Step, Unit
from kb.l10n.services.knowledge import remember
from kb.l10n.services.memorise import memory_entry
from kb.l10n.states import Condition
from kb.languages import CODES

PAGE_FIELDS = ["title_html", "html", "plain", "outline", "unresolved"]
_MODELS: dict[str, type[Entry]] = {model.KIND: model for model in (Cause, ErrorCode, Guide, Solution)}
_PROGRESS_FIELDS = ["total", *(one.value for one in Condition), "errors", "warnings", "unaligned", "updated_at"]


@dataclass(slots=True)
class StoredSource:
    """The source of an entry as it is stored: its blocks, its sentences' rows, and the languages they are told in."""

    units: list[preparing.Unit] = field(default_factory=list)
    segment_pks: dict[str, int] = field(default_factory=dict)
    date: dt.date | None = None
    told: set[str] = field(default_factory=set)


def load_stored(pks: Sequence[int]) -> dict[int, StoredSource]:
    """The sources of entries that were cut into sentences; those that readers reported something about left out."""
    found: dict[int, StoredSource] = {}
    blocks: dict[int, preparing.Unit] = {}
    rows = Unit.objects.filter(entry__in=pks).order_by("entry", "position")
    for pk, entry, position, kind, lead, line in rows.values_list("pk", "entry_id", "position", "kind", "lead", "line"):
        blocks[pk] = preparing.Unit(position, kind, lead, line, [])
        found.setdefault(entry, StoredSource()).units.append(blocks[pk])
    sentences = Segment.objects.filter(entry__in=pks, unit__isnull=False).order_by("position")
    for pk, entry, unit, uid, position, text, tail, digest in sentences.values_list(
        "pk", "entry_id", "unit_id", "uid", "position", "text", "tail", "hash"
    ):
        blocks[unit].segments.append(preparing.Segment(uid, position, text, tail, digest))  # type: ignore[index]
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


def write(jobs: list[Job], index: CatalogueIndex, applier: Applier) -> None:
    """Write documents, in the transaction of the caller. Raises IntegrityError where somebody else was faster."""
    new = [job for job in jobs if job.is_new]
    there = Entry.objects.in_bulk([job.known.pk for job in jobs if not job.is_new])
    for job in jobs:
        job.entry = there.get(job.known.pk)
    _write_editions(jobs)
    _write_entries(new, index, applier)
    _write_sources(new)
    _write_sentences(jobs)
    _write_texts(jobs)
    _write_progress(jobs)
    _write_memory(jobs)
    _write_names(jobs)
    for job in jobs:
        counter = job.outcome.created if job.is_new else job.outcome.updated
        counter[job.step.entry.kind] += 1
        for text, _row in job.stored:
            note_unresolved((str(one["target"]) for one in text.page.problems), job.step.entry, job.outcome)
        signals.entry_changed.send(sender=Entry, entry=job.entry)


def lay_out(row: Translation, page: Page) -> Translation:
    """Set what a text looks like."""
    row.title_html, row.html, row.plain = page.title_html, page.html, page.plain
    row.outline, row.unresolved = page.outline, page.problems
    return row


def _write_editions(jobs: list[Job]) -> None:
    wanted = {(job.plan.name[:500], job.plan.document.date) for job in jobs}
    paths = {path for path, _date in wanted}
    found = _editions(paths)
    Edition.objects.bulk_create(
        Edition(source_path=path, name=date.isoformat(), date=date)
        for path, date in wanted
        if date is not None and (path, date.isoformat()) not in found
    )
    found = _editions(paths)
    for job in jobs:
        date = job.plan.document.date
        job.edition = found[job.plan.name[:500], date.isoformat()] if date is not None else None


def _editions(paths: set[str]) -> dict[tuple[str, str], Edition]:
    return {(one.source_path, one.name): one for one in Edition.objects.filter(source_path__in=paths)}


def _write_entries(jobs: list[Job], index: CatalogueIndex, applier: Applier) -> None:
    for job in jobs:
        job.entry = Entry(
            kind=job.known.kind,
            key=job.known.key,
            product=applier.product(job.step.entry.product or job.plan.document.product),
            source_language=job.language,
            platforms=sorted(set(job.step.entry.platforms)),
            source_path=job.plan.document.path[:500],
        )
    entries = Entry.objects.bulk_create(job.entry for job in jobs if job.entry is not None)
    for job, entry in zip(jobs, entries, strict=True):
        own: dict[str, object] = {"entry_ptr_id": entry.pk}
        row = _MODELS[job.known.kind](**own)
        if isinstance(row, ErrorCode):
            row.code = job.step.entry.code
            row.code_lookup = normalise_code(row.code) or None
        row.save_base(raw=True, force_insert=True)  # the row beside the entry's, which is there
        index.settle(job.known, entry.pk)


def _write_sources(jobs: list[Job]) -> None:
    sources = [(job, _prepared(job), text) for job in jobs if (text := _prepared(job).source) is not None]
    for job, _made, text in sources:
        job.revision = SourceRevision(entry=job.entry, number=1, title=text.title, body=text.body, **_told(job, text))
    SourceRevision.objects.bulk_create(job.revision for job in jobs if job.revision is not None)
    units: list[Unit] = []
    segments: list[Segment] = []
    for job, made, text in sources:
        for one in made.units:
            unit = Unit(
                entry=job.entry,
                revision=job.revision,
                position=one.position,
                kind=one.kind,
                lead=one.lead,
                line=one.line,
            )
            units.append(unit)
            segments += [
                Segment(
                    uid=sentence.uid,
                    entry=job.entry,
                    unit=unit,
                    language=text.language,
                    position=sentence.position,
                    text=sentence.text,
                    tail=sentence.tail,
                    placeholders=list(sentence.placeholders),
                    hash=sentence.hash,
                    hash_before=sentence.hash_before,
                    hash_after=sentence.hash_after,
                )
                for sentence in one.segments
            ]
    Unit.objects.bulk_create(units)
    Segment.objects.bulk_create(segments)
    pks = {segment.uid: segment.pk for segment in segments}
    for job, made, _text in sources:
        job.segment_pks = {one.uid: pks[one.uid] for unit in made.units for one in unit.segments}


def _write_sentences(jobs: list[Job]) -> None:
    _check_consistency(jobs)
    translations: list[SegmentTranslation] = []
    versions: list[SegmentVersion] = []
    for job in jobs:
        for text in _prepared(job).further:
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
        texts = [(job, text) for job in jobs for text in _prepared(job).further if text.language == language]
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


def _write_texts(jobs: list[Job]) -> None:
    for job in jobs:
        made = _prepared(job)
        for text in (made.source, *made.further):
            if text is not None:
                row = Translation(
                    entry=job.entry,
                    title=text.title,
                    body=text.body,
                    sentences=text.sentences,
                    outdated=text.outdated,
                    aligned=True,
                    edition=job.edition,
                    **_told(job, text),
                )
                job.stored.append((text, lay_out(row, text.page)))
    rows = [row for job in jobs for _text, row in job.stored]
    Translation.objects.bulk_create(rows)
    TranslationVersion.objects.bulk_create(
        TranslationVersion(
            entry_id=row.entry_id,
            language=row.language,
            title=row.title,
            body=row.body,
            state=row.state,
            origin=row.origin,
            date=row.date,
            edition_id=row.edition_id,
        )
        for row in rows
    )
    ImportedText.objects.bulk_create(
        [
            ImportedText(entry_id=row.entry_id, language=row.language, digest=fingerprint(row.title, row.body))
            for row in rows
        ],
        update_conflicts=True,
        unique_fields=["entry", "language"],
        update_fields=["digest"],
    )
    Entry.objects.filter(pk__in=[job.known.pk for job in jobs if not job.is_new]).update(updated_at=timezone.now())


def _told(job: Job, text: Text) -> dict[str, object]:
    date = next(one.text.date for one in job.step.texts if one.text.language == text.language)
    return {"language": text.language, "state": text.state, "origin": text.origin, "date": date}


def _write_progress(jobs: list[Job]) -> None:
    rows: list[Progress] = []
    for job in jobs:
        made = _prepared(job)
        total = sum(len(unit.segments) for unit in made.units)
        told = {text.language: text for text in made.further}
        for language in CODES:
            if language == job.language or not (job.is_new or language in told):
                continue
            text = told.get(language)
            counts = text.counts if text is not None else Counter({Condition.EMPTY: total})
            row = Progress(entry=job.entry, language=language, total=total)
            for one in Condition:
                setattr(row, one.value, counts[one])
            if text is not None:
                row.errors = sum(bool(telling.errors) for telling in text.tellings)
                row.warnings = sum(bool(telling.warnings) for telling in text.tellings)
            rows.append(row)
    Progress.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["entry", "language"], update_fields=_PROGRESS_FIELDS
    )


def _write_memory(jobs: list[Job]) -> None:
    remember(
        memory_entry(
            source=pair.source,
            target=pair.target,
            source_language=job.language,
            target_language=text.language,
            origin=text.origin,
            context=f"{job.known.kind}:{job.known.key}",
        )
        for job in jobs
        for text in (job.step.entry.texts[0],)
        if text in job.further
        for pair in job.step.entry.pairs
        if pair.source.strip() and pair.target.strip()
    )


def _write_names(jobs: list[Job]) -> None:
    EntryAlias.objects.bulk_create(
        EntryAlias(entry=job.entry, kind=kind, value=value, lookup=alias_lookup(kind, value))
        for job in jobs
        for kind, value in job.names
    )
    EmptyList.objects.bulk_create(
        [
            EmptyList(owner=job.entry, kind=kind, edition=job.edition)
            for job in jobs
            for kind in EntryKind.values
            if (job.known.kind, kind) in LINKED
        ],
        ignore_conflicts=True,
    )
    ImportedFile.objects.bulk_create(
        [ImportedFile(digest=job.digest, path=job.plan.document.path[:500]) for job in jobs if job.digest],
        ignore_conflicts=True,
    )


def _prepared(job: Job) -> Prepared:
    assert job.prepared is not None
    return job.prepared
