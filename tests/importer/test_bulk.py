"""Plain documents are written many at a time; the rows are those that the services write."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Model

from kb.catalog.models import Translation
from kb.importer.bulk import BulkWriter
from kb.importer.models import ImportedFile
from kb.importer.run import Report, run_import
from kb.importer.sources import find_sources
from kb.importer.workers import Workers
from kb.l10n.models import MemoryEntry, Segment
from tests.importer.reading import DOCUMENTS, empty_catalogue

pytestmark = pytest.mark.django_db

PAIR = '<span data-ttu-id="a-1">{0}</span><span class="sxs-lookup"><span data-stu-id="a-1">{1}</span></span>'
HEADER = "---\ntitle: {title}\nms.contentlocale: {locale}\nms.date: {date}\n{more}---\n"
CHANGING = {"id", "uid", "created_at", "updated_at", "imported_at", "published_at"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Guides and errors of a reference, in one, two and three languages, with links between them."""
    files: dict[str, str] = {}
    for number in range(3):
        english = [f"The lamp {number} is out", "Light it.", "See `lamp -x` in [the rules](rules.md)."]
        swedish = [f"Lampan {number} är släckt", "Tänd den.", "Se `lamp -x` i [reglerna](rules.md)."]
        danish = [f"Lampe {number} er slukket", "Tænd den.", "Se `lamp -y` i [reglerne](rules.md)."]
        files[f"en/lamp-{number}.md"] = _plain("en-US", "01/02/2019", english)
        files[f"da/lamp-{number}.md"] = _plain("da-DK", "03/02/2019", danish)
        files[f"sv/lamp-{number}.md"] = _paired("sv-SE", "02/02/2019", swedish, english)
        code = f"C204{number}"
        header = HEADER.format(
            title=f"Compiler Error {code}", locale="en-US", date="01/02/2019", more=f'f1_keywords: ["{code}"]\n'
        )
        files[f"en/{code}.md"] = f"{header}# Compiler Error {code}\n\n'name' : no such lamp\n\nLight it at {number}.\n"
    files["en/rules.md"] = _plain("en-US", "01/02/2019", ["Rules", "First [lamp](lamp-1.md).", "Then [none](gone.md)."])
    files["da/rules.md"] = _plain(
        "da-DK", "01/02/2019", ["Regler", "Først [lampe](lamp-1.md).", "Så [ingen](gone.md)."]
    )
    files["es/rules.md"] = _plain("es-ES", "01/02/2018", ["Reglas", "Primero.", "Y nada más, y otra cosa."])
    longer = ["La lámpara 0 no luce", "Encienda la lámpara.", "Vea las reglas. Y otra cosa."]
    files["es/lamp-0.md"] = _plain("es-ES", "01/01/2018", longer)
    files["es/lamp-1.md"] = _plain("es-ES", "05/02/2020", longer)
    files["es/lamp-2.md"] = files["en/lamp-2.md"].replace("en-US", "es-ES")
    for path, text in files.items():
        file = tmp_path / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


def _plain(locale: str, date: str, lines: list[str]) -> str:
    header = HEADER.format(title=lines[0], locale=locale, date=date, more="")
    return f"{header}# {lines[0]}\n\n{lines[1]} {lines[2]}\n"


def _paired(locale: str, date: str, lines: list[str], source: list[str]) -> str:
    header = HEADER.format(title=lines[0], locale=locale, date=date, more="")
    pairs = [PAIR.format(*both) for both in zip(lines, source, strict=True)]
    return f"{header}# {pairs[0]}\n\n{pairs[1]} {pairs[2]}\n"


def load(folder: Path) -> Report:
    return run_import(find_sources([folder / name for name in ("en", "sv", "da", "es")]))


def everything() -> dict[str, Counter[str]]:
    """All rows of the catalogue, its translations and the importer, without what chance and the clock decide."""
    names = {
        one.uid: f"{one.entry.key}/{one.unit and one.unit.position}/{one.position}"
        for one in Segment.objects.select_related("entry", "unit")
    }
    found: dict[str, Counter[str]] = {}
    for label in ("catalog", "l10n", "importer"):
        for model in apps.get_app_config(label).get_models():
            rows = [json.dumps(_row(one), ensure_ascii=False, default=str) for one in model._default_manager.all()]
            for uid, name in names.items():
                rows = [row.replace(uid, name) for row in rows]
            found[model.__name__] = Counter(rows)
    return found


