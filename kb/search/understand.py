"""From what somebody typed or pasted to a `Query`: the one understanding that every engine takes."""

from __future__ import annotations

from math import log

from kb.codes import normalise_code
from kb.search import alternatives, code_rules
from kb.search.alternatives import Synonyms
from kb.search.analysis import analyzer
from kb.search.guess import search_languages
from kb.search.indexing import CODE_FIELD
from kb.search.noise import remove_noise
from kb.search.query import Concept, Lexicon, Query
from kb.search.verbatim import make_flow
from kb.search.words import Word, clean, mark_stop_words, split_words

OPTIONAL_WEIGHT = 0.1
VAGUE_WEIGHT = 0.6
MIN_WEIGHT = 0.05


def understand(text: str, language: str, lexicon: Lexicon, synonyms: dict[str, Synonyms] | None = None) -> Query:
    """Understand a query asked on the site in `language`. Takes any text and never raises on one.

    `synonyms` maps a language to its reader's words and ours.
    """
    text = clean(text)
    cleaned = remove_noise(text, lambda noise: bool(lexicon.frequencies(CODE_FIELD, [normalise_code(noise)])))
    words = split_words(cleaned.text)
    languages = search_languages([word.text for word in words[:100]], language, lexicon)
    first = analyzer(languages[0][0])
    words = mark_stop_words(words, first)
    content = [word for word in words if not word.stop]
    codes = code_rules.find_code_spans(words, cleaned.text, lexicon)
    alternatives.as_it_stands(content, languages, lexicon)
    alternatives.joined(words, first, lexicon)
    alternatives.taken_apart(content, first, lexicon)
    alternatives.by_another_word(words, first, (synonyms or {}).get(first.language, {}), lexicon)
    alternatives.mistyped(content, languages, lexicon)
    code_rules.attach(words, codes)
    alternatives.begun(content, first, lexicon)
    flows = tuple(make_flow(code, words) for code, _ in languages)
    texts = max(lexicon.text_count(first.language), 1)
    return Query(
        text=text,
        language=language,
        languages=tuple(code for code, _ in languages),
        concepts=tuple(_concept(word, texts) for word in content if word.alternatives),
        codes=tuple(dict.fromkeys(span.code for span in codes if span.is_exact)),
        nearest_codes=tuple(dict.fromkeys(span.code for span in codes if not span.is_exact)),
        deciding=tuple(dict.fromkeys(span.code for span in codes if code_rules.comes_first(span, content))),
        removed=cleaned.removed,
        message=cleaned.text,
        unknown=tuple(dict.fromkeys(word.text for word in content if not word.alternatives)),
        flows=flows,
    )


def _concept(word: Word, texts: int) -> Concept:
    """The word with its weight: the inverse document frequency of BM25, never negative."""
    frequency = min(word.frequency, texts)
    weight = log(1 + (texts - frequency + 0.5) / (frequency + 0.5)) if frequency else 1.0
    weight = max(weight, MIN_WEIGHT) * (OPTIONAL_WEIGHT if word.optional else VAGUE_WEIGHT if word.vague else 1.0)
    return Concept(word.text, weight, tuple(word.alternatives), word.optional or word.vague)
