"""The blocks of a Markdown text with their source lines: what importers walk."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from markdown_it.token import Token

from kb.markup.anchors import take_anchors, take_empty_anchors
from kb.markup.parser import parse_blocks
from kb.markup.prepare import fence_is_closed

_CONTAINERS = {
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "list_item_open": "list_item",
    "blockquote_open": "quote",
    "alert_open": "alert",
}
_LEAVES = {"fence": "fence", "code_block": "code", "html_block": "html", "hr": "rule"}


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a text, on the source lines from `start` to before `end`, counted from 0.

    | kind | text | and |
    | --- | --- | --- |
    | `heading` | its Markdown, without anchors | `level` 1 to 6, `anchors` |
    | `paragraph` | its Markdown | `anchors`: of each `<a name="…"></a>` in it |
    | `fence`, `code` | the code | `info`: what stands behind the fence; `closed`: False where the fence never ends |
    | `html` | the HTML | `anchors` |
    | `table` | nothing | `rows` of cells in Markdown, the header first |
    | `rule` | nothing | |
    | `list` | nothing | `ordered`, `number` of its first item |
    | `list_item` | that of its first paragraph or heading | `ordered`, `number` where it is ordered |
    | `quote`, `alert` | that of its first paragraph or heading | `info`: `note`, `tip`, … of an alert |

    Blocks stand in document order. `parent` is the position of the list, item, quote or alert that holds the block, -1
    at the top; `level` of anything but a heading is the number of those.
    """

    kind: str
    start: int
    end: int
    level: int = 0
    text: str = ""
    anchors: tuple[str, ...] = ()
    info: str = ""
    ordered: bool = False
    number: int | None = None
    rows: tuple[tuple[str, ...], ...] = ()
    closed: bool = True
    parent: int = -1


@dataclass
class _Walk:
    blocks: list[Block] = field(default_factory=list)
    parents: list[int] = field(default_factory=lambda: [-1])

    def add(self, kind: str, token: Token, **values: object) -> None:
        start, end = token.map or (0, 0)
        values.setdefault("level", len(self.parents) - 1)
        self.blocks.append(Block(kind, start, end, parent=self.parents[-1], **values))  # type: ignore[arg-type]


def parse(text: str) -> tuple[Block, ...]:
    """The blocks of a Markdown text in document order.

    Raises MarkupError for a text that is too long or too deep; running text is not read here, however dense.
    """
    tokens, _env = parse_blocks(text)
    walk = _Walk()
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if token.type in _CONTAINERS:
            _open(walk, token)
            if token.type == "alert_open":
                position += 3  # the title that markdown-it gives it
        elif token.type.removesuffix("_close") + "_open" in _CONTAINERS:
            walk.parents.pop()
        elif token.type in ("heading_open", "paragraph_open"):
            _text(walk, token, tokens[position + 1].content)
        elif token.type == "table_open":
            position = _table(walk, tokens, position)
        elif token.type in _LEAVES:
            _leaf(walk, token)
        position += 1
    return tuple(walk.blocks)


def _open(walk: _Walk, token: Token) -> None:
    kind = _CONTAINERS[token.type]
    ordered = token.type == "ordered_list_open"
    if kind == "list":
        walk.add(kind, token, ordered=ordered, number=int(token.attrs.get("start", 1)) if ordered else None)
    elif kind == "list_item":
        ordered = walk.blocks[walk.parents[-1]].ordered
        walk.add(kind, token, ordered=ordered, number=int(token.info) if ordered and token.info.isdecimal() else None)
    else:
        walk.add(kind, token, info=token.info.lower() if kind == "alert" else "")
    walk.parents.append(len(walk.blocks) - 1)


def _text(walk: _Walk, token: Token, content: str) -> None:
    content, explicit = take_anchors(content) if token.type == "heading_open" else (content, ())
    stripped, empty = take_empty_anchors(content)
    if token.type == "heading_open":
        walk.add("heading", token, level=int(token.tag[1]), text=stripped, anchors=explicit + empty)
    else:
        walk.add("paragraph", token, text=content, anchors=empty)
    parent = walk.parents[-1]
    if parent >= 0 and not walk.blocks[parent].text:
        walk.blocks[parent] = replace(walk.blocks[parent], text=walk.blocks[-1].text)


def _table(walk: _Walk, tokens: list[Token], position: int) -> int:
    rows: list[list[str]] = []
    opening = tokens[position]
    while tokens[position].type != "table_close":
        if tokens[position].type == "tr_open":
            rows.append([])
        elif tokens[position].type == "inline":
            rows[-1].append(tokens[position].content)
        position += 1
    walk.add("table", opening, rows=tuple(map(tuple, rows)))
    return position


def _leaf(walk: _Walk, token: Token) -> None:
    kind = _LEAVES[token.type]
    anchors = take_empty_anchors(token.content)[1] if kind == "html" else ()
    closed = kind != "fence" or fence_is_closed(token)
    walk.add(kind, token, text=token.content, info=token.info.strip(), anchors=anchors, closed=closed)
