"""What an author writes, and what a reader gets."""

from __future__ import annotations

import pytest

from kb.languages import CODES
from kb.markup import EntryRef, Problem, find_links, plain_text, render_inline, unresolved
from tests.markup.pages import resolve, show, tree


def test_an_entry_link_leads_to_the_entry_and_says_which() -> None:
    link = tree(show("Se [agenten](cause:agent-silent).").html).find(".//a")
    assert dict(link.attrib) == {"href": "/sv/causes/agent-silent/", "data-entry": "agent-silent"}
    assert link.text == "agenten"


@pytest.mark.parametrize("source", ["[](error:UserErrorX)", "<error:UserErrorX>"])
def test_an_entry_link_without_a_label_shows_the_title(source: str) -> None:
    assert tree(show(source).html).find(".//a").text == "Något gick fel"


def test_a_reference_link_may_name_an_entry() -> None:
    shown = show("Se [agenten][a].\n\n[a]: cause:agent-silent")
    assert 'href="/sv/causes/agent-silent/"' in shown.html


def test_a_link_to_nothing_becomes_text_and_a_problem_with_its_line() -> None:
    shown = show("Första raden.\n\nAndra raden\noch [*en* orsak](cause:does-not-exist) till.")
    assert "<a" not in shown.html
    assert "<em>en</em> orsak till" in shown.html
    assert shown.problems == (Problem("broken-link", 3, "cause:does-not-exist"),)


def test_the_check_at_save_names_every_link_to_nothing() -> None:
    text = "# [A](guide:a)\n\n| b |\n|---|\n| [B](error:B) |\n\n- <a href='cause:c'>C</a> [D](cause:agent-silent)"
    assert unresolved(text, resolve) == [
        Problem("broken-link", 0, "guide:a"),
        Problem("broken-link", 4, "error:B"),
        Problem("broken-link", 6, "cause:c"),
    ]


def test_links_are_listed_with_what_they_mean() -> None:
    links = find_links("[a](cause:key) och\nhttps://example.com/x.")
    assert [(link.href, link.label, link.line, link.ref) for link in links] == [
        ("cause:key", "a", 0, EntryRef("cause", "key", 0)),
        ("https://example.com/x", "https://example.com/x", 1, None),
    ]


def test_letters_of_any_alphabet_may_stand_in_an_entry_link() -> None:
    assert find_links("[a](cause:nätverk)")[0].ref == EntryRef("cause", "nätverk", 0)


@pytest.mark.parametrize(
    "source", ["[a](https://example.com/)", "https://example.com/", '<a href="https://example.com/">a</a>']
)
def test_a_link_to_another_site_says_so(source: str) -> None:
    assert tree(show(source).html).find(".//a").get("rel") == "noopener noreferrer"


def test_a_link_within_the_site_keeps_its_referrer() -> None:
    assert tree(show("[a](/sv/errors/)").html).find(".//a").get("rel") is None


def test_a_bare_address_is_a_link_without_the_punctuation_around_it() -> None:
    html = show(
        "Se (https://example.com/a_(b)_c), eller **https://example.com/x**. Filen waagent.py är ingen länk."
    ).html
    assert [link.get("href") for link in tree(html).iter("a")] == [
        "https://example.com/a_(b)_c",
        "https://example.com/x",
    ]


@pytest.mark.parametrize(
    ("language", "title"), [("sv", "Varning"), ("es", "Advertencia"), ("da", "Advarsel"), ("en", "Warning")]
)
def test_an_alert_has_its_title_in_the_language_of_the_text(language: str, title: str) -> None:
    box = tree(show("> [!WARNING]\n> Akta.", language).html).find(".//div")
    assert (box.get("class"), box.get("role")) == ("alert alert-warning", "note")
    assert [part.text for part in box] == [title, "Akta."]


