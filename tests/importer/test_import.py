"""Importing the editions of one document, one after the other."""

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path

import pytest

from kb.catalog import services
from kb.catalog.models import (
    CauseSolution,
    Edition,
    Entry,
    ErrorCause,
    ErrorCode,
    GuideCause,
    SourceRevision,
    Translation,
    TranslationVersion,
)
from kb.catalog.resolve import find_by_anchor, find_error
from kb.importer.models import ImportedFile, ImportedText
from kb.importer.run import Report, find_sources, run_import
from kb.l10n.models import Segment, SegmentTranslation
from tests.importer.reading import DOCUMENTS, empty_catalogue

EDITIONS = ["properties", "sidebyside/sv", "sidebyside/es", "frontmatter/2019-sv", "frontmatter/2020-sv"]

pytestmark = pytest.mark.django_db


def load(*folders: str, **options: bool) -> Report:
    return run_import(find_sources([DOCUMENTS / folder for folder in folders]), **options)


def causes_of(error: str, edition: dt.date | None = None) -> list[str]:
    links = ErrorCause.objects.filter(error__key=error)
    links = links.filter(edition__date=edition) if edition else links.filter(is_current=True)
    return list(links.order_by("position").values_list("cause__key", flat=True))


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


def test_five_editions_are_one_guide_with_its_errors_causes_and_procedures() -> None:
    load(*EDITIONS)
    assert list(Entry.objects.filter(kind="guide").values_list("key", flat=True)) == ["harbour-backup-fails"]
    assert sorted(ErrorCode.objects.exclude(code="").values_list("code", flat=True)) == [
        "BackUpFailed",
        "HarbourErrorAgentSilent",
        "HarbourErrorLimitReached",
    ]
    assert find_error("BackUpFailedV2") == find_error("backup_failed")
    named = [key for key in Entry.objects.filter(kind="cause").values_list("key", flat=True) if "--" not in key]
    assert sorted(named) == [
        "the-agent-is-out-of-date-for-linux-ships",
        "the-backup-extension-is-stuck-in-the-lock",
        "the-ship-does-not-reach-the-quay",
        "the-ship-has-no-access",
    ]
    procedures = ["clean-up-the-quay", "remove-lock-from-the-quay"]
    assert sorted(Entry.objects.filter(kind="solution", key__in=procedures).values_list("key", flat=True)) == procedures


def test_a_cause_is_found_by_every_anchor_it_ever_had() -> None:
    load(*EDITIONS)
    cause = Entry.objects.get(key="the-agent-is-out-of-date-for-linux-ships")
    for anchor in (
        "hello-agent-is-out-of-date-for-linux-ships",
        "the-linux-agent-is-too-old",
        "The_Agent-is-out-of-date-for-Linux-ships",
    ):
        assert find_by_anchor(anchor) == cause
    assert find_by_anchor("cause-2-the-agent-is-out-of-date-for-linux-ships") is None
    assert find_by_anchor("solution") is None


def test_the_order_of_causes_is_that_of_the_newest_edition_and_older_ones_stay() -> None:
    load(*EDITIONS)
    agent, access = "the-agent-is-out-of-date-for-linux-ships", "the-ship-has-no-access"
    assert causes_of("harbourerroragentsilent") == [agent]
    assert causes_of("harbourerroragentsilent", dt.date(2019, 8, 27)) == [agent, access]
    assert causes_of("agent-unable-to-reach-the-quay") == [access, agent]


def test_a_cause_without_link_and_one_with_a_procedure_are_one_cause() -> None:
    for order in (EDITIONS, list(reversed(EDITIONS))):
        empty_catalogue()
        load(*order)
        older = causes_of("backupfailed", dt.date(2019, 8, 27))[1]
        assert older == causes_of("backupfailed")[1]
        solutions = CauseSolution.objects.filter(cause__key=older, is_current=True).values_list(
            "solution__key", flat=True
        )
        assert list(solutions) == ["remove-lock-from-the-quay"]


def test_texts_of_three_languages_stand_beside_the_english_source() -> None:
    load(*EDITIONS)
    texts = {text.language: text for text in Entry.objects.get(key="the-ship-has-no-access").translations.all()}
    assert set(texts) == {"en", "es", "sv"}
    assert texts["en"].entry.source_language == "en"
    assert (texts["es"].aligned, texts["es"].newer_than_source) == (True, False)
    assert (texts["sv"].aligned, texts["sv"].newer_than_source, texts["sv"].date) == (False, True, dt.date(2019, 8, 27))


