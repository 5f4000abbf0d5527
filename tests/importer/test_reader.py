from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.importer.reader import read_document
from tests.importer.reading import DOCUMENTS, entries, kinds, read

HEADER = "---\ntitle: T\nms.contentlocale: en-US\n---\n"


def test_a_language_that_orsak_does_not_have_is_skipped_with_a_finding() -> None:
    document = read_document("x.md", "---\ntitle: T\nms.contentlocale: fr-FR\n---\n# T\n\nTexte.")
    assert (document.entries, kinds(document)) == ((), [("unknown-language", 1)])


def test_the_language_is_taken_from_the_folder_the_option_or_the_words() -> None:
    text = "# Xyz\n\nXyz xyz.\n"
    assert read_document("da/x.md", text).language == "da"
    assert read_document("x.md", text, location="/srv/es-es/x.md").language == "es"
    assert read_document("x.md", text, language="sv").language == "sv"
    assert read_document("x.md", "# Om skepp\n\nDet här är en text om skepp och den är inte lång.\n").language == "sv"
    assert kinds(read_document("x.md", text)) == [("unknown-language", 1)]


def test_a_page_that_only_redirects_is_named() -> None:
    document = read_document("x.md", "---\nredirect_url: /other\nms.contentlocale: sv-SE\n---\n")
    assert (document.entries, kinds(document)) == ((), [("redirect", 1)])


def test_an_empty_page_is_named() -> None:
    assert kinds(read_document("x.md", HEADER + "\n\n")) == [("empty-document", 0)]


def test_headings_glued_to_their_marks_are_read_and_named() -> None:
    document = read_document("x.md", HEADER + '#<a name="a"></a>Title\n\n##Second\n\nText.\n\n#if not a heading\n')
    assert document.entries[0].texts[0].title == "Title"
    assert "## Second\n\nText.\n\n#if not a heading" in document.entries[0].texts[0].body
    assert [kind for kind, _line in kinds(document)] == ["heading-mangled", "heading-mangled"]


def test_two_headings_with_one_anchor_are_named() -> None:
    document = read_document(
        "x.md", HEADER + '# T\n\n## <a name="ropes"></a>A\n\nText.\n\n## <a name="ropes"></a>B\n\nText.\n'
    )
    finding = document.findings[0]
    assert (finding.kind, finding.line, finding.detail) == ("duplicate-anchor", 11, "ropes (2 headings)")


def test_an_included_text_stands_where_it_is_named() -> None:
    text = HEADER + "# T\n\nBefore.\n\n[!INCLUDE [note](../includes/note.md)]\n\nAfter.\n"
    document = read_document("x.md", text, include={"../includes/note.md": "Included.\n"}.get)
    assert document.entries[0].texts[0].body == "Before.\n\nIncluded.\n\nAfter.\n"
    assert kinds(document) == []


def test_a_changed_heading_is_proposed_and_not_applied() -> None:
    text = HEADER + (
        '# T\n\n## <a name="x-failed---no-net"></a>XFailed - no net\n\n**Error code**: XFailed\n\n'
        "**Cause 1: [The big ship has no access](#the-big-ship-has-no-access)**\n\n"
        '## <a name="causes-and-solutions"></a>Causes and solutions\n\n'
        '### <a name="the-big-ship-has-no-access-now"></a>The big ship has no access now\n\nText.\n'
    )
    document = read_document("x.md", text)
    finding = next(one for one in document.findings if one.kind == "broken-link")
    assert "not applied; proposed: cause the-big-ship-has-no-access-now" in finding.resolution
    assert entries(document)["xfailed"].causes == ("xfailed--the-big-ship-has-no-access",)


def test_a_code_that_is_too_long_is_text_and_a_finding() -> None:
    document = read_document("x.md", HEADER + f"# T\n\n## A\n\n**Error code**: {'X' * 500}\n\nText.\n")
    assert "code-too-long" in [kind for kind, _line in kinds(document)]
    assert not any(entry.code for entry in document.entries)


def test_comments_and_moniker_lines_are_left_out() -> None:
    text = (
        HEADER + "# T\n\n<!-- one -->\nText <!-- two --> here.\n\n<!--\nthree\n-->\n::: moniker range='x'\n\n"
        "```\n<!-- code -->\n```\n"
    )
    body = read_document("x.md", text).entries[0].texts[0].body
    assert body == "Text  here.\n\n```\n<!-- code -->\n```\n"


