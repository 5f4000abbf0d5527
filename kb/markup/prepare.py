"""From parsed tokens to tokens that can be written: ids given, links resolved, authors' HTML made safe to nest."""

from __future__ import annotations

import re
from urllib.parse import unquote

from markdown_it.token import Token

from kb.markup.alerts import alert_title, table_label
from kb.markup.anchors import Ids, slug
from kb.markup.links import EntryRef, Link, Problem, Resolver, entry_ref, is_external
from kb.markup.parser import parse_tokens
from kb.markup.plain import plain_inline
from kb.markup.raw import RawHtml

_RAW_ID = re.compile(r"\s(?:id|name)\s*=\s*[\"']?([^\s\"'<>&]{1,200})", re.IGNORECASE)
_ID = re.compile(r"[^\s\"'<>&]{1,200}")
_CONTAINERS = ("list_item", "blockquote", "alert")


class Preparation:
    """The tokens of one text made ready, and what was found on the way: links, problems and the outline."""

    def __init__(
        self, text: str, *, language: str = "en", resolve: Resolver, heading_shift: int = 0, id_prefix: str = ""
    ) -> None:
        self.links: list[Link] = []
        self.problems: list[Problem] = []
        self.outline: list[tuple[int, str, str]] = []
        self._language = language
        self._resolve = resolve
        self._shift = heading_shift
        self._ids = Ids(id_prefix)
        self._written: set[str] = set()
        self._labels: dict[str, int] = {}
        self._raw = RawHtml(self._rewrite, self._problem)
        self._line = 0
        tokens = parse_tokens(text)
        self._give_ids(tokens)
        self.tokens = self._prepare(tokens)
        self.problems.sort(key=lambda problem: problem.line)

    def _problem(self, kind: str, line: int, detail: str) -> None:
        self.problems.append(Problem(kind, line, detail))

    def _give_ids(self, tokens: list[Token]) -> None:
        """Explicit ids first, so that no other takes them; then those of authors' HTML; then the headings' own."""
        headings = [position for position, token in enumerate(tokens) if token.type == "heading_open"]
        for position in headings:
            anchors = []
            for name in tokens[position].meta["anchors"]:
                if id := self._ids.explicit(name):
                    anchors.append(id)
                else:
                    self._problem("duplicate-id", (tokens[position].map or [0])[0], name)
            tokens[position].meta["anchors"] = anchors
        for token in tokens:
            parts = [token, *(token.children or [])]
            html = " ".join(part.content for part in parts if part.type.startswith("html_"))
            for name in _RAW_ID.findall(html):
                if self._ids.find(name) is None:
                    self._ids.derived(name)
        for position in headings:
            opening, text = tokens[position], plain_inline(tokens[position + 1].children or [])
            level = min(max(int(opening.tag[1]) + self._shift, 1), 6)
            ids = opening.meta["anchors"] or [self._ids.derived(slug(text))]
            opening.attrSet("id", ids[0])
            extra = [_token("raw", f'<span id="{id}"></span>') for id in ids[1:]]
            tokens[position + 1].children = extra + (tokens[position + 1].children or [])
            self.outline.append((level, ids[0], text))

    def _prepare(self, tokens: list[Token]) -> list[Token]:
        ready: list[Token] = []
        table = cell = None
        stream = iter(tokens)
        for token in stream:
            name, _sep, end = token.type.rpartition("_")
            self._line = token.map[0] if token.map else self._line
            if name in _CONTAINERS and end == "close" and (closing := self._raw.leave()):
                ready.append(_token("raw_block", closing))
            ready.append(token)
            if name in _CONTAINERS and end == "open":
                self._raw.enter()
            if token.type == "alert_open":
                ready.append(self._alert(token))
                for _ in range(3):  # the title that markdown-it gives it: open, inline, close
                    next(stream)
            elif name == "heading":
                token.tag = f"h{min(max(int(token.tag[1]) + self._shift, 1), 6)}"
            elif token.type == "table_open":
                table = token
                table.meta["columns"] = []
            elif token.type == "thead_close" and table:
                table.meta["label"] = self._table_label(table.meta["columns"])
            elif name in ("th", "td"):
                cell = token if end == "open" else None
                _align(token)
            elif token.type == "inline":
                self._inline(token, in_cell=cell is not None)
                if table and cell and cell.tag == "th":
                    table.meta["columns"].append(plain_inline(token.children or []))
            elif token.type == "html_block":
                token.type, token.content = "raw_block", self._raw.block(token.content, self._line)
            elif token.type == "fence" and not fence_is_closed(token):
                self._problem("unclosed-fence", self._line, f"{token.markup}{token.info}")
        return [*ready, _token("raw_block", self._raw.finish())]

    def _alert(self, opening: Token) -> Token:
        kind = opening.meta["kind"].lower()
        opening.attrs = {"class": f"alert alert-{kind}", "role": "note"}
        return _token("alert_title", alert_title(kind, self._language))

    def _table_label(self, columns: list[str]) -> str:
        """The table's name; numbered where an earlier table of the text has the same."""
        label = table_label(columns, self._language)
        number = self._labels[label] = self._labels.get(label, 0) + 1
        return label if number == 1 else f"{label} ({number})"

    def _inline(self, token: Token, *, in_cell: bool) -> None:
        children = token.children or []
        self._raw.inline(children, self._line, cell=in_cell)
        line = self._line
        ready: list[Token] = []
        closing: Token | None = None
        for position, child in enumerate(children):
            ready.append(child)
            if child.type in ("softbreak", "hardbreak"):
                line += 1
            elif child.type == "image":
                child.attrSet("loading", "lazy")
            elif child.type == "link_open":
                closing = self._link(child, children, position, line, ready)
            elif child.type == "link_close" and closing is not None:
                closing.type, closing.nesting, closing = "text", 0, None
        token.children = ready

    def _link(
        self, opening: Token, children: list[Token], position: int, line: int, ready: list[Token]
    ) -> Token | None:
        """Resolve a link; the token that closes it, where the link is to become plain text."""
        end = next(i for i in range(position, len(children)) if children[i].type == "link_close")
        label = children[position + 1 : end]
        href = str(opening.attrs.get("href", ""))
        attributes, title = self._target(href, plain_inline(label), line)
        if attributes is None:
            opening.type, opening.nesting = "text", 0
            return children[end]
        opening.attrs = {**opening.attrs, **attributes}
        if title and opening.info == "auto":
            label[0].content = title
        elif title and not label:
            ready.append(_token("text", title))
        return None

    def _target(self, href: str, label: str, line: int) -> tuple[dict[str, str] | None, str]:
        """The attributes of a link to `href`, None where it leads nowhere; and the title of the entry it leads to."""
        ref = entry_ref(href, line)
        found = self._resolve(ref) if ref else None
        self.links.append(Link(str(ref) if ref else href, label, line, ref, found.key if found else None))
        if ref and found is None:
            self._problem("broken-link", line, str(ref))
            return None, ""
        if found:
            return {"href": found.url, "data-entry": found.key}, found.title
        if href.startswith("#") and len(href) > 1:
            id = self._ids.find(unquote(href[1:]))
            if id is None:
                self._problem("broken-fragment", line, href)
            return {"href": f"#{id}" if id else href}, ""
        if is_external(href):
            return {"href": href, "rel": "noopener noreferrer"}, ""
        return {"href": href}, ""

    def _rewrite(self, tag: str, attributes: dict[str, str], line: int) -> dict[str, str]:
        """The attributes of a tag of authors' HTML: ids kept apart from the page's, links resolved, images lazy."""
        name = attributes.pop("name", "")
        id = self._ids.find(attributes.pop("id", "") or name)
        if id and id not in self._written and _ID.fullmatch(id):
            self._written.add(id)
            attributes["id"] = id
        if tag == "a" and "href" in attributes:
            target, _title = self._target(attributes.pop("href"), "", line)
            attributes |= target or {}
        if tag == "img":
            attributes["loading"] = "lazy"
            attributes.setdefault("alt", "")
        return attributes


def fence_is_closed(token: Token) -> bool:
    """Whether a fence ends by its own mark and not because its container, or the text, ends."""
    start, end = token.map or (0, 0)
    return end - start - 1 > len(token.content.removesuffix("\n").split("\n")) * bool(token.content)


def unresolved(text: str, resolve: Resolver) -> list[Problem]:
    """The entry links of a text that lead nowhere, in order; raises MarkupError for a text beyond the limits."""
    return [problem for problem in Preparation(text, resolve=resolve).problems if problem.kind == "broken-link"]


def find_links(text: str) -> tuple[Link, ...]:
    """Every link of a text, in order, none of them resolved."""
    return tuple(Preparation(text, resolve=_nothing).links)


def _nothing(ref: EntryRef) -> None:
    return None


def _align(cell: Token) -> None:
    style = str(cell.attrs.pop("style", ""))
    if style:
        cell.attrSet("class", "align-" + style.rpartition(":")[2])
    if cell.type == "th_open":
        cell.attrSet("scope", "col")


def _token(type: str, content: str) -> Token:
    return Token(type, "", 0, content=content)
