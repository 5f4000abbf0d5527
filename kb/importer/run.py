"""An import from beginning to end: files → documents → plans → catalogue → report."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from django.db import transaction

from kb.catalog import services
from kb.catalog.models import Translation
from kb.importer.apply import Applier
from kb.importer.bulk import BulkWriter
from kb.importer.detect import NATIVE
from kb.importer.findings import Finding
from kb.importer.glossary import load_glossary
from kb.importer.index import CatalogueIndex
from kb.importer.models import ImportedFile
from kb.importer.outcome import UNTIL_IT_EXISTS, Outcome
from kb.importer.parsed import ParsedDocument
from kb.importer.products import load_products
from kb.importer.sources import Source, read_sources
from kb.importer.workers import Workers
from kb.search import outbox

READ = 50
"""Documents that are read at a time."""


@dataclass(slots=True)
class Report:
    """What an import did, document by document."""

    documents: list[dict[str, object]] = field(default_factory=list)
    created: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)

    def add(self, document: ParsedDocument, outcome: Outcome) -> None:
        """Take in what became of one document."""
        findings = sorted([*document.findings, *outcome.findings], key=lambda finding: finding.line)
        self.documents.append(
            {
                "path": document.path,
                "dialect": document.dialect,
                "language": document.language,
                "created": dict(outcome.created),
                "updated": dict(outcome.updated),
                "skipped": dict(outcome.skipped),
                "findings": [finding.as_dict() for finding in findings],
            }
        )
        self.created += outcome.created
        self.updated += outcome.updated
        self.skipped += outcome.skipped
        self.findings += Counter(finding.kind for finding in findings)

    def as_dict(self) -> dict[str, object]:
        """The report as JSON holds it."""
        totals = {
            "documents": len(self.documents),
            "created": dict(self.created),
            "updated": dict(self.updated),
            "skipped": dict(self.skipped),
            "findings": dict(self.findings),
        }
        return {"documents": self.documents, "totals": totals}

    def summary(self, *, dry_run: bool = False) -> str:
        """One sentence for the terminal."""
        parts = [
            f"{word} {', '.join(f'{count} {kind}' for kind, count in counter.items())}"
            for word, counter in (("created", self.created), ("updated", self.updated), ("unchanged", self.skipped))
            if counter
        ]
        said = (
            f"{len(self.documents)} documents: {'; '.join(parts) or 'nothing to do'}; {self.findings.total()} findings."
        )
        return f"Dry run, nothing was stored. {said}" if dry_run else said


def run_import(
    sources: list[Source],
    *,
    language: str = "",
    dry_run: bool = False,
    repair: bool = False,
    progress: Callable[[Iterable[Source]], Iterable[Source]] = iter,
) -> Report:
    """Import files; a dry run does the same work and takes it all back."""
    if not dry_run:
        with outbox.deferred():
            return _run(sources, language, repair, progress)
    with transaction.atomic():
        with outbox.deferred():
            report = _run(sources, language, repair, progress)
        transaction.set_rollback(True)
    return report


def _run(
    sources: list[Source], language: str, repair: bool, progress: Callable[[Iterable[Source]], Iterable[Source]]
) -> Report:
    report = Report()
    for root in dict.fromkeys(source.root for source in sources):
        load_products(root / "products.yml")
        load_glossary(root / "glossary.csv")
    index = CatalogueIndex.load()
    applier = Applier(index)
    done = set(ImportedFile.objects.values_list("digest", flat=True))
    documents: list[ParsedDocument] = []
    outcomes: dict[int, Outcome] = {}
    waiting: list[tuple[int, ParsedDocument, str]] = []
    with Workers(len(sources)) as workers:
        writer = BulkWriter(index, applier, workers)
        reading = _documents(sources, language, repair, workers)
        for number, (_source, (document, digest)) in enumerate(zip(progress(sources), reading, strict=False)):
            documents.append(replace(document, entries=()))
            if _waits_for_its_source(document, index):
                waiting.append((number, document, digest))
            else:
                outcomes[number] = _import(document, digest, done, writer)
        for number, document, digest in waiting:
            outcomes[number] = _import(document, digest, done, writer)
        writer.finish()
    applier.link_native()
    _resolve_links(index)
    for number, document in enumerate(documents):
        outcome = outcomes[number]
        outcome.findings = [finding for finding in outcome.findings if not _has_come(finding, index)]
        report.add(document, outcome)
    return report


def _documents(
    sources: list[Source], language: str, repair: bool, workers: Workers
) -> Iterator[tuple[ParsedDocument, str]]:
    """The documents in their order, each with its digest; read ahead where other processes can."""
    ahead: deque[Callable[[], list[tuple[ParsedDocument, str]]]] = deque()
    for start in range(0, len(sources), READ):
        ahead.append(workers.submit(read_sources, sources[start : start + READ], language, repair))
        if len(ahead) > 2 * workers.count:
            yield from ahead.popleft()()
    for chunk in ahead:
        yield from chunk()


def _waits_for_its_source(document: ParsedDocument, index: CatalogueIndex) -> bool:
    """Whether a native translation came before its source: the source comes with another file, or with none."""
    if document.dialect != NATIVE or document.source_language == document.language:
        return False
    return any(index.find_name(entry.key) is None for entry in document.entries)


def _has_come(finding: Finding, index: CatalogueIndex) -> bool:
    """Whether a link that led nowhere when its text was stored leads somewhere now."""
    return finding.resolution == UNTIL_IT_EXISTS and index.find_target(finding.detail) is not None


def _import(document: ParsedDocument, digest: str, done: set[str], writer: BulkWriter) -> Outcome:
    if not document.entries:
        return Outcome()
    if digest in done:
        return Outcome(skipped=Counter(entry.kind for entry in document.entries))
    done.add(digest)
    return writer.add(document, digest)


def _resolve_links(index: CatalogueIndex) -> None:
    """Render again the texts whose links led nowhere when they were stored and lead somewhere now."""
    rows = Translation.objects.exclude(unresolved=[]).order_by().values_list("pk", "unresolved")
    came = [pk for pk, problems in rows if any(index.find_target(str(one["target"])) for one in problems)]
    for translation in Translation.objects.filter(pk__in=came).select_related("entry"):
        services.render_again(translation=translation)
