"""The preview and the pictures of the Markdown editor."""

from __future__ import annotations

import io
import re

import pytest
from django.contrib.auth.models import Permission
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import NoReverseMatch, reverse
from PIL import Image

from kb.catalog import editing
from tests.catalogue import Harbour


def _noise(kind: str) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((100, 100), 90).save(out, kind)
    return out.getvalue()


def _picture(kind: str = "PNG", size: tuple[int, int] = (8, 8), **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, kind, **options)
    return out.getvalue()


@pytest.fixture
def editor(ed, client: Client) -> Client:
    client.force_login(ed)
    return client


def _send(client: Client, data: bytes, name: str = "a.png", content_type: str = "image/png"):
    return client.post("/editing/upload/", {"image": SimpleUploadedFile(name, data, content_type)})


def _stored(response) -> str:
    return re.fullmatch(r"!\[.+\]\(/media/(editing/[0-9a-f]{32}\.\w+)\)", response.json()["image_code"])[1]


# --- Who may ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/editing/preview/", "/editing/upload/"])
def test_nobody_edits_without_signing_in(client: Client, db, path: str) -> None:
    assert client.post(path, {"content": "*x*"}).status_code == 403


@pytest.mark.parametrize("path", ["/editing/preview/", "/editing/upload/"])
def test_nobody_edits_without_the_permission(client: Client, alva, path: str) -> None:
    alva.is_staff = True
    alva.save()
    client.force_login(alva)
    assert client.post(path, {"content": "*x*"}).status_code == 403


def test_who_may_change_texts_may_preview(client: Client, alva) -> None:
    alva.is_staff = True
    alva.save()
    alva.user_permissions.add(Permission.objects.get(codename="change_translation"))
    client.force_login(alva)
    assert client.post("/editing/preview/", {"content": "*x*"}).status_code == 200


def test_a_forged_request_is_refused(ed) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ed)
    assert client.post("/editing/preview/", {"content": "*x*"}).status_code == 403
    assert _send(client, _picture()).status_code == 403


@pytest.mark.parametrize("name", ["markdownx_upload", "markdownx_markdownify"])
def test_the_open_views_of_markdownx_are_not_there(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_the_editor_is_told_our_addresses(settings) -> None:
    assert reverse("editing-preview") == settings.MARKDOWNX_URLS_PATH
    assert reverse("editing-upload") == settings.MARKDOWNX_UPLOAD_URLS_PATH


# --- The preview ------------------------------------------------------------------------------------------------


def test_the_preview_shows_the_text_as_a_page_would(editor: Client, harbour: Harbour) -> None:
    body = "Se [agenten](cause:agent_stopped).\n\n<script>alert(1)</script>"
    page = editor.post("/editing/preview/?language=sv", {"content": body}).content.decode()
    assert "/sv/causes/the-agent-is-stopped/" in page
    assert "<script" not in page


def test_the_preview_names_broken_links_first(editor: Client, harbour: Harbour) -> None:
    page = editor.post("/editing/preview/", {"content": "[x](cause:the-clok-is-wrong)"}).content.decode()
    assert page.index("the-clock-is-wrong") < page.index("<p>")


@pytest.mark.parametrize("data", [{}, {"content": "> " * 500_000}])
def test_nothing_to_preview_is_answered_with_a_sentence(editor: Client, data: dict[str, str]) -> None:
    response = editor.post("/editing/preview/", data)
    assert response.status_code == 400
    assert response["Content-Type"].startswith("text/plain")
    assert response.content.decode().endswith(".")


def test_the_preview_is_no_page_to_visit(editor: Client) -> None:
    assert editor.get("/editing/preview/").status_code == 405


# --- Pictures ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "suffix"), [("PNG", "png"), ("JPEG", "jpg"), ("WEBP", "webp")])
def test_a_picture_is_kept_under_a_random_name(editor: Client, client: Client, kind: str, suffix: str) -> None:
    name = _stored(_send(editor, _picture(kind), name="../../etc/passwd.html", content_type="text/html"))
    assert name.endswith(f".{suffix}")
    answer = client.get(f"/media/{name}")
    assert answer["Content-Type"] == f"image/{kind.lower()}"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert Image.open(io.BytesIO(answer.getvalue())).format == kind


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html><script>alert(1)</script>",
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b"GIF89a" + b"\0" * 40,
        _picture("GIF"),
        _picture("TIFF"),
        _noise("PNG")[:5_000],
        _noise("JPEG")[:300],
        _noise("WEBP")[:300],
        b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
    ],
)
def test_what_is_no_picture_is_refused_whatever_it_calls_itself(editor: Client, data: bytes) -> None:
    response = _send(editor, data)
    assert response.status_code == 400
    assert response.json()["error"].endswith(".")


def test_a_file_must_come_along(editor: Client) -> None:
    assert editor.post("/editing/upload/").status_code == 400


def test_five_megabytes_are_the_most(editor: Client) -> None:
    response = _send(editor, _picture() + b"\0" * editing.MAX_BYTES)
    assert response.json()["error"] == "A picture may have 5 MB at most."


@pytest.mark.parametrize("size", [(5_001, 5_001), (20_000, 20_000)])
def test_too_many_pixels_are_refused_before_they_are_drawn(editor: Client, size: tuple[int, int]) -> None:
    out = io.BytesIO()
    Image.new("1", size).save(out, "PNG")
    assert _send(editor, out.getvalue()).status_code == 400


def test_only_pixels_are_kept(editor: Client) -> None:
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    sent = _picture("JPEG", exif=exif, comment=b"<?php evil") + b"<script>alert(1)</script>"
    with default_storage.open(_stored(_send(editor, sent))) as kept:
        data = kept.read()
    assert b"home" not in data
    assert b"php" not in data
    assert b"script" not in data


@pytest.mark.parametrize("path", ["/media/editing/../secret-key", "/media/editing/x.png", "/media/", "/media/a.html"])
def test_nothing_else_is_served_as_media(client: Client, db, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_picture_that_is_not_there_is_not_found(client: Client, db) -> None:
    assert client.get(f"/media/editing/{'0' * 32}.png").status_code == 404
