"""An import from beginning to end: files → documents → plans → catalogue → report."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.db import transaction

from kb import languages
from kb.catalog import services
from kb.catalog.models import Translation
from kb.importer.apply import Applier
from kb.importer.bulk import BulkWriter
from kb.importer.detect import NATIVE
from kb.importer.findings import Finding
from kb.importer.glossary import load_glossary
from kb.importer.index import CatalogueIndex
from kb.importer.loading import load_text
from kb.importer.models import ImportedFile
from kb.importer.outcome import UNTIL_IT_EXISTS, Outcome
from kb.importer.parsed import ParsedDocument
from kb.importer.products import load_products
from kb.importer.reader import read_document
from kb.importer.repair import repair_document
from kb.importer.workers import Workers
from kb.search import outbox

READER_VERSION = "1"
"""Part of a file's digest: raised when reading changes so much that files are worth importing anew."""


class ImportFailed(Exception):
    """Nothing can be imported; the message is one sentence for the person at the keyboard."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to import: where it is, and its path relative to the folder that was given."""

    file: Path
    path: str
    root: Path


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


def find_sources(paths: Iterable[str | Path]) -> list[Source]:
    """The Markdown files below some folders, and files named themselves, in order: English before its translations.

    Raises ImportFailed for a path that does not exist, or where there is nothing to import.
    """
    found: list[Source] = []
    for given in paths:
        path = Path(given)
        if path.is_file():
            found.append(Source(path, path.name, path.parent))
        elif path.is_dir():
            files = sorted((one for one in path.rglob("*.md") if one.is_file()), key=_place)
            found += [Source(one, one.relative_to(path).as_posix(), path) for one in files]
        else:
            raise ImportFailed(f"There is no file or folder {given}.")
    if not found:
        raise ImportFailed("There is no Markdown file to import.")
    return found


def _place(file: Path) -> tuple[Path, bool, str]:
    stem, _mark, language = file.stem.rpartition(".")
    return (file.with_name(stem or file.stem), language != languages.SOURCE, file.name)


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
        for number, source in enumerate(progress(sources)):
            document, digest = _read(source, language, repair)
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


def _waits_for_its_source(document: ParsedDocument, index: CatalogueIndex) -> bool:
    """Whether a native translation came before its source: the source comes with another file, or with none."""
    if document.dialect != NATIVE or document.source_language == document.language:
        return False
    return any(index.find_name(entry.key) is None for entry in document.entries)


def _has_come(finding: Finding, index: CatalogueIndex) -> bool:
    """Whether a link that led nowhere when its text was stored leads somewhere now."""
    return finding.resolution == UNTIL_IT_EXISTS and index.find_target(finding.detail) is not None


def _read(source: Source, language: str, repair: bool) -> tuple[ParsedDocument, str]:
    text, findings = load_text(source.file)
    if text is None:
        return ParsedDocument(source.path, "", language, findings=tuple(findings)), ""
    if "includes" in Path(source.path).parts[:-1]:
        finding = Finding("included-text", 0, source.path, "skipped: it is part of the documents that include it")
        return ParsedDocument(source.path, "", language, findings=(finding,)), ""
    document = read_document(
        source.path,
        text,
        language=language,
        location=str(source.file.resolve()),
        include=_includer(source),
        findings=tuple(findings),
    )
    if repair:
        document = repair_document(document)
    made_of = "\0".join((READER_VERSION, source.path, document.language, str(repair), text))
    return document, hashlib.sha256(made_of.encode()).hexdigest()


def _import(document: ParsedDocument, digest: str, done: set[str], writer: BulkWriter) -> Outcome:
    if not document.entries:
        return Outcome()
    if digest in done:
        return Outcome(skipped=Counter(entry.kind for entry in document.entries))
    done.add(digest)
    return writer.add(document, digest)


def _includer(source: Source) -> Callable[[str], str | None]:
    def include(path: str) -> str | None:
        file = (source.file.parent / path).resolve()
        if not file.is_relative_to(source.root.resolve()) or not file.is_file():
            return None
        text, _findings = load_text(file)
        return text

    return include


def _resolve_links(index: CatalogueIndex) -> None:
    """Render again the texts whose links led nowhere when they were stored and lead somewhere now."""
    rows = Translation.objects.exclude(unresolved=[]).order_by().values_list("pk", "unresolved")
    came = [pk for pk, problems in rows if any(index.find_target(str(one["target"])) for one in problems)]
    for translation in Translation.objects.filter(pk__in=came).select_related("entry"):
        services.render_again(translation=translation)
