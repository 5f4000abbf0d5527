"""What a machine translation engine is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from kb.l10n.states import Origin


class EngineError(Exception):
    """An engine that does not answer, or not as it should; `str(error)` is one sentence for the reader."""


class Engine(Protocol):
    """Translates sentences. What it gives is a draft: checked before it is stored, and never approved by itself."""

    name: str
    origin: Origin

    def translate(self, texts: Sequence[str], *, source_language: str, target_language: str) -> list[str | None]:
        """One translation a text, in order, None where it has none. Raises EngineError where nothing can be had."""
        ...
