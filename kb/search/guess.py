"""Which language is a query in? Asked of the index: a language is the one whose texts know the query's words."""

from __future__ import annotations

from collections.abc import Sequence
from math import log1p

from kb.languages import CODES, SOURCE
from kb.search.analysis import analyzer
from kb.search.query import Lexicon

HOME_BONUS = 0.12
FOREIGN_MARGIN = 0.3
KNOWN = 0.4
_SATURATION = log1p(40)
SECOND_LANGUAGE = 0.4


def evidence(words: Sequence[str], language: str, lexicon: Lexicon) -> float:
    """0…1: how well the language's texts know these normalised words; its stop words count as known."""
    if not words:
        return 0.0
    analysis = analyzer(language)
    terms = [analysis.term(word) for word in words]
    known = lexicon.frequencies(language, set(terms))
    total = 0.0
    for word, term in zip(words, terms, strict=True):
        if analysis.is_stop(word):
            total += 1.0
        elif term in known:
            total += KNOWN + (1 - KNOWN) * min(1.0, log1p(known[term]) / _SATURATION)
    return total / len(words)


def search_languages(words: Sequence[str], site: str, lexicon: Lexicon) -> tuple[tuple[str, float], ...]:
    """The languages to search, likeliest first, each with the factor its matches count with.

    The site's language and the source language are always searched; another one when it explains the words clearly
    better than both.
    """
    plain = [word for word in words if not any(char.isdigit() for char in word)]
    shares = {language: evidence(plain, language, lexicon) for language in CODES}
    shares[site] += HOME_BONUS
    first = max((site, SOURCE), key=lambda language: shares[language])
    foreign = max(CODES, key=lambda language: shares[language])
    if shares[foreign] > shares[first] + FOREIGN_MARGIN:
        first = foreign
    order = dict.fromkeys((first, site, SOURCE))
    return tuple((language, 1.0 if language == first else SECOND_LANGUAGE) for language in order)
