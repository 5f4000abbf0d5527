from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from kb.catalog.models import Entry, Product, Translation
from kb.importer.export import catalog_document
from kb.importer.links import broken_links
from kb.importer.models import ImportedFile
from kb.l10n.models import TermForm
from kb.l10n.services.terms import save_term
from tests.importer.reading import DOCUMENTS, empty_catalogue

pytestmark = pytest.mark.django_db


def comparable(document: dict) -> list[dict]:
    return [{name: value for name, value in entry.items() if name != "source_path"} for entry in document["entries"]]


def without_segments(entries: list[dict]) -> list[dict]:
    for entry in entries:
        for text in entry["texts"].values():
            text.pop("segments")
    return entries


def test_the_report_is_the_promised_json(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    call_command("import_docs", str(DOCUMENTS / "frontmatter/2019-sv"), report=str(report), verbosity=0)
    document = json.loads(report.read_text(encoding="utf-8"))
    (one,) = document["documents"]
    assert set(one) == {"path", "dialect", "language", "created", "updated", "skipped", "findings"}
    assert (one["path"], one["dialect"], one["language"]) == ("guides/harbour-backup-fails.md", "frontmatter", "sv")
    assert one["created"] == {"guide": 1, "error": 3, "cause": 3, "solution": 4}
    assert all(set(finding) == {"kind", "line", "detail", "resolution"} for finding in one["findings"])
    assert document["totals"]["created"] == one["created"]


def test_a_folder_that_does_not_exist_is_one_clear_sentence() -> None:
    with pytest.raises(CommandError, match=r"^There is no file or folder /nowhere/at/all\.$"):
        call_command("import_docs", "/nowhere/at/all")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("- key: [a\n  name: b", r"line 2: this is not YAML that can be read\.$"),
        ("\x00", r"this is not YAML that can be read\.$"),
        ("key: boats", "products are a list"),
        ("- boats", "products are a list"),
        ("- {key: boats, position: first}", "the product boats needs"),
    ],
)
def test_damaged_products_are_one_clear_sentence(tmp_path: Path, settings, text: str, sentence: str) -> None:
    (tmp_path / "page.en.md").write_text("# A page\n\nIt is one.\n", encoding="utf-8")
    (tmp_path / "products.yml").write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match=sentence):
        call_command("import_docs", str(tmp_path))
    settings.CONTENT_DIR = tmp_path
    with pytest.raises(CommandError, match=sentence):
        call_command("load_content")
    assert not Product.objects.exists()


def test_a_folder_without_documents_is_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no Markdown file"):
        call_command("import_docs", str(tmp_path))


def test_a_report_that_cannot_be_written_is_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("import_docs", str(DOCUMENTS / "native"), report=str(tmp_path / "no" / "report.json"))
    assert not Entry.objects.exists()


def test_the_language_option_helps_where_nothing_else_does(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("# Xyz\n\nXyz.\n")
    call_command("import_docs", str(tmp_path), language="da", verbosity=0)
    assert Translation.objects.get().language == "da"


def test_content_loads_and_loading_it_again_changes_nothing(settings: object) -> None:
    call_command("load_content", verbosity=0)
    before = catalog_document()
    assert len(before["entries"]) > 30
    assert Product.objects.exists()
    assert not any(list(broken_links()))
    ImportedFile.objects.all().delete()
    call_command("load_content", verbosity=0)
    assert catalog_document() == before


def test_our_content_passes_every_check_and_our_own_glossary(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_content", verbosity=0)
    assert TermForm.objects.filter(language="da").count() > 20
    call_command("check_translations", json=True)
    assert json.loads(capsys.readouterr().out)["failures"] == []


def test_a_term_that_somebody_edited_is_not_overwritten() -> None:
    call_command("load_content", verbosity=0)
    save_term(name="vault", forms={"sv": {"preferred": ["bankvalv"]}})
    call_command("load_content", verbosity=0)
    assert list(TermForm.objects.filter(term__name="vault", language="sv").values_list("text", flat=True)) == [
        "bankvalv"
    ]


def test_the_catalogue_survives_an_export_to_native_files(tmp_path: Path) -> None:
    folders = ["native", "properties", "sidebyside/sv", "sidebyside/es", "frontmatter/2020-sv", "frontmatter/shapes"]
    call_command("import_docs", *(str(DOCUMENTS / folder) for folder in folders), verbosity=0)
    before = without_segments(comparable(catalog_document()))
    call_command("export_native", str(tmp_path / "out"), verbosity=0)
    empty_catalogue()
    call_command("import_docs", str(tmp_path / "out"), verbosity=0)
    after = without_segments(comparable(catalog_document()))
    assert after == before


def test_export_native_does_not_write_over_files(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(CommandError, match="not empty"):
        call_command("export_native", str(tmp_path))


def test_export_catalog_prints_the_promised_json(tmp_path: Path) -> None:
    call_command("import_docs", *(str(DOCUMENTS / f"sidebyside/{code}") for code in ("sv", "es")), verbosity=0)
    call_command("export_catalog", output=str(tmp_path / "catalog.json"))
    document = json.loads((tmp_path / "catalog.json").read_text(encoding="utf-8"))
    assert (document["format"], document["languages"]) == ("orsak-catalog/1", ["sv", "es", "da", "en"])
    error = next(entry for entry in document["entries"] if entry["key"] == "agent-unable-to-reach-the-quay")
    assert error["kind"] == "error"
    assert error["anchors"] == ["agent-unable-to-reach-the-quay", "agent-unable-tooreach-hello-quay"]
    assert (error["code"], error["code_aliases"], error["lifecycle"]) == ("", [], "active")
    assert error["causes"] == ["the-ship-has-no-access", "the-agent-is-out-of-date-for-linux-ships"]
    assert error["source_path"] == "guides/harbour-backup-fails.md"
    spanish = error["texts"]["es"]
    assert spanish["segments"][1] == {
        "source": "After you schedule hello backup, the service asks for a snapshot.",
        "target": "Después de programar hello copia, el servicio pide una instantánea.",
    }
    assert (spanish["state"], spanish["origin"], spanish["outdated"], spanish["date"]) == (
        "initial",
        "mt",
        False,
        "2017-10-06",
    )


def test_check_links_lists_every_link_that_leads_nowhere(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\nms.contentlocale: en-US\n---\n# A\n\n[none](gone.md)\n")
    call_command("import_docs", str(tmp_path), verbosity=0)
    call_command("check_links", json=True)
    (link,) = json.loads(capsys.readouterr().out)
    assert (link["key"], link["language"], link["line"], link["target"]) == ("a", "en", 1, "guide:gone")
    call_command("check_links")
    assert "guide:gone leads nowhere" in capsys.readouterr().out
