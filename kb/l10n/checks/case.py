"""Capitals inside or instead of words: the debris of names that were cut out and put back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from kb.l10n.checks.base import Check, CheckInput, Finding, Severity, values
from kb.l10n.compounds import DEBRIS

_WORD = re.compile(r"(?<![\w./\\-])[^\W\d_]{2,}(?![\w./\\]*\w)")
_MIXED = re.compile(r"([A-ZÅÄÖÆØÑÁÉÍÓÚ]{2,})([a-zåäöæøñáéíóú]{2,})")
_NATIONAL = re.compile(r"[åäöæøñáéíóú]", re.I)
_HUMP = re.compile(r"[a-zåäöæøñáéíóú]{2,}[A-ZÅÄÖÆØÑ][a-zåäöæøñáéíóú]{2,}")


def find(given: CheckInput) -> Iterator[Finding]:
    words = [match for match in _WORD.finditer(given.target_prose) if not _is_token(match, given)]
    previous: re.Match[str] | None = None
    for match in words:
        word = match.group()
        problem = _problem(word, previous, match, given)
        if problem:
            yield Finding(
                "case",
                Severity.ERROR if problem == "debris" else Severity.WARNING,
                _("Mend the capitals in “%(word)s”."),
                values(word=word),
                target=match.span(),
            )
        previous = match


def _problem(word: str, previous: re.Match[str] | None, match: re.Match[str], given: CheckInput) -> str:
    if word.islower() or word.istitle() or re.search(rf"\b{word}\b", given.source, re.I):
        return ""
    mixed = _MIXED.fullmatch(word)
    if mixed:
        head, tail = mixed.groups()
        if _is_acronym(head, tail, given):
            return ""
        known = given.lexicon is not None and given.lexicon.attests(word)
        return "debris" if known or _NATIONAL.search(word) or (given.source and len(head) > 4) else ""
    if _HUMP.fullmatch(word):
        known = given.lexicon is not None and given.lexicon.attests(word)
        return "debris" if known or _NATIONAL.search(word) else ""
    if not word.isupper():
        return ""
    beside = previous is not None and given.target[previous.end() : match.start()] == " " and previous.group().islower()
    if beside and previous is not None and DEBRIS.fullmatch(word) and len(previous.group()) > 3:
        return "debris"
    if len(word) >= 4 and given.lexicon is not None and word.lower() in given.lexicon.words and given.source:
        return "" if word.lower() in given.source.lower() or _shouts(given.source) else "shouted"
    return ""


def _is_acronym(head: str, tail: str, given: CheckInput) -> bool:
    """Whether the capitals are an acronym with an ending, as in "VMen" or "IPs"."""
    if re.search(rf"\b{head}s?\b", given.source):
        return True
    short = len(head) <= 4 and len(tail) <= 3
    return short and _NATIONAL.search(head) is None and len(tail) < 3


def _shouts(source: str) -> bool:
    """Whether the source itself writes words in capitals that are no acronyms ("NOTE:", "IMPORTANT")."""
    letters = [char for char in source if char.isalpha()]
    capitals = sum(char.isupper() for char in letters)
    return capitals * 2 > len(letters) or bool(
        re.search(r"\b(?:NOTE|TIP|NAME|NOT|MUST|ONLY|ALL|OR|ON|OFF|[A-Z]{7,})\b", source)
    )


def _is_token(match: re.Match[str], given: CheckInput) -> bool:
    return any(token.start <= match.start() < token.end for token in given.target_tokens)


CHECK = Check("case", _("Capitals inside words"), Severity.ERROR, find)
