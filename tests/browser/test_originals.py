"""The original under each translated sentence, and what readers tell of single sentences and solutions."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kb.feedback.models import Outcome, SentenceReport
from kb.pages.models import PageView
from kb.pages.services import count_views
from kb.pages.tally import Tally
from kb.pages.views import seen
from tests.catalogue import Harbour
from tests.words import said

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CAUSE = "/sv/causes/the-agent-is-stopped/"
ERROR = "/sv/errors/AgentNotReachable/"


def eventually(true: Callable[[], object]) -> None:
    """A beacon arrives on its own."""
    for _attempt in range(400):
        if true():
            return
        time.sleep(0.05)
    pytest.fail("It did not happen within twenty seconds.")


def test_originals_come_in_place_and_are_remembered(page: Page, site: str, sentences: Harbour):
    page.goto(f"{site}{ERROR}")
    expect(page.locator(".source")).to_have_count(0)
    page.locator("[data-original-switch]").click()
    expect(page.locator(".source-text", has_text="Somebody stopped it.")).to_be_visible()
    expect(page).to_have_url(f"{site}{ERROR}")
    expect(page.locator("#_announcements")).to_have_text(said("The original stands under each translated sentence."))
    expect(page.locator("[data-original-switch]")).to_have_text(said("Hide original"))
    heading = page.locator("#the-agent-is-stopped > h3")
    assert heading.evaluate("one => one.nextElementSibling.className") == "sources"
    page.goto(f"{site}{CAUSE}")
    expect(page.locator(".source-text", has_text="Somebody stopped it.")).to_be_visible()
    page.locator("[data-original-switch]").click()
    expect(page.locator(".source")).to_have_count(0)
    expect(page.locator("#_announcements")).to_have_text(said("The original is hidden."))
    page.goto(f"{site}{ERROR}")
    expect(page.locator("[data-original-switch]")).to_have_text(said("Show original"))
    expect(page.locator(".source")).to_have_count(0)


def test_in_place_gives_the_same_page_as_from_the_server(page: Page, plain: Page, site: str, sentences: Harbour):
    text = "document.querySelector('.entry').innerText.replace(/\\s+/g, ' ')"
    shape = (
        "[...document.querySelectorAll('.source, .sources')].map((one) => one.parentElement.tagName + one.className)"
    )
    plain.goto(f"{site}{ERROR}?original=1")
    page.goto(f"{site}{ERROR}")
    page.locator("[data-original-switch]").click()
    expect(page.locator(".source").first).to_be_visible()
    assert page.evaluate(shape) == plain.evaluate(shape)
    words = page.evaluate("[...document.querySelectorAll('.source')].map((one) => one.textContent)")
    assert words == plain.evaluate("[...document.querySelectorAll('.source')].map((one) => one.textContent)")
    assert "Somebody stopped it." in page.evaluate(text)


def test_by_keyboard_and_by_touch(new_context, site: str, sentences: Harbour):
    keyboard = new_context().new_page()
    keyboard.goto(f"{site}{ERROR}")
    keyboard.locator("[data-original-switch]").focus()
    keyboard.keyboard.press("Enter")
    expect(keyboard.locator(".source").first).to_be_visible()
    expect(keyboard.locator("[data-original-switch]")).to_be_focused()
    touch = new_context(has_touch=True, viewport={"width": 360, "height": 740}).new_page()
    touch.goto(f"{site}{ERROR}")
    touch.locator("[data-original-switch]").tap()
    expect(touch.locator(".source").first).to_be_visible()


def test_without_scripts_the_link_shows_and_hides_them(plain: Page, site: str, sentences: Harbour):
    plain.goto(f"{site}{ERROR}")
    plain.locator("[data-original-switch]").click()
    expect(plain.locator(".source-text", has_text="Somebody stopped it.")).to_be_visible()
    plain.locator("[data-original-switch]").click()
    expect(plain.locator(".source")).to_have_count(0)


def test_a_page_opened_with_originals_can_hide_them(page: Page, site: str, sentences: Harbour):
    page.goto(f"{site}{CAUSE}?original=1")
    page.locator("[data-original-switch]").click()
    expect(page.locator(".source")).to_have_count(0)
    expect(page).to_have_url(f"{site}{CAUSE}")
    page.locator("[data-original-switch]").click()
    expect(page.locator(".source").first).to_be_visible()


def test_where_they_cannot_be_loaded_it_says_so(new_context, site: str, sentences: Harbour):
    page = new_context(service_workers="block").new_page()
    page.goto(f"{site}{ERROR}")
    page.route("**/*original=1", lambda route: route.abort())
    page.locator("[data-original-switch]").click()
    expect(page.locator("#_announcements")).to_have_text(said("The original cannot be loaded right now."))
    expect(page.locator("[data-original-switch]")).to_have_text(said("Show original"))


def test_garbage_that_was_remembered_does_no_harm(page: Page, site: str, sentences: Harbour):
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script("localStorage.setItem('original', '<b>{}')")
    page.goto(f"{site}{CAUSE}")
    expect(page.locator(".source").first).to_be_visible()
    page.goto(f"{site}/en/causes/the-agent-is-stopped/")
    expect(page.locator("h1")).to_be_visible()
    assert errors == []


def test_a_sentence_is_reported_beside_its_original(page: Page, site: str, sentences: Harbour):
    page.goto(f"{site}{CAUSE}")
    page.locator("[data-original-switch]").click()
    page.locator("[data-source-of='the-agent-is-stopped-0'] [data-feedback-report]").click()
    form = page.locator("form[action*='feedback/sentence']")
    form.get_by_label(said("How should it read?")).fill("Någon har stoppat den.")
    form.get_by_role("button", name=said("Send")).click()
    expect(page.locator("[data-feedback-thanks]")).to_be_visible()
    expect(page).to_have_url(f"{site}{CAUSE}")
    report = SentenceReport.objects.get()
    assert (report.segment_uid, report.language) == ("the-agent-is-stopped-0", "sv")
    assert (report.shown, report.source) == ("Någon stoppade den.", "Somebody stopped it.")
    assert (report.origin, report.state) == ("mt", "initial")
    assert report.correction == "Någon har stoppat den."


def test_a_solution_is_answered_where_it_stands(page: Page, site: str, sentences: Harbour):
    page.goto(f"{site}{ERROR}")
    solution = page.locator("#restart-the-agent")
    solution.get_by_role("button", name=said("Not possible for me")).click()
    expect(solution.locator("[data-feedback-thanks]")).to_be_visible()
    expect(page).to_have_url(f"{site}{ERROR}")
    assert Outcome.objects.get().answer == "not_possible"
    solution.get_by_role("button", name=said("Take it back")).click()
    expect(solution.get_by_role("button", name=said("Not possible for me"))).to_be_visible()
    assert not Outcome.objects.exists()


def test_without_scripts_a_solution_is_answered_and_the_way_leads_back_to_it(plain: Page, site: str, harbour: Harbour):
    plain.goto(f"{site}{ERROR}")
    plain.locator("#restart-the-agent button[value=yes]").click()
    expect(plain.locator("[data-feedback-thanks]")).to_be_visible()
    plain.get_by_role("link", name=said("Back to the page")).click()
    expect(plain).to_have_url(f"{site}{ERROR}#restart-the-agent")
    assert Outcome.objects.get().answer == "yes"


def test_a_page_that_was_read_is_counted_when_it_is_left(new_context, site: str, harbour: Harbour, monkeypatch):
    page = new_context(service_workers="block").new_page()  # one that is just starting may lose what is told on leaving
    monkeypatch.setattr(seen, "tally", Tally(count_views, seconds=0, most=500))
    page.goto(f"{site}{ERROR}")
    assert not PageView.objects.exists()
    page.goto(f"{site}/sv/errors/")
    eventually(lambda: PageView.objects.filter(entry=harbour.unreachable, language="sv", count=1).exists())
    assert page.context.cookies() == []
