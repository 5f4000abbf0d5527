"""The admin of texts: saving publishes, what cannot be published is refused with everything kept."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from kb.catalog.models import SourceRevision, Translation, TranslationVersion
from tests.admin_forms import filled, refusals
from tests.catalogue import Harbour
from tests.factories import CauseFactory


@pytest.fixture
def admin(ed, client: Client) -> Client:
    client.force_login(ed)
    return client


def _change(text: Translation) -> str:
    return reverse("admin:catalog_translation_change", args=[text.pk])


def _text(entry, language: str = "en") -> Translation:
    return Translation.objects.get(entry=entry, language=language)


def test_a_text_is_published_by_its_author(admin: Client, ed, harbour: Harbour) -> None:
    add = reverse("admin:catalog_translation_add")
    form = filled(admin, f"{add}?entry={harbour.clock.pk}&language=da")
    assert form["language"] == "da"
    admin.post(add, form | {"title": "Uret går forkert", "body": "Det er *sent*."})
    text = _text(harbour.clock, "da")
    assert (text.plain, text.origin, text.author) == ("Det er sent.", "human", ed)
    assert "Det er <em>sent</em>." in text.html


def test_a_second_text_in_one_language_is_refused(admin: Client, harbour: Harbour) -> None:
    add = reverse("admin:catalog_translation_add")
    form = filled(admin, f"{add}?entry={harbour.clock.pk}&language=en")
    assert "already exists" in refusals(admin.post(add, form | {"title": "Again"}))


def test_a_changed_source_asks_what_the_change_means(admin: Client, harbour: Harbour) -> None:
    url = _change(_text(harbour.clock))
    form = filled(admin, url)
    del form["significance"]
    assert "required" in refusals(admin.post(url, form | {"body": "It is very late."}))
    admin.post(url, form | {"body": "It is very late.", "significance": "major"})
    revision = SourceRevision.objects.filter(entry=harbour.clock).first()
    assert (revision.number, revision.significance, revision.body) == (2, "major", "It is very late.\n")


@pytest.fixture
def translated(db: None) -> Translation:
    """A source text of a title and three sentences, all of them in Swedish too."""
    body, swedish = "Open the lid. Turn the key. Wait a while.", "Öppna locket. Vrid nyckeln. Vänta en stund."
    cause = CauseFactory(key="lid", texts={"en": ("The lid is shut", body), "sv": ("Locket är stängt", swedish)})
    return _text(cause)


def test_a_source_that_costs_translations_shows_how_many_before_it_is_published(admin: Client, translated) -> None:
    url = _change(translated)
    form = filled(admin, url) | {"body": "Open the lid. Turn the keys. Leave the room and call somebody."}
    first = admin.post(url, form)
    shown = refusals(first)
    assert "Svenska: 1 outdated, 1 missing, 2 kept." in shown
    assert "Nothing is published yet." in shown
    assert SourceRevision.objects.filter(entry=translated.entry).count() == 1
    again = form | {"seen": html.fromstring(first.content.decode()).xpath("//input[@name='seen']/@value")[0]}
    assert admin.post(url, again).status_code == 302
    assert SourceRevision.objects.filter(entry=translated.entry).count() == 2
    assert _text(translated.entry, "sv").outdated


def test_what_was_shown_counts_for_the_text_it_was_shown_for(admin: Client, translated) -> None:
    url = _change(translated)
    form = filled(admin, url) | {"body": "Open the lid. Turn the keys. Wait a while."}
    seen = html.fromstring(admin.post(url, form).content.decode()).xpath("//input[@name='seen']/@value")[0]
    other = form | {"seen": seen, "body": "Something else is here, and it is quite another thing."}
    assert "3 missing" in refusals(admin.post(url, other))
    assert SourceRevision.objects.filter(entry=translated.entry).count() == 1


def test_a_source_that_costs_nothing_is_published_at_once(admin: Client, translated) -> None:
    url = _change(translated)
    form = filled(admin, url) | {"body": "Open the lid. Turn the keys. Wait a while.", "significance": "typo"}
    assert admin.post(url, form).status_code == 302
    url = _change(_text(translated.entry))
    assert admin.post(url, filled(admin, url) | {"state": "reviewed"}).status_code == 302
    assert [one.significance for one in SourceRevision.objects.filter(entry=translated.entry)] == ["typo", "minor"]


def test_a_translation_does_not_ask_for_it(admin: Client, harbour: Harbour) -> None:
    assert "significance" not in filled(admin, _change(_text(harbour.stopped, "sv")))


def test_a_broken_link_is_refused_at_the_text_with_line_and_nearest_key(admin: Client, harbour: Harbour) -> None:
    url = _change(_text(harbour.clock))
    body = "One line.\n\nSee [this](cause:the-agent-is-stoped)."
    response = admin.post(url, filled(admin, url) | {"body": body, "title": "A clock", "significance": "minor"})
    refused = str(response.context["adminform"].form.errors["body"])
    assert "Line 3" in refused
    assert "the-agent-is-stopped" in refused
    page = response.content.decode()
    assert "See [this](cause:the-agent-is-stoped)." in page
    assert 'value="A clock"' in page
    assert _text(harbour.clock).title == "The clock is wrong"


def test_every_text_that_was_shown_stays_in_the_history(admin: Client, ed, harbour: Harbour) -> None:
    text = _text(harbour.stopped, "sv")
    url = _change(text)
    admin.post(url, filled(admin, url) | {"body": "Någon stängde av den."})
    versions = TranslationVersion.objects.filter(entry=harbour.stopped, language="sv")
    assert [version.body for version in versions] == [
        "Någon stängde av den.\n",
        "Någon stoppade den, eller så *kraschade* den.\n",
    ]
    assert versions[0].author == ed
    page = admin.get(url).content.decode()
    assert reverse("admin:catalog_translationversion_change", args=[versions[1].pk]) in page


def test_saving_a_text_as_it_is_adds_no_version(admin: Client, harbour: Harbour) -> None:
    url = _change(_text(harbour.stopped, "sv"))
    before = Translation.objects.get(entry=harbour.stopped, language="sv").updated_at
    admin.post(url, filled(admin, url))
    assert TranslationVersion.objects.filter(entry=harbour.stopped, language="sv").count() == 1
    assert _text(harbour.stopped, "sv").updated_at == before


def test_a_new_state_alone_keeps_origin_and_author(admin: Client, harbour: Harbour) -> None:
    Translation.objects.filter(entry=harbour.stopped, language="es").update(origin="mt")
    url = _change(_text(harbour.stopped, "es"))
    admin.post(url, filled(admin, url) | {"state": "reviewed"})
    text = _text(harbour.stopped, "es")
    assert (text.state, text.origin, text.author) == ("reviewed", "mt", None)


def test_history_cannot_be_rewritten(admin: Client, harbour: Harbour) -> None:
    version, revision = TranslationVersion.objects.first(), SourceRevision.objects.first()
    for name, record in (("translationversion", version), ("sourcerevision", revision)):
        url = reverse(f"admin:catalog_{name}_change", args=[record.pk])
        assert admin.get(url).status_code == 200
        assert admin.post(url, {"title": "Forged"}).status_code == 403
        assert admin.post(reverse(f"admin:catalog_{name}_delete", args=[record.pk])).status_code == 403
        assert admin.get(reverse(f"admin:catalog_{name}_add")).status_code == 403


def test_the_earlier_texts_of_an_entry_are_listed(admin: Client, harbour: Harbour) -> None:
    listed = reverse("admin:catalog_translationversion_changelist")
    page = admin.get(f"{listed}?entry={harbour.stopped.pk}&language=sv")
    assert [version.language for version in page.context["cl"].result_list] == ["sv"]


def test_an_empty_title_is_refused(admin: Client, harbour: Harbour) -> None:
    url = _change(_text(harbour.stopped, "sv"))
    assert admin.post(url, filled(admin, url) | {"title": " \u2003 "}).status_code == 200


def test_a_million_characters_of_nested_quotes_are_refused(admin: Client, db) -> None:
    cause = CauseFactory()
    url = _change(_text(cause))
    response = admin.post(url, filled(admin, url) | {"body": "> " * 500_000, "significance": "minor"})
    assert "nested too deeply" in refusals(response)
