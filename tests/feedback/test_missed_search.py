"""Searches that failed are counted by their words."""

from __future__ import annotations

import pytest
from django.utils import timezone

from kb.feedback import limits, services
from kb.feedback.models import MissedSearch, MissKind

URL = "/sv/feedback/search/"


def miss(text, language="sv", kind=MissKind.NOTHING):
    return services.count_missed_search(text=text, language=language, kind=kind)


@pytest.mark.django_db
def test_the_same_words_are_one_row_a_day():
    assert miss("Agenten  svarar inte!")
    assert miss("agenten svarar INTE")
    row = MissedSearch.objects.get()
    assert (row.text, row.count, row.day) == ("agenten svarar inte", 2, timezone.localdate())


@pytest.mark.django_db
def test_languages_and_kinds_are_counted_apart():
    miss("backup")
    miss("backup", language="da")
    miss("backup", kind=MissKind.NOT_CLICKED)
    assert MissedSearch.objects.count() == 3


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", "   ", "\x00", "anna@firma.example", "10.0.0.1", "\u202e"])
def test_what_has_no_words_left_is_not_counted(text):
    assert not miss(text)
    assert not MissedSearch.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "kind"), [("xx", "nothing"), ("", "nothing"), ("sv", "whatever")])
def test_an_unknown_language_or_kind_is_a_mistake_of_the_caller(language, kind):
    with pytest.raises(ValueError, match="."):
        miss("backup", language, kind)


@pytest.mark.django_db
def test_a_megabyte_is_counted_by_its_beginning():
    assert miss("ord " * 300_000)
    assert len(MissedSearch.objects.get().text) <= 200


@pytest.mark.django_db
def test_a_flood_of_new_words_does_not_fill_the_table(monkeypatch):
    monkeypatch.setattr(limits, "NEW_MISSES", limits.Limit("new-misses", 3, 3_600))
    assert [miss(f"word {chr(97 + number)}") for number in range(5)] == [True, True, True, False, False]
    assert miss("word a"), "known words are still counted"
    assert MissedSearch.objects.count() == 3


@pytest.mark.django_db
def test_a_browser_tells_of_a_search_that_found_nothing_as_it_was_typed(reader):
    assert reader.post(URL, {"q": "Kranföraren", "kind": "nothing"}).status_code == 204
    assert MissedSearch.objects.get().kind == MissKind.NOTHING


@pytest.mark.django_db
def test_a_browser_tells_of_a_search_left_unopened(reader):
    assert reader.post(URL, {"q": "Agenten svarar inte"}).status_code == 204
    row = MissedSearch.objects.get()
    assert (row.text, row.language, row.kind) == ("agenten svarar inte", "sv", "not_clicked")


@pytest.mark.django_db
def test_another_site_cannot_tell_of_searches(client):
    assert client.post(URL, {"q": "backup"}, headers={"Origin": "https://evil.example"}).status_code == 403
    assert not MissedSearch.objects.exists()
