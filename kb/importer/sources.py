"""The files of an import: finding and reading them. Pure: no models, no database."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kb import languages
from kb.importer.findings import Finding
from kb.importer.loading import load_text
from kb.importer.parsed import ParsedDocument
from kb.importer.reader import read_document
from kb.importer.repair import repair_document

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


def read_sources(sources: Sequence[Source], language: str, repair: bool) -> list[tuple[ParsedDocument, str]]:
    """Read files; each document with the digest that tells whether it was imported already."""
    return [_read(source, language, repair) for source in sources]


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


def _includer(source: Source) -> Callable[[str], str | None]:
    def include(path: str) -> str | None:
        file = (source.file.parent / path).resolve()
        if not file.is_relative_to(source.root.resolve()) or not file.is_file():
            return None
        text, _findings = load_text(file)
        return text

    return include
