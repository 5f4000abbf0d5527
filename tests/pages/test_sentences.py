"""Single sentences on pages: their marks, and the original under each."""

from __future__ import annotations

import pytest
from django.test import Client
from lxml import html

from tests.catalogue import Harbour
from tests.pages.markup import text, texts, tree
from tests.sentences import Told, machine, outdated, publish_in_sentences, untranslated
from tests.words import said

PAGE = "/sv/causes/the-agent-is-stopped/"
SENTENCES = (
    machine("Någon stoppade den.", "Somebody stopped it."),
    Told("Eller så *kraschade* den.", "Or it *crashed*."),
    outdated("Den svarar `ping`.", "It answers `ping`."),
    untranslated("Nobody knows why."),
)


@pytest.fixture
def told(harbour: Harbour) -> Harbour:
    """The cause "the agent is stopped" in Swedish, sentence by sentence: one of each kind."""
    publish_in_sentences(
        harbour.stopped,
        "sv",
        Told("Agenten är stoppad", "The agent is stopped"),
        "{0} {1}\n\n- {2}\n- {3}\n",
        *SENTENCES,
    )
    return harbour


def marked(page: html.HtmlElement, kind: str) -> list[str]:
    return [text(one) for one in page.xpath(f".//span[contains(concat(' ', @class, ' '), ' marked-{kind} ')]")]


def test_a_machines_sentence_an_outdated_one_and_an_untranslated_one_are_marked(client: Client, told: Harbour):
    page = tree(client.get(PAGE))
    prose = page.xpath("//main//div[contains(@class, 'lead')]")[0]
    assert marked(prose, "machine") == ["Någon stoppade den."]
    assert marked(prose, "outdated") == ["Den svarar ping."]
    assert marked(prose, "fallback") == ["Nobody knows why."]


def test_a_checked_sentence_carries_no_mark(client: Client, told: Harbour):
    page = tree(client.get(PAGE))
    [sentence] = page.xpath("//main//div[contains(@class, 'lead')]//span[contains(., 'kraschade') and @data-segment]")
    assert sentence.get("class") is None


def test_an_untranslated_sentence_names_its_language(client: Client, told: Harbour):
    page = tree(client.get(PAGE))
    assert page.xpath("//main//span[contains(@class, 'marked-fallback')]/@lang") == ["en"]


def test_every_sign_in_the_text_leads_to_its_explanation(client: Client, told: Harbour):
    page = tree(client.get(PAGE))
    signs = page.xpath("//a[@class='sign']")
    assert [text(sign) for sign in signs] == [
        f"*{said('Machine translation')}",
        f"†{said('Outdated')}",
        f"‡{said('Not translated yet')}",
    ]
    for sign in signs:
        term = page.get_element_by_id(sign.get("href")[1:])
        assert text(term.getnext())
    assert len(page.xpath("//dl[@class='legend']/dt")) == 3


def test_what_holds_for_a_whole_text_has_no_sign_at_every_sentence(client: Client, harbour: Harbour):
    publish_in_sentences(
        harbour.stopped, "sv", machine("Agenten är stoppad", "The agent is stopped"), "{0} {1}\n",
        machine("Ett.", "One."), machine("Två.", "Two."),
    )  # fmt: skip
    page = tree(client.get(PAGE))
    assert page.xpath("//a[@class='sign']") == []
    assert marked(page.xpath("//main//div[contains(@class, 'lead')]")[0], "machine") == ["Ett.", "Två."]


def test_originals_are_not_on_the_page_unless_they_are_asked_for(client: Client, told: Harbour):
    page = tree(client.get(PAGE))
    assert page.xpath("//*[@data-source-of]") == []
    [link] = page.xpath("//a[@data-original-switch]")
    assert (text(link), link.get("href")) == (said("Show original"), "?original=1")


def test_the_original_stands_under_each_translated_sentence(client: Client, told: Harbour):
    page = tree(client.get(PAGE, {"original": "1"}))
    prose = page.xpath("//main//div[contains(@class, 'lead')]")[0]
    found = prose.xpath(".//span[@data-source-of]")
    assert [text(one.xpath(".//span[@lang]")[0]) for one in found[:3]] == [
        "Somebody stopped it.",
        "Or it crashed.",
        "It answers ping.",
    ]
    assert found[0].xpath(".//span[@lang]/@lang") == ["en"]
    assert [one.getparent().tag for one in found] == ["p", "p", "li", "li"]
    assert said("Machine translation") in text(found[0])
    assert said("Outdated") in text(found[2])
    assert said("Not translated yet") in text(found[3])
    assert not found[3].xpath(".//span[@lang]")


