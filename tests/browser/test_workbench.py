"""A translator's day in a browser: from signing in to the public page, and what goes wrong on the way."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import BrowserContext, Page, expect

from kb.feedback.models import SentenceReport
from kb.feedback.services import report_sentence
from kb.l10n.models import Dismissal, Draft, Segment, SegmentTranslation
from kb.l10n.services.segments import save_segment
from tests.browser.workbench import no_complaints, person, sign_in, signed_in, tide

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = ["Det är lågvatten", "Kör `harbour start`.", "Det tar en minut.", "Loggen är inte tom."]
EDITOR = "/workbench/sv/entries/the-tide-is-out/"


def _target(page: Page):
    return page.locator("textarea[name=text]")


def test_a_sentence_goes_from_the_keyboard_to_the_public_page(page: Page, site: str):
    person("alva")
    tide()
    with no_complaints(page):
        sign_in(page, site, "alva")
        page.locator("main").get_by_role("link", name="Svenska").click()
        page.get_by_role("searchbox", name="Find by code, title or key").fill("tide")
        page.keyboard.press("Enter")
        page.get_by_role("link", name="The tide is out").focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"{site}{EDITOR}")
        for number, words in enumerate(WORDS):
            expect(page.locator("li.wb-active .wb-source")).to_have_text(
                ["The tide is out", "Run `harbour start`.", "It takes a minute.", "The log is not empty."][number]
            )
            expect(_target(page)).to_be_focused()
            page.keyboard.type(words)
            page.keyboard.press("Control+Enter")
            expect(page.locator(".wb-rows")).to_contain_text(words)
            expect(page.locator("#preview")).to_contain_text(words.replace("`", ""))
        expect(page.locator("#progress")).to_contain_text("4 of 4")
        page.goto(f"{site}/sv/causes/the-tide-is-out/")
        expect(page.get_by_role("heading", level=1)).to_contain_text(WORDS[0])
        expect(page.locator("main")).to_contain_text("Kör harbour start.")


def test_the_same_by_plain_forms(plain: Page, site: str):
    person("alva")
    tide()
    sign_in(plain, site, "alva", then=EDITOR)
    for words in WORDS:
        _target(plain).fill(words)
        plain.get_by_role("button", name="Save and next").click()
    expect(plain.locator("#progress")).to_contain_text("4 of 4")
    plain.get_by_role("link", name="Published page").click()
    expect(plain.get_by_role("heading", level=1)).to_contain_text(WORDS[0])


def test_checks_show_while_typing_and_a_reviewer_dismisses_one(new_context: Callable[..., BrowserContext], site: str):
    _cause, sentences = tide()
    page = signed_in(new_context(), site, person("ines", "reviewer")).new_page()
    with no_complaints(page):
        page.goto(f"{site}{EDITOR}?segment={sentences[1].uid}")
        page.keyboard.type("Kör harbour.")
        finding = page.locator("[data-findings] .finding").first
        expect(finding).to_contain_text("harbour start")
        page.keyboard.press("Control+Shift+Enter")
        expect(page.get_by_role("alert")).to_contain_text("harbour start")
        page.keyboard.press("Alt+1")
        expect(_target(page)).to_have_value("Kör harbour.`harbour start`")
        page.keyboard.press("Control+Z")
        page.keyboard.press("Control+Enter")
        expect(page.locator("li.wb-active .wb-source")).to_have_text("It takes a minute.")
        page.keyboard.press("Alt+ArrowUp")
        expect(page.locator("li.wb-active .wb-source")).to_have_text("Run `harbour start`.")
        expect(_target(page)).to_be_focused()
        page.evaluate("window.loadedOnce = true")
        page.keyboard.type(" Nu.")
        page.keyboard.press("Alt+x")
        page.keyboard.type("Kommandot heter så.")
        page.keyboard.press("Enter")
        expect(page.locator("li.wb-active")).to_contain_text("Kommandot heter så.")
        expect(_target(page)).to_be_focused()
        expect(_target(page)).to_have_value("Kör harbour. Nu.")
        expect(page.locator("#progress")).to_contain_text("1 of 4")
        assert Dismissal.objects.get().reason == "Kommandot heter så."
        page.get_by_role("button", name="Let it stand again").click()
        expect(page.locator("#progress")).to_contain_text("0 of 4")
        expect(_target(page)).to_have_value("Kör harbour. Nu.")
        assert page.evaluate("window.loadedOnce")
    assert not Dismissal.objects.exists()


def test_a_finding_is_dismissed_by_plain_forms(plain: Page, site: str):
    _cause, sentences = tide()
    ines = person("ines", "reviewer")
    told = {"language": "sv", "user": ines, "base_version": 0, "state": "translated"}
    save_segment(segment=sentences[1], text="Kör harbour.", **told)
    sign_in(plain, site, "ines", then=f"{EDITOR}?segment={sentences[1].uid}")
    plain.locator("[data-dismiss] > summary").click()
    plain.get_by_placeholder("Why is this no problem?").fill("Kommandot heter så.")
    plain.get_by_role("button", name="Dismiss").click()
    expect(plain.locator("li.wb-active")).to_contain_text("Kommandot heter så.")
    plain.get_by_role("button", name="Let it stand again").click()
    expect(plain.locator("[data-findings] .finding")).to_have_count(1)


def test_one_sentence_is_open_at_a_time_and_what_was_typed_in_another_is_a_draft(
    new_context: Callable[..., BrowserContext], site: str
):
    _cause, sentences = tide()
    page = signed_in(new_context(), site, person("alva")).new_page()
    with no_complaints(page):
        page.goto(f"{site}{EDITOR}")
        page.keyboard.type("Det är")
        page.locator(f"#s-{sentences[2].uid} a").click()
        expect(page.locator(".wb-active .wb-source")).to_have_text(["It takes a minute."])
        page.keyboard.press("Alt+ArrowDown")
        expect(page.locator(".wb-active .wb-source")).to_have_text(["The log is not empty."])
        page.locator(f"#s-{sentences[0].uid} a").click()
        expect(_target(page)).to_have_value("Det är")
        page.keyboard.press("F1")
        expect(page.get_by_role("dialog")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()
        page.reload()
        expect(page.locator(".wb-active .wb-source")).to_have_text(["The tide is out"])


def test_a_readers_report_is_taken_up_and_mended(new_context: Callable[..., BrowserContext], site: str):
    alva = person("alva")
    cause, sentences = tide()
    for segment, words in zip(sentences, ["Det är högvatten", *WORDS[1:]], strict=True):
        save_segment(segment=segment, language="sv", text=words, state="translated", user=alva, base_version=0)
    report_sentence(
        entry=cause,
        language="sv",
        segment_uid=sentences[0].uid,
        shown="Det är högvatten",
        source="The tide is out",
        correction=WORDS[0],
        comment="Tvärtom.",
        visitor="somebody",
    )
    page = signed_in(new_context(), site, alva).new_page()
    with no_complaints(page):
        page.goto(f"{site}/workbench/sv/reports/")
        page.get_by_role("link", name="Mend the sentence").click()
        expect(_target(page)).to_be_focused()
        page.get_by_role("region", name="Readers say").get_by_role("button").click()
        expect(_target(page)).to_have_value(WORDS[0])
        page.keyboard.press("Control+Enter")
        expect(page.locator(f"#s-{sentences[0].uid} .wb-target")).to_have_text(WORDS[0])
        page.goto(f"{site}/workbench/sv/reports/")
        expect(page.locator("main")).to_contain_text("No report waits.")
        page.goto(f"{site}/sv/causes/{cause.key}/")
        expect(page.get_by_role("heading", level=1)).to_contain_text(WORDS[0])
    assert SentenceReport.objects.get().status == "fixed"


def test_a_draft_survives_the_page_being_closed(new_context: Callable[..., BrowserContext], site: str):
    tide()
    context = signed_in(new_context(), site, person("alva"))
    page = context.new_page()
    page.goto(f"{site}{EDITOR}")
    page.keyboard.type("Det är")
    expect(page.locator("[data-editor-status]")).to_contain_text("Draft saved")
    page.keyboard.type(" låg")
    page.close(run_before_unload=True)
    again = context.new_page()
    again.goto(f"{site}{EDITOR}")
    expect(_target(again)).to_have_value("Det är låg")
    expect(again.locator("li.wb-active")).to_contain_text("your draft")


def test_two_people_see_each_other_and_a_stale_save_loses_nothing(
    new_context: Callable[..., BrowserContext], site: str
):
    _cause, sentences = tide()
    first = signed_in(new_context(), site, person("alva")).new_page()
    second = signed_in(new_context(), site, person("ines", "reviewer")).new_page()
    bare = signed_in(new_context(java_script_enabled=False), site, person("mads")).new_page()
    for page in (first, second, bare):
        page.goto(f"{site}{EDITOR}")
    expect(second.locator("li.wb-active")).to_contain_text("alva is working on this sentence")
    first.keyboard.type("Lågvatten råder")
    first.keyboard.press("Control+Enter")
    expect(first.locator(".wb-rows")).to_contain_text("Lågvatten råder")
    second.keyboard.type(WORDS[0])
    second.keyboard.press("Control+Enter")
    conflict = second.locator("li.wb-active [role=alert]").first
    for words in ("Lågvatten råder", WORDS[0], "alva"):
        expect(conflict).to_contain_text(words)
    expect(_target(second)).to_have_value(WORDS[0])
    _target(bare).fill("Vattnet är borta")
    bare.get_by_role("button", name="Save and next").click()
    expect(bare.locator("li.wb-active [role=alert]").first).to_contain_text("Lågvatten råder")
    expect(_target(bare)).to_have_value("Vattnet är borta")
    second.keyboard.press("Control+Enter")
    expect(second.locator(f"#s-{sentences[0].uid} .wb-target")).to_have_text(WORDS[0])
    assert SegmentTranslation.objects.get(segment=sentences[0], language="sv").text == WORDS[0]


def test_a_session_that_ended_loses_nothing(new_context: Callable[..., BrowserContext], site: str):
    tide()
    person("alva")
    page = new_context().new_page()
    sign_in(page, site, "alva", then=EDITOR)
    Session.objects.all().delete()
    expect(_target(page)).to_be_focused()
    page.keyboard.type(WORDS[0])
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-editor-status]")).to_contain_text("You were signed out.")
    expect(_target(page)).to_have_value(WORDS[0])
    other = page.context.new_page()
    sign_in(other, site, "alva")
    other.close()
    _target(page).focus()
    page.keyboard.press("Control+Enter")
    expect(page.locator("li.wb-active .wb-source")).to_have_text("Run `harbour start`.")
    assert SegmentTranslation.objects.get(segment__text="The tide is out").text == WORDS[0]


def test_a_session_that_ended_loses_nothing_without_scripts(plain: Page, site: str):
    tide()
    person("alva")
    sign_in(plain, site, "alva", then=EDITOR)
    Session.objects.all().delete()
    _target(plain).fill(WORDS[0])
    plain.get_by_role("button", name="Save and next").click()
    plain.locator("[name=login]").fill("alva")
    plain.locator("[name=password]").fill("correct horse battery staple")
    plain.keyboard.press("Enter")
    expect(_target(plain)).to_have_value(WORDS[0])
    expect(plain.get_by_role("status").first).to_contain_text("Your text is here as a draft")
    assert Draft.objects.get().segment == Segment.objects.get(text="The tide is out")


def test_alt_g_and_the_arrows_lead_to_every_page(new_context: Callable[..., BrowserContext], site: str):
    tide()
    page = signed_in(new_context(), site, person("alva")).new_page()
    with no_complaints(page):
        page.goto(f"{site}/workbench/sv/")
        for key in ("Alt+g", "ArrowRight", "ArrowRight", "Enter"):
            page.keyboard.press(key)
        page.wait_for_url(f"{site}/workbench/sv/repairs/")
        page.keyboard.press("Alt+g")
        expect(page.get_by_role("link", name="Repairs")).to_be_focused()
        for _step in range(3):
            page.keyboard.press("ArrowLeft")
        expect(page.get_by_role("link", name="Team")).to_be_focused()
        page.goto(f"{site}{EDITOR}")
        expect(_target(page)).to_be_focused()
        page.keyboard.type("Det är")
        for key in ("Alt+g", "ArrowRight", "Enter"):
            page.keyboard.press(key)
        page.wait_for_url(f"{site}/workbench/sv/reports/")
        page.go_back()
        expect(_target(page)).to_have_value("Det är")
