"""The mechanical repairs of imported texts, each listed as a finding. The rules are those of kb.l10n.repairs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from kb.importer.findings import Finding
from kb.importer.parsed import Pair, ParsedDocument, ParsedEntry, ParsedText
from kb.l10n import repairs
from kb.l10n.compounds import LANGUAGES as COMPOUNDING
from kb.l10n.lexicon import Lexicon

_TORN_EMPHASIS = re.compile(
    r"(?<![\w*_])\* \*_(?P<one>[^*_\n]+)_\* _(?P<between>[^*_\n]*)_\*_(?P<two>[^*_\n]+)_\*(?!\*)_?"
)
_TORN_BULLET = re.compile(r"(?m)^(?P<lead>\s*(?:[-*+]\s+)?)_ \* (?P<bold>[^*_\n]+?) \* \*(?P<after>\s*:)")
_MOST_SHOWN = 60


def repair_document(document: ParsedDocument) -> ParsedDocument:
    """The document with its texts and pairs repaired, and a finding for every change.

    Words attest compounds of their own language all over the document. What a repair touched stays a draft: its text is
    never better than `initial`.
    """
    lexicons = {code: _lexicon(document, code) for code in COMPOUNDING}
    findings: list[Finding] = list(document.findings)
    entries = tuple(_repair_entry(entry, lexicons, findings) for entry in document.entries)
    return replace(document, entries=entries, findings=tuple(findings))


def unmangle_emphasis(text: str) -> tuple[str, list[tuple[str, str]]]:
    """Bold and italic that a pipeline tore apart (`* *_x_* _ y _*_z_*`), where only one reading is left."""
    changes: list[tuple[str, str]] = []

    def pair(match: re.Match[str]) -> str:
        mended = f"**{match['one']}** {match['between'].strip()} **{match['two']}**"
        changes.append((match.group(), mended))
        return mended

    def bullet(match: re.Match[str]) -> str:
        mended = f"{match['lead']}**{match['bold']}**{match['after']}"
        changes.append((match.group().strip(), mended.strip()))
        return mended

    return _TORN_BULLET.sub(bullet, _TORN_EMPHASIS.sub(pair, text)), changes


def _lexicon(document: ParsedDocument, language: str) -> Lexicon:
    texts = [
        part
        for entry in document.entries
        for one in entry.texts
        if one.language == language
        for part in (one.title, one.body)
    ]
    return Lexicon.from_texts(texts, language)


def _repair_entry(entry: ParsedEntry, lexicons: dict[str, Lexicon], findings: list[Finding]) -> ParsedEntry:
    sources = {pair.target: pair.source for pair in entry.pairs}
    texts = tuple(_repair_text(text, entry, lexicons, sources, findings) for text in entry.texts)
    if not entry.pairs:
        return replace(entry, texts=texts)
    target, source = entry.texts[0].language, entry.texts[1].language
    pairs = []
    for pair in entry.pairs:
        mended, translated = repairs.repair_pair(pair.source, pair.target, source, target, lexicon=lexicons.get(target))
        pairs.append(Pair(mended.text, translated.text))
    return replace(entry, texts=texts, pairs=tuple(pairs))


def _repair_text(
    text: ParsedText,
    entry: ParsedEntry,
    lexicons: dict[str, Lexicon],
    sources: dict[str, str],
    findings: list[Finding],
) -> ParsedText:
    title = _repair_part(text.title, text.language, lexicons, sources)
    body = _repair_sentences(text.body, text.language, lexicons, sources)
    mended, torn = unmangle_emphasis(body[0])
    changes = [*title[1], *body[1], *(("emphasis", before, after) for before, after in torn)]
    if not changes:
        return text
    findings += [
        Finding(
            "repair", entry.line, f"{rule}: {_shown(before)}", f"now {_shown(after)} ({entry.key}, {text.language})"
        )
        for rule, before, after in changes
    ]
    state = "initial" if text.state in {"translated", "initial"} else text.state
    return replace(text, title=title[0], body=mended, state=state)


def _repair_part(
    text: str, language: str, lexicons: dict[str, Lexicon], sources: dict[str, str]
) -> tuple[str, list[tuple[str, str, str]]]:
    found = repairs.repair(text, language, source=sources.get(text), lexicon=lexicons.get(language))
    return found.text, [(change.rule, change.before, change.after) for change in found.changes]


def _repair_sentences(
    body: str, language: str, lexicons: dict[str, Lexicon], sources: dict[str, str]
) -> tuple[str, list[tuple[str, str, str]]]:
    """Repair a body: first each sentence in the light of its source, then the whole."""
    changes: list[tuple[str, str, str]] = []
    for target in sorted(_damaged(sources, body), key=len, reverse=True):
        mended, made = _repair_part(target, language, lexicons, sources)
        if made and target in body:
            body = body.replace(target, mended)
            changes += made
    whole, made = _repair_part(body, language, lexicons, {})
    return whole, changes + made


def _damaged(sources: dict[str, str], body: str) -> Iterable[str]:
    return [target for target in sources if target and target in body]


def _shown(text: str) -> str:
    flat = " ".join(text.split())
    return f"“{flat[:_MOST_SHOWN]}…”" if len(flat) > _MOST_SHOWN else f"“{flat}”"
