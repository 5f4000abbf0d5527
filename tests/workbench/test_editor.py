"""The editor: opening, saving, reviewing, colliding, drafting, restoring."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kb.catalog.models import Cause, State, Translation
from kb.l10n.models import Draft, Role, Segment, SegmentTranslation
from kb.l10n.services.findings import check_text
from tests.factories import CauseFactory

HTMX = {"HX-Request": "true"}


def _post(client: Client, segment: Segment, *, language: str = "sv", **data: object):
    return client.post(reverse("workbench:segment", args=[language, segment.uid]), {"version": 0, **data})


def test_the_editor_shows_every_sentence_and_opens_the_first_unfinished(translator, cause, sentences):
    page = translator.get(reverse("workbench:editor", args=["sv", cause.key])).content.decode()
    for sentence in sentences:
        assert f'id="s-{sentence.uid}"' in page
    assert f'data-open="{sentences[0].uid}"' in page
    assert page.count("data-open=") == 1


def test_saving_keeps_the_text_and_opens_the_next_sentence(translator, alva: User, sentences):
    answer = _post(translator, sentences[0], text="Agenten är stoppad", action="save")
    assert answer.status_code == 302
    assert f"segment={sentences[1].uid}" in answer["Location"]
    saved = SegmentTranslation.objects.get(segment=sentences[0], language="sv")
    assert (saved.text, saved.state, saved.origin, saved.author) == ("Agenten är stoppad", "translated", "human", alva)


def test_htmx_gets_the_saved_row_and_the_next_one_open(translator, sentences):
    url = reverse("workbench:segment", args=["sv", sentences[0].uid])
    answer = translator.post(url, {"version": 0, "text": "Agenten är stoppad", "action": "save"}, headers=HTMX)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<html" not in page
    assert page.index("Agenten är stoppad") < page.index(f'data-open="{sentences[1].uid}"')
    assert 'id="progress"' in page


def test_an_entry_is_published_once_every_sentence_has_a_text(translator, cause: Cause, sentences):
    texts = ["Agenten är stoppad", "Kör `harbour start`.", "Det tar en minut."]
    for number, (segment, text) in enumerate(zip(sentences, texts, strict=True)):
        assert Translation.objects.filter(entry=cause, language="sv").exists() is False, number
        _post(translator, segment, text=text, action="save")
    published = Translation.objects.get(entry=cause, language="sv")
    assert published.title == "Agenten är stoppad"
    assert published.body.strip() == "Kör `harbour start`. Det tar en minut."
    assert published.aligned


def test_a_stale_save_shows_both_texts_and_loses_neither(translator, reviewer, alva: User, sentences):
    _post(reviewer, sentences[0], text="Agenten står stilla", action="save")
    answer = _post(translator, sentences[0], text="Agenten är stoppad", action="save")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Agenten står stilla" in page
    assert "Agenten är stoppad" in page
    assert SegmentTranslation.objects.get(segment=sentences[0], language="sv").text == "Agenten står stilla"
    assert Draft.objects.get(segment=sentences[0], user=alva).text == "Agenten är stoppad"


def test_a_translator_of_one_language_cannot_touch_another(translator, sentences):
    answer = _post(translator, sentences[0], language="da", text="Agenten er stoppet", action="save")
    assert answer.status_code == 403
    assert not SegmentTranslation.objects.filter(language="da").exists()


def test_a_translator_cannot_mark_as_reviewed(translator, sentences):
    answer = _post(translator, sentences[0], text="Agenten är stoppad", action="review")
    assert answer.status_code == 200
    assert not SegmentTranslation.objects.filter(segment=sentences[0], state=State.REVIEWED).exists()


def test_a_failing_check_keeps_a_sentence_from_review_but_not_from_being_saved(reviewer, sentences):
    lost = "Kör harbour."
    refused = _post(reviewer, sentences[1], text=lost, action="review")
    assert "harbour start" in refused.content.decode()
    assert not SegmentTranslation.objects.filter(segment=sentences[1]).exists()
    _post(reviewer, sentences[1], text=lost, action="save")
    saved = SegmentTranslation.objects.get(segment=sentences[1], language="sv")
    assert saved.errors > 0


def test_a_reviewed_sentence_that_is_sent_back_is_a_draft_again(reviewer, sentences):
    _post(reviewer, sentences[0], text="Agenten är stoppad", action="review")
    _post(reviewer, sentences[0], version=1, action="reject")
    saved = SegmentTranslation.objects.get(segment=sentences[0], language="sv")
    assert (saved.state, saved.text) == (State.INITIAL, "Agenten är stoppad")


def test_an_earlier_version_can_be_restored(translator, sentences):
    _post(translator, sentences[0], text="Agenten är stoppad", action="save")
    _post(translator, sentences[0], version=1, text="Något annat", action="save")
    translator.post(reverse("workbench:restore", args=["sv", sentences[0].uid]), {"number": 1})
    assert SegmentTranslation.objects.get(segment=sentences[0], language="sv").text == "Agenten är stoppad"


def test_a_draft_survives_and_is_offered_again(translator, cause, sentences):
    url = reverse("workbench:draft", args=["sv", sentences[0].uid])
    assert translator.post(url, {"version": 0, "text": "Agenten är"}).status_code == 204
    page = translator.get(reverse("workbench:editor", args=["sv", cause.key])).content.decode()
    assert ">Agenten är</textarea>" in page


def test_a_second_person_sees_who_works_on_a_sentence(translator, reviewer, cause):
    translator.get(reverse("workbench:editor", args=["sv", cause.key]))
    assert "alva" in reviewer.get(reverse("workbench:editor", args=["sv", cause.key])).content.decode()


def test_an_expired_session_is_sent_to_sign_in_and_comes_back(cause, client: Client):
    url = reverse("workbench:editor", args=["sv", cause.key])
    answer = client.get(url)
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))
    assert "next=" in answer["Location"]


@pytest.mark.parametrize("data", [{"action": "explode"}, {"version": "x"}, {"version": ""}])
def test_garbage_is_answered_400(translator, sentences, data):
    assert _post(translator, sentences[0], **{"text": "x", **data}).status_code == 400


def test_markup_in_a_translation_is_shown_as_text_in_the_editor(translator, sentences, cause):
    _post(translator, sentences[0], text="<script>alert(1)</script>", action="save")
    page = translator.get(reverse("workbench:editor", args=["sv", cause.key])).content.decode()
    assert "<script>alert" not in page


def test_the_editor_asks_a_flat_number_of_queries(translator):
    def count(sentences: int) -> int:
        entry = CauseFactory(texts={"en": ("A title", " ".join(f"This is sentence {n}." for n in range(sentences)))})
        url = reverse("workbench:editor", args=["sv", entry.key])
        translator.get(url)
        with CaptureQueriesContext(connection) as queries:
            translator.get(url)
        return len(queries)

    assert count(3) == count(60)


def test_dismissing_a_finding_takes_a_reason_and_a_reviewer(translator, reviewer, sentences):
    _post(reviewer, sentences[1], text="Kör harbour.", action="save")
    finding = check_text(segment=sentences[1], language="sv", text="Kör harbour.").open[0]
    url = reverse("workbench:dismiss", args=["sv", sentences[1].uid])
    assert translator.post(url, {"key": finding.key, "reason": "Det är rätt."}).status_code == 403
    reviewer.post(url, {"key": finding.key, "reason": ""})
    assert finding.key in {one.key for one in check_text(segment=sentences[1], language="sv", text="Kör harbour.").open}
    reviewer.post(url, {"key": finding.key, "reason": "Det är rätt."})
    left = check_text(segment=sentences[1], language="sv", text="Kör harbour.").open
    assert finding.key not in {one.key for one in left}


def test_leaving_a_language_takes_the_editor_away(translator, alva: User, cause):
    Role.objects.filter(user=alva).delete()
    assert translator.get(reverse("workbench:editor", args=["sv", cause.key])).status_code == 403


def test_saving_asks_a_flat_number_of_queries(translator):
    def count(sentences: int) -> int:
        entry = CauseFactory(texts={"en": ("A title", " ".join(f"This is sentence {n}." for n in range(sentences)))})
        first, second = Segment.objects.filter(entry=entry).in_order()[:2]
        _post(translator, first, text="En rubrik", action="save")
        url = reverse("workbench:segment", args=["sv", second.uid])
        with CaptureQueriesContext(connection) as queries:
            translator.post(url, {"version": 0, "text": "Detta är mening 0.", "action": "save"}, headers=HTMX)
        return len(queries)

    count(4)  # what the process keeps is read once
    assert count(4) == count(60)
