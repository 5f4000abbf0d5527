"""By keyboard alone: from a search to a report of a wrong sentence."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from kb.feedback.models import SentenceReport
from kb.search import suggestions
from kb.search.rebuilding import rebuild
from tests.catalogue import Harbour
from tests.words import said

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

REPORT = "[data-source-of='the-agent-is-stopped-0'] [data-feedback-report]"


@pytest.fixture
def site(live_server, sentences: Harbour) -> str:
    rebuild()
    suggestions.forget()
    return live_server.url


def press_until(page: Page, key: str, selector: str, most: int = 80) -> None:
    """Press a key until what the selector names has the focus, and see that the focus shows wherever it comes."""
    for _step in range(most):
        page.keyboard.press(key)
        focused = page.evaluate_handle("document.activeElement")
        if focused.evaluate("one => one !== document.body"):
            assert focused.evaluate("one => getComputedStyle(one).outlineStyle") != "none", focused
        if focused.evaluate("(one, selector) => one.matches(selector)", selector):
            return
    pytest.fail(f"{most} times {key} did not lead to {selector}")


def test_from_search_to_error_to_cause_to_report(page: Page, site: str):
    page.goto(f"{site}/sv/")
    page.keyboard.press("/")
    expect(page.locator("#_q-home")).to_be_focused()
    page.keyboard.type("agenten svarar inte")
    page.keyboard.press("Enter")
    expect(page.locator(".result").first).to_be_visible()
    page.keyboard.press("/")
    expect(page.locator("#_q-page")).to_be_focused()
    press_until(page, "ArrowDown", "a[href='/sv/errors/AgentNotReachable/']")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Agenten svarar inte")

    press_until(page, "Tab", ".jump a[href='#the-agent-is-stopped']")
    page.keyboard.press("Enter")
    expect(page.locator("#the-agent-is-stopped > h3")).to_be_in_viewport()
    press_until(page, "Tab", "#the-agent-is-stopped .also-label a")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/sv/causes/the-agent-is-stopped/")

    press_until(page, "Tab", "[data-original-switch]")
    page.keyboard.press("Enter")
    expect(page.locator("#_announcements")).to_have_text(said("The original stands under each translated sentence."))
    press_until(page, "Tab", REPORT)
    page.keyboard.press("Enter")
    expect(page.get_by_label(said("How should it read?"))).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("Någon har stoppat den.")
    press_until(page, "Tab", ".feedback-form button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.locator("[data-feedback-thanks]")).to_be_focused()
    assert SentenceReport.objects.get().correction == "Någon har stoppat den."


def test_escape_closes_the_report_and_returns_to_its_link(page: Page, site: str):
    page.goto(f"{site}/sv/causes/the-agent-is-stopped/?original=1")
    press_until(page, "Tab", REPORT)
    page.keyboard.press("Enter")
    expect(page.locator(".feedback-form textarea").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".feedback-form")).to_have_count(0)
    expect(page.locator(REPORT)).to_be_focused()
