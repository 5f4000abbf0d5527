"""Importing plain documents many at a time; everything else goes through the services, one by one.

Plain is a document of one entry without ordered links: one that nobody knows yet, or its first text in a further
language beside a source that stays as it is. Both ways leave the same rows; a test holds them to it. A batch is one
transaction, so that a document is stored whole or not at all. What needs no database is prepared by other processes
meanwhile, where there are many files and several processors.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace

from django.db import IntegrityError, transaction

from kb.catalog.errors import CatalogError
from kb.catalog.models import alias_lookup
from kb.catalog.models.entry import KEY_PATTERN, MAX_KEY
from kb.catalog.services.lifecycle import check_code
from kb.importer.apply import Applier
from kb.importer.detect import NATIVE
from kb.importer.index import CatalogueIndex, Known
from kb.importer.jobs import Job, Links
from kb.importer.outcome import Outcome
from kb.importer.parsed import ParsedDocument
from kb.importer.plan import CREATE, SKIP, EntryStep, Plan, age_of, new_names, plan_document
from kb.importer.rows import Further, Prepared, Text, Work
from kb.importer.showing import View, show, show_all, targets_of
from kb.importer.stored import StoredSource, load_stored
from kb.importer.workers import Workers, prepare_all
from kb.importer.writing import Look, lay_out, write
from kb.languages import CODES

BATCH = 100
"""Documents a transaction. More are hardly faster, and more would be done again after a kill."""
MOST_LEFT = 50
"""Documents that are not plain and wait for a batch under way. To write them, every batch has to be written first."""


@dataclass(slots=True)
class Left:
    """A document for the services."""

    document: ParsedDocument
    digest: str
    outcome: Outcome


@dataclass(slots=True)
class Batch:
    """Documents that are being prepared, and a function that waits for what becomes of them."""

    jobs: list[Job]
    works: list[Work]
    results: Callable[[], list[Prepared | KeyError | None]]


class BulkWriter:
    """Imports documents one after the other, and writes plain ones together."""

    def __init__(self, index: CatalogueIndex, applier: Applier, workers: Workers) -> None:
        self.index = index
        self.applier = applier
        self.workers = workers
        self._links = {language: Links(index, language) for language in CODES}
        self._jobs: list[Job] = []
        self._batches: deque[Batch] = deque()
        self._left: list[Left] = []
        self._reserved = 0
        self._unresolved: list[tuple[Known, Text]] = []

    def add(self, document: ParsedDocument, digest: str) -> Outcome:
        """Import a document now, or with its batch; the outcome is filled in then."""
        plan = plan_document(document, self.index)
        if any(step.known is not None and step.known.waiting for step in plan.steps):
            self.flush()
            plan = plan_document(document, self.index)
        job = self._job(plan, digest)
        if job is None and not (self._jobs or self._batches):
            return self.applier.apply(plan, digest)
        outcome = job.outcome if job is not None else Outcome()
        if job is None:
            self._left.append(Left(document, digest, outcome))
        else:
            self._jobs.append(job)
        if len(self._jobs) >= BATCH:
            self._start()
            if len(self._batches) > self.workers.count:
                self._finish(self._batches.popleft())
        if len(self._left) >= MOST_LEFT:
            self.flush()
        return outcome

    def flush(self) -> None:
        """Write everything that waits, and then what is not plain."""
        self._start()
        while self._batches:
            self._finish(self._batches.popleft())
        left, self._left = self._left, []
        for one in left:
            done = self.applier.apply(plan_document(one.document, self.index), one.digest)
            one.outcome.created, one.outcome.updated, one.outcome.skipped = done.created, done.updated, done.skipped
            one.outcome.findings[:] = done.findings

    def finish(self) -> None:
        """Write everything that waits, and render the texts again whose links lead somewhere by now."""
        self.flush()
        came = [(known, text) for known, text in self._unresolved if self._leads_further(text)]
        self._unresolved = []
        parts = [came[start : start + BATCH] for start in range(0, len(came), BATCH)]
        shown = [self.workers.submit(show_all, [self._view(*one) for one in part]) for part in parts]
        for part, pages in zip(parts, shown, strict=True):
            looks: dict[tuple[int, str], Look] = {}
            for (known, text), page in zip(part, pages(), strict=True):
                view = known.key, text.language, text.marked_title, text.marked_body, self._links[text.language]
                looks[known.pk, text.language] = Look(text.title, text.body, page or show(*view))
            with transaction.atomic():
                lay_out(looks)

    def _leads_further(self, text: Text) -> bool:
        """Whether a link of a text that led nowhere when it was prepared leads somewhere by now."""
        return any(self.index.find_target(str(one["target"])) is not None for one in text.page.problems)

    def _view(self, known: Known, text: Text) -> View:
        targets = [*targets_of([text]), *(str(one["target"]) for one in text.page.problems)]
        links = {target: self._links[text.language][target] for target in targets}
        return View(known.key, text.language, text.marked_title, text.marked_body, links)

    # --- which documents are plain ---

    def _job(self, plan: Plan, digest: str) -> Job | None:
        document = plan.document
        if document.dialect == NATIVE or document.date is None or len(plan.steps) != 1:
            return None
        step = plan.steps[0]
        entry = step.entry
        if step.foreign or entry.causes or entry.solutions or entry.errors or entry.related:
            return None
        known = self._reserve(plan, step) if step.known is None else self._further(plan, step, step.known)
        if known is None:
            return None
        known.waiting = True
        job = Job(plan, step, known, digest, Outcome(findings=list(plan.findings)))
        for kind, value in new_names(self.index, known, entry, step.key, job.outcome.findings):
            if alias_lookup(kind, value):
                self.index.add_alias(known, kind, value)
                job.names.append((kind, value))
        for text in (one.text for one in step.texts if one.action == CREATE):
            self.index.titles(known)[text.language] = " ".join(text.title.split())
        return job

    def _reserve(self, plan: Plan, step: EntryStep) -> Known | None:
        """Take the key and the code of a new entry, until it is written."""
        entry = step.entry
        if step.source_language not in {text.language for text in entry.texts}:
            return None
        if not re.fullmatch(KEY_PATTERN, step.key) or len(step.key) > MAX_KEY or self.index.find_name(step.key):
            return None
        if entry.code:
            try:
                check_code(entry.code)
            except CatalogError:
                return None
            if self.index.find_code(entry.code):
                return None
        self._reserved += 1
        product = self.applier.product(entry.product or plan.document.product)
        known = Known(-self._reserved, entry.kind, step.key, plan.name, entry.code, product is not None, titles={})
        known.source_language, known.platforms = step.source_language, bool(entry.platforms)
        return self.index.add(known)

    def _further(self, plan: Plan, step: EntryStep, known: Known) -> Known | None:
        """The entry, where its source stays and a text in a further language comes."""
        has_product = known.product or not (step.entry.product or plan.document.product)
        has_platforms = known.platforms or not step.entry.platforms
        if known.linked or not has_platforms or not has_product:
            return None
        if step.source_language not in {"", known.source_language}:
            return None
        actions = {one.text.language: one.action for one in step.texts}
        if actions.pop(known.source_language, SKIP) != SKIP or set(actions.values()) != {CREATE}:
            return None
        return known

    # --- batches ---

    def _start(self) -> None:
        """Have the documents prepared that were gathered."""
        jobs, self._jobs = self._jobs, []
        if not jobs:
            return
        stored = load_stored([job.known.pk for job in jobs if not job.is_new])
        plain: list[Job] = []
        works: list[Work] = []
        for job in jobs:
            work = self._work(job, stored)
            if work is None:
                self._leave(job)
            else:
                plain.append(job)
                works.append(work)
        self._batches.append(Batch(plain, works, self.workers.prepare(works)))

    def _work(self, job: Job, stored: dict[int, StoredSource]) -> Work | None:
        """What is to be prepared; None where the text has to go through the services."""
        source = job.source_text
        if source is not None:
            units, date = [], source.date
        else:
            found = stored.get(job.known.pk)
            if found is None or any(text.language in found.told for text in job.further):
                return None
            units, date, job.segment_pks = found.units, found.date, found.segment_pks
        further: list[Further] = []
        for text in job.further:
            pairs = job.step.entry.pairs if text is job.step.entry.texts[0] else ()
            further.append(Further(text, pairs, 0 if pairs else age_of(text, job.plan.document, date)))
        texts = [text for text in (source, *job.further) if text is not None]
        targets = targets_of(texts)
        links = {text.language: {name: self._links[text.language][name] for name in targets} for text in texts}
        return Work(job.known.kind, job.known.key, job.language, source, units, further, links)

    def _finish(self, batch: Batch) -> None:
        """Write the documents that were prepared."""
        ready: list[Job] = []
        for job, work, result in zip(batch.jobs, batch.works, batch.results(), strict=True):
            if isinstance(result, KeyError):
                result = prepare_all([replace(work, links=self._links)], self.workers.knowledge)[0]
            if result is None or isinstance(result, KeyError):
                self._leave(job)
            else:
                job.prepared = result
                ready.append(job)
        try:
            with transaction.atomic():
                write(ready, self.index, self.applier)
        except IntegrityError:
            self._start_over(ready)
            return
        for job in ready:
            job.known.waiting = False
            self._unresolved += [(job.known, text) for text in job.texts if text.page.problems]

    def _leave(self, job: Job) -> None:
        """Leave a document to the services: what was reserved for it is free again."""
        job.known.waiting = False
        for kind, value in job.names:
            self.index.remove_alias(job.known, kind, value)
        if job.is_new:
            self.index.remove(job.known)
        else:
            job.known.titles = None
        self._left.append(Left(job.plan.document, job.digest, job.outcome))

    def _start_over(self, jobs: list[Job]) -> None:
        """Somebody else wrote one of these just now: forget what was reserved, and take the services for all."""
        waiting = [job for batch in self._batches for job in batch.jobs]
        self._batches.clear()
        self._left += [Left(job.plan.document, job.digest, job.outcome) for job in (*jobs, *waiting, *self._jobs)]
        self._jobs = []
        self.index.read_again()
