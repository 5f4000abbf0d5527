"""The source text in the workbench: a revision and its significance, another language as source, who wrote what."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from kb.catalog.models import Cause, SourceRevision, Translation
from kb.catalog.services import publish_text
from kb.l10n.models import Role, RoleName, Segment, SegmentTranslation
from kb.l10n.services.segments import save_segment
from kb.workbench.views.revisions import PER_PAGE

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


@pytest.mark.parametrize("page", ["source", "whole"])
def test_of_two_saves_at_once_the_second_sees_the_first(editor, leader, cause, translated, monkeypatch, page):
    """Both hold the entry first; the one that had to wait compares with what the other published meanwhile."""
    language, client = ("en", editor) if page == "source" else ("sv", leader)
    url = reverse(f"workbench:{page}", args=[language, cause.key])
    given = {"title": "Ours", "body": CHANGED, "significance": "minor", "action": "publish"}
    given["version"] = client.get(url).context["form"].initial["version"]

    def wait(*, entry_id: int) -> None:
        publish_text(entry=cause, language=language, title="Theirs", body="It is theirs.", allow_broken_links=True)

    monkeypatch.setattr(f"kb.workbench.views.{page}.hold_entry", wait)
    answer = client.post(url, given)
    assert answer.context["form"].errors
    assert Translation.objects.get(entry=cause, language=language).title == "Theirs"


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
    assert answer.status_code == 403
    assert "Mine\n\nMine.</textarea>" in answer.content.decode()
    assert client.get(reverse("workbench:source", args=["en", cause.key])).status_code == 403
    text.refresh_from_db()
    assert text.title == "The agent is stopped"
    assert SourceRevision.objects.filter(entry=cause).count() == 1


def _revise(cause: Cause, times: int) -> None:
    for number in range(times):
        body = f"Run `harbour start` {number + 2} times."
        publish_text(entry=cause, language="en", title="The agent is stopped", body=body)


def test_an_earlier_revision_is_the_beginning_of_a_new_one(editor, cause, translated):
    first = SourceRevision.objects.get(entry=cause)
    _revise(cause, 1)
    page = editor.get(reverse("workbench:revisions", args=[cause.key])).content.decode()
    path = reverse("workbench:source", args=["en", cause.key])
    assert f'href="{path}?revision=1"' in page
    assert f'href="{path}?revision=2"' not in page  # it is in force
    page = editor.get(f"{path}?revision=1")
    assert "Revision 1" in page.content.decode()
    form = page.context["form"]
    given = form.initial | {"significance": "minor"}
    assert given["body"] == first.body
    looked = editor.post(f"{path}?revision=1", given | {"action": "look"})
    assert looked.context["impacts"] is not None
    assert SourceRevision.objects.filter(entry=cause).count() == 2
    editor.post(f"{path}?revision=1", given | {"action": "publish"})
    again = SourceRevision.objects.get(entry=cause, number=3)
    assert (again.title, again.body) == (first.title, first.body)
    assert not SegmentTranslation.objects.filter(segment__in=translated, outdated=True).exists()


@pytest.mark.parametrize("number", ["0", "9", "-1", "x", "²", "9" * 40])
def test_a_revision_that_is_none_is_not_found(editor, cause, translated, number):
    path = reverse("workbench:source", args=["en", cause.key])
    assert editor.get(path, {"revision": number}).status_code == 404


def test_a_revision_in_another_language_is_not_offered(leader, editor, cause, translated):
    leader.post(reverse("workbench:adopt", args=["sv", cause.key]))
    page = editor.get(reverse("workbench:revisions", args=[cause.key])).content.decode()
    assert "?revision=" not in page
    path = reverse("workbench:source", args=["sv", cause.key])
    assert editor.get(path, {"revision": "1"}).status_code == 404


def test_only_leaders_are_offered_an_earlier_revision(translator, cause, translated):
    _revise(cause, 1)
    assert "?revision=" not in translator.get(reverse("workbench:revisions", args=[cause.key])).content.decode()


def test_a_long_history_has_pages(translator, cause, translated):
    _revise(cause, PER_PAGE)
    path = reverse("workbench:revisions", args=[cause.key])
    first = translator.get(path)
    assert len(first.context["rows"]) == PER_PAGE
    assert 'href="?page=2"' in first.content.decode()
    assert [one.kind for one in first.context["rows"][-1]["changes"]].count("same")  # compared with the next page's
    (oldest,) = translator.get(path, {"page": "2"}).context["rows"]
    assert oldest["revision"].number == 1
    assert [one.kind for one in oldest["changes"]] == ["new"]
