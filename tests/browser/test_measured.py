"""What must hold on every kind of page: accessible in every language and colour, walked by keyboard, places kept."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from kb.feedback.models import SentenceReport
from tests.catalogue import Harbour

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = [
    "/",
    "/errors/",
    "/errors/AgentNotReachable/",
    "/causes/the-agent-is-stopped/",
    "/solutions/restart-the-agent/",
    "/guides/when-a-backup-fails/",
    "/search?q=agent",
    "/offline/",
    "/feedback/sentence/restart-the-agent/",
    "/errors/NoSuchCode/",
]


def violations(page: Page) -> list[tuple[str, object]]:
    return [(one["id"], one["nodes"][0]["target"]) for one in Axe().run(page).response["violations"]]


@pytest.mark.parametrize("language", ["sv", "es", "da", "en"])
def test_axe_finds_nothing_in_any_colour_at_any_width(new_context, site: str, sentences: Harbour, language: str):
    for scheme in ("light", "dark"):
        for width in (360, 1280):
            page = new_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()
            for path in PAGES:
                page.goto(f"{site}/{language}{path}")
                assert violations(page) == [], f"{path} {scheme} {width}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_originals_a_form_and_the_bar_are_open(
    new_context, site: str, sentences: Harbour, scheme: str
):
    page = new_context(color_scheme=scheme).new_page()
    page.goto(f"{site}/sv/errors/AgentNotReachable/?original=1")
    page.locator(".rule-out input").first.check()
    page.locator(".tick").first.check()
    page.locator(".source [data-feedback-report]").first.click()
    expect(page.locator(".feedback-form")).to_be_visible()
    assert violations(page) == []


def tab_to(page: Page, selector: str, most: int = 120) -> None:
    """Press Tab until what the selector finds has the focus."""
    for _step in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"Tab did not reach {selector}")


def test_from_an_error_to_a_cause_to_a_report_by_keyboard_alone(page: Page, site: str, sentences: Harbour):
    page.goto(f"{site}/sv/")
    tab_to(page, "#_q-home")
    page.keyboard.type("AgentNotReachable")
    page.keyboard.press("Enter")
    expect(page.locator(".plate code")).to_have_text("AgentNotReachable")
    tab_to(page, "[data-original-switch]")
    page.keyboard.press("Enter")
    expect(page.locator(".source").first).to_be_visible()
    tab_to(page, ".jump a[href='#the-agent-is-stopped']")
    page.keyboard.press("Enter")
    expect(page.locator("#the-agent-is-stopped")).to_be_in_viewport()
    tab_to(page, "[data-source-of='the-agent-is-stopped-0'] [data-feedback-report]")
    page.keyboard.press("Enter")
    expect(page.locator("textarea[name=correction]")).to_be_focused()
    page.keyboard.type(" Rättat.")
    tab_to(page, ".feedback-form button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.locator("[data-feedback-thanks]")).to_be_focused()
    assert SentenceReport.objects.get().segment_uid == "the-agent-is-stopped-0"


def test_a_section_that_is_jumped_to_is_marked_below_the_header_and_back_returns(page: Page, site: str):
    page.set_viewport_size({"width": 1280, "height": 700})
    page.goto(f"{site}/en/errors/AgentNotReachable/")
    shadow = "one => getComputedStyle(one).boxShadow"
    clock = page.locator("#the-clock-is-wrong")
    assert clock.evaluate(shadow) == "none"
    page.locator(".jump a[href='#the-clock-is-wrong']").click()
    expect(clock).to_be_in_viewport()
    assert clock.evaluate(shadow) != "none"
    header = page.evaluate("document.querySelector('.top').getBoundingClientRect().bottom")
    assert clock.evaluate("one => one.getBoundingClientRect().top") >= header
    page.go_back()
    expect(page).to_have_url(f"{site}/en/errors/AgentNotReachable/")
    expect(page.locator(".plate")).to_be_in_viewport()
