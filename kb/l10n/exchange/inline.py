"""Sentences cut at what a translator must not change, for tools that show placeholders as such."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from kb.l10n.spans import protected_spans
from kb.l10n.tokens import find_tokens


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A stretch of Markdown to carry over as it is: inline code, a link target, an address, a technical token."""

    id: str
    text: str


def pieces(text: str, known: dict[str, list[str]] | None = None) -> list[str | Placeholder]:
    """A sentence as prose and placeholders, in order; joined again they give the sentence.

    `known` maps placeholder texts of the source to their ids, so that a translation uses the same ones; an id is used
    once. What the source does not have gets an id of its own.
    """
    spans = protected_spans(text)
    spans += [
        (token.start, token.end)
        for token in find_tokens(text)
        if not any(start < token.end and token.start < end for start, end in spans)
    ]
    free = {name: list(ids) for name, ids in (known or {}).items()}
    parts: list[str | Placeholder] = []
    last = extra = 0
    for count, (start, end) in enumerate(sorted(spans), start=1):
        if start > last:
            parts.append(text[last:start])
        content = text[start:end]
        if known is None:
            parts.append(Placeholder(f"p{count}", content))
        elif free.get(content):
            parts.append(Placeholder(free[content].pop(0), content))
        else:
            extra += 1
            parts.append(Placeholder(f"x{extra}", content))
        last = end
    if last < len(text):
        parts.append(text[last:])
    return parts


def ids_of(parts: list[str | Placeholder]) -> dict[str, list[str]]:
    """The ids of a source's placeholders by their text."""
    ids: dict[str, list[str]] = {}
    for part in parts:
        if isinstance(part, Placeholder):
            ids.setdefault(part.text, []).append(part.id)
    return ids


def lost(source: str, target: str) -> list[str]:
    """The texts of the source's placeholders that the target does not have as often."""
    wanted = Counter(part.text for part in pieces(source) if isinstance(part, Placeholder))
    return sorted(text for text, count in wanted.items() if target.count(text) < count)
