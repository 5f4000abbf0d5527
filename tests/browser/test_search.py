"""Searching in a browser: as one types, by keyboard, pasted, without scripts, in four languages."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from kb.feedback.models import MissedSearch
from kb.search import suggestions
from kb.search.rebuilding import rebuild
from tests.catalogue import Harbour

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LOG = "12:00:01 service started\n" * 350 + "12:00:02 AgentNotReachable: the agent does not answer"


@pytest.fixture
def site(live_server, harbour: Harbour) -> str:
    rebuild()
    suggestions.forget()
    return live_server.url


def box(page: Page) -> Locator:
    return page.locator("#_q-page")


def wait_for_misses(expected: list[str]) -> None:
    """What browsers tell when a page is left arrives a little later: on a busy machine within twenty seconds."""
    for _attempt in range(200):
        told = sorted(MissedSearch.objects.values_list("text", flat=True))
        if len(told) >= len(expected):
            break
        time.sleep(0.1)
    assert told == expected


def first(page: Page) -> Locator:
    return page.locator(".result h2 a").first


def test_results_change_as_one_types(page: Page, site: str):
    page.goto(f"{site}/en/search?q=clock")
    expect(first(page)).to_contain_text("clock")
    box(page).fill("")
    box(page).press_sequentially("firewall blocks")
    expect(first(page)).to_contain_text("firewall")
    expect(page).to_have_url(f"{site}/en/search?q=firewall+blocks")
    expect(page).to_have_title("Search: firewall blocks – Orsak")
    expect(page.locator("#_count")).to_contain_text("result")
    expect(page.get_by_role("link", name="Dansk")).to_have_attribute("href", f"{site}/da/search?q=firewall+blocks")
    expect(box(page)).to_be_focused()
    expect(page.locator(".search-head")).to_have_count(1)


def test_back_returns_to_what_was_searched_before_and_not_to_single_letters(page: Page, site: str):
    page.goto(f"{site}/en/")
    page.locator("#_q-home").fill("clock")
    page.locator("#_q-home").press("Enter")
    expect(page).to_have_url(f"{site}/en/search?q=clock")
    for letters in ("fire", "wall ", "blocks"):
        box(page).press("End")
        box(page).fill(letters) if letters == "fire" else box(page).press_sequentially(letters)
        expect(page).to_have_url(re.compile(rf"{letters.strip()}$"))
    page.go_back()
    expect(page).to_have_url(f"{site}/en/search?q=clock")
    expect(box(page)).to_have_value("clock")
    expect(first(page)).to_contain_text("clock")
    page.go_back()
    expect(page).to_have_url(f"{site}/en/")


def test_back_from_a_result_shows_the_results_again(page: Page, site: str):
    page.goto(f"{site}/en/search")
    box(page).press_sequentially("firewall")
    expect(page).to_have_url(f"{site}/en/search?q=firewall")
    first(page).click()
    expect(page).to_have_url(re.compile("/en/(causes|errors|solutions|guides)/"))
    page.go_back()
    expect(box(page)).to_have_value("firewall")
    expect(first(page)).to_contain_text("firewall")


def test_a_typed_code_can_be_come_back_to(page: Page, site: str):
    page.goto(f"{site}/en/search")
    box(page).press_sequentially("SnapshotTimedOut")
    expect(page).to_have_url(f"{site}/en/search?q=SnapshotTimedOut&all=1")
    first(page).click()
    expect(page).to_have_url(f"{site}/en/errors/SnapshotTimedOut/")
    page.go_back()
    expect(first(page)).to_contain_text("SnapshotTimedOut")


def test_a_late_answer_does_not_replace_a_newer_one(page: Page, site: str):
    page.goto(f"{site}/en/search")
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if not held:
            held.append(route)
        else:
            route.continue_()

    page.route("**/en/search", hold_the_first)
    with page.expect_request("**/en/search"):
        box(page).press_sequentially("clock")
    box(page).fill("firewall")
    expect(first(page)).to_contain_text("firewall")
    held[0].abort()
    expect(first(page)).to_contain_text("firewall")
    expect(page).to_have_url(f"{site}/en/search?q=firewall")


def test_enter_searches_and_a_code_alone_leads_to_its_page_and_back(page: Page, site: str):
    page.goto(f"{site}/sv/")
    page.keyboard.press("/")
    expect(page.locator("#_q-home")).to_be_focused()
    page.keyboard.type("agent_not_reachable")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/sv/errors/AgentNotReachable/?q=agent_not_reachable")
    page.locator(".searched a").click()
    expect(first(page)).to_contain_text("AgentNotReachable")
    box(page).press("Enter")
    expect(page).to_have_url(f"{site}/sv/errors/AgentNotReachable/?q=agent_not_reachable")


def test_the_results_are_walked_by_arrow_keys(page: Page, site: str):
    page.goto(f"{site}/en/search?q=agent")
    page.keyboard.press("/")
    expect(box(page)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(first(page)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(box(page)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    second = page.locator(".result h2 a").nth(1)
    expect(second).to_be_focused()
    address = second.get_attribute("href")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}{address}")


def test_arrow_keys_move_within_a_box_of_several_lines_first(page: Page, site: str):
    page.goto(f"{site}/en/search")
    box(page).fill("the agent\ndoes not answer")
    expect(first(page)).to_be_visible()
    box(page).evaluate("box => box.setSelectionRange(0, 0)")
    box(page).press("ArrowDown")
    expect(box(page)).to_be_focused()
    box(page).press("ArrowDown")
    expect(first(page)).to_be_focused()


def test_suggestions_lead_to_a_page_by_keyboard(page: Page, site: str):
    page.goto(f"{site}/sv/")
    field = page.locator("#_q-home")
    field.press_sequentially("notreach")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("AgentNotReachable")
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", options.first.get_attribute("id") or "")
    field.press("Escape")
    expect(options).to_have_count(0)
    expect(field).to_have_value("notreach")
    field.press_sequentially("a")
    expect(options.first).to_contain_text("AgentNotReachable")
    field.press("ArrowDown")
    field.press("Enter")
    expect(page).to_have_url(f"{site}/sv/errors/AgentNotReachable/")


def test_suggestions_can_be_clicked_and_go_away(page: Page, site: str):
    page.goto(f"{site}/en/errors/")
    field = page.locator("#_q-top")
    field.press_sequentially("clock")
    expect(page.get_by_role("option").first).to_be_visible()
    page.locator("footer.bottom p").click()
    expect(page.get_by_role("option")).to_have_count(0)
    field.press("End")
    field.press_sequentially(" is")
    page.get_by_role("option", name="The clock is wrong").click()
    expect(page).to_have_url(f"{site}/en/causes/the-clock-is-wrong/")


def test_axe_finds_nothing_in_an_open_list_of_suggestions(page: Page, site: str):
    page.goto(f"{site}/en/")
    page.locator("#_q-home").press_sequentially("agent")
    expect(page.get_by_role("option").first).to_be_visible()
    page.locator("#_q-home").press("ArrowDown")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["target"]) for one in found] == []


def test_a_pasted_message_of_several_lines_keeps_its_words_apart(browser: Browser, site: str):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{site}/en/")
    page.evaluate("navigator.clipboard.writeText('The agent\\r\\ndoes not\\nanswer')")
    field = page.locator("#_q-home")
    field.focus()
    page.keyboard.press("Control+V")
    expect(field).to_have_value("The agent does not answer")
    context.close()


def test_a_whole_log_finds_what_it_names(page: Page, site: str):
    page.goto(f"{site}/en/search")
    box(page).fill(LOG)
    page.locator(".search-page button").click()
    expect(first(page)).to_contain_text("AgentNotReachable")
    expect(page.locator(".notice[role=note]:not([hidden])")).to_be_visible()
    expect(page.locator(".understood")).to_contain_text("AgentNotReachable")
    page.locator(".understood .chip-noise a").first.click()
    expect(page.locator(".understood .chip-noise")).to_have_count(0)
    expect(first(page)).to_contain_text("AgentNotReachable")


def test_search_works_without_scripts(plain: Page, site: str):
    plain.goto(f"{site}/sv/")
    plain.locator("#_q-home").fill("brandvägg")
    plain.locator("#_q-home").press("Enter")
    expect(first(plain)).to_contain_text("brandvägg")
    plain.locator(".facet a").first.click()
    expect(plain.locator(".facet a[aria-current]")).to_have_count(1)
    plain.locator(".facet a[aria-current]").click()
    box(plain).fill(LOG)
    plain.locator(".search-page button").click()
    expect(first(plain)).to_contain_text("AgentNotReachable")


def test_unopened_results_are_told_when_the_page_is_left(new_context: Callable[..., BrowserContext], site: str):
    page = new_context(service_workers="block").new_page()  # one that is just starting may lose what is told on leaving
    page.goto(f"{site}/en/search?q=clock")
    page.goto(f"{site}/en/errors/")
    wait_for_misses(["clock"])
    page.goto(f"{site}/en/search?q=firewall")
    first(page).click()
    expect(page).to_have_url(re.compile("/en/(causes|errors|solutions|guides)/"))
    wait_for_misses(["clock"])


def test_too_many_letters_at_once_are_answered_with_a_sentence(page: Page, site: str, monkeypatch: pytest.MonkeyPatch):
    from kb.feedback.limits import Limit, Limits
    from kb.pages.views import search as views

    page.goto(f"{site}/en/search")
    monkeypatch.setattr(views, "SEARCHES", Limits(Limit("none", 0, 60), Limit("none-of-all", 0, 60)))
    box(page).press_sequentially("clock")
    expect(page.get_by_role("heading", name="Too many searches at once")).to_be_visible()


@pytest.mark.parametrize("language", ["sv", "es", "da", "en"])
def test_axe_finds_nothing_on_the_search_page(browser: Browser, site: str, language: str):
    broken: list[str] = []
    for width, scheme in ((320, "dark"), (1280, "light")):
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        page = context.new_page()
        page.on("console", lambda message: broken.append(message.text) if message.type == "error" else None)
        for query in ("q=agent", "q=zebra", "", "q=2026-03-01 12:00:01 AgentNotReacheable C:\\x\\y.log&cut=1&page=1"):
            page.goto(f"{site}/{language}/search?{query}")
            found = Axe().run(page).response["violations"]
            assert [(one["id"], one["nodes"][0]["target"]) for one in found] == [], f"{query} {width}"
            assert page.evaluate("document.documentElement.scrollWidth") <= width, query
        context.close()
    assert broken == []
