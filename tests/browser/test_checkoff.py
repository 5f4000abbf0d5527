"""Ticking off causes and steps: kept in the browser, the same in every language, shared as a link."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.words import said

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ERROR = "/errors/AgentNotReachable/"
STOPPED, FIREWALL, CLOCK = "the-agent-is-stopped", "a-firewall-blocks-port-4711", "the-clock-is-wrong"
STORED = "localStorage.getItem('done:agentnotreachable')"


def cause(page: Page, key: str) -> Locator:
    return page.locator(f"#{key} > .cause-foot input")


def step(page: Page, solution: str, number: int) -> Locator:
    return page.locator(f"#{solution} .steps > ol > li").nth(number - 1).locator("> .tick")


def test_ticked_causes_and_steps_survive_a_reload_and_another_language(page: Page, site: str):
    page.goto(f"{site}/sv{ERROR}")
    cause(page, STOPPED).check()
    step(page, "restart-the-agent", 2).check()
    assert page.evaluate(STORED) == f"{STOPPED},restart-the-agent.2"
    page.reload()
    expect(cause(page, STOPPED)).to_be_checked()
    page.goto(f"{site}/da{ERROR}")
    expect(cause(page, STOPPED)).to_be_checked()
    expect(step(page, "restart-the-agent", 2)).to_be_checked()
    expect(step(page, "restart-the-agent", 1)).not_to_be_checked()
    page.goto(f"{site}/sv/errors/SnapshotTimedOut/")
    expect(cause(page, STOPPED)).not_to_be_checked()


def test_the_next_cause_that_is_not_ticked_is_offered(page: Page, site: str):
    page.goto(f"{site}/en{ERROR}")
    expect(page.locator(".bar")).to_be_hidden()
    cause(page, STOPPED).check()
    expect(page.locator(".bar [data-offer] a")).to_have_attribute("href", f"#{FIREWALL}")
    expect(page.locator("#_announcements")).to_contain_text("2. A firewall blocks port 4711")
    cause(page, FIREWALL).check()
    following = page.locator(f"#{STOPPED} [data-next]")
    expect(following).to_have_text("3. The clock is wrong")
    following.click()
    expect(page).to_have_url(f"{site}/en{ERROR}#{CLOCK}")
    cause(page, CLOCK).check()
    expect(page.locator(".bar")).to_contain_text("All causes are ruled out.")
    expect(page.locator(".bar [data-offer]")).to_be_hidden()


def test_what_is_ticked_is_told_in_the_lists_too(page: Page, site: str):
    page.goto(f"{site}/en{ERROR}")
    cause(page, FIREWALL).check()
    for place in (".jump", ".follow"):
        ticked = page.locator(f"{place} a.is-done")
        expect(ticked).to_have_count(1)
        expect(ticked).to_contain_text("(ruled out)")
    cause(page, FIREWALL).uncheck()
    expect(page.locator("a.is-done")).to_have_count(0)


def test_it_is_sent_to_a_colleague_as_a_link_and_merged_there(new_context, site: str):
    agent = new_context(permissions=["clipboard-read", "clipboard-write"], locale="sv").new_page()
    agent.goto(f"{site}/sv{ERROR}")
    cause(agent, STOPPED).check()
    step(agent, "restart-the-agent", 1).check()
    agent.get_by_role("button", name=said("Copy link")).click()
    expect(agent.locator("#_announcements")).to_have_text(said("Copied"))
    link = agent.evaluate("navigator.clipboard.readText()")
    assert link == f"{site}/e/AgentNotReachable#done={STOPPED},restart-the-agent.1"
    colleague = new_context(locale="da").new_page()
    colleague.goto(f"{site}/da{ERROR}")
    cause(colleague, CLOCK).check()
    colleague.goto(link)
    expect(colleague).to_have_url(f"{site}/da{ERROR}")
    for key in (STOPPED, CLOCK):
        expect(cause(colleague, key)).to_be_checked()
    expect(step(colleague, "restart-the-agent", 1)).to_be_checked()
    expect(colleague.locator(".bar [data-offer] a")).to_have_attribute("href", f"#{FIREWALL}")
    colleague.get_by_role("button", name=said("Undo", "da")).click()
    expect(cause(colleague, STOPPED)).not_to_be_checked()
    expect(cause(colleague, CLOCK)).to_be_checked()


def test_where_nothing_may_be_copied_the_link_is_shown(page: Page, site: str):
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    page.goto(f"{site}/en{ERROR}")
    cause(page, STOPPED).check()
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator("[data-link]")).to_have_value(f"{site}/e/AgentNotReachable#done={STOPPED}")


def test_everything_can_be_cleared_and_that_undone(page: Page, site: str):
    page.goto(f"{site}/en{ERROR}")
    cause(page, STOPPED).check()
    cause(page, CLOCK).check()
    page.get_by_role("button", name="Clear").click()
    expect(page.locator(".cause-foot input:checked")).to_have_count(0)
    assert page.evaluate(STORED) is None
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".cause-foot input:checked")).to_have_count(2)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".cause-foot input:checked")).to_have_count(1)


@pytest.mark.parametrize(
    "fragment",
    ["done=", "done=,,,", "done=%E0%A4%A", "done=<script>", "done=no-such-cause,no-such.7", "done=" + "x," * 9_000],
)
def test_garbage_in_the_link_is_ignored(page: Page, site: str, fragment: str):
    page.goto(f"{site}/en{ERROR}#{fragment}")
    expect(page).to_have_url(f"{site}/en{ERROR}")
    expect(page.locator(".cause-foot input:checked")).to_have_count(0)
    expect(page.locator(".bar")).to_be_hidden()


@pytest.mark.parametrize("stored", ["{}", "null", "<b>,\x00", ",".join(["a" * 500] * 200), f"{STOPPED},%%,[1,2]"])
def test_garbage_in_the_storage_is_ignored(page: Page, site: str, stored: str):
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{site}/en/")
    page.evaluate("(text) => localStorage.setItem('done:agentnotreachable', text)", stored)
    page.goto(f"{site}/en{ERROR}")
    expect(page.locator(".cause-foot input:checked")).to_have_count(1 if STOPPED in stored else 0)
    cause(page, CLOCK).check()
    page.reload()
    expect(cause(page, CLOCK)).to_be_checked()
    assert errors == []


def test_where_nothing_may_be_stored_it_lasts_as_long_as_the_page(page: Page, site: str):
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('forbidden') } })")
    page.goto(f"{site}/en{ERROR}")
    cause(page, STOPPED).check()
    expect(page.locator(".bar [data-offer] a")).to_have_attribute("href", f"#{FIREWALL}")


def test_two_tabs_agree(page: Page, site: str):
    page.goto(f"{site}/en{ERROR}")
    other = page.context.new_page()
    other.goto(f"{site}/sv{ERROR}")
    cause(other, STOPPED).check()
    expect(cause(page, STOPPED)).to_be_checked()


def test_it_works_with_the_keyboard_alone(page: Page, site: str):
    page.goto(f"{site}/en{ERROR}")
    step(page, "restart-the-agent", 1).focus()
    page.keyboard.press("Space")
    expect(step(page, "restart-the-agent", 1)).to_be_checked()
    expect(step(page, "restart-the-agent", 1)).to_have_attribute("aria-label", "Step 1 is done")
    cause(page, STOPPED).focus()
    page.keyboard.press("Space")
    expect(page.locator(".bar")).to_be_visible()
    page.locator(".bar [data-offer] a").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/en{ERROR}#{FIREWALL}")


def test_the_bar_never_covers_what_has_the_focus(page: Page, site: str):
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"{site}/en{ERROR}")
    cause(page, STOPPED).check()
    for _step in range(40):
        page.keyboard.press("Tab")
        hidden = page.evaluate(
            "() => { const one = document.activeElement;"
            " if (one === document.body || one.closest('.bar')) return false;"
            " return one.getBoundingClientRect().bottom > document.querySelector('.bar').getBoundingClientRect().top; }"
        )
        assert not hidden, page.evaluate("document.activeElement.outerHTML")


def test_without_scripts_it_is_plain_reading(plain: Page, site: str):
    plain.goto(f"{site}/en{ERROR}")
    expect(plain.locator("input[type=checkbox]")).to_have_count(0)
    plain.locator(f"#{STOPPED} [data-next]").click()
    expect(plain).to_have_url(f"{site}/en{ERROR}#{FIREWALL}")


def test_the_steps_of_a_solutions_own_page_are_ticked_too(page: Page, site: str):
    page.goto(f"{site}/en/solutions/restart-the-agent/")
    page.locator(".steps > ol > li").first.locator(".tick").check()
    expect(page.locator(".bar")).to_contain_text("Steps done: 1")
    expect(page.locator(".bar [data-offer]")).to_be_hidden()
