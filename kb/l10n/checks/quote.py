"""Straight quotes that a program reads, turned typographic."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from kb.l10n.checks.base import Check, CheckInput, Finding, Severity, excerpt, values

_CURLY = "“”„‟«»‘’‚"
_STRAIGHT = re.compile(r"\"([^\"\s“”]{1,80})\"")
_OPTION_BEFORE = re.compile(r"(?:=|(?<!\S)(?:--?|/)[A-Za-z][\w-]*[ :])$")
_CURLED = re.compile(r"[“”„«]([^\s“”„«»\"]{1,80})[”“»]")
_ASSIGNMENT = re.compile(r"^ ?= ?[“”\"]?\w")


def find(given: CheckInput) -> Iterator[Finding]:
    straight = {
        match.group(1)
        for match in _STRAIGHT.finditer(given.source)
        if given.source[match.end() : match.end() + 1] == "=" or _OPTION_BEFORE.search(given.source[: match.start()])
    }
    for match in _CURLED.finditer(given.target):
        inner = match.group(1)
        shouted = inner.isupper() and len(inner) > 1 and _ASSIGNMENT.match(given.target[match.end() :])
        if inner in straight or (not given.source and shouted):
            yield _finding(match.group(), match.span(), f'"{inner}"')
    for code in given.target_code:
        if any(char in code.text for char in _CURLY) and not any(
            char in given.source for char in code.text if char in _CURLY
        ):
            mended = code.text
            for char in "“”„‟«»":
                mended = mended.replace(char, '"')
            for char in "‘’‚":
                mended = mended.replace(char, "'")
            yield _finding(code.text, (code.start, code.end), f"`{mended}`")


def _finding(text: str, span: tuple[int, int], suggestion: str) -> Finding:
    return Finding(
        "quote",
        Severity.ERROR,
        _('A program reads “%(text)s”: use straight quotes (") as in the source.'),
        values(text=excerpt(text)),
        target=span,
        suggestion=suggestion,
    )


CHECK = Check("quote", _("Quotes inside technical text"), Severity.ERROR, find)
