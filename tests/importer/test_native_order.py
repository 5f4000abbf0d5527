"""Native files may come in any order: which text is the source is told by the files, not by their order."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from kb.catalog.models import Entry
from kb.importer.run import run_import
from kb.importer.sources import Source, find_sources
from kb.l10n.models import Segment, SegmentTranslation

pytestmark = pytest.mark.django_db

TEXTS = {
    "the-lamp-is-out.da.md": "kind: cause\nkey: the-lamp-is-out\nlanguage: da\ntitle: Lampen er slukket\n",
    "the-lamp-is-out.en.md": (
        "kind: cause\nkey: the-lamp-is-out\nlanguage: en\nsource_language: en\ntitle: The lamp is out\n"
    ),
    "the-lamp-is-out.sv.md": "kind: cause\nkey: the-lamp-is-out\nlanguage: sv\ntitle: Lampan är släckt\n",
    "the-rope-is-wet.da.md": "kind: cause\nkey: the-rope-is-wet\nlanguage: da\ntitle: Tovet er vådt\n",
    "the-rope-is-wet.sv.md": (
        "kind: cause\nkey: the-rope-is-wet\nlanguage: sv\nsource_language: sv\ntitle: Repet är vått\n"
    ),
    "the-sail-is-torn.es.md": "kind: cause\nkey: the-sail-is-torn\nlanguage: es\ntitle: La vela está rota\n",
}


@pytest.fixture
def sources(tmp_path: Path) -> list[Source]:
    for name, header in TEXTS.items():
        (tmp_path / name).write_text(f"---\n{header}---\n", encoding="utf-8")
    return find_sources([tmp_path])


def test_english_is_read_before_its_translations(sources: list[Source]) -> None:
    assert [source.path for source in sources][:3] == [
        "the-lamp-is-out.en.md",
        "the-lamp-is-out.da.md",
        "the-lamp-is-out.sv.md",
    ]


@pytest.mark.parametrize("seed", range(6))
def test_the_source_is_the_same_in_any_order(sources: list[Source], seed: int) -> None:
    random.Random(seed).shuffle(sources)
    report = run_import(sources)
    assert report.findings.total() == 0
    assert dict(Entry.objects.values_list("key", "source_language")) == {
        "the-lamp-is-out": "en",
        "the-rope-is-wet": "sv",
        "the-sail-is-torn": "es",
    }
    assert dict(Segment.objects.values_list("entry__key", "text")) == {
        "the-lamp-is-out": "The lamp is out",
        "the-rope-is-wet": "Repet är vått",
        "the-sail-is-torn": "La vela está rota",
    }
    told = SegmentTranslation.objects.order_by("language").values_list("segment__entry__key", "language")
    assert sorted(told) == [("the-lamp-is-out", "da"), ("the-lamp-is-out", "sv"), ("the-rope-is-wet", "da")]


@pytest.mark.parametrize("seed", range(2))
def test_the_report_names_documents_in_the_order_they_were_given(sources: list[Source], seed: int) -> None:
    random.Random(seed).shuffle(sources)
    assert [one["path"] for one in run_import(sources).documents] == [source.path for source in sources]
