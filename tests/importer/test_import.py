"""Importing several documents: what they share, how they name each other, and bad ones among them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.catalog.models import Entry, Translation
from kb.catalog.resolve import find_error
from kb.importer.models import ImportedText
from kb.importer.run import run_import
from kb.importer.sources import find_sources
from tests.importer.importing import causes_of, load

pytestmark = pytest.mark.django_db


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
