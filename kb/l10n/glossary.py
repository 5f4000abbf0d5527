"""The agreed words: terms in several languages, found in text by stem, and what a translation made of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from kb.l10n.lexicon import stems
from kb.l10n.spans import kept_labels, prose

_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_ACRONYMS = re.compile(r"[A-Z]{2,}s")
_COMPOUNDING = frozenset({"sv", "da"})
_SHORTEST_PART = 4
_LONGEST_ENDING = 4
"""Letters that an inflection adds: Swedish "-ernas" has five and is rare."""
_MOST_TERMS = 20_000


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


class Glossary:
    """Terms indexed by the stem of their first word, for every language."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = tuple(terms)[:_MOST_TERMS]
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
        words = [(match.group(), match.start(), match.end()) for match in _WORD.finditer(prose(text))]
        bases = _bases([word for word, _, _ in words], language)
        index = self._index[language]
        found: list[TermMatch] = []
        position = 0
        while position < len(words):
            match = self._longest(bases, words, position, index, text)
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
            if match.status != FormStatus.FORBIDDEN and not is_label:
                seen.setdefault(match.term.id, match)
        if not seen:
            return []
        words = [(match.group(), match.start(), match.end()) for match in _WORD.finditer(prose(target))]
        bases = _bases([word for word, _, _ in words], target_language)
        problems = []
        for match in seen.values():
            problem = self._rendered(match, target, target_language, words, bases)
            if problem is not None:
                problems.append(problem)
        return problems

    def _rendered(
        self, match: TermMatch, target: str, language: str, words: list[tuple[str, int, int]], bases: list[str]
    ) -> TermProblem | None:
        term = match.term
        if term.untranslatable:
            wanted = [form.text for form in term.forms]
            return None if any(form in target for form in wanted) else TermProblem(match, tuple(wanted[:1]), None)
        agreed = [*term.said(language, FormStatus.PREFERRED), *term.said(language, FormStatus.ADMITTED)]
        if any(_stands(form, language, words, bases) for form in agreed):
            return None
        for form in term.forms:
            if form.language == language and form.status == FormStatus.FORBIDDEN:
                place = _stands(form.text, language, words, bases)
                if place:
                    used = TermMatch(term, FormStatus.FORBIDDEN, *place)
                    return TermProblem(match, tuple(agreed), used)
        return TermProblem(match, tuple(agreed), None) if agreed else None

    def _longest(
        self,
        bases: list[str],
        words: list[tuple[str, int, int]],
        position: int,
        index: dict[str, list[tuple[list[str], Term, Form]]],
        text: str,
    ) -> tuple[TermMatch, int] | None:
        best: tuple[TermMatch, int] | None = None
        start = words[position][1]
        for parts, term, form in index.get(bases[position], ()):
            count = len(parts)
            if bases[position : position + count] == parts and (best is None or count > best[1]):
                best = (TermMatch(term, form.status, start, words[position + count - 1][2]), count)
        for spelled, term, form in self._exact.get(words[position][0].lower(), ()):
            count = len(_WORD.findall(spelled))
            if text.startswith(spelled, start) and (best is None or count > best[1]):
                best = (TermMatch(term, form.status, start, start + len(spelled)), count)
        return best


def _bases(words: list[str], language: str) -> list[str]:
    """The stems of words; the plural of an acronym ("VMs") counts as the acronym."""
    return stems((word[:-1] if _ACRONYMS.fullmatch(word) else word for word in words), language)


def _places(part: str, text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(re.escape(part), text)]


def _stands(form: str, language: str, words: list[tuple[str, int, int]], bases: list[str]) -> tuple[int, int] | None:
    """Where a form stands in a text, inflected, also as the first or last part of a compound; None if nowhere."""
    spelled = _WORD.findall(form)
    parts = _bases(spelled, language)
    for position in range(len(words) - len(parts) + 1 if parts else 0):
        if all(
            bases[position + place] == part or _is_inflected(words[position + place][0], spelled[place])
            for place, part in enumerate(parts)
        ):
            return words[position][1], words[position + len(parts) - 1][2]
    if len(parts) == 1 and language in _COMPOUNDING and len(spelled[0]) >= _SHORTEST_PART:
        for word, start, end in words:
            place = word.lower().find(spelled[0].lower())
            if place == 0 or (place > 0 and len(word) - place - len(spelled[0]) <= _LONGEST_ENDING):
                return start, end
    return None


def _is_inflected(word: str, form: str) -> bool:
    """Whether a word is a form with an ending; the stemmers leave some of them ("dator", "datorn")."""
    is_longer = len(form) >= _SHORTEST_PART and word.lower().startswith(form.lower())
    return is_longer and len(word) - len(form) <= _LONGEST_ENDING
