"""Publishing texts: stored once, rendered on the way in, and never forgotten."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.catalog import services, signals
from kb.catalog.errors import BrokenLinkError, TextError
from kb.catalog.models import Entry, SourceRevision, Translation, TranslationVersion
from tests.factories import CauseFactory, EditionFactory, ErrorFactory, SolutionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def cause() -> Entry:
    return CauseFactory(key="the-disk-is-full", texts={})


@pytest.fixture
def published() -> list[str]:
    said: list[str] = []

    def receive(sender: object, language: str, **_kwargs: object) -> None:
        said.append(language)

    signals.text_published.connect(receive)
    yield said
    signals.text_published.disconnect(receive)


def _publish(entry: Entry, **given: object) -> Translation:
    return services.publish_text(**({"entry": entry, "language": "en", "title": "Full", "body": "It is."} | given))


def test_a_text_is_rendered_when_it_is_stored(cause: Entry) -> None:
    _publish(cause, title="The `disk` is full", body="## Why\n\nToo *much*.\n")
    text = Translation.objects.get()
    assert "<em>much</em>" in text.html
    assert "Too much." in text.plain
    assert "<code>disk</code>" in text.title_html
    assert text.outline


def test_hostile_html_is_not_stored(cause: Entry) -> None:
    _publish(cause, title="<img src=x onerror=alert(1)>", body="<script>alert(1)</script>\n\n[x](javascript:alert(1))")
    text = Translation.objects.get()
    assert "<script" not in text.html
    assert "href" not in text.html
    assert "onerror" not in text.title_html


def test_publishing_the_same_text_twice_writes_nothing(cause: Entry, published: list[str]) -> None:
    first = _publish(cause, date=dt.date(2020, 1, 1))
    again = _publish(cause, date=dt.date(2020, 1, 1))
    assert again.updated_at == first.updated_at
    assert TranslationVersion.objects.count() == SourceRevision.objects.count() == 1
    assert published == ["en"]


@pytest.mark.parametrize("body", ["It is.", "It is.\n", "\n\nIt is.\n\n", "It is.\r\n"])
def test_line_breaks_around_a_text_are_no_change(cause: Entry, body: str) -> None:
    _publish(cause)
    _publish(cause, body=body)
    assert TranslationVersion.objects.count() == 1


def test_versions_are_only_ever_added(cause: Entry) -> None:
    for body in ("One.", "Two.", "One."):
        _publish(cause, body=body)
    assert [version.body for version in TranslationVersion.objects.order_by("pk")] == ["One.\n", "Two.\n", "One.\n"]
    assert [revision.number for revision in SourceRevision.objects.order_by("pk")] == [1, 2, 3]


def test_a_translation_makes_no_source_revision(cause: Entry) -> None:
    _publish(cause)
    _publish(cause, language="da", title="Fuld")
    assert SourceRevision.objects.count() == 1
    assert TranslationVersion.objects.count() == 2


def test_a_new_state_is_no_new_version(cause: Entry, published: list[str]) -> None:
    _publish(cause)
    _publish(cause, state="final")
    assert Translation.objects.get().state == "final"
    assert TranslationVersion.objects.count() == 1
    assert published == ["en", "en"]


def test_a_date_stays_until_another_is_given(cause: Entry) -> None:
    _publish(cause, date=dt.date(2020, 1, 1))
    _publish(cause, body="Else.")
    assert Translation.objects.get().date == dt.date(2020, 1, 1)


def test_a_link_to_nothing_is_refused_with_line_and_nearest_keys(cause: Entry) -> None:
    SolutionFactory(key="empty-the-disk")
    body = "First line.\n\n- See [this](solution:empty-the-disc)\n- and [that](error:NoSuchCode)"
    with pytest.raises(BrokenLinkError) as refusal:
        _publish(cause, body=body)
    first, second = refusal.value.problems
    assert (first["line"], first["target"]) == (3, "solution:empty-the-disc")
    assert first["nearest"][0] == "empty-the-disk"
    assert (second["line"], second["target"]) == (4, "error:NoSuchCode")
    assert not Translation.objects.filter(entry=cause).exists()


def test_a_missing_code_is_answered_with_the_nearest_code(cause: Entry) -> None:
    ErrorFactory(code="AgentNotReachable", key="the-agent-stays-silent")
    with pytest.raises(BrokenLinkError) as refusal:
        _publish(cause, body="See [it](error:AgentNotReachabel).")
    assert refusal.value.problems[0]["nearest"] == ["AgentNotReachable"]


def test_a_refused_text_leaves_the_old_one_in_place(cause: Entry) -> None:
    _publish(cause)
    with pytest.raises(BrokenLinkError):
        _publish(cause, body="[x](cause:nothing)")
    assert Translation.objects.get().body == "It is.\n"
    assert TranslationVersion.objects.count() == 1


def test_an_importer_may_keep_a_broken_link_and_it_is_listed(cause: Entry) -> None:
    text = _publish(cause, body="[x](cause:nothing)", allow_broken_links=True)
    assert [link["target"] for link in text.unresolved] == ["cause:nothing"]
    assert "<a" not in text.html


@pytest.mark.parametrize("title", ["", "  ", "\u2003", "x" * 501])
def test_a_title_must_be_there_and_fit(cause: Entry, title: str) -> None:
    with pytest.raises(TextError):
        _publish(cause, title=title)


@pytest.mark.parametrize("body", ["> " * 200_000, "x" * 1_000_001])
def test_a_text_that_no_page_could_show_is_refused(cause: Entry, body: str) -> None:
    with pytest.raises(TextError):
        _publish(cause, body=body)


def test_an_earlier_edition_is_kept_and_not_shown(cause: Entry) -> None:
    _publish(cause)
    given = {
        "entry": cause,
        "language": "en",
        "title": "Full",
        "body": "It was.",
        "state": "translated",
        "origin": "import",
        "date": dt.date(2016, 10, 1),
        "edition": EditionFactory(),
    }
    assert services.record_earlier_text(**given)
    assert not services.record_earlier_text(**given)
    assert Translation.objects.get().body == "It is.\n"
    assert list(TranslationVersion.objects.values_list("body", "live")) == [("It was.\n", False), ("It is.\n", True)]


def test_rendering_again_changes_no_history(cause: Entry) -> None:
    text = _publish(cause)
    Translation.objects.update(html="old")
    text.refresh_from_db()
    services.render_again(translation=text)
    assert "It is." in Translation.objects.get().html
    assert TranslationVersion.objects.count() == 1


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200), st.text(max_size=200))
def test_whatever_is_stored_is_stored_once(db: None, title: str, body: str) -> None:
    entry = Entry.objects.filter(key="anything").first() or CauseFactory(key="anything", texts={})
    try:
        first = _publish(entry, title=title, body=body)
    except (TextError, BrokenLinkError):
        return
    versions = TranslationVersion.objects.count()
    again = _publish(entry, title=first.title, body=first.body)
    assert (again.title, again.body, again.html) == (first.title, first.body, first.html)
    assert TranslationVersion.objects.count() == versions
