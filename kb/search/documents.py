"""What goes into an engine and what comes out: plain values, no models."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """The text of an entry in one language. `related` names what it links to; it is found, but weighs little."""

    language: str
    title: str
    body: str
    related: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One entry with its texts in every language it has."""

    entry_id: int
    kind: str
    key: str
    texts: tuple[Text, ...]
    code: str = ""
    aliases: tuple[str, ...] = ()
    product: str = ""
    platforms: tuple[str, ...] = ()
    lifecycle: str = ""
    source_path: str = ""

    @property
    def digest(self) -> str:
        """Sixteen characters that differ when anything of the document differs."""
        return hashlib.blake2b(repr(self).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Reference:
    """Which entry a document number of an index stands for; `digest` is that of the document it was made from."""

    entry_id: int
    kind: str
    key: str
    languages: tuple[str, ...]
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry found. `language` is that of the text to show for it, `number` its document number in the snapshot."""

    entry_id: int
    kind: str
    key: str
    language: str
    score: float
    coverage: float
    by_code: bool = False
    number: int = -1


@dataclass(frozen=True, slots=True)
class Results:
    """A page of hits, how many there are in all, and how many per facet value (`kind:error` → 12)."""

    hits: tuple[Hit, ...]
    total: int
    facets: dict[str, int]
