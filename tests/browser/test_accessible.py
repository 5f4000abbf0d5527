"""Every kind of page is free of what axe-core finds: four languages, light and dark, on a phone and on a desk."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from kb.search import suggestions
from kb.search.rebuilding import rebuild
from tests.catalogue import Harbour
from tests.sentences import Told, machine, outdated, publish_in_sentences, untranslated

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CAUSE = "/causes/the-agent-is-stopped/"
ERROR = "/errors/AgentNotReachable/"
PAGES = {
    "home": "/",
    "browse": "/errors/",
    "search": "/search?q=agent",
    "search for nothing": "/search?q=zebra",
    "error": ERROR,
    "fallback": "/errors/the-job-ended-without-a-word/",
    "cause with originals": f"{CAUSE}?original=1",
    "solution": "/solutions/restart-the-agent/",
    "guide": "/guides/when-a-backup-fails/",
    "not found": "/errors/NoSuchCode/",
    "offline": "/offline/",
    "report": "/feedback/sentence/the-agent-is-stopped/?in=sv&segment=the-agent-is-stopped-0",
    "sign-in": "/accounts/login/",
}
PHONE, DESK = {"width": 360, "height": 800}, {"width": 1280, "height": 800}
# Only colours and sizes depend on the scheme and the width, so these rules are all that is asked in two of the four.
OF_THE_LOOK = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block", "target-size"]}}
RUN = (
    "(options) => axe.run({rules: {'target-size': {enabled: true}}, resultTypes: ['violations'], ...options})"
    ".then(({violations}) => violations.map((one) => [one.id, one.nodes[0].target.join(' ')]))"
)


@pytest.fixture
def site(live_server, harbour: Harbour) -> str:
    for language in ("sv", "es", "da"):
        publish_in_sentences(
            harbour.stopped,
            language,
            Told("Agenten", "The agent is stopped"),
            "{0} {1}\n\n- {2}\n- {3}\n",
            machine("Någon stoppade den.", "Somebody stopped it."),
            Told("Eller så *kraschade* den.", "Or it *crashed*."),
            outdated("Den svarar `ping`.", "It answers `ping`."),
            untranslated("Nobody knows why."),
        )
    rebuild()
    suggestions.forget()
    return live_server.url


def found_by_axe(page: Page) -> list[tuple[str, object]]:
    """What axe finds in the page as it stands, in every scheme and width: pairs of where and what."""
    page.evaluate(Axe().axe_script)
    found = []
    for size, scheme, options in (
        (PHONE, "light", {}),
        (PHONE, "dark", OF_THE_LOOK),
        (DESK, "light", OF_THE_LOOK),
        (DESK, "dark", {}),
    ):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        violations = page.evaluate(RUN, options)
        found += [(f"{scheme} {size['width']}", one) for one in violations]
    return found


@pytest.mark.parametrize("language", ["sv", "es", "da", "en"])
def test_axe_finds_nothing_on_any_page(new_context, site: str, language: str):
    context = new_context(service_workers="block", locale=language, reduced_motion="reduce")
    page = context.new_page()
    found: list[tuple[object, ...]] = []
    for name, path in PAGES.items():
        page.goto(f"{site}{path}" if name == "sign-in" else f"{site}/{language}{path}")
        expect(page.locator("html")).to_have_attribute("lang", language)
        found += [(name, *one) for one in found_by_axe(page)]
    assert found == []


def test_axe_finds_nothing_while_a_page_is_used(new_context, site: str):
    page = new_context(service_workers="block", reduced_motion="reduce").new_page()
    page.goto(f"{site}/sv{ERROR}")
    page.locator("[data-original-switch]").click()
    page.locator(".prose .source [data-feedback-report]").first.click()
    expect(page.locator(".feedback-form")).to_be_visible()
    page.locator(".rule-out input").first.check()
    page.locator(".tick").first.check()
    page.locator("#restart-the-agent button[value=yes]").click()
    expect(page.locator("[data-feedback-thanks]")).to_be_visible()
    page.locator(".qr summary").click()
    assert found_by_axe(page) == []
    page.locator("#_q-top").press_sequentially("agent")
    expect(page.locator(".suggestions li").first).to_be_visible()
    assert found_by_axe(page) == []
