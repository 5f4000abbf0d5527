"""The public pages in a browser: widths, budget, without scripts, places, colours, copying, the filter."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.words import said

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ERROR = "/errors/AgentNotReachable/"
PAGES = [
    "/",
    "/errors/",
    ERROR,
    "/errors/SnapshotTimedOut/",
    "/causes/a-firewall-blocks-port-4711/",
    "/solutions/restart-the-agent/",
    "/guides/when-a-backup-fails/",
    "/errors/NoSuchCode/",
]


def context_of(browser: Browser, *, width: int, scheme: str = "light") -> BrowserContext:
    return browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)


@pytest.mark.parametrize("width", [320, 360, 768, 1280, 2560])
def test_no_page_scrolls_sideways(browser: Browser, site: str, width: int):
    context = context_of(browser, width=width)
    page = context.new_page()
    for path in PAGES:
        page.goto(f"{site}/es{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()


def test_a_first_load_keeps_its_budget_and_nothing_moves(browser: Browser, site: str):
    context = context_of(browser, width=1280)
    page = context.new_page()
    sizes: list[int] = []
    page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    page.add_init_script(
        "window.shifts = 0; new PerformanceObserver((list) => { for (const one of list.getEntries())"
        " window.shifts += one.value; }).observe({ type: 'layout-shift', buffered: true });"
    )
    page.goto(f"{site}/sv{ERROR}", wait_until="networkidle")
    assert len(sizes) <= 6
    assert sum(sizes) <= 60_000
    assert page.evaluate("window.shifts") == 0
    blocking = "performance.getEntriesByType('resource').filter((one) => one.renderBlockingStatus === 'blocking')"
    assert page.evaluate(f"{blocking}.filter((one) => one.initiatorType === 'script').length") == 0
    context.close()


def test_everything_can_be_read_without_scripts(plain: Page, site: str):
    plain.goto(f"{site}/sv{ERROR}")
    expect(plain.get_by_role("heading", level=1)).to_have_text("Agenten svarar inte")
    plain.locator("ol.jump").get_by_role("link", name="Agenten är stoppad").click()
    expect(plain).to_have_url(f"{site}/sv{ERROR}#the-agent-is-stopped")
    expect(plain.locator("#restart-the-agent li").first).to_be_visible()
    plain.goto(f"{site}/sv/errors/")
    plain.locator("#_filter").fill("timed_out")
    plain.locator("#_filter").press("Enter")
    expect(plain.locator("ul.errors li")).to_have_count(1)


def test_an_old_anchor_lands_on_its_cause_below_the_header(page: Page, site: str):
    page.set_viewport_size({"width": 1280, "height": 700})
    page.goto(f"{site}/sv/guides/when-a-backup-fails/#Agent-Stopped-2016")
    top = page.evaluate("document.getElementById('the-agent-is-stopped').getBoundingClientRect().top")
    header = page.evaluate("document.querySelector('.top').getBoundingClientRect().bottom")
    assert header <= top < header + 120


def test_the_language_switch_keeps_page_and_place_and_remembers(page: Page, site: str):
    page.goto(f"{site}/sv{ERROR}#the-clock-is-wrong")
    page.get_by_role("navigation", name=said("Language")).get_by_role("link", name="Dansk").click()
    expect(page).to_have_url(f"{site}/da{ERROR}#the-clock-is-wrong")
    page.goto(f"{site}/")
    expect(page).to_have_url(f"{site}/da/")


def test_the_colours_are_remembered(browser: Browser, site: str):
    context = context_of(browser, width=1280, scheme="light")
    page = context.new_page()
    page.goto(f"{site}/en/")
    switch = page.locator("[data-theme-switch]")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    switch.click()
    switch.click()
    expect(switch).to_have_attribute("aria-label", "Colours: dark")
    dark = page.evaluate(paper)
    assert dark != light
    page.goto(f"{site}/en{ERROR}")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.locator("[data-theme-switch]").click()
    expect(page.locator("html")).not_to_have_attribute("data-theme", "dark")
    assert page.evaluate(paper) == light
    context.close()


def test_garbage_in_the_storage_does_no_harm(page: Page, site: str):
    page.add_init_script("try { localStorage.setItem('theme', '<b>') } catch {}")
    page.goto(f"{site}/en{ERROR}#%E0%A4%A")
    expect(page.locator("[data-theme-switch]")).to_have_attribute("aria-label", "Colours: as the system")


def test_a_code_and_a_command_can_be_copied(browser: Browser, site: str):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{site}/en{ERROR}")
    page.locator(".plate .copy").click()
    assert page.evaluate("navigator.clipboard.readText()") == "AgentNotReachable"
    expect(page.locator("#_announcements")).to_have_text("Copied")
    page.locator(".code-block .copy").first.click()
    assert page.evaluate("navigator.clipboard.readText()") == "harbour restart"
    context.close()


def test_the_side_list_follows_the_scroll(page: Page, site: str):
    page.set_viewport_size({"width": 1280, "height": 700})
    page.goto(f"{site}/en{ERROR}")
    page.locator("#a-firewall-blocks-port-4711").evaluate("one => one.scrollIntoView({ behavior: 'instant' })")
    expect(page.locator(".follow a[aria-current]")).to_have_text("A firewall blocks port 4711")


def test_the_filter_answers_as_one_types_and_to_arrow_keys(page: Page, site: str):
    page.goto(f"{site}/en/errors/")
    field = page.locator("#_filter")
    field.press_sequentially("agent")
    expect(page.locator("ul.errors li")).to_have_count(1)
    expect(page.locator("#_count")).to_have_text("1 error")
    field.press("ArrowDown")
    expect(page.locator("ul.errors a").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    field.fill("zebra")
    expect(page.locator(".empty")).to_be_visible()
    field.fill("")
    expect(page.locator("ul.errors li")).to_have_count(3)
    field.fill("timed out")
    field.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/en/errors/SnapshotTimedOut/")


def test_a_reader_gets_from_home_to_a_command_by_keyboard(page: Page, site: str):
    page.goto(f"{site}/en/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the text")).to_be_focused()
    page.keyboard.press("Enter")
    for _step in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.home-parts a[href$=\"/errors/\"]')"):
            break
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/en/errors/")
    page.locator("#_filter").focus()
    page.keyboard.type("agentnot")
    expect(page.locator("ul.errors li")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/en{ERROR}")
    for _step in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.code-block .copy')"):
            break
    expect(page.locator(".code-block .copy").first).to_be_focused()


def test_five_thousand_codes_are_filtered_with_a_bounded_page(new_context: Callable[..., BrowserContext], site: str):
    page = new_context(service_workers="block").new_page()  # a worker would fetch the list past the route below
    names = [f"Code{number:04}Failed" for number in range(5000)]
    rows = [[name, name, f"Title of {name}", "en", "Big"] for name in names]
    page.route("**/errors.json", lambda route: route.fulfill(json={"errors": rows}))
    page.goto(f"{site}/en/errors/")
    field = page.locator("#_filter")
    field.press_sequentially("code")
    expect(page.locator("#_count")).to_have_text("5000 errors")
    expect(page.locator("ul.errors li")).to_have_count(200)
    field.press_sequentially("_4711")
    expect(page.locator("#_count")).to_have_text("1 error")
    field.press("ArrowDown")
    expect(page.locator("ul.errors a")).to_be_focused()
    expect(page.locator("ul.errors a")).to_have_attribute("href", "/en/errors/Code4711Failed/")


def test_a_cause_that_is_jumped_to_stands_out_below_the_header_and_back_returns(page: Page, site: str):
    page.set_viewport_size({"width": 1280, "height": 700})
    page.goto(f"{site}/en{ERROR}")
    shadow = "one => getComputedStyle(one).boxShadow"
    clock = page.locator("#the-clock-is-wrong")
    assert clock.evaluate(shadow) == "none"
    page.locator(".jump a[href='#the-clock-is-wrong']").click()
    expect(clock).to_be_in_viewport()
    assert clock.evaluate(shadow) != "none"
    header = page.evaluate("document.querySelector('.top').getBoundingClientRect().bottom")
    assert clock.evaluate("one => one.getBoundingClientRect().top") >= header
    page.go_back()
    expect(page).to_have_url(f"{site}/en{ERROR}")
    expect(page.locator(".plate")).to_be_in_viewport()
