"""Defects of a document that are named and left: numbers missing from lists, text nobody translated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kb.importer.findings import Finding
from kb.importer.lines import Line
from kb.importer.tongue import has_words, is_english, leans_english

_ITEM = re.compile(r"^([ \t]*)(\d{1,4})[.)]\s+\S")
_HEADING = re.compile(r"^ {0,3}#{1,6}\s")
_STARTS_BLOCK = re.compile(r"^\s*(?:#{1,6}\s|[-*+]\s|\d+[.)]\s|\||>|<)")


def numbering_gaps(lines: Iterable[Line]) -> list[Finding]:
    """Numbered lists that leave out a number; Markdown would close the gap without a word."""
    findings: list[Finding] = []
    last: dict[int, int] = {}
    for line in lines:
        if line.fenced:
            continue
        if _HEADING.match(line.text):
            last.clear()
            continue
        item = _ITEM.match(line.text)
        if not item:
            continue
        indent, number = len(item[1].expandtabs(4)), int(item[2])
        before = last.get(indent)
        if before is not None and number > before + 1 and number < before + 10:
            findings.append(
                Finding("numbering-gap", line.number, f"{number} follows {before}", "numbered without the gap")
            )
        last = {depth: value for depth, value in last.items() if depth <= indent}
        last[indent] = number
    return findings


def english_lines(lines: list[Line], language: str) -> set[int]:
    """The numbers of the lines that a translation left in English, read paragraph by paragraph.

    A paragraph that does not tell its language (a path, a few words) belongs to the run it stands in.
    """
    if language == "en":
        return set()
    blocks = list(_blocks(lines))
    verdicts: list[bool | None] = []
    for block in blocks:
        text = " ".join(line.text for line in block)
        verdicts.append(is_english(text, language) if has_words(text) else None)
    if True not in verdicts:
        return set()
    left: set[int] = set()
    before: bool | None = None
    for index, verdict in enumerate(verdicts):
        if verdict is None:
            after = next((later for later in verdicts[index + 1 :] if later is not None), before)
            text = " ".join(line.text for line in blocks[index])
            verdict = bool(before and after) or (bool(before or after) and leans_english(text, language))
        else:
            before = verdict
        if verdict:
            left.update(line.number for line in blocks[index])
    return left


def untranslated_runs(lines: list[Line], left: set[int]) -> list[Finding]:
    """One finding for each run of lines left in English."""
    findings: list[Finding] = []
    start = end = 0
    for line in [*lines, None]:
        if line is not None and (line.is_blank or line.fenced):
            continue
        if line is not None and line.number in left:
            start, end = start or line.number, line.number
        elif start:
            detail = f"line {start}" if start == end else f"lines {start} to {end}"
            findings.append(Finding("untranslated-run", start, detail, "kept, marked as English"))
            start = end = 0
    return findings


def untranslated_pairs(lines: Iterable[Line], language: str) -> list[Finding]:
    """One finding for each sentence of a paired document whose translation is its source."""
    findings = []
    for line in lines:
        for pair in line.pairs:
            same = pair.source == pair.target and has_words(pair.target) and is_english(pair.target, language)
            if same and language != "en":
                findings.append(Finding("untranslated-run", line.number, pair.target[:120], "kept as its own source"))
    return findings


def _blocks(lines: list[Line]) -> Iterator[list[Line]]:
    block: list[Line] = []
    for line in lines:
        if line.is_blank or line.fenced or _STARTS_BLOCK.match(line.text):
            if block:
                yield block
            block = [] if line.is_blank or line.fenced else [line]
        else:
            block.append(line)
    if block:
        yield block