def _row(one: Model, depth: int = 0) -> dict[str, object]:
    told: dict[str, object] = {}
    for field in one._meta.concrete_fields:
        if field.name in CHANGING or field.primary_key and not field.is_relation:
            continue
        if not field.is_relation:
            told[field.name] = getattr(one, field.attname)
        elif depth < 3:
            other = getattr(one, field.name)
            told[field.name] = None if other is None else _row(other, depth + 1)
    return told


def start_afresh() -> None:
    empty_catalogue()
    MemoryEntry.objects.all().delete()


def through_services(monkeypatch: pytest.MonkeyPatch, folder: Path) -> tuple[Report, dict[str, Counter[str]]]:
    start_afresh()
    with monkeypatch.context() as patch:
        patch.setattr(BulkWriter, "_job", lambda *_args: None)
        return load(folder), everything()


def test_both_ways_of_writing_leave_the_same_rows(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    written: list[int] = []
    finish = BulkWriter._finish
    monkeypatch.setattr(
        BulkWriter, "_finish", lambda self, batch: (written.append(len(batch.jobs)), finish(self, batch))[1]
    )
    report = load(folder)
    rows = everything()
    assert sum(written) >= 8, "these documents are plain"
    assert Translation.objects.filter(aligned=False).count() == 5, "these do not fit to their source"
    assert rows["SegmentTranslation"]
    assert rows["Progress"]
    assert MemoryEntry.objects.filter(target_language="da", target="Regler", origin="import").exists()
    one_by_one, expected = through_services(monkeypatch, folder)
    assert {name for name in rows if rows[name] != expected[name]} == set()
    assert report.as_dict() == one_by_one.as_dict()


def test_pairs_of_documents_take_the_place_of_the_same_from_a_machine(folder: Path) -> None:
    load(folder)
    count = MemoryEntry.objects.update(origin="mt")
    empty_catalogue()
    load(folder)
    assert MemoryEntry.objects.get(target_language="da", target="Regler").origin == "import"
    assert MemoryEntry.objects.count() == count


def test_documents_that_are_not_plain_are_left_to_the_services(monkeypatch: pytest.MonkeyPatch) -> None:
    sources = find_sources([DOCUMENTS / "frontmatter/2020-sv", DOCUMENTS / "frontmatter/shapes"])
    run_import(sources)
    rows = everything()
    start_afresh()
    monkeypatch.setattr(BulkWriter, "_job", lambda *_args: None)
    run_import(sources)
    assert rows == everything()


def test_other_processes_prepare_the_same(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    load(folder)
    rows = everything()
    start_afresh()
    monkeypatch.setattr("kb.importer.workers.WORTHWHILE", 1)
    monkeypatch.setattr("os.sched_getaffinity", lambda _pid: {0, 1}, raising=False)
    assert Workers(10).count == 2
    load(folder)
    assert everything() == rows


def test_a_second_run_of_plain_documents_changes_nothing(folder: Path) -> None:
    load(folder)
    rows = everything()
    report = load(folder)
    assert not report.created + report.updated
    ImportedFile.objects.all().delete()
    load(folder)
    assert everything() == rows


def test_a_newer_text_keeps_its_own_page_when_late_links_are_rendered(tmp_path: Path) -> None:
    """The older text links to a page that comes last; by then the newer text stands in its place."""
    pages = {
        "a/lamp.md": _plain("en-US", "01/02/2019", ["Lamp", "Old words.", "See [the rules](rules.md)."]),
        "b/lamp.md": _plain("en-US", "01/02/2020", ["Lamp", "New words.", "See [the rules](rules.md)."]),
        "b/rules.md": _plain("en-US", "01/02/2020", ["Rules", "Keep to them.", "Always."]),
    }
    for path, text in pages.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    run_import(find_sources([tmp_path / "a", tmp_path / "b"]))
    text = Translation.objects.get(entry__key="lamp")
    assert "New words." in text.body
    assert "New words." in text.plain
    assert "Old words." not in text.html
    assert text.unresolved == []
