"""Which entries of the catalogue the entries of a document are: by path, then by anchor, code and message."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kb.importer.findings import Finding
from kb.importer.identity import document_name
from kb.importer.index import CatalogueIndex, Known
from kb.importer.likeness import alike, alike_titles
from kb.importer.names import MAX_KEY, clip_key, owned_key, slugify
from kb.importer.parsed import ParsedDocument, ParsedEntry
from kb.importer.tablerows import TableRows

ALIKE = 70
"""How alike (per cent) two titles must be for one anchor in two documents to name one entry."""
PROPOSAL = 80
"""How alike (per cent) two names must be for a merge to be proposed."""


@dataclass(slots=True)
class Match:
    """A parsed entry and the entry it is; `foreign` where that belongs to another document, whose text stays."""

    entry: ParsedEntry
    known: Known | None
    key: str
    foreign: bool = False
    place: int = 0


@dataclass(slots=True)
class Matches:
    """The matches of a document in its order, and its keys as they are in the catalogue."""

    document: str
    found: list[Match] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def match_document(document: ParsedDocument, index: CatalogueIndex) -> Matches:
    """Find every entry of a document in the catalogue, or the key it gets there."""
    matches = Matches(document_name(document.path))
    native = document.dialect == "native"
    rows = TableRows(document, [] if native else index.by_document.get(matches.document, []), index)
    for place, entry in sorted(enumerate(document.entries), key=lambda one: (bool(one[1].owner), len(one[1].key))):
        match = _match_native(entry, index) if native else _match(entry, document, index, matches, rows)
        if match.known is not None and match.known.kind != match.entry.kind:
            done = f"skipped: the {match.known.kind} {match.known.key} has it"
            matches.findings.append(Finding("key-taken", entry.line, entry.key, done))
            continue
        match.place = place
        matches.found.append(match)
        matches.keys.setdefault(entry.key, match.key)
    matches.found.sort(key=lambda match: match.place)
    if not native:
        _propose(matches, document, index)
    return matches


def _match_native(entry: ParsedEntry, index: CatalogueIndex) -> Match:
    known = index.by_key.get(entry.key)
    if known is None and entry.code:
        known = index.find_code(entry.code)
    if known is None:
        known = index.find_name(entry.key)
    return Match(entry, known, known.key if known is not None else entry.key)


def _match(
    entry: ParsedEntry, document: ParsedDocument, index: CatalogueIndex, matches: Matches, rows: TableRows
) -> Match:
    known = _find(entry, index, matches, rows)
    if known is not None and known.kind == entry.kind:
        foreign = known.document != matches.document
        if foreign and entry.code and entry.is_page:
            return _as_guide(entry, document, index, matches, known)
        if foreign and entry.code:
            matches.findings.append(
                Finding(
                    "code-taken",
                    entry.line,
                    f"{entry.code}: {known.key}",
                    "its text there stays; this one is in its history",
                )
            )
        if not foreign or entry.code or _is_same(entry, known, index):
            return Match(entry, known, known.key, foreign)
    key = _free_key(entry, document, index, matches)
    return Match(entry, None, key)


def _find(entry: ParsedEntry, index: CatalogueIndex, matches: Matches, rows: TableRows) -> Known | None:
    own = index.by_document.get(matches.document, [])
    if entry.kind == "guide" or (entry.is_page and not entry.code):
        pages = [
            known for known in own if known.kind == entry.kind and (known.key == entry.key or entry.kind == "guide")
        ]
        return pages[0] if pages else _by_title(entry, index, matches) if entry.kind == "error" else None
    if entry.code:
        for code in (entry.code, *entry.code_aliases):
            known = index.find_code(code)
            if known is not None:
                return known
        return None
    if entry.owner:
        key = owned_key(matches.keys.get(entry.owner, entry.owner), entry.suffix)
        known = index.by_key.get(key)
        if known is None and entry.kind == "cause":
            known = _by_title(entry, index, matches) or rows.find(entry, key, matches.findings)
        return known
    for name in (entry.key, *entry.anchors):
        known = index.find_name(name)
        if known is not None and known.kind == entry.kind:
            return known
    return _by_title(entry, index, matches) if entry.kind in {"cause", "error"} else None


def _by_title(entry: ParsedEntry, index: CatalogueIndex, matches: Matches) -> Known | None:
    for text in entry.texts:
        known = index.find_title(matches.document, entry.kind, text.language, text.title)
        if known is not None and not known.code:
            return known
    return None


def _is_same(entry: ParsedEntry, known: Known, index: CatalogueIndex) -> bool:
    """Whether an entry of another document with the same anchor is this one: its titles tell."""
    likeness = alike_titles({text.language: text.title for text in entry.texts}, index.titles(known))
    return len(entry.key.split("-")) >= 5 if likeness is None else likeness >= ALIKE


def _as_guide(
    entry: ParsedEntry, document: ParsedDocument, index: CatalogueIndex, matches: Matches, known: Known
) -> Match:
    """A second page about a code: a guide that points at the error."""
    stem = document.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    guide = replace(
        entry, kind="guide", key=entry.key, code="", code_aliases=(), errors=(known.key,), solutions=(), anchors=()
    )
    matches.findings.append(
        Finding("code-taken", entry.line, f"{entry.code}: {known.key}", "a page of its own that points at the error")
    )
    matches.keys[entry.key] = known.key
    own = next((one for one in index.by_document.get(matches.document, []) if one.kind == "guide"), None)
    if own is not None:
        return Match(guide, own, own.key)
    return Match(guide, None, _free_key(replace(guide, key=clip_key(slugify(stem))), document, index, matches))


def _free_key(entry: ParsedEntry, document: ParsedDocument, index: CatalogueIndex, matches: Matches) -> str:
    """The entry's key where it is free; else with the document's name before it, else with a number behind it."""
    key = owned_key(matches.keys.get(entry.owner, entry.owner), entry.suffix) if entry.owner else entry.key
    taken = set(matches.keys.values())
    path = slugify(matches.document.rsplit(".", 1)[0].replace("/", "-"))
    stem = next((one.key for one in document.entries if one.kind == "guide"), path)
    base = clip_key(key, MAX_KEY - 8)
    candidates = [key, f"{clip_key(stem, 100)}--{clip_key(key, 98)}", f"{clip_key(path, 100)}--{clip_key(key, 98)}"]
    candidates += [f"{base}-{number}" for number in range(2, 1000)]
    free = next(one for one in candidates if one not in taken and index.find_name(one) is None)
    if free != key:
        matches.findings.append(Finding("key-taken", entry.line, key, f"kept as {free}"))
    return free


def _propose(matches: Matches, document: ParsedDocument, index: CatalogueIndex) -> None:
    """Name what may be one entry: a nameless error and a coded one, a cause whose heading changed."""
    own = index.by_document.get(matches.document, [])
    if not own:
        return
    mine = {match.key for match in matches.found}
    for match in matches.found:
        entry = match.entry
        if entry.kind not in {"error", "cause"} or entry.owner:
            continue
        names = [_bare_name(name, entry.code) for name in (entry.key, *entry.anchors)]
        best, score = None, 0.0
        for known in own:
            if known.kind != entry.kind or known.key in mine or "--" in known.key or (entry.code and known.code):
                continue
            likeness = max(alike(name, other) for name in names for other in _names_of(known))
            if likeness > score:
                best, score = known, likeness
        if best is not None and score >= PROPOSAL:
            detail = f"{entry.kind} {match.key} and {best.key} ({score:.0f} % alike)"
            matches.findings.append(Finding("merge-proposed", entry.line, detail, "not applied"))


def _bare_name(name: str, code: str) -> str:
    lowered = name.lower().replace("_", "-")
    prefix = code.lower()
    return lowered[len(prefix) :].strip("-") or lowered if prefix and lowered.startswith(prefix) else lowered


def _names_of(known: Known) -> list[str]:
    return [_bare_name(name, known.code) for name in (known.key, *known.names)]
