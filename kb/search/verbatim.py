"""Re-ranking of the first results by the order of the query's words: those that stand in the title or the text side by
side, and those that stand near one another in that order.

That order and nearness tell more than the words alone: D. Metzler, W. B. Croft, "A Markov random field model for term
dependencies", SIGIR 2005.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from kb.search.analysis import Analyzer, analyzer
from kb.search.query import COMPOUND, JOINED, TYPO, Flow
from kb.search.words import Word

DEPTH = 40
TITLE_RUNS = 0.65
BODY_RUNS = 0.35
TITLE_EXACT = 0.25
NEAR = 0.8
NEAR_CHARACTERS = 100  # about two sentences without their stop words
NEAR_WORDS = 12  # a longer query has sentences to go by
NEAR_PLACES = 12  # of a word in one text
SENTENCE = 2.0
SENTENCE_FROM = 0.5
MIN_SENTENCE = 4
LONG_SENTENCE = 6  # shorter ones stand in many texts by chance
MAX_READINGS = 3


def make_flow(language: str, words: Sequence[Word]) -> Flow:
    """The words of a query in order, as strings to look for in the flows of documents in this language."""
    analysis = analyzer(language)
    kept = [word for word in words if not word.optional and not word.stop and analysis.content_term(word.text)]
    readings = [_readings(word, analysis) for word in kept]
    pairs = []
    for left, right, word in zip(readings, readings[1:], kept, strict=False):
        together = [f" {a} {b} " for a in left for b in right]
        pairs.append(tuple(together + [f" {term} " for term in _joined(word)]))
    terms = {term for options in readings for option in options for term in option.split()}
    terms.update(term for word in kept for term in _joined(word))
    sentence: tuple[str, ...] = ()
    if len(words) >= MIN_SENTENCE and any(word.stop for word in words):
        sentence = tuple(analysis.term(word.text) for word in words if not word.optional)
    standing = [tuple(f" {term} " for term in (*readings[at], *_joined(word))) for at, word in enumerate(kept)]
    return Flow(language, tuple(standing[:NEAR_WORDS]), tuple(pairs), sentence, frozenset(terms))


def _readings(word: Word, analysis: Analyzer) -> list[str]:
    """How a word may stand in a flow: as it is, taken apart, corrected."""
    found = {analysis.term(word.text): None}
    for alternative in word.alternatives:
        if alternative.field == analysis.language and alternative.origin in (COMPOUND, TYPO):
            found[" ".join(alternative.terms)] = None
    return list(found)[:MAX_READINGS]


def _joined(word: Word) -> list[str]:
    return [alternative.terms[0] for alternative in word.alternatives if alternative.origin == JOINED]


def most(flow: Flow) -> float:
    """The highest factor that `boost` can give."""
    return 1.0 + TITLE_EXACT + TITLE_RUNS + _most_of_body(flow)


def boost(flow: Flow, text: str, least: float = 0.0) -> float:
    """The factor, 1 or more, for a document whose text has this flow (see `indexing.flow`).

    Where the whole cannot reach `least`, only the title is looked at: the factor is then too low, but below `least`.
    """
    factor, in_title, near = _of_title(flow, text[: text.find("\t")])
    if factor + _most_of_body(flow) < least:
        return factor
    title, _, body = text.partition("\n")
    body, _, full_body = body.partition("\t")
    in_body = 0.0
    if flow.pairs:
        in_body = _in_runs(flow.pairs, body)
        factor += BODY_RUNS * in_body + NEAR * max(near, _near(flow.words, body))
    if flow.sentence and (not flow.pairs or max(in_title, in_body) >= SENTENCE_FROM):
        full_title = title[title.find("\t") + 1 :]
        longest = max(_longest(flow.sentence, full_title), _longest(flow.sentence, full_body))
        factor += SENTENCE * min(1.0, len(flow.sentence) / LONG_SENTENCE) * longest**2
    return factor


def _most_of_body(flow: Flow) -> float:
    return (BODY_RUNS + NEAR if flow.pairs else 0.0) + (SENTENCE if flow.sentence else 0.0)


def _of_title(flow: Flow, title: str) -> tuple[float, float, float]:
    """The factor that a title gives, how much of the query's pairs stands in it, and how much stands near in it."""
    words = title.split()
    asked = sum(map(flow.terms.__contains__, words))
    if not asked:
        return 1.0, 0.0, 0.0
    factor = 1.0 + TITLE_EXACT * asked / len(words)
    if asked == 1 or not flow.pairs:
        return factor, 0.0, 0.0
    in_title = _in_runs(flow.pairs, title)
    return factor + TITLE_RUNS * in_title, in_title, _near(flow.words, title)


def _in_runs(pairs: Sequence[tuple[str, ...]], text: str) -> float:
    """0…1: how many of the query's neighbouring pairs are neighbours in the text, longer runs counting more."""
    longest = run = total = 0
    for needles in pairs:
        for needle in needles:
            if needle in text:
                run += 1
                total += 1
                if run > longest:
                    longest = run
                break
        else:
            run = 0
    return (total + longest) / (2 * len(pairs))


def _near(words: Sequence[tuple[str, ...]], text: str) -> float:
    """0…1: how much of the query stands in its order in one place of the text, each word near the one before it."""
    best = 0.0
    before: list[int] = []
    so_far: list[float] = []
    for needles in words:
        places = _places(needles, text)
        lengths = [0.0] * len(places)
        if before:
            for number, place in enumerate(places):
                at = bisect_right(before, place) - 1  # a joined word is both of its words
                if at >= 0 and place - before[at] < NEAR_CHARACTERS:
                    lengths[number] = so_far[at] + 1 - (place - before[at]) / (2 * NEAR_CHARACTERS)
            best = max(best, *lengths, 0.0)
        before, so_far = places, lengths
    return best / (len(words) - 1)


def _places(needles: Sequence[str], text: str) -> list[int]:
    """Where a word stands in the text, ascending character offsets."""
    places: list[int] = []
    for needle in needles:
        place = text.find(needle)
        while place >= 0 and len(places) < NEAR_PLACES:
            places.append(place)
            place = text.find(needle, place + 1)
    if len(needles) > 1:
        places.sort()
    return places


def _longest(sentence: Sequence[str], text: str) -> float:
    """0…1: the longest run of the sentence's words that stands in the text."""
    size = len(sentence)
    longest = 1
    start = 0
    while start + longest < size:
        run = f" {' '.join(sentence[start : start + longest + 1])} "
        if run in text:
            longest += 1
        else:
            start += 1
    return longest / size if longest > 1 else 0.0
