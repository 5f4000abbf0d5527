"""From one entry to the next that asks for something."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from kb.catalog.models import Cause
from kb.feedback.services import report_sentence
from kb.l10n.models import Progress, Role, RoleName, Segment
from tests.factories import CauseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _three_entries() -> None:
    for key in ("a-tide", "b-tide", "c-tide"):
        CauseFactory(key=key, texts={"en": (f"The {key}", "It is out.")})


def _next(client: Client, key: str) -> str:
    return client.get(reverse("workbench:next", args=["sv", key])).headers["Location"]


def _editor(key: str) -> str:
    return reverse("workbench:editor", args=["sv", key])


def _translated(*keys: str) -> None:
    Progress.objects.filter(language="sv", entry__key__in=keys).update(empty=0, translated=2)


def test_the_order_is_that_of_the_list_from_the_top_again_at_the_end(translator: Client):
    assert [_next(translator, key) for key in ("a-tide", "c-tide")] == [_editor("b-tide"), _editor("a-tide")]


def test_what_is_done_is_left_out(translator: Client):
    _translated("a-tide", "b-tide")
    assert _next(translator, "a-tide") == _editor("c-tide")


def test_when_nothing_is_left_the_list_says_so(translator: Client):
    _translated("a-tide", "b-tide")
    assert _next(translator, "c-tide") == reverse("workbench:dashboard", args=["sv"])
    assert "Nothing else is left to do." in translator.get(reverse("workbench:dashboard", args=["sv"])).content.decode()


def test_a_reviewer_goes_on_to_what_waits_for_review(reviewer: Client):
    _translated("a-tide", "b-tide", "c-tide")
    assert _next(reviewer, "a-tide") == _editor("b-tide")


def _looks_at_the_list(client: Client, **asked: str) -> None:
    assert client.get(reverse("workbench:dashboard", args=["sv"]), asked).status_code == 200


def _walk(client: Client, key: str, steps: int) -> str:
    """The first letters of the entries that follow one another."""
    keys = []
    for _step in range(steps):
        key = _next(client, key).rstrip("/").rpartition("/")[2]
        keys.append(key[0])
    return "".join(keys)


def test_the_queue_and_what_was_chosen_of_it_are_kept(translator: Client):
    Progress.objects.filter(language="sv", entry__key__in=["a-tide", "c-tide"]).update(outdated=1)
    _looks_at_the_list(translator, queue="outdated")
    assert _walk(translator, "a-tide", 2) == "ca"
    Progress.objects.filter(language="sv", entry__key="c-tide").update(outdated=0)
    assert _next(translator, "a-tide") == "/workbench/sv/?queue=outdated"
    assert "Nothing else is left in this list." in translator.get("/workbench/sv/?queue=outdated").content.decode()
    _looks_at_the_list(translator)
    assert _walk(translator, "a-tide", 2) == "bc"


def test_what_was_found_by_its_name_is_followed_by_the_rest(translator: Client):
    _looks_at_the_list(translator, q="b-tide")
    assert _walk(translator, "b-tide", 3) == "acb"


def test_the_editor_leads_back_to_the_list(translator: Client):
    _looks_at_the_list(translator, queue="missing", kind="cause")
    assert 'href="/workbench/sv/?queue=missing&amp;kind=cause"' in translator.get(_editor("a-tide")).content.decode()


def test_an_entry_that_is_half_done_jumps_over_none(translator: Client):
    Progress.objects.filter(language="sv", entry__key="a-tide").update(empty=9)
    Progress.objects.filter(language="sv", entry__key="b-tide").update(empty=8)
    _looks_at_the_list(translator)
    Progress.objects.filter(language="sv", entry__key="a-tide").update(empty=3)  # between the two others now
    assert _walk(translator, "a-tide", 2) == "bc"


def test_an_entry_that_was_passed_over_comes_again_at_the_end(translator: Client):
    _looks_at_the_list(translator)
    assert _walk(translator, "a-tide", 1) == "b"
    _translated("b-tide")
    assert _walk(translator, "b-tide", 2) == "ca"


def test_the_order_goes_on_behind_the_page_that_was_looked_at(translator: Client, monkeypatch):
    monkeypatch.setattr(import_module("kb.workbench.selectors.dashboard"), "PER_PAGE", 2)
    _looks_at_the_list(translator)
    CauseFactory(key="d-tide", texts={"en": ("The d-tide", "It is out.")})
    assert _walk(translator, "b-tide", 4) == "cdab"


def test_who_comes_from_the_readers_reports_goes_on_to_the_next_of_them(translator: Client):
    for key in ("c-tide", "b-tide"):
        cause = Cause.objects.get(key=key)
        sentence = Segment.objects.filter(entry=cause).in_order()[1]
        report_sentence(entry=cause, language="sv", shown="Det är ute.", segment_uid=sentence.uid, visitor=key)
    listed = [row["report"].entry.key[0] for row in translator.get("/workbench/sv/reports/").context["rows"]]
    assert sorted(listed) == ["b", "c"]
    assert _walk(translator, f"{listed[0]}-tide", 1) == listed[1]
    page = translator.get(_editor("b-tide"))
    assert page.context["editor"].active.segment.flat == "It is out."


def test_two_languages_have_each_their_list(translator: Client, alva: User):
    Role.objects.create(user=alva, language="da", name=RoleName.TRANSLATOR)
    _looks_at_the_list(translator, queue="outdated")
    translator.get(reverse("workbench:dashboard", args=["da"]))
    assert "queue=outdated" in _next(translator, "b-tide")


def test_an_entry_that_does_not_exist_is_not_found(translator: Client):
    assert translator.get(reverse("workbench:next", args=["sv", "d-tide"])).status_code == 404
