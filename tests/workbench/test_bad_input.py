"""What goes wrong at the workbench gets one sentence, and nothing is lost."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kb.l10n.models import Draft, Segment, SegmentTranslation

HTMX = {"HX-Request": "true"}


def _url(segment: Segment, name: str = "segment", language: str = "sv") -> str:
    return reverse(f"workbench:{name}", args=[language, segment.uid])


@pytest.mark.parametrize("name", ["segment", "draft", "check", "lease"])
def test_a_script_whose_session_ended_is_told_so_and_gets_no_page(name, client: Client, sentences: list[Segment]):
    headers = HTMX if name == "segment" else {"X-Requested-With": "fetch"}
    answer = client.post(_url(sentences[0], name), {"version": 0, "text": "Agenten"}, headers=headers)
    assert (answer.status_code, answer.content) == (401, b"")


def test_a_form_sent_after_the_session_ended_is_a_draft_after_signing_in(translator, alva: User, sentences):
    translator.logout()
    answer = translator.post(_url(sentences[0]), {"version": 0, "text": "Agenten är stoppad", "action": "save"})
    assert answer.status_code == 302
    assert not Draft.objects.exists()
    signed = {"login": "alva", "password": "correct horse battery staple", "next": reverse("workbench:start")}
    translator.post(reverse("account_login"), signed)
    page = translator.get(reverse("workbench:editor", args=["sv", sentences[0].entry.key]))
    assert "Agenten är stoppad</textarea>" in page.content.decode()
    assert Draft.objects.get().user == alva


def test_what_a_stranger_kept_opens_nothing_in_a_language_they_have_no_role_in(translator, alva: User, sentences):
    translator.logout()
    translator.post(_url(sentences[0], language="da"), {"version": 0, "text": "Agenten er stoppet"})
    signed = {"login": "alva", "password": "correct horse battery staple"}
    translator.post(reverse("account_login"), signed)
    assert translator.get(reverse("workbench:editor", args=["da", sentences[0].entry.key])).status_code == 403
    assert not Draft.objects.exists()


@pytest.mark.parametrize("version", ["", "x", "9" * 40])
def test_garbage_without_a_session_is_sent_to_sign_in(client: Client, sentences, version):
    answer = client.post(_url(sentences[0]), {"version": version, "text": "x"})
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


def test_a_version_no_database_holds_is_answered_400(translator, sentences):
    for name in ("segment", "draft"):
        assert translator.post(_url(sentences[0], name), {"version": "9" * 40, "text": "x"}).status_code == 400
    assert translator.post(_url(sentences[0], "restore"), {"number": "9" * 40, "version": 0}).status_code == 400
    assert translator.post(_url(sentences[0], "restore"), {"number": 1}).status_code == 400


def test_a_person_without_a_role_is_told_whom_to_ask(translator, sentences):
    page = translator.post(_url(sentences[0], language="da"), {"version": 0, "text": "x"}).content.decode()
    assert "You have no role in Dansk. Ask its leader for one." in page
    assert not SegmentTranslation.objects.filter(language="da").exists()


def test_a_lost_code_and_the_source_left_in_place_are_named(translator, sentences):
    lost = translator.post(_url(sentences[1], "check"), {"version": 0, "text": "Kör kommandot."}).content.decode()
    assert "harbour start" in lost
    same = {"version": 0, "text": "It takes a minute, and that is what the agent does when it is stopped."}
    assert "language" in translator.post(_url(sentences[2], "check"), same).content.decode()


@pytest.mark.parametrize(
    ("name", "data"),
    [("big.po", b'msgid ""\n' * 1_200_000), ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(64)), ("empty.xlf", b"")],
)
def test_a_huge_or_wrong_file_is_refused_with_a_sentence(translator, sentences, name, data):
    answer = translator.post(reverse("workbench:exchange", args=["sv"]), {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 200
    assert answer.context["refusal"].endswith(".")
    assert not SegmentTranslation.objects.exists()


def test_a_form_without_a_file_is_refused_with_a_sentence(translator):
    assert translator.post(reverse("workbench:exchange", args=["sv"])).context["refusal"] == "Choose a file first."


def test_an_empty_translation_is_refused_and_stays_open(translator, sentences):
    answer = translator.post(_url(sentences[0]), {"version": 0, "text": "  ", "action": "save"}, headers=HTMX)
    assert "Write a translation first." in answer.content.decode()
    assert not SegmentTranslation.objects.exists()


@pytest.mark.parametrize("name", ["glossary", "activity"])
@pytest.mark.parametrize("page", ["99999999999999999999", "9" * 5_000, "0", "-1", "x", "²", "%00"])
def test_a_page_that_cannot_be_is_the_nearest_one(translator: Client, name: str, page: str):
    answer = translator.get(f"{reverse(f'workbench:{name}', args=['sv'])}?page={page}")
    assert answer.status_code == 200
    assert answer.context["found"].number == 1


def test_a_form_with_an_old_token_shows_what_was_typed(alva: User, translator: Client, sentences: list[Segment]):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(alva)
    given = {"version": 0, "text": "Agenten <är> stoppad", "action": "save", "csrfmiddlewaretoken": "a" * 64}
    answer = strict.post(_url(sentences[0]), given)
    assert answer.status_code == 403
    assert "Agenten &lt;är&gt; stoppad</textarea>" in answer.content.decode()
    assert not SegmentTranslation.objects.exists()
    assert "<textarea" not in strict.post(_url(sentences[0]), given | {"text": " "}).content.decode()
