"""Tables of errors, causes and solutions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.codes import MAX_LENGTH, is_code
from kb.importer import words
from kb.importer.inline import first_sentence, plain, title_line
from kb.importer.lines import Line, blank_line
from kb.importer.parsed import Pair

_DELIMITER = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?\s*$")
_EXCEPTION = re.compile(
    r"^(?:exception(?: type)?|undantag(?:styp)?|(?:tipo de )?excepción|undtagelse(?:stype)?)$", re.I
)
_BREAKS = re.compile(r"(?:\s*</?br\s*/?>\s*)+", re.I)
_LONG_TITLE = 160
EXCEPTION = "exception"


@dataclass(slots=True)
class Table:
    """A table in a list of lines: the indexes it takes, its columns' parts, its heads and its rows of cells."""

    start: int
    end: int
    parts: list[str | None]
    heads: list[Line]
    rows: list[list[Line]]

    def column(self, part: str) -> int | None:
        return self.parts.index(part) if part in self.parts else None

    @property
    def lists_causes(self) -> bool:
        """Cause | Solution."""
        return self.parts[0] == words.CAUSE and words.SOLUTION in self.parts[1:]

    @property
    def lists_errors(self) -> bool:
        """Error, message, problem, code or exception | … | Solution."""
        first = self.parts[0]
        named = first in {words.SYMPTOM, words.MESSAGE, words.CODE, EXCEPTION}
        return named and words.SOLUTION in self.parts[1:]


def find_tables(lines: list[Line]) -> list[Table]:
    """The tables of causes or errors among some lines; other tables are text."""
    tables: list[Table] = []
    for index in range(1, len(lines)):
        line = lines[index]
        if line.fenced or "-" not in line.raw or not _DELIMITER.match(line.raw):
            continue
        head = lines[index - 1]
        heads = [head.with_raw(cell) for cell in split_row(head.raw)]
        end = index + 1
        while end < len(lines) and "|" in lines[end].raw and lines[end].raw.strip() and not lines[end].fenced:
            end += 1
        rows = [[lines[i].with_raw(cell) for cell in split_row(lines[i].raw)] for i in range(index + 1, end)]
        parts = [_part(plain(cell.lead)) for cell in heads]
        table = Table(index - 1, end, parts, heads, [row for row in rows if len(row) >= 2])
        if len(parts) >= 2 and table.rows and (table.lists_causes or table.lists_errors):
            tables.append(table)
    return tables


def split_row(raw: str) -> list[str]:
    """The cells of a row; a `|` in a code span or behind a backslash divides nothing."""
    cells, current, ticks, index = [], "", "", 0
    text = raw.strip()
    while index < len(text):
        char = text[index]
        if char == "\\" and index + 1 < len(text):
            current += "|" if text[index + 1] == "|" else text[index : index + 2]
            index += 2
            continue
        if char == "`":
            run = re.match(r"`+", text[index:])
            mark = run[0] if run else "`"
            if not ticks and mark in text[index + len(mark) :]:
                ticks = mark
            elif ticks == mark:
                ticks = ""
            current += mark
            index += len(mark)
            continue
        if char == "|" and not ticks:
            cells.append(current.strip())
            current = ""
        else:
            current += char
        index += 1
    cells.append(current.strip())
    if text.startswith("|"):
        cells = cells[1:]
    if text.endswith("|") and cells and not cells[-1]:
        cells = cells[:-1]
    return cells


def cell_codes(cell: Line, part: str | None) -> list[str]:
    """The codes that a row begins with: one token in a code column, one or several names in a column of exceptions."""
    if part == words.CODE:
        token = plain(cell.lead)
        return [token] if token and " " not in token and len(token) <= MAX_LENGTH else []
    if part == EXCEPTION:
        return [token for token in re.split(r"[\s,/]+", plain(cell.lead)) if is_code(token)]
    return []


def cell_lines(cell: Line) -> list[Line]:
    """A cell as the lines of a text: a break within it starts a new paragraph."""
    pieces = [piece for piece in _BREAKS.split(cell.raw) if piece.strip()]
    lines: list[Line] = []
    for piece in pieces:
        if lines:
            lines.append(blank_line(cell.number, paired=cell.source is not None))
        lines.append(cell.with_raw(piece.strip()))
    return lines


def title_and_rest(cell: Line) -> tuple[Line, list[Line]]:
    """A cell as an entry's title and text: a short cell is all title, of a long one the first sentence is."""
    lines = cell_lines(cell)
    if not lines:
        return title_line(cell), []
    head, rest = lines[0], lines[1:]
    if len(lines) == 1 and len(head.lead) <= _LONG_TITLE:
        return title_line(head), []
    if len(head.pairs) > 1:
        first, *others = head.pairs
        title = Line(head.number, head.raw, first.target, first.source, (first,))
        body = Line(
            head.number,
            head.raw,
            " ".join(pair.target for pair in others),
            " ".join(pair.source for pair in others),
            tuple(others),
        )
        return title_line(title), [body, *rest]
    if head.pairs or head.source is not None:
        return title_line(head), rest
    sentence, remainder = first_sentence(head.text)
    body_lines = [head.map(lambda _text: remainder)] if remainder else []
    return title_line(head.map(lambda _text: sentence)), body_lines + rest


def labelled(head: Line, cell: Line) -> list[Line]:
    """A further column of a row as text: its head in bold, then the cell."""
    lines = cell_lines(cell)
    if not lines or plain(cell.lead) in {"", "-", "–"}:
        return []
    name, first = title_line(head), lines[0]
    joined = Line(
        first.number,
        first.raw,
        f"**{name.text.rstrip(':')}:** {first.text}",
        None if first.source is None else f"**{(name.source or '').rstrip(':')}:** {first.source}",
        tuple(_bold(pair) for pair in name.pairs) + first.pairs,
    )
    return [joined, *lines[1:]]


def _bold(pair: Pair) -> Pair:
    return Pair(f"**{pair.source.rstrip(':')}:**", f"**{pair.target.rstrip(':')}:**")


def _part(head: str) -> str | None:
    if _EXCEPTION.match(head.strip()):
        return EXCEPTION
    found = words.role_of(head)
    return found[0] if found else None
