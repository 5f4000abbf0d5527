"""Megabytes that nobody wrote for readers: an answer or a refusal, and no answer grows out of proportion."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kb.markup import MarkupError, assemble, check_source, cut, plain_text
from tests.markup.pages import show, tree

SIZE = 1_000_000


def _fill(piece: str) -> str:
    return (piece * (SIZE // len(piece) + 1))[:SIZE]


TEXTS = {
    "quotes": _fill(">"),
    "quoted lines": _fill("> a\n"),
    "deep quotes": _fill(">" * 20 + "a\n"),
    "brackets": _fill("["),
    "some brackets": "[" * 24_000,
    "images": _fill("!["),
    "emphasis": _fill("*a"),
    "some emphasis": "*a" * 45_000,
    "nested emphasis": "*a " * 20_000 + "x" + " a*" * 20_000,
    "nested lists": "\n".join("  " * depth + "- a" for depth in range(1_400)),
    "lists on one line": _fill("- "),
    "unclosed fences": _fill("```\na\n"),
    "one unclosed fence": "```\n" + "a " * 400_000,
    "comments": _fill("<!--"),
    "comments in text": "a " + "<!-- " * 20_000,
    "comment blocks": "<!--\n\n" * 20_000,
    "parentheses": "[a](" + "(" * 3_000 + "x" + ")" * 3_000 + ")",
    "nested links": "[" * 3_000 + "a" + "](x)" * 3_000,
    "nested images": "![" * 3_000 + "a" + "](x)" * 3_000,
    "lines": _fill("a\n"),
    "rows": "|a|b|\n|-|-|\n" + "|a|b|\n" * 40_000,
    "cells": "|a" * 1_000 + "\n" + "|-" * 1_000 + "\n" + "|a" * 100_000,
    "empty cells": "|a" * 300 + "\n" + "|-" * 300 + "\n" + "|\n" * 40_000,
    "headings": "# a\n" * 20_000,
    "references": "".join(f"[a{number}]: /b\n" for number in range(20_000)),
    "unclosed bold": "".join(f'<b title="{number}"><p>' for number in range(12_000)),
    "unclosed bold in a block": "<div>\n" + "".join(f'<b title="{number}"><p>\n' for number in range(12_000)),
    "a long address around paragraphs": '<div>\n<a href="' + "x" * 400_000 + '">\n' + "<p>x\n" * 20_000,
    "an address around emphasis": "*" * 20 + '<a href="' + "x" * 1_900 + '">' + "*" * 20 + "x*y* " * 20_000,
    "boxes": "<div>\n\n" * 20_000,
    "attributes": "<a " + 'a="b" ' * 150_000 + ">x</a>",
    "one word": _fill("a"),
    "words in capitals": _fill("Aa"),
    "hyphens": _fill("Aa-"),
    "sentences": _fill("Vänta en stund. "),
    "abbreviations": _fill("t.ex. "),
    "brackets of sentences": _fill("(A.) "),
    "numbers": _fill("1."),
    "paths": _fill("/a"),
    "files": _fill("foo.dll "),
    "addresses": _fill("a@"),
    "zeros": _fill("\0"),
    "direction": _fill("\u202e"),
    "accents": "a" + _fill("\u0301\u0316"),
    "marks": _fill("\ue000a\ue001b\ue002 "),
    "broken marks": _fill("\ue000a"),
}
REFUSALS = {"too_long", "too_many_lines", "too_deep", "too_dense"}


def _read(reader: Callable[[str], Any], text: str) -> Any:
    """What a reader makes of a text; the code of the refusal, where it refuses."""
    try:
        return reader(text)
    except MarkupError as refused:
        return refused.code


@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_text_is_rendered_or_refused(name: str) -> None:
    text = TEXTS[name]
    html = _read(lambda text: show(text).html, text)
    assert html in REFUSALS or len(html) <= 40 * len(text)


@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_text_is_stored_or_refused(name: str) -> None:
    stored = _read(check_source, TEXTS[name])
    assert stored in REFUSALS or len(stored) <= len(TEXTS[name])


@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_text_is_cut_without_loss_or_refused(name: str) -> None:
    units = _read(lambda text: cut(text, "sv"), TEXTS[name])
    assert units in REFUSALS or assemble(units) == TEXTS[name]


@pytest.mark.parametrize("name", ["sentences", "numbers", "brackets of sentences"])
def test_danish_takes_no_longer(name: str) -> None:
    assert assemble(cut(TEXTS[name], "da")) == TEXTS[name]


def test_a_hostile_title_is_one_line() -> None:
    for text in TEXTS.values():
        title = _read(plain_text, text[:100_000])
        assert "\n" not in title


def test_unclosed_tags_do_not_spread() -> None:
    html = show("<b>\n\n" + "text\n\n" * 1_000).html
    assert len(list(tree(html).iter("b"))) == 1


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "<SCRIPT\n>alert(1)</SCRIPT>",
        "a <script src=//x.example></script> b",
        "<scr<script>ipt>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)><script>1</script></svg>",
        "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
        "<style>@import 'javascript:alert(1)'</style>",
        "<iframe srcdoc='<script>1</script>'></iframe>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='JaVaScRiPt:alert(1)'>x</a>",
        "<a href='java&#10;script:alert(1)'>x</a>",
        "<a href='&#106;avascript&colon;alert(1)'>x</a>",
        "<a href='\x01javascript:alert(1)'>x</a>",
        "<a href=' \tjavascript:alert(1)'>x</a>",
        "<a href='vbscript:x'>x</a><a href='data:text/html,<script>1</script>'>y</a>",
        "[x](javascript:alert(1))",
        "[x](<java script:alert(1)>)",
        "[x](javascript&colon;alert(1))",
        "[x](&#x6A;avascript:alert(1))",
        "[x][y]\n\n[y]: javascript:alert(1)",
        "![x](javascript:alert(1)) ![y](data:text/html,1)",
        "<javascript:alert(1)>",
        "<p style='background:url(javascript:alert(1))' class=x onclick=alert(1)>x</p>",
        "<form action='javascript:alert(1)'><input autofocus onfocus=alert(1)><button formaction=x>x</button></form>",
        "<object data=x><embed src=x><base href='//x'><meta http-equiv=refresh content=0><link rel=stylesheet href=x>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
        "<textarea></textarea><img src=x onerror=alert(1)>",
        "```<script>\n</code></pre><script>alert(1)</script>\n```",
        '``` " onclick=alert(1)\nx\n```',
        '# x {#"onclick=alert(1)}',
        "> [!NOTE]\n> <script>alert(1)</script>",
        "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |",
        "<span data-segment=x data-entry=y role=alert tabindex=5>x</span>",
    ],
)
def test_nothing_that_runs_reaches_the_page(source: str) -> None:
    for text in (source, f"- {source}", f"a\n\n{source}\n\nb"):
        page = tree(show(text).html)
        for tag in page.iter():
            assert tag.tag in ALLOWED
            for name, value in tag.attrib.items():
                assert not name.startswith("on")
                assert name not in ("style", "srcdoc", "action", "data-segment", "tabindex") or tag.tag in (
                    "pre",
                    "div",
                )
                if name in ("href", "src"):
                    bare = "".join(char for char in value if char > " ").lower()
                    assert not bare.startswith(("javascript:", "vbscript:", "data:"))


ALLOWED = set(
    """main p a em strong code pre h1 ul ol li div span img br table thead tbody tr th td blockquote b i kbd details
    summary""".split()
)
