"""Every page of the workbench in a browser: accessibility in four languages, width, complaints of the browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext

from kb.feedback.services import report_sentence
from kb.l10n.services.roles import renew_feed
from kb.l10n.services.segments import keep_draft, save_segment
from tests.browser.workbench import no_complaints, person, signed_in, tide

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = [
    "/workbench/",
    "/workbench/keys/",
    "/workbench/checks/code/",
    "/workbench/sv/",
    "/workbench/sv/?queue=done&q=nothing",
    "/workbench/sv/entries/the-tide-is-out/",
    "/workbench/sv/entries/the-tide-is-out/whole/",
    "/workbench/sv/entries/the-tide-is-out/blame/",
    "/workbench/sv/entries/the-tide-is-out/source/",
    "/workbench/sv/reports/",
    "/workbench/sv/glossary/",
    "/workbench/sv/glossary/new/",
    "/workbench/sv/memory/?q=The+tide+is+out",
    "/workbench/sv/activity/",
    "/workbench/sv/files/",
    "/workbench/sv/repairs/",
    "/workbench/sv/team/",
    "/workbench/revisions/the-tide-is-out/",
    "/workbench/da/",
    "/accounts/2fa/",
    "/accounts/password/change/",
    "/accounts/logout/",
]


@pytest.fixture
def leader(db: None):
    """Leads Swedish, in a workbench where something of everything stands."""
    cause, sentences = tide()
    lea, alva = person("lea", "leader"), person("alva")
    told = {"language": "sv", "user": alva, "base_version": 0, "state": "translated"}
    save_segment(segment=sentences[1], text="Kör harbour.", **told)
    save_segment(segment=sentences[2], text="Det tar en minut.", **told)
    renew_feed(user=lea, language="sv")
    keep_draft(segment=sentences[0], language="sv", user=lea, text="Det är lågvatten", base_version=0)
    report_sentence(
        entry=cause,
        language="sv",
        segment_uid=sentences[2].uid,
        shown="Det tar en minut.",
        source="It takes a minute.",
        correction="Det tar någon minut.",
        comment="Ungefär.",
        visitor="somebody",
    )
    return lea


@pytest.mark.parametrize(
    ("language", "width", "scheme"),
    [("sv", 360, "light"), ("es", 1280, "dark"), ("da", 360, "dark"), ("en", 1280, "light")],
)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    new_context: Callable[..., BrowserContext], site: str, leader, language: str, width: int, scheme: str
):
    context = new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    signed_in(context, site, leader).add_cookies([{"name": "language", "value": language, "url": site}])
    page = context.new_page()
    with no_complaints(page, but="status of 403"):
        wrong: dict[str, object] = {}
        for path in PAGES:
            assert page.goto(f"{site}{path}").status in {200, 403}, path
            found = Axe().run(page).response["violations"]
            if found:
                wrong[path] = [(one["id"], one["nodes"][0]["target"]) for one in found]
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wrong[f"{path} is too wide"] = width
        assert wrong == {}
