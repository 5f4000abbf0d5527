"""Writing prepared documents with few statements: the rows that the services would make."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any, NamedTuple

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
from kb.importer.inserting import insert
from kb.importer.jobs import Job
from kb.importer.models import ImportedFile, ImportedText
from kb.importer.outcome import note_unresolved
from kb.importer.plan import LINKED, fingerprint
from kb.importer.rows import MemoryRow, Page, Text
from kb.importer.writing_sentences import write_sentences
from kb.l10n.models import MemoryEntry, Progress, Segment, Unit
from kb.l10n.services.knowledge import make_way
from kb.l10n.states import Condition
from kb.languages import CODES

_PAGE = ["title_html", "html", "plain", "outline", "unresolved"]
_MODELS: dict[str, type[Entry]] = {model.KIND: model for model in (Cause, ErrorCode, Guide, Solution)}
_CONDITIONS = tuple(one.value for one in Condition)
_VERSION = "entry_id language title body state origin date edition_id".split()
_TRANSLATION = [*_VERSION, "sentences", "outdated", "aligned", "newer_than_source", *_PAGE]
_SEGMENT = "entry_id language unit_id uid position text tail placeholders hash hash_before hash_after".split()


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
    memory = [row for job in jobs for text in job.result.further for row in text.memory]
    insert(MemoryEntry, MemoryRow._fields, make_way(memory)[0], ignore=True)
    _write_names(jobs)
    for job in jobs:
        counter = job.outcome.created if job.is_new else job.outcome.updated
        counter[job.step.entry.kind] += 1
        for text in job.texts:
            note_unresolved((str(one["target"]) for one in text.page.problems), job.step.entry, job.outcome)
    signals.entries_written.send(sender=Entry, entries=[job.known.pk for job in jobs])


class Look(NamedTuple):
    """How a text is to be shown, and the title and body that it has then."""

    title: str
    body: str
    page: Page


def lay_out(looks: Mapping[tuple[int, str], Look]) -> None:
    """Show texts, each told by its entry and language, otherwise; in the transaction of the caller.

    A text that has changed meanwhile stays as it is: whoever wrote it rendered it.
    """
    changed: list[Translation] = []
    for row in Translation.objects.filter(entry__in={entry for entry, _language in looks}):
        look = looks.get((row.entry_id, row.language))
        if look is not None and (row.title, row.body) == (look.title, look.body):
            page = look.page
            row.title_html, row.html, row.plain = page.title_html, page.html, page.plain
            row.outline, row.unresolved = page.outline, page.problems
            changed.append(row)
    Translation.objects.bulk_update(changed, _PAGE)


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
        index.settle(job.known, entry.pk)
    for kind, model in _MODELS.items():
        own = [job for job in jobs if job.known.kind == kind]
        if model is ErrorCode:
            codes = [(job.known.pk, job.step.entry.code) for job in own]
            rows = [(pk, code, normalise_code(code) or None) for pk, code in codes]
            insert(model, ("entry_ptr_id", "code", "code_lookup"), rows)
        else:
            insert(model, ("entry_ptr_id",), [(job.known.pk,) for job in own])


def _write_sources(jobs: list[Job]) -> None:
    sources = [(job, job.result, text) for job in jobs if (text := job.result.source) is not None]
    for job, _made, text in sources:
        job.revision = SourceRevision(
            entry=job.entry,
            number=1,
            language=text.language,
            title=text.title,
            body=text.body,
            state=text.state,
            origin=text.origin,
            date=_date(job, text),
        )
    SourceRevision.objects.bulk_create(job.revision for job in jobs if job.revision is not None)
    insert(
        Unit,
        ("entry_id", "revision_id", "position", "kind", "lead", "line"),
        [
            (job.known.pk, job.revision.pk, *row)
            for job, made, _text in sources
            for row in made.units
            if job.revision is not None
        ],
    )
    pks = [job.known.pk for job, _made, _text in sources]
    stored = Unit.objects.filter(entry__in=pks).order_by().values_list("entry_id", "position", "pk")
    units = {(entry, position): pk for entry, position, pk in stored}
    insert(
        Segment,
        _SEGMENT,
        [
            (job.known.pk, text.language, units[job.known.pk, unit], *row)
            for job, made, text in sources
            for unit, *row in made.segments
        ],
    )
    by_uid = dict(Segment.objects.filter(entry__in=pks).order_by().values_list("uid", "pk"))
    for job, made, _text in sources:
        job.segment_pks = {uid: by_uid[uid] for _unit, uid, *_row in made.segments}


def _write_texts(jobs: list[Job]) -> None:
    told = [(_version(job, text), text) for job in jobs for text in job.texts]
    insert(
        Translation,
        _TRANSLATION,
        [
            (
                *version,
                text.sentences,
                text.outdated,
                text.aligned,
                text.newer,
                text.page.title_html,
                text.page.html,
                text.page.plain,
                json.dumps(text.page.outline),
                json.dumps(text.page.problems),
            )
            for version, text in told
        ],
    )
    insert(TranslationVersion, _VERSION, [version for version, _text in told])
    insert(
        ImportedText,
        ("entry_id", "language", "digest"),
        [(entry, language, fingerprint(title, body)) for (entry, language, title, body, *_rest), _text in told],
        unique=("entry_id", "language"),
        update=("digest",),
    )
    Entry.objects.filter(pk__in=[job.known.pk for job in jobs if not job.is_new]).update(updated_at=timezone.now())


def _version(job: Job, text: Text) -> tuple[Any, ...]:
    """What a text and its first version have in common, as _VERSION names it."""
    edition = job.edition.pk if job.edition is not None else None
    common = (job.known.pk, text.language, text.title, text.body, text.state, text.origin)
    return (*common, _date(job, text), edition)


def _date(job: Job, text: Text) -> dt.date | None:
    return next(one.text.date for one in job.step.texts if one.text.language == text.language)


def _write_progress(jobs: list[Job]) -> None:
    rows: list[tuple[object, ...]] = []
    for job in jobs:
        made = job.result
        told = {text.language: text for text in made.further}
        for language in CODES:
            if language == job.language or not (job.is_new or language in told):
                continue
            text = told.get(language)
            counts = (
                text.counts if text is not None else tuple(made.total * (one == Condition.EMPTY) for one in Condition)
            )
            tellings = text.tellings if text is not None else []
            errors, warnings = sum(bool(one.errors) for one in tellings), sum(bool(one.warnings) for one in tellings)
            whole = text is not None and not text.aligned
            rows.append((job.known.pk, language, made.total, *counts, errors, warnings, whole))
    insert(
        Progress,
        ("entry_id", "language", "total", *_CONDITIONS, "errors", "warnings", "unaligned"),
        rows,
        unique=("entry_id", "language"),
        update=("total", *_CONDITIONS, "errors", "warnings", "unaligned", "updated_at"),
    )


def _write_names(jobs: list[Job]) -> None:
    insert(
        EntryAlias,
        ("entry_id", "kind", "value", "lookup"),
        [(job.known.pk, str(kind), value, alias_lookup(kind, value)) for job in jobs for kind, value in job.names],
    )
    insert(
        EmptyList,
        ("owner_id", "kind", "edition_id"),
        [
            (job.known.pk, kind, job.edition.pk if job.edition is not None else None)
            for job in jobs
            for kind in EntryKind.values
            if (job.known.kind, kind) in LINKED
        ],
        ignore=True,
    )
    insert(
        ImportedFile,
        ("digest", "path"),
        [(job.digest, job.plan.document.path[:500]) for job in jobs if job.digest],
        ignore=True,
    )
