"""The admin in a real browser, under the site's Content-Security-Policy."""

from __future__ import annotations

import io

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from PIL import Image
from playwright.sync_api import ConsoleMessage, Page, expect

from kb.catalog.models import ErrorCause, Translation
from tests.catalogue import Harbour

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def refused(page: Page) -> list[str]:
    """What the browser refused to load or run, or reported as an error."""
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            said.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


@pytest.fixture
def admin(page: Page, live_server, ed) -> Page:
    """Ed's browser, signed in."""
    client = Client()
    client.force_login(ed)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    return page


def _pages(harbour: Harbour) -> list[str]:
    text = Translation.objects.get(entry=harbour.stopped, language="sv")
    lists = [
        reverse(f"admin:catalog_{name}_changelist")
        for name in ("guide", "errorcode", "cause", "translation", "translationversion", "sourcerevision", "entryalias")
    ]
    entries = (harbour.guide, harbour.unreachable, harbour.stopped, harbour.restart)
    changes = [reverse(f"admin:catalog_{entry._meta.model_name}_change", args=[entry.pk]) for entry in entries]
    return [
        reverse("admin:index"),
        *lists,
        *changes,
        reverse("admin:catalog_errorcode_add"),
        reverse("admin:catalog_errorcode_history", args=[harbour.unreachable.pk]),
        reverse("admin:catalog_cause_delete", args=[harbour.stopped.pk]),
        reverse("admin:catalog_translation_change", args=[text.pk]),
        reverse("admin:auth_user_changelist"),
        reverse("admin:auth_user_add"),
        reverse("admin:auth_group_add"),
        reverse("admin:password_change"),
        reverse("admin:admin_logentry_changelist"),
    ]


def test_no_page_of_the_admin_breaks_the_content_security_policy(
    admin: Page, live_server, harbour: Harbour, refused: list[str]
) -> None:
    for path in _pages(harbour):
        response = admin.goto(live_server.url + path)
        assert response is not None
        assert response.status == 200, path
        assert "'unsafe" not in response.headers["content-security-policy"]
        admin.wait_for_load_state("networkidle")
        assert refused == [], path


def test_the_sign_in_page_keeps_to_it_too(page: Page, live_server, ed, refused: list[str]) -> None:
    page.goto(live_server.url + "/admin/")
    page.get_by_label("User name or e-mail address").fill("ed")
    page.get_by_label("Password").fill("correct horse battery staple")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="The records")).to_be_visible()
    assert refused == []


def test_a_cause_is_picked_by_typing_and_put_first(
    admin: Page, live_server, harbour: Harbour, refused: list[str]
) -> None:
    admin.goto(live_server.url + reverse("admin:catalog_errorcode_change", args=[harbour.timed_out.pk]))
    row = admin.locator("#cause_links-2")
    row.locator(".select2-selection").click()
    admin.locator(".select2-search__field").fill("firewall")
    admin.get_by_role("option", name="a-firewall-blocks-port-4711").click()
    row.get_by_role("spinbutton").fill("0")
    admin.get_by_role("button", name="Save", exact=True).click()
    expect(admin.locator(".messagelist .success")).to_be_visible()
    first = ErrorCause.objects.filter(error=harbour.timed_out, is_current=True).first()
    assert first is not None
    assert first.cause_id == harbour.firewall.pk
    assert refused == []


def test_the_editor_shows_the_text_while_it_is_written(
    admin: Page, live_server, harbour: Harbour, refused: list[str]
) -> None:
    text = Translation.objects.get(entry=harbour.stopped, language="sv")
    admin.goto(live_server.url + reverse("admin:catalog_translation_change", args=[text.pk]))
    preview = admin.get_by_role("region", name="Preview")
    expect(preview.get_by_text("kraschade")).to_be_visible()
    admin.get_by_label("Text:").fill("Någon **stängde** av den. Se [klockan](cause:the-clock-is-wrong).")
    expect(preview.get_by_role("link", name="klockan")).to_have_attribute("href", "/sv/causes/the-clock-is-wrong/")
    assert refused == []


def test_the_keyboard_leaves_the_editor(admin: Page, live_server, harbour: Harbour) -> None:
    text = Translation.objects.get(entry=harbour.stopped, language="sv")
    admin.goto(live_server.url + reverse("admin:catalog_translation_change", args=[text.pk]))
    editor = admin.get_by_label("Text:")
    before = editor.input_value()
    editor.press("Tab")
    expect(editor).not_to_be_focused()
    assert editor.input_value() == before


def test_a_picture_is_picked_and_shown(admin: Page, live_server, harbour: Harbour, refused: list[str]) -> None:
    text = Translation.objects.get(entry=harbour.stopped, language="sv")
    admin.goto(live_server.url + reverse("admin:catalog_translation_change", args=[text.pk]))
    out = io.BytesIO()
    Image.new("RGB", (40, 40), "green").save(out, "PNG")
    admin.get_by_label("Insert a picture").set_input_files(
        {"name": "a.png", "mimeType": "image/png", "buffer": out.getvalue()}
    )
    picture = admin.get_by_role("region", name="Preview").get_by_role("img")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.complete && image.naturalWidth") == 40
    assert refused == []


def test_a_refused_picture_leaves_the_text_alone(admin: Page, live_server, harbour: Harbour) -> None:
    text = Translation.objects.get(entry=harbour.stopped, language="sv")
    admin.goto(live_server.url + reverse("admin:catalog_translation_change", args=[text.pk]))
    before = admin.get_by_label("Text:").input_value()
    admin.get_by_label("Insert a picture").set_input_files(
        {"name": "a.png", "mimeType": "image/png", "buffer": b"<script>alert(1)</script>"}
    )
    expect(admin.get_by_text("This file is not a PNG, JPEG or WEBP picture.")).to_be_visible()
    assert admin.get_by_label("Text:").input_value() == before


def test_a_refused_drop_leaves_the_text_alone(admin: Page, live_server, harbour: Harbour) -> None:
    text = Translation.objects.get(entry=harbour.stopped, language="sv")
    admin.goto(live_server.url + reverse("admin:catalog_translation_change", args=[text.pk]))
    editor = admin.get_by_label("Text:")
    before = editor.input_value()
    dropped = admin.evaluate_handle(
        "() => { const data = new DataTransfer(); data.items.add(new File(['x'], 'a.png')); return data; }"
    )
    editor.dispatch_event("drop", {"dataTransfer": dropped})
    expect(admin.get_by_text("This file is not a PNG, JPEG or WEBP picture.")).to_be_visible()
    assert editor.input_value() == before
