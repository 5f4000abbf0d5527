"""The agreed words: terms in several languages, found in text by stem, and what a translation made of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.text import slugify

from kb.l10n.lexicon import stems, word_set
from kb.l10n.spans import kept_labels, prose

MAX_FORM = 200
"""Characters of a form of a term."""
_LONGEST_NAME = 100
_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_ACRONYMS = re.compile(r"[A-Z]{2,}s")
_COMPOUNDING = frozenset({"sv", "da"})
_SHORTEST_PART = 4
_LONGEST_ENDING = 4
"""Letters that an inflection adds: Swedish "-ernas" has five and is rare."""
_VERB = {"sv": "a", "da": "e"}
_VERB_ENDINGS = word_set("r s t d de te dde tt it at et ts ds des tes er ar as es ad ade ede else ande ende ning ing")
MOST_TERMS = 5_000


class FormStatus(StrEnum):
    """How a form of a term stands in its language."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class Form:
    """One way to say a term in one language."""

    language: str
    text: str
    status: FormStatus = FormStatus.PREFERRED


@dataclass(frozen=True, slots=True)
class Term:
    """A concept and how it is said. `untranslatable` terms stand in every language as they are spelled."""

    id: str
    forms: tuple[Form, ...]
    untranslatable: bool = False
    note: str = ""

    def said(self, language: str, *statuses: FormStatus) -> list[str]:
        """The forms of a language with one of these statuses, in the order given."""
        return [form.text for form in self.forms if form.language == language and form.status in statuses]


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A term found in a text: the form, as it stands there (offsets), and its status."""

    term: Term
    status: FormStatus
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TermProblem:
    """A term of the source that the target does not say as agreed.

    `used` is the forbidden form found (its offsets in the target), None where no agreed form was found.
    """

    match: TermMatch
    wanted: tuple[str, ...]
    used: TermMatch | None


@dataclass(frozen=True, slots=True)
class _Words:
    """A text in words: each with its character offsets, its stem, and whether a hyphen ties it to the next."""

    spans: list[tuple[str, int, int]]
    bases: list[str]
    tied: list[bool]

    @classmethod
    def read(cls, text: str, language: str) -> _Words:
        spans = [(match.group(), *match.span()) for match in _WORD.finditer(prose(text))]
        return cls(
            spans, _bases([word for word, _, _ in spans], language), [text[end : end + 1] == "-" for *_, end in spans]
        )


class Glossary:
    """Terms indexed by the stem of their first word, for every language."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = tuple(terms)[:MOST_TERMS]
        self._index: dict[str, dict[str, list[tuple[list[str], Term, Form]]]] = defaultdict(lambda: defaultdict(list))
        self._exact: dict[str, list[tuple[str, Term, Form]]] = defaultdict(list)
        for term in self.terms:
            for form in term.forms:
                if term.untranslatable:
                    self._exact[form.text.split()[0].lower()].append((form.text, term, form))
                    continue
                parts = _bases(_WORD.findall(form.text), form.language)
                if parts:
                    self._index[form.language][parts[0]].append((parts, term, form))

    def __bool__(self) -> bool:
        return bool(self.terms)

    def find(self, text: str, language: str) -> list[TermMatch]:
        """Every term that stands in a text, the longest at each place, in order; code and addresses are not read."""
        words = _Words.read(text, language)
        index = self._index[language]
        found: list[TermMatch] = []
        position = 0
        while position < len(words.spans):
            match = self._longest(words, position, index, text)
            if match is None:
                position += 1
                continue
            found.append(match[0])
            position += match[1]
        return found

    def check(self, source: str, target: str, source_language: str, target_language: str) -> list[TermProblem]:
        """The terms of the source that the target does not render as agreed, one problem a term."""
        seen: dict[str, TermMatch] = {}
        labels = [place for label in kept_labels(source, target) for place in _places(label, source)]
        for match in self.find(source, source_language):
            is_label = any(start <= match.start and match.end <= end for start, end in labels)
            if match.status != FormStatus.FORBIDDEN and not is_label and not _is_kept_name(match, source, target):
                seen.setdefault(match.term.id, match)
        if not seen:
            return []
        words = _Words.read(target, target_language)
        problems = [self._rendered(match, target, target_language, words) for match in seen.values()]
        return [problem for problem in problems if problem is not None]

    def find_forbidden(self, text: str, language: str, terms: Collection[str]) -> list[TermProblem]:
        """The forbidden forms of these terms in a text, for where its source is only known as a whole."""
        found = [match for match in self.find(text, language) if match.status == FormStatus.FORBIDDEN]
        return [
            TermProblem(match, tuple(match.term.said(language, FormStatus.PREFERRED, FormStatus.ADMITTED)), match)
            for match in found
            if match.term.id in terms
        ]

    def _rendered(self, match: TermMatch, target: str, language: str, words: _Words) -> TermProblem | None:
        term = match.term
        if term.untranslatable:
            wanted = [form.text for form in term.forms]
            return None if any(form in target for form in wanted) else TermProblem(match, tuple(wanted[:1]), None)
        agreed = [*term.said(language, FormStatus.PREFERRED), *term.said(language, FormStatus.ADMITTED)]
        if any(_stands(form, language, words) for form in agreed):
            return None
        for form in term.forms:
            if form.language == language and form.status == FormStatus.FORBIDDEN:
                place = _stands(form.text, language, words)
                if place:
                    used = TermMatch(term, FormStatus.FORBIDDEN, *place)
                    return TermProblem(match, tuple(agreed), used)
        return TermProblem(match, tuple(agreed), None) if agreed else None

    def _longest(
        self, words: _Words, position: int, index: dict[str, list[tuple[list[str], Term, Form]]], text: str
    ) -> tuple[TermMatch, int] | None:
        bases, spans = words.bases, words.spans
        best: tuple[TermMatch, int] | None = None
        start = spans[position][1]
        for parts, term, form in index.get(bases[position], ()):
            count = len(parts)
            if bases[position : position + count] == parts and (best is None or count > best[1]):
                best = (TermMatch(term, form.status, start, spans[position + count - 1][2]), count)
        for spelled, term, form in self._exact.get(spans[position][0].lower(), ()):
            count = len(_WORD.findall(spelled))
            if text.startswith(spelled, start) and (best is None or count > best[1]):
                best = (TermMatch(term, form.status, start, start + len(spelled)), count)
        return best


