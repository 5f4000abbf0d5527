"""HTML that authors write within Markdown: read tag by tag, written anew, always well nested.

The sanitiser behind it (kb.markup.sanitise) is what makes the page safe. This module makes it cheap and honest: an HTML
parser that meets unclosed tags copies them into every block that follows (5,000 of them grow to 60 MB), and a sanitiser
drops what it does not know, though `<name>` in a troubleshooting text usually means just that.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

from markdown_it.token import Token


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


PHRASING = _tags("a abbr b bdi cite code del dfn em i ins kbd mark q s samp small span strike strong sub sup u var")
VOID = _tags("br hr img wbr")
BLOCKS = _tags(
    "blockquote caption col colgroup dd details div dl dt h1 h2 h3 h4 h5 h6 li ol p pre summary table tbody td tfoot th"
    " thead tr ul"
)
_IN_CELLS = _tags("blockquote dd details div dl dt li ol p pre summary ul")
# Tags without a meaning here: they go, their content stays. Any other tag is shown as text.
_DROPPED = _tags("article aside big center figcaption figure font footer header main nav nobr picture section tt")
# What an opening tag ends, where the author left out the closing one.
_ENDS = {
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "td": {"td", "th"},
    "th": {"td", "th"},
    "tr": {"td", "th", "tr"},
    "tbody": {"td", "th", "tr", "thead", "tbody"},
    "tfoot": {"td", "th", "tr", "thead", "tbody"},
}
_ATTRIBUTES = {
    "a": {"href", "name"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
    "details": {"open"},
}
_EVERYWHERE = {"id", "lang", "title"}
_LONGEST_VALUE = 2_000
_DEEPEST = 20

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)((?:[\s/][^<>]*)?)>")
_ATTRIBUTE = re.compile(r"""([A-Za-z_:][\w:.-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")

# Their closing tags may be left out.
_IMPLIED = _tags("dd dt li p")

# (tag, its attributes, its line) → the attributes it gets.
Rewrite = Callable[[str, dict[str, str], int], dict[str, str]]
# (kind of problem, its line, what stands there) → None
Report = Callable[[str, int, str], None]


class RawHtml:
    """The open tags of one text, from block to block."""

    def __init__(self, rewrite: Rewrite, report: Report) -> None:
        self._rewrite = rewrite
        self._report = report
        self._stack: list[str] = []  # "" is the border of a Markdown container

    def enter(self) -> None:
        """A list item or a quote begins: what is opened in it is closed in it."""
        self._stack.append("")

    def leave(self) -> str:
        """The closing tags of what was opened since `enter`."""
        closing = self._close_to("")
        self._stack.pop()
        return closing

    def finish(self) -> str:
        """The closing tags of everything that is still open."""
        return "".join(f"</{self._stack.pop()}>" for _ in range(len(self._stack)))

    def block(self, content: str, line: int) -> str:
        """An HTML block, written anew."""
        out: list[str] = []
        position, comments = 0, True
        while (start := content.find("<", position)) >= 0:
            out.append(content[position:start])
            line += content.count("\n", position, start)
            if comments and content.startswith("<!--", start):
                end = content.find("-->", start + 4)
                if end >= 0:
                    line += content.count("\n", start, end)
                    position = end + 3
                    continue
                comments = False
                self._report("unclosed-comment", line, content[start:].split("\n", 1)[0][:200])
            tag = _TAG.match(content, start)
            out.append(self._tag(tag, line) if tag else "&lt;")
            position = tag.end() if tag else start + 1
            line += tag[0].count("\n") if tag else 0
        out.append(content[position:])
        while self._stack and (self._stack[-1] in PHRASING or self._stack[-1] == "p"):
            out.append(f"</{self._stack.pop()}>")
        return "".join(out)

    def inline(self, children: list[Token], line: int, *, cell: bool = False) -> None:
        """Rewrite the `html_inline` tokens of running text in place: tags that are not paired become text."""
        stack: list[tuple[str, Token]] = []  # open tags; "" for Markdown's own
        for token in children:
            if token.type in ("softbreak", "hardbreak"):
                line += 1
            elif token.nesting > 0:
                stack.append(("", token))
            elif token.nesting < 0:
                while stack.pop()[0]:
                    pass
            elif token.type == "html_inline":
                source, token.type = token.content, "text"
                tag = _TAG.fullmatch(source)
                if source.startswith("<!--"):
                    token.type, token.content = "raw", ""
                elif tag and self._pair(tag, token, stack, line, cell=cell):
                    token.type = "raw"
                elif token.type == "text":
                    token.meta["unpaired"] = line
                line += source.count("\n")
        for token in children:
            if token.type == "text" and "unpaired" in token.meta:
                self._report("raw-tag", token.meta.pop("unpaired"), token.content)

    def _pair(self, tag: re.Match[str], token: Token, stack: list[tuple[str, Token]], line: int, *, cell: bool) -> bool:
        """Whether a tag of running text is written as a tag now. An opening one waits for its closing one as text."""
        closing, name = bool(tag[1]), tag[2].lower()
        if name in _DROPPED or (name == "br" and closing):
            token.content = "<br>" if name == "br" else ""
            return True
        if name in VOID and not closing and (name != "hr" or cell):
            token.content = self._opening(name, tag[3], line)
            return True
        if name not in PHRASING and not (cell and name in _IN_CELLS):
            return False
        if closing:
            token.content = _close(name, stack)
            if not token.content:
                self._report("raw-tag", line, tag[0])
            return True
        if tag[3].endswith("/"):
            token.content = f"{self._opening(name, tag[3][:-1], line)}</{name}>"
            return True
        open_names = [opened for opened, _ in stack]
        if len(open_names) >= _DEEPEST or (name == "a" and name in open_names):
            return False
        if name in BLOCKS and any(opened not in BLOCKS for opened in open_names):
            return False
        token.meta["opening"] = self._opening(name, tag[3], line)
        stack.append((name, token))
        return False

    def _tag(self, tag: re.Match[str], line: int) -> str:
        closing, name = bool(tag[1]), tag[2].lower()
        if name in _DROPPED:
            return ""
        if name in VOID:
            return "" if closing and name != "br" else self._opening(name, tag[3], line)
        if name not in PHRASING and name not in BLOCKS:
            return self._as_text(tag[0], line)
        frame = self._stack[len(self._stack) - self._stack[::-1].index("") :] if "" in self._stack else self._stack
        if closing:
            if name not in frame:
                self._report("raw-tag", line, tag[0])
                return ""
            return self._close_to(name) + f"</{self._stack.pop()}>"
        if tag[3].endswith("/"):
            return f"{self._opening(name, tag[3][:-1], line)}</{name}>"
        if len(frame) >= _DEEPEST or (name == "a" and name in frame):
            return self._as_text(tag[0], line)
        ended = ""
        if name in BLOCKS:
            ends = PHRASING | {"p"} | _ENDS.get(name, set())
            while self._stack and self._stack[-1] in ends:
                ended += f"</{self._stack.pop()}>"
        self._stack.append(name)
        return ended + self._opening(name, tag[3], line)

    def _as_text(self, tag: str, line: int) -> str:
        self._report("raw-tag", line, tag)
        return escape(tag, quote=False)

    def _close_to(self, name: str) -> str:
        closing = ""
        while self._stack[-1] != name:
            closing += f"</{self._stack.pop()}>"
        return closing

    def _opening(self, name: str, source: str, line: int) -> str:
        allowed = _EVERYWHERE | _ATTRIBUTES.get(name, set())
        attributes: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(source):
            value = unescape(match[2] or match[3] or match[4] or "")
            if match[1].lower() in allowed and len(value) <= _LONGEST_VALUE:
                attributes.setdefault(match[1].lower(), value)
        written = "".join(f' {key}="{escape(value)}"' for key, value in self._rewrite(name, attributes, line).items())
        return f"<{name}{written}>"


def _close(name: str, stack: list[tuple[str, Token]]) -> str:
    """The closing tag, where the tag is open since Markdown's last own; its opening tag becomes one."""
    position = len(stack) - 1
    while position >= 0 and stack[position][0] not in ("", name):
        position -= 1
    if position < 0 or not stack[position][0]:
        return ""
    closing = ""
    for opened, opener in reversed(stack[position:]):
        if opened == name or opened in _IMPLIED:
            opener.type, opener.content = "raw", opener.meta.pop("opening")
            opener.meta.pop("unpaired", None)
            closing += f"</{opened}>"
    del stack[position:]
    return closing
