"""Blocks with their lines, as an importer walks them."""

from __future__ import annotations

from kb.markup import Block, parse


def _kinds(text: str) -> list[tuple[str, int, int]]:
    return [(block.kind, block.start, block.end) for block in parse(text)]


def test_every_kind_of_block_has_its_lines(guide: str) -> None:
    lines = guide.splitlines()
    blocks = parse(guide)
    assert [block.kind for block in blocks if block.parent < 0] == [
        "heading", "paragraph", "alert", "list", "table", "html", "paragraph", "html",
    ]  # fmt: skip
    for block in blocks:
        if block.kind in ("heading", "paragraph"):
            assert block.text.split("\n")[0] in lines[block.start]
    fence = next(block for block in blocks if block.kind == "fence")
    assert lines[fence.start].strip() == "```powershell"
    assert lines[fence.end - 1].strip() == "```"
    assert (fence.text, fence.info, fence.closed) == ("Get-Service WindowsAzureGuestAgent. Stop\n", "powershell", True)


def test_an_item_knows_its_list_and_its_first_paragraph() -> None:
    blocks = parse("Text\n\n3. tre\n\n   mer\n4. fyra\n   - under\n")
    found = [(block.kind, block.text, block.number, block.level, block.parent) for block in blocks]
    assert found == [
        ("paragraph", "Text", None, 0, -1),
        ("list", "", 3, 0, -1),
        ("list_item", "tre", 3, 1, 1),
        ("paragraph", "tre", None, 2, 2),
        ("paragraph", "mer", None, 2, 2),
        ("list_item", "fyra", 4, 1, 1),
        ("paragraph", "fyra", None, 2, 5),
        ("list", "", None, 2, 5),
        ("list_item", "under", None, 3, 7),
        ("paragraph", "under", None, 4, 8),
    ]


def test_anchors_of_both_kinds_are_taken_from_a_heading() -> None:
    block = parse("### <a name=\"old-one\"></a><a id='second'></a>Orsak 1: `x` {#new} ###\n")[0]
    assert (block.text, block.level, block.anchors) == ("Orsak 1: `x`", 3, ("new", "old-one", "second"))


def test_anchors_elsewhere_are_named_and_left() -> None:
    paragraph, html = parse('Text <a name="here"></a>mer.\n\n<div>\n<a name="there"></a>\n</div>\n')
    assert (paragraph.anchors, paragraph.text) == (("here",), 'Text <a name="here"></a>mer.')
    assert html == Block("html", 2, 5, text='<div>\n<a name="there"></a>\n</div>\n', anchors=("there",))


def test_a_table_has_its_rows_header_first() -> None:
    table = parse("| a | b |\n|---|---|\n| `c\\|d` | **e** |\n| f |\n")[0]
    assert table.rows == (("a", "b"), ("`c|d`", "**e**"), ("f", ""))
    assert (table.start, table.end) == (0, 4)


def test_a_fence_that_never_ends_says_so() -> None:
    swallowing, closed = parse("```\na\n## Rubrik\n")[0], parse("~~~\n~~~\n")[0]
    assert (swallowing.closed, swallowing.text) == (False, "a\n## Rubrik\n")
    assert closed.closed
    assert not parse("- ```\n  a\n\nb\n")[2].closed


def test_alerts_and_quotes_hold_their_blocks() -> None:
    blocks = parse("> [!TIP]\n> Prova\n\n> Citat\n> # Rubrik\n")
    assert [(block.kind, block.info, block.text, block.parent) for block in blocks] == [
        ("alert", "tip", "Prova", -1),
        ("paragraph", "", "Prova", 0),
        ("quote", "", "Citat", -1),
        ("paragraph", "", "Citat", 2),
        ("heading", "", "Rubrik", 2),
    ]


def test_rules_and_indented_code_are_blocks() -> None:
    assert _kinds("a\n\n---\n\n    kod\n") == [("paragraph", 0, 1), ("rule", 2, 3), ("code", 4, 5)]
