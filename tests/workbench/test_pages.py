"""The pages around the editor: start, to do, reports, glossary, memory, activity, repairs, team, one text."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from kb.catalog.models import Cause, Translation
from kb.feedback.models import SentenceReport
from kb.feedback.services import report_sentence
from kb.l10n.models import Role, RoleName, Segment, TermRecord
from kb.workbench.diff import word_diff

PAGES = ["dashboard", "reports", "glossary", "memory", "activity", "repairs", "team"]


@pytest.mark.parametrize("name", PAGES)
def test_every_page_answers_people_with_a_role_and_nobody_else(name, translator, cause, mads: User):
    url = reverse(f"workbench:{name}", args=["sv"])
    assert translator.get(url).status_code == 200
    stranger = Client()
    assert stranger.get(url)["Location"].startswith(reverse("account_login"))
    stranger.force_login(mads)
    assert stranger.get(url).status_code == 403


def test_a_language_orsak_does_not_have_is_not_found(translator):
    assert translator.get("/workbench/fr/").status_code == 404


def test_start_lists_the_languages_of_a_person(translator):
    page = translator.get(reverse("workbench:start")).content.decode()
    assert reverse("workbench:dashboard", args=["sv"]) in page
    assert reverse("workbench:dashboard", args=["da"]) not in page


def test_the_dashboard_puts_what_is_read_most_first(translator, cause: Cause):
    from django.utils import timezone

    from tests.factories import CauseFactory

    popular = CauseFactory(key="zz-read-by-many", texts={"en": ("A clock is wrong", "It is late.")})
    popular.page_views.create(language="sv", day=timezone.localdate(), count=500)
    page = translator.get(reverse("workbench:dashboard", args=["sv"])).content.decode()
    assert page.index(popular.key) < page.index(cause.key)


def test_a_queue_shows_what_belongs_to_it(translator, cause: Cause):
    url = reverse("workbench:dashboard", args=["sv"])
    assert cause.key in translator.get(url, {"queue": "missing"}).content.decode()
    assert cause.key not in translator.get(url, {"queue": "outdated"}).content.decode()


def test_a_readers_report_leads_to_its_sentence_and_is_closed(translator, alva: User, cause, sentences: list[Segment]):
    for segment, text in zip(
        sentences, ["Agenten är stopad", "Kör `harbour start`.", "Det tar en minut."], strict=True
    ):
        url = reverse("workbench:segment", args=["sv", segment.uid])
        translator.post(url, {"version": 0, "text": text, "action": "save"})
    report = report_sentence(
        entry=cause,
        language="sv",
        shown="Agenten är stopad",
        segment_uid=sentences[0].uid,
        correction="Agenten är stoppad",
    )
    page = translator.get(reverse("workbench:reports", args=["sv"])).content.decode()
    assert f"segment={sentences[0].uid}" in page
    translator.post(reverse("workbench:decide", args=["sv", report.pk]), {"status": "rejected"})
    assert SentenceReport.objects.get(pk=report.pk).handled_by == alva


def test_a_reviewer_writes_a_term_and_it_is_checked(reviewer, sentences):
    data = {"name": "agent", "source": "agent", "preferred": "ombud", "admitted": "", "forbidden": "agent", "note": ""}
    reviewer.post(reverse("workbench:new-term", args=["sv"]), data)
    assert TermRecord.objects.get(name="agent").forms.count() == 3
    url = reverse("workbench:check", args=["sv", sentences[0].uid])
    found = reviewer.post(url, {"text": "Agenten är stoppad", "version": 0}).content.decode()
    assert "glossary" in found


def test_a_translator_does_not_write_terms(translator):
    assert translator.get(reverse("workbench:new-term", args=["sv"])).status_code == 403


def test_a_leader_gives_and_takes_roles(leader, mads: User):
    leader.post(reverse("workbench:team", args=["sv"]), {"username": "mads", "role": "translator"})
    role = Role.objects.get(user=mads, language="sv")
    assert role.name == RoleName.TRANSLATOR
    leader.post(reverse("workbench:remove", args=["sv", role.pk]))
    assert not Role.objects.filter(user=mads).exists()


def test_a_translator_gives_no_roles(translator, mads: User):
    translator.post(reverse("workbench:team", args=["sv"]), {"username": "mads", "role": "leader"})
    assert not Role.objects.filter(user=mads).exists()


def test_one_text_is_fitted_to_the_source(translator, cause: Cause):
    url = reverse("workbench:whole", args=["sv", cause.key])
    body = "Kör `harbour start`. Det tar en minut."
    assert translator.post(url, {"title": "Agenten är stoppad", "body": body, "version": ""}).status_code == 302
    published = Translation.objects.get(entry=cause, language="sv")
    assert published.aligned
    assert published.body.strip() == body


def test_a_block_without_a_partner_is_named_and_nothing_is_lost(translator, cause: Cause):
    url = reverse("workbench:whole", args=["sv", cause.key])
    body = "Kör `harbour start`. Det tar en minut.\n\n- Och en punkt till.\n"
    page = translator.post(url, {"title": "Agenten är stoppad", "body": body, "version": ""}).content.decode()
    assert "Och en punkt till" in page


def test_memory_remembers_what_was_saved(translator, sentences):
    url = reverse("workbench:segment", args=["sv", sentences[0].uid])
    translator.post(url, {"version": 0, "text": "Agenten är stoppad", "action": "save"})
    page = translator.get(reverse("workbench:memory", args=["sv"]), {"q": "The agent is stopped"}).content.decode()
    assert "Agenten är stoppad" in page
    (address,) = re.findall(r'href="([^"]*/entries/[^"]*)"', page)
    assert translator.get(address).status_code == 200


def test_the_difference_of_two_sentences_is_told_word_by_word():
    changes = [(one.kind, one.text) for one in word_diff("Run it now.", "Run it later.")]
    assert changes == [("same", "Run it "), ("gone", "now"), ("new", "later"), ("same", ".")]


def test_nobody_signs_up(client: Client, db):
    assert (
        client.post(reverse("account_signup"), {"username": "x", "password1": "y", "password2": "y"}).status_code == 200
    )
    assert not User.objects.filter(username="x").exists()


def test_a_queue_is_narrowed_by_kind_product_and_person(translator, cause: Cause, sentences: list[Segment]):
    from tests.factories import ErrorFactory, ProductFactory

    error = ErrorFactory(code="TideIsOut", product=ProductFactory())
    url = reverse("workbench:dashboard", args=["sv"])

    def keys(**given: str) -> set[str]:
        return {row.entry.key for row in translator.get(url, given).context["dashboard"].rows}

    assert keys() == {cause.key, error.key}
    assert keys(kind="cause") == {cause.key}
    assert keys(product="harbour-backup") == {error.key}
    assert keys(kind="nonsense") == {cause.key, error.key}
    assert keys(mine="1") == set()
    draft = reverse("workbench:draft", args=["sv", sentences[0].uid])
    translator.post(draft, {"version": 0, "text": "Agenten"})
    assert keys(mine="1") == {cause.key}
