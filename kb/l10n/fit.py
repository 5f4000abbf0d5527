"""Fitting what arrived (sentence pairs, a whole text) to the sentences of the source. Knows no models.

Sentences are numbered through the whole source; `rows` are the sentences of each block.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from rapidfuzz import process
from rapidfuzz.fuzz import ratio

from kb.l10n.align_text import Block, TextAlignment, align_text
from kb.l10n.cutting import CutText
from kb.l10n.similarity import normalise
from kb.l10n.tokens import critical

_ALIKE = 90.0
_MOST_JOINED = 4


@dataclass(frozen=True, slots=True)
class SentencePair:
    """A sentence of the source and its translation, as an importer read them."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Filling:
    """What a sentence gets: its text, or nothing where the sentence before tells it."""

    text: str
    told_before: bool = False


class OneLine(Protocol):
    """A sentence of the source that can be read on one line."""

    @property
    def flat(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Fit:
    """How a whole text fits: fillings by (block, sentence), and the blocks of either side that stand alone.

    `is_safe` says that both are built alike, block by block and sentence by sentence, and that nothing would be lost.
    """

    fillings: dict[tuple[int, int], Filling]
    source_alone: tuple[int, ...]
    target_alone: tuple[int, ...]
    is_safe: bool


def fit_pairs(rows: Sequence[Sequence[str]], pairs: Sequence[SentencePair]) -> dict[tuple[int, int], Filling]:
    """Fillings from sentence pairs.

    A pair may cover several sentences of one block, and a sentence several pairs that follow each other; what is left
    is matched where it is 90 % alike.
    """
    waiting: dict[str, deque[str]] = defaultdict(deque)
    latest: dict[str, str] = {}
    for pair in pairs:
        waiting[normalise(pair.source)].append(pair.target)
        latest[normalise(pair.source)] = pair.target
    joined = _joined_pairs(pairs)
    found: dict[tuple[int, int], Filling] = {}
    for block, row in enumerate(rows):
        index = 0
        while index < len(row):
            count, text = _take(row, index, waiting, latest, joined)
            if count:
                found[block, index] = Filling(text)
                for offset in range(1, count):
                    found[block, index + offset] = Filling("", told_before=True)
            index += max(count, 1)
    _alike(rows, latest, found)
    return found


def covered(row: Sequence[OneLine], fillings: Mapping[tuple[int, int], Filling], place: tuple[int, int]) -> str:
    """All that a filling translates: its sentence of the block's `row`, and those behind it that it tells as well."""
    block, index = place
    last = index + 1
    while (block, last) in fillings and fillings[block, last].told_before:
        last += 1
    return " ".join(one.flat for one in row[index:last])


def _take(
    row: Sequence[str], index: int, waiting: dict[str, deque[str]], latest: dict[str, str], joined: dict[str, str]
) -> tuple[int, str]:
    """How many sentences from `index` on one pair covers, and its translation; 0 for none. Same sources go in turn."""
    for count in range(1, min(_MOST_JOINED, len(row) - index) + 1):
        name = normalise(" ".join(row[index : index + count]))
        if waiting.get(name):
            return count, waiting[name].popleft()
        if name in latest:
            return count, latest[name]
        if count == 1 and name in joined:
            return 1, joined[name]
    return 0, ""


def _joined_pairs(pairs: Sequence[SentencePair]) -> dict[str, str]:
    """Two to four pairs that follow each other, as one."""
    joined: dict[str, str] = {}
    for start in range(len(pairs)):
        for count in range(2, min(_MOST_JOINED, len(pairs) - start) + 1):
            run = pairs[start : start + count]
            name = normalise(" ".join(pair.source for pair in run))
            joined.setdefault(name, " ".join(pair.target for pair in run))
    return joined


def _alike(rows: Sequence[Sequence[str]], latest: dict[str, str], found: dict[tuple[int, int], Filling]) -> None:
    sources = list(latest)
    for block, row in enumerate(rows):
        for index, text in enumerate(row):
            if (block, index) not in found:
                match = process.extractOne(normalise(text), sources, scorer=ratio, score_cutoff=_ALIKE)
                if match is not None and critical(text) == critical(match[0]):
                    found[block, index] = Filling(latest[match[0]])


def fit_text(
    source: Sequence[Block], leads: Sequence[str], arrived: CutText, *, known: Mapping[str, str] | None = None
) -> Fit:
    """Fits a whole text. `leads` are the Markdown before each source block, behind the last one included."""
    safe = fit_safely(source, leads, arrived)
    if safe is not None:
        return Fit(safe, (), (), True)
    target = arrived.blocks()
    aligned = _title_and_body(source, target, known or {})
    fillings = {(pair.block, pair.sentence): Filling(pair.target, pair.told_before) for pair in aligned.pairs}
    return Fit(fillings, aligned.source_alone, aligned.target_alone, False)


def fit_safely(
    source: Sequence[Block], leads: Sequence[str], arrived: CutText
) -> dict[tuple[int, int], Filling] | None:
    """The fillings from a text that is built like its source; None for any other."""
    target = arrived.blocks()
    if not _built_alike(source, target) or not _same_leads(leads, arrived) or _contradicts(source, target):
        return None
    return {
        (block, index): Filling(text) for block, one in enumerate(target) for index, text in enumerate(one.sentences)
    }


def _built_alike(source: Sequence[Block], target: Sequence[Block]) -> bool:
    shape = [(block.kind, len(block.sentences)) for block in source]
    return shape == [(block.kind, len(block.sentences)) for block in target]


def _same_leads(leads: Sequence[str], arrived: CutText) -> bool:
    """Whether everything but the sentences is the same: markers, code, HTML; white space does not count."""
    return [lead for lead in map(normalise, leads) if lead] == [
        lead for unit in arrived.units if (lead := normalise(unit.lead))
    ]


def _contradicts(source: Sequence[Block], target: Sequence[Block]) -> bool:
    """Whether a sentence and its would-be translation both name codes, numbers or links, and share none."""
    for one, other in zip(source, target, strict=True):
        for text, translation in zip(one.sentences, other.sentences, strict=True):
            ours, theirs = critical(text), critical(translation)
            del ours["negation"], theirs["negation"]
            if ours and theirs and not ours & theirs:
                return True
    return False


def _title_and_body(source: Sequence[Block], target: Sequence[Block], known: Mapping[str, str]) -> TextAlignment:
    """Aligns two texts; titles belong together whatever they say."""
    if not (source and target and source[0].kind == target[0].kind == "title"):
        return align_text(source, target, known=known)
    title = align_text(source[:1], target[:1], known={source[0].sentences[0]: target[0].text})
    body = align_text(source[1:], target[1:], known=known)
    pairs = tuple(type(pair)(pair.block + 1, pair.sentence, pair.target, pair.told_before) for pair in body.pairs)
    return TextAlignment(
        (*title.pairs, *pairs),
        (*title.source_alone, *(index + 1 for index in body.source_alone)),
        (*title.target_alone, *(index + 1 for index in body.target_alone)),
        (*title.blocks, *((one + 1, other + 1) for one, other in body.blocks)),
    )
