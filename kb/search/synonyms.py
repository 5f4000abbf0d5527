"""The synonyms that editors keep, as terms, read at most every ten seconds."""

from __future__ import annotations

import time
from collections import defaultdict

from kb.languages import CODES
from kb.search.alternatives import Synonyms
from kb.search.analysis import analyzer, normalise, words
from kb.search.models import Synonym

SECONDS = 10.0
_kept: tuple[float, dict[str, Synonyms]] = (0.0, {})


def all_synonyms() -> dict[str, Synonyms]:
    """Language → reader's words → ours, both as terms."""
    global _kept
    read_at, found = _kept
    if not found or time.monotonic() - read_at > SECONDS:
        read = _read()
        found = found if read == found else read  # the same object while nothing changed: answers are kept by it
        _kept = (time.monotonic(), found)
    return found


def forget() -> None:
    """Read anew at the next search; called where synonyms change in this process."""
    global _kept
    _kept = (0.0, {})


def _read() -> dict[str, Synonyms]:
    found: dict[str, dict[tuple[str, ...], list[tuple[str, ...]]]] = {code: defaultdict(list) for code in CODES}
    for language, readers_word, our_word in Synonym.objects.values_list("language", "readers_word", "our_word"):
        theirs = _terms(readers_word, language)
        ours = tuple(filter(None, map(analyzer(language).content_term, words(normalise(our_word))))) or theirs
        if theirs and ours and theirs != ours:
            found[language][theirs].append(ours)
    return {language: dict(pairs) for language, pairs in found.items()}


def _terms(text: str, language: str) -> tuple[str, ...]:
    return tuple(map(analyzer(language).term, words(normalise(text))))
