"""A reader says that a sentence is wrong."""

from __future__ import annotations

import re

import pytest

from kb.catalog import services as catalog
from kb.feedback import limits, selectors
from kb.feedback.guards import MOST_READ
from kb.feedback.models import ReportStatus, SentenceReport
from kb.feedback.models.sentence_report import MAX_COMMENT
from kb.markup import mark
from tests.feedback.browsers import FETCH, visitor

URL = "/sv/feedback/sentence/restart-the-agent/"
PAGE = "/sv/errors/AgentNotReachable/"
SENTENCE = "Logga in på datorn."


def report(client, url=URL, headers=None, **more):
    data = {"language": "sv", "shown": SENTENCE, "comment": "Fel ord.", "page": PAGE, **more}
    return client.post(url, data, headers=headers or {})


@pytest.fixture
def segmented(harbour):
    """The Swedish text of the solution, kept sentence by sentence."""
    title, first, second = "Starta om agenten", SENTENCE, "Kör **kommandot** nu."
    catalog.publish_text(
        entry=harbour.restart,
        language="sv",
        title=title,
        body=f"{first}\n\n{second}\n",
        origin="mt",
        aligned=True,
        marked_title=mark("t0", title),
        marked_body=f"{mark('s1', first)}\n\n{mark('s2', second)}\n",
        sentences=[
            {"id": "t0", "source": "Restart the agent", "state": "final", "origin": "human"},
            {"id": "s1", "source": "Sign in to the machine.", "state": "initial", "origin": "mt"},
            {"id": "s2", "source": "Run the command now.", "state": "reviewed", "origin": "tm"},
        ],
    )
    return harbour.restart


def test_a_report_lands_in_the_queue_of_its_language(harbour, reader):
    response = report(reader, correction="Logga in på maskinen.")
    assert response.status_code == 303
    kept = selectors.open_reports("sv").get()
    assert (kept.entry.key, kept.shown, kept.correction) == ("restart-the-agent", SENTENCE, "Logga in på maskinen.")
    assert (kept.comment, kept.page, kept.was_shown, kept.times) == ("Fel ord.", PAGE, True, 1)
    assert not selectors.open_reports("da").exists()


def test_the_reader_is_thanked_and_led_back_without_a_cookie(harbour, reader):
    response = report(reader)
    page = reader.get(response["Location"])
    assert page.status_code == 200
    assert f'href="{PAGE}#restart-the-agent"' in page.content.decode()
    assert not reader.cookies


def test_pointing_at_a_sentence_brings_its_source_and_state(segmented, reader):
    form = reader.get(URL, {"segment": "s2"}).content.decode()
    assert "Kör kommandot nu." in form
    assert "Run the command now." in form
    report(reader, segment="s2", shown="Kör kommandot nu.", source="Run the command now.")
    kept = SentenceReport.objects.get()
    assert (kept.segment_uid, kept.state, kept.origin) == ("s2", "reviewed", "tm")
    assert (kept.source, kept.was_shown) == ("Run the command now.", True)


def test_a_title_can_be_wrong_too(segmented, reader):
    assert "Starta om agenten" in reader.get(URL, {"segment": "t0"}).content.decode()
    report(reader, segment="t0", shown="Starta om agenten")
    assert SentenceReport.objects.get().was_shown


def test_a_sentence_that_is_not_there_any_more_can_be_copied_in(segmented, reader):
    form = reader.get(URL, {"segment": "gone"})
    assert form.status_code == 200
    assert '<textarea name="shown"' in form.content.decode()


def test_the_form_offers_the_sentence_to_be_corrected_and_unchanged_is_no_correction(segmented, reader):
    assert f">\n{SENTENCE}</textarea>" in reader.get(URL, {"segment": "s1"}).content.decode()
    report(reader, segment="s1", correction=SENTENCE)
    assert SentenceReport.objects.get().correction == ""


