"""Did you mean: the query with its mistyped words as the best hits spell them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kb.search.analysis import analyzer
from kb.search.query import TYPO, Query


def corrected(query: Query, texts: Sequence[tuple[str, str]]) -> str:
    """The query corrected, spelled as in the first of the texts that has the word; empty when nothing was corrected.

    `texts` are (language, text) of the best hits, best first.
    """
    result = query.message
    changed = False
    for concept in query.concepts:
        candidates = [(a.field, a.terms[0]) for a in concept.alternatives if a.origin == TYPO]
        if not candidates or len(candidates) < len(concept.alternatives):
            continue
        spelled = _spelled(candidates, texts)
        if spelled and spelled != concept.word:
            result, count = re.subn(rf"(?<!\w){re.escape(concept.word)}(?!\w)", spelled, result, flags=re.IGNORECASE)
            changed = changed or bool(count)
    return result if changed else ""


def _spelled(candidates: list[tuple[str, str]], texts: Sequence[tuple[str, str]]) -> str:
    """How the texts spell the likeliest candidate that they hold."""
    for language, text in texts:
        wanted = {term for field, term in candidates if field == language}
        if not wanted:
            continue
        for token in analyzer(language).tokens(text):
            if token.term in wanted:
                return token.word.lower()
    return ""
