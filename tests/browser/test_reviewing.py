"""A reviewer takes machine text to reviewed with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from kb.l10n.fit import SentencePair
from kb.l10n.models import SegmentTranslation
from kb.l10n.services.pairs import align_translation
from tests.browser.workbench import PASSWORD, no_complaints, person, signed_in
from tests.factories import CauseFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BODY = "Start hello agent. Do hello same with hello disk, hello net and hello log. It does not run. See it."
PAIRS = [
    SentencePair("The tide is out", "Det är lågvatten"),
    SentencePair("Start hello agent.", "Starta hello agenten."),
    SentencePair(
        "Do hello same with hello disk, hello net and hello log.", "Gör samma sak med hello disken och loggen."
    ),
    SentencePair("It does not run. See it.", "Den körs. Se på den."),
]


def _machine(key: str, **more: object) -> None:
    cause = CauseFactory(key=key, texts={"en": ("The tide is out", BODY)})
    align_translation(entry=cause, language="sv", title="Det är lågvatten", body="x", pairs=PAIRS, origin="mt", **more)


def _field(page: Page):
    return page.locator("textarea[name=text]")


def _source(page: Page):
    return page.locator("li.wb-active .wb-source")


def test_signing_in_starts_in_the_first_field(page: Page, site: str):
    person("ines", "reviewer")
    page.goto(f"{site}/workbench/")
    expect(page.locator("input[name=login]")).to_be_focused()
    page.keyboard.type("ines")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/workbench/")
    expect(page.get_by_role("alert").or_(page.locator(".messages"))).to_contain_text("ines")


def test_from_machine_text_to_reviewed_and_on_to_the_next_entry(new_context: Callable[..., BrowserContext], site: str):
    _machine("the-tide-is-out")
    _machine("the-tide-is-late")
    page = signed_in(new_context(viewport={"width": 1280, "height": 600}), site, person("ines", "reviewer")).new_page()
    with no_complaints(page):
        page.goto(f"{site}/workbench/sv/?q=the-tide-is-late")
        page.keyboard.press("Alt+n")
        page.wait_for_url(f"{site}/workbench/sv/entries/the-tide-is-late/")
        page.keyboard.press("Control+Shift+Enter")
        expect(_source(page)).to_have_text("Start hello agent.")
        page.keyboard.press("Control+Shift+Enter")
        expect(page.locator("li.wb-active [role=alert]")).to_be_in_viewport()
        expect(_field(page)).to_be_focused()
        expect(_field(page)).to_be_in_viewport(ratio=1)
        page.keyboard.press("Control+A")
        page.keyboard.type("Starta agenten.")
        page.keyboard.press("Control+Shift+Enter")
        expect(page.locator(".wb-note")).to_have_text("The source has “hello” where it means “the”. × 4")
        expect(page.locator(".finding")).to_have_class(["finding error"])
        expect(_field(page)).to_be_in_viewport(ratio=1)
        page.keyboard.press("Alt+x")
        page.keyboard.type("Så heter det.")
        page.keyboard.press("Enter")
        expect(page.locator("li.wb-active")).to_contain_text("Så heter det.")
        expect(_field(page)).to_be_focused()
        page.keyboard.press("Control+Shift+Enter")
        expect(_source(page)).to_have_text("It does not run.")
        page.keyboard.press("Control+A")
        page.keyboard.type("Den körs inte. Se på den.")
        page.keyboard.press("Control+Shift+Enter")
        expect(page.locator("li.wb-active")).to_contain_text("All sentences are finished.")
        page.keyboard.press("Alt+n")
        page.wait_for_url(f"{site}/workbench/sv/entries/the-tide-is-out/*")
        expect(_field(page)).to_be_focused()
    done = SegmentTranslation.objects.filter(segment__entry__key="the-tide-is-late", language="sv")
    assert set(done.values_list("state", flat=True)) == {"reviewed"}


def test_a_reviewer_steps_through_what_waits_for_review(new_context: Callable[..., BrowserContext], site: str):
    _machine("the-tide-is-out")
    SegmentTranslation.objects.filter(language="sv").update(state="translated", errors=0)
    page = signed_in(new_context(), site, person("ines", "reviewer")).new_page()
    with no_complaints(page):
        page.goto(f"{site}/workbench/sv/entries/the-tide-is-out/")
        page.keyboard.press("Alt+ArrowDown")
        expect(_source(page)).to_have_text("Start hello agent.")
        page.keyboard.press("Alt+ArrowUp")
        expect(_source(page)).to_have_text("The tide is out")


def test_a_refused_review_of_an_unchanged_text_leaves_no_draft(new_context: Callable[..., BrowserContext], site: str):
    _machine("the-tide-is-out")
    page = signed_in(new_context(), site, person("ines", "reviewer")).new_page()
    page.goto(f"{site}/workbench/sv/entries/the-tide-is-out/")
    page.keyboard.press("Alt+ArrowDown")
    expect(_source(page)).to_have_text("Start hello agent.")
    page.keyboard.press("Control+Shift+Enter")
    expect(page.locator("li.wb-active [role=alert]")).to_be_visible()
    page.goto(f"{site}/workbench/sv/repairs/")
    page.get_by_role("button", name="Repair the chosen sentences").first.click()
    page.goto(f"{site}/workbench/sv/entries/the-tide-is-out/")
    page.keyboard.press("Alt+ArrowDown")
    expect(_field(page)).to_have_value("Starta agenten.")
    expect(page.locator("li.wb-active")).not_to_contain_text("your draft")
    expect(page.locator(".wb-match").filter(has_text="hello")).to_have_count(0)