@pytest.mark.parametrize("kind", ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"])
def test_every_alert_has_a_title_in_every_language(kind: str) -> None:
    titles = [tree(show(f"> [!{kind}]\n> x", language).html).find(".//p").text for language in CODES]
    assert all(titles)
    assert kind not in titles


def test_a_heading_keeps_the_id_it_was_given_in_every_language() -> None:
    shown = show("## Orsaken {#the-cause}\n\n## Orsaken", id_prefix="entry")
    assert shown.outline == ((2, "the-cause", "Orsaken"), (2, "entry--orsaken", "Orsaken"))
    assert [heading.get("id") for heading in tree(shown.html).iter("h2")] == ["the-cause", "entry--orsaken"]
    assert "{#" not in shown.html + shown.plain


def test_a_second_id_of_a_heading_stands_at_the_same_place() -> None:
    html = show("## Orsaken {#now} {#before}").html
    assert html.strip() == '<h2 id="now"><span id="before"></span>Orsaken</h2>'


def test_an_id_that_stands_twice_is_given_once_and_reported() -> None:
    shown = show("# A {#x}\n\n# B {#x}\n\n# B")
    assert [id for _level, id, _text in shown.outline] == ["x", "b", "b-2"]
    assert shown.problems == (Problem("duplicate-id", 2, "x"),)


def test_ids_of_authors_html_stay_apart_from_those_of_the_page() -> None:
    shown = show('<a name="main"></a>Text [dit](#main), [ingenstans](#nowhere).', id_prefix="entry")
    assert [link.attrib.values() for link in tree(shown.html).iter("a")] == [
        ["entry--main"],
        ["#entry--main"],
        ["#nowhere"],
    ]
    assert shown.problems == (Problem("broken-fragment", 0, "#nowhere"),)


def test_headings_move_down_but_never_past_the_sixth_level() -> None:
    shown = show("# A\n\n###### B", heading_shift=2)
    assert [level for level, _id, _text in shown.outline] == [3, 6]
    assert "<h3" in shown.html
    assert "<h6" in shown.html


def test_a_table_scrolls_by_keyboard_and_has_a_name() -> None:
    region = tree(show("| Kod | Orsak |\n|:--|--:|\n| a | b |\n\n| Kod | Orsak |\n|---|---|").html).findall(".//div")
    assert dict(region[0].attrib) == {
        "class": "table",
        "tabindex": "0",
        "role": "region",
        "aria-label": "Tabell: Kod, Orsak",
    }
    assert region[1].get("aria-label") == "Tabell: Kod, Orsak (2)"
    assert [cell.get("class") for cell in region[0].iter("td")] == ["align-left", "align-right"]
    assert {cell.get("scope") for cell in region[0].iter("th")} == {"col"}
    assert "style" not in show("|a|\n|-:|").html


def test_code_keeps_its_language_and_its_signs() -> None:
    code = tree(show("```PowerShell extra\nGet-Item <x> & *y*\n```").html).find(".//code")
    assert code.get("class") == "language-powershell"
    assert code.text == "Get-Item <x> & *y*\n"


def test_an_image_loads_late_and_has_a_text() -> None:
    image = tree(show("![Loggen *öppen*](/media/log.png)").html).find(".//img")
    assert dict(image.attrib) == {"src": "/media/log.png", "alt": "Loggen öppen", "loading": "lazy"}


def test_a_name_in_angle_brackets_is_shown() -> None:
    shown = show("Kör `az vm start` -n <vm-name> och <kbd>Enter</kbd>.")
    assert "&lt;vm-name&gt; och <kbd>Enter</kbd>" in shown.html
    assert shown.plain == "Kör az vm start -n <vm-name> och Enter."
    assert shown.problems == (Problem("raw-tag", 0, "<vm-name>"),)


def test_a_tag_that_is_not_closed_where_it_was_opened_is_shown() -> None:
    assert show("*<b>fet*</b> text").html == "<p><em>&lt;b&gt;fet</em> text</p>\n"


def test_html_around_markdown_stays_around_it() -> None:
    html = show("<details><summary>Mer</summary>\n\n**Text**\n\n</details>\n\nEfter").html
    details = tree(html).find(".//details")
    assert details.find("p/strong").text == "Text"
    assert "Efter" not in details.text_content()


def test_what_is_opened_in_a_list_item_is_closed_in_it() -> None:
    html = show("- a\n\n  <div>\n\n  b\n\n- c\n\nd").html
    assert [item.text_content().split() for item in tree(html).iter("li")] == [["a", "b"], ["c"]]
    assert tree(html).findall("p")[0].text == "d"


def test_a_list_may_stand_in_a_cell() -> None:
    cell = tree(show("| a |\n|---|\n| <ul><li>ett<li>två</ul> |").html).find(".//td")
    assert [item.text for item in cell.iter("li")] == ["ett", "två"]


def test_an_unclosed_fence_is_reported_where_it_opens() -> None:
    assert show("a\n\n```sh\nls\n").problems == (Problem("unclosed-fence", 2, "```sh"),)
    assert show("- ```\n  a\n  ```\n\n~~~\n~~~\n").problems == ()


def test_an_unclosed_comment_hides_nothing() -> None:
    shown = show("a\n\n<!-- inte stängd\n\nb")
    assert "inte stängd" in shown.plain
    assert [problem.kind for problem in shown.problems] == ["unclosed-comment"]
    assert show("a <!-- stängd --> b").html == "<p>a  b</p>\n"


def test_the_plain_text_is_what_one_reads() -> None:
    text = (
        "# Titel {#x}\n\nEn *rad*\nmed [länk](cause:agent-silent) &amp; ![bild](b.png).\n\n"
        "```sh\nls -l\ncd\n```\n\n| a | `b` |\n|---|---|\n| c | <br>d |\n\n<div>\ne <b>f</b>\n</div>"
    )
    assert show(text).plain.split("\n") == ["Titel", "En rad med länk & bild.", "ls -l", "cd", "a | b", "c | d", "e f"]


def test_a_title_has_emphasis_and_code_but_no_links() -> None:
    assert (
        render_inline("Felet `0x1` är **nytt** [här](cause:x) <i>")
        == "Felet <code>0x1</code> är <strong>nytt</strong> här &lt;i&gt;"
    )
    assert plain_text("# Felet `0x1` är **nytt**\n[här](cause:x)") == "# Felet 0x1 är nytt här"
