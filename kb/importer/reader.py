"""From a file's text to a ParsedDocument: the one entrance of the reading half. Pure: no models, no database."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from kb import languages
from kb.importer import detect
from kb.importer.anchors import Anchors
from kb.importer.bodies import is_all_english, platforms_of, write
from kb.importer.builders import Context
from kb.importer.clean import Cleaned, Include, clean
from kb.importer.defects import english_lines, numbering_gaps, untranslated_pairs, untranslated_runs
from kb.importer.drafts import Draft
from kb.importer.findings import Finding
from kb.importer.headers import Header, parse_date, read_header
from kb.importer.names import is_generic, is_place, slugify
from kb.importer.native import read_native
from kb.importer.pages import read_page
from kb.importer.parsed import ParsedDocument, ParsedEntry, ParsedText
from kb.importer.rewrite import Rewriter
from kb.importer.sections import build_tree
from kb.importer.settle import resolved_finding, settle
from kb.importer.tongue import detect_language

_SAMPLE = 6_000


def read_document(
    path: str,
    text: str,
    *,
    language: str = "",
    location: str = "",
    include: Include | None = None,
    findings: tuple[Finding, ...] = (),
) -> ParsedDocument:
    """Read a document of any dialect.

    `path` is the one relative to the imported folder, `location` the whole one (folders named after a language tell
    it). `language` is taken where the document names none. `include` gives the text of an included file. `findings` of
    loading are put before those of reading. Never raises for what stands in a document.
    """
    dialect = detect.detect_dialect(text)
    if dialect == detect.NATIVE:
        return read_native(path, text, findings)
    header, body = read_header(text, dialect)
    found = [*findings, *header.findings]
    code = _language(header, body, location or path, language, found)
    title = header.title
    if header.get("redirect_url"):
        found.append(Finding("redirect", 1, header.get("redirect_url"), "nothing to import"))
        return ParsedDocument(path, dialect, code, title, findings=tuple(found))
    if not code:
        return ParsedDocument(path, dialect, "", title, findings=tuple(found))
    paired = dialect == detect.SIDEBYSIDE
    prepared = clean(body, header.lines + 1, paired=paired, include=include)
    if not any(not line.is_blank for line in prepared.lines):
        found += [*prepared.findings, Finding("empty-document", 0, "no text below the header", "nothing to import")]
        return ParsedDocument(path, dialect, code, title, findings=tuple(found))
    return _read(path, dialect, code, header, prepared, found)


def _read(
    path: str, dialect: str, language: str, header: Header, prepared: Cleaned, found: list[Finding]
) -> ParsedDocument:
    paired = dialect == detect.SIDEBYSIDE
    source_language = languages.SOURCE if paired else ""
    stem = slugify(PurePosixPath(path).stem) or "document"
    root = build_tree(prepared, paired=paired)
    anchors = Anchors(root, PurePosixPath(path).stem)
    context = Context(stem, language, source_language, paired, anchors)
    guide = read_page(context, root, header)
    settle(context, guide)
    rewriter = Rewriter(context, prepared.references)
    english = set() if paired else english_lines(prepared.lines, language)
    date = parse_date(header.get("ms.lasthandoff")) or parse_date(header.get("ms.date"))
    source_date = parse_date(header.get("ms.date")) or date
    entries = [_entry(context, draft, rewriter, english, header, (date, source_date)) for draft in context.drafts]
    found += prepared.findings + anchors.duplicate_findings() + context.findings + numbering_gaps(prepared.lines)
    found += untranslated_pairs(prepared.lines, language) if paired else untranslated_runs(prepared.lines, english)
    found += [one for link in context.links if (one := resolved_finding(context, *link)) is not None]
    return ParsedDocument(
        path=path,
        dialect=dialect,
        language=language,
        title=header.title,
        date=date,
        source_date=source_date,
        source_language=source_language,
        product=slugify(header.get("ms.service", "ms.prod").split(",")[0]),
        entries=tuple(entries),
        findings=tuple(sorted(found, key=lambda finding: finding.line)),
    )


def _entry(
    context: Context, draft: Draft, rewriter: Rewriter, english: set[int], header: Header, dates: tuple
) -> ParsedEntry:
    written = write(context, draft, rewriter, english)
    date, source_date = dates
    in_english = is_all_english(context, draft, english)
    translated = context.language != languages.SOURCE and not in_english
    origin = "mt" if header.is_machine_made and translated else "import"
    state = "initial" if origin == "mt" else "translated" if translated else "final"
    language = languages.SOURCE if in_english else context.language
    texts = [ParsedText(language, written.target.title, written.target.body, date, state, origin)]
    if written.source is not None:
        texts.append(
            ParsedText(
                context.source_language, written.source.title, written.source.body, source_date, "final", "import"
            )
        )
    names = [
        *draft.anchors,
        *([context.stem] if draft.is_page and draft.kind == "error" and not _has_guide(context) else []),
    ]
    related = rewriter.related.get(id(draft), []) if draft.kind == "error" else []
    return ParsedEntry(
        kind=draft.kind,
        key=draft.key,
        texts=tuple(texts),
        line=draft.line,
        pairs=written.pairs,
        code=draft.code,
        code_aliases=tuple(draft.code_aliases),
        anchors=tuple(dict.fromkeys(n for n in names if n != draft.key and not is_generic(n) and not is_place(n))),
        platforms=platforms_of(draft),
        causes=tuple(dict.fromkeys(cause.key for cause in draft.causes)),
        solutions=tuple(dict.fromkeys(solution.key for solution in draft.solutions)),
        errors=tuple(dict.fromkeys(error.key for error in draft.errors)),
        related=tuple(error.key for error in related),
        references=tuple(rewriter.documents.get(id(draft), ())),
        owner=draft.owner.key if draft.owner is not None and not draft.code else "",
        suffix=draft.suffix,
        is_page=draft.is_page,
    )


def _has_guide(context: Context) -> bool:
    return bool(context.drafts) and context.drafts[0].kind == "guide"


def _language(header: Header, body: str, path: str, given: str, found: list[Finding]) -> str:
    """The document's language: as its header says, as was given, as its path says, as its words say; else a finding."""
    tag = header.get("ms.contentlocale", "ms.locale", "lang", "language")
    if tag:
        known = languages.from_locale(tag)
        if known is None:
            found.append(Finding("unknown-language", 1, tag, "skipped"))
            return ""
        return known.code
    if given:
        return given
    parts = re.split(r"[/\\]", path)[:-1]
    for part in reversed(parts):
        if re.fullmatch(r"[a-z]{2}(?:[-_][a-z]{2})?", part, re.I) and (known := languages.from_locale(part)):
            return known.code
    prose = re.sub(r"(?ms)^\s*```.*?^\s*```|<[^>]*>", " ", body[: _SAMPLE * 4])
    detected = detect_language(f"{header.get('title', 'pagetitle')} {header.get('description')} {prose[:_SAMPLE]}")
    if not detected:
        found.append(
            Finding("unknown-language", 1, "neither header, path nor words tell it", "skipped; name it with --language")
        )
    return detected
