"""Small questions about inline Markdown: labels without marks, first sentences, what a paragraph consists of."""

from __future__ import annotations

import re

from kb.importer.lines import Line
from kb.importer.parsed import Pair

LINK = re.compile(r"(?<!!)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?([^)\s>]*)>?(?:\s+[\"'][^)]*)?\s*\)")
_REFERENCE_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])+)\]\[[^\]]*\]")
_TAG = re.compile(r"</?(?:br|a|span|em|strong|b|i|sup|sub|u|font|p|div)\b[^>]*>", re.I)
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=\S)([^*_]+?)(?<=\S)\1(?![\w*])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!<>|~])")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’»)*_]*\s+(?=[\"'“”‘«(*_¿¡]*[A-ZÅÄÖÆØÁÉÍÓÚÑ0-9])")
_WHOLE = re.compile(
    r"^(?:(?P<tick>`+)(?P<code>.+?)(?P=tick)|(?P<mark>\*\*|__|\*|_)(?P<emphasis>[^*_`].*?)(?P=mark))\s*[.:]?$"
)


def without_marks(text: str) -> str:
    """Text as a title shows it: links as their labels, no emphasis, no tags; code spans stay."""
    text = LINK.sub(lambda m: m[1], _TAG.sub(" ", text))
    text = _REFERENCE_LINK.sub(lambda m: m[1], text)
    text = _EMPHASIS.sub(lambda m: m[2], _STRONG.sub(lambda m: m[2], text))
    return " ".join(text.split())


def plain(text: str) -> str:
    """Text as it is compared: without marks, code spans and escapes resolved."""
    return _ESCAPE.sub(r"\1", without_marks(text).replace("`", ""))


def title_line(line: Line) -> Line:
    """A line made into a title: clean on both sides, and one pair where the document had any."""
    clean = line.map(without_marks)
    if clean.source is None or not line.pairs:
        return clean
    pairs = (Pair(clean.source, clean.text),) if clean.source and clean.text else ()
    return Line(clean.number, clean.raw, clean.text, clean.source, pairs)


def first_sentence(text: str) -> tuple[str, str]:
    """The first sentence of a text and the rest."""
    parts = _SENTENCE_END.split(text.strip(), maxsplit=1)
    return parts[0].strip(), parts[1].strip() if len(parts) > 1 else ""


def whole_mark(text: str) -> str | None:
    """What is inside where a whole paragraph is one code span, bold or italic; else None."""
    match = _WHOLE.match(" ".join(text.split()))
    if not match:
        return None
    inner = match["code"] or match["emphasis"] or ""
    return inner.strip() or None


def links_of(text: str) -> list[tuple[str, str]]:
    """The inline links of a text: label and target."""
    return LINK.findall(text)


def shorten(text: str, limit: int) -> str:
    """A text cut at a word, with an ellipsis, where it is longer than the limit."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    return cut[: cut.rfind(" ")].rstrip(" ,;:") + "…" if " " in cut[limit // 2 :] else cut + "…"
