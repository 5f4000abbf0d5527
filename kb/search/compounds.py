"""Compounds: words that one writer joins and another tears, in both directions, checked against the index."""

from __future__ import annotations

from kb.search.analysis import Analyzer
from kb.search.query import Lexicon

MIN_PART = 2
SURE_PART = 4
MAX_PARTS = 3
LINKS: dict[str, tuple[str, ...]] = {"sv": ("s", "e", "o", "u"), "da": ("s", "e", "en"), "es": (), "en": ()}


def split(spelling: str, analysis: Analyzer, lexicon: Lexicon, min_part: int = MIN_PART) -> tuple[str, ...]:
    """The terms of the likeliest known parts of a word, two or three; empty when it cannot be taken apart.

    A part is known when the index has its term, as it stands or without its linking letter (`-s-`, `-e-`, `-en-`).
    Among several ways the one whose rarest part is most frequent wins.
    """
    cuts = range(min_part, len(spelling) - min_part + 1)
    heads = {cut: _readings(spelling[:cut], analysis) for cut in cuts}
    tails = {cut: analysis.term(spelling[cut:]) for cut in cuts}
    wanted = {term for terms in heads.values() for term in terms} | set(tails.values())
    known = lexicon.frequencies(analysis.language, wanted)
    best: tuple[float, tuple[str, ...]] = (0.0, ())
    for cut in cuts:
        tail = known.get(tails[cut], 0)
        if not tail:
            continue
        for head in heads[cut]:
            share = min(known.get(head, 0), tail) * _length_trust(cut, len(spelling))
            if share > best[0]:
                best = (share, (head, tails[cut]))
    return best[1]


def split_three(spelling: str, analysis: Analyzer, lexicon: Lexicon) -> tuple[str, ...]:
    """Three known parts, for a long word that has no two."""
    for cut in range(len(spelling) - SURE_PART, 2 * SURE_PART - 1, -1):
        tail = analysis.term(spelling[cut:])
        if lexicon.frequencies(analysis.language, [tail]):
            for head in (spelling[:cut], *_without_link(spelling[:cut], analysis.language)):
                parts = split(head, analysis, lexicon, SURE_PART)
                if parts:
                    return (*parts, tail)
    return ()


def _readings(head: str, analysis: Analyzer) -> list[str]:
    return list(dict.fromkeys([analysis.term(head), *map(analysis.term, _without_link(head, analysis.language))]))


def _without_link(head: str, language: str) -> list[str]:
    return [head[: -len(link)] for link in LINKS[language] if head.endswith(link) and len(head) - len(link) >= 3]


def _length_trust(cut: int, length: int) -> float:
    """Short parts are found by accident more often than long ones."""
    return (0.01, 0.2, 1.0)[min(max(min(cut, length - cut) - MIN_PART, 0), 2)]
