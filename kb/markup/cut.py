"""A text cut into units and sentences, without losing a character: what translators work on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from kb.markup.anchors import take_anchors
from kb.markup.parser import Env, check_density, parse_blocks
from kb.markup.reading import find_sentences
from kb.markup.scan import Range

_CONTAINERS = {"list_item_open": "list_item", "blockquote_open": "quote", "alert_open": "alert"}
_CELL_BORDER = re.compile(r"(?<!\\)\|")
_SOFT_BREAK = re.compile(r"[ \t]*(?:\r\n?|\n)[ \t>]*")
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it stands, what stands between it and the next, and the parts of it that nobody translates."""

    text: str
    tail: str
    placeholders: tuple[str, ...]

    @property
    def flat(self) -> str:
        """The sentence on one line: a line end with the indent or quote mark behind it is a space."""
        return _SOFT_BREAK.sub(" ", self.text)


@dataclass(frozen=True, slots=True)
class UnitCut:
    """A heading, paragraph, list_item, quote, alert, cell or title with its sentences; `line` counts from 0.

    `lead` is everything since the unit before: code, HTML, list markers, `#`, `>`, blank lines, text without words.
    What is left at the end of the text is the lead of a last unit of kind `rest`, without sentences.
    """

    kind: str
    lead: str
    sentences: tuple[Sentence, ...]
    line: int


@dataclass(frozen=True, slots=True)
class _Piece:
    """Running text of one block: the text as it is read, and where each of its lines stands in the source."""

    kind: str
    content: str
    lines: tuple[int, ...]  # offsets of the source
    line: int


def cut(text: str, language: str) -> tuple[UnitCut, ...]:
    """Cut a Markdown text into units, in order; `assemble` gives back exactly the text.

    Raises MarkupError for a text beyond the limits of kb.markup.parser.
    """
    tokens, env = parse_blocks(_SURROGATES.sub("\ufffd", text))
    check_density(tokens)
    source = _Source(text)
    return tuple(_units(source, _pieces(source.normal, tokens), env, language))


def cut_title(text: str, language: str) -> UnitCut:
    """A title as one unit: a `1.` or `#` that it begins with is no markup."""
    check_density([Token("inline", "", 0, content=text)])
    source = _Source(text)
    start = len(text) - len(text.lstrip())
    piece = _Piece("title", source.normal[start:].rstrip().replace("\n", " "), (start,), 0)
    units = list(_units(source, [piece], {}, language))
    if not units or not units[0].sentences:
        return UnitCut("title", text, (), 0)
    first, *rest = units
    *sentences, last = first.sentences
    tail = last.tail + assemble(rest)
    return UnitCut("title", first.lead, (*sentences, Sentence(last.text, tail, last.placeholders)), 0)


def assemble(units: Iterable[UnitCut]) -> str:
    """The text that was cut."""
    return "".join(unit.lead + "".join(sentence.text + sentence.tail for sentence in unit.sentences) for unit in units)


class _Source:
    """A text, and the same with `\\n` for every line end, which the parser's offsets are about."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.normal = _SURROGATES.sub("\ufffd", text).replace("\0", "\ufffd")
        self._shifts: list[int] = []
        if "\r" in text:
            for count, match in enumerate(re.finditer("\r\n", text)):
                self._shifts.append(match.start() - count + 1)
            self.normal = self.normal.replace("\r\n", "\n").replace("\r", "\n")

    def original(self, offset: int) -> int:
        """The offset into the text of an offset into the normal one."""
        return offset + bisect_right(self._shifts, offset)


def _units(source: _Source, pieces: Iterable[_Piece], env: Env, language: str) -> Iterator[UnitCut]:
    done = 0
    for piece in pieces:
        cuts = find_sentences(piece.content, env, language)
        if not cuts:
            continue
        place = _Place(source, piece)
        begin = place(cuts[0][0])
        sentences = []
        for number, (start, end, placeholders) in enumerate(cuts):
            following = place(cuts[number + 1][0]) if number + 1 < len(cuts) else place(end)
            sentences.append(
                Sentence(source.text[place(start) : place(end)], source.text[place(end) : following], placeholders)
            )
        line = piece.line + piece.content.count("\n", 0, cuts[0][0])
        yield UnitCut(piece.kind, source.text[done:begin], tuple(sentences), line)
        done = place(cuts[-1][1])
    if done < len(source.text):
        yield UnitCut("rest", source.text[done:], (), source.text.count("\n", 0, done))


class _Place:
    """From offsets into a piece to offsets into the source's text."""

    def __init__(self, source: _Source, piece: _Piece) -> None:
        self._source = source
        self._lines = piece.lines
        self._starts = [0]
        for _line in piece.lines[1:]:
            self._starts.append(piece.content.index("\n", self._starts[-1]) + 1)

    def __call__(self, offset: int) -> int:
        line = bisect_right(self._starts, offset) - 1
        return self._source.original(self._lines[line] + offset - self._starts[line])


def _pieces(source: str, tokens: list[Token]) -> Iterator[_Piece]:
    kinds = ["paragraph"]
    cells: list[Range] = []
    for position, token in enumerate(tokens):
        if token.type in _CONTAINERS:
            kinds.append(_CONTAINERS[token.type])
        elif token.type.removesuffix("_close") + "_open" in _CONTAINERS:
            kinds.pop()
        elif token.type == "tr_open":
            first = next(i for i in range(position, len(tokens)) if tokens[i].type in ("inline", "tr_close"))
            cells = _cells(source, *tokens[first].meta["lines"][0])[::-1] if "lines" in tokens[first].meta else []
        elif token.type != "inline" or "lines" not in token.meta:
            continue
        elif tokens[position - 1].type in ("th_open", "td_open"):
            start, end = cells.pop() if cells else (0, 0)
            if start < end:
                yield _Piece("cell", source[start:end], (start,), (token.map or [0])[0])
        elif token.content:
            yield _running_text(source, token, tokens[position - 1], kinds[-1])


def _running_text(source: str, token: Token, opening: Token, kind: str) -> _Piece:
    line = (token.map or [0])[0]
    lines = token.meta["lines"][: token.content.count("\n") + 1]
    if opening.type != "heading_open":
        content = "\n".join(source[start:end] for start, end in lines).rstrip(" \t")
        return _Piece(kind, content, tuple(start for start, _end in lines), line)
    if opening.markup.startswith("#"):
        start = source.index(token.content, lines[0][0] + len(opening.markup))
        lines = [(start, start + len(token.content))]
    content = "\n".join(source[start:end] for start, end in lines).rstrip(" \t")
    bare = take_anchors(content)[0]
    return _Piece("heading", bare if content.startswith(bare) else content, tuple(start for start, _ in lines), line)


def _cells(source: str, start: int, end: int) -> list[Range]:
    """Where the cells of a table row stand, cut as markdown-it cuts them."""
    while start < end and source[start] in " \t":
        start += 1
    while end > start and source[end - 1] in " \t":
        end -= 1
    borders = [match.start() for match in _CELL_BORDER.finditer(source, start, end)]
    cells = list(zip([start, *(border + 1 for border in borders)], [*borders, end], strict=True))
    if cells[0][0] == cells[0][1]:
        del cells[0]
    if cells and cells[-1][0] == cells[-1][1]:
        del cells[-1]
    trimmed = []
    for first, last in cells:
        while first < last and source[first] in " \t":
            first += 1
        while last > first and source[last - 1] in " \t":
            last -= 1
        trimmed.append((first, last))
    return trimmed
