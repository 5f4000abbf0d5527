"""Markdown to markdown-it tokens, in bounded time.

Everything that reads Markdown goes through here, so the limits hold everywhere. markdown-it-py is linear in most of
its input, but some of it is dear (a `[` costs up to 60 µs): the limits are what a long text for people does not reach.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any, Literal

from markdown_it import MarkdownIt, rules_block
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore, text_join
from markdown_it.token import Token

from kb.markup.anchors import take_anchors
from kb.markup.autolink import bare_url
from kb.markup.errors import MarkupError
from kb.markup.marks import split_marks, unmark

MAX_LENGTH = 1_000_000  # characters
MAX_LINES = 50_000
MAX_DEPTH = 20  # levels of blocks; a list takes two
MAX_BLOCK_TOKENS = 150_000
MAX_DENSITY = 100_000  # markup characters in running text
_DEAR = ("[", "://", "<")
_DEAR_WEIGHT = 4

_LINE_ENDS = re.compile(r"\r\n?")
_MARKUP = "*_~`<&!\\:\n"
Env = dict[str, Any]
_BlockRule = Callable[[StateBlock, int, int, bool], bool]


def parse_tokens(text: str) -> list[Token]:
    """The block tokens of a text with their inline children; sentence marks become `segment_open` and `segment_close`.

    Heading tokens carry `meta["anchors"]`. Raises MarkupError for a text beyond the limits.
    """
    tokens, env = parse_blocks(text)
    for position, token in enumerate(tokens):
        if token.type == "heading_open":
            inline = tokens[position + 1]
            inline.content, token.meta["anchors"] = take_anchors(inline.content)
    check_density(tokens)
    for token in tokens:
        if token.type == "inline":
            token.children = parse_inline(token.content, env)
        else:
            token.content, token.info = unmark(token.content), unmark(token.info)
    state = StateCore("", markdown(), env, tokens)
    text_join(state)
    return state.tokens


def parse_blocks(text: str) -> tuple[list[Token], Env]:
    """The block tokens of a text, its inline content not read yet, and the link references it defines.

    Inline tokens carry `meta["lines"]`: where each of their lines starts and ends in the text, as offsets into the text
    with `\\n` for every line end, without list markers, quote marks and indents. Raises MarkupError.
    """
    if len(text) > MAX_LENGTH:
        raise MarkupError("too_long", limit=MAX_LENGTH, length=len(text))
    source = _LINE_ENDS.sub("\n", text).replace("\0", "\ufffd")
    if source.count("\n") > MAX_LINES:
        raise MarkupError("too_many_lines", limit=MAX_LINES)
    env: Env = {}
    state = _BoundedState(source, markdown(), env, [])
    state.md.block.tokenize(state, 0, state.lineMax)
    return state.tokens, env


def parse_inline(content: str, env: Env | None = None) -> list[Token]:
    """The inline tokens of a content; each marked sentence is read by itself, so that markup works at its borders."""
    md = markdown()
    env = {} if env is None else env
    children: list[Token] = []
    for segment, piece in split_marks(content):
        if segment:
            opening = Token("segment_open", "span", 1)
            opening.attrSet("data-segment", segment)
            children.append(opening)
        children += md.inline.parse(piece, md, env, [])
        if segment:
            children.append(Token("segment_close", "span", -1))
    return children


def check_density(tokens: list[Token]) -> None:
    """Raise MarkupError where running text has more markup than can be read in bounded time."""
    density = 0
    for token in tokens:
        if token.type == "inline":
            density += sum(map(token.content.count, _MARKUP)) + _DEAR_WEIGHT * sum(map(token.content.count, _DEAR))
        elif token.type == "html_block":
            density += _DEAR_WEIGHT * token.content.count("<")
    if density > MAX_DENSITY:
        raise MarkupError("too_dense")


@cache
def markdown() -> MarkdownIt:
    """The one configured parser. It keeps no state between texts."""
    md = MarkdownIt("commonmark", {"maxNesting": MAX_DEPTH + 1, "alerts": True}).enable(["table", "strikethrough"])
    md.inline.ruler.before("newline", "bare_url", bare_url)
    for name, rule, ends in (
        ("table", rules_block.table, ["paragraph", "reference"]),
        ("heading", rules_block.heading, ["paragraph", "reference", "blockquote"]),
        ("lheading", rules_block.lheading, []),
        ("paragraph", rules_block.paragraph, []),
    ):
        md.block.ruler.at(name, _with_lines(rule), {"alt": ends})
    return md


class _BoundedState(StateBlock):
    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        if self.level > MAX_DEPTH:
            raise MarkupError("too_deep", limit=MAX_DEPTH, line=self.line + 1)
        if len(self.tokens) > MAX_BLOCK_TOKENS:
            raise MarkupError("too_dense")
        return token


def _with_lines(rule: _BlockRule) -> _BlockRule:
    """A block rule that also tells inline tokens where their lines stand; containers have moved the marks by then."""

    def located(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        before = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        if not silent:
            for token in state.tokens[before:]:
                if token.type == "inline" and token.map:
                    token.meta["lines"] = [
                        (state.bMarks[line] + state.tShift[line], state.eMarks[line]) for line in range(*token.map)
                    ]
        return True

    return located
