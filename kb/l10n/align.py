"""Which sentence of a new source revision is which sentence of the old one.

By hash first (an in-order match is unchanged, any other moved), then among what stands between the same neighbours,
then by similarity over the whole text. Sentences that left the text earlier take part by hash alone, so that a
sentence put back as it was gets its row back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from rapidfuzz import process
from rapidfuzz.fuzz import ratio

from kb.l10n.similarity import THRESHOLD, normalise, source_hash
from kb.l10n.tokens import critical

TYPO_THRESHOLD = 50.0
"""Percent that is enough for a sentence between the same neighbours when the revision says "typo"."""


class Kind(StrEnum):
    """What became of a sentence."""

    UNCHANGED = "unchanged"
    MOVED = "moved"
    RESTORED = "restored"
    SIMILAR = "similar"
    NEW = "new"


class Fate(StrEnum):
    """What becomes of its translations."""

    KEPT = "kept"
    OUTDATED = "outdated"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Match:
    """One new sentence: the index of the old one it continues (None if none), the likeness in percent, the fate.

    For `restored` the index counts in the sentences that had left.
    """

    kind: Kind
    old: int | None
    similarity: float
    fate: Fate


def align(
    old: Sequence[str],
    new: Sequence[str],
    *,
    gone: Sequence[str] = (),
    significance: str = "minor",
) -> list[Match]:
    """One match per new sentence, in order. No old sentence is used twice.

    `gone` are sentences of earlier revisions, latest first; `significance` is typo, minor or major.
    """
    old_hashes, new_hashes = [source_hash(text) for text in old], [source_hash(text) for text in new]
    matches: list[Match | None] = [None] * len(new)
    free = set(range(len(old)))
    _same_order(old_hashes, new_hashes, matches, free)
    _same_text(old_hashes, new_hashes, matches, free)
    _put_back(gone, new_hashes, matches)
    typo = significance == "typo"
    _between_neighbours(old, new, matches, free, typo=typo)
    _anywhere(old, new, matches, free, typo=typo)
    return [match or Match(Kind.NEW, None, 0.0, Fate.EMPTY) for match in matches]


def places_taken(old: Sequence[str], new: Sequence[str], matches: Sequence[Match]) -> dict[int, int]:
    """New sentences that continue no old one by the old one that stood in their place and is gone.

    Between two sentences that stayed, those most alike belong together, however little that is.
    """
    used = {match.old for match in matches if match.kind != Kind.RESTORED}
    found: dict[int, int] = {}
    for old_place, new_place in _gaps(len(old), len(new), matches):
        olds = [index for index in old_place if index not in used]
        news = [index for index in new_place if matches[index].kind == Kind.NEW]
        found |= {new_index: old_index for old_index, new_index, _ in _in_order(old, new, olds, news, 0.0)}
    return found


def _same_order(old: list[str], new: list[str], matches: list[Match | None], free: set[int]) -> None:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for start_old, start_new, size in matcher.get_matching_blocks():
        for offset in range(size):
            matches[start_new + offset] = Match(Kind.UNCHANGED, start_old + offset, 100.0, Fate.KEPT)
            free.discard(start_old + offset)


def _same_text(old: list[str], new: list[str], matches: list[Match | None], free: set[int]) -> None:
    """Sentences that moved; where several are alike, the one with the same neighbours goes first."""
    places: dict[str, list[int]] = defaultdict(list)
    for index in sorted(free):
        places[old[index]].append(index)
    for index, name in enumerate(new):
        if matches[index] is not None or not places.get(name):
            continue
        best = max(places[name], key=lambda place: (_shared_neighbours(old, place, new, index), -place))
        places[name].remove(best)
        free.discard(best)
        matches[index] = Match(Kind.MOVED, best, 100.0, Fate.KEPT)


def _shared_neighbours(old: list[str], place: int, new: list[str], index: int) -> int:
    before = place > 0 and index > 0 and old[place - 1] == new[index - 1]
    after = place + 1 < len(old) and index + 1 < len(new) and old[place + 1] == new[index + 1]
    return int(before) + int(after)


def _put_back(gone: Sequence[str], new: list[str], matches: list[Match | None]) -> None:
    places: dict[str, list[int]] = defaultdict(list)
    for index, text in enumerate(gone):
        places[source_hash(text)].append(index)
    for index, name in enumerate(new):
        if matches[index] is None and places.get(name):
            matches[index] = Match(Kind.RESTORED, places[name].pop(0), 100.0, Fate.KEPT)


def _between_neighbours(
    old: Sequence[str], new: Sequence[str], matches: list[Match | None], free: set[int], *, typo: bool
) -> None:
    """Changed sentences between two that stayed are compared with what stood between the same two, in order."""
    for old_place, new_place in _gaps(len(old), len(new), matches):
        olds = [index for index in old_place if index in free]
        news = [index for index in new_place if matches[index] is None]
        if not olds or not news:
            continue
        alone = typo and len(olds) == len(news)
        least = TYPO_THRESHOLD if alone else THRESHOLD
        for old_index, new_index, likeness in _in_order(old, new, olds, news, least):
            matches[new_index] = _similar(old[old_index], new[new_index], old_index, likeness, typo=typo)
            free.discard(old_index)


def _gaps(old: int, new: int, matches: Sequence[Match | None]) -> Iterator[tuple[range, range]]:
    """What lies between two sentences that stayed, in the old text and in the new one, by their lengths."""
    anchors = [
        (match.old, index)
        for index, match in enumerate(matches)
        if match is not None and match.kind == Kind.UNCHANGED and match.old is not None
    ]
    bounds = [(-1, -1), *anchors, (old, new)]
    for (old_before, new_before), (old_after, new_after) in zip(bounds, bounds[1:], strict=False):
        yield range(old_before + 1, old_after), range(new_before + 1, new_after)


def _in_order(
    old: Sequence[str], new: Sequence[str], olds: list[int], news: list[int], least: float
) -> list[tuple[int, int, float]]:
    """The pairs of the best total likeness that keep the order (dynamic programming over the window)."""
    if len(olds) * len(news) > 40_000:
        return []
    scores = [[_likeness(old[o], new[n], least) for n in news] for o in olds]
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    for i in range(len(olds) - 1, -1, -1):
        for j in range(len(news) - 1, -1, -1):
            taken = scores[i][j] + best[i + 1][j + 1] if scores[i][j] else 0.0
            best[i][j] = max(taken, best[i + 1][j], best[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(olds) and j < len(news):
        if scores[i][j] and best[i][j] == scores[i][j] + best[i + 1][j + 1]:
            pairs.append((olds[i], news[j], scores[i][j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _anywhere(
    old: Sequence[str], new: Sequence[str], matches: list[Match | None], free: set[int], *, typo: bool
) -> None:
    """What is left, by likeness over the whole text, best pairs first."""
    left = [index for index, match in enumerate(matches) if match is None]
    places = sorted(free)
    choices = [normalise(old[place]) for place in places]
    pairs = []
    for index in left:
        found = process.extract(normalise(new[index]), choices, scorer=ratio, score_cutoff=THRESHOLD, limit=5)
        pairs += [(likeness, -abs(places[choice] - index), index, places[choice]) for _text, likeness, choice in found]
    for likeness, _distance, index, place in sorted(pairs, reverse=True):
        if matches[index] is None and place in free:
            matches[index] = _similar(old[place], new[index], place, likeness, typo=typo)
            free.discard(place)


def _likeness(one: str, other: str, least: float) -> float:
    return ratio(normalise(one), normalise(other), score_cutoff=least)


def _similar(old: str, new: str, index: int, likeness: float, *, typo: bool) -> Match:
    kept = typo and critical(old) == critical(new)
    return Match(Kind.SIMILAR, index, likeness, Fate.KEPT if kept else Fate.OUTDATED)
