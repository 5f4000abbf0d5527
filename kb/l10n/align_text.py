"""Fitting a whole translated text to the blocks and sentences of its source.

Blocks are paired in order by a global alignment (Needleman and Wunsch 1970) over what survives translation: the kind
of block, codes, numbers, links, words that both languages share, and length (Gale and Church 1993). Within a pair of
blocks the sentences are paired by length in the manner of Gale and Church, one to one, two to one and one to two.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kb.l10n.similarity import normalise
from kb.l10n.tokens import critical

_WORD = re.compile(r"[^\W\d_]{3,}")
_ENOUGH = 1.4
_VARIANCE = 6.8  # of the characters of a translation per character of its source (Gale and Church 1993)


@dataclass(frozen=True, slots=True)
class Block:
    """A block of Markdown: its kind (as the cutter names it) and its sentences."""

    kind: str
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.sentences)


@dataclass(frozen=True, slots=True)
class Pair:
    """A source sentence (index of its block, index within it) and its translation.

    `told_before` says that the translation stands with the sentence before, which covers both.
    """

    block: int
    sentence: int
    target: str
    told_before: bool = False


@dataclass(frozen=True, slots=True)
class TextAlignment:
    """The pairs in order of the source, the blocks of either side without a partner, and which blocks were paired."""

    pairs: tuple[Pair, ...]
    source_alone: tuple[int, ...]
    target_alone: tuple[int, ...]
    blocks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Features:
    kind: str
    length: int
    marks: Counter[str] = field(hash=False)
    words: frozenset[str]
    text: str


def align_text(
    source: Sequence[Block], target: Sequence[Block], *, known: Mapping[str, str] | None = None
) -> TextAlignment:
    """Pairs a translated text with its source. `known` maps source sentences to translations already seen.

    Nothing is forced: a block that no block of the other side resembles is reported as standing alone.
    """
    left = [_features(block) for block in source]
    right = [_features(block) for block in target]
    translated = [
        {normalise(known[sentence]) for sentence in block.sentences if known and sentence in known} for block in source
    ]
    total = sum(one.length for one in left) or 1
    ratio = (sum(one.length for one in right) or 1) / total
    blocks = _pair_blocks(left, right, translated, min(max(ratio, 0.5), 2.0))
    pairs: list[Pair] = []
    for one, other in blocks:
        pairs += _pair_sentences(one, source[one].sentences, target[other].sentences)
    paired_left, paired_right = {one for one, _ in blocks}, {other for _, other in blocks}
    return TextAlignment(
        tuple(pairs),
        tuple(index for index in range(len(source)) if index not in paired_left),
        tuple(index for index in range(len(target)) if index not in paired_right),
        tuple(blocks),
    )


def _features(block: Block) -> _Features:
    text = block.text
    words = frozenset(word.lower() for word in _WORD.findall(text))
    marks: Counter[str] = Counter()
    for mark, count in critical(text).items():
        if mark != "negation":
            marks["".join(mark.split()).lower()] += count  # `ps-e` is the remains of `ps -e`
    return _Features(block.kind, len(text), marks, words, normalise(text))


def _score(one: _Features, other: _Features, translated: set[str], ratio: float) -> float:
    """How likely two blocks are the same: about 1 for a fitting length, more for shared marks and words."""
    if (one.kind == "code") != (other.kind == "code"):
        return -5.0
    if one.text == other.text:
        return 4.0
    score = 0.8 if one.kind == other.kind else -1.2
    score += 1.2 * _length_fit(one.length, other.length, ratio)
    if one.marks or other.marks:
        shared = sum((one.marks & other.marks).values())
        score += 1.5 * 2 * shared / (sum(one.marks.values()) + sum(other.marks.values())) - 0.7
    if one.words and other.words:
        score += 1.5 * len(one.words & other.words) / min(len(one.words), len(other.words))
    if any(text in other.text for text in translated):
        score += 2.5
    return score


def _length_fit(one: int, other: int, ratio: float) -> float:
    expected = max(one, 1) * ratio
    deviation = abs(other - expected) / math.sqrt(_VARIANCE * max(one, 1))
    return math.exp(-deviation * deviation / 12)


def _pair_blocks(
    left: list[_Features], right: list[_Features], translated: list[set[str]], ratio: float
) -> list[tuple[int, int]]:
    rows, columns = len(left), len(right)
    gains = [[_score(left[i], right[j], translated[i], ratio) - _ENOUGH for j in range(columns)] for i in range(rows)]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        row, below = best[i], best[i + 1]
        for j in range(columns - 1, -1, -1):
            row[j] = max(gains[i][j] + below[j + 1], below[j], row[j + 1])
    pairs, i, j = [], 0, 0
    while i < rows and j < columns:
        if gains[i][j] > 0 and best[i][j] == gains[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


_STEPS = ((1, 1, 0.0), (2, 1, 2.3), (1, 2, 2.3), (1, 0, 4.5), (0, 1, 4.5))
"""Source sentences, target sentences, cost: the negative log of how rare the step is."""


def _pair_sentences(block: int, source: Sequence[str], target: Sequence[str]) -> list[Pair]:
    if not source or not target:
        return []
    if len(source) == len(target):
        return [Pair(block, index, text) for index, text in enumerate(target)]
    pairs: list[Pair] = []
    pending = ""
    for sources, targets in _walk([len(text) for text in source], [len(text) for text in target]):
        text = " ".join(part for part in (pending, *(target[index] for index in targets)) if part)
        pending = ""
        if not sources:
            # A sentence without a source stays with the one before it, or waits for the next.
            if pairs:
                last = pairs[-1]
                pairs[-1] = Pair(block, last.sentence, f"{last.target} {text}".strip(), last.told_before)
            else:
                pending = text
            continue
        if targets or text:
            pairs.append(Pair(block, sources[0], text))
            pairs += [Pair(block, index, "", told_before=True) for index in sources[1:]]
    return pairs


def _walk(source: list[int], target: list[int]) -> list[tuple[list[int], list[int]]]:
    """The cheapest sequence of steps through both lists of lengths, as lists of indices."""
    ratio = (sum(target) or 1) / (sum(source) or 1)
    cost: dict[tuple[int, int], tuple[float, tuple[int, int] | None]] = {(0, 0): (0.0, None)}
    for i in range(len(source) + 1):
        for j in range(len(target) + 1):
            for take_i, take_j, rarity in _STEPS:
                before = (i - take_i, j - take_j)
                if before not in cost:
                    continue
                one, other = sum(source[before[0] : i]), sum(target[before[1] : j])
                deviation = abs(other - one * ratio) / math.sqrt(_VARIANCE * max(one, other, 1))
                total = cost[before][0] + rarity + min(deviation * deviation / 2, 20.0)
                if (i, j) not in cost or total < cost[i, j][0]:
                    cost[i, j] = (total, before)
    steps, place = [], (len(source), len(target))
    while place != (0, 0):
        before = cost[place][1] or (0, 0)
        steps.append((list(range(before[0], place[0])), list(range(before[1], place[1]))))
        place = before
    return steps[::-1]