def test_the_older_text_of_a_language_stays_in_its_history() -> None:
    load(*EDITIONS)
    history = TranslationVersion.objects.filter(entry__key="the-ship-has-no-access", language="sv")
    assert list(history.order_by("id").values_list("title", "edition__name")) == [
        ("hello skepp har ingen åtkomst", "2017-10-06"),
        ("Skeppet har ingen åtkomst", "2019-08-27"),
    ]


def test_an_older_edition_read_later_is_kept_and_not_shown() -> None:
    load("frontmatter/2019-sv")
    load("sidebyside/sv")
    text = Translation.objects.get(entry__key="the-ship-has-no-access", language="sv")
    assert (text.title, text.newer_than_source) == ("Skeppet har ingen åtkomst", True)
    assert text.entry.source_language == "en"
    earlier = TranslationVersion.objects.get(entry=text.entry, language="sv", live=False)
    assert earlier.title == "hello skepp har ingen åtkomst"


def test_whatever_order_editions_come_in_the_newest_facts_win() -> None:
    load(*EDITIONS)
    wanted = facts()
    for order in itertools.islice(itertools.permutations(EDITIONS), 17, 120, 59):
        empty_catalogue()
        load(*order)
        assert facts() == wanted


def facts() -> dict[tuple[str, str], tuple[str, bool, bool]]:
    """By entry and language, the title of a text and whether it is older or newer than its source."""
    rows = Translation.objects.exclude(entry__key__contains="--").order_by()
    return {
        (entry, language): (title, outdated, newer)
        for entry, language, title, outdated, newer in rows.values_list(
            "entry__key", "language", "title", "outdated", "newer_than_source"
        )
    }


def test_pairs_become_sentences_that_two_languages_share() -> None:
    load("sidebyside/sv", "sidebyside/es")
    entry = Entry.objects.get(key="the-ship-has-no-access--solution")
    rows = SegmentTranslation.objects.filter(segment__entry=entry, segment__unit__isnull=False)
    by_language = {
        language: {row.segment_id: row.text for row in rows if row.language == language} for language in ("sv", "es")
    }
    assert set(by_language["sv"]) == set(by_language["es"])
    assert "Försök med ett av följande." in by_language["sv"].values()
    assert "Pruebe uno de los siguientes." in by_language["es"].values()
    assert all(text.aligned for text in entry.translations.all())


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


def test_merges_that_are_not_certain_are_proposed_and_not_made() -> None:
    report = load(*EDITIONS)
    proposed = [
        finding["detail"]
        for document in report.documents
        for finding in document["findings"]
        if finding["kind"] == "merge-proposed"
    ]
    assert any("harbourerroragentsilent and agent-unable-to-reach-the-quay" in detail for detail in proposed)
    assert Entry.objects.filter(key="agent-unable-to-reach-the-quay").exists()


def test_two_pages_about_one_code_are_an_error_and_a_guide_that_points_at_it(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.md").write_text(
            f"---\ntitle: T\nms.contentlocale: en-US\n---\n# Error 0x8004aa40, page {name}\n\nText of {name}.\n"
        )
    run_import(find_sources([tmp_path]))
    error = find_error("0x8004AA40")
    assert error is not None
    assert error.source_path == "a.md"
    guide = Entry.objects.get(source_path="b.md")
    assert (guide.kind, guide.key) == ("guide", "b")
    assert guide.guide.error_links.get().error == error  # type: ignore[attr-defined]


def test_two_documents_with_one_title_stay_two(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.md").write_text(
            f'---\ntitle: T\nms.contentlocale: en-US\n---\n# <a name="visit-us"></a>Visit us\n\nText of {name}.\n'
        )
    run_import(find_sources([tmp_path]))
    assert sorted(Entry.objects.values_list("key", "source_path")) == [("a", "a.md"), ("b", "b.md")]


