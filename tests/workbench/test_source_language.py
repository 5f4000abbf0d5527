"""Nobody translates an entry into the language it is written in; what was typed for it is not lost."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from kb.catalog.models import Cause
from kb.feedback.services import report_sentence
from kb.l10n.errors import SourceLanguageError
from kb.l10n.models import Draft, MemoryEntry, Progress, Role, Segment, SegmentTranslation
from kb.l10n.services.segments import keep_draft, reject_segment, restore_version, save_segment
from kb.l10n.services.versions import store
from tests.factories import CauseFactory, UserFactory

TYPED = "The agent was stopped"
GIVEN = {"version": 0, "text": TYPED, "action": "save"}


def _with_role(name: str) -> Client:
    person = UserFactory(username=name)
    Role.objects.create(user=person, language="en", name=name)
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def writer(db: None) -> Client:
    """A translator into English."""
    return _with_role("translator")


@pytest.fixture
def chief(db: None) -> Client:
    """Leads English."""
    return _with_role("leader")


def _url(name: str, segment: Segment) -> str:
    return reverse(f"workbench:{name}", args=["en", segment.uid])


def _nothing_was_kept() -> bool:
    kept = [one.objects.filter(language="en") for one in (SegmentTranslation, Draft, Progress)]
    return not any(one.exists() for one in [*kept, MemoryEntry.objects.filter(target_language="en")])


def test_the_services_refuse_it(alva: User, sentences: list[Segment]):
    Role.objects.create(user=alva, language="en", name="leader")
    given = {"segment": sentences[0], "language": "en", "user": alva}
    with pytest.raises(SourceLanguageError, match="English is the source language of this entry"):
        save_segment(**given, text=TYPED, state="translated", base_version=0)
    with pytest.raises(SourceLanguageError):
        keep_draft(**given, text=TYPED, base_version=0)
    assert _nothing_was_kept()
    store(segment=sentences[0], language="en", text=TYPED, state="translated", origin="human", step="saved")
    with pytest.raises(SourceLanguageError):
        restore_version(**given, number=1, base_version=0)
    with pytest.raises(SourceLanguageError):
        reject_segment(**given, base_version=1)
    assert SegmentTranslation.objects.get(language="en").version == 1


def test_a_leader_is_led_to_the_page_of_the_source(chief: Client, cause: Cause, sentences: list[Segment]):
    answer = chief.get(reverse("workbench:editor", args=["en", cause.key]), {"segment": sentences[0].uid})
    assert answer["Location"] == reverse("workbench:source", args=["en", cause.key])
    assert chief.get(answer["Location"]).status_code == 200


def test_others_are_told_who_may(writer: Client, cause: Cause):
    answer = writer.get(reverse("workbench:editor", args=["en", cause.key]))
    assert answer.status_code == 403
    assert "A leader changes it" in answer.content.decode()
    assert reverse("workbench:source", args=["en", cause.key]) not in answer.content.decode()


@pytest.mark.parametrize("who", ["writer", "chief"])
@pytest.mark.parametrize("action", ["save", "draft"])
def test_what_was_sent_all_the_same_is_shown(who: str, action: str, request, cause, sentences: list[Segment]):
    client = request.getfixturevalue(who)
    answer = client.post(_url("segment", sentences[0]), GIVEN | {"action": action})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert f"{TYPED}</textarea>" in page
    assert (reverse("workbench:source", args=["en", cause.key]) in page) is (who == "chief")
    assert _nothing_was_kept()


def test_an_open_editor_keeps_what_was_typed(writer: Client, sentences: list[Segment]):
    page = writer.post(_url("segment", sentences[0]), GIVEN, headers={"HX-Request": "true"}).content.decode()
    assert f"{TYPED}</textarea>" in page
    assert "English is the source language of this entry" in page
    draft = writer.post(_url("draft", sentences[0]), GIVEN, headers={"X-Requested-With": "fetch"})
    assert draft.status_code == 409  # the browser keeps it
    assert _nothing_was_kept()


def test_what_was_sent_without_a_session_is_shown_after_signing_in(writer: Client, cause, sentences: list[Segment]):
    writer.logout()
    answer = writer.post(_url("segment", sentences[0]), GIVEN)
    assert not Draft.objects.exists()
    signed = {"login": "translator", "password": "correct horse battery staple"}
    writer.post(answer["Location"], signed)
    editor = reverse("workbench:editor", args=["en", cause.key])
    other = CauseFactory(texts={"sv": ("Något annat", "Det är så.")}, source_language="sv")
    assert writer.get(reverse("workbench:editor", args=["en", other.key])).status_code == 200
    assert f"{TYPED}</textarea>" in writer.get(editor).content.decode()
    assert TYPED not in writer.get(editor).content.decode()


def test_restoring_says_why_not(writer: Client, sentences: list[Segment]):
    store(segment=sentences[0], language="en", text=TYPED, state="translated", origin="human", step="saved")
    page = writer.post(_url("restore", sentences[0]), {"number": 1, "version": 0}, follow=True).content.decode()
    assert "English is the source language of this entry" in page
    assert SegmentTranslation.objects.get(language="en").version == 1


def test_a_report_about_the_source_leads_to_the_source(writer, chief, cause: Cause, sentences: list[Segment]):
    report_sentence(entry=cause, language="en", shown="The agent is stopped", segment_uid=sentences[0].uid)
    path = reverse("workbench:source", args=["en", cause.key])
    for client, may in ((chief, True), (writer, False)):
        page = client.get(reverse("workbench:reports", args=["en"])).content.decode()
        assert (f'href="{path}"' in page) is may
        assert ("A leader changes it" in page) is not may
        assert f"segment={sentences[0].uid}" not in page
