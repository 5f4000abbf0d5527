"""Filling in what is known: the memory, and the glossary for sentences that are one term. Needs nothing outside."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kb.l10n.engines.base import Engine
from kb.l10n.exchange.inline import Placeholder, pieces
from kb.l10n.glossary import FormStatus, Glossary
from kb.l10n.memory import MemoryIndex
from kb.l10n.similarity import normalise
from kb.l10n.states import Origin

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_MEASURED = 90.0


class PrefillEngine(Engine):
    """Takes a sentence over from the memory where the wording is the same, numbers and placeholders apart."""

    name = "prefill"
    origin = Origin.TM

    def __init__(self, memory: MemoryIndex, glossary: Glossary) -> None:
        self._memory, self._glossary = memory, glossary

    def translate(self, texts: Sequence[str], *, source_language: str, target_language: str) -> list[str | None]:
        return [self._one(text, source_language, target_language) for text in texts]

    def _one(self, text: str, source_language: str, target_language: str) -> str | None:
        exact = self._memory.exact(text)
        if exact:
            best = next((record for record in exact if record.origin == Origin.HUMAN), exact[0])
            return best.target
        return self._same_but_for_details(text) or self._term(text, source_language, target_language)

    def _same_but_for_details(self, text: str) -> str | None:
        """The translation of a sentence that differs in numbers and placeholders alone, with those put in."""
        shape, details = _shape(text)
        for match in self._memory.search(text, at_least=_MEASURED, limit=3):
            other_shape, others = _shape(match.record.source)
            if other_shape != shape or len(others) != len(details):
                continue
            target = match.record.target
            if all(target.count(old) == 1 for old in others) and len(set(others)) == len(others):
                return _swapped(target, dict(zip(others, details, strict=True)))
        return None

    def _term(self, text: str, source_language: str, target_language: str) -> str | None:
        """The preferred form, where the whole sentence is one term."""
        found = self._glossary.find(text, source_language)
        if len(found) != 1 or normalise(text[found[0].start : found[0].end]) != normalise(text).rstrip(".:"):
            return None
        forms = found[0].term.said(target_language, FormStatus.PREFERRED)
        if not forms or normalise(text)[-1] in ".:":
            return None
        return forms[0][0].upper() + forms[0][1:] if text[:1].isupper() else forms[0]


def _swapped(text: str, swaps: dict[str, str]) -> str:
    pattern = "|".join(sorted(map(re.escape, swaps), key=len, reverse=True))
    return re.sub(pattern, lambda found: swaps[found[0]], text) if pattern else text


def _shape(text: str) -> tuple[str, list[str]]:
    """The sentence with numbers and placeholders blanked out, and those in order."""
    details: list[str] = []
    parts: list[str] = []
    for part in pieces(text):
        if isinstance(part, Placeholder):
            details.append(part.text)
            parts.append("\x00")
        else:
            details += _NUMBER.findall(part)
            parts.append(_NUMBER.sub("\x01", part))
    return normalise("".join(parts)), details
