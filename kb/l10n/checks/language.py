"""Runs of words that are still in the source language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from kb.l10n.checks.base import Check, CheckInput, Finding, Severity, excerpt, values
from kb.l10n.function_words import FUNCTION_WORDS, tell_tale
from kb.l10n.spans import kept_labels

_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:['’-][^\W\d_]+)*(?!\w)")
_BREAK = re.compile(r"[.!?;:()\[\]{}\"“”|<>=\x00\n\d]|\s[-–—]\s")


def find(given: CheckInput) -> Iterator[Finding]:
    other = given.source_language if given.source else _other_than(given.target_language)
    if other == given.target_language:
        return
    foreign = tell_tale(other, given.target_language)
    own = tell_tale(given.target_language, other)
    plain = _masked(given)
    source_words = {word.lower() for word in _WORD.findall(given.source_prose)}
    total = len(_WORD.findall(plain))
    runs = list(_runs(plain, foreign, own, source_words, bool(given.source), total))
    untranslated = sum(map(len, runs))
    grave = untranslated >= 5 and untranslated * 2 >= total
    for run in runs:
        start, end = run[0].start(), run[-1].end()
        yield Finding(
            "language",
            Severity.ERROR if grave else Severity.WARNING,
            _("“%(run)s” is still in the source language. Translate it."),
            values(run=excerpt(given.target[start:end])),
            target=(start, end),
        )


def _runs(
    plain: str, foreign: frozenset[str], own: frozenset[str], source_words: set[str], has_source: bool, total: int
) -> Iterator[list[re.Match[str]]]:
    run: list[re.Match[str]] = []
    last = 0
    for word in [*_WORD.finditer(plain), None]:
        fits = False
        if word is not None:
            lowered = word.group().lower()
            fits = (lowered in foreign or lowered in source_words if has_source else lowered not in own) and (
                lowered not in own
            )
            if run and _BREAK.search(plain, last, word.start()):
                yield from _worth(run, foreign, has_source, len(run) == total)
                run = []
        if fits and word is not None:
            run.append(word)
            last = word.end()
        elif run:
            yield from _worth(run, foreign, has_source, len(run) == total)
            run = []


def _worth(
    run: list[re.Match[str]], foreign: frozenset[str], has_source: bool, whole: bool
) -> Iterator[list[re.Match[str]]]:
    tell_tales = sum(word.group() in foreign or word.group().lower() in foreign for word in run)
    content = [word.group() for word in run if word.group().lower() not in foreign]
    if has_source:
        named = content and not any(word[0].islower() for word in content)
        if named and not whole:
            return  # a product or a label: "Content Pack for Power BI"
        if len(run) >= 2 and tell_tales >= 1 and content:
            yield run
    elif len(run) >= 4 and tell_tales >= 2:
        yield run


def _masked(given: CheckInput) -> str:
    """The target without what may well be foreign: technical tokens and leftovers that have a check of their own."""
    plain = given.target_prose
    for start, end in [
        *((token.start, token.end) for token in given.target_tokens),
        *((residue.start, residue.end) for residue in given.target_residue if residue.stands_for != "to"),
    ]:
        plain = plain[:start] + "\x00" * (end - start) + plain[end:]
    for label in kept_labels(given.source, given.target):
        plain = plain.replace(label, "\x00" * len(label))
    return plain


def _other_than(language: str) -> str:
    return "en" if language != "en" else next(code for code in FUNCTION_WORDS if code != "en")


CHECK = Check("language", _("Untranslated words"), Severity.WARNING, find)
