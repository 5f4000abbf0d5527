"""What staff see and may do."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.contrib.auth.models import Permission

from kb.feedback import services
from kb.feedback.models import SentenceReport
from kb.search.rebuilding import rebuild

PAGES = ["/admin/feedback/sentencereport/", "/admin/feedback/outcome/", "/admin/feedback/missedsearch/"]


@pytest.fixture
def told(harbour):
    services.record_outcome(solution=harbour.restart, language="sv", answer="no", visitor="a")
    services.record_outcome(solution=harbour.restart, language="sv", answer="no", visitor="b")
    services.record_outcome(solution=harbour.restart, language="da", answer="yes", visitor="c")
    services.count_missed_search(text="agenten svarar inte", language="sv", kind="nothing")
    return services.report_sentence(entry=harbour.restart, language="sv", shown="Logga in på datorn.", comment="Fel.")


def allow(user, *names):
    user.is_staff = True
    user.save()
    user.user_permissions.set(Permission.objects.filter(codename__in=names))


@pytest.mark.parametrize("page", PAGES)
def test_nobody_without_an_account_sees_what_readers_tell(told, client, page):
    assert client.get(page).status_code == 302


@pytest.mark.parametrize("page", PAGES)
def test_staff_without_the_permission_see_nothing(told, client, alva, page):
    allow(alva)
    client.force_login(alva)
    assert client.get(page).status_code == 403


@pytest.mark.parametrize(
    ("page", "shown"),
    list(zip(PAGES, ["Logga in på datorn.", "restart-the-agent", "agenten svarar inte"], strict=True)),
)
def test_staff_with_the_permission_read_along(told, client, alva, page, shown):
    allow(alva, "view_sentencereport", "view_outcome", "view_missedsearch")
    client.force_login(alva)
    assert shown in client.get(page).content.decode()


def test_counts_are_by_language(told, client, ed):
    client.force_login(ed)
    html = client.get("/admin/feedback/outcome/", {"language": "da"}).content.decode()
    assert "<td>da</td>" in html
    assert "<td>sv</td>" not in html
    assert client.get("/admin/feedback/outcome/", {"language": "xx"}).status_code == 200


def test_an_editor_decides_and_it_is_known_who(told, client, ed):
    client.force_login(ed)
    url = f"/admin/feedback/sentencereport/{told.pk}/change/"
    client.post(url, {"status": "rejected", "note": "Det är rätt."})
    told.refresh_from_db()
    assert (told.status, told.note, told.handled_by) == ("rejected", "Det är rätt.", ed)
    assert told.handled_at is not None


def test_an_editor_decides_about_many_at_once(told, client, ed):
    client.force_login(ed)
    client.post(PAGES[0], {"action": "accept", "_selected_action": [told.pk]})
    assert SentenceReport.objects.get().status == "accepted"


def test_who_may_only_look_cannot_decide(told, client, alva):
    allow(alva, "view_sentencereport")
    client.force_login(alva)
    client.post(PAGES[0], {"action": "accept", "_selected_action": [told.pk]})
    client.post(f"/admin/feedback/sentencereport/{told.pk}/change/", {"status": "rejected", "note": ""})
    assert SentenceReport.objects.get().status == "open"


def test_what_a_reader_told_cannot_be_rewritten(told, client, ed):
    client.force_login(ed)
    client.post(
        f"/admin/feedback/sentencereport/{told.pk}/change/",
        {"status": "accepted", "note": "", "shown": "Something else", "comment": "Else"},
    )
    told.refresh_from_db()
    assert (told.shown, told.comment) == ("Logga in på datorn.", "Fel.")


def test_answers_and_failed_searches_cannot_be_made_by_hand(told, client, ed):
    client.force_login(ed)
    assert client.get("/admin/feedback/outcome/add/").status_code == 403
    assert client.get("/admin/feedback/missedsearch/add/").status_code == 403
    assert client.get("/admin/feedback/sentencereport/add/").status_code == 403


def test_a_failed_search_becomes_a_synonym_in_one_click(told, client, ed):
    client.force_login(ed)
    (address,) = re.findall(r'href="(/admin/search/synonym/add/\?[^"]*)"', _html(client, PAGES[2]))
    form = _html(client, unescape(address))
    assert 'name="readers_word" value="agenten svarar inte"' in form
    assert '<option value="sv" selected>' in form


def test_of_a_long_failed_search_the_synonym_is_for_the_words_nobody_knows(harbour, client, ed, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    rebuild()
    client.force_login(ed)
    form = _html(client, "/admin/search/synonym/add/?language=sv&readers_word=kranföraren+svarar+inte+i+hamnen")
    assert 'name="readers_word" value="kranföraren hamnen"' in form


def test_who_may_not_add_synonyms_is_not_led_there(told, client, alva):
    allow(alva, "view_missedsearch")
    client.force_login(alva)
    assert "synonym" not in _html(client, PAGES[2])


def _html(client, path):
    return client.get(path).content.decode()
