"""Plain documents are written together with few statements; what is stored is what the services would have stored."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import DateTimeField, ForeignKey, Model

from kb.catalog.models import Translation
from kb.importer.bulk import BulkWriter
from kb.importer.run import Report, find_sources, run_import
from tests.importer.reading import empty_catalogue

pytestmark = pytest.mark.django_db

PAGE = """---
title: {title}
ms.date: {date}
ms.contentlocale: {locale}
f1_keywords: ["{code}"]
---
# {title}

{message}

## {remarks}

{text} [{label}](hb{other}.md)
"""
PAIRED = """---
title: {title}
ms.date: {date}
ms.contentlocale: {locale}
---
# <a name="the-rope-{number}-is-too-short"></a>{heading}

{pairs}
"""
PAIR = (
    '<span data-ttu-id="a-{number}">{told}</span>'
    '<span class="sxs-lookup"><span data-stu-id="a-{number}">{source}</span></span>'
)
NUMBERS = range(2001, 2009)
OF_ONE_RUN = {"id", "uid", "entry_ptr", "html", "title_html", "sentences"}


def test_both_ways_store_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write_documents(tmp_path)
    jobs: list[object] = []
    find_job = BulkWriter._job

    def counted(self: BulkWriter, *arguments: object) -> object:
        jobs.append(job := find_job(self, *arguments))  # type: ignore[arg-type]
        return job

    monkeypatch.setattr(BulkWriter, "_job", counted)
    together = _imported(tmp_path)
    assert sum(job is not None for job in jobs) > len(jobs) / 2, "nearly all of these documents are plain"
    empty_catalogue()
    monkeypatch.setattr(BulkWriter, "_job", lambda *_arguments: None)
    one_by_one = _imported(tmp_path)
    for name, rows in one_by_one.items():
        assert together[name] == rows, name


def _write_documents(folder: Path) -> None:
    for number in NUMBERS:
        other = number + 1
        page = {"code": f"HB{number}", "other": other}
        english = PAGE.format(
            title=f"Harbour Error HB{number}", date="03/01/2020", locale="en-US", message="> The ship is not in port",
            remarks="Remarks", text=f"The ship left the quay. It is ship {number}.", label="Next", **page,
        )  # fmt: skip
        spanish = PAGE.format(
            title=f"Error del puerto HB{number}", date=f"0{number % 9 + 1}/01/2020", locale="es-ES",
            message="> El barco no está en el puerto", remarks="Observaciones",
            text=f"{'El barco' if number % 2 else 'La nave'} salió del muelle. Es el barco {number}.",
            label="Siguiente", **page,
        )  # fmt: skip
        _save(folder / "en" / f"hb{number}.md", english)
        _save(folder / "es" / f"hb{number}.md", spanish)
        told = {"sv": ("Repet är för kort", "Ta ett längre rep."), "da": ("Tovet er for kort", "Tag et længere tov.")}
        for language, (first, second) in told.items():
            heading = PAIR.format(number=0, told=f"{first} {number}", source=f"The rope is too short {number}")
            pairs = " ".join(
                PAIR.format(number=place, told=one, source=source)
                for place, (one, source) in enumerate(
                    [(f"{first} ({number}).", f"The rope is too short ({number})."), (second, "Take a longer rope.")], 1
                )
            )
            text = PAIRED.format(
                title=first, date="08/17/2017", locale=language, number=number, heading=heading, pairs=pairs
            )
            _save(folder / language / f"rope-{number}.md", text)


def _save(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _imported(folder: Path) -> dict[str, object]:
    report: Report = run_import(find_sources([folder / name for name in ("en", "es", "sv", "da")]))
    stored: dict[str, object] = {"report": report.as_dict()}
    for label in ("catalog", "l10n", "importer"):
        for model in apps.get_app_config(label).get_models():
            stored[model._meta.label] = sorted(map(str, map(_row, model._default_manager.all())))
    return stored


def _row(one: Model) -> dict[str, object]:
    """A record without what differs from run to run, nor what was nearest to a broken link; other records by name."""
    row: dict[str, object] = {}
    for field in one._meta.fields:
        if field.name in OF_ONE_RUN:
            continue
        if isinstance(field, ForeignKey):
            other = getattr(one, field.name)
            row[field.name] = other and str(_name(other))
        elif isinstance(field, DateTimeField):
            row[field.name] = bool(getattr(one, field.name))
        else:
            row[field.name] = getattr(one, field.attname)
    if isinstance(one, Translation):
        row["unresolved"] = [said["target"] for said in one.unresolved]
        row["sentences"] = [{name: value for name, value in said.items() if name != "id"} for said in one.sentences]
    return row


def _name(one: Model) -> object:
    return getattr(one, "key", None) or getattr(one, "text", None) or (one._meta.label, getattr(one, "position", 0))
