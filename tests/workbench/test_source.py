"""The source text in the workbench: a revision and its significance, another language as source, who wrote what."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from kb.catalog.models import Cause, SourceRevision, Translation
from kb.l10n.models import Role, RoleName, Segment, SegmentTranslation
from kb.l10n.services.segments import save_segment

WORDS = ["Agenten är stoppad", "Kör `harbour start`.", "Det tar en minut."]
CHANGED = "Run `harbour start` now. It takes a minute."


@pytest.fixture
def translated(alva: User, translator: Client, sentences: list[Segment]) -> list[Segment]:
    for segment, text in zip(sentences, WORDS, strict=True):
        save_segment(segment=segment, language="sv", text=text, state="translated", user=alva, base_version=0)
    return sentences


@pytest.fixture
def editor(ed: User) -> Client:
    client = Client()
    client.force_login(ed)
    return client


def _form(client: Client, cause: Cause, **data: str):
    url = reverse("workbench:source", args=["en", cause.key])
    version = client.get(url).context["form"].initial["version"]
    given = {"title": "The agent is stopped", "body": CHANGED, "version": version, "significance": "minor"}
    return client.post(url, given | data)


def test_a_revision_shows_what_becomes_outdated_before_it_is_published(editor, cause, translated):
    answer = _form(editor, cause, action="look")
    (row,) = answer.context["impacts"]
    assert (row["impact"].language, row["impact"].outdated, row["impact"].kept) == ("sv", 1, 2)
    assert SourceRevision.objects.filter(entry=cause).count() == 1
    _form(editor, cause, action="publish")
    assert SourceRevision.objects.get(entry=cause, number=2).significance == "minor"
    outdated = SegmentTranslation.objects.filter(segment__entry=cause, segment__unit__isnull=False, outdated=True)
    assert [one.text for one in outdated] == [WORDS[1]]


def test_a_revision_needs_a_significance_and_the_newest_text(editor, cause, translated):
    assert _form(editor, cause, action="publish", significance="").context["form"].errors
    stale = _form(editor, cause, action="publish", version="before")
    assert CHANGED in stale.content.decode()
    assert stale.context["form"].errors
    assert SourceRevision.objects.filter(entry=cause).count() == 1


def test_a_broken_link_in_a_source_is_refused_with_a_sentence(editor, cause, translated):
    answer = _form(editor, cause, action="publish", body="See [it](cause:nowhere).")
    assert "nowhere" in str(answer.context["form"].errors)


def test_a_leader_makes_their_language_the_source_and_nothing_is_lost(leader, cause, translated):
    page = leader.get(reverse("workbench:source", args=["sv", cause.key])).content.decode()
    assert reverse("workbench:adopt", args=["sv", cause.key]) in page
    leader.post(reverse("workbench:adopt", args=["sv", cause.key]))
    cause.refresh_from_db()
    assert cause.source_language == "sv"
    english = Translation.objects.get(entry=cause, language="en")
    assert english.title == "The agent is stopped"
    assert english.aligned


def test_a_translator_may_do_neither_and_is_told_why(translator, cause, translated):
    for name in ("source", "adopt"):
        answer = translator.post(reverse(f"workbench:{name}", args=["sv", cause.key]))
        assert answer.status_code == 403
        assert "leader" in answer.content.decode()


def test_a_published_sentence_tells_who_wrote_it(translator, cause, translated):
    page = translator.get(reverse("workbench:blame", args=["sv", cause.key])).content.decode()
    for text in WORDS:
        assert text in page
    assert page.count("<td>alva</td>") == 3


def test_a_person_turns_their_digest_off_and_on(translator, alva: User):
    url = reverse("workbench:digest", args=["sv"])
    for wanted in ("0", "1"):
        translator.post(url, {"wanted": wanted})
        assert Role.objects.get(user=alva, language="sv", name=RoleName.TRANSLATOR).digest is (wanted == "1")


@pytest.mark.parametrize("action", ["", "unaligned"])
def test_a_translator_of_the_source_language_cannot_publish_a_revision_as_a_whole_text(ines: User, cause, action):
    Role.objects.create(user=ines, language="en", name=RoleName.TRANSLATOR)
    client = Client()
    client.force_login(ines)
    text = Translation.objects.get(entry=cause, language="en")
    given = {"title": "Mine", "body": "Mine.", "version": text.updated_at.isoformat(), "action": action}
    answer = client.post(reverse("workbench:whole", args=["en", cause.key]), given)
    assert answer["Location"] == reverse("workbench:source", args=["en", cause.key])
    assert client.get(answer["Location"]).status_code == 403
    text.refresh_from_db()
    assert text.title == "The agent is stopped"
    assert SourceRevision.objects.filter(entry=cause).count() == 1
