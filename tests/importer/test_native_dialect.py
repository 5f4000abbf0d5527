from __future__ import annotations

import datetime as dt

from kb.importer.native import read_native
from tests.importer.reading import read


def test_the_source_file_carries_the_entry() -> None:
    document = read("native/errors/harbourerrorgate.en.md")
    (entry,) = document.entries
    assert (entry.kind, entry.key, entry.code, entry.code_aliases) == (
        "error",
        "harbourerrorgate",
        "HarbourErrorGate",
        ("HarbourErrorGateV2",),
    )
    assert (entry.source_language, entry.product, entry.lifecycle) == ("en", "harbour-backup", "active")
    assert (entry.causes, entry.anchors) == (("the-key-is-wrong",), ("gate-does-not-open",))
    (text,) = entry.texts
    assert (text.date, text.state, text.origin) == (dt.date(2026, 11, 21), "final", "human")
    assert text.body == "You stand before the gate. Check that [the key](cause:the-key-is-wrong) fits.\n"


def test_another_language_carries_its_text_alone() -> None:
    (entry,) = read("native/errors/harbourerrorgate.sv.md").entries
    assert (entry.source_language, entry.code, entry.causes) == ("", "", ())
    assert entry.texts[0].language == "sv"


def test_what_cannot_be_read_is_named_and_the_rest_taken() -> None:
    document = read_native(
        "x.en.md",
        "---\nkind: cause\nkey: x\ntitle: T\nlanguage: en\nsource_language: en\nstate: nice\nplatforms: [atari]\n"
        "solutions: {a: 1}\ndate: soon\n---\nBody",
    )
    assert [finding.detail for finding in document.findings] == [
        "date: soon",
        "state: nice",
        "platforms: atari",
        "solutions: not a list",
    ]
    assert document.entries[0].texts[0].state == "final"


def test_without_kind_key_language_or_title_there_is_nothing_to_take() -> None:
    for text in (
        "---\nkind: ship\nkey: x\n---\n",
        "---\nkind: cause\nkey: x\nlanguage: fr\ntitle: T\n---\n",
        "---\nkind: cause\nkey: x\nlanguage: en\n---\nBody",
        "---\nkind: cause\nkey: x: y\n---\n",
        "---\nkind: cause\nkey: x\n",
    ):
        document = read_native("x.md", text)
        assert document.entries == ()
        assert document.findings
