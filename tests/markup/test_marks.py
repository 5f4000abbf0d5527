"""Sentence marks through rendering."""

from __future__ import annotations

import pytest

from kb.markup import SEGMENT_CLOSE, SEGMENT_MID, SEGMENT_OPEN, cut, mark, segments_ok, unmark
from tests.markup.pages import show, tree

DAMAGED = {
    "ett " + mark("a", "två")[:-1]: "ett två",
    SEGMENT_CLOSE + "ett två": "ett två",
    f"ett {SEGMENT_OPEN}a{mark('b', ' två')}": "ett a två",
    f"ett{SEGMENT_MID} två": "ett två",
}


def test_each_sentence_is_wrapped_and_markup_works_at_its_borders() -> None:
    text = mark("s1", "**Vänta.**") + " " + mark("s2", "_Starta_ om [agenten](cause:agent-silent)") + mark("s3", "*nu*")
    assert show(text).html == (
        '<p><span data-segment="s1"><strong>Vänta.</strong></span> '
        '<span data-segment="s2"><em>Starta</em> om '
        '<a href="/sv/causes/agent-silent/" data-entry="agent-silent">agenten</a></span>'
        '<span data-segment="s3"><em>nu</em></span></p>\n'
    )


@pytest.mark.parametrize("place", ["# {} {{#id}}", "- {}", "> {}", "| {} |\n|---|", "1. {}", "{}\n==="])
def test_marks_stand_in_every_kind_of_block(place: str) -> None:
    html = show(place.format(mark("s1", "Hela meningen."))).html
    spans = [span for span in tree(html).iter("span") if span.get("data-segment")]
    assert [(span.get("data-segment"), span.text) for span in spans] == [("s1", "Hela meningen.")]


@pytest.mark.parametrize(("text", "plain"), DAMAGED.items())
def test_a_damaged_mark_leaves_the_text_without_marks(text: str, plain: str) -> None:
    assert not segments_ok(text)
    shown = show(text)
    assert "data-segment" not in shown.html
    assert shown.plain == plain


def test_a_damaged_mark_leaves_other_blocks_alone() -> None:
    html = show(next(iter(DAMAGED)) + "\n\n" + mark("ok", "Hel.")).html
    assert html.count("data-segment") == 1


def test_marks_in_code_and_html_are_removed() -> None:
    text = f"```{mark('a', 'sh')}\n{mark('b', 'ls')}\n```\n\n<div>\n{mark('c', 'x')}\n</div>"
    shown = show(text)
    assert not {SEGMENT_OPEN, SEGMENT_MID, SEGMENT_CLOSE} & set(shown.html + shown.plain)
    assert shown.plain == "ls\nx"


def test_a_mark_holds_no_other_mark() -> None:
    assert segments_ok(mark("a", mark("b", "x")))
    assert unmark("Hej " + mark("a", "du.")) == "Hej du."
    assert unmark("Hej " + mark("a", mark("b", "du."))) == "Hej bdu."


@pytest.mark.parametrize("id", ["", "a b", 'a"b', "å", "x" * 65])
def test_an_id_that_is_no_name_is_refused(id: str) -> None:
    with pytest.raises(ValueError, match="segment id"):
        mark(id, "x")


def test_marking_every_sentence_changes_nothing_else(guide: str) -> None:
    units = cut(guide, "sv")
    parts = []
    for unit in units:
        parts.append(unit.lead)
        parts += [mark(f"s{len(parts)}-{number}", one.text) + one.tail for number, one in enumerate(unit.sentences)]
    marked, page = show("".join(parts)), tree(show(guide).html)
    copy = tree(marked.html)
    spans = [span for span in copy.iter("span") if span.get("data-segment")]
    assert len(spans) == sum(len(unit.sentences) for unit in units)
    for span in spans:
        span.drop_tag()
    assert [(tag.tag, tag.text, tag.tail) for tag in copy.iter()] == [
        (tag.tag, tag.text, tag.tail) for tag in page.iter()
    ]
    assert marked.plain == show(guide).plain
