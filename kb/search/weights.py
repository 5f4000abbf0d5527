"""How much a term weighs in a document: BM25F over title and body, with the title's share on top.

Everything here is known when a document is indexed: the pivot is a constant instead of the average length, so a weight
never changes because another document came, and both engines store the same numbers.
BM25F: Robertson, Zaragoza, Taylor, "Simple BM25 extension to multiple weighted fields", CIKM 2004.
"""

from __future__ import annotations

K1 = 0.8
B = 0.3
TITLE_TIMES = 3.0
PIVOT = 90.0
TITLE_SHARE = 1.2
TITLE_PIVOT = 4.0
WEAK = 0.4


def term_weight(frequency: float, length: float, title_length: int, *, in_title: bool) -> float:
    """The weight of a term: `frequency` counts a title word three times, `length` is in the same units."""
    weight = frequency * (K1 + 1) / (frequency + K1 * (1 - B + B * length / PIVOT))
    if in_title:
        weight += TITLE_SHARE * (TITLE_PIVOT + 1) / (TITLE_PIVOT + title_length)
    return weight
