"""How a word may be met: as it stands, joined with its neighbours, taken apart, mistyped, or by another word.

Every rule adds alternatives to the words it applies to. Alternatives of one word share one weight later, so that rarity
is not counted twice.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from math import log

from kb.search import compounds, spelling
from kb.search.analysis import Analyzer, analyzer, fold
from kb.search.indexing import EXACT_FIELDS
from kb.search.query import (
    BEGINNING,
    CODE_TYPO,
    COMPOUND,
    JOINED,
    LANGUAGE,
    LETTERS,
    SYNONYM,
    TYPO,
    WORD,
    Alternative,
    Lexicon,
)
from kb.search.words import Word

MAX_SPELL_CHECKS = 6
MAX_TYPOS = 4
MAX_JOINED = 3
RARE = 5
LONGEST_ENDING = 6
F_LETTERS, S_LETTERS = 0.5, 0.9
F_JOINED = 1.0
F_COMPOUND = 0.75
F_UNSURE, S_UNSURE = 0.7, 0.9
S_TYPO = 0.9
MIN_BEGUN = 3
MIN_BEGINNING = 6
MAX_BEGUN = 50
F_BEGUN, S_BEGUN = 0.6, 0.8
F_SYNONYM, S_SYNONYM = 0.9, 1.0

Synonyms = Mapping[tuple[str, ...], Collection[tuple[str, ...]]]
"""Reader's words → our words, as terms of one language: {("blaskarm",): [("bla", "skarm")]}."""


def as_it_stands(words: Sequence[Word], languages: Sequence[tuple[str, float]], lexicon: Lexicon) -> None:
    """The word itself, in every language searched. Where the index knows it with its å, ä or ö and knows others that
    differ in these alone (`lås`, `läs`), the others count less.
    """
    for rank, (language, factor) in enumerate(languages):
        analysis = analyzer(language)
        terms = [analysis.term(word.text) for word in words]
        known = lexicon.frequencies(language, set(terms))
        exact = _exact(words, analysis, lexicon)
        for word, term in zip(words, terms, strict=True):
            if term not in known:
                continue
            origin = LANGUAGE if rank else WORD
            own, frequency = exact.get(word.text, ("", 0))
            if frequency and frequency < known[term]:
                word.frequency = word.frequency or frequency
                word.alternatives.append(Alternative(EXACT_FIELDS[language], (own,), factor, origin))
                word.alternatives.append(Alternative(language, (term,), factor * F_LETTERS, LETTERS, S_LETTERS))
            else:
                word.frequency = word.frequency or known[term]
                word.alternatives.append(Alternative(language, (term,), factor, origin))


def _exact(words: Sequence[Word], analysis: Analyzer, lexicon: Lexicon) -> dict[str, tuple[str, int]]:
    """Word → its term with å, ä and ö kept apart and how many texts hold it; without these letters it is left out."""
    own = {word.text: term for word in words if (term := analysis.exact_term(word.text))}
    if not own:
        return {}
    known = lexicon.frequencies(EXACT_FIELDS[analysis.language], set(own.values()))
    return {text: (term, known[term]) for text, term in own.items() if term in known}


def joined(words: Sequence[Word], analysis: Analyzer, lexicon: Lexicon) -> None:
    """Two or three neighbours written as one word: `lösen ord` → `lösenord`."""
    spans = [
        (start, end, analysis.term("".join(word.text for word in words[start:end])))
        for start in range(len(words))
        for end in range(start + 2, min(start + MAX_JOINED, len(words)) + 1)
        if not all(word.stop for word in words[start:end])
    ]
    known = lexicon.frequencies(analysis.language, {term for _, _, term in spans})
    for start, end, term in spans:
        if term in known:
            for word in words[start:end]:
                word.alternatives.append(Alternative(analysis.language, (term,), F_JOINED, JOINED))
                word.frequency = word.frequency or known[term]