def test_an_anchor_that_means_something_else_in_another_document_is_another_entry(tmp_path: Path) -> None:
    for name, title in (("a", "The rope is torn"), ("b", "Engines run on oil")):
        (tmp_path / f"{name}.md").write_text(
            f"---\ntitle: T\nms.contentlocale: en-US\n---\n# T {name}\n\n"
            f'## <a name="cause-1-it"></a>Cause 1: {title}\n\n'
            f"Because of {name}.\n\n## Other\n\nWords.\n"
        )
    report = run_import(find_sources([tmp_path]))
    assert sorted(Entry.objects.filter(kind="cause").values_list("key", flat=True)) == ["b--it", "it"]
    assert report.findings["key-taken"] == 1


def test_links_between_documents_work_whichever_came_first(tmp_path: Path) -> None:
    header = "---\ntitle: T\nms.contentlocale: en-US\n---\n"
    (tmp_path / "a.md").write_text(header + "# First\n\nSee [the other](b.md#part) and [none](c.md).\n")
    (tmp_path / "b.md").write_text(header + "# Second\n\nSee [the first](a.md).\n")
    report = run_import(find_sources([tmp_path]))
    text = Translation.objects.get(entry__key="a")
    assert 'href="/en/guides/b/"' in text.html
    assert [problem["target"] for problem in text.unresolved] == ["guide:c"]
    unknown = [one for one in report.documents[0]["findings"] if one["kind"] == "unknown-document"]
    assert [(one["detail"], one["line"]) for one in unknown] == [("guide:c", 7)]


def test_guides_list_the_rows_of_a_table_after_their_cause() -> None:
    load("properties")
    keys = list(GuideCause.objects.order_by("position").values_list("cause__key", flat=True))
    holder = "the-backup-extension-is-stuck-in-the-lock"
    assert keys[keys.index(holder) :] == [
        holder,
        f"{holder}--the-lock-is-closed-because-of-the-tide",
        f"{holder}--many-ships-are-backed-up-at-the-same-time",
    ]


def test_bad_files_are_one_finding_each_and_the_others_are_imported(tmp_path: Path) -> None:
    (tmp_path / "binary.md").write_bytes(b"\x00\x01\x02")
    (tmp_path / "latin.md").write_bytes(
        "---\nms.contentlocale: sv-SE\n---\n# Åtgärd\n\nText på svenska.\n".encode("cp1252")
    )
    (tmp_path / "french.md").write_text("---\nms.contentlocale: fr-FR\n---\n# Titre\n\nTexte.\n")
    (tmp_path / "open.md").write_text("---\ntitle: T\nms.contentlocale: en-US\n\n# Heading\n\nText.\n")
    with (tmp_path / "large.md").open("wb") as stream:
        stream.truncate(50_000_000)
    report = run_import(find_sources([tmp_path]))
    found = {str(one["path"]): [finding["kind"] for finding in one["findings"]] for one in report.documents}
    assert found == {
        "binary.md": ["binary"],
        "french.md": ["unknown-language"],
        "large.md": ["too-large"],
        "latin.md": ["not-utf8"],
        "open.md": ["header-without-end"],
    }
    assert sorted(Entry.objects.values_list("key", flat=True)) == ["latin", "open"]


def test_native_files_may_name_entries_that_come_after_them() -> None:
    report = load("native")
    error = find_error("HarbourErrorGateV2")
    assert error is not None
    assert causes_of(error.key) == ["the-key-is-wrong"]
    assert not report.findings
    assert ImportedText.objects.count() == 5


def test_a_cycle_of_renames_is_refused_with_a_finding(tmp_path: Path) -> None:
    for one, other in (("a", "b"), ("b", "a")):
        (tmp_path / f"{one}.en.md").write_text(
            f"---\nkind: error\nkey: {one}\nlanguage: en\ntitle: T\nsource_language: en\ncode: Code{one.upper()}Fails\n"
            f"lifecycle: renamed\nsuccessor: {other}\n---\n"
        )
    report = run_import(find_sources([tmp_path]))
    assert report.findings["refused"] == 1
    assert Entry.objects.count() == 2


def test_two_native_files_with_one_key_and_two_kinds_are_a_finding(tmp_path: Path) -> None:
    for kind in ("cause", "solution"):
        (tmp_path / f"{kind}.en.md").write_text(
            f"---\nkind: {kind}\nkey: same\nlanguage: en\ntitle: A {kind}\nsource_language: en\n---\n"
        )
    report = run_import(find_sources([tmp_path]))
    assert list(Entry.objects.values_list("key", "kind")) == [("same", "cause")]
    assert report.findings["key-taken"] == 1
