"""Markdown to what is stored: safe HTML, plain text, outline, links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from kb.markup.links import Link, Problem, Resolver
from kb.markup.marks import unmark
from kb.markup.parser import check_density, markdown, parse_inline
from kb.markup.plain import plain_blocks, plain_inline
from kb.markup.prepare import Preparation
from kb.markup.raw import RawHtml
from kb.markup.sanitise import sanitise


@dataclass(frozen=True, slots=True)
class Rendered:
    """A rendered text: sanitised HTML, plain text, (level, id, text) of every heading, links, problems by line."""

    html: str
    plain: str
    outline: tuple[tuple[int, str, str], ...]
    links: tuple[Link, ...]
    problems: tuple[Problem, ...]


def render(text: str, *, language: str, resolve: Resolver, heading_shift: int = 0, id_prefix: str = "") -> Rendered:
    """Render the Markdown of a text; sentence marks become `<span data-segment="id">`.

    `resolve` is asked for every entry link; one it does not know becomes plain text and a `broken-link` problem.
    Heading levels move by `heading_shift`, within 1 to 6. Ids nobody chose begin with `id_prefix--` where a prefix is
    given. Raises MarkupError for a text beyond the limits of kb.markup.parser.
    """
    ready = Preparation(text, language=language, resolve=resolve, heading_shift=heading_shift, id_prefix=id_prefix)
    html = sanitise(_renderer().render(ready.tokens, markdown().options, {}))
    return Rendered(
        html=unmark(html),
        plain=unmark(plain_blocks(ready.tokens)),
        outline=tuple(ready.outline),
        links=tuple(ready.links),
        problems=tuple(ready.problems),
    )


def render_inline(text: str) -> str:
    """The safe HTML of one line, such as a title: emphasis, code and sentence marks, no links and no images."""
    return sanitise(_renderer().renderInline(_one_line(text), markdown().options, {}))


def plain_text(text: str) -> str:
    """One line of Markdown, such as a title, as the text that is read."""
    return plain_inline(_one_line(unmark(text)))


def _one_line(text: str) -> list[Token]:
    content = " ".join(text.split())
    check_density([Token("inline", "", 0, content=content)])
    children = parse_inline(content)
    RawHtml(_no_attributes, _no_report).inline(children, 0)
    for token in children:
        if token.type in ("link_open", "link_close"):
            token.type, token.nesting = "text", 0
        elif token.type == "image":
            token.type, token.content = "text", plain_inline([token])
    return children


def _no_attributes(tag: str, attributes: dict[str, str], line: int) -> dict[str, str]:
    return {name: value for name, value in attributes.items() if name in ("lang", "title")}


def _no_report(kind: str, line: int, detail: str) -> None:
    return None


@cache
def _renderer() -> _Renderer:
    return _Renderer()


class _Renderer(RendererHTML):
    """markdown-it's renderer, with our own tokens and what a page needs around tables and code."""

    def raw(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return tokens[idx].content

    def raw_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return tokens[idx].content

    def alert_title(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return f'<p class="alert-title">{escape(tokens[idx].content)}</p>\n'

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        name = (tokens[idx].info.split() or [""])[0]
        language = f' class="language-{escape(name.lower())}"' if name else ""
        return f'<pre tabindex="0"><code{language}>{escape(tokens[idx].content)}</code></pre>\n'

    def code_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return f'<pre tabindex="0"><code>{escape(tokens[idx].content)}</code></pre>\n'

    def table_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        label = escape(tokens[idx].meta["label"])
        return f'<div class="table" tabindex="0" role="region" aria-label="{label}">\n<table>\n'

    def table_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return "</table>\n</div>\n"