def test_the_original_of_a_title_stands_below_its_heading(client: Client, told: Harbour):
    page = tree(client.get(PAGE, {"original": "1"}))
    [heading] = page.xpath("//h1")
    assert text(heading) == "Agenten är stoppad"
    assert "The agent is stopped" in text(heading.getnext())
    page = tree(client.get("/sv/errors/AgentNotReachable/", {"original": "1"}))
    assert texts(page, "ol.jump a")[0] == "Agenten är stoppad"


def test_beside_each_original_stands_the_way_to_say_that_the_sentence_is_wrong(client: Client, told: Harbour):
    page = tree(client.get(PAGE, {"original": "1"}))
    links = page.xpath("//span[@data-source-of='the-agent-is-stopped-1']//a[@data-feedback-report]/@href")
    assert len(links) == 1
    assert "segment=the-agent-is-stopped-1" in links[0]
    form = tree(client.get(links[0]))
    assert "Or it *crashed*." in " ".join(form.xpath("//input[@name='source']/@value"))
    assert form.xpath("//input[@name='language']/@value") == ["sv"]


def test_a_text_in_its_source_language_has_nothing_to_show(client: Client, told: Harbour):
    page = tree(client.get("/en/causes/the-agent-is-stopped/", {"original": "1"}))
    assert page.xpath("//a[@data-original-switch]") == []
    assert page.xpath("//*[@data-source-of]") == []


def test_the_page_with_originals_is_the_same_page_for_search_engines(client: Client, told: Harbour):
    page = tree(client.get(PAGE, {"original": "1"}))
    assert page.xpath("//link[@rel='canonical']/@href") == [f"http://testserver{PAGE}"]
    assert page.xpath("//a[@data-original-switch]/@href") == ["?"]


def test_a_heading_inside_a_text_keeps_its_originals_below(client: Client, harbour: Harbour):
    publish_in_sentences(
        harbour.stopped, "sv", Told("Agenten är stoppad", "The agent is stopped"), "## {0}\n\n{1}\n",
        Told("Så ser du det", "How to tell"), Told("Titta.", "Look."),
    )  # fmt: skip
    page = tree(client.get(PAGE, {"original": "1"}))
    [heading] = page.xpath("//main//div[contains(@class, 'lead')]/h2")
    assert text(heading) == "Så ser du det"
    assert heading.getnext().get("class") == "sources"
    assert "How to tell" in text(heading.getnext())


def test_a_source_with_markup_is_shown_as_text_or_safe_markup(client: Client, harbour: Harbour):
    publish_in_sentences(
        harbour.stopped, "sv", Told("Agenten är stoppad", "The agent is stopped"), "{0}\n",
        Told("Fara.", "<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)>"),
    )  # fmt: skip
    body = client.get(PAGE, {"original": "1"}).content.decode()
    assert "<script>alert" not in body
    assert "onerror=alert(1)>" not in body.replace("&lt;img src=x onerror=alert(1)&gt;", "")
    assert 'href="javascript' not in body


def test_sentences_that_the_record_does_not_know_are_left_as_they_are(client: Client, told: Harbour):
    text_of = told.stopped.translations.get(language="sv")
    text_of.sentences = text_of.sentences[:2]
    text_of.html += '<p><span data-segment="who">Vem?</span> <span>En <span>till</span></span></p>'
    text_of.save()
    page = tree(client.get(PAGE, {"original": "1"}))
    assert len(page.xpath("//main//div[contains(@class, 'lead')]//span[@data-source-of]")) == 1
    assert "Vem? En till" in text(page.xpath("//main")[0])


def test_a_text_with_some_marked_sentences_is_not_called_marked_as_a_whole(client: Client, told: Harbour):
    about = texts(tree(client.get(PAGE)), "section.about")[0]
    assert said("Partly machine translation") in about
    assert said("Partly outdated") in about
    assert "Delvis på engelska" in about
