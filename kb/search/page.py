"""What a search gives to whoever shows it."""

from __future__ import annotations

from dataclasses import dataclass, field

from kb.search.query import Query
from kb.search.snippets import Parts


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another entry named beside a result or instead of one: its code or title, and its address."""

    kind: str
    key: str
    label: str
    url: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """One result: an entry with its text in the reader's language, or in `language` where it has none in that."""

    rank: int
    entry_id: int
    kind: str
    key: str
    code: str
    language: str
    languages: tuple[str, ...]
    title: Parts
    snippet: Parts
    url: str
    score: float
    product: str = ""
    platforms: tuple[str, ...] = ()
    lifecycle: str = ""
    source_path: str = ""
    by_code: bool = False
    is_fallback: bool = False
    section: str = ""
    explains: tuple[Neighbour, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter, how many results it has, and whether it is chosen."""

    value: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """A part of what was understood: `code`, `nearest-code`, `message`, or the noise rule that removed it.

    `without` is the query without this part, for the link that removes it.
    """

    kind: str
    text: str
    without: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page of results.

    `degraded` says why the index could not be used; then the results come from the database, by code and title.
    `did_you_mean` is the corrected query, `nearest` the errors whose codes are like an unknown one.
    """

    text: str
    language: str
    query: Query | None
    results: tuple[Found, ...]
    total: int
    limit: int
    offset: int
    choices: dict[str, tuple[Choice, ...]] = field(default_factory=dict)
    chips: tuple[Chip, ...] = ()
    did_you_mean: str = ""
    nearest: tuple[Neighbour, ...] = ()
    degraded: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found."""
        return not self.results

    @property
    def next_offset(self) -> int | None:
        """Where the next page begins; None on the last."""
        after = self.offset + self.limit
        return after if after < self.total else None
