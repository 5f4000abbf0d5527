""" "Did this fix it?": one answer a visitor and solution, undoable, without knowing who."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone

from kb.catalog import services as catalog
from kb.feedback import limits, selectors
from kb.feedback.models import Outcome, VisitorSalt
from tests.feedback.browsers import FETCH, visitor

URL = "/sv/feedback/outcome/restart-the-agent/"
PAGE = "/sv/errors/AgentNotReachable/"


def answer(client, value, url=URL, **more):
    return client.post(url, {"answer": value, "page": PAGE, **more})


def test_an_answer_is_kept_and_thanked_for(harbour, reader):
    response = answer(reader, "yes")
    assert response.status_code == 303
    page = reader.get(response["Location"])
    assert page.status_code == 200
    assert f'href="{PAGE}#restart-the-agent"' in page.content.decode()
    assert 'value="undo"' in page.content.decode()
    outcome = Outcome.objects.get()
    assert (outcome.solution, outcome.language, outcome.answer) == (harbour.restart, "sv", "yes")


def test_the_same_answer_again_changes_nothing(harbour, reader):
    for _ in range(3):
        answer(reader, "yes")
    assert Outcome.objects.count() == 1


def test_another_answer_takes_the_place_of_the_first(harbour, reader):
    answer(reader, "yes")
    answer(reader, "not_possible")
    assert Outcome.objects.get().answer == "not_possible"


def test_two_visitors_count_twice(harbour, reader, neighbour):
    answer(reader, "yes")
    answer(neighbour, "yes")
    assert selectors.outcome_counts(harbour.restart)["sv"].yes == 2


def test_two_browsers_behind_one_address_count_twice(harbour, reader):
    answer(reader, "yes")
    answer(visitor(agent="Another browser/1.0"), "no")
    counts = selectors.outcome_counts(harbour.restart)["sv"]
    assert (counts.yes, counts.no, counts.total) == (1, 1, 2)


def test_an_answer_can_be_taken_back(harbour, reader, neighbour):
    answer(reader, "no")
    answer(neighbour, "no")
    response = answer(reader, "undo")
    assert 'value="yes"' in reader.get(response["Location"]).content.decode()
    assert selectors.outcome_counts(harbour.restart)["sv"].no == 1


def test_taking_back_what_was_not_said_is_harmless(harbour, reader):
    assert answer(reader, "undo").status_code == 303
    assert not Outcome.objects.exists()


def test_counts_are_kept_by_language(harbour, reader, neighbour):
    answer(reader, "yes")
    answer(neighbour, "no", url=URL.replace("/sv/", "/da/"))
    counts = selectors.outcome_counts(harbour.restart)
    assert (counts["sv"].yes, counts["da"].no, counts["es"].total) == (1, 1, 0)


def test_no_cookie_is_set_and_nothing_is_cached(harbour, reader):
    response = answer(reader, "yes")
    page = reader.get(response["Location"])
    for one in (response, page):
        assert not one.cookies
        assert "no-store" in one["Cache-Control"]
    assert not reader.cookies


def test_no_address_and_no_browser_name_is_stored(harbour, reader):
    answer(reader, "yes")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM feedback_outcome")
        row = " ".join(map(str, cursor.fetchone()))
    assert "192.0.2.1" not in row
    assert "Firefox" not in row


def test_a_new_day_has_a_new_key_and_the_old_one_is_gone(harbour, reader, monkeypatch):
    answer(reader, "yes")
    yesterday = VisitorSalt.objects.get()
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    monkeypatch.setattr("kb.feedback.visitors.timezone.localdate", lambda: tomorrow)
    answer(reader, "yes")
    assert VisitorSalt.objects.get().day == tomorrow
    assert bytes(VisitorSalt.objects.get().salt) != bytes(yesterday.salt)
    assert Outcome.objects.values("visitor").distinct().count() == 2


@pytest.mark.parametrize("value", ["", "maybe", "yes' OR 1=1", "<b>", "\x00", "YES" * 1000])
def test_an_answer_that_is_none_is_refused_with_the_question(harbour, reader, value):
    response = answer(reader, value)
    assert response.status_code == 400
    assert 'role="alert"' in response.content.decode()
    assert 'value="yes"' in response.content.decode()
    assert not Outcome.objects.exists()


@pytest.mark.parametrize("key", ["no-such-solution", "the-agent-is-stopped", "%00", "..", "a" * 3000])
def test_a_missing_solution_says_so(harbour, reader, key):
    response = answer(reader, "yes", url=f"/sv/feedback/outcome/{key}/")
    assert response.status_code == 404
    assert not Outcome.objects.exists()


def test_a_withdrawn_solution_counts_nothing(harbour, reader):
    catalog.withdraw_entry(entry=harbour.restart)
    response = answer(reader, "yes")
    assert response.status_code == 404
    assert 'role="alert"' in response.content.decode()
    assert not Outcome.objects.exists()


def test_a_renamed_solution_takes_answers_under_its_old_key(harbour, reader):
    catalog.rename_entry(entry=harbour.restart, key="start-the-agent-again")
    assert answer(reader, "yes").status_code == 303
    assert Outcome.objects.get().solution == harbour.restart


@pytest.mark.parametrize("language", ["xx", "svensk", "sv-SE-x-garbage", "%F0%9F%92%A5"])
def test_an_unknown_language_is_not_found(harbour, reader, language):
    assert answer(reader, "yes", url=URL.replace("/sv/", f"/{language}/")).status_code == 404
    assert not Outcome.objects.exists()


def test_a_script_gets_a_fragment_and_keeps_the_page(harbour, reader):
    sent = reader.post(URL, {"answer": "yes", "page": PAGE}, headers=FETCH)
    fragment = reader.get(sent["Location"], headers=FETCH).content.decode()
    assert "<html" not in fragment
    assert "data-feedback-thanks" in fragment


def test_a_filled_trap_is_thanked_and_forgotten(harbour, reader):
    assert answer(reader, "yes", website="https://spam.example").status_code == 303
    assert not Outcome.objects.exists()


def test_a_flood_is_stopped_with_a_sentence_and_others_are_heard(harbour, reader, neighbour):
    for _ in range(limits.OUTCOMES.each.most):
        answer(reader, "yes")
    stopped = answer(reader, "no")
    assert stopped.status_code == 429
    assert 0 < int(stopped["Retry-After"]) <= limits.OUTCOMES.each.seconds
    assert 'role="alert"' in stopped.content.decode()
    assert Outcome.objects.get().answer == "yes"
    assert answer(neighbour, "no").status_code == 303


def test_a_flooder_with_many_browser_names_is_one_flooder(harbour):
    for number in range(limits.OUTCOMES.each.most):
        answer(visitor(agent=f"browser {number}"), "yes")
    assert answer(visitor(agent="one more"), "yes").status_code == 429


@pytest.mark.parametrize(
    "page",
    [
        "https://evil.example/",
        "//evil.example/",
        "/admin/",
        "/sv/../admin/",
        "javascript:alert(1)",
        "/xx/a/",
    ],
)
def test_the_way_back_never_leaves_the_site(harbour, reader, page):
    response = reader.post(URL, {"answer": "yes", "page": page})
    assert response["Location"].endswith("?page=/sv/solutions/restart-the-agent/")
    shown = reader.get(URL, {"page": page}).content.decode()
    assert 'href="/sv/solutions/restart-the-agent/#restart-the-agent"' in shown
    assert page not in shown


def test_an_odd_page_name_is_led_back_to_in_quotes(harbour, reader):
    response = reader.post(URL, {"answer": "yes", "page": '/sv/errors/"><b>å/'})
    shown = reader.get(response["Location"]).content.decode()
    assert 'href="/sv/errors/%22%3E%3Cb%3E%C3%A5/#restart-the-agent"' in shown
