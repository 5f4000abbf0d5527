"""Where inline markup stands in running text. markdown-it-py does not tell; its rules are watched while they work."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from markdown_it import MarkdownIt, rules_inline
from markdown_it.rules_inline import StateInline

from kb.markup.autolink import bare_url
from kb.markup.parser import MAX_DEPTH, Env
from kb.markup.raw import VOID

_SPECIAL = re.compile(r"[*_~`<&!\\:\[\n]")
_HTML_NAME = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
Range = tuple[int, int]


@dataclass(slots=True)
class Scan:
    """Ranges of offsets into a content.

    `masks` are read as one word (code, addresses, images), `drops` are markup that is not read at all, `breaks` end a
    line whatever stands before, `softs` are line ends within running text, `spans` are emphasis, links and pairs of
    tags, never to be cut, `placeholders` are what a translator leaves as it stands.
    """

    masks: list[Range] = field(default_factory=list)
    drops: list[Range] = field(default_factory=list)
    breaks: list[Range] = field(default_factory=list)
    softs: list[Range] = field(default_factory=list)
    spans: list[Range] = field(default_factory=list)
    placeholders: list[Range] = field(default_factory=list)


def scan(content: str, env: Env) -> Scan:
    """What stands where in the content of a paragraph, heading or cell; `env` holds the text's link references."""
    if not _SPECIAL.search(content):
        return Scan()
    md = _scanner()
    state = _State(content, md, env, [])
    md.inline.tokenize(state)
    rules_inline.link_pairs(state)
    _emphasis(state)
    _tag_pairs(state)
    return state.scan


class _State(StateInline):
    def __init__(self, src: str, md: MarkdownIt, env: Env, tokens: list) -> None:
        super().__init__(src, md, env, tokens)
        self.scan = Scan()
        self.marks: dict[int, int] = {}  # token of an emphasis mark → its offset
        self.tags: list[tuple[str, bool, int, int]] = []  # name, closing, start, end


_Rule = Callable[[StateInline, bool], bool]
_Record = Callable[[_State, int, int], None]


def _emphasis(state: _State) -> None:
    nested = [meta["delimiters"] for meta in state.tokens_meta if meta]
    for delimiters in [state.delimiters, *nested]:
        for opening in delimiters:
            if opening.end < 0:
                continue
            closing = delimiters[opening.end]
            start, last = state.marks[opening.token], state.marks[closing.token]
            width = len(state.tokens[opening.token].content)
            state.scan.spans.append((start, last + width))
            state.scan.drops += [(start, start + width), (last, last + width)]


def _tag_pairs(state: _State) -> None:
    opened: list[tuple[str, int]] = []
    for name, closing, start, end in state.tags:
        if not closing:
            opened.append((name, start))
        elif any(name == other for other, _start in opened[-20:]):
            while opened:
                other, first = opened.pop()
                if other == name:
                    state.scan.spans.append((first, end))
                    break


def _newline(state: _State, start: int, count: int) -> None:
    found = state.scan.breaks if state.tokens[-1].type == "hardbreak" else state.scan.softs
    found.append((start, state.pos))


def _escape(state: _State, start: int, count: int) -> None:
    if state.tokens[-1].type == "hardbreak":
        state.scan.breaks.append((start, state.pos))
    elif state.tokens[-1].content == state.src[start + 1]:
        state.scan.drops.append((start, start + 1))


def _code(state: _State, start: int, count: int) -> None:
    if len(state.tokens) > count and state.tokens[-1].type == "code_inline":
        _mask(state, start, state.pos)


def _mask(state: _State, start: int, end: int) -> None:
    state.scan.masks.append((start, end))
    state.scan.placeholders.append((start, end))


def _emphasis_marks(state: _State, start: int, count: int) -> None:
    offset = state.pos
    for token in range(len(state.tokens) - 1, -1, -1):
        if offset <= start:
            break
        offset -= len(state.tokens[token].content)
        state.marks[token] = offset


def _link(state: _State, start: int, count: int) -> None:
    label_end = state.md.helpers.parseLinkLabel(state, start, True)
    state.scan.spans.append((start, state.pos))
    state.scan.drops += [(start, start + 1), (label_end, state.pos)]
    _target(state, label_end + 1)


def _image(state: _State, start: int, count: int) -> None:
    state.scan.masks.append((start, state.pos))
    _target(state, state.md.helpers.parseLinkLabel(state, start + 1, False) + 1)


def _target(state: _State, position: int) -> None:
    """The destination of `(destination "title")`, or the `[name]` of a reference, as it stands."""
    if position < state.pos and state.src[position] == "[":
        state.scan.placeholders.append((position, state.pos))
    elif position < state.pos and state.src[position] == "(":
        position += 1
        while state.src[position] in " \t\n":
            position += 1
        found = state.md.helpers.parseLinkDestination(state.src, position, state.pos)
        if found.ok and found.pos > position:
            state.scan.placeholders.append((position, found.pos))


def _address(state: _State, start: int, count: int) -> None:
    _mask(state, start, state.pos)


def _bare_url(state: _State, start: int, count: int) -> None:
    _mask(state, state.pos - len(state.tokens[-2].content), state.pos)


def _html(state: _State, start: int, count: int) -> None:
    tag = _HTML_NAME.match(state.src, start)
    name = tag[2].lower() if tag else ""
    if name == "br":
        state.scan.breaks.append((start, state.pos))
        return
    state.scan.drops.append((start, state.pos))
    state.scan.placeholders.append((start, state.pos))
    if tag and name not in VOID:
        state.tags.append((name, bool(tag[1]), start, state.pos))


def _entity(state: _State, start: int, count: int) -> None:
    state.scan.masks.append((start, state.pos))


# By the character they begin at: markdown-it's rules, and what each tells.
_RULES: dict[str, list[tuple[_Rule, _Record]]] = {
    "\n": [(rules_inline.newline, _newline)],
    "\\": [(rules_inline.escape, _escape)],
    "`": [(rules_inline.backtick, _code)],
    "~": [(rules_inline.strikethrough.tokenize, _emphasis_marks)],
    "*": [(rules_inline.emphasis.tokenize, _emphasis_marks)],
    "_": [(rules_inline.emphasis.tokenize, _emphasis_marks)],
    "[": [(rules_inline.link, _link)],
    "!": [(rules_inline.image, _image)],
    "<": [(rules_inline.autolink, _address), (rules_inline.html_inline, _html)],
    "&": [(rules_inline.entity, _entity)],
    ":": [(bare_url, _bare_url)],
}


def _watched(state: StateInline, silent: bool) -> bool:
    """The inline rule that runs the one that is meant by the next character, and notes what it did."""
    start, count = state.pos, len(state.tokens)
    for rule, record in _RULES.get(state.src[start], ()):
        if rule(state, silent):
            if not silent and isinstance(state, _State):
                record(state, start, count)
            return True
    return False


@cache
def _scanner() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"maxNesting": MAX_DEPTH + 1})
    md.inline.ruler.enableOnly(["text"])
    md.inline.ruler.push("watched", _watched)
    return md
