"""Markdown that does not come out as meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from markdown_it import MarkdownIt

from kb.l10n.checks.base import Check, CheckInput, Finding, Severity, values
from kb.l10n.spans import code_spans, fence_spans, inside
from kb.l10n.tokens import find_tokens

_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")
_BLOCK_START = re.compile(r"^(?:#{1,6}\s|[-*+]\s|\d{1,9}[.)]\s|>|\||`{3}|~{3}| {4,}\S)")
_LITERAL = re.compile(r"\*+|(?<!\w)_+|_+(?!\w)|`+")
_ESCAPED = re.compile(r"(?<!\\)\\[*_`]")
_PIPE = re.compile(r"(?<!\\)\|")


def find(given: CheckInput) -> Iterator[Finding]:
    yield from _leftovers(given)
    if "```" in given.target or "~~~" in given.target:
        yield from _fences(given)
    if "\n" in given.target or "\n" in given.source or _BLOCK_START.match(given.target):
        yield from _blocks(given)
    if given.in_table and len(_PIPE.findall(given.target)) > len(_PIPE.findall(given.source)):
        yield Finding(
            "markup",
            Severity.ERROR,
            _("A bar ends the table cell. Write it as \\|."),
            target=_first(_PIPE, given.target),
            suggestion="\\|",
        )


def _leftovers(given: CheckInput) -> Iterator[Finding]:
    if not any(char in given.target for char in "*_`"):
        return
    target = _literals(given.target)
    shown = _literals(given.target, tokens=True) if given.source and target else target
    source = _literals(given.source, tokens=True) if given.source and target else []
    for char in "*_`":
        found = [one for one in target if one[0].startswith(char)]
        if not given.source and len(target) == 1 and _is_lone(given.target, *target[0]):
            continue
        surplus = _count(char, shown) - _count(char, source)
        if surplus > 0 and found:
            mark, place = found[0]
            yield Finding(
                "markup",
                Severity.ERROR,
                _("Readers will see “%(mark)s” as it is. Close the markup, or remove the spaces inside it."),
                values(mark=char),
                target=(place, place + len(mark)) if place >= 0 else None,
            )


def _count(char: str, marks: list[tuple[str, int]]) -> int:
    return sum(len(mark) for mark, _ in marks if mark.startswith(char))


def _is_lone(text: str, mark: str, place: int) -> bool:
    """Whether a single mark stands for itself ("access to *"): markup that broke leaves two."""
    return (
        len(mark) == 1
        and place >= 0
        and re.search(r"(?:^|\s)$", text[:place]) is not None
        and (re.match(r"[.,;:!?)]*(?:\s|$)", text[place + 1 :]) is not None)
    )


def _literals(text: str, *, tokens: bool = False) -> list[tuple[str, int]]:
    """Markup characters that are left after rendering, with their offset in the text (-1 where it is not known).

    Escaped ones are meant as they stand, and so are those inside technical tokens (`/var/log/*.log`, NAME_OF_X): these
    are left out unless `tokens`.
    """
    names = [] if tokens else find_tokens(text)
    found, position = [], 0
    codes = code_spans(text) if "\\" in text else []
    text = _ESCAPED.sub(lambda match: match.group() if inside(match.start(), codes) else "..", text)
    for token in _MARKDOWN.parseInline(text):
        for child in token.children or []:
            if child.type != "text" or not child.content:
                continue
            place = text.find(child.content, position)
            for match in _LITERAL.finditer(child.content):
                at = place + match.start() if place >= 0 else -1
                if at >= 0 and any(one.start - 1 <= at < one.end + 1 for one in names):
                    continue
                found.append((match.group(), at))
            if place >= 0:
                position = place + len(child.content)
    return found


def _fences(given: CheckInput) -> Iterator[Finding]:
    spans = fence_spans(given.target)
    if spans and not re.search(r"(?:`{3,}|~{3,})[ \t]*$", given.target[spans[-1][0] + 3 : spans[-1][1]].rstrip("\n")):
        yield Finding(
            "markup",
            Severity.ERROR,
            _("This code block is never closed and swallows the rest of the page. Close it with ```."),
            target=(spans[-1][0], min(spans[-1][1], spans[-1][0] + 40)),
        )


def _blocks(given: CheckInput) -> Iterator[Finding]:
    if not given.source:
        return
    source, target = _count_blocks(given.source), _count_blocks(given.target)
    if source != target:
        yield Finding(
            "markup",
            Severity.ERROR,
            _("The source has %(source)s paragraphs or list items, the translation %(target)s. Keep their number."),
            values(source=source, target=target),
        )


def _count_blocks(text: str) -> int:
    return sum(token.type in {"inline", "fence", "code_block", "html_block", "hr"} for token in _MARKDOWN.parse(text))


def _first(pattern: re.Pattern[str], text: str) -> tuple[int, int] | None:
    match = pattern.search(text)
    return match.span() if match else None


CHECK = Check("markup", _("Markdown"), Severity.ERROR, find)