def term_name(text: str) -> str:
    """The name of a term as it is stored; empty where nothing of the text can stand in one."""
    return slugify(text)[:_LONGEST_NAME]


def _bases(words: list[str], language: str) -> list[str]:
    """The stems of words; the plural of an acronym ("VMs") counts as the acronym."""
    return stems((word[:-1] if _ACRONYMS.fullmatch(word) else word for word in words), language)


def _places(part: str, text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(re.escape(part), text)]


def _is_kept_name(match: TermMatch, source: str, target: str) -> bool:
    """Whether a word with a capital within the sentence stands with it in the translation too: the name of a product.

    Acronyms and untranslatable terms are judged as terms.
    """
    said = source[match.start : match.end]
    if match.term.untranslatable or not said[:1].isupper() or said.isupper() or _starts_sentence(source, match.start):
        return False
    return any(
        not _starts_sentence(target, one.start()) for one in re.finditer(rf"(?<!\w){re.escape(said)}(?!\w)", target)
    )


def _starts_sentence(text: str, position: int) -> bool:
    before = text[:position].rstrip(" \t\n*_[(\"“”«»'")
    return not before or before[-1] in ".!?:|>"


def _stands(form: str, language: str, words: _Words) -> tuple[int, int] | None:
    """Where a form stands in a text, inflected, also as the first or last part of a compound; None if nowhere."""
    spelled = _WORD.findall(form)
    parts = _bases(spelled, language)
    for position in range(len(words.spans) if parts else 0):
        last = _last(position, spelled, parts, language, words)
        if last is not None:
            return words.spans[position][1], words.spans[last][2]
    if len(parts) == 1 and language in _COMPOUNDING and len(spelled[0]) >= _SHORTEST_PART:
        for word, start, end in words.spans:
            if word.lower().startswith(spelled[0].lower()) or _ends_compound(word, spelled[0]):
                return start, end
    return None


def _last(position: int, spelled: list[str], parts: list[str], language: str, words: _Words) -> int | None:
    """The index of the last word of a form whose first is at `position`, None where it does not stand there.

    In languages that compound, the last word may end one: "virtuella måldatorer", "virtuella Linux-datorer".
    """
    index = position
    for place, part in enumerate(parts):
        compounds = 0 < place == len(parts) - 1 and language in _COMPOUNDING
        while compounds and index + 1 < len(words.spans) and words.tied[index]:
            index += 1
        if index == len(words.spans):
            return None
        word = words.spans[index][0]
        ends = compounds and _ends_compound(word, spelled[place])
        if words.bases[index] != part and not ends and not _is_inflected(word, spelled[place], language):
            return None
        index += 1
    return index - 1


def _ends_compound(word: str, form: str) -> bool:
    """Whether a word ends in a form, inflected or not, and has something before it."""
    place = word.lower().rfind(form.lower())
    return len(form) >= _SHORTEST_PART and place > 0 and len(word) - place - len(form) <= _LONGEST_ENDING


def _is_inflected(word: str, form: str, language: str) -> bool:
    """Whether a word is a form with an ending; the stemmers leave some of them ("dator", "datorn"; "låsa", "låst")."""
    word, form = word.lower(), form.lower()
    if len(form) < _SHORTEST_PART:
        return False
    if word.startswith(form):
        return len(word) - len(form) <= _LONGEST_ENDING
    stem = form[:-1]
    return form[-1:] == _VERB.get(language) and word.startswith(stem) and word[len(stem) :] in _VERB_ENDINGS
