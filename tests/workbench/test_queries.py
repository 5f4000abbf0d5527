"""What a page or a save asks of the database does not grow with what is stored."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kb.catalog.models import Cause
from kb.l10n.models import Segment, SegmentTranslation
from tests.factories import CauseFactory

HTMX = {"HX-Request": "true"}


def _entry(key: str, sentences: int) -> Cause:
    """An entry with a title and so many sentences in English."""
    body = "\n\n".join(f"Restart machine {n} of {key} with `harbour start {n}`." for n in range(sentences - 1))
    return CauseFactory(key=key, texts={"en": (f"The title of {key}", body)})


def _translate(entry: Cause) -> None:
    """A Swedish text for every sentence; nothing is published yet."""
    SegmentTranslation.objects.bulk_create(
        SegmentTranslation(segment=one, language="sv", text=one.flat, state="translated") for one in _sentences(entry)
    )


def _sentences(entry: Cause) -> list[Segment]:
    return list(Segment.objects.filter(entry=entry).in_order())


def _queries_of_save(client: Client, segment: Segment, text: str) -> int:
    found = SegmentTranslation.objects.filter(segment=segment, language="sv").first()
    given = {"version": found.version if found else 0, "text": text, "action": "save"}
    with CaptureQueriesContext(connection) as asked:
        answer = client.post(reverse("workbench:segment", args=["sv", segment.uid]), given, headers=HTMX)
    assert answer.status_code == 200
    return len(asked)


@pytest.mark.parametrize("published", [False, True])
def test_a_save_asks_as_much_in_an_entry_of_300_sentences_as_of_10(translator: Client, published: bool):
    counts = []
    for size in (10, 300):
        entry = _entry(f"of-{size}", size)
        if published:
            _translate(entry)
        sentences = _sentences(entry)
        assert len(sentences) == size
        for number in (3, 4):  # the first save publishes, the second publishes anew
            count = _queries_of_save(translator, sentences[number], f"Starta maskin {number} av {size}.")
        counts.append(count)
    assert counts[0] == counts[1]
    assert counts[0] <= (75 if published else 60)


def test_the_editor_asks_as_much_for_300_sentences_as_for_10(translator: Client):
    counts = []
    for size in (10, 300):
        entry = _entry(f"of-{size}", size)
        address = reverse("workbench:editor", args=["sv", entry.key])
        translator.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert translator.get(address).context["editor"].active
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[0] <= 36


def test_the_dashboard_asks_as_much_for_50_entries_as_for_one(translator: Client, django_assert_num_queries):
    address = reverse("workbench:dashboard", args=["sv"])
    _entry("first", 3)
    with CaptureQueriesContext(connection) as asked:
        assert len(translator.get(address).context["dashboard"].rows) == 1
    for number in range(49):
        _entry(f"other-{number}", 3)
    with django_assert_num_queries(len(asked)):
        assert len(translator.get(address).context["dashboard"].rows) == 50
    assert len(asked) <= 15  # three keep the list that the next entry is taken from


def test_a_save_looks_at_no_more_translations_than_it_needs(translator: Client, monkeypatch):
    """SQLite would go through every translation of the language if it were asked for the same wording in one query."""
    if connection.vendor != "sqlite":
        pytest.skip("how SQLite plans a query")
    sentence = _sentences(_entry("plan", 3))[1]
    with CaptureQueriesContext(connection) as asked:
        translator.post(reverse("workbench:check", args=["sv", sentence.uid]), {"text": "Starta maskinen."})
    plans = []
    for one in asked.captured_queries:
        if one["sql"].startswith("SELECT") and "l10n_segment" in one["sql"]:
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN QUERY PLAN {one['sql']}")
                plans += [row[3] for row in cursor.fetchall()]
    assert plans
    assert not [plan for plan in plans if plan.startswith("SCAN") or "translation_by" in plan]
