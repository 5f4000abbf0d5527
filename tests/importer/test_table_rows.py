"""The rows of a table of causes in several editions: each is there once, and only what is certain is taken as one."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from kb.catalog.models import Entry
from kb.importer.likeness import marks, wording
from kb.importer.run import Report, run_import
from kb.importer.sources import find_sources

pytestmark = pytest.mark.django_db

PAGE = """---
title: Backup
ms.contentlocale: {locale}
ms.date: {date}
---
# Backup

## <a name="backupfails"></a>BackupFails

**Error code**: BackupFails

**Cause 1: [The ship is not seen](#the-ship-is-not-seen)**

## <a name="causes-and-solutions"></a>Causes and solutions

### <a name="the-ship-is-not-seen"></a>{title}

#### <a name="solution"></a>Solution

| {cause} | {solution} |
| --- | --- |
{rows}
"""
ENGLISH = ("en-US", "The ship is not seen", "Cause", "Solution")
SPANISH = ("es-ES", "No se ve el barco", "Causa", "Solución")
SWEDISH = ("sv-SE", "Skeppet syns inte", "Orsak", "Lösning")


def edition(tmp_path: Path, name: str, date: str, language: tuple[str, str, str, str], *rows: str) -> Path:
    folder = tmp_path / name
    folder.mkdir()
    locale, title, cause, solution = language
    text = PAGE.format(
        locale=locale,
        date=date,
        title=title,
        cause=cause,
        solution=solution,
        rows="\n".join(f"| {row} | {row} S. |" for row in rows),
    )
    (folder / "backup.md").write_text(text, encoding="utf-8")
    return folder


def load(*folders: Path) -> Report:
    return run_import(find_sources(folders))


def rows() -> list[str]:
    return sorted(Entry.objects.filter(kind="cause", key__contains="--").values_list("key", flat=True))


def languages_of(key: str) -> list[str]:
    return sorted(Entry.objects.get(key=key).translations.values_list("language", flat=True))


def test_a_row_is_found_again_where_others_came_and_went(tmp_path: Path) -> None:
    older = edition(tmp_path, "older", "01/02/2019", ENGLISH, "Fog lies on the sea.", "The lamp is out.")
    newer = edition(tmp_path, "newer", "01/02/2020", ENGLISH, "The lamp is out.", "The horn is silent.")
    report = load(older, newer)
    assert [key.rpartition("--")[2] for key in rows()] == [
        "fog-lies-on-the-sea",
        "the-horn-is-silent",
        "the-lamp-is-out",
    ]
    assert report.findings["row-matched"] == report.findings["merge-proposed"] == 0


def test_a_row_whose_wording_changed_is_known_by_the_word_it_alone_has(tmp_path: Path) -> None:
    folders = [
        edition(tmp_path, "a", "01/02/2018", ENGLISH, "Many ships sail.", "The ship gets no address from DHCP."),
        edition(tmp_path, "b", "01/02/2019", ENGLISH, "The ship cannot fetch its address by DHCP.", "Fog."),
    ]
    for number, order in enumerate(permutations(folders)):
        report = run_import(find_sources(order), dry_run=True)
        assert report.findings["row-matched"] == 1, number
        assert report.created["cause"] == 4, "the holder, the address, many ships, fog"


def test_rows_in_different_languages_meet_by_a_word_of_both_where_one_cause_holds_them(tmp_path: Path) -> None:
    load(
        edition(tmp_path, "en", "01/02/2018", ENGLISH, "Fog.", "No address from DHCP.", "No rope."),
        edition(tmp_path, "sv", "01/02/2019", SWEDISH, "Skeppet får ingen adress av DHCP.", "Dimma."),
    )
    met = Entry.objects.get(key="the-ship-is-not-seen--no-address-from-dhcp")
    assert set(met.translations.values_list("language", flat=True)) == {"en", "sv"}
    assert [key.rpartition("--")[2] for key in rows()] == ["dimma", "fog", "no-address-from-dhcp", "no-rope"]


def test_rows_in_another_language_meet_by_place_in_tables_of_one_length(tmp_path: Path) -> None:
    report = load(
        edition(tmp_path, "en", "01/02/2018", ENGLISH, "Fog lies on the sea.", "The lamp is out."),
        edition(tmp_path, "sv", "01/02/2019", SWEDISH, "Dimma ligger på havet.", "Lampan är släckt."),
    )
    assert [key.rpartition("--")[2] for key in rows()] == ["fog-lies-on-the-sea", "the-lamp-is-out"]
    assert report.findings["row-matched"] == 2


def test_a_word_that_two_rows_have_tells_nothing(tmp_path: Path) -> None:
    report = load(
        edition(tmp_path, "a", "01/02/2018", ENGLISH, "The port is blocked by NSG.", "NSG has no rule."),
        edition(tmp_path, "b", "01/02/2019", ENGLISH, "The port is now blocked by an NSG rule.", "Fog.", "Ice."),
    )
    assert report.findings["row-matched"] == 0
    assert report.findings["merge-proposed"] == 1
    assert len(rows()) == 5


def test_a_third_language_meets_the_first_though_the_second_knows_only_some_rows(tmp_path: Path) -> None:
    load(
        edition(tmp_path, "en", "01/02/2018", ENGLISH, "Fog lies on the sea.", "The lamp is out.", "Ice in port 4711."),
        edition(tmp_path, "sv", "01/02/2018", SWEDISH, "Dimma ligger på havet.", "Det ligger is i hamnen."),
        edition(tmp_path, "es", "01/02/2018", SPANISH, "Hay niebla en el mar.", "No hay luz.", "Hielo en 4711."),
    )
    told = {key.rpartition("--")[2]: languages_of(key) for key in rows()}
    assert told["the-lamp-is-out"] == ["en", "es"]
    assert told["fog-lies-on-the-sea"] == ["en", "es"]


def test_a_row_at_the_same_place_with_other_words_is_another_cause(tmp_path: Path) -> None:
    load(
        edition(tmp_path, "a", "01/02/2018", ENGLISH, "Fog lies on the sea.", "The lamp is out."),
        edition(tmp_path, "b", "01/02/2019", ENGLISH, "The crew sleeps.", "The mast broke."),
    )
    assert len(rows()) == 4


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hello VM is shut down tooearly.", "The VM is shut down to early"),
        ("säkerhets kopierings tjänsten", "Säkerhetskopieringstjänsten"),
        ("**A** lamp", "lamp"),
    ],
)
def test_damage_does_not_change_the_wording(one: str, other: str) -> None:
    assert wording(one) == wording(other)


def test_marks_are_the_words_that_no_language_changes() -> None:
    assert marks("Den virtuella datorn (VM) hämtar IaaS-adress 245 från DHCP.") == {"VM", "IaaS", "245", "DHCP"}
