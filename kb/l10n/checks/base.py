"""What checks take and give."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from django.utils.functional import Promise

from kb.l10n.glossary import Glossary
from kb.l10n.lexicon import Lexicon
from kb.l10n.residue import Residue, find_residue, past_leftovers
from kb.l10n.spans import prose
from kb.l10n.tokens import Token, find_code, find_links, find_tokens

Span = tuple[int, int]


class Severity(StrEnum):
    """An error keeps a segment from `reviewed`, never from being saved; a warning asks."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class CheckInput:
    """A sentence, its translation, and what is known around them.

    `source` may be empty where a text has no source beside it: the checks then say what the translation alone shows.
    `lexicon` are words attested in the target language; `siblings` other translations of the same source sentence;
    `resolves` tells whether an entry answers to a link target (`#anchor`, `cause:key`); `in_table` that the text stands
    in a table cell; `terms` names what a source is about that is known only as a whole.
    """

    source: str
    target: str
    source_language: str
    target_language: str
    lexicon: Lexicon | None = None
    glossary: Glossary | None = None
    siblings: tuple[str, ...] = ()
    resolves: Callable[[str], bool] | None = field(default=None, compare=False)
    in_table: bool = False
    terms: frozenset[str] = frozenset()

    @cached_property
    def source_prose(self) -> str:
        """The source with code, addresses, link targets and glued leftovers blanked out, offsets kept."""
        return prose(past_leftovers(self.source, self.source_residue))

    @cached_property
    def target_prose(self) -> str:
        return prose(past_leftovers(self.target, self.target_residue))

    @cached_property
    def source_tokens(self) -> list[Token]:
        return find_tokens(past_leftovers(self.source, self.source_residue))

    @cached_property
    def target_tokens(self) -> list[Token]:
        return find_tokens(past_leftovers(self.target, self.target_residue))

    @cached_property
    def source_code(self) -> list[Token]:
        return find_code(self.source)

    @cached_property
    def target_code(self) -> list[Token]:
        return find_code(self.target)

    @cached_property
    def source_links(self) -> list[Token]:
        return find_links(self.source)

    @cached_property
    def target_links(self) -> list[Token]:
        return find_links(self.target)

    @cached_property
    def source_residue(self) -> list[Residue]:
        return find_residue(self.source, self.source_language)

    @cached_property
    def target_residue(self) -> list[Residue]:
        return find_residue(self.target, self.target_language, source=self.source)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a check found: what to do about it, and where it stands (character offsets) on either side.

    `message` is a template of the interface's language, filled with `values`; `suggestion` is what to put at the
    target's span, where that is known. `of_source` says that the source is to be mended, not the translation.
    """

    check: str
    severity: Severity
    message: str | Promise
    values: tuple[tuple[str, str], ...] = ()
    source: Span | None = None
    target: Span | None = None
    suggestion: str | None = None
    of_source: bool = False

    @property
    def text(self) -> str:
        """The sentence for the reader."""
        return str(self.message) % dict(self.values)

    @property
    def key(self) -> str:
        """A name of this finding that survives other edits of the segment: what dismissals hold on to."""
        content = "\x1f".join([self.check, *(f"{name}={value}" for name, value in self.values)])
        return f"{self.check}-{hashlib.blake2b(content.encode(), digest_size=6).hexdigest()}"


@dataclass(frozen=True, slots=True)
class Check:
    """A check of the registry: its stable id, what it is called, how grave it is, and the function that finds."""

    id: str
    title: str | Promise
    severity: Severity
    find: Callable[[CheckInput], Iterable[Finding]]
    needs_source: bool = False


def values(**named: object) -> tuple[tuple[str, str], ...]:
    """Named values of a message."""
    return tuple((name, str(value)) for name, value in named.items())


def excerpt(text: str, length: int = 60) -> str:
    """A text short enough for a message."""
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1] + "…"