def taken_apart(words: Sequence[Word], analysis: Analyzer, lexicon: Lexicon) -> None:
    """One word written as two or three: `lösenord` → `lösen` + `ord`, `powerbi` → `power` + `bi`."""
    germanic = analysis.language in ("sv", "da")
    for word in words:
        spelled = fold(word.text)
        if word.stop or not 4 <= len(spelled) <= 40 or (word.frequency > RARE and not germanic):
            continue
        factor, share = F_COMPOUND, 1.0
        parts = compounds.split(spelled, analysis, lexicon, compounds.SURE_PART)
        if not parts and word.frequency <= RARE:
            factor, share = F_UNSURE, S_UNSURE
            parts = compounds.split(spelled, analysis, lexicon)
        if not parts and not word.frequency:
            parts = compounds.split_three(spelled, analysis, lexicon)
        if parts:
            word.alternatives.append(Alternative(analysis.language, parts, factor, COMPOUND, share))


def mistyped(words: Sequence[Word], languages: Sequence[tuple[str, float]], lexicon: Lexicon) -> None:
    """An unknown word: the likeliest known ones one edit away, from its term and from its spelling."""
    checks = 0
    for word in words:
        known = any(alternative.origin != COMPOUND for alternative in word.alternatives)
        if known or word.stop or not spelling.is_checked(word.text) or any(map(str.isdigit, word.text)):
            continue
        if checks == MAX_SPELL_CHECKS:
            break
        checks += 1
        for language, factor in languages:
            for term, trust, frequency in _near(word.text, analyzer(language), lexicon)[:MAX_TYPOS]:
                word.alternatives.append(Alternative(language, (term,), factor * trust, TYPO, S_TYPO))
                word.frequency = max(word.frequency, frequency)


def begun(words: Sequence[Word], analysis: Analyzer, lexicon: Lexicon) -> None:
    """A word that is met in no other way: known ones that begin with it, as while it is being typed, or as it does.

    `synkron` → `synkronisering`; `internetforbindelse` → `internetadgang`.
    """
    for word in words:
        met = any(one.origin != CODE_TYPO for one in word.alternatives)
        if met or word.stop or any(map(str.isdigit, word.text)):
            continue
        spelled = analysis.spelling(word.text)
        shortest = max(MIN_BEGINNING, len(spelled) * 2 // 5) if len(spelled) > MIN_BEGINNING else MIN_BEGUN
        for end in range(len(spelled), shortest - 1, -1):
            head = analysis.term(spelled[:end])
            beginning = {head, *lexicon.beginning(analysis.language, spelled[:end], MAX_BEGUN)}
            known = lexicon.frequencies(analysis.language, beginning)
            if known:
                for term in sorted(known, key=lambda one: (-known[one], one))[:MAX_TYPOS]:
                    word.alternatives.append(Alternative(analysis.language, (term,), F_BEGUN, BEGINNING, S_BEGUN))
                    word.frequency = max(word.frequency, known[term])
                break


def _near(text: str, analysis: Analyzer, lexicon: Lexicon) -> list[tuple[str, float, int]]:
    """Known terms near a word: (term, trust, document frequency), likeliest first."""
    trusts = spelling.one_edit(analysis.term(text))
    # A slip before the ending is the same slip in the term: only the ending can have misled the stemmer.
    spelled = analysis.spelling(text)
    spellings = spelling.one_edit(spelled, start=len(spelled) - LONGEST_ENDING)
    for term, trust in zip(analysis.terms_of(list(spellings)), spellings.values(), strict=True):
        trusts[term] = max(trust, trusts.get(term, 0.0))
    known = lexicon.frequencies(analysis.language, trusts)
    order = sorted(known, key=lambda term: (-trusts[term] * (1 + 0.1 * log(known[term])), term))
    return [(term, trusts[term], known[term]) for term in order]


def by_another_word(words: Sequence[Word], analysis: Analyzer, synonyms: Synonyms, lexicon: Lexicon) -> None:
    """Our word for the reader's: one to three words of the query that an editor has given another name."""
    if not synonyms:
        return
    terms = [analysis.term(word.text) for word in words]
    for start in range(len(words)):
        for end in range(start + 1, min(start + MAX_JOINED, len(words)) + 1):
            for other in synonyms.get(tuple(terms[start:end]), ()):
                known = lexicon.frequencies(analysis.language, other)
                if len(known) < len(set(other)):
                    continue
                for word in words[start:end]:
                    word.alternatives.append(Alternative(analysis.language, other, F_SYNONYM, SYNONYM, S_SYNONYM))
                    word.frequency = word.frequency or min(known.values())
