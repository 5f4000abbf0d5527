"""Where prose ends: the stretches of a text that no rule may read as words or change."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

Span = tuple[int, int]
_LARGE = 1 << 60

_FENCE = re.compile(r"^[ >]*(?P<mark>`{3,}|~{3,})[^\n]*\n(?:.*?\n)??[ >]*(?P=mark)[`~]*[ \t]*$", re.M | re.S)
_OPEN_FENCE = re.compile(r"^[ >]*(?:`{3,}|~{3,})[^`\n]*\n", re.M)
_CODE = re.compile(r"(?<!`)(?P<mark>`+)(?!`)(?P<code>.+?)(?<!`)(?P=mark)(?!`)", re.S)
_OTHER = re.compile(
    r"""
    (?<=\])\((?:[^()\s]|\([^()\s]*\))*(?:\s+"[^"\n]*")?\)   # the target of a link
    | (?<=\])[ ]?\[[^\]\n]*\](?![(:])                     # the name of a reference link
    | <https?://[^>\s]+>                                    # an address between angle brackets
    | \bhttps?://[^\s<>()\]|"]+                             # a bare address
    | <a\s[^>]*></a>                                        # an anchor
    | \{\#[\w.-]+\}                                         # an explicit id
    | ^[ >]*\[![A-Z]+[^\]\n]*\]                             # the mark of an alert or an include
    """,
    re.X | re.M,
)

_LABEL = re.compile(r"\*\*([^*\n]+)\*\*|\"([^\"\n]+)\"|“([^”\n]+)”|\[([^\]\n]+)\]\(https?://")


def code_spans(text: str) -> list[Span]:
    """Character offsets of every inline code span, backticks included; code blocks are not among them."""
    fences = fence_spans(text)
    return [
        match.span()
        for match in _CODE.finditer(text)
        if "\n\n" not in match["code"] and not _overlaps(match.span(), fences)
    ]


def fence_spans(text: str) -> list[Span]:
    """Character offsets of every fenced code block; one that is never closed reaches to the end of the text."""
    if "```" not in text and "~~~" not in text:
        return []
    found = [match.span() for match in _FENCE.finditer(text)]
    last = found[-1][1] if found else 0
    unclosed = _OPEN_FENCE.search(text, last)
    if unclosed:
        found.append((unclosed.start(), len(text)))
    return found


def kept_labels(source: str, target: str) -> list[str]:
    """What stands in bold, between quotes or on a link to another site in both texts, word for word.

    Labels of a program, quoted messages, titles of pages: at most six words each, a title twelve, and never a whole
    text: that was forgotten.
    """
    found = []
    for match in _LABEL.finditer(source):
        label = match.group(match.lastindex or 0)
        most = 12 if match.lastindex == 4 else 6
        if label in target and len(label.split()) <= most and len(label) * 2 < len(target):
            found.append(label)
    return found


def protected_spans(text: str) -> list[Span]:
    """Code, addresses, link targets, anchors and alert marks: sorted offsets that do not overlap."""
    fences = fence_spans(text)
    codes = code_spans(text) if "`" in text else []
    taken = sorted(fences + codes)
    rest = [match.span() for match in _OTHER.finditer(text) if not _overlaps(match.span(), taken)]
    return sorted(taken + rest)


def inside(position: int, spans: list[Span]) -> bool:
    """Whether an offset lies within one of the sorted spans."""
    index = bisect_right(spans, (position, _LARGE)) - 1
    return index >= 0 and spans[index][0] <= position < spans[index][1]


def prose(text: str) -> str:
    """The text with everything protected blanked out, character for character, so that offsets stay true."""
    spans = protected_spans(text)
    if not spans:
        return text
    parts, last = [], 0
    for start, end in spans:
        parts.append(text[last:start])
        parts.append(re.sub(r"[^\n]", "\x00", text[start:end]))
        last = end
    parts.append(text[last:])
    return "".join(parts)


def lines(text: str) -> Iterator[tuple[int, str]]:
    """Every line with the offset where it starts, its line end included."""
    offset = 0
    for line in text.splitlines(keepends=True):
        yield offset, line
        offset += len(line)


def _overlaps(span: Span, sorted_spans: list[Span]) -> bool:
    index = bisect_right(sorted_spans, (span[0], _LARGE)) - 1
    if index >= 0 and sorted_spans[index][1] > span[0]:
        return True
    return index + 1 < len(sorted_spans) and sorted_spans[index + 1][0] < span[1]
