"""Every change of the catalogue reaches the index, once, after its commit."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import transaction

from kb.catalog import services as catalog
from kb.search import outbox, rebuilding, services
from kb.search.engines import get_engine
from kb.search.engines.base import IndexBusy
from kb.search.models import PendingEntry
from kb.search.status import compare
from tests.catalogue import Harbour, build_harbour

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def harbour(tmp_path: Path, settings: LazySettings, transactional_db: None) -> Harbour:
    """The small catalogue with an index that follows it."""
    settings.DATA_DIR = tmp_path
    rebuilding.rebuild()
    return build_harbour()


def _keys(text: str, language: str = "en") -> list[str]:
    return [found.key for found in services.search(text, language=language).results]


def _publish(harbour: Harbour, title: str) -> None:
    catalog.publish_text(entry=harbour.clock, language="en", title=title, body="Late again.")


def test_what_is_published_is_found_at_once(harbour: Harbour) -> None:
    assert _keys("agenten svarar inte", "sv")[0] == "agentnotreachable"
    _publish(harbour, "The sundial is shaded")
    assert _keys("sundial shaded")[0] == "the-clock-is-wrong"
    assert outbox.pending() == 0
    assert compare(get_engine()).sentence == ""


def test_what_links_to_a_text_is_found_by_its_new_title(harbour: Harbour) -> None:
    _publish(harbour, "The sundial is shaded")
    assert "agentnotreachable" in _keys("sundial shaded")


def test_a_change_that_is_rolled_back_reaches_nothing(harbour: Harbour) -> None:
    with transaction.atomic():
        _publish(harbour, "The sundial is shaded")
        transaction.set_rollback(True)
    assert "the-clock-is-wrong" not in _keys("sundial")
    assert outbox.pending() == 0


def test_a_change_is_not_in_the_index_before_its_commit(harbour: Harbour) -> None:
    with transaction.atomic():
        _publish(harbour, "The sundial is shaded")
        assert outbox.pending() > 0
        assert "the-clock-is-wrong" not in _keys("sundial")
    assert "the-clock-is-wrong" in _keys("sundial")


def test_a_withdrawn_entry_leaves_the_index(harbour: Harbour) -> None:
    catalog.withdraw_entry(entry=harbour.silent)
    assert "the-job-ended-without-a-word" not in _keys("job ended without a word")
    assert compare(get_engine()).sentence == ""


def test_a_renamed_entry_is_found_under_its_new_key(harbour: Harbour) -> None:
    catalog.rename_entry(entry=harbour.clock, key="the-clock-is-late")
    assert "the-clock-is-late" in _keys("the clock is wrong")


def test_a_crash_after_the_commit_loses_nothing(harbour: Harbour, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("kb.search.outbox.drain", lambda: (_ for _ in ()).throw(SystemError("killed")))
        _publish(harbour, "The sundial is shaded")
    assert outbox.pending() > 0
    assert "update_index" in compare(get_engine()).sentence
    assert outbox.drain() > 0
    assert "the-clock-is-wrong" in _keys("sundial")


def test_a_crash_between_index_and_outbox_applies_the_change_again(
    harbour: Harbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = get_engine().status().documents
    PendingEntry.objects.create(entry_id=harbour.clock.pk)
    outbox.drain()
    PendingEntry.objects.create(entry_id=harbour.clock.pk)
    outbox.drain()
    assert get_engine().status().documents == documents
    assert _keys("the clock is wrong").count("the-clock-is-wrong") == 1


@pytest.mark.parametrize("error", [IndexBusy("busy"), OSError(28, "No space left on device")])
def test_an_index_that_cannot_be_written_keeps_the_change_pending(
    harbour: Harbour, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def refuse(*_args: object) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(type(get_engine()), "update", refuse)
        _publish(harbour, "The sundial is shaded")
    assert outbox.pending() > 0
    outbox.drain()
    assert "the-clock-is-wrong" in _keys("sundial")


def test_of_two_that_apply_changes_at_once_the_later_text_stays(
    harbour: Harbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = get_engine()
    update = type(engine).update

    def update_late(self: object, documents: object, deleted: object = ()) -> None:
        """Another process publishes and applies it before this one may write."""
        monkeypatch.setattr(type(engine), "update", update)
        _publish(harbour, "The sundial is shaded")
        update(self, documents, deleted)  # type: ignore[arg-type]

    PendingEntry.objects.create(entry_id=harbour.clock.pk)
    monkeypatch.setattr(type(engine), "update", update_late)
    outbox.drain()
    assert "the-clock-is-wrong" in _keys("sundial")
    assert compare(engine).sentence == ""


def test_a_change_during_a_rebuild_is_not_lost(harbour: Harbour, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = get_engine()
    rebuild = type(engine).rebuild

    def rebuild_slowly(self: object, documents: object, **options: object) -> int:
        count = rebuild(self, list(documents), **options)  # type: ignore[call-overload]
        PendingEntry.objects.create(entry_id=harbour.clock.pk)
        harbour.clock.translations.filter(language="en").update(title="The sundial is shaded")
        return count

    monkeypatch.setattr(type(engine), "rebuild", rebuild_slowly)
    rebuilding.rebuild()
    assert outbox.pending() == 0
    assert "the-clock-is-wrong" in _keys("sundial")


def test_a_long_job_applies_its_changes_in_one_go(harbour: Harbour) -> None:
    with outbox.deferred():
        _publish(harbour, "The sundial is shaded")
        with outbox.deferred():
            _publish(harbour, "The sundial is quite shaded")
        assert "the-clock-is-wrong" not in _keys("sundial")
    assert "the-clock-is-wrong" in _keys("sundial quite")


def test_the_product_of_an_entry_can_be_renamed(harbour: Harbour) -> None:
    harbour.product.key = "quay"
    harbour.product.save()
    assert services.search("agent", language="en", product="quay").total > 0
