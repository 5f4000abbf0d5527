"""Feedback in Chromium: with the script, without it, by keyboard, offline."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template.loader import render_to_string
from django.utils.translation import override
from playwright.sync_api import Browser, Page, expect

from kb.feedback import limits
from kb.feedback.models import MissedSearch, Outcome, SentenceReport

pytestmark = pytest.mark.browser
SCRIPT = "/static/js/feedback.js"
SENTENCE = "Logga in på datorn."


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict:
    return {
        "executable_path": os.environ.get("CHROMIUM", "/usr/bin/chromium"),
        "args": ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
    }


@pytest.fixture(autouse=True)
def _database_from_the_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """Playwright keeps an event loop in this thread; the tests read the database from it all the same."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.fixture
def site(live_server, harbour) -> str:
    return live_server.url


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """A page without scripts."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def reading(page: Page, site: str) -> Page:
    """A page that has the link for a wrong sentence."""
    with override("sv"):
        link = render_to_string(
            "feedback/_report.html",
            {"entry": {"key": "restart-the-agent"}, "page": "/sv/solutions/restart-the-agent/", "text_language": "sv"},
        )
    return open_made_up(page, site, f"<p>{SENTENCE} {link}</p>")


def open_made_up(page: Page, site: str, body: str) -> Page:
    html = f'<!doctype html><html lang="sv"><title>A page</title>{body}<script type="module" src="{SCRIPT}"></script>'
    page.route("**/made-up/", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    page.goto(f"{site}/made-up/")
    return page


def question(site: str) -> str:
    return f"{site}/sv/feedback/outcome/restart-the-agent/"


def test_an_answer_is_given_and_taken_back_without_leaving_the_page(page, site):
    page.goto(question(site))
    page.locator("button[value=no]").click()
    expect(page.locator("[data-feedback-thanks]")).to_be_focused()
    assert page.url == question(site)
    assert Outcome.objects.get().answer == "no"
    page.locator("button[value=undo]").click()
    expect(page.locator("button[value=yes]")).to_be_focused()
    assert not Outcome.objects.exists()


def test_without_scripts_the_same_is_whole_pages(plain_page, site):
    plain_page.goto(question(site))
    plain_page.locator("button[value=yes]").click()
    expect(plain_page.locator("button[value=undo]")).to_be_visible()
    assert Outcome.objects.get().answer == "yes"
    plain_page.goto(f"{site}/sv/feedback/sentence/restart-the-agent/")
    plain_page.locator("textarea[name=shown]").fill(SENTENCE)
    plain_page.locator("[data-feedback] button[type=submit]").click()
    expect(plain_page.locator("[data-feedback-thanks]")).to_be_visible()
    assert SentenceReport.objects.get().shown == SENTENCE


def test_a_sentence_is_reported_with_the_keyboard_alone(reading):
    link = reading.locator("a[data-feedback-report]")
    link.focus()
    reading.keyboard.press("Enter")
    expect(reading.locator("textarea[name=shown]")).to_be_focused()
    reading.keyboard.press("Escape")
    expect(link).to_be_focused()
    expect(reading.locator("form")).to_have_count(0)
    reading.keyboard.press("Enter")
    expect(reading.locator("textarea[name=shown]")).to_be_focused()
    reading.keyboard.type(SENTENCE)
    reading.keyboard.press("Tab")
    reading.keyboard.type("Logga in på maskinen.")
    reading.keyboard.press("Tab")
    reading.keyboard.press("Tab")
    reading.keyboard.press("Enter")
    expect(reading.locator("[data-feedback-thanks]")).to_be_focused()
    assert SentenceReport.objects.get().correction == "Logga in på maskinen."


def test_what_was_typed_stays_when_it_cannot_be_sent(reading, context):
    reading.locator("a[data-feedback-report]").click()
    reading.locator("textarea[name=shown]").fill(SENTENCE)
    context.set_offline(True)
    reading.locator("[data-feedback] button[type=submit]").click()
    expect(reading.locator("[data-feedback-message]")).to_be_focused()
    expect(reading.locator("textarea[name=shown]")).to_have_value(SENTENCE)
    context.set_offline(False)
    reading.locator("[data-feedback] button[type=submit]").click()
    expect(reading.locator("[data-feedback-thanks]")).to_be_visible()
    assert SentenceReport.objects.count() == 1


def test_what_was_typed_stays_when_it_is_refused(reading, monkeypatch):
    monkeypatch.setattr(limits, "REPORTS", limits.Limits(limits.Limit("report", 0, 600), limits.REPORTS.all))
    reading.locator("a[data-feedback-report]").click()
    reading.locator("textarea[name=shown]").fill(SENTENCE)
    reading.locator("[data-feedback] button[type=submit]").click()
    expect(reading.locator("[data-feedback-message] p")).to_have_count(1)
    expect(reading.locator("textarea[name=shown]")).to_have_value(SENTENCE)
    assert not SentenceReport.objects.exists()


def test_results_left_unopened_are_counted_and_opened_ones_are_not(page, site):
    results = """<div data-feedback-search="/sv/feedback/search/" data-query="agenten svarar inte">
        <a href="/sv/">A hit</a></div><a id="away" href="/sv/errors/">Away</a>"""
    open_made_up(page, site, results).get_by_text("A hit").click()
    page.wait_for_url("**/sv/")
    assert not MissedSearch.objects.exists()
    open_made_up(page, site, results).locator("#away").click()
    page.wait_for_url("**/sv/errors/")
    eventually(lambda: MissedSearch.objects.filter(text="agenten svarar inte").exists())


def eventually(true: Callable[[], bool]) -> None:
    """A beacon arrives on its own."""
    for _ in range(100):
        if true():
            return
        time.sleep(0.05)
    pytest.fail("It did not happen within five seconds.")


@pytest.mark.parametrize("path", ["outcome/restart-the-agent/", "sentence/restart-the-agent/", "thanks/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page, site, path, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{site}/sv/feedback/{path}")
    found = Axe().run(page).response["violations"]
    assert found == [], [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]
