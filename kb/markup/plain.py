"""Tokens to the text that is read, searched and quoted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import unescape

from markdown_it.token import Token

from kb.markup.raw import BLOCKS

_TAGS = re.compile(r"</?[A-Za-z][^<>]*>")
_SPACES = re.compile(r"[ \t\n]+")
_BREAKS = re.compile(rf"</?(?:br|{'|'.join(sorted(BLOCKS))})\b")
CELLS = " | "


def plain_blocks(tokens: Sequence[Token]) -> str:
    """The blocks of a text, one per line, code as it stands, the cells of a table row side by side."""
    lines: list[str] = []
    row: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            lines.append(CELLS.join(row))
            row = None
        elif token.type == "inline":
            text = plain_inline(token.children or [])
            if row is not None:
                row.append(text)
            else:
                lines.append(text)
        elif token.type in ("fence", "code_block"):
            lines.append(token.content.rstrip("\n"))
        elif token.type == "raw_block":
            lines.append(_squeeze(unescape(_TAGS.sub(" ", token.content))))
    return "\n".join(line for line in lines if line.strip())


def plain_inline(children: Iterable[Token]) -> str:
    """Running text without its markup, on one line."""
    return _squeeze("".join(_words(children)))


def _words(children: Iterable[Token]) -> Iterable[str]:
    for token in children:
        if token.type in ("text", "code_inline"):
            yield token.content
        elif token.type in ("softbreak", "hardbreak") or (token.type == "raw" and _BREAKS.match(token.content)):
            yield " "
        elif token.type == "image":
            yield from _words(token.children or [])


def _squeeze(text: str) -> str:
    return _SPACES.sub(" ", text).strip()
