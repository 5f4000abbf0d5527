"""Reading test documents."""

from __future__ import annotations

from pathlib import Path

from kb.importer.loading import load_text
from kb.importer.parsed import ParsedDocument, ParsedEntry
from kb.importer.reader import read_document

DOCUMENTS = Path(__file__).parents[1] / "documents"


def read(path: str, **options: str) -> ParsedDocument:
    """A document below tests/documents, as the importer reads it."""
    text, findings = load_text(DOCUMENTS / path)
    assert text is not None
    return read_document(path.split("/", 1)[1], text, findings=tuple(findings), **options)


def entries(document: ParsedDocument) -> dict[str, ParsedEntry]:
    """The entries of a document by key."""
    return {entry.key: entry for entry in document.entries}


def kinds(document: ParsedDocument) -> list[tuple[str, int]]:
    """The findings of a document: kind and line."""
    return [(finding.kind, finding.line) for finding in document.findings]


def empty_catalogue() -> None:
    """Forget everything that was imported."""
    from kb.catalog.models import Edition, Entry, Product
    from kb.catalog.services.links import RELATIONS
    from kb.importer.models import ImportedFile

    for model, _owner, _target in RELATIONS.values():
        model.objects.all().delete()
    for model in (Entry, Edition, Product, ImportedFile):
        model.objects.all().delete()
