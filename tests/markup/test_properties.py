"""What holds for every text, tried on texts nobody would think of."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kb.languages import CODES
from kb.markup import assemble, check_source, cut, cut_title, mark, parse, plain_text, render_inline
from tests.markup.pages import show, tree

# fmt: off
PIECES = st.sampled_from([
    "*", "**", "_", "~~", "`", "``", "[", "]", "](cause:agent-silent)", "](https://example.com/)", "![", "<b>",
    "</b>", "<br>", '<a name="x"></a>', "<a href='", "'>", "&amp;", "\\", "|", "\n", "\n\n", "  \n", "\r\n", "\r",
    "\t", "    ", "- ", "1. ", "> ", "# ", " {#id}", "```\n", "| a | b |\n|---|---|\n", "> [!NOTE]\n", "===\n",
    "---\n", "<!--", "-->", "<div>\n", "</div>\n", "<p>", "<ul><li>", "<details>\n\n", "<script>",
    "<img src=x onerror=", "javascript:", ". ", "? ", "Hej. Du", "t.ex. ", "åäö", "ñ", "C:\\a\\b.dll",
    "https://example.com/x ", "(Se. ", "[a]: javascript:b\n", "[a]", "\0", "\u00a0", "\u2028", "\ud800", "\ufffc",
    "\ue000a\ue001", "\ue002", mark("s", "En mening."),
])
# fmt: on
TEXTS = st.lists(PIECES | st.text(max_size=5), max_size=40).map("".join)
LANGUAGES = st.sampled_from(CODES)
TAGS = set(
    """main a abbr b bdi blockquote br caption cite code col colgroup dd del details dfn div dl dt em h1 h2 h3 h4 h5 h6
    hr i img ins kbd li mark ol p pre q s samp small span strike strong sub summary sup table tbody td tfoot th thead
    tr u ul var wbr""".split()
)
ATTRIBUTES = set(
    """id class lang title data-entry data-segment href rel src alt width height loading colspan rowspan scope start
    open aria-label role tabindex""".split()
)


@given(TEXTS, LANGUAGES)
@settings(max_examples=400, deadline=None)
@example("> a\r\n> b. C\r\n", "da")
@example("\ud800. A\0. B", "es")
def test_a_cut_text_is_put_together_again(text: str, language: str) -> None:
    units = cut(text, language)
    assert assemble(units) == text
    for unit in units:
        for sentence in unit.sentences:
            assert sentence.text
            assert sentence.text == sentence.text.strip()


@given(TEXTS, LANGUAGES)
@settings(max_examples=200, deadline=None)
def test_a_cut_title_is_put_together_again(text: str, language: str) -> None:
    assert assemble([cut_title(text, language)]) == text


@given(TEXTS, LANGUAGES)
@settings(max_examples=400, deadline=None)
@example("[a]\n\n[a]: javascript:b", "sv")
def test_rendered_html_holds_only_what_is_allowed(text: str, language: str) -> None:
    shown = show(text, language, id_prefix="entry")
    assert not {"\ue000", "\ue001", "\ue002"} & set(shown.html + shown.plain)
    assert "<script" not in shown.html.lower()
    for html in (shown.html, render_inline(text)):
        for tag in tree(html).iter():
            assert tag.tag in TAGS
            assert ATTRIBUTES.issuperset(tag.attrib)
            for name in ("href", "src"):
                target = "".join(char for char in tag.get(name, "") if char > " ").lower()
                assert not target.startswith(("javascript:", "vbscript:", "data:", "file:"))


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_ids_stand_once_on_a_page(text: str) -> None:
    shown = show(text, id_prefix="entry")
    ids = [tag.get("id") for tag in tree(shown.html).iter() if tag.get("id")]
    assert len(ids) == len(set(ids))
    assert all(id == "id" or id.startswith("entry--") for id in ids)


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_checking_is_done_once(text: str) -> None:
    checked = check_source(text)
    assert check_source(checked) == checked
    assert not set(checked) & {"\0", "\r", "\u2028", "\ud800", "\ue000", "\ue001", "\ue002"}


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_blocks_lie_within_the_text_and_within_each_other(text: str) -> None:
    blocks = parse(text)
    lines = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    for position, block in enumerate(blocks):
        assert 0 <= block.start <= block.end <= lines
        assert block.parent < position
        if block.parent >= 0:
            assert blocks[block.parent].start <= block.start <= blocks[block.parent].end


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_a_title_is_read_on_one_line(text: str) -> None:
    assert "\n" not in plain_text(text)
