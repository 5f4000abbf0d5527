"""Writing prepared documents with few statements: the rows that the services would make."""

from __future__ import annotations

from collections import Counter

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
from kb.importer.apply import Applier
from kb.importer.index import CatalogueIndex
from kb.importer.jobs import Job
from kb.importer.models import ImportedFile, ImportedText
from kb.importer.outcome import note_unresolved
from kb.importer.plan import LINKED, fingerprint
from kb.importer.rows import Page, Text
from kb.importer.writing_sentences import write_sentences
from kb.l10n.models import Progress, Segment, Unit
from kb.l10n.services.knowledge import remember
from kb.l10n.services.memorise import memory_entry
from kb.l10n.states import Condition
from kb.languages import CODES

PAGE_FIELDS = ["title_html", "html", "plain", "outline", "unresolved"]
_MODELS: dict[str, type[Entry]] = {model.KIND: model for model in (Cause, ErrorCode, Guide, Solution)}
_PROGRESS_FIELDS = ["total", *(one.value for one in Condition), "errors", "warnings", "unaligned", "updated_at"]


def write(jobs: list[Job], index: CatalogueIndex, applier: Applier) -> None:
    """Write documents, in the transaction of the caller. Raises IntegrityError where somebody else was faster."""
    new = [job for job in jobs if job.is_new]
    there = Entry.objects.in_bulk([job.known.pk for job in jobs if not job.is_new])
    for job in jobs:
        job.entry = there.get(job.known.pk)
    _write_editions(jobs)
    _write_entries(new, index, applier)
    _write_sources(new)
    write_sentences(jobs)
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
    sources = [(job, job.result, text) for job in jobs if (text := job.result.source) is not None]
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


def _write_texts(jobs: list[Job]) -> None:
    for job in jobs:
        made = job.result
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
        made = job.result
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
