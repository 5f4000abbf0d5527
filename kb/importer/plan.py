"""What importing a document would do, text by text: create, update, keep as history, skip, or leave to a person."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kb import languages
from kb.catalog.models import AliasKind, Translation
from kb.codes import normalise_code
from kb.importer.findings import Finding
from kb.importer.index import CatalogueIndex, Known
from kb.importer.matching import Match, Matches, match_document
from kb.importer.models import ImportedText
from kb.importer.parsed import ParsedDocument, ParsedEntry, ParsedText

CREATE, UPDATE, CONFIRM, EARLIER, SKIP, CONFLICT = "create", "update", "confirm", "earlier", "skip", "conflict"
"""CONFIRM: the text stands as it is in a newer edition; only its date changes."""

_ENTRY_LINK = re.compile(r"\]\((cause|error|solution|guide):([^()\s]+)\)")


@dataclass(frozen=True, slots=True)
class TextStep:
    """What becomes of one text, and why."""

    action: str
    text: ParsedText


@dataclass(slots=True)
class EntryStep:
    """What becomes of one entry. `known` is None for an entry to be created."""

    entry: ParsedEntry
    key: str
    known: Known | None
    foreign: bool
    texts: list[TextStep] = field(default_factory=list)
    source_language: str = ""


@dataclass(slots=True)
class Plan:
    """What becomes of a document. `untouched` are the texts of its entries that nobody edited since their import."""

    document: ParsedDocument
    name: str
    steps: list[EntryStep] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    untouched: set[tuple[int, str]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Stored:
    """A text of the catalogue as the plan compares it. `edited` where a person changed it since it was imported."""

    language: str
    title: str
    body: str
    date: object
    edition_date: object
    edited: bool


def plan_document(document: ParsedDocument, index: CatalogueIndex) -> Plan:
    """Match a document with the catalogue and decide on every text of it."""
    matches: Matches = match_document(document, index)
    plan = Plan(document, matches.document, keys=matches.keys, findings=list(matches.findings))
    known = [match.known.pk for match in matches.found if match.known is not None]
    stored = _stored_texts(known)
    plan.untouched = {(pk, one.language) for pk, texts in stored.items() for one in texts.values() if not one.edited}
    for match in matches.found:
        plan.steps.append(_step(match, plan, stored.get(match.known.pk, {}) if match.known else {}))
    return plan


def fingerprint(title: str, body: str) -> str:
    """What a text is recognised by."""
    return hashlib.sha256(f"{title}\n\0{body}".encode()).hexdigest()


def _stored_texts(pks: list[int]) -> dict[int, dict[str, Stored]]:
    if not pks:
        return {}
    prints = {
        (entry, language): digest
        for entry, language, digest in ImportedText.objects.filter(entry__in=pks).values_list(
            "entry_id", "language", "digest"
        )
    }
    stored: dict[int, dict[str, Stored]] = {}
    rows = Translation.objects.filter(entry__in=pks).values_list(
        "entry_id", "language", "title", "body", "date", "edition__date"
    )
    for pk, language, title, body, date, edition_date in rows.order_by():
        edited = prints.get((pk, language)) != fingerprint(title, body)
        stored.setdefault(pk, {})[language] = Stored(language, title, body, date, edition_date, edited)
    return stored


def _step(match: Match, plan: Plan, stored: dict[str, Stored]) -> EntryStep:
    entry = replace(match.entry, texts=tuple(_with_keys(text, plan.keys) for text in match.entry.texts))
    step = EntryStep(entry, match.key, match.known, match.foreign)
    step.source_language = entry.source_language or _source_language(entry, stored)
    for text in entry.texts:
        step.texts.append(TextStep(_decide(text, stored.get(text.language), step, plan), text))
    return step


def _source_language(entry: ParsedEntry, stored: dict[str, Stored]) -> str:
    """English wherever an English text exists; else the language of the first text."""
    has = {text.language for text in entry.texts} | set(stored)
    if languages.SOURCE in has:
        return languages.SOURCE
    return entry.texts[0].language if not stored else ""


def _decide(text: ParsedText, stored: Stored | None, step: EntryStep, plan: Plan) -> str:
    if stored is None:
        return EARLIER if step.foreign else CREATE
    if _same(text, stored):
        newer = text.date is not None and stored.date is not None and text.date > stored.date  # type: ignore[operator]
        return CONFIRM if newer and not stored.edited and not step.foreign else SKIP
    if stored.edited:
        detail = f"{step.entry.kind} {step.key} in {text.language}"
        plan.findings.append(
            Finding("conflict", step.entry.line, detail, "the edited text stays; this one is in its history")
        )
        return CONFLICT
    if step.foreign:
        return EARLIER
    return UPDATE if _is_newer(text, stored, plan.document) else EARLIER


def _same(text: ParsedText, stored: Stored) -> bool:
    return " ".join(text.title.split()) == stored.title and text.body.strip("\n") == stored.body.strip("\n")


def _is_newer(text: ParsedText, stored: Stored, document: ParsedDocument) -> bool:
    """By the text's date; of two texts with one date by that of their editions; a file read anew counts as newer."""
    if text.date is None or stored.date is None:
        return True
    if text.date != stored.date:
        return text.date > stored.date  # type: ignore[operator]
    if document.date is None or stored.edition_date is None:
        return True
    return document.date >= stored.edition_date  # type: ignore[operator]


def _with_keys(text: ParsedText, keys: dict[str, str]) -> ParsedText:
    """A text whose links name the keys of the catalogue."""
    if all(old == new for old, new in keys.items()):
        return text

    def rename(match: re.Match[str]) -> str:
        return f"]({match[1]}:{keys.get(match[2], match[2])})"

    return replace(text, body=_ENTRY_LINK.sub(rename, text.body))


def age_of(text: ParsedText, document: ParsedDocument, source_date: dt.date | None) -> int:
    """1 for a translation of a newer source than the one beside it, -1 of an older one, 0 of this one or of who knows.

    What a document was translated from has a date of its own; without it the date of the translation can only say that
    it is older than the source.
    """
    if source_date is None or document.source_language:
        return 0
    date = document.source_date or text.date
    return 0 if date is None else (date > source_date) - (date < source_date)


def new_names(
    index: CatalogueIndex, known: Known, parsed: ParsedEntry, key: str, findings: list[Finding]
) -> Iterator[tuple[str, str]]:
    """The names an entry does not have yet; one that means another entry becomes a finding."""
    names = [(AliasKind.ANCHOR, value) for value in parsed.anchors if value != key]
    if parsed.key != key and parsed.key != known.key and not parsed.owner:
        names.append((AliasKind.ANCHOR, parsed.key))
    names += [(AliasKind.CODE, value) for value in parsed.code_aliases]
    if parsed.code and known.code and normalise_code(parsed.code) != normalise_code(known.code):
        names.append((AliasKind.CODE, parsed.code))
    for kind, value in names:
        if len(value) > 300 or (kind, value) in index.aliases:
            continue
        holder = index.find_code(value) if kind == AliasKind.CODE else index.find_name(value)
        if holder is None or holder is known:
            yield kind, value
        else:
            findings.append(Finding("name-taken", parsed.line, value, f"it stays with {holder.kind} {holder.key}"))


LINKED = {
    ("error", "cause"),
    ("error", "solution"),
    ("error", "error"),
    ("cause", "solution"),
    ("guide", "error"),
    ("guide", "cause"),
    ("guide", "solution"),
}
"""(kind of the owner, kind of the target) of the ordered links."""
