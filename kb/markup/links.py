"""Links between entries, and what is found out about links."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote

ENTRY_KINDS = ("cause", "error", "solution", "guide")
_ENTRY_LINK = re.compile(rf"({'|'.join(ENTRY_KINDS)}):(.+)", re.DOTALL)
_EXTERNAL = re.compile(r"(?:https?:)?//", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EntryRef:
    """A link to an entry as it is written: `kind:target`. A target may be a key, an alias or a code; line from 0."""

    kind: str
    target: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.kind}:{self.target}"


@dataclass(frozen=True, slots=True)
class ResolvedLink:
    """Where an entry link leads: the entry's URL, its key, and the words that stand in for an empty label."""

    url: str
    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a text: its target as written, its label as plain text, its line (from 0), and what it means.

    `ref` is set for entry links, `key` where such a link was resolved.
    """

    href: str
    label: str
    line: int
    ref: EntryRef | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something an author should know: its kind, its line (from 0) and what stands there.

    | kind | detail |
    | --- | --- |
    | `broken-link` | the entry link that leads nowhere: `cause:key` |
    | `broken-fragment` | a link to a place on the page that this text does not have: `#id` |
    | `duplicate-id` | the `{#id}` that stands twice |
    | `unclosed-fence` | the line that opens the code block |
    | `unclosed-comment` | the line of a `<!--` without `-->` |
    | `raw-tag` | a tag that is shown as text, since it is not allowed, or not closed where it was opened |
    """

    kind: str
    line: int
    detail: str


Resolver = Callable[[EntryRef], ResolvedLink | None]


def entry_ref(href: str, line: int = 0) -> EntryRef | None:
    """The entry a link target names, or None for any other target."""
    match = _ENTRY_LINK.fullmatch(href)
    if match is None:
        return None
    target = unquote(match[2]).strip()
    return EntryRef(match[1], target, line) if target else None


def is_external(href: str) -> bool:
    """Whether a link target names another site: an absolute or a protocol-relative address."""
    return _EXTERNAL.match(href) is not None
