"""Composing one page out of many texts: ids, anchors, links, heading levels."""

from __future__ import annotations

import pytest

from kb.catalog.models import Entry, Translation
from kb.catalog.selectors import Shown, shelve
from kb.pages.sections import PageParts
from tests.factories import CauseFactory, ErrorFactory, SolutionFactory

pytestmark = pytest.mark.django_db


def shown(language: str, *entries: Entry) -> list[Shown]:
    shelf = shelve(language, full=entries)
    return [shelf[entry.pk] for entry in entries]


def test_a_link_to_an_entry_on_the_page_becomes_its_anchor():
    clock = CauseFactory(key="the-clock-is-wrong")
    disk = CauseFactory(key="the-disk-is-full", texts={"en": ("Disk", "See [the clock](cause:the-clock-is-wrong).")})
    parts = PageParts("en", shown("en", clock, disk))
    assert 'href="#the-clock-is-wrong"' in parts.section(shown("en", disk)[0]).html


def test_a_link_to_an_entry_elsewhere_leads_to_its_page_in_the_readers_language():
    CauseFactory(key="the-clock-is-wrong")
    disk = CauseFactory(key="the-disk-is-full", texts={"en": ("Disk", "See [the clock](cause:the-clock-is-wrong).")})
    [danish] = shown("da", disk)
    assert 'href="/da/causes/the-clock-is-wrong/"' in PageParts("da", [danish]).section(danish).html


def test_a_link_to_an_error_by_code_becomes_the_anchor_of_its_key():
    error = ErrorFactory(code="DiskFull_7", key="disk-full-7")
    cause = CauseFactory(texts={"en": ("Cause", "As with [this](error:DiskFull_7).")})
    parts = PageParts("en", shown("en", error, cause))
    assert 'href="#disk-full-7"' in parts.section(shown("en", cause)[0]).html


def test_a_link_with_a_fragment_keeps_the_fragment_on_the_page():
    cause = CauseFactory(key="clock")
    [one] = shown("en", cause)
    one.text.html = '<p><a href="/en/causes/clock/#how">how</a></p>'
    assert '<a href="#how">' in PageParts("en", [one]).section(one).html


def test_the_second_time_an_entry_is_only_pointed_to():
    [solution] = shown("en", SolutionFactory(anchors=["old-name"]))
    parts = PageParts("en", [solution])
    first, second = parts.section(solution), parts.section(solution)
    assert first.first
    assert first.anchors == ("old-name",)
    assert not second.first
    assert (second.html, second.anchors) == ("", ())


def test_headings_inside_a_text_go_down_and_stop_at_six():
    [cause] = shown("en", CauseFactory(texts={"en": ("Cause", "## Two\n\n##### Five\n")}))
    html = PageParts("en", [cause]).section(cause, shift=3).html
    assert "<h5" in html
    assert "</h5>" in html
    assert "<h6" in html
    assert "<h2" not in html


def test_no_id_stands_twice_on_a_page():
    body = "## How {#how}\n\nSee [above](#how)."
    one, two = CauseFactory(key="one", texts={"en": ("1", body)}), CauseFactory(key="two", texts={"en": ("2", body)})
    first, second = shown("en", one, two)
    parts = PageParts("en", [first, second])
    assert 'id="how"' in parts.section(first).html
    html = parts.section(second).html
    assert 'id="two--how"' in html
    assert 'href="#two--how"' in html


def test_an_anchor_that_is_an_id_in_a_text_is_left_to_that_text():
    one = CauseFactory(key="one", anchors=["how"])
    two = CauseFactory(key="two", texts={"en": ("2", "## How {#how}\n")})
    first, second = shown("en", one, two)
    parts = PageParts("en", [first, second])
    assert parts.section(first).anchors == ()
    assert 'id="how"' in parts.section(second).html


def test_an_anchor_with_a_space_is_no_id():
    [cause] = shown("en", CauseFactory(anchors=["old name", "old_name"]))
    assert PageParts("en", [cause]).section(cause).anchors == ("old_name",)


def test_texts_that_are_not_stored_html_links_stay_as_they_are():
    [cause] = shown("en", CauseFactory(texts={"en": ("Cause", "[Elsewhere](https://example.org/en/causes/x/)")}))
    assert 'href="https://example.org/en/causes/x/"' in PageParts("en", [cause]).section(cause).html
    assert Translation.objects.count() == 1
