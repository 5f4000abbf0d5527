"""The editor: opening, saving, reviewing, colliding, drafting, restoring."""

from __future__ import annotations

import html

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kb.catalog.models import Cause, State, Translation
from kb.catalog.services import publish_text
from kb.l10n.models import Draft, Role, Segment, SegmentTranslation
from kb.l10n.paths import sentence_path
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


def test_the_address_of_a_sentence_opens_it(translator, cause, sentences):
    path = sentence_path("sv", cause.key, sentences[2].uid)
    assert path.endswith(f"#s-{sentences[2].uid}")
    page = translator.get(path).content.decode()
    assert f'id="s-{sentences[2].uid}"' in page
    assert f'data-open="{sentences[2].uid}"' in page


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
    translator.post(reverse("workbench:restore", args=["sv", sentences[0].uid]), {"number": 1, "version": 2})
    assert SegmentTranslation.objects.get(segment=sentences[0], language="sv").text == "Agenten är stoppad"


def test_a_version_is_not_restored_over_what_somebody_saved_meanwhile(translator, reviewer, cause, sentences):
    _post(translator, sentences[0], text="Agenten är stoppad", action="save")
    _post(translator, sentences[0], version=1, text="Något annat", action="save")
    address = reverse("workbench:editor", args=["sv", cause.key])
    seen = translator.get(address, {"segment": sentences[0].uid}).content.decode()
    assert '<input type="hidden" name="number" value="1"><input type="hidden" name="version" value="2">' in seen
    _post(reviewer, sentences[0], version=2, text="Agenten har stannat", action="save")
    url = reverse("workbench:restore", args=["sv", sentences[0].uid])
    answer = translator.post(url, {"number": 1, "version": 2})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'data-replace="Agenten har stannat"' in page
    assert ">Agenten är stoppad</textarea>" in page
    assert SegmentTranslation.objects.get(segment=sentences[0], language="sv").text == "Agenten har stannat"
    assert translator.post(url, {"number": 1, "version": 3}).status_code == 302


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


def test_htmx_gets_the_sentence_without_the_dismissed_finding_and_with_what_was_typed(reviewer, ines: User, sentences):
    _post(reviewer, sentences[1], text="Kör harbour.", action="save")
    finding = check_text(segment=sentences[1], language="sv", text="Kör harbour.").open[0]
    url = reverse("workbench:dismiss", args=["sv", sentences[1].uid])
    given = {"key": finding.key, "version": 1, "text": "Kör harbour. Nu."}
    refused = reviewer.post(url, {**given, "reason": " "}, headers=HTMX).content.decode()
    assert "Say why this is no problem." in refused
    page = reviewer.post(url, {**given, "reason": "Det är rätt."}, headers=HTMX).content.decode()
    assert "<html" not in page
    assert page.count("data-open=") == 1
    assert "Kör harbour. Nu.</textarea>" in page
    assert "Det är rätt." in page
    assert Draft.objects.get(segment=sentences[1], user=ines).text == "Kör harbour. Nu."
    page = reviewer.post(reverse("workbench:undismiss", args=["sv", sentences[1].uid]), given, headers=HTMX)
    assert finding.text in html.unescape(page.content.decode())


@pytest.mark.parametrize("text", ["", "Starta agenten med nätet."])
def test_what_is_wrong_in_the_source_is_said_once_beside_it_and_nobody_dismisses_it(reviewer, text: str):
    cause = CauseFactory(texts={"en": ("A title", "Start hello agent with hello net.")})
    sentence = Segment.objects.get(entry=cause, unit__position=1)
    if text:
        _post(reviewer, sentence, text=text, action="save")
        saved = SegmentTranslation.objects.get(segment=sentence, language="sv")
        assert (saved.errors, saved.warnings, saved.failed) == (0, 0, "")
    url = reverse("workbench:editor", args=["sv", cause.key])
    page = html.unescape(reviewer.get(url, {"segment": sentence.uid}).content.decode())
    assert page.count("The source has “hello” where it means “the”.") == 1
    assert "× 2" in page
    assert "The checks find nothing." in page
    assert "data-dismiss" not in page


def test_leaving_a_language_takes_the_editor_away(translator, alva: User, cause):
    Role.objects.filter(user=alva).delete()
    assert translator.get(reverse("workbench:editor", args=["sv", cause.key])).status_code == 403


def test_an_empty_sentence_is_offered_what_stood_in_its_place(translator, cause: Cause, sentences):
    for segment, text in zip(sentences, ["Agenten är stoppad", "Kör `harbour start`.", "Tar en minut."], strict=True):
        _post(translator, segment, text=text, action="save")
    for body in ("Run `harbour start`. Nobody knows.", "Run `harbour start`. All is said and done by then."):
        publish_text(entry=cause, language="en", title="The agent is stopped", body=body)
    present = Segment.objects.filter(entry=cause).in_order().current().last()
    assert not SegmentTranslation.objects.filter(segment=present).exists()
    page = translator.get(reverse("workbench:editor", args=["sv", cause.key])).content.decode()
    assert f'data-open="{present.uid}"' in page
    assert 'data-replace="Tar en minut."' in page
    _post(translator, present, text="Då är allt klart.", action="save")
    page = translator.get(reverse("workbench:editor", args=["sv", cause.key]), {"segment": present.uid})
    assert "Tar en minut." not in page.content.decode()
