"""A document as an engine stores it: terms with weights per field, and the order of the words for the re-ranking."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from kb.codes import camel_parts, codes_in, normalise_code
from kb.search.analysis import Analyzer, analyzer, joined_hyphens, normalise, without_placeholders, words
from kb.search.documents import Document, Reference, Text
from kb.search.weights import TITLE_TIMES, WEAK, term_weight

CODE_FIELD = "code"
FACET_FIELD = "facet"
EXACT_FIELDS = {"sv": "svexact", "da": "daexact"}
CODE_OWN, CODE_ALIAS, CODE_TITLE, CODE_TEXT = 4.0, 3.5, 2.0, 1.0
LONG_IDENTIFIER = 12


@dataclass(frozen=True, slots=True)
class IndexedDocument:
    """What an engine is fed: `fields` maps field → term → weight, `flows` maps language → its words in order."""

    reference: Reference
    fields: dict[str, dict[str, float]]
    flows: dict[str, str]


def index_document(document: Document) -> IndexedDocument:
    """Analyse one document. Pure and slow: meant to run in several processes."""
    fields: dict[str, dict[str, float]] = {}
    flows: dict[str, str] = {}
    codes: dict[str, float] = {}
    for text in document.texts:
        in_title = codes_in(text.title)
        in_body = codes_in(text.body)
        fields[text.language], exact, flows[text.language] = _terms(text, in_title + in_body)
        if exact:
            fields[EXACT_FIELDS[text.language]] = exact
        for found in in_body:
            codes.setdefault(normalise_code(found), CODE_TEXT)
        for found in in_title:
            codes[normalise_code(found)] = CODE_TITLE
    for alias in document.aliases:
        codes[normalise_code(alias)] = CODE_ALIAS
    if document.code:
        codes[normalise_code(document.code)] = CODE_OWN
    codes.pop("", None)
    fields[CODE_FIELD] = codes
    fields[FACET_FIELD] = dict.fromkeys(facets(document), 1.0)
    languages = tuple(text.language for text in document.texts)
    reference = Reference(document.entry_id, document.kind, document.key, languages, document.digest)
    return IndexedDocument(reference, fields, flows)


def facets(document: Document) -> list[str]:
    """What a search can be narrowed by: `kind:error`, `product:azure-vm-backup`, `platform:windows`, `language:sv`."""
    found = [f"kind:{document.kind}"]
    if document.product:
        found.append(f"product:{document.product}")
    found += [f"platform:{platform}" for platform in document.platforms or ("any",)]
    found += [f"language:{text.language}" for text in document.texts]
    return found


def flow(words_in_order: list[str], analysis: Analyzer) -> str:
    """Words as terms in order: without stop words, then, after a tab, with them."""
    content = " ".join(filter(None, map(analysis.content_term, words_in_order)))
    return f" {content} \t {' '.join(map(analysis.term, words_in_order))} "


def _terms(text: Text, codes: list[str]) -> tuple[dict[str, float], dict[str, float], str]:
    """The weighted terms of one text, those that keep å, ä and ö apart, and its flow: that of the title, a line end,
    that of the body.
    """
    analysis = analyzer(text.language)
    title, body = normalise(text.title), normalise(text.body)
    title_words, body_words = words(title), words(body)
    title_terms = list(map(analysis.term, title_words))
    title_length = sum(map(bool, map(analysis.content_term, title_words)))
    in_title = set(title_terms)

    frequencies: Any = Counter(map(analysis.content_term, body_words))  # weak terms count by parts of one
    del frequencies[""]
    length = frequencies.total() + TITLE_TIMES * title_length
    for term in title_terms:
        frequencies[term] += TITLE_TIMES
    for joined in joined_hyphens(title):
        frequencies[analysis.term(joined)] += TITLE_TIMES
        in_title.add(analysis.term(joined))
    for joined in joined_hyphens(body):
        frequencies[analysis.term(joined)] += 1
    weak = words(normalise(text.related)) if text.related else []
    weak += [part for code in codes for part in _parts(code)]
    for term in filter(None, map(analysis.content_term, weak)):
        frequencies[term] += WEAK

    def weighted(counted: dict[str, int], in_title: set[str]) -> dict[str, float]:
        return {
            term: term_weight(frequency, length, title_length, in_title=term in in_title)
            for term, frequency in counted.items()
        }

    exact_title = list(map(analysis.exact_term, title_words))
    exact: Any = Counter(map(analysis.exact_term, body_words))
    for term in exact_title:
        exact[term] += TITLE_TIMES
    del exact[""]
    flows = (
        flow(found if plain == whole else words(plain), analysis)
        for whole, found in ((title, title_words), (body, body_words))
        for plain in (without_placeholders(whole),)
    )
    return weighted(frequencies, in_title), weighted(exact, set(exact_title)), "\n".join(flows)


def _parts(code: str) -> list[str]:
    """The words inside a long identifier, found as weak words."""
    if len(code) < LONG_IDENTIFIER:
        return []
    return [part.lower() for part in camel_parts(code) if len(part) > 1]