@pytest.mark.parametrize("file", sorted(DOCUMENTS.glob("*/**/*.md")), ids=lambda file: file.name)
def test_no_test_document_has_a_link_to_its_own_old_fragments(file: object) -> None:
    document = read(str(file.relative_to(DOCUMENTS)))  # type: ignore[attr-defined]
    for entry in document.entries:
        for text in entry.texts:
            for fragment in re.findall(r"\]\(#([^)]+)\)", text.body):
                assert f"{{#{fragment}}}" in text.body


_PIECES = st.sampled_from(
    [
        "# Title",
        "## Cause",
        "## Cause 1: wind",
        "### Solution",
        "## <a name='x'></a>Symptom",
        '## <a name="causes-and-solutions"></a>Causes and solutions',
        '### <a name="hello-wind"></a>Wind',
        "**Cause 1: [wind](#the-wind)**",
        "**Error code**: HarbourError / HarbourErrorV2",
        "**Error message**: no wind",
        "**Step 1: [wait](#hello-wind)**",
        "**Symptom**: calm",
        "**Resolution**: row",
        "| Cause | Solution |\n| --- | --- |\n| calm | row |",
        "| Error code | Reason | Solution |\n|---|---|---|\n| 81001 | calm | row |",
        "```",
        "~~~ text",
        "> [!NOTE]",
        "[!INCLUDE [a](b.md)]",
        "![a](b.png)",
        "1. first\n3. third",
        "[ref]: https://example.org",
        "See [ref] and [x](#y) and [z](z.md#q) and `[code](#no)`.",
        "<!-- comment",
        "-->",
        "plain words of the sea",
        "",
        '<span data-ttu-id="a">ord</span><span class="sxs-lookup"><span data-stu-id="a">word</span></span>',
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_PIECES, max_size=14), st.sampled_from(["", HEADER, '<properties x="y"/>\n', "---\ntitle: x\n"]))
def test_no_order_of_its_parts_breaks_the_reader(pieces: list[str], header: str) -> None:
    document = read_document("en/page.md", header + "\n\n".join(pieces))
    keys = [entry.key for entry in document.entries]
    assert len(keys) == len(set(keys))
    known = set(keys)
    for entry in document.entries:
        assert entry.key
        assert all(text.title for text in entry.texts)
        assert set(entry.causes) | set(entry.solutions) | set(entry.errors) | set(entry.related) <= known


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400))
def test_no_text_breaks_the_reader(text: str) -> None:
    for header in ("", HEADER, "---\nkind: cause\nkey: x\n---\n"):
        document = read_document("en/page.md", header + text)
        assert document.entries or document.findings


_WORDS = st.lists(st.from_regex(r"w[a-z]{6,9}", fullmatch=True), min_size=1, max_size=6).map(" ".join)
_BLOCKS = st.one_of(
    _WORDS,
    _WORDS.map("## {}".format),
    _WORDS.map("### {}".format),
    _WORDS.map("- {}".format),
    _WORDS.map("1. {}".format),
    _WORDS.map("```\n{}\n```".format),
    _WORDS.map("**Symptom**: {}".format),
    _WORDS.map("**Cause**: {}".format),
    _WORDS.map("**Resolution**: {}".format),
    _WORDS.map("## Cause 1: {}".format),
    _WORDS.map("### Solution\n\n{}".format),
    _WORDS.map("| Cause | Solution |\n| --- | --- |\n| {} | |".format),
    _WORDS.map("| Issue | Resolution |\n| --- | --- |\n| {0} | {0} |".format),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_BLOCKS, min_size=1, max_size=10))
def test_no_word_of_a_document_is_lost(blocks: list[str]) -> None:
    document = read_document("en/page.md", HEADER + "# Wtitlewords\n\n" + "\n\n".join(blocks))
    kept = " ".join(f"{text.title} {text.body}" for entry in document.entries for text in entry.texts)
    kept += " ".join(finding.detail for finding in document.findings)
    for word in re.findall(r"w[a-z]{6,9}", " ".join(blocks)):
        assert word in kept
