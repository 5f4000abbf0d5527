"""Importing again, after a break, for a look only, and over what somebody edited."""

from __future__ import annotations

import pytest

from kb.catalog import services
from kb.catalog.models import Edition, Entry, ErrorCause, SourceRevision, Translation, TranslationVersion
from kb.catalog.resolve import find_error
from kb.importer.models import ImportedFile
from kb.importer.run import run_import
from kb.importer.sources import find_sources
from kb.l10n.models import Segment
from tests.importer.importing import EDITIONS, load
from tests.importer.reading import DOCUMENTS

pytestmark = pytest.mark.django_db


def everything() -> dict[str, object]:
    """What the catalogue holds, without what a run alone may change."""
    return {
        "entries": list(Entry.objects.order_by("pk").values_list("key", "kind", "source_language", "source_path")),
        "texts": list(
            Translation.objects.order_by("pk").values_list("entry__key", "language", "title", "body", "date", "aligned")
        ),
        "versions": TranslationVersion.objects.count(),
        "revisions": SourceRevision.objects.count(),
        "causes": list(ErrorCause.objects.order_by("pk").values_list("pk", "is_current", "position")),
        "segments": list(Segment.objects.order_by("pk").values_list("uid", "text")),
        "editions": list(Edition.objects.order_by("pk").values_list("name", "source_path")),
    }


def test_the_second_run_changes_nothing() -> None:
    load(*EDITIONS, "native")
    before = everything()
    report = load(*EDITIONS, "native")
    assert everything() == before
    assert not report.created
    assert not report.updated


def test_a_second_run_without_its_memory_of_files_changes_nothing_either() -> None:
    load(*EDITIONS, "native")
    before = everything()
    ImportedFile.objects.all().delete()
    report = load(*EDITIONS, "native")
    after = everything()
    assert not report.created
    for part in ("entries", "texts", "causes", "segments", "editions"):
        assert after[part] == before[part]


def test_an_import_that_was_killed_goes_on_where_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    sources = find_sources([DOCUMENTS / folder for folder in EDITIONS])

    def killed(items: list[object]) -> object:
        yield from items[:2]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_import(sources, progress=killed)
    assert Entry.objects.filter(kind="guide").count() == 1
    report = run_import(sources)
    assert [bool(document["skipped"]) and not document["created"] for document in report.documents[:2]] == [True, True]
    assert find_error("HarbourErrorLimitReached") is not None


def test_a_dry_run_reports_the_same_and_stores_nothing() -> None:
    report = load(*EDITIONS, dry_run=True)
    assert Entry.objects.count() == 0
    assert ImportedFile.objects.count() == 0
    assert report.as_dict() == load(*EDITIONS).as_dict()


def test_a_text_that_somebody_edited_is_never_overwritten(ed: object) -> None:
    load("frontmatter/2019-sv")
    entry = Entry.objects.get(key="the-ship-has-no-access")
    text = entry.translations.get(language="sv")
    services.publish_text(
        entry=entry, language="sv", title="Eds rubrik", body=text.body, date=text.date, author=ed, origin="human"
    )
    ImportedFile.objects.all().delete()
    report = load("frontmatter/2019-sv")
    assert entry.translations.get(language="sv").title == "Eds rubrik"
    conflicts = [one for one in report.documents[0]["findings"] if one["kind"] == "conflict"]
    assert [one["detail"] for one in conflicts] == ["cause the-ship-has-no-access in sv"]


def test_an_edit_of_the_source_does_not_make_its_untouched_translations_edited(ed: object) -> None:
    load("sidebyside/sv")
    entry = Entry.objects.get(key="the-ship-has-no-access")
    services.publish_text(
        entry=entry, language="en", title="The ship is cut off", body="New.", author=ed, origin="human"
    )
    load("frontmatter/2019-sv")
    assert entry.translations.get(language="en").title == "The ship is cut off"
