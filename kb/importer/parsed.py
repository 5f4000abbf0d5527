"""What a reader makes of a document. Plain values: no models, no database."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from kb.importer.findings import Finding


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence of the source and its translation, as they stood side by side in a document."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class ParsedText:
    """An entry's text in one language. `body` is Markdown, headings from level 2, entry links by key."""

    language: str
    title: str
    body: str
    date: dt.date | None = None
    state: str = "translated"
    origin: str = "import"


@dataclass(frozen=True, slots=True)
class ParsedEntry:
    """One entry of a document.

    `causes`, `solutions`, `errors` and `related` are keys of entries of the same document, in order (a native document
    may name others). A key made from its owner's (`<owner>--solution`) names the owner in `owner` and its tail in
    `suffix`. `references` are links to other documents (`guide:name`), each with its line. `pairs` belong to the first
    two texts, target and source; the first pair is the title's. `is_page` where the entry is the whole document.
    """

    kind: str
    key: str
    texts: tuple[ParsedText, ...]
    line: int = 0
    pairs: tuple[Pair, ...] = ()
    code: str = ""
    code_aliases: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    solutions: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    owner: str = ""
    suffix: str = ""
    lifecycle: str = ""
    successor: str = ""
    source_language: str = ""
    product: str = ""
    is_page: bool = False
    references: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A document as read: what it is, the entries in its order, and the findings.

    `date` is the edition's: that of the translation. `source_date` is that of the text it was translated from.
    `source_language` is set where the document carries its source text too.
    """

    path: str
    dialect: str
    language: str = ""
    title: str = ""
    date: dt.date | None = None
    source_date: dt.date | None = None
    source_language: str = ""
    product: str = ""
    entries: tuple[ParsedEntry, ...] = ()
    findings: tuple[Finding, ...] = field(default=())
