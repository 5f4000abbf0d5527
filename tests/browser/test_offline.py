"""Without a network: visited pages and the list of codes can be read, and nobody is held on an old version."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kb.catalog import services
from kb.pages.views import offline
from tests.catalogue import Harbour
from tests.words import said

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ERROR = "/sv/errors/AgentNotReachable/"
OTHER = "/sv/errors/SnapshotTimedOut/"
KEPT = """async (path) => {
    for (let attempt = 0; attempt < 100; attempt++) {
        if (await caches.match(new URL(path, location.href).href, { ignoreVary: true })) return true;
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return false;
}"""


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


def visit(context: BrowserContext, address: str) -> Page:
    """A page, once it and what goes with it are kept."""
    page = context.new_page()
    page.goto(address)
    for path in (address, "/sv/offline/", "/sv/errors/", "/sv/errors.json"):
        assert page.evaluate(KEPT, path), path
    return page


def test_a_page_visited_once_is_read_without_a_network_and_says_how_old_it_is(reader: BrowserContext, site: str):
    page = visit(reader, f"{site}{ERROR}")
    expect(page.locator("[data-offline-notice]")).to_be_hidden()
    reader.set_offline(True)
    page.goto(f"{site}{ERROR}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Agenten svarar inte")
    expect(page.locator("[data-offline-notice]")).to_be_visible()
    expect(page.locator("[data-offline-notice] time")).to_have_attribute("datetime", re.compile(r"^\d{4}-\d\d-\d\dT"))
    expect(page.locator("[data-offline-notice] time")).not_to_be_empty()
    assert page.evaluate("getComputedStyle(document.querySelector('.plate')).display") == "table"


def test_a_page_that_was_not_visited_says_so_and_names_what_is_kept(reader: BrowserContext, site: str):
    page = visit(reader, f"{site}{ERROR}")
    reader.set_offline(True)
    page.goto(f"{site}{OTHER}")
    expect(page.get_by_role("heading", level=1)).to_have_text(said("You have no network right now"))
    kept = page.locator("[data-kept-pages] a")
    expect(kept).to_have_text("AgentNotReachable: Agenten svarar inte")
    kept.click()
    expect(page).to_have_url(f"{site}{ERROR}")


def test_the_list_of_codes_is_read_and_filtered_without_a_network(reader: BrowserContext, site: str):
    page = visit(reader, f"{site}{ERROR}")
    reader.set_offline(True)
    page.goto(f"{site}/sv/errors/")
    page.locator("#_filter").press_sequentially("snapshot")
    expect(page.locator("ul.errors li")).to_have_count(1)


def test_a_changed_page_is_shown_at_once_when_there_is_a_network(reader: BrowserContext, site: str, harbour: Harbour):
    page = visit(reader, f"{site}{ERROR}")
    services.publish_text(entry=harbour.unreachable, language="sv", title="Agenten är borta", body="Nytt.")
    page.goto(f"{site}{ERROR}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Agenten är borta")
    expect(page.locator("[data-offline-notice]")).to_be_hidden()
    reader.set_offline(True)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Agenten är borta")


def test_a_new_worker_takes_over_at_once_and_keeps_what_is_kept(
    reader: BrowserContext, site: str, monkeypatch: pytest.MonkeyPatch
):
    page = visit(reader, f"{site}{ERROR}")
    newer = offline._script().replace("const PAGES", "self.isNewer = true;\nconst PAGES")
    monkeypatch.setattr(offline, "_script", lambda: newer)
    page.goto(f"{site}{OTHER}")
    page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
    page.wait_for_timeout(500)
    workers = [worker for worker in reader.service_workers if worker.evaluate("self.isNewer === true")]
    assert len(workers) == 1
    assert page.evaluate(KEPT, f"{site}{ERROR}")


def test_a_page_that_is_gone_is_not_kept(reader: BrowserContext, site: str, harbour: Harbour):
    page = visit(reader, f"{site}{ERROR}")
    services.withdraw_entry(entry=harbour.unreachable)
    assert page.goto(f"{site}{ERROR}").status == 410
    reader.set_offline(True)
    page.goto(f"{site}{ERROR}")
    expect(page.get_by_role("heading", level=1)).to_have_text(said("You have no network right now"))


def test_searches_and_feedback_are_not_kept(reader: BrowserContext, site: str):
    page = visit(reader, f"{site}{ERROR}")
    page.goto(f"{site}/sv/feedback/outcome/restart-the-agent/")
    page.goto(f"{site}/sv/search?q=secret")
    page.goto(f"{site}{OTHER}")
    assert page.evaluate(KEPT, OTHER)
    kept = page.evaluate("caches.open('orsak-pages').then((one) => one.keys()).then((all) => all.map(({url}) => url))")
    assert kept == [f"{site}{ERROR}", f"{site}{OTHER}"]