def test_a_text_shown_in_place_of_a_missing_one_is_reported_in_its_own_language(harbour, reader):
    url = "/es/feedback/sentence/set-the-clock/"
    assert 'name="language" value="en"' in reader.get(url).content.decode()
    report(reader, url=url, language="en", shown="Set the clock.")
    assert SentenceReport.objects.get().language == "en"


def test_a_replayed_report_is_one_report(harbour, reader):
    for _ in range(3):
        assert report(reader).status_code == 303
    assert SentenceReport.objects.get().times == 1


def test_a_report_of_two_visitors_is_one_report_told_twice(harbour, reader, neighbour):
    report(reader)
    report(neighbour)
    assert SentenceReport.objects.get().times == 2


def test_a_decided_report_stays_decided_when_it_is_replayed(harbour, reader):
    report(reader)
    SentenceReport.objects.update(status=ReportStatus.REJECTED)
    report(reader)
    assert SentenceReport.objects.get().status == ReportStatus.REJECTED


def test_markup_is_kept_as_text_and_never_as_markup(harbour, reader, ed, client):
    nasty = '<script>alert(1)</script> "><img src=x onerror=alert(1)> [a](javascript:b)'
    report(reader, comment=nasty, shown=f"{SENTENCE} <b>x</b>")
    kept = SentenceReport.objects.get()
    assert kept.comment == nasty
    client.force_login(ed)
    for url in ("/admin/feedback/sentencereport/", f"/admin/feedback/sentencereport/{kept.pk}/change/"):
        html = client.get(url).content.decode()
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert "<b>x</b>" not in html


def test_control_and_direction_characters_are_removed(harbour, reader):
    report(reader, comment="a\x00b\u202ec\x1b[31m\r\nd")
    assert SentenceReport.objects.get().comment == "abc[31m\nd"


def test_an_empty_report_is_refused(harbour, reader):
    response = report(reader, shown="  ")
    assert response.status_code == 400
    assert 'role="alert"' in response.content.decode()
    assert not SentenceReport.objects.exists()


def test_a_text_that_is_too_long_is_refused_and_kept_on_the_page(harbour, reader):
    long = "ord " * MAX_COMMENT
    response = report(reader, comment=long, correction="Bättre så.")
    assert response.status_code == 400
    html = response.content.decode()
    assert "Bättre så." in html
    assert long.strip() in html
    assert not SentenceReport.objects.exists()


def message_of(response):
    return response.content.decode().split("data-feedback-message")[1].split("</div>")[0]


@pytest.mark.parametrize("headers", [{}, FETCH])
def test_a_megabyte_is_answered_with_one_sentence_and_stays_on_the_page(harbour, reader, headers):
    long = "å" * 500_000
    response = report(reader, comment=long, correction="Bättre så.", headers=headers)
    assert response.status_code == 413
    assert message_of(response).count("<p>") == 1
    assert "2\xa0000" in message_of(response)
    html = response.content.decode()
    assert long in html
    assert "Bättre så." in html
    assert not SentenceReport.objects.exists()


