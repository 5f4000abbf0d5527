"""Names of places: `{#id}` behind a heading, `<a name="…"></a>` within it, and ids made of its words."""

from __future__ import annotations

import re

_EXPLICIT = re.compile(r"\{#([^\s{}#\"'<>&`\ue000-\ue002]{1,200})\}[ \t]*(\ue002?)[ \t]*$")
_MOST_ANCHORS = 20
_EMPTY_ANCHOR = re.compile(
    r"<a\s+(?:name|id)\s*=\s*[\"']?([^\s\"'<>]{1,200})[\"']?\s*(?:/>|>\s*</a\s*>)[ \t]*", re.IGNORECASE
)
_NOT_WORD = re.compile(r"[^\w\s-]")
_SPACE = re.compile(r"[\s-]+")


def take_anchors(content: str) -> tuple[str, tuple[str, ...]]:
    """The content of a heading without its trailing `{#id}`s, and those ids in the order they stand in."""
    found: list[str] = []
    while len(found) < _MOST_ANCHORS:
        start = content.rfind("{#")
        match = _EXPLICIT.match(content, start) if start >= 0 and content[start - 1 : start] != "\\" else None
        if match is None:
            break
        found.insert(0, match[1])
        content = content[:start].rstrip(" \t") + match[2]
    return content, tuple(found)


def take_empty_anchors(content: str) -> tuple[str, tuple[str, ...]]:
    """The content without its `<a name="…"></a>` and `<a id="…"></a>`, and the names in the order they stand in."""
    if "<" not in content:
        return content, ()
    names = tuple(match[1] for match in _EMPTY_ANCHOR.finditer(content))
    return (_EMPTY_ANCHOR.sub("", content).strip(), names) if names else (content, ())


def skip_empty_anchors(content: str) -> int:
    """The offset behind the `<a name="…"></a>`s that a content begins with."""
    start = 0
    while match := _EMPTY_ANCHOR.match(content, start):
        start = match.end()
    return start


def slug(text: str) -> str:
    """An id made of words: lower case, letters of any alphabet kept, hyphens between. "section" where none are left."""
    words = _SPACE.sub("-", _NOT_WORD.sub("", text.lower()).strip())
    return words.strip("-_")[:100] or "section"


class Ids:
    """The ids of one text, each once."""

    def __init__(self, prefix: str = "") -> None:
        self._prefix = f"{prefix}--" if prefix else ""
        self._taken: set[str] = set()
        self._local: dict[str, str] = {}
        self._numbers: dict[str, int] = {}

    def explicit(self, name: str) -> str | None:
        """Take an id as it is written; None where it is taken already."""
        if name in self._taken:
            return None
        self._taken.add(name)
        self._local.setdefault(name, name)
        return name

    def derived(self, name: str) -> str:
        """Take an id that nobody chose: prefixed, and numbered where it is taken."""
        id = self._prefix + name
        while id in self._taken:
            number = self._numbers[name] = self._numbers.get(name, 1) + 1
            id = f"{self._prefix}{name}-{number}"
        self._taken.add(id)
        self._local.setdefault(name, id)
        return id

    def find(self, name: str) -> str | None:
        """The id that a link `#name` within the text means; None where the text has no such place."""
        return self._local.get(name) or (name if name in self._taken else None)