@pytest.mark.parametrize("headers", [{}, FETCH])
def test_what_is_too_much_to_read_is_answered_with_one_sentence(harbour, reader, headers):
    response = report(reader, comment="å" * (MOST_READ // 2), headers=headers)
    assert response.status_code == 413
    assert message_of(response).count("<p>") == 1
    assert len(response.content) < 50_000
    assert not SentenceReport.objects.exists()


def test_many_links_are_refused_and_the_text_is_kept(harbour, reader):
    spam = "see http://a.example and www.b.example and [url=c] <a href=d>"
    response = report(reader, comment=spam)
    assert response.status_code == 400
    assert "www.b.example" in response.content.decode()
    assert not SentenceReport.objects.exists()


def test_links_that_stand_in_the_sentence_are_no_spam(harbour, reader):
    shown = "Gå till http://a.example, http://b.example och http://c.example."
    assert report(reader, shown=shown, correction=shown.replace("Gå", "Surfa")).status_code == 303


def test_a_filled_trap_is_thanked_and_forgotten(harbour, reader):
    assert report(reader, website="x").status_code == 303
    assert not SentenceReport.objects.exists()


def test_a_flood_is_stopped_and_what_was_typed_stays(harbour, reader, neighbour):
    for number in range(limits.REPORTS.each.most):
        report(reader, comment=f"{number}")
    response = report(reader, comment="Det sista ordet.")
    assert response.status_code == 429
    assert "Det sista ordet." in response.content.decode()
    assert int(response["Retry-After"]) > 0
    assert SentenceReport.objects.count() == limits.REPORTS.each.most
    assert report(neighbour).status_code == 303


def test_a_flood_from_everywhere_is_stopped_too(harbour, monkeypatch):
    monkeypatch.setattr(limits, "REPORTS", limits.Limits(limits.REPORTS.each, limits.Limit("reports", 3, 3600)))
    answers = [report(visitor(f"2001:db8:{number:x}::1"), comment=str(number)).status_code for number in range(5)]
    assert answers == [303, 303, 303, 429, 429]


@pytest.mark.parametrize("language", ["", "xx", "SV", "sv'--", "\x00", "s" * 500])
def test_a_garbage_language_is_refused(harbour, reader, language):
    assert report(reader, language=language).status_code == 400
    assert not SentenceReport.objects.exists()


@pytest.mark.parametrize("query", [{"in": "xx"}, {"segment": "\x00" * 50}, {"segment": "s" * 5000}, {"page": "//x"}])
def test_a_garbage_address_still_gives_the_form(harbour, reader, query):
    assert reader.get(URL, query).status_code == 200


def test_a_renamed_entry_takes_reports_under_its_old_key(harbour, reader):
    catalog.rename_entry(entry=harbour.restart, key="start-the-agent-again")
    assert report(reader).status_code == 303
    assert SentenceReport.objects.get().entry.key == "start-the-agent-again"


@pytest.mark.parametrize("key", ["nothing-here", "%00", "..."])
def test_a_missing_entry_says_so(harbour, reader, key):
    response = report(reader, url=f"/sv/feedback/sentence/{key}/")
    assert response.status_code == 404
    assert 'role="alert"' in response.content.decode()


def test_a_withdrawn_entry_takes_no_reports(harbour, reader):
    catalog.withdraw_entry(entry=harbour.restart)
    assert report(reader).status_code == 404
    assert not SentenceReport.objects.exists()


def test_a_report_is_fixed_when_its_sentence_leaves_the_text(harbour, reader):
    report(reader)
    report(reader, shown="Kör kommandot:", comment="")
    catalog.publish_text(
        entry=harbour.restart, language="sv", title="Starta om agenten", body="Logga in.\n\nKör kommandot:\n"
    )
    by_sentence = dict(SentenceReport.objects.values_list("shown", "status"))
    assert by_sentence == {SENTENCE: ReportStatus.FIXED, "Kör kommandot:": ReportStatus.OPEN}


def test_a_sentence_nobody_found_in_the_text_stays_open(harbour, reader):
    report(reader, shown="Den här meningen finns inte.")
    catalog.publish_text(entry=harbour.restart, language="sv", title="Starta om agenten", body="Helt ny text.\n")
    assert SentenceReport.objects.get().status == ReportStatus.OPEN


def test_two_forms_on_one_page_share_no_ids(segmented, reader):
    ids = [
        re.findall(r' id="([^"]+)"', reader.get(URL, {"segment": uid}, headers=FETCH).content.decode())
        for uid in ("s1", "s2")
    ]
    assert ids[0]
    assert not set(ids[0]) & set(ids[1])


def test_a_refused_field_names_its_error(harbour, reader):
    html = report(reader, shown="").content.decode()
    assert 'id="_report-restart-the-agent-shown_error"' in html
    assert 'aria-describedby="_report-restart-the-agent-shown_error"' in html
